#pragma once

// The filter inside queries over what only those see who see a record whole: its clocks, other
// people's answers. access::reach_of(…) == Reach::Whole said in SQL (a test holds the two equal).
// Every list in it is read once a query, not once a row, so it stays fast over tens of thousands of
// rows, which a filter asked of each row by itself does not.
namespace longstone::work {

// Joins: r with ref, pathway, restricted and lead_user. Parameters: $1 user, $2 now (micros), $3
// the pathways in which a role of the viewer stands (roles_reach).
#define LONGSTONE_WHOLE_RECORD                                                                  \
    "(r.ref not in (select b.record from record_party b where b.party = $1 and b.kind = "       \
    "'barred') and ((r.pathway, case when r.restricted = 0 then 0 else 1 end) in (select "      \
    "pr.pathway, k.level from user_post up join post_reach pr on pr.agency = up.agency and "    \
    "pr.post = up.post join (select 0 as level union all select 1) k on k.level <= "            \
    "pr.restricted where up.user_name = $1 and pr.reach = 'whole') or r.lead_user = $1 or "     \
    "r.ref in (select n.record from record_party n where n.party = $1 and n.kind = 'user' and " \
    "n.until > $2) or (r.ref in (select n.record from record_party n where n.party = $1 and "   \
    "n.kind = 'user' and n.until is null) and $3 like '%/' || r.pathway || '/%')))"

}  // namespace longstone::work
