#include "chronology/story.h"

#include <algorithm>

#include "base/text.h"
#include "work/engine.h"

namespace longstone::chronology {
namespace {

using journal::Event;

Instant time_in(const Json& body, std::string_view key, Instant otherwise) {
    return parse_instant(body.text(key)).value_or(otherwise);
}

// One function a kind of event, as in work/projection, but only what this floor weighs.
struct Folding {
    Story& story;
    const Event& e;

    void party(const std::string& agency) const {
        if (!agency.empty()) story.parties.try_emplace(agency, e.recorded_at);
    }
    void name(const std::string& user) const {
        if (!user.empty() && user != "public" && user != "system")
            story.named.try_emplace(user, e.recorded_at);
    }
    void person(const Json& entry) const {
        const OnRecord one{
            .person = entry.text("person"), .role = entry.text("role"), .since = e.recorded_at};
        for (auto& known : story.people) {
            if (known.person != one.person || known.role != one.role) continue;
            known.until.reset();
            return;
        }
        story.people.push_back(one);
    }
    void visit(const std::string& stage) const {
        story.state.visits.push_back({.stage = stage, .by = e.actor, .at = e.recorded_at});
        story.state.stage = stage;
    }

    void opened(const define::Definitions& definitions) const {
        auto& state = story.state;
        state.pathway = e.body.text("pathway");
        story.pathway = definitions.pathway(state.pathway);
        state.source = e.body.text("source");
        state.opened = e.happened_at;
        state.recorded = e.recorded_at;
        state.opened_by = e.actor;
        state.opened_agency = e.agency;
        const bool sealed = e.body["sealed"].boolean();
        story.restricted.emplace_back(e.recorded_at, sealed || e.body["restricted"].boolean());
        // Who decides elsewhere that a sealed record is needed does not see it for that.
        if (!(sealed && state.source == "system")) {
            party(e.agency);
            name(e.actor);
        }
        lead();
        for (const Json& entry : e.body["people"].items())
            person(entry);
        visit(e.body.text("stage"));
    }
    void lead() const {
        if (e.body.text("lead").empty()) return;
        name(e.body.text("lead"));
        story.state.lead = e.body.text("lead");
        // The record has one lead at a time; what an agency knew as that, it does not forget.
        for (auto& one : story.sees_all)
            if (one.lead && !one.until) one.until = e.recorded_at;
        story.sees_all.push_back({.user = e.body.text("lead"),
                                  .agency = e.body.text("lead_agency"),
                                  .from = e.recorded_at,
                                  .lead = true});
    }
    void asked() const {
        for (const Json& r : e.body["requests"].items()) {
            story.state.requests.push_back({.id = r.text("id"),
                                            .rule = r.text("rule"),
                                            .form = r.text("form"),
                                            .agency = r.text("agency"),
                                            .words = r.text("words"),
                                            .asked = e.recorded_at,
                                            .due = time_in(r, "due", e.happened_at),
                                            .asked_by = e.actor});
            party(r.text("agency"));
        }
    }
    [[nodiscard]] work::RequestState* request() const {
        const auto found = std::ranges::find(
            story.state.requests, e.body.text("request"), &work::RequestState::id);
        return found == story.state.requests.end() ? nullptr : &*found;
    }
    void seats() const {
        for (const Json& seat : e.body["seats"].items())
            party(seat.text("agency"));
    }

    void fold(const define::Definitions& definitions) const {
        for (const auto& agency : {e.agency, e.body.text("holder")})
            if (!agency.empty()) story.touched.insert(agency);
        if (e.kind == "record.opened") opened(definitions);
        if (e.kind == "record.moved") {
            visit(e.body.text("to"));
            story.state.closed =
                e.body["closes"].boolean() ? std::optional(e.happened_at) : std::nullopt;
        }
        if (e.kind == "record.asked") asked();
        if (e.kind == "record.replied") {
            if (auto* one = request()) one->answered = e.recorded_at;
        }
        if (e.kind == "record.request-withdrawn") {
            if (auto* one = request()) one->withdrawn = e.recorded_at;
        }
        if (e.kind == "record.meeting-called" || e.kind == "record.meeting-held") seats();
        if (e.kind == "record.action-set" || e.kind == "record.shared")
            party(e.body.text("agency"));
        if (e.kind == "record.lead-assigned") lead();
        if (e.kind == "record.named") name(e.body.text("user"));
        if (e.kind == "record.barred") story.barred.try_emplace(e.body.text("user"), e.recorded_at);
        if (e.kind == "record.restricted") {
            story.restricted.emplace_back(e.recorded_at, e.body["restricted"].boolean());
            name(e.actor);
        }
        if (e.kind == "record.glass-broken")
            story.sees_all.push_back({.user = e.actor,
                                      .agency = e.agency,
                                      .from = e.recorded_at,
                                      .until = time_in(e.body, "until", e.recorded_at)});
        if (e.kind == "record.person-added") person(e.body);
        if (e.kind == "record.person-left") {
            for (auto& known : story.people)
                if (known.person == e.body.text("person") && known.role == e.body.text("role"))
                    known.until = e.recorded_at;
        }
        clocks();
        pauses();
    }
    void clocks() const {
        if (!e.body.has("clocks")) return;
        const auto effects = work::effects_from_json(e.body["clocks"]);
        work::put_clocks(story.state, effects);
        for (const auto& effect : effects) {
            if (effect.kind != work::ClockEffect::Kind::Stop)
                story.clocks_told[clock_key(effect.clock, effect.n)] = e.recorded_at;
        }
    }
    void pauses() const {
        const bool paused = e.kind == "record.clock-paused";
        if (!paused && e.kind != "record.clock-resumed") return;
        for (auto& clock : story.state.clocks) {
            if (clock.clock != e.body.text("clock") || clock.stopped) continue;
            clock.paused = paused ? std::optional(e.happened_at) : std::nullopt;
            if (!paused) clock.due = time_in(e.body, "now_due", clock.due);
        }
    }
};

}  // namespace

std::string clock_key(std::string_view clock, std::int64_t n) {
    return cat({clock, "/", number(n)});
}

std::optional<Instant> Story::reached(std::string_view stage) const {
    const auto found = std::ranges::find(state.visits, stage, &work::StageVisit::stage);
    return found == state.visits.end() ? std::nullopt : std::optional(found->at);
}

const work::RequestState* Story::request(std::string_view id) const {
    const auto found = std::ranges::find(state.requests, id, &work::RequestState::id);
    return found == state.requests.end() ? nullptr : &*found;
}

Story story_of(const define::Definitions& definitions,
               std::string ref,
               std::vector<Event> events,
               Instant now) {
    Story story{.ref = std::move(ref)};
    story.state.ref = story.ref;
    std::erase_if(events, [&](const Event& e) { return e.recorded_at > now; });
    for (const auto& e : events)
        if (!e.body.is_null()) Folding{.story = story, .e = e}.fold(definitions);
    for (const auto& one : story.people) {
        if (!one.until)
            story.state.people.push_back(
                {.person = one.person, .role = one.role, .since = one.since});
    }
    story.events = std::move(events);
    return story;
}

}  // namespace longstone::chronology
