#include "review/pack.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/text.h"
#include "people/held.h"
#include "review/redactor.h"
#include "review/told_life.h"
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
    std::vector<chronology::Entry> line = {};
    std::vector<Replayed> decisions = {};
    Redactor redactor = {};

    [[nodiscard]] std::string agency(const std::string& id) const {
        const auto* known = context.definitions.partnership.agency(id);
        return known == nullptr ? id : known->name;
    }
};

void put(std::vector<std::string>& all, const std::string& one) {
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
}

void put_people_of(Making& making, const std::string& ref) {
    for (const auto& row : making.context.db.rows(
             "select distinct person from record_person where record = $1 order by person", {ref}))
        put(making.everybody, row.text(0));
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
        put_people_of(making, opened.record.ref);
}

// Whoever stands on a record that the line or a decision tells of.
void find_others(Making& making) {
    std::set<std::string> refs;
    const auto add = [&](const chronology::Entry& entry) {
        if (!entry.record.empty()) refs.insert(entry.record);
        for (const auto& person : entry.about)
            put(making.everybody, person);
    };
    for (const auto& entry : making.line)
        add(entry);
    for (const auto& decision : making.decisions) {
        for (const auto& one : decision.hidden)
            add(one.entry);
        for (const auto& entry : decision.later)
            add(entry);
    }
    for (const auto& ref : refs)
        put_people_of(making, ref);
    // Whoever is held to be one of those whom the review is about has their name.
    const auto joins = [](const std::string&) { return true; };
    for (const auto& subject : std::vector(making.subjects))
        for (const auto& one :
             people::held_together(making.context, subject, making.context.now, joins))
            put(making.subjects, one);
}

// Relations and whoever lives there, on no record of these: left out where a text names them.
std::vector<std::string> kin_of(const Making& making) {
    std::vector<std::string> kin;
    for (const auto& subject : making.subjects) {
        for (const auto& row : making.context.db.rows(
                 "select other from person_relationship where person = $1 union select "
                 "other.person "
                 "from person_address own join person_address other on other.place = own.place and "
                 "other.person <> own.person where own.person = $1 and own.place <> '' order by 1 "
                 "limit 60",
                 {subject}))
            put(kin, row.text(0));
    }
    return kin;
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
            if (subject && one.born) person.about = life_words(*one.born, one.died, today);
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
    all.reserve(entries.size());
    for (auto& [id, entry] : entries)
        all.push_back(std::move(entry));
    std::ranges::stable_sort(all, {}, &chronology::Entry::happened);
    return all;
}

std::string name_on_records(const Making& making, const std::string& person) {
    for (const auto& opened : making.records)
        for (const auto& one : opened.record.people)
            if (one.person == person) return one.name;
    return {};
}

std::string words_of(const Making& making, const chronology::Entry& entry) {
    const auto whose = whose_life(entry);
    return told_words(making.redactor, entry, name_on_records(making, whose));
}

