#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "measure/figure_chart.h"
#include "measure/marks.h"
#include "ui/html.h"
#include "web/visit.h"
#include "work/loop.h"

// What the pages of the loop of learning share.
namespace longstone::http {
class Router;
}

namespace longstone::web {

inline constexpr const char* kLearningPath = "/learning";
std::string learning_path(std::string_view ref, std::string_view rest = {});

// The first loop of the definitions, or nothing where a partnership has none.
const define::Loop* the_loop(const define::Definitions& definitions);
// For the page that leads here: there is a loop, and they may see figures.
bool sees_learning(const Visit& visit);

// A figure that should move after something was done, and what came of it.
struct Tested {
    measure::Mark mark = {};
    const define::Measure* measure = nullptr;
    measure::Changed changed = {};
};
std::vector<Tested> tested(work::Context& context,
                           measure::Figures& figures,
                           const std::vector<measure::Mark>& marks);
// "Better, and not by chance", "No detectable change", "Too early to say": the answer in a word.
std::string_view outcome_word(const measure::Changed& changed);

inline constexpr std::string_view kNothingYet = "Nothing yet";
// Of what came before: it may be there, and be for others.
inline constexpr std::string_view kNoneSeen = "None that you may open";

// One chain as an ordered list: each step with what has come of it, and the empty ones said to be.
Html chain_html(Visit& visit, const work::Chain& chain, const std::vector<Tested>& tests);

// The forms that fill the steps after a record, for those who may.
Html learning_forms_html(Visit& visit, const work::Opened& opened, const define::Loop& loop);

void add_learning_routes(http::Router& router, App& app);
void add_learning_act_routes(http::Router& router, App& app);

}  // namespace longstone::web
