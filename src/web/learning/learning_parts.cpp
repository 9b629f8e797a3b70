#include "web/learning/learning_parts.h"

#include "base/text.h"
#include "http/urlencoded.h"
#include "ui/longstone/words.h"
#include "ui/plain.h"
#include "web/figures/figure_parts.h"
#include "web/pages/parts.h"

namespace longstone::web {
namespace {

std::string stage_name(const define::Pathway* pathway, const std::string& stage) {
    const auto* known = pathway == nullptr ? nullptr : pathway->stage(stage);
    return known == nullptr ? stage : known->name;
}

Html record_html(const Visit& visit, const work::LoopRecord& record) {
    const auto* pathway = visit.definitions().pathway(record.pathway);
    return html::cat(
        {record_link(record.ref, record.summary.empty() ? record.ref : record.summary),
         html::element("br"),
         ls::muted(cat({pathway == nullptr ? record.pathway : pathway->name,
                        ", ",
                        record.ref,
                        ", ",
                        record.closed ? cat({"closed ", say(london(*record.closed).date)})
                                      : stage_name(pathway, record.stage)}))});
}

Html action_html(const work::LoopAction& action) {
    return html::cat({action.what,
                      html::element("br"),
                      ls::muted(cat({action.owner,
                                     action.due ? cat({", by ", say(*action.due)}) : std::string(),
                                     action.done ? ", closed" : ", open"}))});
}

Html test_html(const Tested& test) {
    const auto name = test.measure == nullptr ? test.mark.measure : test.measure->name;
    return html::cat(
        {test.measure == nullptr ? html::text(name) : html::link(figure_path(*test.measure), name),
         ", from ",
         say(test.mark.from),
         html::element("br"),
         test.changed.says,
         html::element("br"),
         ls::muted(test.mark.why)});
}

std::vector<Html> come_of(Visit& visit,
                          const work::LoopPlace& place,
                          const std::vector<Tested>& tests) {
    std::vector<Html> items;
    for (const auto& record : place.records)
        items.push_back(record_html(visit, record));
    for (const auto& action : place.actions)
        items.push_back(action_html(action));
    if (place.actions.empty() && place.listed > 0)
        items.push_back(
            html::text(cat({count_of(place.listed, "step", "steps"), " in the owner's plan"})));
    if (place.step->kind == define::LoopStep::Kind::Measures) {
        for (const auto& test : tests)
            items.push_back(test_html(test));
    }
    return items;
}

}  // namespace

std::string learning_path(std::string_view ref, std::string_view rest) {
    return cat({kLearningPath, "/", http::percent_encode(ref), rest});
}

const define::Loop* the_loop(const define::Definitions& definitions) {
    return definitions.loops.empty() ? nullptr : &definitions.loops.begin()->second;
}

bool sees_learning(const Visit& visit) {
    return visit.viewer().may("see-figures") && the_loop(visit.definitions()) != nullptr;
}

std::vector<Tested> tested(work::Context& context,
                           measure::Figures& figures,
                           const std::vector<measure::Mark>& marks) {
    std::vector<Tested> tests;
    const Date today = london(context.now).date;
    for (const auto& mark : marks) {
        Tested test{.mark = mark, .measure = context.definitions.measure(mark.measure)};
        if (test.measure != nullptr) {
            auto changed = measure::changed_since(figures, *test.measure, mark.from, today);
            if (changed) test.changed = std::move(*changed);
        } else {
            test.changed.says = "This figure is no longer counted.";
        }
        tests.push_back(std::move(test));
    }
    return tests;
}

std::string_view outcome_word(const measure::Changed& changed) {
    switch (changed.change) {
        case measure::Change::TooFew:
            return "Too early to say";
        case measure::Change::NotDetectable:
            return "No detectable change";
        case measure::Change::AlreadyMoving:
            return "It was on its way before";
        case measure::Change::Better:
            return "Better, not by chance";
        case measure::Change::Worse:
            return "Worse, not by chance";
        case measure::Change::Different:
            return "Changed, not by chance";
    }
    return {};
}

Html chain_html(Visit& visit, const work::Chain& chain, const std::vector<Tested>& tests) {
    std::vector<Html> items;
    report::Sheet sheet{.name = cat({"Step by step, ", chain.followed.ref}),
                        .headings = {"Step", "What came of it"}};
    bool before = true;
    for (const auto& place : chain.places) {
        if (!place.records.empty() && place.records.front().ref == chain.followed.ref)
            before = false;
        const bool measures = place.step->kind == define::LoopStep::Kind::Measures;
        const bool reached = place.reached() || (measures && !tests.empty());
        const auto come = come_of(visit, place, tests);
        for (const auto& one : come)
            sheet.rows.push_back({place.step->name, html::plain(one)});
        items.push_back(html::element(
            "li",
            {{"class", reached ? "ls-loop__step" : "ls-loop__step ls-loop__step--empty"}},
            html::cat({html::heading(3, html::HeadingSize::Small, place.step->name),
                       html::small_paragraph({ls::muted(place.step->hint)}),
                       come.empty() ? ls::nothing(before ? kNoneSeen : kNothingYet)
                                    : html::list(come)})));
    }
    visit.list_as(std::move(sheet));
    return html::element("ol", {{"class", "ls-loop"}}, html::cat(items));
}

}  // namespace longstone::web
