#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/fieldset.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/typed.h"
#include "web/links/link_routes.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/visit.h"
#include "work/acts/answer_record.h"
#include "work/stories.h"

// Giving comments their themes, many on one page. An answer is read for harm first, on its own
// record; what has not been read is not offered here.
namespace longstone::web {
namespace {

constexpr std::size_t kOnePage = 20;

struct Coding {
    work::Opened opened;
    const define::LinkRule* rule = nullptr;
    std::vector<work::LinkAnswer> answers = {};
};

Result<Coding> coding_of(Visit& visit, work::Context& context, access::Action action) {
    auto opened = TRY(work::open_record_for(context, visit.viewer(), action, visit.param("ref")));
    const auto* rule = opened.pathway->link(visit.param("rule"));
    if (rule == nullptr || rule->themes.empty() || opened.grant.reach() != access::Reach::Whole)
        return not_found();
    auto answers = work::link_answers(context, opened.grant, *rule);
    return Coding{.opened = std::move(opened), .rule = rule, .answers = std::move(answers)};
}

bool has(const work::LinkAnswer& answer, const std::string& field) {
    const auto found = answer.answers.find(field);
    return found != answer.answers.end() && !found->second.empty();
}

bool says_something(const Coding& coding, const work::LinkAnswer& answer) {
    return std::ranges::any_of(coding.rule->comments,
                               [&](const auto& comment) { return has(answer, comment); });
}

// Whether its record has come to where the themes are asked.
bool may_code(work::Context& context,
              const Visit& visit,
              const Coding& coding,
              const std::string& ref) {
    const auto opened = work::open_record_for(context, visit.viewer(), access::Action::Work, ref);
    if (!opened || opened->record.closed) return false;
    const auto sections = work::answerable(context, *opened);
    return std::ranges::any_of(sections, [&](const define::Section* section) {
        return std::ranges::find(section->fields, coding.rule->themes, &define::Field::id) !=
               section->fields.end();
    });
}

Html themes_boxes(const Visit& visit, const Coding& coding, const work::LinkAnswer& answer) {
    const auto* there = visit.definitions().pathway(coding.rule->opens);
    const auto* field = visit.definitions().field(*there, coding.rule->themes);
    const auto* list = visit.definitions().code_list(field->codes);
    govuk::Checkboxes boxes{
        .name = cat({"themes.", answer.ref}),
        .fieldset = govuk::Fieldset{.legend = {.html = html::cat(
                                                   {field->label,
                                                    html::hidden_text(cat({" of ", answer.ref}))}),
                                               .classes = "govuk-fieldset__legend--s"}},
        .classes = "govuk-checkboxes--small ls-in-columns"};
    if (const auto given = answer.answers.find(field->id); given != answer.answers.end())
        boxes.values = given->second.values;
    for (const auto& code : list->codes) {
        if (code.retired) continue;
        boxes.items.emplace_back(govuk::CheckboxItem{.text = code.text, .value = code.id});
    }
    return govuk::checkboxes(boxes);
}

Html answer_html(const Visit& visit, const Coding& coding, const work::LinkAnswer& answer) {
    const auto* there = visit.definitions().pathway(coding.rule->opens);
    Html out =
        html::heading(2,
                      html::HeadingSize::Small,
                      html::cat({record_link(answer.ref, answer.ref), ", ", say(answer.day)}));
    if (has(answer, coding.rule->rating)) {
        const auto* rating = visit.definitions().field(*there, coding.rule->rating);
        out += html::paragraph(visit.definitions().value_text(
            *rating, answer.answers.find(coding.rule->rating)->second.first()));
    }
    for (const auto& comment : coding.rule->comments) {
        if (!has(answer, comment)) continue;
        const auto* field = visit.definitions().field(*there, comment);
        out +=
            ls::voice({.words = answer.answers.find(comment)->second.first(), .who = field->label});
    }
    out += html::hidden_field("answer", answer.ref);
    return html::cat({out, themes_boxes(visit, coding, answer)});
}

Html themes_table(Visit& visit, work::Context& context, const Coding& coding) {
    const auto told = work::tell(context, *coding.rule, coding.answers);
    if (told.themes.empty()) return {};
    ls::Table table{
        .caption = "Themes so far",
        .caption_unseen = false,
        .columns = {{.text = "Theme", .row_header = true}, {.text = "Answers", .numeric = true}}};
    for (const auto& theme : told.themes)
        table.rows.push_back(
            {.cells = {html::text(theme.name), html::text(number(theme.answers))}});
    return visit.list(table);
}

std::string here(const Coding& coding) {
    return record_path(coding.opened.record.ref, cat({"/links/", coding.rule->id, "/themes"}));
}

http::Reply show(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto coding = TRY(coding_of(visit, reading.context, access::Action::Work));
        reading.looked(coding.opened.grant);
        const bool again = visit.request().query_text("again") == "yes";
        std::vector<const work::LinkAnswer*> ready;
        std::vector<Html> unread;
        std::size_t more = 0;
        for (const auto& answer : coding.answers) {
            if (!says_something(coding, answer)) continue;
            if (has(answer, coding.rule->themes) != again) continue;
            if (ready.size() == kOnePage) {
                ++more;
            } else if (may_code(reading.context, visit, coding, answer.ref)) {
                ready.push_back(&answer);
            } else if (!again) {
                unread.push_back(record_link(answer.ref, answer.ref));
            }
        }
        Html main = html::heading(2, html::HeadingSize::Large, "Themes of the comments");
        if (!unread.empty())
            main += html::paragraph(
                {html::strong("Read these for harm first: "), html::join(unread, ", ")});
        Html form;
        for (const auto* answer : ready)
            form += answer_html(visit, coding, *answer);
        if (ready.empty())
            main += ls::nothing(again ? "None can be changed: no open record has a theme."
                                      : "Every comment that has been read has its themes.");
        else
            main += post_form(visit,
                              here(coding),
                              {form,
                               govuk::button({.text = more > 0 ? "Save and go on" : "Save",
                                              .prevent_double_click = true})});
        main += html::paragraph(again ? html::link(here(coding), "Those without a theme")
                                      : html::link(cat({here(coding), "?again=yes"}),
                                                   "Look again at those with a theme"));
        main += themes_table(visit, reading.context, coding);
        return record_page(
            visit, coding.opened, {.title = "Themes", .tab = "links", .main = std::move(main)});
    });
}

Result<http::Reply> save(Visit& visit, work::Context& context) {
    const auto coding = TRY(coding_of(visit, context, access::Action::Work));
    const Typed typed(visit.form());
    for (const auto& ref : typed.all("answer")) {
        const auto answer = std::ranges::find(coding.answers, ref, &work::LinkAnswer::ref);
        const auto& themes = typed.all(cat({"themes.", ref}));
        if (answer == coding.answers.end()) return not_found();
        if (themes.empty()) continue;
        TRY(work::answer_record(context,
                                visit.viewer(),
                                ref,
                                {},
                                {.answers = {{coding.rule->themes, {.values = themes}}}}));
    }
    return http::Reply::see_other(done_at(here(coding), "coded"));
}

}  // namespace

void add_coding_routes(http::Router& router, App& app) {
    const std::string pattern = "/records/{ref}/links/{rule}/themes";
    add_page(router, app, {.pattern = pattern, .name = "record: themes of answers"}, show);
    add_page(router,
             app,
             {.method = "POST", .pattern = pattern, .name = "record: themes of answers: save"},
             [](Visit& visit) {
                 return act(visit, [&](work::Context& context) { return save(visit, context); });
             });
}

}  // namespace longstone::web
