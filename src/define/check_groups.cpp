#include <algorithm>
#include <set>

#include "base/text.h"
#include "define/check_all.h"

// The groups of the partnership: their posts are there, their quorum can be reached, and each
// answers to a group that does not answer to it.
namespace longstone::define {
namespace {

using Texts = std::vector<std::string>;

bool among(const Texts& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

class GroupCheck {
public:
    GroupCheck(const Definitions& definitions, const Group& group, const Node& node, Errors& errors)
        : definitions_(definitions), group_(group), node_(node), errors_(errors) {
        for (const Agency& agency : definitions_.partnership.agencies) {
            agencies_.push_back(agency.id);
            for (const std::string& kind : agency.kinds)
                if (!among(kinds_, kind)) kinds_.push_back(kind);
        }
    }

    void run() const {
        chair_and_observers();
        members();
        quorum();
        above();
        takes();
        if (group_.terms.from && group_.terms.review && *group_.terms.review <= *group_.terms.from)
            errors_.add(node_.at({"terms", "review"}).place,
                        "the terms are reviewed before they count",
                        "Give a day after \"from\".");
    }

private:
    void post(const std::string& agency, const std::string& id, const Place& place) const {
        const Agency* there = definitions_.partnership.agency(agency);
        if (there == nullptr || definitions_.partnership.post(cat({agency, "/", id})) != nullptr)
            return;
        Texts known;
        for (const Post& one : there->posts)
            known.push_back(one.id);
        errors_.unknown(place, cat({"post of \"", agency, "\""}), id, known);
    }

    void agency_and_post(const std::string& both, const Place& place) const {
        const auto slash = both.find('/');
        if (slash == std::string::npos) {
            errors_.add(place, cat({"\"", both, "\" names no post"}), "Write agency/post.");
            return;
        }
        const std::string agency = both.substr(0, slash);
        if (definitions_.partnership.agency(agency) == nullptr)
            errors_.unknown(place, "agency", agency, agencies_);
        post(agency, both.substr(slash + 1), place);
    }

    void chair_and_observers() const {
        if (group_.chair.empty())
            errors_.add(node_.place, "nobody chairs this group", "Add chair: agency/post.");
        else
            agency_and_post(group_.chair, node_.at({"chair"}).place);
        for (const std::string& observer : group_.observers) {
            const Place& place = node_.at({"observers"}).mention(observer).place;
            agency_and_post(observer, place);
        }
    }

    void members() const {
        for (const GroupMember& member : group_.members) {
            const Node& there = node_.at({"members", member.agency});
            if (definitions_.partnership.agency(member.agency) == nullptr)
                errors_.unknown(node_.at({"members"}).key(member.agency)->place,
                                "agency",
                                member.agency,
                                agencies_);
            for (const std::string& id : member.posts)
                post(member.agency, id, there.at({"post"}).mention(id).place);
            for (const std::string& id : member.substitutes) {
                const Place& place = there.at({"substitute"}).mention(id).place;
                post(member.agency, id, place);
                if (among(member.posts, id))
                    errors_.add(place,
                                cat({"\"", id, "\" stands in for itself"}),
                                "Name another post, or take it away.");
            }
        }
    }

    // Reached by those who sit on the group: who observes does not count.
    void quorum() const {
        Texts there;
        for (const std::string& id : group_.agencies()) {
            there.push_back(id);
            if (const Agency* agency = definitions_.partnership.agency(id))
                there.insert(there.end(), agency->kinds.begin(), agency->kinds.end());
        }
        for (const std::string& wanted : group_.quorum) {
            const Place& place = node_.at({"quorum"}).mention(wanted).place;
            if (!among(kinds_, wanted) && !among(agencies_, wanted))
                errors_.unknown(place, "kind of agency", wanted, kinds_);
            else if (!among(there, wanted))
                errors_.add(place,
                            cat({"\"", wanted, "\" must attend but is no member"}),
                            "Add such an agency to members, or take it out of the quorum.");
        }
    }

    void above() const {
        if (group_.answers_to.empty()) return;
        const Place& place = node_.at({"answers-to"}).place;
        const Group* next = definitions_.partnership.group(group_.answers_to);
        if (next == nullptr) {
            Texts known;
            for (const Group& group : definitions_.partnership.groups)
                known.push_back(group.id);
            errors_.unknown(place, "group", group_.answers_to, known);
        }
        std::set<std::string> seen;
        while (next != nullptr && seen.insert(next->id).second) {
            if (next->id == group_.id) {
                errors_.add(place,
                            cat({"\"", group_.id, "\" answers to itself in the end"}),
                            "Let one of them answer to nobody.");
                return;
            }
            next = definitions_.partnership.group(next->answers_to);
        }
    }

    void takes() const {
        Texts known;
        for (const auto& [id, pathway] : definitions_.pathways)
            known.push_back(id);
        for (const std::string& id : group_.takes)
            if (!definitions_.pathways.contains(id))
                errors_.unknown(node_.at({"takes"}).mention(id).place, "pathway", id, known);
    }

    const Definitions& definitions_;
    const Group& group_;
    const Node& node_;
    Errors& errors_;
    Texts agencies_ = {}, kinds_ = {};
};

}  // namespace

void check_groups(const Definitions& definitions, const Sources& sources, Errors& errors) {
    for (const Group& group : definitions.partnership.groups)
        GroupCheck(definitions, group, sources.partnership.at({"groups", group.id}), errors).run();
    for (const auto& [id, list] : definitions.codes)
        if (list.groups && list.codes.empty())
            errors.add(list.place,
                       "the partnership has no groups for this list",
                       "Write groups: in partnership.yaml, or items: here.");
    // A page is of one pathway.
    std::map<std::string, std::string> pages;
    for (const auto& [id, pathway] : definitions.pathways) {
        if (!pathway.publishes) continue;
        const auto [first, fresh] = pages.emplace(pathway.publishes->page, id);
        if (!fresh)
            errors.add(pathway.publishes->place,
                       cat({"the pathway \"", first->second, "\" publishes on this page too"}),
                       "Give each a page of its own.");
    }
}

}  // namespace longstone::define