PackEntry entry_of(const Making& making, const chronology::Entry& entry) {
    PackEntry told{.happened = entry.happened,
                   .recorded = entry.recorded,
                   .record = entry.record,
                   .agency = making.agency(entry.agency),
                   .source = entry.source,
                   .words = words_of(making, entry)};
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
    all.reserve(agencies.size());
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
    return {.words = words_of(making, entry),
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
    for (const auto& [entry, why] : replayed.hidden) {
        if (!may_be_told(making.redactor, entry)) continue;
        told.hidden.push_back(
            line_words(making, entry, cat({moment_words(entry.happened), ". ", words(why)})));
    }
    for (const auto& entry : replayed.later) {
        if (!may_be_told(making.redactor, entry)) continue;
        told.later.push_back(line_words(making,
                                        entry,
                                        cat({"happened ",
                                             moment_words(entry.happened),
                                             ", recorded ",
                                             later_words(decision.recorded, entry.recorded)})));
    }
    return told;
}

// Every text of the pack in which somebody wrote, as it stands in it.
void each_text(const Pack& pack, const std::function<void(const std::string&)>& read) {
    for (const auto& [label, value] : pack.facts)
        read(value);
    for (const auto& one : pack.records)
        read(one.line);
    for (const auto& entry : pack.line) {
        read(entry.words);
        for (const auto& [label, value] : entry.details)
            read(value);
    }
    for (const auto& decision : pack.decisions) {
        read(decision.reason);
        for (const auto& [label, value] : decision.details)
            read(value);
        for (const auto* lines : {&decision.hidden, &decision.later})
            for (const auto& line : *lines)
                read(line.words);
    }
}

std::vector<LeftName> left_names_in(const Making& making,
                                    const Pack& pack,
                                    const std::vector<std::string>& kept) {
    auto known = kept;
    std::vector<std::string> staff;
    for (const auto& redaction : pack.redactions)
        known.push_back(redaction.label);
    // Who was let be read is read on purpose.
    for (const auto& redaction : pack.redactions)
        if (!redaction.holds() && !redaction.words.empty()) known.push_back(redaction.words);
    for (const auto& row : making.context.db.rows("select shown from user_account order by shown"))
        staff.push_back(row.text(0));
    LeftNames names(making.context.definitions, known, staff);
    // What several decisions tell of stands in the line once.
    std::set<std::string> read;
    each_text(pack, [&](const std::string& text) {
        if (read.insert(text).second) names.read(text);
    });
    return names.found();
}

// Whether any text that the pack is made of has one of their names.
bool is_named(const Making& making, const ThirdParty& party, const std::vector<std::string>& kept) {
    const Redactor one({party}, {{.label = "-", .person = party.person}}, kept);
    const auto names = [&](const std::string& text) { return one.apply(text) != text; };
    const auto told = [&](const chronology::Entry& entry) {
        return names(entry.words) ||
               std::ranges::any_of(entry.details, [&](const chronology::Detail& detail) {
                   return names(detail.value);
               });
    };
    const auto answered = [&](const work::Opened& opened) {
        return std::ranges::any_of(opened.record.answers, [&](const auto& answer) {
            return std::ranges::any_of(answer.second.given.values, names);
        });
    };
    return std::ranges::any_of(making.line, told) || std::ranges::any_of(making.records, answered);
}

}  // namespace

Result<Pack> make_pack(work::Context& context, Review& review) {
    Making making{.context = context, .review = review};
    find_people(making);
    making.line = TRY(line_of_all(making));
    Replayer replayer(context, review);
    for (auto& decision : decisions_of(context, review)) {
        auto replayed = replayer.replay(std::move(decision));
        if (replayed) making.decisions.push_back(std::move(*replayed));
    }
    find_others(making);
    auto parties = third_parties_of(context, making.everybody, making.subjects);
    const auto kept = kept_words_of(context, making.subjects);
    for (auto& party : third_parties_of(context, kin_of(making), making.subjects)) {
        const bool there =
            std::ranges::find(parties, party.person, &ThirdParty::person) != parties.end();
        if (!there && is_named(making, party, kept)) parties.push_back(std::move(party));
    }
    const auto redactions = TRY(redacted(making, parties));
    making.redactor = Redactor(parties, redactions, kept);
    const auto& opened = review.opened;
    Pack pack{.record = opened.record.ref,
              .title = cat({"Pack for ", opened.record.ref, ", ", opened.pathway->name}),
              .partnership = context.definitions.partnership.name,
              .gateway = opened.pathway->gateway,
              .made = context.now,
              .people = people_of(making),
              .facts = facts_of(making),
              .agencies = agencies_of(making, making.line),
              .redactions = redactions};
    for (const auto& one : making.records)
        pack.records.push_back(record_of(making, one));
    for (const auto& entry : making.line)
        if (may_be_told(making.redactor, entry)) pack.line.push_back(entry_of(making, entry));
    for (const auto& replayed : making.decisions)
        pack.decisions.push_back(decision_of(making, replayed));
    pack.left_names = left_names_in(making, pack, kept);
    return pack;
}

}  // namespace longstone::review
