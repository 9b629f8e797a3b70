#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "work/acts/clock_acts.h"

// Every clock of a record: pausing where its rule allows, resuming, saying why it was late.
namespace longstone::web {
namespace {

using define::FieldType;

std::string state_words(const work::ClockState& clock, Instant now) {
    const bool late = clock.late(now);
    if (clock.stopped) {
        return cat({late ? "Done late, " : "Done in time, ", say_short(*clock.stopped)});
    }
    if (clock.paused) {
        return cat(
            {"Paused since ",
             say_short(*clock.paused),
             ": ",
             clock.pause_reason,
             clock.pause_until ? cat({". Look again by ", say_short(*clock.pause_until)}) : ""});
    }
    return {};
}

Html acts_html(const work::Opened& opened, const work::ClockState& clock, Instant now) {
    if (!works_here(opened)) return {};
    const auto* rule = opened.pathway->clock(clock.clock);
    const std::string name = rule == nullptr ? clock.clock : rule->name;
    const auto link = [&](std::string_view verb, std::string_view text) {
        return html::link(record_path(opened.record.ref, cat({"/clocks/", clock.clock, verb})),
                          html::cat({text, html::hidden_text(cat({": ", name}))}));
    };
    std::vector<Html> acts;
    const bool open = !clock.stopped;
    if (open && clock.paused) acts.push_back(link("/resume", "Resume"));
    if (open && !clock.paused && rule != nullptr && !rule->pauses.empty()) {
        acts.push_back(link("/pause", "Pause"));
    }
    if (clock.late(now) && clock.late_reason.empty()) acts.push_back(link("/late", "Say why late"));
    return html::join(acts, ", ");
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened)) return not_found();
        reading.looked(opened.grant);
        ls::Table table{.caption = "Clocks",
                        .columns = {{.text = "Clock", .row_header = true},
                                    {.text = "Started"},
                                    {.text = "Due"},
                                    {.text = "How it stands"},
                                    {.text = "Where the limit comes from"},
                                    {.text = "Do", .unseen = true}},
                        .if_empty = "No clock has started."};
        for (const auto& clock : opened.record.clocks) {
            const auto* rule = opened.pathway->clock(clock.clock);
            const auto words = state_words(clock, visit.now());
            Html state = words.empty() ? time_left_html(visit, clock.due) : html::text(words);
            if (clock.near(visit.now())) state += html::text(". Near");
            if (!clock.late_reason.empty()) {
                state += html::cat({". ", ls::muted(cat({"Why late: ", clock.late_reason}))});
            }
            table.rows.push_back(
                {.cells = {html::text(rule == nullptr ? clock.clock : rule->name),
                           when_html(clock.started),
                           html::text(say(clock.due)),
                           state,
                           html::text(rule == nullptr
                                          ? ""
                                          : cat({define::words(rule->kind), ": ", rule->source})),
                           acts_html(opened, clock, visit.now())}});
        }
        Html main =
            html::cat({html::heading(2, html::HeadingSize::Large, "Clocks"), visit.list(table)});
        return record_page(visit, opened, {.title = "Clocks", .main = std::move(main)});
    });
}

const define::Clock* rule_of(const Visit& visit, const work::Opened& opened) {
    return opened.pathway->clock(visit.param("clock"));
}

std::string clocks_path(const std::string& ref) {
    return record_path(ref, "/clocks");
}

RecordAct pausing() {
    return {
        .path = "/clocks/{clock:key}/pause",
        .name = "record: pause a clock",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* rule = rule_of(visit, opened);
            if (rule == nullptr || rule->pauses.empty()) return not_found();
            ActForm form{.title = cat({"Pause: ", rule->name}),
                         .fields = {ask("reason", FieldType::Choice, "Why may it stand still?"),
                                    ask("review_on",
                                        FieldType::DateTime,
                                        "When is this looked at again?",
                                        "For example 27 3 2026 at 14:30.")},
                         .button = "Pause the clock"};
            for (const auto& reason : rule->pauses) {
                form.offered["reason"].emplace_back(reason, reason);
            }
            return form;
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::pause_clock(given.context,
                                  visit.viewer(),
                                  given.ref,
                                  visit.param("clock"),
                                  given.text("reason"),
                                  given.instant("review_on")));
            return done_at(clocks_path(given.ref), "paused");
        }};
}

RecordAct resuming() {
    return {
        .path = "/clocks/{clock:key}/resume",
        .name = "record: resume a clock",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* rule = rule_of(visit, opened);
            if (rule == nullptr) return not_found();
            return ActForm{
                .title = cat({"Resume: ", rule->name}),
                .intro = html::paragraph("It gets back the time for which it stood still."),
                .button = "Resume the clock"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::resume_clock(given.context, visit.viewer(), given.ref, visit.param("clock")));
            return done_at(clocks_path(given.ref), "resumed");
        }};
}

RecordAct explaining() {
    return {
        .path = "/clocks/{clock:key}/late",
        .name = "record: explain lateness",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* rule = rule_of(visit, opened);
            if (rule == nullptr) return not_found();
            return ActForm{.title = cat({"Why was it late: ", rule->name}),
                           .fields = {ask("reason", FieldType::LongText, "Why?")}};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::explain_lateness(given.context,
                                       visit.viewer(),
                                       given.ref,
                                       visit.param("clock"),
                                       given.text("reason")));
            return done_at(clocks_path(given.ref), "explained");
        }};
}

}  // namespace

void add_clock_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/clocks", .name = "record: clocks"}, list);
    add_record_act(router, app, pausing());
    add_record_act(router, app, resuming());
    add_record_act(router, app, explaining());
}

}  // namespace longstone::web
