#include "define/compare.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "base/text.h"

namespace longstone::define {
namespace {

using Names = std::map<std::string, std::string>;

constexpr std::string_view kStages = kDifferenceParts[0];
constexpr std::string_view kClocks = kDifferenceParts[1];
constexpr std::string_view kWho = kDifferenceParts[2];
constexpr std::string_view kAsked = kDifferenceParts[3];
constexpr std::string_view kQuestions = kDifferenceParts[4];
constexpr std::string_view kRest = kDifferenceParts[5];

// A list of things that are told apart by an id. `name` is the member that people know it by.
struct Kind {
    std::string_view key = {};
    std::string_view noun = {};
    std::string_view id = {};
    std::string_view also = {};  // a second member of the id, where one is not enough
    std::string_view name = {};
    std::string_view part = {};
};
constexpr std::array kKinds = {
    Kind{"stages", "Stage", "id", "", "name", kStages},
    Kind{"next", "Move", "to", "", "name", kStages},
    Kind{"needs", "Need", "need", "what", "need", kStages},
    Kind{"strands", "Strand", "id", "", "name", kStages},
    Kind{"excludes", "Exclusion of", "pathway", "at", "pathway", kStages},
    Kind{"clocks", "Clock", "id", "", "name", kClocks},
    Kind{"people", "Person", "role", "", "name", kWho},
    Kind{"tells", "Somebody to tell,", "whom", "", "name", kWho},
    Kind{"requests", "Request", "id", "", "name", kAsked},
    Kind{"links", "Link", "id", "", "name", kAsked},
    Kind{"meetings", "Meeting", "id", "", "name", kAsked},
    Kind{"evaluations", "Evaluation", "id", "", "name", kAsked},
    Kind{"opens", "Opening of", "pathway", "at", "pathway", kAsked},
    Kind{"forms", "Form", "id", "", "name", kQuestions},
    Kind{"sections", "Section", "id", "", "title", kQuestions},
    Kind{"fields", "Question", "id", "", "label", kQuestions},
    Kind{"items", "Answer", "code", "", "text", kQuestions},
    Kind{"flags", "Flag", "id", "", "name", kRest},
};

// The members whose words are not their key.
struct Member {
    std::string_view key = {};
    std::string_view words = {};
    std::string_view part = {};  // in place of that of the thing it is a member of
};
constexpr std::array kMembers = {
    Member{"who", "done by", kWho},
    Member{"lead", "led by", kWho},
    Member{"works", "worked by", kWho},
    Member{"sees", "read by", kWho},
    Member{"assigns", "assigned by", kWho},
    Member{"chair", "chaired by", kWho},
    Member{"private-to", "seen only by", kWho},
    Member{"public", "open to the public", kWho},
    Member{"involved-see", "agencies involved see their part", kWho},
    Member{"sensitivity", "sensitivity", kWho},
    Member{"audience", "the words on who sees it", kWho},
    Member{"sensitive", "hidden from those who see only the ordinary", kWho},
    Member{"asks", "asks", kQuestions},
    Member{"opening", "asked on opening", kQuestions},
    Member{"public-opening", "asked of the public on opening", kQuestions},
    Member{"label", "its words", {}},
    Member{"when", "its condition", {}},
    Member{"required", "must be answered", {}},
    Member{"versions", "its limit", {}},
    Member{"from", "what starts it", {}},
    Member{"to", "to", {}},
    Member{"reason", "asks for a reason", {}},
    Member{"back", "leads back", {}},
    Member{"closes", "closes the record", {}},
    Member{"holds", "holds", {}},
    Member{"due", "when it is due", {}},
    Member{"blind-until", "seen by none but its author until", {}},
    Member{"hidden-until", "seen by none but its author until", {}},
};
constexpr std::array<std::string_view, 9> kOfRoles = {
    "who", "lead", "works", "sees", "opens", "assigns", "chair", "private-to", "begins"};

const Kind* kind_of(std::string_view key) {
    const auto found = std::find_if(
        kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return kind.key == key; });
    return found == kKinds.end() ? nullptr : &*found;
}

const Member* member_of(std::string_view key) {
    const auto found = std::find_if(
        kMembers.begin(), kMembers.end(), [&](const Member& member) { return member.key == key; });
    return found == kMembers.end() ? nullptr : &*found;
}

bool of_objects(const Json& value) {
    return value.is_array() && !value.items().empty() && value.items().front().is_object();
}

// The id of each, made different where a list has two of one id.
std::vector<std::string> ids_of(const Kind& kind, const Json& list) {
    std::vector<std::string> ids;
    std::map<std::string, long long> times;
    for (const auto& item : list.items()) {
        auto id = cat({item.text(kind.id), "\n", kind.also.empty() ? "" : item.text(kind.also)});
        const auto before = times[id]++;
        ids.push_back(before == 0 ? id : cat({id, "\n", number(before)}));
    }
    return ids;
}

std::string quoted(std::string_view words) {
    return cat({"“", words, "”"});
}

using Pair = std::pair<const Json*, const Json*>;  // before and after; either may be none

// In the order of `after`, then what is gone. A question that was renamed is the same question.
std::vector<Pair> pairs_of(const Kind& kind, const Json& before, const Json& after) {
    const auto old_ids = ids_of(kind, before);
    const auto new_ids = ids_of(kind, after);
    std::map<std::string, const Json*> old;
    for (std::size_t at = 0; at < old_ids.size(); ++at)
        old.emplace(old_ids[at], &before.items()[at]);
    std::vector<Pair> pairs;
    std::set<const Json*> met;
    for (std::size_t at = 0; at < new_ids.size(); ++at) {
        const Json& item = after.items()[at];
        auto found = old.find(new_ids[at]);
        for (const auto& name : item["renamed-from"].items()) {
            if (found != old.end()) break;
            const auto former = cat({name.text(), "\n"});
            const bool still = std::find(new_ids.begin(), new_ids.end(), former) != new_ids.end();
            if (!still) found = old.find(former);
        }
        const Json* was = found == old.end() ? nullptr : found->second;
        if (was != nullptr && !met.insert(was).second) was = nullptr;
        pairs.emplace_back(was, &item);
    }
    for (const auto& item : before.items()) {
        if (!met.contains(&item)) pairs.emplace_back(&item, nullptr);
    }
    return pairs;
}

class Comparer {
public:
    explicit Comparer(const Names& roles) : roles_(roles) {}

