#include "ui/longstone/drawing.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace longstone::ls {
namespace {

constexpr int kBoxWidth = 170;
constexpr int kBoxHeight = 56;
constexpr int kAcross = 236;   // from one layer to the next
constexpr int kDown = 96;      // from one row to the next
constexpr int kMargin = 20;
constexpr int kPerBand = 5;    // layers side by side before the drawing goes on below

struct Box {
    int x = 0, y = 0;
};

// The longest way to each stage by forward moves: its layer. Stages stand in the definition's order,
// so a move to an earlier one is a way back.
std::vector<int> layers_of(const Drawing& options, const std::map<std::string, std::size_t>& places) {
    std::vector<int> layers(options.stages.size(), 0);
    for (std::size_t round = 0; round < options.stages.size(); ++round) {
        for (const auto& move : options.moves) {
            const auto from = places.find(move.from);
            const auto to = places.find(move.to);
            if (from == places.end() || to == places.end() || to->second <= from->second) continue;
            layers[to->second] = std::max(layers[to->second], layers[from->second] + 1);
        }
    }
    return layers;
}

std::vector<Box> lay_out(const std::vector<int>& layers) {
    const int last = layers.empty() ? 0 : *std::max_element(layers.begin(), layers.end());
    std::vector<int> in_layer(static_cast<std::size_t>(last) + 1, 0);
    for (const int layer : layers) {
        ++in_layer[static_cast<std::size_t>(layer)];
    }
    std::vector<int> band_top = {kMargin};
    for (int first = 0; first <= last; first += kPerBand) {
        int rows = 1;
        for (int layer = first; layer <= last && layer < first + kPerBand; ++layer) {
            rows = std::max(rows, in_layer[static_cast<std::size_t>(layer)]);
        }
        band_top.push_back(band_top.back() + rows * kDown + kMargin);
    }
    std::vector<int> used(in_layer.size(), 0);
    std::vector<Box> boxes;
    for (const int layer : layers) {
        const int row = used[static_cast<std::size_t>(layer)]++;
        boxes.push_back({.x = kMargin + layer % kPerBand * kAcross, .y = band_top[static_cast<std::size_t>(layer / kPerBand)] + row * kDown});
    }
    return boxes;
}

std::string n(int value) { return number(value); }

// Straight down or across, then over: never through the box it leaves.
std::string way(const Box& from, const Box& to) {
    const int mid_from = from.y + kBoxHeight / 2;
    const int mid_to = to.y + kBoxHeight / 2;
    if (to.x > from.x) {
        const int bend = from.x + kBoxWidth + 24;
        return cat({"M", n(from.x + kBoxWidth), " ", n(mid_from), " H", n(bend), " V", n(mid_to), " H", n(to.x - 6)});
    }
    const int under = std::max(from.y, to.y) + kBoxHeight + 16;
    const int edge = from.x + kBoxWidth / 2;
    const int enter = to.x + kBoxWidth / 2 + 14;
    if (to.y > from.y) return cat({"M", n(edge), " ", n(from.y + kBoxHeight), " V", n(to.y - 24), " H", n(enter), " V", n(to.y - 6)});
    return cat({"M", n(edge), " ", n(from.y + kBoxHeight), " V", n(under), " H", n(enter), " V", n(to.y + kBoxHeight + 6)});
}

Html box_html(const DrawnStage& stage, const Box& box) {
    const auto label = [&](int dy, const char* classes, const std::string& words) {
        return html::element("text", {{"x", box.x + kBoxWidth / 2}, {"y", box.y + dy}, {"text-anchor", "middle"}, {"class", classes}}, words);
    };
    Html drawn = html::element("rect", {{"x", box.x}, {"y", box.y}, {"width", kBoxWidth}, {"height", kBoxHeight}, {"rx", 4},
                                        {"class", stage.closes ? "ls-drawing__box ls-drawing__box--end" : "ls-drawing__box"}});
    drawn += label(stage.note.empty() ? 34 : 25, "ls-drawing__name", stage.name);
    if (!stage.note.empty()) drawn += label(44, "ls-drawing__note", stage.note);
    return drawn;
}

Html arrow_head() {
    return html::element("defs", {}, {html::element("marker", {{"id", "ls-arrow"}, {"viewBox", "0 0 10 10"}, {"refX", "9"}, {"refY", "5"}, {"markerWidth", "7"}, {"markerHeight", "7"}, {"orient", "auto"}},
                                                    {html::element("path", {{"d", "M0 0 L10 5 L0 10 z"}, {"class", "ls-drawing__head"}})})});
}

}  // namespace

Html drawing(const Drawing& options) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < options.stages.size(); ++i) {
        places[options.stages[i].id] = i;
    }
    const auto boxes = lay_out(layers_of(options, places));
    int width = 0;
    int height = 0;
    Html drawn;
    std::vector<std::string> sentences;
    for (const auto& move : options.moves) {
        const auto from = places.find(move.from);
        const auto to = places.find(move.to);
        if (from == places.end() || to == places.end()) continue;
        const bool back = move.back || to->second < from->second;
        drawn += html::element("path", {{"d", way(boxes[from->second], boxes[to->second])}, {"class", back ? "ls-drawing__way ls-drawing__way--back" : "ls-drawing__way"}, {"marker-end", "url(#ls-arrow)"}});
        sentences.push_back(cat({options.stages[from->second].name, back ? " may go back to " : " leads to ", options.stages[to->second].name}));
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        drawn += box_html(options.stages[i], boxes[i]);
        width = std::max(width, boxes[i].x + kBoxWidth + kMargin + 30);
        height = std::max(height, boxes[i].y + kBoxHeight + kMargin + 20);
    }
    return html::element("div", {{"class", "ls-drawing"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", options.title}},
                         {html::element("svg", {{"viewBox", cat({"0 0 ", n(width), " ", n(height)})}, {"role", "img"}, {"aria-labelledby", "ls-drawing-title ls-drawing-words"}, {"class", "ls-drawing__picture"}},
                                        {html::element("title", {{"id", "ls-drawing-title"}}, options.title),
                                         html::element("desc", {{"id", "ls-drawing-words"}}, cat({join(sentences, ". "), "."})), arrow_head(), drawn})});
}

}  // namespace longstone::ls
