// A little longer than the measure: one short function for each kind of event, best read together.
#include "chronology/record_entries.h"

#include <algorithm>

#include "base/text.h"
#include "chronology/weights.h"
#include "work/answers.h"
#include "work/engine.h"
#include "work/visible.h"

namespace longstone::chronology {
namespace {

using journal::Event;

// One event, on its way to be an entry.
struct Draft {
    const Event& event;
    Entry entry = {};
    Audience audience = {};
    bool shown = false;         // it is worth an entry
    bool only_answers = false;  // nothing but answers: gone when none of them may be seen
};

class Teller {
public:
    explicit Teller(const Telling& telling)
        : telling_(telling),
          story_(telling.story),
          pathway_(*telling.story.pathway),
          knowing_(telling.facts, telling.story, telling.people),
          whole_(telling.opened == nullptr ||
                 telling.opened->grant.reach() == access::Reach::Whole) {}

    std::vector<Entry> tell() {
        if (!may_know_of_people()) return {};
        for (const auto& event : story_.events) {
            if (event.body.is_null()) continue;
            Draft draft{.event = event};
            begin(draft);
            tell_event(draft);
            finish(draft);
        }
        tell_missed();
        return std::move(entries_);
    }

private:
    // A part shows whom the record is about, or everybody where a question does, or nobody.
    [[nodiscard]] bool may_know_of_people() const {
        if (telling_.opened == nullptr) return true;
        if (whole_) return true;
        const auto seen = work::visible_people(*telling_.opened);
        return std::ranges::any_of(seen, [&](const work::PersonOnRecord& one) {
            return telling_.people.contains(one.person);
        });
    }
    [[nodiscard]] std::string agency_name(const std::string& id) const {
        const auto* known = telling_.facts.definitions().partnership.agency(id);
        return known == nullptr ? id : known->name;
    }
    [[nodiscard]] std::string stage_name(const std::string& id) const {
        const auto* known = pathway_.stage(id);
        return known == nullptr ? id : known->name;
    }
    [[nodiscard]] std::string own_agency() const {
        return telling_.opened == nullptr ? std::string() : telling_.opened->grant.viewer().agency;
    }

    // Who of the line stood on the record when it happened to be written down, or later.
    [[nodiscard]] std::vector<std::string> about(Instant recorded) const {
        std::vector<std::string> about;
        for (const auto& one : story_.people) {
            const bool gone = one.until && *one.until < recorded;
            if (!gone && telling_.people.contains(one.person) &&
                std::ranges::find(about, one.person) == about.end())
                about.push_back(one.person);
        }
        return about;
    }

    void begin(Draft& draft) const {
        const auto& e = draft.event;
        draft.entry = {.id = cat({story_.ref, "/", number(e.stream_rev)}),
                       .subject = e.stream,
                       .record = story_.ref,
                       .pathway = pathway_.id,
                       .event = e.kind,
                       .seq = e.seq,
                       .happened = e.happened_at,
                       .recorded = e.recorded_at,
                       .actor = e.actor,
                       .agency = e.agency,
                       .about = about(e.recorded_at),
                       .whole = whole_};
        draft.audience = {.recorded = e.recorded_at, .agency = e.agency};
        if (!e.agency.empty()) draft.audience.direct[e.agency] = {e.recorded_at, How::Recorded};
    }

    void shows(Draft& draft, Kind kind, std::string words) const {
        draft.shown = true;
        draft.entry.kind = kind;
        draft.entry.words = std::move(words);
        draft.entry.weight = chronology::weight_of(kind);
    }
    void direct(Draft& draft, const std::string& agency, How how) const {
        if (!agency.empty())
            draft.audience.direct.try_emplace(agency, draft.event.recorded_at, how);
    }

    // Who could have known this one detail: who recorded it, and what is said beside.
    [[nodiscard]] static Audience audience_of(const Draft& draft) {
        Audience audience{.recorded = draft.event.recorded_at, .agency = draft.audience.agency};
        if (!draft.event.agency.empty())
            audience.direct[draft.event.agency] = {draft.event.recorded_at, How::Recorded};
        return audience;
    }
    void put_detail(Draft& draft, Detail detail, const Audience& audience) const {
        detail.kept_from = knowing_.kept_from_user(audience);
        draft.entry.details.push_back(std::move(detail));
    }

