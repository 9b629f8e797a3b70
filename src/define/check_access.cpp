#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

bool opened_by_another(const Scope& scope) {
    const auto opens = [&scope](const Pathway& other) {
        return std::any_of(other.opens.begin(), other.opens.end(), [&](const OpenRule& rule) {
            return rule.pathway == scope.pathway.id;
        });
    };
    return std::any_of(scope.definitions.pathways.begin(),
                       scope.definitions.pathways.end(),
                       [&](const auto& entry) { return opens(entry.second); });
}

void check_can_open(const Scope& scope) {
    const Access& access = scope.pathway.access;
    const Place& place = scope.node.at({"access"}).place;
    if (access.opens.empty() && !access.open_to_public && !scope.linked() &&
        !opened_by_another(scope))
        scope.errors.add(place,
                         "nobody can open one of these",
                         "Add opens: [roles], or public: yes, or let another pathway open it.");
    if (!access.open_to_public && !scope.linked() && !scope.pathway.public_opening.empty())
        scope.errors.add(
            scope.node.at({"public-opening"}).place,
            "this form is for the public, but the public cannot open one",
            "Add public: yes under access, let a link open it, or take this line away.");
    if (access.open_to_public && scope.pathway.public_opening.empty() &&
        scope.pathway.opening.empty())
        scope.errors.add(
            place, "the public may open one, but is asked nothing", "Add public-opening: [form].");
}

}  // namespace

bool held(const Definitions& definitions, const std::vector<std::string>& roles) {
    const auto wanted = [&roles](const std::string& role) {
        return std::find(roles.begin(), roles.end(), role) != roles.end();
    };
    for (const Agency& agency : definitions.partnership.agencies)
        for (const Post& post : agency.posts)
            if (std::any_of(post.roles.begin(), post.roles.end(), wanted)) return true;
    return false;
}

std::vector<const Agency*> agencies_of(const Definitions& definitions,
                                       const std::vector<std::string>& kinds) {
    std::vector<const Agency*> out;
    for (const Agency& agency : definitions.partnership.agencies)
        if (std::any_of(agency.kinds.begin(), agency.kinds.end(), [&](const std::string& kind) {
                return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
            }))
            out.push_back(&agency);
    return out;
}

Names kinds_of(const std::vector<const Agency*>& agencies) {
    Names out;
    for (const Agency* agency : agencies)
        out.insert(agency->kinds.begin(), agency->kinds.end());
    return out;
}

void check_roles(const Scope& scope, const std::vector<std::string>& roles, const Node& node) {
    std::vector<std::string> known;
    for (const auto& [id, role] : scope.definitions.roles)
        known.push_back(id);
    bool all_known = true;
    for (const std::string& role : roles) {
        if (scope.definitions.roles.contains(role)) continue;
        scope.errors.unknown(node.mention(role).place, "role", role, known);
        all_known = false;
    }
    if (all_known && !roles.empty() && !held(scope.definitions, roles))
        scope.errors.add(node.place,
                         cat({"nobody holds a post with ",
                              roles.size() == 1 ? "the role " : "one of the roles ",
                              join(roles, ", ")}),
                         "Give the role to a post of an agency in partnership.yaml.");
}

void check_kinds(const Scope& scope, const std::vector<std::string>& kinds, const Node& node) {
    std::vector<const Agency*> all;
    for (const Agency& agency : scope.definitions.partnership.agencies)
        all.push_back(&agency);
    const Names there = kinds_of(all);
    const std::vector<std::string> known(there.begin(), there.end());
    for (const std::string& kind : kinds)
        if (!there.contains(kind))
            scope.errors.unknown(node.mention(kind).place, "kind of agency", kind, known);
}

void check_access(const Scope& scope) {
    const Access& access = scope.pathway.access;
    const Node& node = scope.node.at({"access"});
    check_roles(scope, access.opens, node.at({"opens"}));
    check_roles(scope, access.lead, node.at({"lead"}));
    check_roles(scope, access.works, node.at({"works"}));
    check_roles(scope, access.sees, node.at({"sees"}));
    check_roles(scope, access.assigns, node.at({"assigns"}));
    if (access.lead.empty())
        scope.errors.add(node.place, "nobody may lead one of these", "Add lead: [roles].");
    check_can_open(scope);
    const std::string& board = scope.pathway.board;
    std::vector<std::string> boards;
    for (const Board& known : scope.definitions.partnership.boards)
        boards.push_back(known.id);
    if (!board.empty() && std::find(boards.begin(), boards.end(), board) == boards.end())
        scope.errors.unknown(scope.node.at({"board"}).place, "board", board, boards);
    // Harm is feared for somebody: it puts people first who may be two records.
    const bool nobody = scope.pathway.about == "agency" || scope.pathway.about == "topic";
    if (!scope.pathway.harm.empty() && nobody)
        scope.errors.add(
            scope.node.at({"harm"}).place,
            cat({"harm is feared for people, and this is about: ", scope.pathway.about}),
            "Take harm away, or say about whom it is.");
}

}  // namespace longstone::define
