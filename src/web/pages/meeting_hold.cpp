#include <algorithm>
#include <memory>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/warning_text.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/kept.h"
#include "web/pages/meeting_parts.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"

namespace longstone::web {
namespace {

using define::FieldType;

// The meeting to record: one that was called, or one held at once under a rule.
struct Holding {
    const define::MeetingRule* rule = nullptr;
    const work::MeetingState* meeting = nullptr;
};

Result<Holding> find(const Visit& visit, const work::Opened& opened) {
    if (!visit.param("rule").empty()) {
        const auto* rule = opened.pathway->meeting(visit.param("rule"));
        if (rule == nullptr) return not_found();
        return Holding{.rule = rule};
    }
    const auto* meeting = find_meeting(visit, opened);
    if (meeting == nullptr || meeting->held || meeting->cancelled) return not_found();
    const auto* rule = opened.pathway->meeting(meeting->rule);
    if (rule == nullptr) return not_found();
    return Holding{.rule = rule, .meeting = meeting};
}

define::Section came_section() {
    define::Field seats{.id = "seats",
                        .type = FieldType::Group,
                        .label = "Who was invited, and who came?",
                        .item_name = "Person",
                        .at_least = 1};
    seats.fields = {ask("agency", FieldType::Agency, "Agency"),
                    ask_optional("name", FieldType::Text, "Full name"),
                    ask_optional("role", FieldType::Text, "Role"),
                    ask("came", FieldType::Choice, "Did they come?")};
    return {.id = "came",
            .title = "Who came",
            .fields = {ask_optional("held-at",
                                    FieldType::DateTime,
                                    "When was it held, if not now?",
                                    "For example 27 3 2026 at 14:30."),
                       seats}};
}

define::Section dissent_section() {
    return {.id = "dissent",
            .title = "Dissent",
            .fields = {ask_optional("dissent",
                                    FieldType::LongText,
                                    "Did anybody disagree?",
                                    "Who, with what, and why. Their own words if you can.")}};
}

// The page's own two sections around those of the meeting's form.
struct Page {
    define::Section came = came_section();
    define::Section dissent = dissent_section();
    std::vector<const define::Section*> asked = {};
};

Asking asking_of(Visit& visit, const work::Opened& opened, const Page& page) {
    Asking asking{.definitions = visit.definitions(),
                  .sections = {&page.came},
                  .viewer = &visit.viewer(),
                  .people = people_choices(opened),
                  .dense = true};
    asking.sections.insert(asking.sections.end(), page.asked.begin(), page.asked.end());
    asking.sections.push_back(&page.dissent);
    asking.offered["came"] = {
        {"attended", "Yes"}, {"apologies", "No, with apologies"}, {"absent", "No"}};
    asking.offered["agency"] = agency_choices(visit.definitions());
    const auto record = std::make_shared<work::Opened>(opened);
    asking.known = [&visit, record](const std::string& field) {
        const auto situation = situation_of(visit, *record);
        return work::lookup_of(situation)(field);
    };
    return asking;
}

// The agencies of those who booked, and whether anybody of them came.
void seat_learners(const work::Opened& opened, std::vector<work::Seat>& seats) {
    for (const auto& place : opened.record.places) {
        const bool came = place.state == work::Place::Attended;
        if (!came && place.state != work::Place::Booked && place.state != work::Place::Missed)
            continue;
        auto seat = std::ranges::find(seats, place.agency, &work::Seat::agency);
        if (seat == seats.end())
            seat = seats.insert(seats.end(), {.agency = place.agency, .invited = true});
        seat->attended = seat->attended || came;
    }
}

Typed first_typed(const Visit& visit,
                  const work::Opened& opened,
                  const Holding& holding,
                  const Page& page) {
    work::Answers answers;
    for (const auto* section : page.asked) {
        for (const auto& field : section->fields) {
            if (const auto* answer = opened.record.answer(field.id)) {
                answers[field.id] = answer->given;
            }
        }
    }
    auto typed = typed_of(page.asked, answers);
    std::vector<work::Seat> seats;
    if (holding.meeting != nullptr) seats = holding.meeting->seats;
    seat_learners(opened, seats);
    if (seats.empty()) {
        seats.push_back({.agency = visit.viewer().agency, .name = visit.viewer().name});
        for (const auto& agency : group_seats(visit, *holding.rule, opened.record)) {
            if (agency != visit.viewer().agency) seats.push_back({.agency = agency});
        }
        for (const auto& request : opened.record.requests) {
            const bool there =
                std::ranges::find(seats, request.agency, &work::Seat::agency) != seats.end();
            if (!request.withdrawn && !there) seats.push_back({.agency = request.agency});
        }
    }
    typed.set_count("seats", static_cast<int>(seats.size()));
    int n = 0;
    for (const auto& seat : seats) {
        ++n;
        typed.set(part_name("seats", n, "agency"), seat.agency);
        typed.set(part_name("seats", n, "name"), seat.name);
        typed.set(part_name("seats", n, "role"), seat.role);
        if (seat.attended) typed.set(part_name("seats", n, "came"), "attended");
    }
    return typed;
}

std::vector<work::Seat> seats_in(const work::Answers& answers, const Holding& holding) {
    std::vector<work::Seat> seats;
    const auto found = answers.find("seats");
    if (found == answers.end()) return seats;
    for (const auto& item : found->second.items) {
        const auto part = [&](const std::string& id) {
            const auto value = item.find(id);
            return value == item.end() ? std::string() : value->second.front();
        };
        work::Seat seat{.agency = part("agency"), .name = part("name"), .role = part("role")};
        seat.attended = part("came") == "attended";
        seat.apologies = part("came") == "apologies";
        seat.invited =
            holding.meeting != nullptr &&
            std::ranges::find(holding.meeting->seats, seat.agency, &work::Seat::agency) !=
                holding.meeting->seats.end();
        seats.push_back(std::move(seat));
    }
    return seats;
}

http::Reply draw(Visit& visit,
                 const work::Opened& opened,
                 const Holding& holding,
                 const Asking& asking,
                 const Problem* problem) {
    Html main = problem == nullptr ? Html{} : error_summary(asking);
    if (problem != nullptr && (problem->fields.empty() || problem->fault == Fault::Conflict)) {
        main += govuk::warning_text({.text = problem->message});
    }
    main += html::heading(2, html::HeadingSize::Large, cat({"Held: ", holding.rule->name}));
    const auto called = work::called_by(visit.definitions(), *holding.rule, opened.record);
    if (!called.quorum.empty()) {
        main += html::paragraph({"It needs somebody from each of: ",
                                 kinds_words(visit, called.quorum),
                                 ". Without them it is kept as not quorate."});
    }
    main +=
        kept_form(visit,
                  visit.request().path,
                  {html::hidden_field("rev", number(opened.record.rev)),
                   draw_form(asking),
                   govuk::button({.text = "Record the meeting", .prevent_double_click = true})});
    return record_page(visit,
                       opened,
                       {.title = cat({"Held: ", holding.rule->name}),
                        .tab = "meetings",
                        .main = std::move(main),
                        .has_errors = problem != nullptr,
                        .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

http::Reply show(Visit& visit, const Typed* typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Work, visit.param("ref")));
        const auto holding = TRY(find(visit, opened));
        reading.looked(opened.grant);
        Page page;
        page.asked = work::meeting_sections(visit.definitions(), *holding.rule);
        auto asking = asking_of(visit, opened, page);
        if (typed != nullptr) {
            asking.typed = *typed;
        } else if (const auto kept = kept_draft(visit, reading.context, visit.request().path)) {
            asking.typed = kept->typed;
        } else {
            asking.typed = first_typed(visit, opened, holding, page);
        }
        if (problem != nullptr) asking.problems = problem->fields;
        return draw(visit, opened, holding, asking, problem);
    });
}

Result<http::Reply> record(Visit& visit, work::Context& context, Typed& typed, bool& again) {
    const auto opened = TRY(
        work::open_record_for(context, visit.viewer(), access::Action::Work, visit.param("ref")));
    const auto holding = TRY(find(visit, opened));
    Page page;
    page.asked = work::meeting_sections(visit.definitions(), *holding.rule);
    auto asking = asking_of(visit, opened, page);
    asking.typed = typed;
    again = change_items(typed, asking);
    if (again) return http::Reply{};
    tidy_items(typed, asking);
    asking.typed = typed;
    auto problems = problems_of(asking, context.now, Enough::Half);
    auto came = asking;
    came.sections = {&page.came};
    for (auto& missing : problems_of(came, context.now, Enough::Whole)) {
        if (std::ranges::find(problems, missing) == problems.end()) {
            problems.push_back(std::move(missing));
        }
    }
    if (!problems.empty()) {
        return Refused(
            Problem{.message = "Some answers need attention.", .fields = std::move(problems)});
    }
    auto answers = read_answers(asking);
    work::HoldMeeting held{.meeting = holding.meeting == nullptr ? "" : holding.meeting->id,
                           .rule = holding.rule->id,
                           .held_at = parse_instant(answers["held-at"].first()),
                           .seats = seats_in(answers, holding),
                           .dissent = answers["dissent"].first()};
    for (const auto* own : {"held-at", "seats", "dissent"}) {
        answers.erase(own);
    }
    held.answers = std::move(answers);
    TRY(work::hold_meeting(
        context, visit.viewer(), opened.record.ref, whole_number(typed.text("rev")), held));
    drop_draft_at(visit, context, visit.request().path);
    return http::Reply::see_other(done_at(record_path(opened.record.ref, "/meetings"), "held"));
}

http::Reply send(Visit& visit) {
    Typed typed(visit.form());
    bool again = false;
    auto reply = act(
        visit,
        [&](work::Context& context) { return record(visit, context, typed, again); },
        [&](const Problem& problem) { return show(visit, &typed, &problem); });
    return again ? show(visit, &typed, nullptr) : reply;
}

}  // namespace