    // ---- answers

    [[nodiscard]] std::string value_words(const define::Field& field,
                                          const work::Given& given) const {
        std::vector<std::string> texts;
        for (const auto& value : given.values)
            texts.push_back(telling_.facts.definitions().value_text(field, value));
        for (const auto& item : given.items) {
            std::vector<std::string> parts;
            for (const auto& part : field.fields) {
                const auto found = item.find(part.id);
                if (found == item.end() ||
                    !stands(telling_.facts.definitions().line, pathway_, part))
                    continue;
                for (const auto& value : found->second)
                    parts.push_back(telling_.facts.definitions().value_text(part, value));
            }
            if (!parts.empty()) texts.push_back(join(parts, ", "));
        }
        return join(texts, given.items.empty() ? ", " : "; ");
    }

    [[nodiscard]] bool sees(const define::Section& section,
                            const define::Field& field,
                            bool author) const {
        if (telling_.opened == nullptr) return true;
        const bool open =
            field.hidden_until.empty() || author || story_.state.reached(field.hidden_until);
        return open && access::sees_field(telling_.opened->grant, section, field, author);
    }

    [[nodiscard]] Detail detail_of(const define::Field& field, const std::string& value) const {
        return {.label = field.label,
                .value = value,
                .voice = field.voice,
                .in_a_line = field.id == pathway_.summary};
    }
    void put_answer(Draft& draft, const Question& question, const work::Given& given) const {
        if (given.empty() || !question.stands) return;
        const auto* section = question.section;
        const auto* field = question.field;
        const auto value = value_words(*field, given);
        if (value.empty()) return;
        draft.audience.questions.push_back(&question);
        auto audience = audience_of(draft);
        audience.questions.push_back(&question);
        share(audience, *section, *field);
        for (const auto& [agency, known] : audience.direct)
            draft.audience.direct.try_emplace(agency, known);
        const bool author = !draft.event.agency.empty() && draft.event.agency == own_agency();
        if (!sees(*section, *field, author) && !shared_with_viewer(*section, *field)) return;
        const auto weighed = weigh(telling_.facts.definitions(), *field, given);
        if (weighed.weight > draft.entry.weight) {
            draft.entry.weight = weighed.weight;
            draft.entry.weighed_by = weighed.by;
        }
        put_detail(draft, detail_of(*field, value), audience);
    }

    // What goes with a question is known to whoever is asked it, from then on.
    void share(Audience& audience,
               const define::Section& section,
               const define::Field& field) const {
        for (const auto& request : story_.state.requests) {
            if (request.withdrawn || !goes_with(request, section, field)) continue;
            const Instant at = std::max(audience.recorded, request.asked);
            auto& known = audience.direct.try_emplace(request.agency, at, How::Asked).first->second;
            known.first = std::min(known.first, at);
        }
    }
    [[nodiscard]] bool goes_with(const work::RequestState& request,
                                 const define::Section& section,
                                 const define::Field& field) const {
        const bool open = !section.sensitive && !field.sensitive && section.private_to.empty() &&
                          field.private_to.empty();
        const auto* rule = pathway_.request(request.rule);
        if (!open || rule == nullptr) return false;
        return std::ranges::any_of(rule->shares, [&](const std::string& what) {
            if (what == field.id) return true;
            const auto asked = telling_.facts.definitions().asked({what});
            return std::ranges::find(asked, &section) != asked.end();
        });
    }
    [[nodiscard]] bool shared_with_viewer(const define::Section& section,
                                          const define::Field& field) const {
        const auto agency = own_agency();
        return std::ranges::any_of(story_.state.requests, [&](const work::RequestState& request) {
            return request.agency == agency && !request.withdrawn &&
                   goes_with(request, section, field);
        });
    }

    void put_answers(Draft& draft) const {
        const auto given = work::answers_from_json(draft.event.body["answers"]);
        if (!given) return;
        const auto& carried = draft.event.body["carried"];
        std::vector<std::pair<const Question*, const work::Given*>> answers;
        for (const auto& [id, value] : *given) {
            if (carried.has(id)) continue;  // it stands where it was first given
            const auto& question = telling_.facts.question(pathway_, id);
            if (question.section != nullptr) answers.emplace_back(&question, &value);
        }
        std::ranges::stable_sort(
            answers, {}, [](const auto& answer) { return answer.first->place; });
        for (const auto& [question, value] : answers)
            put_answer(draft, *question, *value);
    }

