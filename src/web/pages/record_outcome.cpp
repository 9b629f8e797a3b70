#include <algorithm>

#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "work/acts/tell.h"

// Telling everybody who should hear: the referrer, each agency that answered, the family. Or the
// lawful reason why somebody is not told.
namespace longstone::web {
namespace {

using define::FieldType;

Choices ways() {
    return {{"telephone", "By telephone"},
            {"meeting", "Face to face"},
            {"email", "By secure email"},
            {"letter", "By letter"},
            {"here", "Here, on their own page"},
            {"not-told", "They are not told"}};
}

std::string way_words(const std::string& how) {
    for (const auto& [id, words] : ways()) {
        if (id == how) return words;
    }
    return how;
}

std::string rule_name(const work::Opened& opened, const std::string& whom) {
    const auto found = std::ranges::find(opened.pathway->tells, whom, &define::TellRule::whom);
    return found == opened.pathway->tells.end() ? whom : found->name;
}

std::string who(const Visit& visit, const std::string& name, const std::string& agency) {
    return agency.empty() ? name : cat({name, ": ", visit.agency_name(agency)});
}

const work::PersonOnRecord* person_of(const work::Opened& opened, const std::string& id) {
    const auto found = std::ranges::find(opened.record.people, id, &work::PersonOnRecord::person);
    return id.empty() || found == opened.record.people.end() ? nullptr : &*found;
}

Html told_table(Visit& visit, const work::Opened& opened) {
    ls::Table table{.caption = "Who has been told",
                    .caption_unseen = false,
                    .columns = {{.text = "Who", .row_header = true},
                                {.text = "When"},
                                {.text = "How"},
                                {.text = "What they were told"},
                                {.text = "By"}},
                    .if_empty = "Nobody has been told yet."};
    for (const auto& told : opened.record.told) {
        const bool not_told = !told.not_told_reason.empty();
        const auto* person = person_of(opened, told.person);
        table.rows.push_back(
            {.cells = {html::text(person == nullptr
                                      ? who(visit, rule_name(opened, told.whom), told.agency)
                                      : cat({rule_name(opened, told.whom), ": ", person->name})),
                       when_html(told.at),
                       html::text(not_told ? "Not told" : way_words(told.how)),
                       html::text(not_told ? told.not_told_reason : told.words),
                       html::text(visit.shown_name(told.by))}});
    }
    return visit.list(table);
}

Html owed_html(const Visit& visit, const work::Opened& opened) {
    std::vector<Html> items;
    const auto all = work::told_and_owed(situation_of(visit, opened));
    const auto agencies = std::ranges::count_if(all, [](const work::Owed& owed) {
        return !owed.settled && owed.rule->whom == "contributors";
    });
    if (agencies > 1 && works_here(opened))
        items.push_back(html::link(record_path(opened.record.ref, "/outcome/contributors"),
                                   cat({"Tell all ", number(agencies), " agencies at once"})));
    for (const auto& owed : all) {
        const auto name = who(visit, owed.rule->name, owed.agency);
        if (owed.settled) continue;
        std::string path = cat({"/outcome/", owed.rule->whom});
        if (!owed.agency.empty() && owed.rule->whom == "contributors") {
            path += cat({"?agency=", owed.agency});
        }
        items.push_back(works_here(opened)
                            ? html::link(record_path(opened.record.ref, path), cat({"Tell ", name}))
                            : html::text(name));
    }
    if (items.empty()) return {};
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "Still to be told"), html::bullets(items)});
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened)) return not_found();
        reading.looked(opened.grant);
        Html main = html::heading(2, html::HeadingSize::Large, "Outcome");
        main += owed_html(visit, opened);
        main += told_table(visit, opened);
        if (works_here(opened)) {
            std::vector<Html> again;
            again.reserve(opened.pathway->tells.size());
            for (const auto& rule : opened.pathway->tells) {
                again.push_back(html::link(
                    record_path(opened.record.ref, cat({"/outcome/", rule.whom})), rule.name));
            }
            if (!again.empty()) {
                main += html::cat(
                    {html::paragraph("Tell somebody, or tell them more:"), html::bullets(again)});
            }
        }
        return record_page(
            visit, opened, {.title = "Outcome", .tab = "outcome", .main = std::move(main)});
    });
}

