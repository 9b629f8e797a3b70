#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// A pathway as a picture: a box for each stage, an arrow for each move. It has a title and a
// description; the page that shows it also says the same in a table.
namespace longstone::ls {

struct DrawnStage {
    std::string id = {};
    std::string name = {};
    std::string note = {};  // "3 records here", "within 15 working days"
    std::string href = {};
    bool starts = false;
    bool ends = false;
    bool now = false;
};

struct DrawnMove {
    std::string from = {};  // ids of stages; a move from or to another is left out
    std::string to = {};
    std::string name = {};  // written beside the arrow when given
};

struct PathwayDrawing {
    std::string title = {};
    std::string description = {};  // made from the stages when not given
    std::vector<DrawnStage> stages = {};
    std::vector<DrawnMove> moves = {};
    std::string id = "pathway";
};

Html pathway_drawing(const PathwayDrawing& options);

}  // namespace longstone::ls