    std::vector<Difference> run(const Json& before, const Json& after) {
        for (const auto* version : {&before, &after}) {
            for (const auto& stage : (*version)["stages"].items())
                stages_[stage.text("id")] = stage.text("name");
        }
        members("", kRest, before, after);
        std::vector<Difference> sorted;
        for (const auto part : kDifferenceParts) {
            std::copy_if(found_.begin(),
                         found_.end(),
                         std::back_inserter(sorted),
                         [&](const Difference& one) { return one.part == part; });
        }
        return sorted;
    }

private:
    void say(Difference::Kind kind,
             std::string_view part,
             std::string_view where,
             std::string_view words) {
        Difference one{.kind = kind, .part = std::string(part)};
        one.sentence = where.empty() ? std::string(words) : cat({where, ": ", words});
        char& first = one.sentence.front();
        if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
        found_.push_back(std::move(one));
    }

    std::string called(const Kind& kind, const Json& item) const {
        auto name = item.text(kind.name);
        if (name.empty()) name = item.text(kind.id);
        if (kind.key == "needs" && !item.text("what").empty())
            name += cat({" ", item.text("what")});
        auto words = cat({kind.noun, " ", quoted(name)});
        if (kind.key == "next") words += cat({" to ", quoted(stage_name(item.text("to")))});
        return words;
    }

    std::string stage_name(const std::string& id) const {
        const auto found = stages_.find(id);
        return found == stages_.end() || found->second.empty() ? id : found->second;
    }

    std::string word(std::string_view key, const std::string& value) const {
        if (std::find(kOfRoles.begin(), kOfRoles.end(), key) != kOfRoles.end()) {
            const auto found = roles_.find(value);
            if (found != roles_.end()) return found->second;
        }
        const bool of_stage = key == "hidden-until" || key == "blind-until" || key == "first";
        return of_stage ? stage_name(value) : value;
    }

    static std::string under(std::string_view where, const std::string& thing) {
        return where.empty() ? thing : cat({where, ", ", thing});
    }

