#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/details.h"
#include "ui/govuk/input.h"
#include "ui/govuk/select.h"
#include "ui/longstone/panels.h"
#include "web/account/small_form.h"
#include "web/learning/learning_parts.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "work/acts/link.h"

// Filling a step of the loop: tying a record that is there already, and naming the figure that
// should move.
namespace longstone::web {
namespace {

// The steps of records that come after this record's own.
std::vector<const define::LoopStep*> steps_after(const define::Loop& loop,
                                                 const define::Pathway& pathway) {
    std::vector<const define::LoopStep*> steps;
    const auto* own = loop.step_of_pathway(pathway.id);
    if (own == nullptr) return steps;
    for (auto i = loop.place_of(*own) + 1; i < loop.steps.size(); ++i) {
        if (loop.steps[i].kind == define::LoopStep::Kind::Records) steps.push_back(&loop.steps[i]);
        // What is found leads to what is followed; the steps after that are its own.
        if (loop.steps[i].id == loop.follows) break;
    }
    return steps;
}

Html link_form(const SmallForm& form, const std::string& ref, const define::LoopStep& step) {
    return html::form(
        {.action = learning_path(ref, "/link"), .csrf = form.visit.csrf()},
        {html::hidden_field("step", step.id),
         govuk::input({.label = {.text = cat({"Reference: ", step.name})},
                       .name = "to",
                       .id = cat({"to-", step.id}),
                       .value = form.problem == nullptr ? "" : form.visit.form().text("to"),
                       .hint = govuk::Hint{.text = "Of a record that is there already. A new one "
                                                   "is opened where such records are opened."},
                       .error_message = form.error("to"),
                       .classes = "govuk-input--width-20"}),
         govuk::button({.text = "Tie it to this", .classes = "govuk-button--secondary"})});
}

Html measure_form(const SmallForm& form, const std::string& ref) {
    govuk::Select select{.label = {.text = "Which figure should move?"},
                         .name = "measure",
                         .id = "measure",
                         .value = form.visit.form().text("measure"),
                         .error_message = form.error("measure")};
    select.items.push_back(govuk::SelectItem{.text = "Choose a figure", .value = ""});
    for (const auto& [id, measure] : form.visit.definitions().measures)
        select.items.push_back(govuk::SelectItem{
            .text = cat({measure.theme, ": ", measure.name, " (", id, ")"}), .value = id});
    return html::form(
        {.action = learning_path(ref, "/measure"), .csrf = form.visit.csrf()},
        {govuk::select(select),
         govuk::input({.label = {.text = "From which day could it move?"},
                       .name = "from",
                       .id = "from",
                       .type = "date",
                       .value = form.visit.form().text("from"),
                       .hint = govuk::Hint{.text = "The day on which the change was in place, not "
                                                   "the day on which it was agreed."},
                       .error_message = form.error("from"),
                       .classes = "govuk-input--width-10"}),
         form.text("why", "What was done, in a line?"),
         govuk::button({.text = "Watch this figure", .classes = "govuk-button--secondary"})});
}

http::Reply drawn_again(Visit& visit, const Html& inner, const SmallForm& form) {
    const auto ref = visit.param("ref");
    return form.page({.title = cat({"Learning: ", ref}),
                      .main = html::cat({ls::page_head({.title = ref}), inner}),
                      .before_main = govuk::back_link({.text = "Back", .href = learning_path(ref)}),
                      .current = "/partnership"});
}

http::Reply link_records(Visit& visit) {
    const auto ref = visit.param("ref");
    const auto* loop = the_loop(visit.definitions());
    const auto* step = loop == nullptr ? nullptr : loop->step(visit.form().text("step"));
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            TRY(access::allow(visit.viewer(), access::Action::SeeFigures));
            if (step == nullptr || step->kind != define::LoopStep::Kind::Records)
                return not_found();
            TRY(work::link_record(
                context, visit.viewer(), ref, {}, visit.form().text("to"), step->link));
            return http::Reply::see_other(done_at(learning_path(ref), "linked"));
        },
        [&](const Problem& problem) {
            Problem beside = problem;
            for (auto& field : beside.fields)
                field.field = cat({"to-", step->id});
            const SmallForm form{.visit = visit, .problem = &problem};
            return drawn_again(
                visit, link_form(form, ref, *step), {.visit = visit, .problem = &beside});
        });
}

http::Reply watch_measure(Visit& visit) {
    const auto ref = visit.param("ref");
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(access::allow(visit.viewer(), access::Action::KeepFigures));
            const auto* loop = the_loop(visit.definitions());
            if (loop == nullptr) return not_found();
            const auto followed = TRY(work::followed_from(context, visit.viewer(), *loop, ref));
            if (followed.empty() || followed.front().ref != ref) return not_found();
            TRY(measure::put_mark(context,
                                  grant,
                                  {.measure = visit.form().text("measure"),
                                   .from = parse_date(visit.form().text("from")),
                                   .record = ref,
                                   .why = visit.form().text("why")}));
            return http::Reply::see_other(done_at(learning_path(ref), "marked"));
        },
        [&](const Problem& problem) {
            const SmallForm form{.visit = visit, .problem = &problem};
            return drawn_again(visit, measure_form(form, ref), form);
        });
}

}  // namespace

Html learning_forms_html(Visit& visit, const work::Opened& opened, const define::Loop& loop) {
    const auto& ref = opened.record.ref;
    const SmallForm form{.visit = visit};
    Html forms;
    auto context = visit.context();
    const bool works =
        work::open_record_for(context, visit.viewer(), access::Action::Work, ref).has_value();
    const auto* own = loop.step_of_pathway(opened.pathway->id);
    if (works) {
        for (const auto* step : steps_after(loop, *opened.pathway))
            forms += govuk::details({.summary_text = cat({"Tie a record: ", step->name}),
                                     .html = link_form(form, ref, *step)});
    }
    if (own != nullptr && own->id == loop.follows && visit.viewer().may("keep-figures"))
        forms += govuk::details(
            {.summary_text = "Name a figure that should move", .html = measure_form(form, ref)});
    return forms;
}

void add_learning_act_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.method = "POST",
              .pattern = cat({kLearningPath, "/{ref}/link"}),
              .name = "tie a record into the loop"},
             link_records);
    add_page(router,
             app,
             {.method = "POST",
              .pattern = cat({kLearningPath, "/{ref}/measure"}),
              .name = "name a figure that should move"},
             watch_measure);
}

}  // namespace longstone::web
