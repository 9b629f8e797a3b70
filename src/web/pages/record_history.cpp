#include "base/text.h"
#include "ui/longstone/table.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "work/acts/review_history.h"

// Earlier records about anybody on this one: each opened, or set aside with a reason, before a
// decision is made.
namespace longstone::web {
namespace {

using define::FieldType;

constexpr std::string_view kOpened = "opened";
constexpr std::string_view kSetAside = "set-aside";

std::string field_of(const work::EarlierRecord& earlier) {
    return cat({"history/", earlier.ref});
}

std::string decision_words(Visit& visit, const work::EarlierRecord& earlier) {
    if (earlier.decision.empty()) return "Neither opened nor set aside";
    const auto by = visit.shown_name(earlier.by);
    return earlier.decision == kOpened ? cat({"Opened by ", by})
                                       : cat({"Set aside by ", by, ": ", earlier.reason});
}

std::string stage_words(const Visit& visit, const work::EarlierRecord& earlier) {
    const auto* pathway = visit.definitions().pathway(earlier.pathway);
    const auto* stage = pathway == nullptr ? nullptr : pathway->stage(earlier.stage);
    return cat({pathway == nullptr ? earlier.pathway : pathway->name,
                ", ",
                stage == nullptr ? earlier.stage : stage->name});
}

Html table_of(Visit& visit, const work::Opened& opened) {
    ls::Table table{.caption = "Earlier records about anybody here",
                    .columns = {{.text = "Record", .row_header = true},
                                {.text = "Opened"},
                                {.text = "About"},
                                {.text = "In a line"},
                                {.text = "Where it stands"},
                                {.text = "Looked at"}},
                    .if_empty = "No earlier record names anybody who is on this one."};
    for (const auto& earlier : opened.record.earlier) {
        table.rows.push_back({.cells = {record_link(earlier.ref, earlier.ref),
                                        when_html(earlier.opened),
                                        html::text(earlier.person_name),
                                        html::text(earlier.summary),
                                        html::text(stage_words(visit, earlier)),
                                        html::text(decision_words(visit, earlier))}});
    }
    return visit.list(table);
}

Result<ActForm> form(Visit& visit, work::Context&, const work::Opened& opened) {
    if (!is_whole(opened)) return not_found();
    ActForm form{
        .title = "History", .intro = table_of(visit, opened), .button = "", .tab = "history"};
    if (visit.viewer().may("review-decisions"))
        form.intro +=
            html::paragraph(html::link(record_path(opened.record.ref, "/decisions"),
                                       "Decisions, and what could be seen when each was taken"));
    if (!works_here(opened)) return form;
    for (const auto& earlier : opened.record.earlier) {
        if (!earlier.decision.empty()) continue;
        const auto id = field_of(earlier);
        form.offered[id] = {{std::string(kOpened), "I opened it and took it into account"},
                            {std::string(kSetAside), "It does not matter here"}};
        form.fields.push_back(ask(
            id, FieldType::Choice, cat({earlier.ref, ", ", earlier.person_name}), earlier.summary));
        auto why = ask(cat({"why/", earlier.ref}), FieldType::Text, "Why not?");
        why.when = {
            .kind = define::Condition::Kind::Is, .field = id, .values = {std::string(kSetAside)}};
        form.fields.push_back(std::move(why));
        form.button = "Save";
    }
    return form;
}

Result<std::string> perform(Visit& visit, ActGiven& given) {
    std::vector<work::HistoryDecision> decisions;
    for (const auto& [field, answer] : given.answers) {
        if (!field.starts_with("history/") || answer.empty()) continue;
        const auto ref = field.substr(8);
        decisions.push_back(
            {.record = ref, .decision = answer.first(), .reason = given.text(cat({"why/", ref}))});
    }
    if (decisions.empty()) {
        return refuse(Fault::Invalid, "Say of at least one record whether you opened it.");
    }
    TRY(work::review_history(given.context, visit.viewer(), given.ref, given.seen, decisions));
    return done_at(record_path(given.ref, "/history"), "reviewed");
}

}  // namespace

void add_history_routes(http::Router& router, App& app) {
    add_record_act(router,
                   app,
                   {.path = "/history",
                    .name = "record: history",
                    .needs = access::Action::Read,
                    .form = form,
                    .perform = perform});
}

}  // namespace longstone::web
