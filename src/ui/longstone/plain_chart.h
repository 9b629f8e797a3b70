#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"

// Charts for a document that stands by itself and is printed: drawn with no style sheet, told apart
// without colour, each with its title and description inside. The numbers stand in a table beside.
namespace longstone::ls {

struct PlainBar {
    std::string label = {};
    std::optional<double> value = {};
    std::string text = {};              // what is written at its end
    std::optional<double> before = {};  // the same a year before
    std::string before_text = {};
};

struct PlainBars {
    std::string id = {}, title = {}, description = {};
    std::string now = {}, before = {};  // what the two bars are of; without `before` there is one
    std::vector<PlainBar> bars = {};
};
Html plain_bars(const PlainBars& options);

struct PlainStretch {
    std::size_t from = 0, to = 0;
    double mean = 0;
    std::optional<double> lower = {}, upper = {};
};

struct PlainRun {
    std::string id = {}, title = {}, description = {}, unit = {};
    std::vector<std::pair<std::string, std::optional<double>>> points = {};
    std::vector<PlainStretch> stretches = {};
};
Html plain_run(const PlainRun& options);

}  // namespace longstone::ls
