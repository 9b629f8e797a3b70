#include "work/acts/follow_on.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "work/beside.h"

namespace longstone::work {
namespace {

// That of which one record is opened: the whole record, an item of a group, or a person of a role.
struct One {
    const Given::Item* item = nullptr;
    const PersonOnRecord* person = nullptr;
    std::string key = {};  // what tells it from the others
};

class FollowOn {
public:
    FollowOn(const define::Definitions& definitions,
             const Opened& opened,
             const define::OpenRule& rule,
             const define::Pathway& next)
        : definitions_(definitions), opened_(opened), rule_(rule), next_(next) {}

    [[nodiscard]] std::vector<One> all() const {
        if (rule_.each.empty()) return {One{}};
        std::vector<One> all;
        for (const auto& person : opened_.record.people) {
            if (person.role == rule_.each) all.push_back({.person = &person, .key = person.person});
        }
        const auto* field = definitions_.field(*opened_.pathway, rule_.each);
        const auto* group = opened_.record.answer(rule_.each);
        if (field == nullptr || group == nullptr) return all;
        long long n = 0;
        for (const auto& item : group->given.items) {
            const auto* person = person_of(*field, item);
            ++n;
            all.push_back({.item = &item,
                           .person = person,
                           .key = person == nullptr ? number(n) : person->person});
        }
        return all;
    }

    [[nodiscard]] NewRecord record_for(const One& one, const std::string& cause) const {
        NewRecord asked{
            .pathway = rule_.pathway,
            .source = "system",
            .from = {{.record = opened_.record.ref, .kind = rule_.link, .cause = cause}},
            .step = rule_.step};
        if (one.person != nullptr) name(asked, *one.person, rule_.each_as);
        for (const auto& copy : rule_.copies) {
            if (copy == "people")
                copy_people(asked, one);
            else if (const auto* answer = opened_.record.answer(copy))
                carry(asked,
                      copy,
                      answer->given,
                      answer->carried_from.empty() ? opened_.record.ref : answer->carried_from);
        }
        if (one.item != nullptr) copy_item(asked, *one.item);
        copy_day(asked);
        return asked;
    }

private:
    void name(NewRecord& asked, const PersonOnRecord& person, const std::string& role) const {
        const auto* rule = next_.role(role);
        const bool known = rule != nullptr && rule->takes(people::word(person.kind));
        const bool named =
            std::any_of(asked.people.begin(), asked.people.end(), [&](const PersonNamed& p) {
                return p.person == person.person && p.role == role;
            });
        if (known && !named) asked.people.push_back({.person = person.person, .role = role});
    }

    // Whom an item of a group is about.
    [[nodiscard]] const PersonOnRecord* person_of(const define::Field& group,
                                                  const Given::Item& item) const {
        for (const auto& field : group.fields) {
            const auto named = item.find(field.id);
            if (field.type != define::FieldType::Person || named == item.end()) continue;
            for (const auto& person : opened_.record.people) {
                if (person.person == named->second.front()) return &person;
            }
        }
        return nullptr;
    }

    // Where each of a role has a record of its own, the others come along only under another role.
    void copy_people(NewRecord& asked, const One& one) const {
        for (const auto& person : opened_.record.people) {
            if (one.person != nullptr && person.person == one.person->person) continue;
            const auto renamed = rule_.roles.find(person.role);
            const bool alike = one.person != nullptr && person.role == one.person->role;
            if (alike && renamed == rule_.roles.end()) continue;
            name(asked, person, renamed == rule_.roles.end() ? person.role : renamed->second);
        }
    }

    void carry(NewRecord& asked,
               const std::string& field,
               const Given& given,
               const std::string& from) const {
        const auto renamed = rule_.renames.find(field);
        const auto& there = renamed == rule_.renames.end() ? field : renamed->second;
        asked.answers[there] = given;
        asked.carried[there] = from;
    }

    // Those questions of the group that the other pathway asks as well.
    void copy_item(NewRecord& asked, const Given::Item& item) const {
        for (const auto& [field, values] : item) {
            const auto renamed = rule_.renames.find(field);
            const auto& there = renamed == rule_.renames.end() ? field : renamed->second;
            if (definitions_.field(next_, there) != nullptr)
                carry(asked, field, {.values = values}, opened_.record.ref);
        }
    }

    // The day on which this one was opened, unless another copy says it.
    void copy_day(NewRecord& asked) const {
        const auto there = rule_.renames.find(std::string(define::kOpenedDay));
        const bool copied =
            std::ranges::find(rule_.copies, define::kOpenedDay) != rule_.copies.end();
        if (!copied || there == rule_.renames.end() || asked.answers.contains(there->second))
            return;
        const Given day{.values = {iso(london(opened_.record.opened).date)}};
        carry(asked, there->first, day, opened_.record.ref);
    }

