#include "people/sight.h"

#include <algorithm>
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

}  // namespace

Sight sight_of(const Context& context, const access::Viewer& viewer, std::string_view person) {
    const auto row = context.db.one(
        "select p.restricted, p.kind, p.created_by, (select count(*) from record_person rp join "
        "record r on r.ref = rp.record where rp.person = p.id "
        "and " LONGSTONE_VISIBLE_RECORD
        "), (select count(*) from record_person rp join record r "
        "on r.ref = rp.record where rp.person = p.id and r.restricted = 2), (select count(*) from "
        "record_person rp join record r on r.ref = rp.record where rp.person = p.id and "
        "r.restricted <> 2), (select count(*) from record_person rp join record r on r.ref = "
        "rp.record where rp.person = p.id and r.restricted = 0) from person p where p.id = $3",
        {viewer.user, context.now.micros, person});
    if (!row) return Sight::Hidden;
    if (viewer.is_system()) return Sight::Whole;
    const bool on_a_record = row->integer(3) > 0;
    if (row->integer(0) != 0) {
        return on_a_record || viewer.may("see-restricted") ? Sight::Whole : Sight::Hidden;
    }
    // Somebody who is only on sealed records is nobody to others.
    const bool only_sealed = row->integer(4) > 0 && row->integer(5) == 0;
    if (only_sealed && !on_a_record)
        return row->text(2) == viewer.user && !viewer.is_public() ? Sight::Whole : Sight::Hidden;
    const Kind kind = kind_of(row->text(1)).value_or(Kind::Person);
    const bool on_any = row->integer(4) + row->integer(5) > 0;
    if (kind == Kind::Place || kind == Kind::Organisation) {
        const bool open = !on_any || row->integer(6) > 0;
        const bool own_thing = !viewer.user.empty() && row->text(2) == viewer.user;
        return open || on_a_record || own_thing ? Sight::Whole : Sight::Hidden;
    }
    const bool professional = kind == Kind::Professional;
    const bool own = !viewer.user.empty() && !viewer.is_public() && row->text(2) == viewer.user;
    if (on_a_record || professional || own || viewer.may("see-all-people")) return Sight::Whole;
    return works_with_one(context, viewer, held_as_one(context, person)) ? Sight::Whole
                                                                         : Sight::Known;
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
