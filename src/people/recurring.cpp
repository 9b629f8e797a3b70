#include "people/recurring.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "access/policy.h"
#include "journal/journal.h"
#include "people/describe.h"
#include "people/held.h"
#include "people/rows.h"
#include "people/sight.h"
#include "people/stays.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::size_t kMostChildren = 500;
constexpr int kAdult = 18;

class Looking {
public:
    Looking(const Context& context, const access::Viewer& viewer)
        : context_(context), viewer_(viewer), today_(london(context.now).date) {}

    RecurringAdults run() {
        for (const auto& child : children_of_work())
            for (const auto& adult : adults_with(child))
                look_at(adult);
        std::ranges::stable_sort(
            found_.adults, std::ranges::greater(), &RecurringAdult::households);
        return std::move(found_);
    }

private:
    using Lines = std::map<std::string, std::optional<Summary>>;

    // Whoever the viewer sees whole; asked once for each.
    const std::optional<Summary>& seen(const std::string& person) {
        const auto known = lines_.find(person);
        if (known != lines_.end()) return known->second;
        auto line = sight_of(context_, viewer_, person) == Sight::Whole
                        ? load_summary(context_.db, person)
                        : std::nullopt;
        const bool human = line && (line->kind == Kind::Person || line->kind == Kind::Unknown);
        return lines_[person] = human ? std::move(line) : std::nullopt;
    }

    Summary line_of(const std::string& person) { return seen(person).value_or(Summary{}); }

    // Who is held to be one person counts once, under the first of them whom the viewer sees.
    const std::vector<std::string>& held(const std::string& person) {
        const auto known = held_.find(person);
        if (known != held_.end()) return known->second;
        auto all = held_as_one(context_, person);
        std::erase_if(all, [&](const auto& one) { return one != person && !seen(one); });
        return held_[person] = std::move(all);
    }
    const std::string& face(const std::string& person) { return held(person).front(); }

    bool is_child(const std::string& person) {
        const auto& line = seen(person);
        if (!line || line->deceased) return false;
        return line->unborn() || (line->birth && years_between(line->birth->date, today_) < kAdult);
    }
    // Somebody of whom no age is known is taken for an adult: it is such men who are missed.
    bool is_adult(const std::string& person) { return seen(person) && !is_child(person); }

    std::vector<std::string> children_of_work() {
        std::vector<std::string> children;
        std::set<std::string> once;
        for (const auto& row : context_.db.rows(
                 "select rp.person from record r join record_person rp on rp.record = r.ref where "
                 "rp.until is null and " LONGSTONE_VISIBLE_RECORD " order by r.opened_at desc, "
                 "rp.person limit 5000",
                 {viewer_.user, context_.now.micros})) {
            const auto& child = face(row.text(0));
            if (!once.insert(child).second || !is_child(child)) continue;
            if (children.size() == kMostChildren) {
                found_.more = true;
                break;
            }
            children.push_back(child);
        }
        return children;
    }

    struct Relation {
        std::string other = {}, type = {}, source = {};
        std::optional<Date> from = {}, until = {};
    };
    std::vector<Relation> related_to(const std::string& person) {
        std::vector<Relation> relations;
        for (const auto& one : held(person)) {
            for (const auto& row : context_.db.rows(
                     "select other, type, source, agency, valid_from, valid_until from "
                     "person_relationship where person = $1 and withdrawn_at is null and protected "
                     "= 0 order by seq",
                     {one}))
                relations.push_back({.other = face(row.text(0)),
                                     .type = row.text(1),
                                     .source = row.text(2).empty() ? row.text(3) : row.text(2),
                                     .from = maybe_date(row, 4),
                                     .until = maybe_date(row, 5)});
        }
        return relations;
    }

