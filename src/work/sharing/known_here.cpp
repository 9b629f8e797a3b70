#include <set>

#include "people/assertions.h"
#include "people/keys.h"
#include "work/sharing/known_list.h"

// Agencies that have no list: what they themselves have told of people stands here.
namespace longstone::work {
namespace {

// The blocks that every pair which agrees shares: an identifier, a birth date, or the same whole
// name (people/keys.h). Protected keys stay out of it.
std::set<std::string> blocks_of(const std::vector<people::Assertion>& assertions) {
    std::set<std::string> blocks;
    for (const auto& key : people::keys_of(assertions)) {
        const char kind = key.key.empty() ? ' ' : key.key.front();
        if (!key.is_protected && (kind == 'i' || kind == 'b' || kind == 'w'))
            blocks.insert(key.key);
    }
    // A date whose day was taken for the month stands in another block.
    for (const auto& assertion : assertions) {
        const auto* birth = std::get_if<people::BirthDate>(&assertion.fact);
        if (birth == nullptr || assertion.withdrawn || assertion.is_protected) continue;
        const auto civil = civil_of(birth->date);
        const auto other = date_of({.year = civil.year, .month = civil.day, .day = civil.month});
        if (other) blocks.insert(people::birth_key(*other));
    }
    return blocks;
}

std::set<std::string> candidates_in(Context& context, const std::set<std::string>& blocks) {
    std::set<std::string> people;
    for (const auto& block : blocks)
        for (const auto& row :
             context.db.rows("select person from person_key where key = $1", {block}))
            people.insert(row.text(0));
    return people;
}

// What the agency itself said, of a person whoever made.
std::vector<people::Assertion> said_by(Context& context,
                                       std::string_view agency,
                                       const std::string& person) {
    auto assertions = people::load_assertions(context.db, person);
    std::erase_if(assertions, [&](const auto& one) { return one.agency != agency; });
    return assertions;
}

bool works_with_now(Context& context, std::string_view agency, const std::string& person) {
    return context.db.integer(
               "select count(*) from record_person rp join record r on r.ref = rp.record join "
               "record_party a on a.record = r.ref and a.kind = 'agency' and a.party = $2 where "
               "rp.person = $1 and rp.until is null and r.restricted = 0 and r.closed_at is null",
               {person, agency}) > 0;
}

}  // namespace

bool is_kept_from_others(Context& context, std::string_view person) {
    const auto row = context.db.one(
        "select p.restricted, (select count(*) from record_person rp join record r on r.ref = "
        "rp.record where rp.person = p.id and r.restricted <> 0), (select count(*) from "
        "record_person rp join record r on r.ref = rp.record where rp.person = p.id and "
        "r.restricted = 0) from person p where p.id = $1",
        {person});
    if (!row) return false;
    return row->integer(0) != 0 || (row->integer(1) > 0 && row->integer(2) == 0);
}

Hit known_here(Context& context,
               std::string_view agency,
               std::string_view person,
               const std::vector<KnownWord>& words) {
    Hit hit;
    const auto asked = people::load_assertions(context.db, person);
    for (const auto& candidate : candidates_in(context, blocks_of(asked))) {
        const auto said = said_by(context, agency, candidate);
        if (said.empty() || !agree(words, known_words(said, kMostWords))) continue;
        const Hit found{
            .known = true,
            .is_protected = is_kept_from_others(context, candidate),
            .entry = candidate,
            .category = works_with_now(context, agency, candidate) ? "open" : "earlier"};
        // Where two agree and one is protected, the careful answer holds.
        if (!hit.known || found.is_protected) hit = found;
    }
    return hit;
}

}  // namespace longstone::work
