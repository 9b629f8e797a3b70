#include "people/recurring.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/policy.h"
#include "journal/journal.h"
#include "people/describe.h"
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
            if (!once.insert(row.text(0)).second || !is_child(row.text(0))) continue;
            if (children.size() == kMostChildren) {
                found_.more = true;
                break;
            }
            children.push_back(row.text(0));
        }
        return children;
    }

    store::Rows related_to(const std::string& person) {
        return context_.db.rows(
            "select other, type, source, agency, valid_from, valid_until from person_relationship "
            "where person = $1 and withdrawn_at is null and protected = 0 order by seq",
            {person});
    }

    const std::vector<Stay>& stays(const std::string& person) {
        const auto known = stays_.find(person);
        return known != stays_.end() ? known->second : stays_[person] = stays_of(context_, person);
    }
    const std::vector<Stay>& at(const std::string& place) {
        const auto known = places_.find(place);
        return known != places_.end() ? known->second : places_[place] = stays_at(context_, place);
    }

    std::set<std::string> adults_with(const std::string& child) {
        std::set<std::string> adults;
        for (const auto& row : related_to(child))
            if (is_adult(row.text(0))) adults.insert(row.text(0));
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
        for (const auto& row : related_to(adult)) {
            if (!is_child(row.text(0))) continue;
            const auto until = maybe_date(row, 5);
            // The row says what the child is to the adult.
            one.children.push_back({.child = line_of(row.text(0)),
                                    .what = row.text(1),
                                    .related = true,
                                    .since = maybe_date(row, 4),
                                    .until = until,
                                    .now = !until || *until > today_,
                                    .source = row.text(2).empty() ? row.text(3) : row.text(2)});
        }
        put_households(one);
        if (one.households > 1) found_.adults.push_back(std::move(one));
    }

    bool one_family(const std::string& child, const std::string& other) {
        for (const auto& row : related_to(child))
            if (row.text(0) == other) return true;
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