    const define::Definitions& definitions_;
    const Opened& opened_;
    const define::OpenRule& rule_;
    const define::Pathway& next_;
};

// Which of the subjects it is.
std::optional<std::size_t> subject_at(const Situation& situation, const One& one) {
    std::size_t at = 0;
    for (const auto& person : situation.record.people) {
        if (one.person == &person && one.item == nullptr) return at;
        if (is_subject_role(situation.pathway, person.role)) ++at;
    }
    return {};
}

// A condition may turn on the answers of the item, or on who the subject is.
bool is_meant(const define::OpenRule& rule, const Situation& situation, const One& one) {
    const auto outer = lookup_of(situation);
    if (one.item != nullptr)
        return holds(rule.when, [&](const std::string& field) {
            const auto found = one.item->find(field);
            return found == one.item->end() ? outer(field) : found->second;
        });
    if (const auto at = subject_at(situation, one))
        return holds(rule.when, define::of_subject(outer, *at));
    return holds(rule.when, outer);
}

// A record that comes to a stage a second time does not lead to the same again.
bool was_opened(Context& context,
                const std::string& ref,
                const std::string& pathway,
                const std::string& cause) {
    return context.db.integer(
               "select count(*) from link l join record r on r.ref = l.to_record where "
               "l.from_record = $1 and l.cause = $2 and r.pathway = $3",
               {ref, cause, pathway}) > 0;
}

// The open records that stand for the one that would be opened: those of that pathway about the
// same person, or that it may not run beside.
std::vector<std::string> stand_for(Context& context,
                                   const Opened& opened,
                                   const define::Pathway& next,
                                   const NewRecord& asked) {
    RecordState record{.pathway = next.id, .stage = next.first};
    for (const auto& named : asked.people)
        record.people.push_back({.person = named.person, .role = named.role});
    load_others(context, opened.grant.viewer(), record);
    const Situation situation{
        .definitions = context.definitions, .pathway = next, .record = record, .now = context.now};
    std::vector<std::string> refs;
    for (const auto& other : record.others) {
        const bool same = other.pathway == next.id && is_subject_role(next, other.role) &&
                          is_subject_role(next, other.role_there);
        if (!same && !is_excluded(situation, {}, other)) continue;
        if (std::ranges::find(refs, other.ref) == refs.end()) refs.push_back(other.ref);
    }
    std::erase(refs, opened.record.ref);
    return refs;
}

// Another record led to it first; this one is tied to it as well.
Result<void> link_to(Context& context,
                     Opened& opened,
                     const std::vector<std::string>& refs,
                     const define::OpenRule& rule,
                     const std::string& cause) {
    for (const auto& ref : refs) {
        const auto linked = context.db.integer(
            "select count(*) from link where from_record = $1 and to_record = $2 and kind = $3",
            {opened.record.ref, ref, rule.link});
        if (linked > 0) continue;
        Change change{.kind = "record.linked"};
        change.body.set("record", ref).set("link", rule.link).set("cause", cause);
        TRY(commit_change(context, opened, std::move(change)));
    }
    return {};
}

}  // namespace

Result<std::vector<std::string>> open_follow_ons(Context& context,
                                                 Opened& opened,
                                                 std::string_view stage) {
    std::vector<std::string> refs;
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    std::map<std::string, long long> rules;  // for one pathway, so that others may come and go
    for (const auto& rule : opened.pathway->opens) {
        const auto n = ++rules[rule.pathway];
        const auto* next = context.definitions.pathway(rule.pathway);
        if (rule.at != stage || next == nullptr) continue;
        const FollowOn follow(context.definitions, opened, rule, *next);
        for (const auto& one : follow.all()) {
            if (!is_meant(rule, situation, one)) continue;
            const auto cause = cat({stage, "/", number(n), "/", one.key});
            if (!rule.again && was_opened(context, opened.record.ref, rule.pathway, cause))
                continue;
            const auto asked = follow.record_for(one, cause);
            if (rule.unless_open) {
                const auto there = stand_for(context, opened, *next, asked);
                TRY(link_to(context, opened, there, rule, cause));
                if (!there.empty()) continue;
            }
            const auto led_to = TRY(open_record(context, opened.grant.viewer(), asked));
            refs.push_back(led_to.record.ref);
        }
    }
    return refs;
}

}  // namespace longstone::work
