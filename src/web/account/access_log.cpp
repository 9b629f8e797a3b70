#include "access/accounts.h"
#include "access/explain.h"
#include "access/look_log.h"
#include "base/text.h"
#include "http/router.h"
#include "http/urlencoded.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/table.h"
#include "web/account/account_routes.h"
#include "web/account/look_words.h"
#include "web/account/small_form.h"
#include "web/pages/parts.h"
#include "work/load.h"

// The access log, for the data protection officer: who looked at what, when and why; and the answer
// to "who can see this record?" and "why can this person not?".
namespace longstone::web {
namespace {

constexpr std::string_view kPath = "/access-log";

std::vector<ls::Choice> action_choices() {
    std::vector<ls::Choice> choices = {{"", "Anything"}};
    for (const auto& [action, words] : look_actions())
        choices.push_back({std::string(action), std::string(words)});
    return choices;
}

Html filters(Visit& visit) {
    const auto field =
        [&](const std::string& name, const std::string& label, std::string_view type = "text") {
            return ls::LensField{
                .label = label,
                .id = name,
                .control = ls::small_input(name, name, visit.request().query_text(name), type)};
        };
    return ls::lens(
        {.action = std::string(kPath),
         .fields = {
             field("actor", "User name"),
             field("record", "Record or person"),
             {.label = "What they did",
              .id = "action",
              .control = ls::small_select(
                  "action", "action", action_choices(), visit.request().query_text("action"))},
             field("from", "From", "date"),
             field("until", "Until", "date")}});
}

std::optional<Instant> day(const Visit& visit, std::string_view name, int later) {
    const auto date = parse_date(visit.request().query_text(name));
    return date ? std::optional(from_london(*date + later, 0)) : std::nullopt;
}

access::LookQuery query_of(const Visit& visit) {
    const auto& request = visit.request();
    const auto record = std::string(trim(request.query_text("record")));
    access::LookQuery query{.actor = std::string(trim(request.query_text("actor"))),
                            .subject = record.empty() ? std::string()
                                       : record.find('/') == std::string::npos
                                           ? cat({"record/", record})
                                           : record,
                            .action = request.query_text("action"),
                            .from = day(visit, "from", 0),
                            .until = day(visit, "until", 1)};
    query.before = whole_number(request.query_text("before")).value_or(0);
    return query;
}

// The same page with one thing asked for besides, or in place of what was: a look leads to all at
// that record or person, and a name to all that they did.
std::string address_with(const Visit& visit, std::string_view name, const std::string& value) {
    http::Pairs pairs;
    for (const auto* each : {"actor", "record", "action", "from", "until"}) {
        auto asked = name == each ? value : visit.request().query_text(each);
        if (!asked.empty()) pairs.emplace_back(each, std::move(asked));
    }
    if (name == "before") pairs.emplace_back("before", value);
    return cat({kPath, "?", http::write_query(pairs)});
}

Html subject_html(const Visit& visit, const access::LookLine& line) {
    const auto words = subject_words(line.subject, line.action);
    if (line.subject.find('/') == std::string::npos) return html::text(words);
    const bool record = line.subject.starts_with("record/");
    return html::link(address_with(visit, "record", record ? words : line.subject), words);
}

http::Reply log_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::ReadAccessLog));
        const auto page = TRY(access::read_looks(reading.context.db, grant, query_of(visit)));
        ls::Table table{.caption = "Access log",
                        .columns = {{.text = "When"},
                                    {.text = "Who", .row_header = true},
                                    {.text = "Agency"},
                                    {.text = "What"},
                                    {.text = "Of what"},
                                    {.text = "Why"}},
                        .if_empty = "Nothing in the log fits this.",
                        .stays_wide = true};
        for (const auto& line : page.lines) {
            table.rows.push_back(
                {.cells = {when_html(line.at),
                           html::link(address_with(visit, "actor", line.actor),
                                      line.shown.empty() ? line.actor : line.shown),
                           html::text(visit.agency_name(line.agency)),
                           html::text(action_words(line.action)),
                           subject_html(visit, line),
                           html::text(reason_words(line.reason))}});
        }
        Html main = html::cat(
            {html::heading(1, html::HeadingSize::Large, "Access log"),
             html::paragraph(
                 {"Every look at a person or a record, sealed so that a change would be found. ",
                  html::link("/access-log/who-can", "Who can see a record?")}),
             filters(visit),
             visit.list(table)});
        if (page.next != 0) main += next_page(address_with(visit, "before", number(page.next)));
        return visit.page(
            {.title = "Access log", .main = std::move(main), .current = std::string(kPath)});
    });
}

Html reach_words(access::Reach reach) {
    return html::text(reach == access::Reach::Whole ? "All of it" : "Their own part");
}

http::Reply who_can_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(access::allow(visit.viewer(), access::Action::ReadAccessLog));
        const auto ref = std::string(trim(visit.request().query_text("record")));
        const auto user = std::string(trim(visit.request().query_text("user")));
        Html main =
            html::cat({html::heading(1, html::HeadingSize::Large, "Who can see a record?"),
                       ls::lens({.action = "/access-log/who-can",
                                 .fields = {{.label = "Record",
                                             .id = "record",
                                             .control = ls::small_input("record", "record", ref)},
                                            {.label = "User name, to ask why not",
                                             .id = "user",
                                             .control = ls::small_input("user", "user", user)}}})});
        const auto found =
            ref.empty() ? std::nullopt : std::optional(work::facts_of(reading.context, ref));
        if (found && !*found)
            main += govuk::inset_text(
                {.text = cat({"No record has the reference ", ref, ". Look for a slip in it."})});
        if (found && *found) {
            const auto& facts = **found;
            if (!user.empty()) {
                const auto viewer =
                    access::load_viewer(reading.context.db, visit.definitions(), user);
                main +=
                    html::paragraph(viewer ? access::why_not(visit.definitions(), *viewer, facts)
                                           : "There is no such user, or the account is disabled.");
            }
            ls::Table table{.caption = "Posts that can see it",
                            .caption_unseen = false,
                            .columns = {{.text = "Agency", .row_header = true},
                                        {.text = "Post"},
                                        {.text = "How much"}}};
            for (const auto& entry : access::who_can(visit.definitions(), facts.pathway, facts)) {
                table.rows.push_back({.cells = {html::text(entry.agency_name),
                                                html::text(entry.post_name),
                                                reach_words(entry.reach)}});
            }
            main += visit.list(table);
        }
        return visit.page({.title = "Who can see a record?",
                           .main = std::move(main),
                           .current = std::string(kPath)});
    });
}

}  // namespace

void add_access_log_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = std::string(kPath), .name = "access log"}, log_page);
    add_page(router,
             app,
             {.pattern = "/access-log/who-can", .name = "who can see a record"},
             who_can_page);
}

}  // namespace longstone::web
