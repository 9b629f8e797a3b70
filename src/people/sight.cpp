#include "people/sight.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "access/policy.h"
#include "define/definitions.h"
#include "people/held.h"
#include "store/store.h"

namespace longstone::people {
namespace {

std::string kind_in_words(const define::Definitions& definitions, std::string_view agency) {
    for (const define::Agency& one : definitions.partnership.agencies) {
        if (one.id != agency) continue;
        const auto list = definitions.codes.find("agency-kind");
        if (list == definitions.codes.end()) return one.kind;
        for (const define::Code& code : list->second.codes) {
            if (code.id == one.kind) return code.text;
        }
        return one.kind;
    }
    return {};
}

// By this record of theirs alone.
bool works_with(const Context& context, const access::Viewer& viewer, std::string_view person) {
    return context.db.integer(
               "select count(*) from record_person rp join record r on r.ref = rp.record where "
               "rp.person = $2 and (r.lead_user = $1 or (r.pathway, case when r.restricted = 0 "
               "then 0 else 1 end) in (select pr.pathway, k.level from user_post up join "
               "post_reach pr on pr.agency = up.agency and pr.post = up.post join (select 0 as "
               "level union all select 1) k on k.level <= pr.restricted where up.user_name = $1 "
               "and pr.reach = 'whole'))",
               {viewer.user, person}) > 0;
}

// Of several who are held to be one person.
bool works_with_one(const Context& context,
                    const access::Viewer& viewer,
                    const std::vector<std::string>& held) {
    if (held.size() < 2 || viewer.user.empty() || viewer.is_public()) return false;
    return std::ranges::any_of(
        held, [&](const std::string& one) { return works_with(context, viewer, one); });
}

// What decides on one person beside the records that the viewer sees.
struct Stands {
    bool restricted = false;
    Kind kind = Kind::Person;
    std::string created_by = {};
    bool on_sealed = false, on_others = false, on_open = false;  // records
};

#define LONGSTONE_TWENTY_PEOPLE \
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
#define LONGSTONE_TWENTY_MORE                                                                   \
    "($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, " \
    "$22)"

std::map<std::string, Stands, std::less<>> where_they_stand(store::Session& db,
                                                            std::span<const std::string> people) {
    std::vector<store::Param> params(people.begin(), people.end());
    params.resize(kSightsAtOnce, store::Param(""));
    std::map<std::string, Stands, std::less<>> all;
    for (const auto& row :
         db.rows("select p.id, p.restricted, p.kind, p.created_by, "
                 "max(case when r.restricted = 2 then 1 else 0 end), "
                 "max(case when r.restricted <> 2 then 1 else 0 end), "
                 "max(case when r.restricted = 0 then 1 else 0 end) from person p left join "
                 "record_person rp on rp.person = p.id left join record r on r.ref = rp.record "
                 "where p.id in " LONGSTONE_TWENTY_PEOPLE
                 " group by p.id, p.restricted, p.kind, p.created_by",
                 params))
        all[row.text(0)] = {.restricted = row.integer(1) != 0,
                            .kind = kind_of(row.text(2)).value_or(Kind::Person),
                            .created_by = row.text(3),
                            .on_sealed = row.integer(4) > 0,
                            .on_others = row.integer(5) > 0,
                            .on_open = row.integer(6) > 0};
    return all;
}

std::set<std::string, std::less<>> on_a_record_seen(const Context& context,
                                                    const access::Viewer& viewer,
                                                    std::span<const std::string> people) {
    std::vector<store::Param> params = {viewer.user, context.now.micros};
    params.insert(params.end(), people.begin(), people.end());
    params.resize(kSightsAtOnce + 2, store::Param(""));
    std::set<std::string, std::less<>> seen;
    for (const auto& row : context.db.rows(
             "select distinct rp.person from record_person rp join record r on r.ref = "
             "rp.record where rp.person in " LONGSTONE_TWENTY_MORE " and " LONGSTONE_VISIBLE_RECORD,
             params))
        seen.insert(row.text(0));
    return seen;
}

Sight decide(const access::Viewer& viewer, const Stands& one, bool on_a_record) {
    if (one.restricted)
        return on_a_record || viewer.may("see-restricted") ? Sight::Whole : Sight::Hidden;
    const bool own = !viewer.user.empty() && !viewer.is_public() && one.created_by == viewer.user;
    // Somebody who is only on sealed records is nobody to others.
    if (one.on_sealed && !one.on_others && !on_a_record) return own ? Sight::Whole : Sight::Hidden;
    if (one.kind == Kind::Place || one.kind == Kind::Organisation) {
        const bool open = !(one.on_sealed || one.on_others) || one.on_open;
        const bool own_thing = !viewer.user.empty() && one.created_by == viewer.user;
        return open || on_a_record || own_thing ? Sight::Whole : Sight::Hidden;
    }
    const bool professional = one.kind == Kind::Professional;
    if (on_a_record || professional || own || viewer.may("see-all-people")) return Sight::Whole;
    return Sight::Known;
}

// Those of them who are held to be one person with somebody.
std::set<std::string, std::less<>> held_with_others(store::Session& db,
                                                    std::span<const std::string> people) {
    std::vector<store::Param> params(people.begin(), people.end());
    params.resize(kSightsAtOnce, store::Param(""));
    std::set<std::string, std::less<>> held;
    for (const auto& row : db.rows("select distinct person from person_same where says = 'same' "
                                   "and ended_at is null and person in " LONGSTONE_TWENTY_PEOPLE,
                                   params))
        held.insert(row.text(0));
    return held;
}

// Whoever works with one record of somebody sees those that are held to be of the same person.
void open_by_others(const Context& context,
                    const access::Viewer& viewer,
                    std::span<const std::string> people,
                    std::vector<Sight>& sights) {
    if (std::ranges::find(sights, Sight::Known) == sights.end()) return;
    const auto held = held_with_others(context.db, people);
    for (std::size_t i = 0; i < people.size(); ++i)
        if (sights[i] == Sight::Known && held.contains(people[i]) &&
            works_with_one(context, viewer, held_as_one(context, people[i])))
            sights[i] = Sight::Whole;
}

}  // namespace

std::vector<Sight> sights_of(const Context& context,
                             const access::Viewer& viewer,
                             std::span<const std::string> people) {
    const auto stand = where_they_stand(context.db, people);
    const bool any_record = std::ranges::any_of(
        stand, [](const auto& one) { return one.second.on_sealed || one.second.on_others; });
    const auto seen = any_record ? on_a_record_seen(context, viewer, people)
                                 : std::set<std::string, std::less<>>();
    std::vector<Sight> sights;
    for (const auto& person : people) {
        const auto found = stand.find(person);
        sights.push_back(found == stand.end() ? Sight::Hidden
                         : viewer.is_system()
                             ? Sight::Whole
                             : decide(viewer, found->second, seen.contains(person)));
    }
    open_by_others(context, viewer, people, sights);
    return sights;
}

Sight sight_of(const Context& context, const access::Viewer& viewer, std::string_view person) {
    const std::array people = {std::string(person)};
    return sights_of(context, viewer, people).front();
}

bool sees_by_work(const Context& context, const access::Viewer& viewer, std::string_view person) {
    if (viewer.is_system() || viewer.may("see-all-people")) return true;
    return works_with(context, viewer, person) ||
           works_with_one(context, viewer, held_as_one(context, person));
}

Result<bool> may_edit(const Context& context, const access::Grant& grant, std::string_view person) {
    if (grant.action() != access::Action::EditPerson || grant.subject() != person) {
        return not_found();
    }
    if (sight_of(context, grant.viewer(), person) != Sight::Whole) return not_found();
    return true;
}

Result<bool> may_name(const Context& context,
                      const access::Viewer& viewer,
                      std::string_view person) {
    if (sight_of(context, viewer, person) == Sight::Hidden) return not_found();
    return true;
}

std::vector<std::string> known_to(const Context& context, std::string_view person) {
    std::set<std::string> kinds;
    for (const auto& row :
         context.db.rows("select distinct a.party from record_person rp join record r on "
                         "r.ref = rp.record join record_party a on a.record = r.ref and "
                         "a.kind = 'agency' where rp.person = $1 and r.restricted = 0",
                         {person})) {
        kinds.insert(kind_in_words(context.definitions, row.text(0)));
    }
    if (kinds.empty()) {
        const auto row =
            context.db.one("select created_agency from person where id = $1", {person});
        if (row) kinds.insert(kind_in_words(context.definitions, row->text(0)));
    }
    kinds.erase("");
    return {kinds.begin(), kinds.end()};
}

}  // namespace longstone::people
