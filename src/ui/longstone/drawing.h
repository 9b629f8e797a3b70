#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// A pathway drawn: boxes for stages in the order of their moves, arrows between them, those that go
// back dashed. A picture with a title and a description; the same stands in a table beside it.
namespace longstone::ls {

struct DrawnStage {
    std::string id = {};
    std::string name = {};
    std::string note = {};   // "3 records"
    bool closes = false;
};
struct DrawnMove {
    std::string from = {};
    std::string to = {};
    bool back = false;
};
struct Drawing {
    std::string title = {};
    std::vector<DrawnStage> stages = {};
    std::vector<DrawnMove> moves = {};
};
Html drawing(const Drawing& options);

}  // namespace longstone::ls
