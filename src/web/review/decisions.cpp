#include <algorithm>

#include "base/label.h"
#include "base/text.h"
#include "people/current.h"
#include "people/rows.h"
#include "review/replay.h"
#include "ui/govuk/details.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/account/look_words.h"
#include "web/chronology/chronology_line.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/review/moment.h"
#include "web/review/review_routes.h"
#include "web/visit.h"

// The decisions that a review looks back on, and one of them as it was taken.
namespace longstone::web {
namespace {

using review::Decision;
using review::Replayed;
using review::Review;

// "MC-2026-0412/7" in an address.
std::string in_address(std::string id) {
    std::ranges::replace(id, '/', '.');
    return id;
}

std::string from_address(std::string id) {
    std::ranges::replace(id, '.', '/');
    return id;
}

std::string decision_path(const Review& review, const Decision& decision) {
    return record_path(review.opened.record.ref, cat({"/decisions/", in_address(decision.id)}));
}

std::string who_words(Visit& visit, const Decision& decision) {
    return cat({visit.shown_name(decision.by),
                decision.agency.empty() ? "" : ", ",
                visit.agency_name(decision.agency)});
}

Html what_html(const Decision& decision) {
    std::vector<Html> details;
    for (const auto& [label, value] : decision.details)
        details.push_back(html::cat({before_answer(label), value}));
    if (!decision.reason.empty()) details.push_back(html::cat({"Reason: ", decision.reason}));
    return details.empty() ? Html() : html::list(details);
}

http::Reply list_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto review =
            TRY(review::open_review(reading.context, visit.viewer(), visit.param("ref")));
        for (const auto& grant : review.records)
            reading.looked(grant);
        ls::Table table{.caption = "Decisions",
                        .columns = {{.text = "When"},
                                    {.text = "What was decided", .row_header = true},
                                    {.text = "By"},
                                    {.text = "Record"}},
                        .if_empty = "Nothing has been decided yet."};
        for (const auto& decision : review::decisions_of(reading.context, review)) {
            table.rows.push_back(
                {.cells = {moment_html(decision.recorded),
                           html::cat({html::link(decision_path(review, decision), decision.words),
                                      what_html(decision)}),
                           html::text(who_words(visit, decision)),
                           html::text(decision.record)}});
        }
        Html main = html::heading(2, html::HeadingSize::Large, "Decisions");
        main += html::paragraph(
            review.opened.pathway->looks_back.empty()
                ? "Each shows what whoever took it could see at that minute, what was hidden from "
                  "them, and what arrived later."
                : "Those on this record and on the records that it looks back on, about the same "
                  "people. Each shows what whoever took it could see at that minute, what was "
                  "hidden from them, and what arrived later.");
        main += html::paragraph(
            html::link(record_path(review.opened.record.ref, "/pack"), "Make a pack of it"));
        main += visit.list(table);
        return record_page(visit,
                           review.opened,
                           {.title = "Decisions", .tab = "history", .main = std::move(main)});
    });
}

// ---- one of them

// "Born" on the line of a family says whose birth: what stands on no record names whom it is about.
std::string title_words(work::Context& context, const chronology::Entry& entry) {
    if (!entry.record.empty() || entry.about.empty()) return entry.words;
    std::vector<std::string> names;
    for (const auto& person : entry.about)
        if (const auto line = people::load_summary(context.db, person))
            names.push_back(people::display_name(*line));
    return names.empty() ? entry.words : cat({join_and(names), ": ", entry.words});
}

Html entry_words(work::Context& context, const chronology::Entry& entry) {
    Html out = html::strong(title_words(context, entry));
    // As on the line of time: what says most stands open, the rest is a press away.
    constexpr std::size_t kOpen = 3;
    auto order = by_what_says_most(entry);
    const auto open = order.size() > kOpen + 1 ? kOpen : order.size();
    std::ranges::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(open));
    std::vector<Html> details;
    for (const auto i : order) {
        const auto& detail = entry.details[i];
        details.push_back(html::cat({before_answer(detail.label), html::lines(detail.value)}));
    }
    const std::vector<Html> rest(details.begin() + static_cast<std::ptrdiff_t>(open),
                                 details.end());
    details.resize(open);
    if (!details.empty()) out += html::list(details);
    if (!rest.empty())
        out += govuk::details(
            {.summary_text = cat({number(static_cast<long long>(rest.size())), " more answers"}),
             .html = html::list(rest)});
    return out;
}

std::string from_words(Visit& visit, const chronology::Entry& entry) {
    const auto agency = visit.agency_name(entry.agency);
    return cat({agency, agency.empty() || entry.record.empty() ? "" : ", ", entry.record});
}

Html seen_html(Visit& visit, work::Context& context, const Replayed& replayed) {
    ls::Table table{.caption = "What they could see",
                    .columns = {{.text = "Happened"},
                                {.text = "What", .row_header = true},
                                {.text = "From"},
                                {.text = "Looked at it"}},
                    .if_empty = "Nothing of this was open to them."};
    for (const auto& seen : replayed.could_see)
        table.rows.push_back(
            {.cells = {moment_html(seen.entry.happened),
                       entry_words(context, seen.entry),
                       html::text(from_words(visit, seen.entry)),
                       seen.looked ? html::cat({"Last on ", moment_html(*seen.looked)})
                                   : html::text("Not that the access log knows")}});
    return visit.list(table);
}

