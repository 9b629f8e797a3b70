#include "review/pack.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "people/describe.h"
#include "review/redactor.h"
#include "work/acts/redact.h"
#include "work/engine.h"

namespace longstone::review {
namespace {

constexpr const char* kThirdParty = "Not whom the review is about";

struct Making {
    work::Context& context;
    Review& review;
    std::vector<work::Opened> records = {};
    std::vector<std::string> subjects = {};
    std::vector<std::string> everybody = {};
    Redactor redactor = {};

    [[nodiscard]] std::string agency(const std::string& id) const {
        const auto* known = context.definitions.partnership.agency(id);
        return known == nullptr ? id : known->name;
    }
};

void put(std::vector<std::string>& all, const std::string& one) {
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
}

void find_people(Making& making) {
    for (const auto& one : making.review.opened.record.people)
        if (work::is_subject_role(*making.review.opened.pathway, one.role))
            put(making.subjects, one.person);
    for (const auto& grant : making.review.records) {
        const auto facts = work::facts_of(making.context, grant.subject());
        const auto* pathway = facts ? making.context.definitions.pathway(facts->pathway) : nullptr;
        if (pathway == nullptr) continue;
        auto record = work::load_record(making.context, grant);
        for (const auto& one : record.people)
            put(making.everybody, one.person);
        making.records.push_back(
            work::Opened{.grant = grant, .pathway = pathway, .record = std::move(record)});
    }
    // Somebody who was on one of them once is named in its answers still.
    for (const auto& opened : making.records)
        for (const auto& row : making.context.db.rows(
                 "select distinct person from record_person where record = $1 order by person",
                 {opened.record.ref}))
            put(making.everybody, row.text(0));
}

// A label for each third party who has none yet.
Result<std::vector<work::Redaction>> redacted(Making& making,
                                              const std::vector<ThirdParty>& parties) {
    auto all = work::redactions_of(making.context, making.review.opened.grant);
    for (const auto& party : parties) {
        const bool there = std::ranges::any_of(
            all, [&](const work::Redaction& one) { return one.person == party.person; });
        if (!there)
            all.push_back({.label = work::next_label(all, party.kind),
                           .person = party.person,
                           .reason = kThirdParty});
    }
    return work::redact(making.context, making.review.opened, all);
}

std::vector<PackPerson> people_of(const Making& making) {
    std::vector<PackPerson> people;
    const Date today = london(making.context.now).date;
    std::set<std::string> seen;
    for (const auto& opened : making.records) {
        for (const auto& one : opened.record.people) {
            if (!seen.insert(one.person).second) continue;
            const bool subject =
                std::ranges::find(making.subjects, one.person) != making.subjects.end();
            const auto& rules = opened.pathway->people;
            const auto rule = std::ranges::find(rules, one.role, &define::PeopleRule::role);
            PackPerson person{.name = making.redactor.name(one.person, one.name),
                              .role = rule == rules.end() ? one.role : rule->name,
                              .subject = subject};
            if (subject && one.born)
                person.about =
                    cat({"born ",
                         say(*one.born),
                         one.died ? cat({", died ", say(*one.died)})
                                  : cat({", aged ", number(years_between(*one.born, today))})});
            people.push_back(std::move(person));
        }
    }
    std::ranges::stable_sort(people,
                             [](const auto& a, const auto& b) { return a.subject && !b.subject; });
    return people;
}

PackRecord record_of(const Making& making, const work::Opened& opened) {
    const auto* stage = opened.pathway->stage(opened.record.stage);
    return {.ref = opened.record.ref,
            .pathway = opened.pathway->name,
            .stage = stage == nullptr ? opened.record.stage : stage->name,
            .opened = opened.record.opened,
            .closed = opened.record.closed,
            .line = making.redactor.apply(opened.record.first_answer(opened.pathway->summary))};
}

// What the review's own record says, in its order.
std::vector<std::pair<std::string, std::string>> facts_of(const Making& making) {
    std::vector<std::pair<std::string, std::string>> facts;
    const auto& opened = making.review.opened;
    const auto& definitions = making.context.definitions;
    for (const auto* form : definitions.forms_of(*opened.pathway)) {
        for (const auto& section : form->sections) {
            for (const auto& field : section.fields) {
                const auto* answer = opened.record.answer(field.id);
                const bool hidden = !access::sees_field(opened.grant, section, field, false);
                // Whom a question names stands among those concerned.
                const bool names = field.type == define::FieldType::Person ||
                                   field.type == define::FieldType::People;
                if (answer == nullptr || hidden || names || answer->given.values.empty()) continue;
                const std::pair<std::string, std::string> fact = {
                    field.label,
                    making.redactor.apply(answer_words(definitions, field, answer->given))};
                if (std::ranges::find(facts, fact) == facts.end()) facts.push_back(fact);
            }
        }
    }
    return facts;
}

// One line of all the records: what stands on several is told once.
Result<std::vector<chronology::Entry>> line_of_all(Making& making) {
    std::map<std::string, chronology::Entry> entries;
    for (const auto& opened : making.records) {
        auto line = line_of(making.context, making.review, opened.record.ref, making.context.now);
        if (!line && line.error().fault == Fault::NotFound) continue;  // nobody stands on it
        auto told = TRY(std::move(line));
        for (auto& entry : told)
            entries.try_emplace(entry.id, std::move(entry));
    }
    std::vector<chronology::Entry> all;
    for (auto& [id, entry] : entries)
        all.push_back(std::move(entry));
    std::ranges::stable_sort(all, {}, &chronology::Entry::happened);
    return all;
}

PackEntry entry_of(const Making& making, const chronology::Entry& entry) {
    PackEntry told{.happened = entry.happened,
                   .recorded = entry.recorded,
                   .record = entry.record,
                   .agency = making.agency(entry.agency),
                   .source = entry.source,
                   .words = making.redactor.apply(entry.words)};
    if (entry.weight != chronology::Weight::None)
        told.weight = std::string(chronology::words(entry.weight));
    for (const auto& detail : entry.details)
        told.details.emplace_back(detail.label, making.redactor.apply(detail.value));
    return told;
}

std::vector<PackAgency> agencies_of(const Making& making,
                                    const std::vector<chronology::Entry>& line) {
    std::map<std::string, PackAgency> agencies;
    for (const auto& entry : line) {
        if (!entry.agency.empty()) ++agencies[entry.agency].entries;
        for (const auto& known : entry.known) {
            if (!known.user.empty()) continue;
            auto& first = agencies[known.agency].first_known;
            if (!first || known.from < *first) first = known.from;
        }
    }
    std::vector<PackAgency> all;
    for (auto& [id, agency] : agencies) {
        agency.name = making.agency(id);
        all.push_back(std::move(agency));
    }
    // Who recorded nothing could still have known: after those who did.
    std::ranges::stable_sort(all,
                             [](const auto& a, const auto& b) { return a.entries > b.entries; });
    return all;
}

PackLine line_words(const Making& making, const chronology::Entry& entry, std::string when) {
    return {.words = making.redactor.apply(entry.words),
            .agency = making.agency(entry.agency),
            .when = std::move(when)};
}

std::string post_words(const Making& making, const Replayed& replayed) {
    std::vector<std::string> posts;
    for (const auto& held : replayed.posts) {
        const auto* post =
            making.context.definitions.partnership.post(cat({held.agency, "/", held.post}));
        if (post != nullptr && held.agency == replayed.decision.agency) posts.push_back(post->name);
    }
    return join_and(posts);
}

PackDecision decision_of(const Making& making, const Replayed& replayed) {
    const auto& decision = replayed.decision;
    PackDecision told{.id = decision.id,
                      .record = decision.record,
                      .words = decision.words,
                      .reason = making.redactor.apply(decision.reason),
                      .post = post_words(making, replayed),
                      .agency = making.agency(decision.agency),
                      .at = decision.recorded,
                      .could_see = replayed.could_see.size(),
                      .by_a_person = replayed.by_a_person};
    for (const auto& [label, value] : decision.details)
        told.details.emplace_back(label, making.redactor.apply(value));
    for (const auto& seen : replayed.could_see)
        if (seen.looked) ++told.looked;
    for (const auto& [entry, why] : replayed.hidden)
        told.hidden.push_back(
            line_words(making, entry, cat({say(entry.happened), ". ", words(why)})));
    for (const auto& entry : replayed.later)
        told.later.push_back(line_words(making,
                                        entry,
                                        cat({"happened ",
                                             say(entry.happened),
                                             ", recorded ",
                                             later_words(decision.recorded, entry.recorded)})));
    return told;
}

Json details_json(const std::vector<std::pair<std::string, std::string>>& details) {
    Json all = Json::array();
    for (const auto& [label, value] : details)
        all.push(Json::object({{"label", label}, {"value", value}}));
    return all;
}

Json lines_json(const std::vector<PackLine>& lines) {
    Json all = Json::array();
    for (const auto& line : lines)
        all.push(
            Json::object({{"words", line.words}, {"agency", line.agency}, {"when", line.when}}));
    return all;
}

}  // namespace

Result<Pack> make_pack(work::Context& context, Review& review) {
    Making making{.context = context, .review = review};
    find_people(making);
    const auto parties = third_parties_of(context, making.everybody, making.subjects);
    const auto redactions = TRY(redacted(making, parties));
    making.redactor = Redactor(parties, redactions, kept_words_of(context, making.subjects));
    const auto& opened = review.opened;
    Pack pack{.record = opened.record.ref,
              .title = cat({"Pack for ", opened.record.ref, ", ", opened.pathway->name}),
              .partnership = context.definitions.partnership.name,
              .gateway = opened.pathway->gateway,
              .made = context.now,
              .people = people_of(making),
              .facts = facts_of(making),
              .redactions = redactions};
    for (const auto& one : making.records)
        pack.records.push_back(record_of(making, one));
    const auto line = TRY(line_of_all(making));
    pack.agencies = agencies_of(making, line);
    for (const auto& entry : line)
        pack.line.push_back(entry_of(making, entry));
    Replayer replayer(context, review);
    for (auto& decision : decisions_of(context, review)) {
        const auto replayed = replayer.replay(std::move(decision));
        if (replayed) pack.decisions.push_back(decision_of(making, *replayed));
    }
    return pack;
}

Json to_json(const Pack& pack) {
    Json people = Json::array(), records = Json::array(), agencies = Json::array(),
         line = Json::array(), decisions = Json::array(), redactions = Json::array();
    for (const auto& one : pack.people)
        people.push(Json::object({{"name", one.name},
                                  {"about", one.about},
                                  {"role", one.role},
                                  {"subject", one.subject}}));
    for (const auto& one : pack.records)
        records.push(Json::object({{"ref", one.ref},
                                   {"pathway", one.pathway},
                                   {"stage", one.stage},
                                   {"opened_at", iso(one.opened)},
                                   {"closed_at", one.closed ? Json(iso(*one.closed)) : Json()},
                                   {"line", one.line}}));
    for (const auto& one : pack.agencies)
        agencies.push(Json::object(
            {{"name", one.name},
             {"entries", static_cast<std::int64_t>(one.entries)},
             {"first_known_at", one.first_known ? Json(iso(*one.first_known)) : Json()}}));
    for (const auto& one : pack.line)
        line.push(Json::object({{"happened_at", iso(one.happened)},
                                {"recorded_at", iso(one.recorded)},
                                {"record", one.record},
                                {"agency", one.agency},
                                {"source", one.source},
                                {"words", one.words},
                                {"weight", one.weight},
                                {"details", details_json(one.details)}}));
    for (const auto& one : pack.decisions)
        decisions.push(Json::object({{"id", one.id},
                                     {"record", one.record},
                                     {"words", one.words},
                                     {"reason", one.reason},
                                     {"post", one.post},
                                     {"agency", one.agency},
                                     {"at", iso(one.at)},
                                     {"details", details_json(one.details)},
                                     {"could_see", static_cast<std::int64_t>(one.could_see)},
                                     {"looked_at", static_cast<std::int64_t>(one.looked)},
                                     {"hidden", lines_json(one.hidden)},
                                     {"later", lines_json(one.later)}}));
    for (const auto& one : pack.redactions)
        if (one.holds())
            redactions.push(
                Json::object({{"label", one.label},
                              {"reason", one.reason},
                              {"by", one.by},
                              {"at", one.at == Instant{} ? Json() : Json(iso(one.at))}}));
    return Json::object({{"record", pack.record},
                         {"title", pack.title},
                         {"partnership", pack.partnership},
                         {"made_at", iso(pack.made)},
                         {"people", std::move(people)},
                         {"records", std::move(records)},
                         {"facts", details_json(pack.facts)},
                         {"agencies", std::move(agencies)},
                         {"chronology", std::move(line)},
                         {"decisions", std::move(decisions)},
                         {"redactions", std::move(redactions)}});
}

}  // namespace longstone::review
