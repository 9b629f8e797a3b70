#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/warning_text.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "web/pages/record_sample.h"
#include "work/acts/samples.h"

// Stating which records match, seeing how many do, and drawing. Counting keeps nothing.
namespace longstone::web {
namespace {

using define::FieldType;

constexpr std::string_view kEquals = "=";

struct Drawing {
    work::Opened opened;
    const define::Pathway* of = nullptr;
    bool again = false;
};

Result<Drawing> drawing_of(Visit& visit, work::Context& context) {
    auto opened = TRY(
        work::open_record_for(context, visit.viewer(), access::Action::Work, visit.param("ref")));
    if (!opened.pathway->sample || opened.record.closed ||
        opened.record.stage != opened.pathway->sample->at)
        return not_found();
    const auto may = work::sampled_pathways(visit.definitions(), *opened.pathway);
    const auto found = std::ranges::find(may, visit.param("pathway"), &define::Pathway::id);
    if (found == may.end()) return not_found();
    const bool again = opened.record.sampled;
    return Drawing{.opened = std::move(opened), .of = *found, .again = again};
}

// The counted questions with a list of answers that the pathway asks, each once.
std::vector<const define::Field*> coded(const Visit& visit, const define::Pathway& of) {
    std::vector<const define::Field*> fields;
    const auto add = [&](const std::vector<std::string>& asks) {
        for (const auto* section : visit.definitions().asked(asks)) {
            for (const auto& field : section->fields) {
                const bool list = field.type == FieldType::YesNo || field.type == FieldType::Rag ||
                                  field.type == FieldType::Choice ||
                                  field.type == FieldType::Choices;
                const bool known = std::ranges::any_of(
                    fields, [&](const auto* one) { return one->id == field.id; });
                if (list && field.counted && !known && !field.sensitive && !section->sensitive)
                    fields.push_back(&field);
            }
        }
    };
    add(of.opening);
    for (const auto& stage : of.stages)
        add(stage.asks);
    return fields;
}

std::vector<std::string> values_of(const Visit& visit, const define::Field& field) {
    if (field.type == FieldType::YesNo) return {"yes", "no"};
    if (field.type == FieldType::Rag) return {"red", "amber", "green"};
    std::vector<std::string> values;
    if (const auto* list = visit.definitions().code_list(field.codes)) {
        for (const auto& code : list->codes)
            values.push_back(code.id);
    }
    return values;
}

define::Section questions_of(const Drawing& drawing) {
    std::vector<define::Field> fields = {
        ask("by", FieldType::Choice, "What lies in the period?"),
        ask("since", FieldType::Date, "From"),
        ask("until", FieldType::Date, "To"),
        ask_optional("answer", FieldType::Choice, "Only with which answer?"),
        ask_optional("age-from", FieldType::Number, "Youngest, in years", "When it was opened."),
        ask_optional("age-to", FieldType::Number, "Oldest, in years"),
        ask_optional("agency", FieldType::Agency, "Only with which agency?"),
        ask_optional("strata",
                     FieldType::Choice,
                     "Within the answers to which question?",
                     "Then each answer has its share. Empty: out of all."),
        ask("size", FieldType::Number, "How many are drawn?"),
        ask("seed",
            FieldType::Text,
            "The number that starts the draw",
            "Noted before you draw. The same number draws the same records.")};
    if (drawing.again)
        fields.push_back(ask("reason",
                             FieldType::LongText,
                             "Why is it drawn again?",
                             "What was drawn before is kept."));
    return {.id = "draw", .title = "Which records match?", .fields = std::move(fields)};
}

std::map<std::string, Choices, std::less<>> offered(const Visit& visit, const Drawing& drawing) {
    std::map<std::string, Choices, std::less<>> out;
    Choices by = {{"opened", "The day on which it was opened"},
                  {"closed", "The day on which it was closed"}};
    for (const auto& stage : drawing.of->stages)
        if (!stage.closes)
            by.emplace_back(stage.id, cat({"The day on which it came to “", stage.name, "”"}));
    out["by"] = std::move(by);
    Choices answers;
    Choices strata;
    for (const auto* field : coded(visit, *drawing.of)) {
        strata.emplace_back(field->id, field->label);
        for (const auto& value : values_of(visit, *field))
            answers.emplace_back(
                cat({field->id, kEquals, value}),
                cat({field->label, " ", visit.definitions().value_text(*field, value)}));
    }
    out["answer"] = std::move(answers);
    out["strata"] = std::move(strata);
    return out;
}

// What the audit's own plan says already.
Typed planned(const Drawing& drawing) {
    const auto& rule = *drawing.opened.pathway->sample;
    Typed typed;
    typed.set("by", "closed");
    const auto date = [&](const char* name, const std::string& field) {
        const auto day = parse_date(drawing.opened.record.first_answer(field));
        if (!day) return;
        const auto civil = civil_of(*day);
        typed.set(cat({name, ".day"}), number(civil.day));
        typed.set(cat({name, ".month"}), number(civil.month));
        typed.set(cat({name, ".year"}), number(civil.year));
    };
    date("since", rule.since);
    date("until", rule.until);
    typed.set("size", drawing.opened.record.first_answer(rule.size));
    typed.set("seed", drawing.opened.record.first_answer(rule.seed));
    return typed;
}

work::DrawAsked asked_from(const Drawing& drawing, const work::Answers& answers) {
    const auto text = [&](std::string_view field) {
        const auto found = answers.find(field);
        return found == answers.end() ? std::string() : found->second.first();
    };
    const auto years = [&](std::string_view field) -> std::optional<int> {
        const auto value = whole_number(text(field));
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    };
    work::DrawAsked asked{.criteria = {.pathway = drawing.of->id,
                                       .by = text("by"),
                                       .since = parse_date(text("since")).value_or(Date{}),
                                       .until = parse_date(text("until")).value_or(Date{}),
                                       .age_from = years("age-from"),
                                       .age_to = years("age-to"),
                                       .agency = text("agency"),
                                       .strata = text("strata")},
                          .size = whole_number(text("size")).value_or(0),
                          .seed = text("seed"),
                          .reason = text("reason")};
    const auto answer = text("answer");
    if (const auto at = answer.find(kEquals); at != std::string::npos) {
        asked.criteria.field = answer.substr(0, at);
        asked.criteria.value = answer.substr(at + 1);
    }
    return asked;
}

struct Standing {
    Typed typed = {};
    std::vector<FieldProblem> problems = {};
    std::optional<std::int64_t> counted = {};
};

http::Reply draw_form_page(Visit& visit, const Drawing& drawing, const Standing& standing) {
    const auto section = questions_of(drawing);
    const Asking asking{.definitions = visit.definitions(),
                        .sections = {&section},
                        .typed = standing.typed,
                        .problems = standing.problems,
                        .dense = true,
                        .offered = offered(visit, drawing)};
    const bool wrong = !standing.problems.empty();
    Html main = error_summary(asking);
    main += html::heading(2, html::HeadingSize::Large, cat({"Draw out of: ", drawing.of->name}));
    if (standing.counted)
        main += govuk::inset_text(
            {.html = html::cat({html::strong(number(*standing.counted)),
                                *standing.counted == 1 ? " record matches. " : " records match. ",
                                "Nothing has been drawn."})});
    main += html::paragraph(
        "Restricted records are never in a draw. What you ask, the number that matched and what "
        "was drawn are kept in the journal.");
    main += post_form(
        visit,
        visit.request().path,
        {draw_form(asking, {.section_titles = false}),
         html::element(
             "div",
             {{"class", "govuk-button-group"}},
             {govuk::button({.text = "Count what matches",
                             .name = "do",
                             .value = "count",
                             .classes = "govuk-button--secondary"}),
              govuk::button(
                  {.text = "Draw", .name = "do", .value = "draw", .prevent_double_click = true}),
              html::link(record_path(drawing.opened.record.ref, "/sample"), "Cancel")})});
    return record_page(visit,
                       drawing.opened,
                       {.title = "Draw the sample",
                        .tab = "sample",
                        .main = std::move(main),
                        .has_errors = wrong,
                        .status = wrong ? 422 : 200});
}

http::Reply show(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto drawing = TRY(drawing_of(visit, reading.context));
        reading.looked(drawing.opened.grant);
        return draw_form_page(visit, drawing, {.typed = planned(drawing)});
    });
}

