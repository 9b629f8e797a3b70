#include "access/policy.h"

#include <algorithm>
#include <utility>

#include "access/reach.h"
#include "base/text.h"
#include "define/definitions.h"

namespace longstone::access {

namespace {

bool has_post_at(const Viewer& viewer, const std::set<std::string>& agencies) {
    return std::ranges::any_of(
        viewer.posts, [&](const PostHeld& held) { return agencies.contains(held.agency); });
}

bool is_named(const Viewer& viewer, const RecordFacts& record) {
    if (viewer.is_public()) return false;  // everybody on the public pages has that name
    return record.lead == viewer.user || record.users.contains(viewer.user) ||
           record.broke_glass.contains(viewer.user);
}

bool works_or_leads(const Viewer& viewer, const define::Access& access) {
    return viewer.holds_any(access.lead) || viewer.holds_any(access.works);
}

bool has_role_in(const Viewer& viewer, const define::Access& access) {
    return works_or_leads(viewer, access) || viewer.holds_any(access.sees);
}

bool opens_restricted(const define::Definitions& definitions,
                      const Viewer& viewer,
                      const define::Access& access) {
    return std::ranges::any_of(viewer.roles, [&](const std::string& role) {
        return role_opens_restricted(definitions, role, access);
    });
}

// Asked to answer, and for the agency that was asked: a power held at another agency is not enough.
bool may_reply(const define::Definitions& definitions,
               const Viewer& viewer,
               const RecordFacts& record) {
    return std::ranges::any_of(viewer.posts, [&](const PostHeld& held) {
        return record.agencies.contains(held.agency) &&
               post_has_power(definitions, held, "be-asked");
    });
}

// Those who may know that a record which they cannot read exists: unless it is restricted, whoever
// may break the glass; if it is, those who see the unrestricted ones of its pathway.
bool may_know_of(const define::Pathway& pathway, const Viewer& viewer, const RecordFacts& record) {
    if (pathway.access.sealed) return false;  // nobody else, not even with a reason
    if (!viewer.may("break-glass") || record.barred.contains(viewer.user)) return false;
    const bool restricted = record.restricted || pathway.access.restricted;
    return !restricted || has_role_in(viewer, pathway.access) ||
           has_post_at(viewer, record.agencies);
}

// A link in the hand of somebody of an agency, who answers what that was asked and opens nothing.
bool answers_for_agency(const Viewer& viewer, const RecordFacts& record) {
    return viewer.is_public() && !viewer.agency.empty() && !record.ref.empty() &&
           viewer.by_link.record == record.ref;
}

// On the record that the link in their hand is of, to answer there; else a new one of the pathway.
bool may_open(const define::Pathway& pathway, const Viewer& viewer, const RecordFacts& record) {
    if (viewer.is_public() && !record.ref.empty() && viewer.by_link.record == record.ref)
        return !answers_for_agency(viewer, record);
    return pathway.access.open_to_public || viewer.holds_any(pathway.access.opens) ||
           (viewer.is_public() && viewer.by_link.opens == pathway.id);
}

// Whether the action on a record is allowed to somebody who sees that much of it.
bool may_do(const define::Definitions& definitions,
            const define::Pathway& pathway,
            const Viewer& viewer,
            Action action,
            Reach reach,
            const RecordFacts& record) {
    if (record.barred.contains(viewer.user)) return false;
    const bool restricted = record.restricted || pathway.access.restricted;
    const bool works = reach == Reach::Whole && works_or_leads(viewer, pathway.access);
    // One that was restricted by itself is answered by the people whom it names; where the whole
    // pathway is, asking an agency is letting it see what it is asked.
    const bool answerable = reach != Reach::None || !restricted || pathway.access.restricted;
    const bool replies =
        answerable && !viewer.is_public() && may_reply(definitions, viewer, record);
    // Whose link is for one question answers it, on a record that whoever is asked may know of.
    const bool by_link = answers_for_agency(viewer, record) && !restricted;
    switch (action) {
        case Action::Read:
            return reach != Reach::None;
        case Action::Work:
            return works;
        case Action::Assign:
            return reach == Reach::Whole && viewer.holds_any(pathway.access.assigns);
        case Action::Reply:
            return replies || by_link;
        case Action::Attach:
            // Whoever only answers a question of a restricted pathway does not see the record.
            return works || (replies && (reach != Reach::None || !restricted));
        case Action::DecideRelease:
            return !viewer.is_public() &&
                   std::ranges::any_of(viewer.posts, [&](const PostHeld& held) {
                       return post_has_power(definitions, held, "decide-release");
                   });
        case Action::Review:
            return reach == Reach::Whole && viewer.may("review-decisions");
        default:
            return false;
    }
}

Refused needs_reason() {
    return refuse(Fault::NeedsReason,
                  "You can open this only with a reason. Say why you need it now. Your reason is "
                  "kept and looked at by the people who answer for this record.");
}

bool is_blank(std::string_view text) {
    return trim(text).empty();
}

const char* power_for(Action action) {
    switch (action) {
        case Action::SearchPeople:
            return "search-people";
        case Action::CreatePerson:
            return "create-people";
        case Action::EditPerson:
            return "edit-people";
        case Action::ManageUsers:
            return "manage-users";
        case Action::ReadAccessLog:
            return "read-access-log";
        case Action::SeeDefinitions:
            return "see-definitions";
        case Action::SeeFigures:
            return "see-figures";
        case Action::BookPlaces:
            return "book-training";
        case Action::SeeTraining:
            return "see-training";
        case Action::KeepFigures:
            return "keep-figures";
        case Action::JudgeMatches:
            return "judge-matches";
        case Action::SendFeeds:
            return "send-feeds";
        case Action::SeeSharing:
            return "see-sharing";
        default:
            return nullptr;
    }
}

}  // namespace

Reach reach_of(const define::Definitions& definitions,
               const Viewer& viewer,
               const RecordFacts& record) {
    const auto found = definitions.pathways.find(record.pathway);
    if (found == definitions.pathways.end()) return Reach::None;
    if (viewer.is_system()) return Reach::Whole;
    if (viewer.user.empty() || record.barred.contains(viewer.user)) return Reach::None;

    const define::Access& access = found->second.access;
    const bool by_role = has_role_in(viewer, access);
    if (is_named(viewer, record)) {
        const bool whole =
            by_role || record.lead == viewer.user || record.broke_glass.contains(viewer.user);
        return whole ? Reach::Whole : Reach::Part;
    }
    if (record.restricted || access.restricted) {
        return opens_restricted(definitions, viewer, access) ? Reach::Whole : Reach::None;
    }
    if (by_role) return Reach::Whole;
    if (access.involved_agencies_see && has_post_at(viewer, record.agencies)) return Reach::Part;
    return Reach::None;
}

Result<Grant> allow(const define::Definitions& definitions,
                    const Viewer& viewer,
                    Action action,
                    const RecordFacts& record,
                    std::string_view reason) {
    const auto found = definitions.pathways.find(record.pathway);
    if (found == definitions.pathways.end()) return not_found();
    const define::Pathway& pathway = found->second;
    const Reach reach = reach_of(definitions, viewer, record);

    if (viewer.is_system()) {
        return Grant(viewer, action, Reach::Whole, record.ref, std::string(reason));
    }
    if (action == Action::ReadPublished) {
        // Which of its answers, and at which stages, is said by the pathway (work/published).
        const bool kept = record.restricted || pathway.access.restricted;
        if (!pathway.publishes || kept || (viewer.is_public() && !pathway.publishes->to_public))
            return not_found();
        return Grant(viewer, action, Reach::Part, record.ref, std::string(reason));
    }
    if (action == Action::Open) {
        if (!may_open(pathway, viewer, record)) return not_found();
        // Nothing stands on it yet but what the opener says.
        return Grant(viewer, action, std::max(reach, Reach::Part), record.ref, std::string(reason));
    }
    if (action == Action::BreakGlass) {
        if (pathway.access.sealed || !viewer.may("break-glass") ||
            record.barred.contains(viewer.user))
            return not_found();
        if (is_blank(reason)) {
            if (!may_know_of(pathway, viewer, record)) return not_found();
            return needs_reason();
        }
        return Grant(viewer, action, Reach::Whole, record.ref, std::string(trim(reason)));
    }
    if (may_do(definitions, pathway, viewer, action, reach, record)) {
        return Grant(viewer, action, std::max(reach, Reach::Part), record.ref, std::string(reason));
    }
    if (action == Action::Read && may_know_of(pathway, viewer, record)) return needs_reason();
    return not_found();
}

Result<Grant> allow(const Viewer& viewer,
                    Action action,
                    std::string_view subject,
                    std::string_view reason) {
    const auto grant = [&](Reach reach) {
        return Grant(viewer, action, reach, std::string(subject), std::string(trim(reason)));
    };
    if (viewer.is_system()) return grant(Reach::Whole);
    const bool sees_all = viewer.may("see-all-people");
    if (action == Action::ReadPerson) {
        if (sees_all) return grant(Reach::Whole);
        if (viewer.may("search-people")) return grant(Reach::Part);
        return not_found();
    }
    if (action == Action::OwnAccount) {
        if (viewer.user.empty() || viewer.is_public() || subject != viewer.user) return not_found();
        return grant(Reach::Whole);
    }
    if (action == Action::BreakGlass) {
        if (!viewer.may("break-glass")) return not_found();
        if (is_blank(reason)) return needs_reason();
        return grant(Reach::Whole);
    }
    const char* power = power_for(action);
    if (power == nullptr || !viewer.may(power)) return not_found();
    const bool on_people = action == Action::SearchPeople || action == Action::CreatePerson ||
                           action == Action::EditPerson;
    return grant(on_people && !sees_all ? Reach::Part : Reach::Whole);
}

Result<Grant> allow_through(const Grant& record, Action action, std::string_view subject) {
    const Action held = record.action();
    const bool writes = held == Action::Open || held == Action::Work;
    const bool reads = held == Action::Open || held == Action::Work || held == Action::Read ||
                       held == Action::Reply || held == Action::BreakGlass ||
                       held == Action::Review;
    if ((action == Action::CreatePerson && writes) || (action == Action::ReadPerson && reads)) {
        return Grant(record.viewer(), action, Reach::Part, std::string(subject), record.reason());
    }
    return not_found();
}

Result<Grant> allow_in_review(const define::Definitions& definitions,
                              const Grant& review,
                              std::string_view reviewing,
                              const RecordFacts& record) {
    const Viewer& viewer = review.viewer();
    if (auto own = allow(definitions, viewer, Action::Review, record, review.reason())) return own;
    const auto* pathway = definitions.pathway(record.pathway);
    const auto* by = definitions.pathway(reviewing);
    const bool closed = pathway == nullptr || record.restricted || pathway->access.restricted ||
                        record.barred.contains(viewer.user);
    const bool looks_back =
        by != nullptr && std::ranges::find(by->looks_back, record.pathway) != by->looks_back.end();
    if (review.action() != Action::Review || closed || !looks_back) return not_found();
    return Grant(viewer, Action::Review, Reach::Whole, record.ref, review.reason());
}

bool sees_field(const Grant& grant,
                const define::Section& section,
                const define::Field& field,
                bool author) {
    if (author) return true;
    if (grant.reach() != Reach::Whole) return false;
    const Viewer& viewer = grant.viewer();
    if (viewer.is_system()) return true;
    if ((section.sensitive || field.sensitive) && !viewer.sees_sensitive) return false;
    const auto open = [&](const std::vector<std::string>& roles) {
        return roles.empty() || viewer.holds_any(roles);
    };
    return open(section.private_to) && open(field.private_to);
}

}  // namespace longstone::access
