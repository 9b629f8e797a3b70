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
    bool with_others = false;                                    // held to be one person
};
using Standing = std::map<std::string, Stands, std::less<>>;

// One is asked for far more often than several.
#define LONGSTONE_SIXTY_PEOPLE                                                           \
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, " \
    "$19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, "   \
    "$35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, "   \
    "$51, $52, $53, $54, $55, $56, $57, $58, $59, $60)"
#define LONGSTONE_SIXTY_MORE                                                               \
    "($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, " \
    "$21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, "     \
    "$37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, "     \
    "$53, $54, $55, $56, $57, $58, $59, $60, $61, $62)"
#define LONGSTONE_WHO_THEY_ARE(people)                                                        \
    "select p.id, p.restricted, p.kind, p.created_by, case when exists (select 1 from "       \
    "person_same s where s.person = p.id and s.says = 'same' and s.ended_at is null) then 1 " \
    "else 0 end from person p where p.id in " people
#define LONGSTONE_RECORDS_THEY_STAND_ON(people)                                                \
    "select rp.person, r.restricted from record_person rp join record r on r.ref = rp.record " \
    "where rp.person in " people
#define LONGSTONE_ON_A_RECORD_SEEN(people)                                                      \
    "select distinct rp.person from record_person rp join record r on r.ref = rp.record where " \
    "rp.person in " people " and " LONGSTONE_VISIBLE_RECORD

Standing where_they_stand(store::Session& db, std::span<const std::string> people) {
    const bool one = people.size() == 1;
    std::vector<store::Param> params(people.begin(), people.end());
    if (!one) params.resize(kSightsAtOnce, store::Param(""));
    const auto who = one ? db.rows(LONGSTONE_WHO_THEY_ARE("($1)"), params)
                         : db.rows(LONGSTONE_WHO_THEY_ARE(LONGSTONE_SIXTY_PEOPLE), params);
    Standing all;
    for (const auto& row : who)
        all[row.text(0)] = {.restricted = row.integer(1) != 0,
                            .kind = kind_of(row.text(2)).value_or(Kind::Person),
                            .created_by = row.text(3),
                            .with_others = row.integer(4) > 0};
    const auto on = one ? db.rows(LONGSTONE_RECORDS_THEY_STAND_ON("($1)"), params)
                        : db.rows(LONGSTONE_RECORDS_THEY_STAND_ON(LONGSTONE_SIXTY_PEOPLE), params);
    for (const auto& row : on) {
        const auto found = all.find(row.text(0));
        if (found == all.end()) continue;
        auto& stands = found->second;
        const auto restricted = row.integer(1);
        stands.on_sealed = stands.on_sealed || restricted == 2;
        stands.on_others = stands.on_others || restricted != 2;
        stands.on_open = stands.on_open || restricted == 0;
    }
    return all;
}

std::set<std::string, std::less<>> on_a_record_seen(const Context& context,
                                                    const access::Viewer& viewer,
                                                    std::span<const std::string> people) {
    if (people.empty()) return {};
    std::vector<store::Param> params = {viewer.user, context.now.micros};
    params.insert(params.end(), people.begin(), people.end());
    if (people.size() > 1) params.resize(kSightsAtOnce + 2, store::Param(""));
    const auto rows =
        people.size() == 1
            ? context.db.rows(LONGSTONE_ON_A_RECORD_SEEN("($3)"), params)
            : context.db.rows(LONGSTONE_ON_A_RECORD_SEEN(LONGSTONE_SIXTY_MORE), params);
    std::set<std::string, std::less<>> seen;
    for (const auto& row : rows)
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

}  // namespace

std::vector<Sight> sights_of(const Context& context,
                             const access::Viewer& viewer,
                             std::span<const std::string> people) {
    if (people.empty()) return {};
    const auto stand = where_they_stand(context.db, people);
    if (viewer.is_system()) {
        std::vector<Sight> sights;
        for (const auto& person : people)
            sights.push_back(stand.contains(person) ? Sight::Whole : Sight::Hidden);
        return sights;
    }
    // Whose records matter, because they would be seen otherwise for standing on one.
    std::vector<std::string> in_question;
    for (const auto& [person, one] : stand)
        if ((one.on_sealed || one.on_others) &&
            decide(viewer, one, true) != decide(viewer, one, false))
            in_question.push_back(person);
    const auto seen = on_a_record_seen(context, viewer, in_question);
    std::vector<Sight> sights;
    for (const auto& person : people) {
        const auto found = stand.find(person);
        auto sight = Sight::Hidden;
        if (found != stand.end()) {
            sight = decide(viewer, found->second, seen.contains(person));
            // Whoever works with one record of somebody sees those that are held to be of the same
            // person.
            if (sight == Sight::Known && found->second.with_others &&
                works_with_one(context, viewer, held_as_one(context, person)))
                sight = Sight::Whole;
        }
        sights.push_back(sight);
    }
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
