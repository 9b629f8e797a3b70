#include <algorithm>
#include <set>

#include "base/text.h"
#include "people/describe.h"
#include "people/things.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/progress.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_overview.h"
#include "work/visible.h"

// What stands beside the work: clocks, family, the first, worst and latest, who is involved.
namespace longstone::web {
namespace {

// A little of what could be shown, so that the panel stays beside the work.
constexpr std::size_t kMostClocks = 6;

int share_gone(const work::ClockState& clock, Instant now) {
    const auto whole = clock.due.micros - clock.started.micros;
    if (whole <= 0) return 100;
    return static_cast<int>((now.micros - clock.started.micros) * 100 / whole);
}

ls::ClockBar bar_of(const Visit& visit, const work::Opened& opened, const work::ClockState& clock) {
    const auto* rule = opened.pathway->clock(clock.clock);
    const std::string name = rule == nullptr ? clock.clock : rule->name;
    ls::ClockBar bar{.share = share_gone(clock, clock.stopped.value_or(visit.now())),
                     .late = clock.late(visit.now()),
                     .stopped = clock.stopped.has_value()};
    if (clock.stopped) {
        bar.words = html::cat({name, bar.late ? ": done, late" : ": done in time"});
    } else if (clock.paused) {
        bar.words = html::cat({name, ": paused since ", say_short(*clock.paused)});
    } else {
        bar.words = html::cat({name, ": ", time_left_html(visit, clock.due)});
    }
    return bar;
}

Html clocks_panel(const Visit& visit, const work::Opened& opened) {
    std::vector<const work::ClockState*> clocks;
    clocks.reserve(opened.record.clocks.size());
    for (const auto& clock : opened.record.clocks) {
        clocks.push_back(&clock);
    }
    std::ranges::stable_sort(clocks, [](const auto* a, const auto* b) {
        if (a->stopped.has_value() != b->stopped.has_value()) return !a->stopped.has_value();
        return a->due < b->due;
    });
    if (clocks.size() > kMostClocks) clocks.resize(kMostClocks);
    std::vector<ls::ClockBar> bars;
    bars.reserve(clocks.size());
    for (const auto* clock : clocks) {
        bars.push_back(bar_of(visit, opened, *clock));
    }
    Html body =
        bars.empty() ? html::small_paragraph({"No clock is running."}) : ls::clock_bars(bars);
    const auto* main = work::main_clock(*opened.pathway, opened.record);
    const auto* rule = main == nullptr ? nullptr : opened.pathway->clock(main->clock);
    if (rule != nullptr && !rule->source.empty()) {
        body += html::small_paragraph({ls::muted(cat({rule->name, ": ", rule->source}))});
    }
    body += html::small_paragraph(
        {html::link(record_path(opened.record.ref, "/clocks"), "All clocks")});
    return ls::panel({.title = "Clocks", .body = body});
}

// Enquiries that run side by side: how each stands, and whether it has ended.
Html strands_panel(Visit& visit, work::Context& context, const work::Opened& opened) {
    const auto visible = work::visible_answers(context, opened);
    std::vector<Html> items;
    for (const auto& state : work::strands_of(situation_of(visit, opened))) {
        if (!state.runs) continue;
        Html line = html::cat(
            {html::strong(state.strand->name), state.ended ? ": has ended" : ": still runs"});
        const auto* field = visit.definitions().field(*opened.pathway, state.strand->shows);
        const auto answer = visible.find(state.strand->shows);
        if (field != nullptr && answer != visible.end()) {
            const auto stands =
                visit.definitions().value_text(*field, answer->second.given.first());
            line += html::cat({". ", stands});
        }
        items.push_back(std::move(line));
    }
    if (items.empty()) return {};
    return ls::panel({.title = "Side by side", .body = html::list(items)});
}

Html person_line(const Visit& visit,
                 const work::Opened& opened,
                 const work::PersonOnRecord& person) {
    const auto summary = summary_of(person);
    Html line = html::cat({html::link(cat({"/people/", person.person}), name_words(summary)),
                           ", ",
                           role_name(*opened.pathway, person.role),
                           age_words(summary, london(visit.now()).date)});
    // The same man in another household is what reviews find was missed.
    for (const auto& earlier : opened.record.earlier) {
        if (earlier.person != person.person) continue;
        line += html::cat({". ",
                           html::link(record_path(opened.record.ref, "/history"),
                                      cat({"Also on ", earlier.ref}))});
        break;
    }
    return line;
}

Html people_panel(const Visit& visit, const work::Opened& opened) {
    std::vector<Html> items;
    for (const auto& rule : opened.pathway->people) {
        for (const auto& person : opened.record.people) {
            if (person.role == rule.role) items.push_back(person_line(visit, opened, person));
        }
    }
    for (const auto& rule : opened.pathway->people) {
        const bool named =
            std::ranges::find(opened.record.people, rule.role, &work::PersonOnRecord::role) !=
            opened.record.people.end();
        if (!rule.ask_by_name || named) continue;
        items.push_back(html::cat(
            {rule.name,
             ": ",
             ls::muted("not named. "),
             html::link(record_path(opened.record.ref, "/people"),
                        html::cat({"Name them", html::hidden_text(cat({": ", rule.name}))}))}));
    }
    if (items.empty()) return {};
    Html body = html::list(items);
    const auto* subject = opened.record.subject(*opened.pathway);
    const bool thing = subject != nullptr && !people::is_human(subject->kind);
    if (subject != nullptr && !thing) {
        body += html::small_paragraph({html::link(cat({"/people/", subject->person, "/family"}),
                                                  "One plan and one list for the family")});
    }
    const bool child = opened.pathway->about == "child";
    return ls::panel({.title = thing   ? "What it is about, and people"
                               : child ? "People and men in the household"
                                       : "People",
                      .body = body});
}

// One event that somebody marked as the first, the worst or the latest.
struct Marked {
    std::string place = {};
    Date on = {};
    std::string what = {};
};

void mark_items(const define::Field& group, const work::Given& given, std::vector<Marked>& out) {
    for (const auto& item : given.items) {
        Marked marked;
        std::optional<Date> on;
        for (const auto& part : group.fields) {
            const auto found = item.find(part.id);
            if (found == item.end() || found->second.empty()) continue;
            const auto& value = found->second.front();
            if (part.type == define::FieldType::Choice) marked.place = value;
            if (part.type == define::FieldType::Date) on = parse_date(value);
            if (part.type == define::FieldType::LongText && marked.what.empty()) {
                marked.what = value;
            }
        }
        if (!on || marked.what.empty()) continue;
        marked.on = *on;
        out.push_back(std::move(marked));
    }
}

std::vector<Marked> marked_events(const Visit& visit, const work::Opened& opened) {
    std::vector<Marked> events;
    for (const auto& request : opened.record.requests) {
        const auto* form = visit.definitions().form(request.form);
        if (form == nullptr || !request.answered || !work::sees_reply(opened, request)) continue;
        for (const auto& [id, given] : request.answers) {
            const auto* field = form->find(id);
            if (field != nullptr && !given.items.empty()) mark_items(*field, given, events);
        }
    }
    for (const auto& earlier : opened.record.earlier) {
        events.push_back(
            {.on = london(earlier.opened).date,
             .what = cat({earlier.summary, " (", earlier.person_name, ", ", earlier.ref, ")"})});
    }
    return events;
}

Html pinned(std::string_view word, const Marked& event) {
    return html::cat({html::strong(word), " ", say(event.on), ", ", event.what});
}

Html pinned_panel(const Visit& visit, const work::Opened& opened) {
    const auto events = marked_events(visit, opened);
    if (events.empty()) return {};
    const auto by_date = [](const Marked& a, const Marked& b) { return a.on < b.on; };
    std::vector<Html> items = {pinned("First", *std::ranges::min_element(events, by_date))};
    const auto worst = std::ranges::find(events, "worst", &Marked::place);
    if (worst != events.end()) items.push_back(pinned("Worst", *worst));
    items.push_back(pinned("Latest", *std::ranges::max_element(events, by_date)));
    return ls::panel({.title = "First, worst, latest", .body = html::list(items)});
}

Html involved_panel(Visit& visit, const work::Opened& opened) {
    const auto& record = opened.record;
    std::vector<Html> items;
    std::set<std::string> seen;
    const auto add = [&](const std::string& agency, const std::string& why) {
        if (agency.empty() || !seen.insert(agency).second) return;
        items.push_back(html::cat({visit.agency_name(agency), ": ", why}));
    };
    add(record.lead_agency, cat({visit.shown_name(record.lead), " leads"}));
    add(record.opened_agency, cat({visit.shown_name(record.opened_by), " referred"}));
    for (const auto& request : record.requests) {
        if (request.answered)
            add(request.agency, cat({visit.shown_name(request.answered_by), " answered"}));
        else if (!request.withdrawn)
            add(request.agency, "asked");
    }
    for (const auto& meeting : record.meetings) {
        for (const auto& seat : meeting.seats) {
            add(seat.agency, seat.name.empty() ? "invited" : cat({seat.name, ", invited"}));
        }
    }
    if (items.empty()) return {};
    return ls::panel({.title = "Who is involved", .body = html::list(items)});
}

}  // namespace

Html beside_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    return html::cat({clocks_panel(visit, opened),
                      strands_panel(visit, context, opened),
                      people_panel(visit, opened),
                      pinned_panel(visit, opened),
                      involved_panel(visit, opened)});
}

}  // namespace longstone::web