std::string meeting_path(const work::Opened& opened,
                         std::string_view meeting,
                         std::string_view rest) {
    return record_path(opened.record.ref, cat({"/meetings/", meeting, rest}));
}

std::string kinds_words(const Visit& visit, const std::vector<std::string>& kinds) {
    const auto& agencies = visit.definitions().partnership.agencies;
    std::vector<std::string> words = kinds;
    for (auto& kind : words) {
        const auto* agency = visit.definitions().partnership.agency(kind);
        const bool is_one = std::ranges::any_of(agencies, [&](const auto& any) {
            return std::ranges::find(any.kinds, kind) != any.kinds.end();
        });
        if (agency != nullptr && !is_one) {
            kind = agency->short_name;
        } else {
            std::ranges::replace(kind, '-', ' ');
        }
    }
    return join_and(words);
}

std::vector<std::string> group_seats(const Visit& visit,
                                     const define::MeetingRule& rule,
                                     const work::RecordState& record) {
    if (rule.group.empty()) return {};
    return work::called_by(visit.definitions(), rule, record).invites;
}

bool has_seat(const work::Opened& opened, const work::MeetingState& meeting) {
    const auto& agency = opened.grant.viewer().agency;
    return !agency.empty() &&
           std::ranges::find(meeting.seats, agency, &work::Seat::agency) != meeting.seats.end();
}

bool sees_meeting(const work::Opened& opened, const work::MeetingState& meeting) {
    return is_whole(opened) || has_seat(opened, meeting);
}

const work::MeetingState* find_meeting(const Visit& visit, const work::Opened& opened) {
    const auto found =
        std::ranges::find(opened.record.meetings, visit.param("meeting"), &work::MeetingState::id);
    if (found == opened.record.meetings.end() || !sees_meeting(opened, *found)) return nullptr;
    return &*found;
}

void add_meeting_hold_routes(http::Router& router, App& app) {
    for (const auto* pattern :
         {"/records/{ref}/meetings/{meeting}/hold", "/records/{ref}/meetings/hold/{rule:key}"}) {
        add_page(router, app, {.pattern = pattern, .name = "meeting: hold"}, [](Visit& visit) {
            return show(visit, nullptr, nullptr);
        });
        add_page(
            router, app, {.method = "POST", .pattern = pattern, .name = "meeting: hold: do"}, send);
    }
}

}  // namespace longstone::web