Result<work::DrawAsked> read_asked(Visit& visit,
                                   work::Context& context,
                                   const Drawing& drawing,
                                   const Typed& typed) {
    const auto section = questions_of(drawing);
    const Asking asking{.definitions = visit.definitions(),
                        .sections = {&section},
                        .typed = typed,
                        .offered = offered(visit, drawing)};
    auto problems = problems_of(asking, context.now, Enough::Whole);
    if (!problems.empty())
        return Refused(
            Problem{.message = "Some answers need attention.", .fields = std::move(problems)});
    auto asked = asked_from(drawing, read_answers(asking));
    problems = work::problems_of(context.definitions, *drawing.opened.pathway, asked.criteria);
    for (auto& problem : problems) {
        if (problem.field == "field" || problem.field == "value") problem.field = "answer";
    }
    if (!problems.empty())
        return Refused(
            Problem{.message = "Some answers need attention.", .fields = std::move(problems)});
    return asked;
}

http::Reply count(Visit& visit, const Typed& typed) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto drawing = TRY(drawing_of(visit, reading.context));
        reading.looked(drawing.opened.grant);
        const auto asked = read_asked(visit, reading.context, drawing, typed);
        if (!asked)
            return draw_form_page(
                visit, drawing, {.typed = typed, .problems = asked.error().fields});
        const auto frame =
            work::frame_of(reading.context, *drawing.opened.pathway, asked->criteria);
        return draw_form_page(
            visit, drawing, {.typed = typed, .counted = static_cast<std::int64_t>(frame.size())});
    });
}

http::Reply draw(Visit& visit, const Typed& typed) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto drawing = TRY(drawing_of(visit, context));
            const auto asked = TRY(read_asked(visit, context, drawing, typed));
            TRY(work::draw_sample(context, visit.viewer(), drawing.opened.record.ref, asked));
            return http::Reply::see_other(
                done_at(record_path(drawing.opened.record.ref, "/sample"), "drawn"));
        },
        [&](const Problem& problem) {
            return read(visit, [&](Reading& reading) -> Result<http::Reply> {
                const auto drawing = TRY(drawing_of(visit, reading.context));
                auto fields = problem.fields;
                if (fields.empty()) fields.push_back({.field = "size", .message = problem.message});
                return draw_form_page(
                    visit, drawing, {.typed = typed, .problems = std::move(fields)});
            });
        });
}

}  // namespace

void add_draw_routes(http::Router& router, App& app) {
    const std::string pattern = "/records/{ref}/sample/{pathway}";
    add_page(router, app, {.pattern = pattern, .name = "record: draw the sample"}, show);
    add_page(router,
             app,
             {.method = "POST", .pattern = pattern, .name = "record: draw the sample: do"},
             [](Visit& visit) {
                 Typed typed(visit.form());
                 const bool counts = typed.text("do") == "count";
                 typed.erase("do");
                 return counts ? count(visit, typed) : draw(visit, typed);
             });
}

}  // namespace longstone::web
