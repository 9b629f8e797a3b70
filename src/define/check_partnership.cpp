#include <algorithm>
#include <set>

#include "base/text.h"
#include "define/check_all.h"

namespace longstone::define {
namespace {

std::set<std::string> all_kinds(const Partnership& partnership) {
    std::set<std::string> out;
    for (const Agency& agency : partnership.agencies)
        out.insert(agency.kinds.begin(), agency.kinds.end());
    return out;
}

void check_agency(const Definitions& definitions,
                  const Agency& agency,
                  const Node& node,
                  Errors& errors) {
    std::vector<std::string> teams;
    for (const auto& [id, name] : agency.teams)
        teams.push_back(id);
    for (const Post& post : agency.posts) {
        const Node& there = node.at({"posts", post.id});
        check_private(definitions, post.roles, there.at({"roles"}), errors);
        if (post.roles.empty())
            errors.add(there.place,
                       cat({"the post \"", post.id, "\" has no role, so it may do nothing"}),
                       "Add roles: [role].");
        if (!post.team.empty() && !agency.teams.contains(post.team))
            errors.unknown(
                there.at({"team"}).place, cat({"team of \"", agency.id, "\""}), post.team, teams);
    }
}

void check_group(const Partnership& partnership,
                 const Group& group,
                 const Node& node,
                 Errors& errors) {
    const auto kinds = all_kinds(partnership);
    std::vector<std::string> known(kinds.begin(), kinds.end());
    for (const std::string& kind : group.quorum)
        if (!kinds.contains(kind))
            errors.unknown(node.at({"quorum"}).mention(kind).place, "kind of agency", kind, known);
    for (const Agency& agency : partnership.agencies)
        if (!kinds.contains(agency.id)) known.push_back(agency.id);
    std::set<std::string> there;
    for (const std::string& member : group.members) {
        if (!kinds.contains(member) && partnership.agency(member) == nullptr)
            errors.unknown(node.at({"members"}).mention(member).place,
                           "agency or kind of agency",
                           member,
                           known);
        for (const Agency& agency : partnership.agencies)
            if (agency.id == member ||
                std::find(agency.kinds.begin(), agency.kinds.end(), member) != agency.kinds.end())
                there.insert(agency.kinds.begin(), agency.kinds.end());
    }
    for (const std::string& kind : group.quorum)
        if (kinds.contains(kind) && !there.contains(kind))
            errors.add(node.at({"quorum"}).mention(kind).place,
                       cat({"\"", kind, "\" must attend but is no member"}),
                       "Add such an agency to members, or take it out of the quorum.");
}

}  // namespace

void check_partnership(const Definitions& definitions, const Sources& sources, Errors& errors) {
    const Partnership& partnership = definitions.partnership;
    for (const Agency& agency : partnership.agencies)
        check_agency(definitions, agency, sources.partnership.at({"agencies", agency.id}), errors);
    for (const Group& group : partnership.groups)
        check_group(partnership, group, sources.partnership.at({"groups", group.id}), errors);
    for (const Board& board : partnership.boards)
        check_private(definitions,
                      board.roles,
                      sources.partnership.at({"boards", board.id, "roles"}),
                      errors);
}

}  // namespace longstone::define