constexpr std::string_view kNotTold = "not-told";

define::Condition not_told() {
    return {.kind = define::Condition::Kind::Is, .field = "how", .values = {std::string(kNotTold)}};
}

constexpr std::string_view kOneByOne =
    "Take one out to tell them something else, or to say why "
    "they are not told.";

// Those not told yet are ticked, or the one that was asked for.
void offer_agencies(const Visit& visit,
                    const work::Opened& opened,
                    const std::string& whom,
                    ActForm& form) {
    if (whom != "contributors") return;
    const auto one = visit.request().query_text("agency");
    Choices agencies;
    std::vector<std::string> ticked;
    for (const auto& owed : work::told_and_owed(situation_of(visit, opened))) {
        if (owed.rule->whom != whom) continue;
        agencies.emplace_back(owed.agency, visit.agency_name(owed.agency));
        if (one.empty() ? !owed.settled : owed.agency == one) ticked.push_back(owed.agency);
    }
    if (agencies.empty()) return;
    form.typed.set("agencies", std::move(ticked));
    form.fields.push_back(
        ask("agencies", FieldType::Choices, "Which agencies?", std::string(kOneByOne)));
    form.offered["agencies"] = std::move(agencies);
}

void offer_people(const Visit& visit,
                  const work::Opened& opened,
                  const std::string& whom,
                  ActForm& form) {
    Choices people;
    for (const auto& person : opened.record.people) {
        if (person.role == whom) people.emplace_back(person.person, person.name);
    }
    if (people.size() < 2) return;
    for (const auto& owed : work::told_and_owed(situation_of(visit, opened))) {
        if (owed.rule->whom == whom) form.typed.set("people", owed.people);
    }
    form.fields.push_back(ask("people", FieldType::Choices, "Whom?", std::string(kOneByOne)));
    form.offered["people"] = std::move(people);
}

Result<ActForm> form(Visit& visit, work::Context&, const work::Opened& opened) {
    const auto whom = visit.param("whom");
    const auto rule = std::ranges::find(opened.pathway->tells, whom, &define::TellRule::whom);
    if (rule == opened.pathway->tells.end()) return not_found();
    ActForm form{.title = cat({"Tell: ", rule->name}),
                 .intro = html::paragraph("Write it so that they can read it as it stands: what "
                                          "was decided, why, and what happens next."),
                 .button = "Save",
                 .tab = "outcome"};
    offer_agencies(visit, opened, whom, form);
    offer_people(visit, opened, whom, form);
    form.fields.push_back(ask("how", FieldType::Choice, "How are they told?"));
    form.offered["how"] = ways();
    auto why = ask("not-told-reason",
                   FieldType::LongText,
                   "Why are they not told?",
                   "The law or the danger that stands against it.");
    why.when = not_told();
    form.fields.push_back(std::move(why));
    auto words = ask("words", FieldType::LongText, "What were they told?");
    words.when = {.kind = define::Condition::Kind::Not, .parts = {not_told()}};
    form.fields.push_back(std::move(words));
    form.fields.push_back(ask_optional(
        "at", FieldType::DateTime, "When, if not now?", "For example 27 3 2026 at 14:30."));
    return form;
}

Result<std::string> perform(Visit& visit, ActGiven& given) {
    const bool untold = given.text("how") == kNotTold;
    if (untold && given.text("not-told-reason").empty()) {
        return Refused(Problem{.message = "Say why they are not told.",
                               .fields = {{"not-told-reason", "Say why they are not told"}}});
    }
    TRY(work::tell(given.context,
                   visit.viewer(),
                   given.ref,
                   given.seen,
                   {.whom = visit.param("whom"),
                    .agencies = given.all("agencies"),
                    .people = given.all("people"),
                    .how = untold ? "" : given.text("how"),
                    .words = given.text("words"),
                    .not_told_reason = given.text("not-told-reason"),
                    .at = given.instant("at")}));
    return done_at(record_path(given.ref, "/outcome"), "told");
}

}  // namespace

void add_outcome_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/outcome", .name = "record: outcome"}, list);
    add_record_act(
        router,
        app,
        {.path = "/outcome/{whom}", .name = "record: tell", .form = form, .perform = perform});
}

}  // namespace longstone::web