Html hidden_html(Visit& visit, work::Context& context, const Replayed& replayed) {
    ls::Table table{.caption = "What was there and hidden from them",
                    .columns = {{.text = "Happened"},
                                {.text = "What", .row_header = true},
                                {.text = "From"},
                                {.text = "Recorded"},
                                {.text = "Why"}},
                    .if_empty = "Nothing that this review may know of was hidden from them."};
    for (const auto& [entry, why] : replayed.hidden)
        table.rows.push_back({.cells = {moment_html(entry.happened),
                                        entry_words(context, entry),
                                        html::text(from_words(visit, entry)),
                                        moment_html(entry.recorded),
                                        html::text(std::string(review::words(why)))}});
    return visit.list(table);
}

Html later_html(Visit& visit, work::Context& context, const Replayed& replayed) {
    ls::Table table{.caption = "What arrived later",
                    .columns = {{.text = "Arrived"},
                                {.text = "What", .row_header = true},
                                {.text = "From"},
                                {.text = "Happened"}},
                    .if_empty = "Nothing arrived later."};
    const auto decided = replayed.decision.recorded;
    for (const auto& entry : replayed.later)
        table.rows.push_back(
            {.cells = {html::cat({moment_html(entry.recorded),
                                  ", ",
                                  review::later_words(decided, entry.recorded)}),
                       entry_words(context, entry),
                       html::text(from_words(visit, entry)),
                       html::cat({moment_html(entry.happened),
                                  entry.happened <= decided ? ", before the decision" : ""})}});
    return visit.list(table);
}

Html looks_html(Visit& visit, const Replayed& replayed) {
    ls::Table table{.caption = "What they looked at, as the access log has it",
                    .columns = {{.text = "When"},
                                {.text = "What", .row_header = true},
                                {.text = "How"},
                                {.text = "Why"}},
                    .if_empty = "The access log has no look of theirs at any of this before it."};
    for (const auto& look : replayed.looks)
        table.rows.push_back({.cells = {moment_html(look.at),
                                        html::text(subject_words(look.subject, look.action)),
                                        html::text(action_words(look.action)),
                                        html::text(reason_words(look.reason))}});
    return govuk::details(
        {.summary_text = cat(
             {"What they looked at (", number(static_cast<long long>(replayed.looks.size())), ")"}),
         .html = visit.list(table)});
}

Html head_html(Visit& visit, const Replayed& replayed) {
    const auto& decision = replayed.decision;
    govuk::SummaryList list;
    const auto add = [&](const char* key, Html value) {
        list.rows.emplace_back(
            govuk::SummaryRow{.key = {.text = key}, .value = {.html = std::move(value)}});
    };
    add("When", html::text(say(decision.recorded)));
    add("By", html::text(who_words(visit, decision)));
    std::vector<std::string> posts;
    for (const auto& held : replayed.posts) {
        const auto* post = visit.definitions().partnership.post(cat({held.agency, "/", held.post}));
        posts.push_back(
            cat({post == nullptr ? held.post : post->name, ", ", visit.agency_name(held.agency)}));
    }
    if (!posts.empty()) add("Posts at that minute", html::text(join(posts, "; ")));
    for (const auto& [label, value] : decision.details)
        list.rows.emplace_back(govuk::SummaryRow{.key = {.text = label}, .value = {.text = value}});
    if (!decision.reason.empty()) add("Reason given", html::text(decision.reason));
    return govuk::summary_list(list);
}

Html counts_html(const Replayed& replayed) {
    const auto looked = std::ranges::count_if(
        replayed.could_see, [](const auto& seen) { return seen.looked.has_value(); });
    const auto early = std::ranges::count_if(replayed.later, [&](const auto& entry) {
        return entry.happened <= replayed.decision.recorded;
    });
    const auto figure = [](auto n) { return number(static_cast<long long>(n)); };
    return ls::cards(
        {{.title = "Could see",
          .big = figure(replayed.could_see.size()),
          .body = html::text(cat({"of which looked at: ", figure(looked)})),
          .heading_level = 3},
         {.title = "Hidden from them", .big = figure(replayed.hidden.size()), .heading_level = 3},
         {.title = "Arrived later",
          .big = figure(replayed.later.size()),
          .body = html::text(cat({"of which had happened by then: ", figure(early)})),
          .heading_level = 3}});
}

http::Reply one_page(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto review = TRY(review::open_review(context, visit.viewer(), visit.param("ref")));
        const auto replayed =
            TRY(review::replay(context, review, from_address(visit.param("event"))));
        for (const auto& grant : review.records)
            if (grant.subject() == replayed.decision.record)
                work::note_read(context, grant, cat({"decision ", replayed.decision.id}));
        Html main = html::paragraph(
            html::link(record_path(review.opened.record.ref, "/decisions"), "All decisions"));
        main += html::heading(2, html::HeadingSize::Large, replayed.decision.words);
        main += head_html(visit, replayed);
        if (!replayed.by_a_person) {
            main += govuk::inset_text({.text = "No account took this: a rule did, or somebody on "
                                               "the public pages. There is nobody's sight to "
                                               "show."});
        } else {
            main += counts_html(replayed);
        }
        const auto part = [&](const char* title, const Html& table) {
            main += html::heading(3, html::HeadingSize::Medium, title);
            main += table;
        };
        if (replayed.by_a_person) part("What they could see", seen_html(visit, context, replayed));
        part(replayed.by_a_person ? "What was there and hidden from them" : "What was there",
             hidden_html(visit, context, replayed));
        part("What arrived later", later_html(visit, context, replayed));
        if (replayed.by_a_person) main += looks_html(visit, replayed);
        return record_page(
            visit,
            review.opened,
            {.title = replayed.decision.words, .tab = "history", .main = std::move(main)});
    });
}

}  // namespace

void add_decision_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/records/{ref}/decisions", .name = "record: decisions"},
             list_page);
    add_page(router,
             app,
             {.pattern = "/records/{ref}/decisions/{event}", .name = "record: one decision"},
             one_page);
}

}  // namespace longstone::web