    void put_reply(Draft& draft, const work::RequestState& request) const {
        const auto given = work::answers_from_json(draft.event.body["reply"]);
        const auto* form = telling_.facts.definitions().form(request.form);
        if (!given || form == nullptr) return;
        const bool author = request.agency == own_agency();
        for (const auto& section : form->sections) {
            for (const auto& field : section.fields) {
                const auto found = given->find(field.id);
                if (found == given->end() ||
                    !stands(telling_.facts.definitions().line, pathway_, field))
                    continue;
                const auto value = value_words(field, found->second);
                // A part sees of another's answer what the page of the request shows it.
                const bool seen =
                    author || (whole_ ? sees(section, field, author)
                                      : !section.sensitive && !field.sensitive &&
                                            section.private_to.empty() && field.private_to.empty());
                if (value.empty() || !seen) continue;
                const auto weighed = weigh(telling_.facts.definitions(), field, found->second);
                if (weighed.weight > draft.entry.weight) {
                    draft.entry.weight = weighed.weight;
                    draft.entry.weighed_by = weighed.by;
                }
                const Question question{.section = &section, .field = &field};
                auto audience = audience_of(draft);
                audience.reply = &request;
                audience.questions.push_back(&question);
                auto detail = detail_of(field, value);
                detail.own = !section.when.always();
                put_detail(draft, std::move(detail), audience);
            }
        }
    }

    // ---- each kind of event

    void tell_event(Draft& draft) const {
        const auto& e = draft.event;
        if (e.kind == "record.opened") return opened(draft);
        if (e.kind == "record.answered") return answered(draft);
        if (e.kind == "record.moved") return moved(draft);
        if (e.kind == "record.asked") return asked(draft);
        if (e.kind == "record.replied") return replied(draft);
        if (e.kind == "record.meeting-held") return met(draft);
        if (e.kind == "record.action-ended") return acted(draft);
        if (e.kind == "record.told") return told(draft);
        if (e.kind == "record.shared") return shared(draft);
        if (e.kind == "record.document-attached") return attached(draft);
        if (e.kind == "record.dissented") return dissented(draft);
        if (e.kind == "record.fields-asked") return asked_for_fields(draft);
        if (e.kind == "record.fields-decided") return released(draft);
    }

    void step(Draft& draft) const {
        const auto direction = draft.event.body["step"].text("direction");
        if (direction.empty()) return;
        draft.entry.details.push_back(
            {.label = "Step", .value = direction == "up" ? "Stepped up" : "Stepped down"});
    }
    void reason(Draft& draft, std::string_view key, std::string label) const {
        const auto text = draft.event.body.text(key);
        if (!text.empty() && (whole_ || draft.event.agency == own_agency()))
            put_detail(draft, {.label = std::move(label), .value = text}, audience_of(draft));
    }