    // Under their face; said by two agencies, it is one stay.
    std::vector<Stay> as_faces(std::vector<Stay> stays) {
        std::vector<Stay> all;
        for (auto& stay : stays) {
            stay.person = face(stay.person);
            const auto same = std::ranges::find_if(all, [&](const Stay& one) {
                return one.person == stay.person && one.place == stay.place &&
                       one.until == stay.until;
            });
            if (same == all.end()) {
                all.push_back(std::move(stay));
                continue;
            }
            if (stay.from && (!same->from || *stay.from < *same->from)) same->from = stay.from;
            same->now = same->now || stay.now;
        }
        return all;
    }
    const std::vector<Stay>& stays(const std::string& person) {
        const auto known = stays_.find(person);
        if (known != stays_.end()) return known->second;
        std::vector<Stay> all;
        for (const auto& one : held(person))
            std::ranges::move(stays_of(context_, one), std::back_inserter(all));
        return stays_[person] = as_faces(std::move(all));
    }
    const std::vector<Stay>& at(const std::string& place) {
        const auto known = places_.find(place);
        return known != places_.end() ? known->second
                                      : places_[place] = as_faces(stays_at(context_, place));
    }

    std::set<std::string> adults_with(const std::string& child) {
        std::set<std::string> adults;
        for (const auto& relation : related_to(child))
            if (is_adult(relation.other)) adults.insert(relation.other);
        for (const auto& stay : stays(child))
            for (const auto& other : at(stay.place))
                if (is_adult(other.person) && together(stay, other)) adults.insert(other.person);
        return adults;
    }

    void look_at(const std::string& adult) {
        if (!looked_.insert(adult).second) return;
        RecurringAdult one{.adult = line_of(adult)};
        for (const auto& mine : stays(adult)) {
            for (const auto& theirs : at(mine.place)) {
                const auto both = together(mine, theirs);
                if (!both || theirs.person == adult || !is_child(theirs.person)) continue;
                one.children.push_back(
                    {.child = line_of(theirs.person),
                     .what = one_line(theirs.address),
                     .since = both->from,
                     .until = both->until,
                     .now = mine.now && theirs.now,
                     .source = theirs.source.empty() ? theirs.agency : theirs.source});
            }
        }
        for (const auto& relation : related_to(adult)) {
            if (!is_child(relation.other)) continue;
            // It says what the child is to the adult.
            one.children.push_back({.child = line_of(relation.other),
                                    .what = relation.type,
                                    .related = true,
                                    .since = relation.from,
                                    .until = relation.until,
                                    .now = !relation.until || *relation.until > today_,
                                    .source = relation.source});
        }
        put_households(one);
        if (one.households > 1) found_.adults.push_back(std::move(one));
    }

    bool one_family(const std::string& child, const std::string& other) {
        for (const auto& relation : related_to(child))
            if (relation.other == other) return true;
        for (const auto& stay : stays(child))
            for (const auto& theirs : stays(other))
                if (theirs.place == stay.place) return true;
        return false;
    }

    // Children who lived at one address, or are related to each other, are of one household.
    void put_households(RecurringAdult& one) {
        std::map<std::string, int> numbers;
        for (auto& shared : one.children) {
            auto& number = numbers[shared.child.id];
            if (number != 0) continue;
            number = ++one.households;
            std::vector<std::string> family{shared.child.id};
            for (std::size_t n = 0; n < family.size(); ++n) {
                for (const auto& other : one.children) {
                    auto& its = numbers[other.child.id];
                    if (its != 0 || !one_family(family[n], other.child.id)) continue;
                    its = number;
                    family.push_back(other.child.id);
                }
            }
        }
        for (auto& shared : one.children)
            shared.household = numbers[shared.child.id];
        std::ranges::stable_sort(one.children, {}, &SharedLife::household);
    }

    const Context& context_;
    const access::Viewer& viewer_;
    Date today_;
    RecurringAdults found_ = {};
    Lines lines_ = {};
    std::map<std::string, std::vector<std::string>> held_ = {};
    std::map<std::string, std::vector<Stay>> stays_ = {}, places_ = {};
    std::set<std::string> looked_ = {};
};

}  // namespace

Result<RecurringAdults> recurring_adults(const Context& context, const access::Grant& grant) {
    if (grant.action() != access::Action::SearchPeople) return not_found();
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = grant.viewer().user,
                        .agency = grant.viewer().agency,
                        .action = "search",
                        .subject = "adults in several households"});
    return Looking(context, grant.viewer()).run();
}

}  // namespace longstone::people