    void list(std::string_view where, const Kind& kind, const Json& before, const Json& after) {
        std::vector<const Json*> was_in_order;
        for (const auto& [was, is] : pairs_of(kind, before, after)) {
            if (was == nullptr) {
                say(Difference::Kind::Added,
                    kind.part,
                    where,
                    cat({called(kind, *is), " is new", duty(*is), "."}));
            } else if (is == nullptr) {
                say(Difference::Kind::Removed,
                    kind.part,
                    where,
                    cat({called(kind, *was), " is gone."}));
            } else {
                was_in_order.push_back(was);
                if (*was == *is) continue;
                members(under(where, called(kind, *is)), kind.part, *was, *is);
            }
        }
        // What stayed, in another order: the places in the old list no longer rise.
        const bool in_order = std::is_sorted(was_in_order.begin(), was_in_order.end());
        if (!in_order)
            say(Difference::Kind::Changed,
                kind.part,
                where,
                cat({"the order of ", kind.key, " changed."}));
    }

    static std::string duty(const Json& item) {
        const auto& required = item["required"];
        if (required.is_null()) return {};
        return required.is_object() ? cat({", and must be answered when ", say_value(required)})
                                    : ", and must be answered";
    }

    void members(std::string_view where,
                 std::string_view part,
                 const Json& before,
                 const Json& after) {
        std::set<std::string> done;
        for (const auto* version : {&after, &before}) {
            for (const auto& [key, value] : version->members()) {
                if (!done.insert(key).second || before[key] == after[key]) continue;
                if (!before.has(key) && !after.has(key)) continue;
                member(where, part, key, before[key], after[key]);
            }
        }
    }

    void member(std::string_view where,
                std::string_view part,
                const std::string& key,
                const Json& before,
                const Json& after) {
        const bool objects = of_objects(before) || of_objects(after);
        if (const auto* kind = objects ? kind_of(key) : nullptr) {
            list(where, *kind, before, after);
            return;
        }
        if (key == "access") {
            members(where, kWho, before, after);
            return;
        }
        const auto* known = member_of(key);
        const std::string_view words = known == nullptr ? std::string_view(key) : known->words;
        if (known != nullptr && !known->part.empty()) part = known->part;
        if (key == "opens") part = kWho;  // of access: the roles that may open one
        const auto named = key == "opens" ? std::string_view("opened by") : words;
        const bool plain = !objects && (before.is_array() || after.is_array());
        if (plain)
            values(where, part, key, named, before, after);
        else
            value(where, part, key, named, before, after);
    }

    void values(std::string_view where,
                std::string_view part,
                std::string_view key,
                std::string_view words,
                const Json& before,
                const Json& after) {
        const auto only = [&](const Json& these, const Json& others) {
            std::vector<std::string> left;
            for (const auto& item : these.items()) {
                const auto& there = others.items();
                if (std::find(there.begin(), there.end(), item) == there.end())
                    left.push_back(word(key, say_value(item)));
            }
            return left;
        };
        const auto more = only(after, before);
        const auto fewer = only(before, after);
        if (!more.empty())
            say(Difference::Kind::Added,
                part,
                where,
                cat({before.items().empty() ? "now " : "now also ",
                     words,
                     " ",
                     join_and(more),
                     "."}));
        if (!fewer.empty())
            say(Difference::Kind::Removed,
                part,
                where,
                cat({"no longer ", words, " ", join_and(fewer), "."}));
        if (more.empty() && fewer.empty())
            say(Difference::Kind::Changed,
                part,
                where,
                cat({"the order of “", words, "” changed."}));
    }

    void value(std::string_view where,
               std::string_view part,
               std::string_view key,
               std::string_view words,
               const Json& before,
               const Json& after) {
        const auto said = [&](const Json& one) {
            return one.is_string() ? word(key, one.text()) : say_value(one);
        };
        if (before.is_null()) {
            const bool yes = after.is_bool() && after.boolean();
            say(Difference::Kind::Changed,
                part,
                where,
                yes ? cat({words, ": now yes."})
                    : cat({words, ": now ", quoted(said(after)), "."}));
        } else if (after.is_null()) {
            const bool yes = before.is_bool() && before.boolean();
            say(Difference::Kind::Changed,
                part,
                where,
                yes ? cat({words, ": no longer."})
                    : cat({words, ": was ", quoted(said(before)), ", now nothing."}));
        } else {
            say(Difference::Kind::Changed,
                part,
                where,
                cat({words,
                     ": was ",
                     quoted(said(before)),
                     ", is now ",
                     quoted(said(after)),
                     "."}));
        }
    }

    const Names& roles_;
    Names stages_ = {};
    std::vector<Difference> found_ = {};
};

}  // namespace

std::vector<Difference> compare(const Json& before, const Json& after, const Names& roles) {
    return Comparer(roles).run(before, after);
}

}  // namespace longstone::define
