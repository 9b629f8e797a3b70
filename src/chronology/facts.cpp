#include "chronology/facts.h"

#include <algorithm>

#include "access/reach.h"
#include "chronology/weights.h"

namespace longstone::chronology {
namespace {

const define::Post* post_of(const define::Definitions& definitions, const access::PostHeld& held) {
    const auto* agency = definitions.partnership.agency(held.agency);
    if (agency == nullptr) return nullptr;
    const auto found = std::ranges::find(agency->posts, held.post, &define::Post::id);
    return found == agency->posts.end() ? nullptr : &*found;
}

bool lists(const std::vector<std::string>& roles, const std::string& role) {
    return std::ranges::find(roles, role) != roles.end();
}

int place_of(const define::Definitions& definitions,
             const define::Pathway& pathway,
             const define::Field* field) {
    int place = 0;
    for (const auto* form : definitions.forms_of(pathway))
        for (const auto& section : form->sections)
            for (const auto& one : section.fields) {
                if (&one == field) return place;
                ++place;
            }
    return place;
}

}  // namespace

Facts::Facts(const define::Definitions& definitions, const std::vector<Knower>& users)
    : definitions_(definitions) {
    for (const auto& agency : definitions.partnership.agencies) {
        Knower knower{.agency = agency.id};
        for (const auto& post : agency.posts)
            knower.posts.push_back({.agency = agency.id, .post = post.id});
        knowers_.push_back(std::move(knower));
    }
    knowers_.insert(knowers_.end(), users.begin(), users.end());
}

PostSight Facts::sight_of(const Knower& knower, const define::Access& access) const {
    PostSight sight;
    for (const auto& held : knower.posts) {
        const auto* post = post_of(definitions_, held);
        if (post == nullptr) continue;
        const auto reach = access::reach_of_post(definitions_, *post, access);
        sight.by_role =
            sight.by_role || std::ranges::any_of(post->roles, [&](const std::string& role) {
                return lists(access.lead, role) || lists(access.works, role) ||
                       lists(access.sees, role);
            });
        sight.part = sight.part || reach.reach != access::Reach::None;
        if (reach.reach != access::Reach::Whole) continue;
        sight.whole = true;
        sight.opens_restricted = sight.opens_restricted || reach.restricted;
        for (const auto& role : post->roles) {
            sight.roles.push_back(role);
            const auto known = definitions_.roles.find(role);
            sight.sees_sensitive = sight.sees_sensitive || (known != definitions_.roles.end() &&
                                                            known->second.sees_sensitive);
        }
    }
    return sight;
}

bool Facts::has_power(const Knower& knower, const std::string& power) const {
    return std::ranges::any_of(knower.posts, [&](const access::PostHeld& held) {
        return access::post_has_power(definitions_, held, power);
    });
}

bool Facts::sees_sensitive(const Knower& knower) const {
    return access::viewer_of(definitions_, knower.user, knower.user, knower.posts).sees_sensitive;
}

const std::vector<PostSight>& Facts::sights(const define::Pathway& pathway) {
    const auto found = sights_.find(pathway.id);
    if (found != sights_.end()) return found->second;
    std::vector<PostSight> sights;
    for (const auto& knower : knowers_)
        sights.push_back(sight_of(knower, pathway.access));
    return sights_.emplace(pathway.id, std::move(sights)).first->second;
}

const Question& Facts::question(const define::Pathway& pathway, const std::string& id) {
    auto& known = questions_[pathway.id];
    const auto found = known.find(id);
    if (found != known.end()) return found->second;
    const auto name = definitions_.present_name(pathway.id, id);
    Question question{.section = definitions_.section(pathway, name),
                      .field = definitions_.field(pathway, name)};
    if (question.field == nullptr) question.section = nullptr;
    if (question.section != nullptr) {
        question.stands = stands(definitions_.line, pathway, *question.field);
        question.place = place_of(definitions_, pathway, question.field);
    }
    return known.emplace(id, question).first->second;
}

}  // namespace longstone::chronology