    void opened(Draft& draft) const {
        shows(draft, Kind::Opened, pathway_.name);
        draft.entry.fresh = draft.event.body["from"].items().empty();
        draft.entry.stage = draft.event.body.text("stage");
        draft.audience.head = true;
        put_answers(draft);
        // That it is there is known whatever its answers are.
        draft.audience.questions.clear();
        step(draft);
        if (draft.event.actor == "public") draft.entry.source = "A member of the public";
    }
    void answered(Draft& draft) const {
        shows(draft, Kind::Answers, cat({pathway_.name, ": found out"}));
        draft.only_answers = true;
        put_answers(draft);
        reason(draft, "reason", "Reason");
    }
    void moved(Draft& draft) const {
        const auto& body = draft.event.body;
        const bool closes = body["closes"].boolean();
        // A stage's name alone would read as if it had been done: "Everyone told".
        const auto stage = stage_name(body.text("to"));
        const bool said = closes && stage.starts_with("Closed");
        shows(draft, Kind::Decision, cat({said ? "" : closes ? "Closed: " : "Moved to: ", stage}));
        draft.entry.stage = body.text("to");
        draft.entry.closes = closes;
        put_answers(draft);
        draft.audience.questions.clear();
        reason(draft, "reason", "Reason");
        step(draft);
    }
    void asked(Draft& draft) const {
        std::vector<std::string> names;
        std::string rule;
        for (const Json& r : draft.event.body["requests"].items()) {
            direct(draft, r.text("agency"), How::Asked);
            if (!whole_ && r.text("agency") != own_agency() && draft.event.agency != own_agency())
                continue;
            names.push_back(agency_name(r.text("agency")));
            rule = r.text("rule");
        }
        if (names.empty()) return;
        const auto* known = pathway_.request(rule);
        shows(draft,
              Kind::Asked,
              cat({"Asked ",
                   join_and(names),
                   known == nullptr ? "" : ": ",
                   known == nullptr ? std::string_view() : std::string_view(known->name)}));
    }
    void replied(Draft& draft) const {
        const auto* request = story_.request(draft.event.body.text("request"));
        if (request == nullptr) return;
        draft.audience.reply = request;
        draft.audience.agency = request->agency;
        if (telling_.opened != nullptr && !work::sees_reply(*telling_.opened, *request)) return;
        const auto* rule = pathway_.request(request->rule);
        shows(draft,
              Kind::Replied,
              cat({agency_name(request->agency),
                   " answered",
                   rule == nullptr ? "" : ": ",
                   rule == nullptr ? std::string_view() : std::string_view(rule->name)}));
        put_reply(draft, *request);
    }
    void met(Draft& draft) const {
        const auto& body = draft.event.body;
        std::vector<std::string> came;
        for (const Json& seat : body["seats"].items()) {
            if (!seat["attended"].boolean()) continue;
            direct(draft, seat.text("agency"), How::Met);
            const auto name = agency_name(seat.text("agency"));
            if (std::ranges::find(came, name) == came.end()) came.push_back(name);
        }
        const auto id = body.text("meeting");
        const auto* rule = pathway_.meeting(rule_of_meeting(id, body));
        shows(draft,
              Kind::Meeting,
              cat({rule == nullptr ? std::string_view("Meeting") : std::string_view(rule->name),
                   " held"}));
        if (!came.empty())
            draft.entry.details.push_back({.label = "Who came", .value = join(came, ", ")});
        put_answers(draft);
        draft.audience.questions.clear();
        reason(draft, "dissent", "Dissent");
    }
    [[nodiscard]] std::string rule_of_meeting(const std::string& id, const Json& body) const {
        if (!body.text("rule").empty()) return body.text("rule");
        for (const auto& e : story_.events) {
            if (e.body.text("meeting") == id && !e.body.text("rule").empty())
                return e.body.text("rule");
        }
        return {};
    }
    void acted(Draft& draft) const {
        const auto id = draft.event.body.text("action");
        const Event* set = nullptr;
        for (const auto& e : story_.events) {
            if (e.kind == "record.action-set" && e.body.text("action") == id) set = &e;
        }
        if (set == nullptr) return;
        direct(draft, set->body.text("agency"), How::Involved);
        const bool done = draft.event.body.text("status") == "done";
        shows(draft, Kind::Action, cat({done ? "Done: " : "Given up: ", set->body.text("what")}));
        if (!set->body.text("agency").empty())
            draft.entry.details.push_back(
                {.label = "Who", .value = agency_name(set->body.text("agency"))});
        reason(draft, "evidence", done ? "Evidence" : "Reason");
    }
    void told(Draft& draft) const {
        const auto& body = draft.event.body;
        auto agency = body.text("agency");
        const bool untold = !body.text("not_told_reason").empty();
        if (agency.empty() && body.text("whom") == "referrer") agency = story_.state.opened_agency;
        if (!untold) direct(draft, agency, How::Told);
        std::string whom = agency.empty() ? body.text("whom") : agency_name(agency);
        const auto rule =
            std::ranges::find(pathway_.tells, body.text("whom"), &define::TellRule::whom);
        if (agency.empty() && rule != pathway_.tells.end() && !rule->name.empty())
            whom = rule->name;
        shows(draft, Kind::Told, cat({untold ? "Not told: " : "Told: ", whom}));
        for (const auto& [key, label] : {std::pair{"words", "Words"},
                                         std::pair{"how", "How"},
                                         std::pair{"not_told_reason", "Why not"}}) {
            if (!body.text(key).empty())
                draft.entry.details.push_back({.label = label, .value = body.text(key)});
        }
    }
    void shared(Draft& draft) const {
        direct(draft, draft.event.body.text("agency"), How::Shared);
        shows(draft,
              Kind::Shared,
              cat({"Shared with ", agency_name(draft.event.body.text("agency"))}));
        reason(draft, "purpose", "Purpose");
        reason(draft, "gateway", "Law that allows it");
    }
    void attached(Draft& draft) const {
        shows(draft, Kind::Document, cat({"Document: ", draft.event.body.text("name")}));
    }
    void dissented(Draft& draft) const {
        shows(draft, Kind::Disagreed, cat({agency_name(draft.event.agency), " disagreed"}));
        reason(draft, "words", "Words");
    }

