#include "web/pages/record_act.h"

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/warning_text.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/kept.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"

namespace longstone::web {
namespace {

constexpr std::string_view kRevField = "rev";

define::Section section_of(const ActForm& form) {
    return {.id = "act", .title = form.title, .fields = form.fields};
}

Asking asking_of(Visit& visit,
                 const work::Opened& opened,
                 const ActForm& form,
                 const define::Section& section) {
    return {.definitions = visit.definitions(),
            .sections = {&section},
            .known = {},
            .typed = form.typed,
            .people = people_choices(opened),
            .dense = true,
            .offered = form.offered};
}

Html message_of(const Problem& problem) {
    if (problem.message.empty()) return {};
    return govuk::warning_text({.text = problem.message});
}

http::Reply draw(Visit& visit,
                 const work::Opened& opened,
                 const ActForm& form,
                 const Typed* typed,
                 const Problem* problem) {
    const auto section = section_of(form);
    auto asking = asking_of(visit, opened, form, section);
    if (typed != nullptr) asking.typed = *typed;
    if (problem != nullptr) asking.problems = problem->fields;
    Html main;
    if (problem != nullptr) {
        main += error_summary(asking);
        if (problem->fields.empty() || problem->fault == Fault::Conflict) {
            main += message_of(*problem);
        }
    }
    main += html::heading(2, html::HeadingSize::Large, form.title);
    main += form.intro;
    if (!form.button.empty())
        main += kept_form(
            visit,
            visit.request().path,
            {html::hidden_field(kRevField, number(opened.record.rev)),
             draw_form(asking, {.section_titles = false}),
             html::element("div",
                           {{"class", "govuk-button-group"}},
                           {govuk::button({.text = form.button,
                                           .classes = form.is_grave ? "govuk-button--warning" : "",
                                           .prevent_double_click = true}),
                            html::link(record_path(opened.record.ref,
                                                   form.tab.empty() ? "" : cat({"/", form.tab})),
                                       "Cancel")})});
    return record_page(visit,
                       opened,
                       {.title = form.title,
                        .tab = form.tab,
                        .main = std::move(main),
                        .has_errors = problem != nullptr,
                        .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

http::Reply show(Visit& visit,
                 const RecordAct& record_act,
                 const Typed* typed,
                 const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), record_act.needs, visit.param("ref")));
        reading.looked(opened.grant);
        const auto form = TRY(record_act.form(visit, reading.context, opened));
        if (typed == nullptr) {
            if (const auto kept = kept_draft(visit, reading.context, visit.request().path)) {
                return draw(visit, opened, form, &kept->typed, nullptr);
            }
        }
        return draw(visit, opened, form, typed, problem);
    });
}

http::Reply send(Visit& visit, const RecordAct& record_act) {
    Typed typed(visit.form());
    const auto rev = whole_number(typed.text(kRevField));
    typed.erase(kRevField);
    const auto redo = [&](const Problem& problem) {
        return show(visit, record_act, &typed, &problem);
    };
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto opened = TRY(work::open_record_for(
                context, visit.viewer(), record_act.needs, visit.param("ref")));
            const auto form = TRY(record_act.form(visit, context, opened));
            if (form.button.empty()) return not_found();
            const auto section = section_of(form);
            auto asking = asking_of(visit, opened, form, section);
            asking.typed = typed;
            auto problems = problems_of(asking, context.now, Enough::Half);
            if (!problems.empty()) {
                return Refused(Problem{.message = "Some answers need attention.",
                                       .fields = std::move(problems)});
            }
            ActGiven given{.context = context,
                           .ref = opened.record.ref,
                           .seen = rev,
                           .answers = read_answers(asking)};
            const auto path = TRY(record_act.perform(visit, given));
            drop_draft_at(visit, context, visit.request().path);
            return http::Reply::see_other(path);
        },
        redo);
}

}  // namespace

std::string ActGiven::text(std::string_view field) const {
    const auto found = answers.find(field);
    return found == answers.end() ? std::string() : found->second.first();
}

std::vector<std::string> ActGiven::all(std::string_view field) const {
    const auto found = answers.find(field);
    return found == answers.end() ? std::vector<std::string>{} : found->second.values;
}

std::optional<Date> ActGiven::date(std::string_view field) const {
    return parse_date(text(field));
}

std::optional<Instant> ActGiven::instant(std::string_view field) const {
    return parse_instant(text(field));
}

define::Field ask(std::string id, define::FieldType type, std::string label, std::string hint) {
    return {.id = std::move(id),
            .type = type,
            .label = std::move(label),
            .hint = std::move(hint),
            .is_required = true};
}

define::Field ask_optional(std::string id,
                           define::FieldType type,
                           std::string label,
                           std::string hint) {
    auto field = ask(std::move(id), type, std::move(label), std::move(hint));
    field.is_required = false;
    return field;
}

Choices agency_choices(const define::Definitions& definitions) {
    Choices choices;
    for (const auto& agency : definitions.partnership.agencies) {
        choices.emplace_back(agency.id, agency.name);
    }
    return choices;
}

void add_record_act(http::Router& router, App& app, const RecordAct& record_act) {
    const auto pattern = cat({"/records/{ref}", record_act.path});
    const auto name = record_act.name;
    add_page(router, app, {.pattern = pattern, .name = name}, [record_act](Visit& visit) {
        return show(visit, record_act, nullptr, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST", .pattern = pattern, .name = cat({name, ": do"})},
             [record_act](Visit& visit) { return send(visit, record_act); });
}

}  // namespace longstone::web
