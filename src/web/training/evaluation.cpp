#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/panels.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/parts.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"

// What somebody says of a course before it, on the day and later; and what their manager sees.
namespace longstone::web {
namespace {

struct Evaluating {
    work::Opened opened;
    work::EvaluationAsked asked;
    const define::Form* form = nullptr;
    work::PlaceState place;
};

Result<Evaluating> find(Visit& visit, work::Context& context) {
    auto opened = TRY(work::open_places(context, visit.viewer(), visit.param("ref")));
    const auto asked = TRY(work::find_evaluation(
        context, visit.viewer(), opened, visit.param("place"), visit.param("evaluation")));
    const auto* form = context.definitions.form(asked.rule->form);
    const auto* place = work::find_place(opened.record.places, visit.param("place"));
    if (form == nullptr || place == nullptr) return not_found();
    auto copy = *place;
    return Evaluating{
        .opened = std::move(opened), .asked = asked, .form = form, .place = std::move(copy)};
}

Asking asking_of(Visit& visit, const Evaluating& found) {
    Asking asking{.definitions = visit.definitions(), .viewer = &visit.viewer()};
    for (const auto& section : found.form->sections)
        asking.sections.push_back(&section);
    return asking;
}

http::Reply draw(Visit& visit, const Typed* typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto found = TRY(find(visit, reading.context));
        const auto session = session_of(visit, found.opened);
        auto asking = asking_of(visit, found);
        if (typed != nullptr) asking.typed = *typed;
        if (problem != nullptr) asking.problems = problem->fields;
        Html main = problem == nullptr ? Html{} : error_summary(asking);
        if (problem != nullptr && problem->fields.empty())
            main += govuk::warning_text({.text = problem->message});
        main +=
            ls::page_head({.title = found.asked.rule->name,
                           .caption = cat({session.title(),
                                           found.asked.rule->by_manager
                                               ? cat({", about ", learner_name(visit, found.place)})
                                               : std::string()}),
                           .lead = html::text(when_words(session.offer))});
        if (found.asked.answered) {
            main += html::paragraph("You have sent this. Thank you.");
        } else {
            if (!found.form->intro.empty()) main += guidance(found.form->intro);
            main += post_form(visit,
                              visit.request().path,
                              {draw_form(asking, {.section_titles = false}),
                               govuk::button({.text = "Send", .prevent_double_click = true})});
        }
        return visit.page({.title = found.asked.rule->name,
                           .main = main,
                           .width = ui::Width::Narrow,
                           .has_errors = problem != nullptr,
                           .current = kTrainingPath,
                           .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
    });
}

http::Reply send(Visit& visit) {
    Typed typed(visit.form());
    bool again = false;
    auto reply = act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto found = TRY(find(visit, context));
            auto asking = asking_of(visit, found);
            asking.typed = typed;
            again = change_items(typed, asking);
            if (again) return http::Reply{};
            auto answers = read_answers(asking);
            std::erase_if(answers, [](const auto& entry) { return entry.second.empty(); });
            TRY(work::evaluate_place(context,
                                     visit.viewer(),
                                     found.opened.record.ref,
                                     visit.param("place"),
                                     visit.param("evaluation"),
                                     std::move(answers)));
            return http::Reply::see_other(done_at("/training/mine", "sent"));
        },
        [&](const Problem& problem) { return draw(visit, &typed, &problem); });
    return again ? draw(visit, &typed, nullptr) : reply;
}

}  // namespace

void add_evaluation_routes(http::Router& router, App& app) {
    const std::string pattern = "/training/{ref}/places/{place}/evaluations/{evaluation:key}";
    add_page(router, app, {.pattern = pattern, .name = "course: evaluation"}, [](Visit& visit) {
        return draw(visit, nullptr, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST", .pattern = pattern, .name = "course: evaluation: send"},
             send);
}

}  // namespace longstone::web
