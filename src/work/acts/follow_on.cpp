#include "work/acts/follow_on.h"

#include <algorithm>

namespace longstone::work {
namespace {

// That of which one record is opened: the whole record, an item of a group, or a person of a role.
struct One {
    const Given::Item* item = nullptr;
    const PersonOnRecord* person = nullptr;
};

class FollowOn {
public:
    FollowOn(const Opened& opened, const define::OpenRule& rule, const define::Pathway& next)
        : opened_(opened), rule_(rule), next_(next) {}

    [[nodiscard]] std::vector<One> all() const {
        if (rule_.each.empty()) return {One{}};
        std::vector<One> all;
        for (const auto& person : opened_.record.people) {
            if (person.role == rule_.each) all.push_back({.person = &person});
        }
        if (const auto* group = opened_.record.answer(rule_.each)) {
            for (const auto& item : group->given.items) {
                all.push_back({.item = &item});
            }
        }
        return all;
    }

    [[nodiscard]] NewRecord record_for(const define::Definitions& definitions,
                                       const One& one) const {
        NewRecord asked{.pathway = rule_.pathway,
                        .source = "system",
                        .from = {{.record = opened_.record.ref, .kind = rule_.link}},
                        .step = rule_.step};
        if (one.person != nullptr) name(asked, *one.person, rule_.each_as);
        for (const auto& copy : rule_.copies) {
            if (copy == "people")
                copy_people(asked);
            else if (const auto* answer = opened_.record.answer(copy))
                carry(asked,
                      copy,
                      answer->given,
                      answer->carried_from.empty() ? opened_.record.ref : answer->carried_from);
        }
        if (one.item != nullptr) copy_item(definitions, asked, *one.item);
        return asked;
    }

private:
    void name(NewRecord& asked, const PersonOnRecord& person, const std::string& role) const {
        const bool known = std::any_of(next_.people.begin(),
                                       next_.people.end(),
                                       [&](const auto& r) { return r.role == role; });
        const bool named =
            std::any_of(asked.people.begin(), asked.people.end(), [&](const PersonNamed& p) {
                return p.person == person.person && p.role == role;
            });
        if (known && !named) asked.people.push_back({.person = person.person, .role = role});
    }

    // The others of a role of whom each has a record of its own are not on this one.
    void copy_people(NewRecord& asked) const {
        for (const auto& person : opened_.record.people) {
            if (person.role == rule_.each) continue;
            const auto renamed = rule_.roles.find(person.role);
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
    void copy_item(const define::Definitions& definitions,
                   NewRecord& asked,
                   const Given::Item& item) const {
        for (const auto& [field, values] : item) {
            const auto renamed = rule_.renames.find(field);
            const auto& there = renamed == rule_.renames.end() ? field : renamed->second;
            if (definitions.field(next_, there) != nullptr)
                carry(asked, field, {.values = values}, opened_.record.ref);
        }
    }

    const Opened& opened_;
    const define::OpenRule& rule_;
    const define::Pathway& next_;
};

// A condition may turn on the answers of the item.
define::Lookup lookup_for(const Situation& situation, const One& one) {
    return [&one, outer = lookup_of(situation)](const std::string& field) {
        if (one.item == nullptr) return outer(field);
        const auto found = one.item->find(field);
        return found == one.item->end() ? outer(field) : found->second;
    };
}

}  // namespace

Result<std::vector<std::string>> open_follow_ons(Context& context,
                                                 const Opened& opened,
                                                 std::string_view stage) {
    std::vector<std::string> refs;
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    for (const auto& rule : opened.pathway->opens) {
        const auto* next = context.definitions.pathway(rule.pathway);
        if (rule.at != stage || next == nullptr) continue;
        const FollowOn follow(opened, rule, *next);
        for (const auto& one : follow.all()) {
            if (!holds(rule.when, lookup_for(situation, one))) continue;
            const auto led_to = TRY(open_record(
                context, opened.grant.viewer(), follow.record_for(context.definitions, one)));
            refs.push_back(led_to.record.ref);
        }
    }
    return refs;
}

}  // namespace longstone::work
