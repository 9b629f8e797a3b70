#include "base/text.h"
#include "define/check_all.h"

namespace longstone::define {
namespace {

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

}  // namespace

void check_partnership(const Definitions& definitions, const Sources& sources, Errors& errors) {
    const Partnership& partnership = definitions.partnership;
    for (const Agency& agency : partnership.agencies)
        check_agency(definitions, agency, sources.partnership.at({"agencies", agency.id}), errors);
    for (const Board& board : partnership.boards)
        check_private(definitions,
                      board.roles,
                      sources.partnership.at({"boards", board.id, "roles"}),
                      errors);
}

}  // namespace longstone::define
