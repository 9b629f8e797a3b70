#pragma once

#include <string>
#include <utility>
#include <vector>

// Lays out a directed graph in layers, top to bottom: pure arithmetic, no drawing. An arrow that
// leads back to where one has been is kept aside; every other leads down, through a point in each
// layer that it crosses. Boxes in a layer never overlap. The same graph is always laid out alike.
namespace longstone::ls {

struct LayeredBox {
    int layer = 0;
    int x = 0;  // of its middle
    int y = 0;  // of its top
    int width = 0;
    int height = 0;
};

struct LayeredArrow {
    std::size_t from = 0;
    std::size_t to = 0;
    bool back = false;                                // leads back up, or to itself
    std::vector<std::pair<int, int>> by_way_of = {};  // points between the two, downwards
};

struct Layered {
    std::vector<LayeredBox> boxes = {};     // as the nodes were given
    std::vector<LayeredArrow> arrows = {};  // as the arrows were given
    int width = 0;
    int height = 0;
};

struct LayerSizes {
    int box_width = 210;
    int gap = 28;      // between boxes of one layer
    int between = 56;  // between layers
    int lane = 36;     // for an arrow that passes through a layer
    int margin = 12;
};

// `heights` gives each node's height; `arrows` pairs of indices into it.
Layered lay_out(const std::vector<int>& heights,
                const std::vector<std::pair<std::size_t, std::size_t>>& arrows,
                const LayerSizes& sizes = {});

}  // namespace longstone::ls