    // What an agency keeps, asked for by a law and until a day; never what it released.
    void asked_for_fields(Draft& draft) const {
        const auto holder = draft.event.body.text("holder");
        direct(draft, holder, How::Asked);
        shows(draft, Kind::Asked, cat({"Asked ", agency_name(holder), " for information"}));
    }
    void released(Draft& draft) const {
        shows(draft,
              Kind::Replied,
              cat({agency_name(draft.event.agency), " decided what it releases"}));
    }

    // ---- what is told at all

    [[nodiscard]] bool in_part(const Draft& draft) const {
        const auto agency = own_agency();
        if (agency.empty()) return false;
        return draft.audience.direct.contains(agency) || draft.audience.head ||
               draft.audience.reply != nullptr;
    }

    void finish(Draft& draft) {
        auto& entry = draft.entry;
        if (!draft.shown || entry.about.empty()) return;
        if (draft.only_answers && entry.details.empty()) return;
        if (draft.only_answers && draft.audience.questions.empty()) return;
        if (!whole_ && !in_part(draft)) return;
        entry.known = knowing_.of(draft.audience);
        if (!whole_) {
            // Who else knows of it is nothing that a part tells.
            std::erase_if(entry.known,
                          [&](const Known& one) { return one.agency != own_agency(); });
        }
        entries_.push_back(std::move(entry));
    }

    // A limit that ran out is no event of the journal: it is told by its due time passing.
    void tell_missed() {
        if (!whole_) return;
        for (const auto& clock : story_.state.clocks) {
            const bool late = clock.stopped ? *clock.stopped > clock.due
                                            : !clock.paused && telling_.now > clock.due;
            const bool over = story_.state.closed && *story_.state.closed <= clock.due;
            if (!late || over || clock.due > telling_.now) continue;
            const auto key = clock_key(clock.clock, clock.n);
            const auto told = story_.clocks_told.find(key);
            const Instant known =
                told == story_.clocks_told.end() ? clock.due : std::max(clock.due, told->second);
            const auto* rule = pathway_.clock(clock.clock);
            Entry entry{.id = cat({story_.ref, "/clock/", key}),
                        .subject = cat({"record/", story_.ref}),
                        .record = story_.ref,
                        .pathway = pathway_.id,
                        .kind = Kind::Missed,
                        .happened = clock.due,
                        .recorded = known,
                        .words = cat({"Limit missed: ",
                                      rule == nullptr ? std::string_view(clock.clock)
                                                      : std::string_view(rule->name)}),
                        .about = about(known),
                        .weight = chronology::weight_of(Kind::Missed)};
            if (entry.about.empty()) continue;
            if (rule != nullptr && rule->kind == define::ClockKind::Statutory) {
                entry.weight = Weight::Serious;
                entry.weighed_by = "A limit set by law";
            }
            if (!clock.late_reason.empty())
                entry.details.push_back({.label = "Why it was late", .value = clock.late_reason});
            entry.known = knowing_.of({.recorded = known});
            entries_.push_back(std::move(entry));
        }
    }

    const Telling& telling_;
    const Story& story_;
    const define::Pathway& pathway_;
    Knowing knowing_;
    bool whole_;
    std::vector<Entry> entries_ = {};
};

}  // namespace

std::vector<Entry> entries_of(const Telling& telling) {
    if (telling.story.pathway == nullptr) return {};
    return Teller(telling).tell();
}

}  // namespace longstone::chronology
