#include "work/visible.h"

#include <algorithm>

#include "work/engine.h"

namespace longstone::work {
namespace {

constexpr std::string_view kPeople = "people";

bool replied_itself(const RecordState& record, std::string_view rule, std::string_view agency) {
    for (const auto& request : record.requests) {
        if (request.rule == rule && request.agency == agency && request.answered) return true;
    }
    return false;
}

// The rules of what the viewer's agency is asked.
std::vector<const define::RequestRule*> asked_of_viewer(const Opened& opened) {
    std::vector<const define::RequestRule*> rules;
    for (const auto& request : opened.record.requests) {
        const auto* rule = opened.pathway->request(request.rule);
        if (request.agency == opened.grant.viewer().agency && !request.withdrawn && rule != nullptr)
            rules.push_back(rule);
    }
    return rules;
}

}  // namespace

bool is_nameless(const Opened& opened) {
    const auto& viewer = opened.grant.viewer();
    const bool otherwise = opened.grant.reach() == access::Reach::Whole ||
                           (!viewer.agency.empty() && opened.record.opened_agency == viewer.agency);
    const auto rules = asked_of_viewer(opened);
    return !otherwise && !rules.empty() &&
           std::ranges::all_of(rules, [](const auto* rule) { return rule->anonymous; });
}

std::map<std::string, Answer, std::less<>> shared_answers(const Context& context,
                                                          const Opened& opened) {
    std::map<std::string, Answer, std::less<>> shared;
    const auto& definitions = context.definitions;
    const auto share = [&](const define::Section& section, const define::Field& field) {
        const auto* answer = opened.record.answer(field.id);
        const bool open = !section.sensitive && !field.sensitive && section.private_to.empty() &&
                          field.private_to.empty();
        if (answer != nullptr && open) shared.emplace(field.id, *answer);
    };
    for (const auto* rule : asked_of_viewer(opened)) {
        for (const auto& what : rule->shares) {
            for (const auto* section : definitions.asked({what})) {
                for (const auto& field : section->fields) {
                    share(*section, field);
                }
            }
            const auto* field = definitions.field(*opened.pathway, what);
            const auto* section = definitions.section(*opened.pathway, what);
            if (field != nullptr && section != nullptr) share(*section, *field);
        }
    }
    return shared;
}

std::map<std::string, Answer, std::less<>> visible_answers(Context& context, const Opened& opened) {
    std::map<std::string, Answer, std::less<>> visible = shared_answers(context, opened);
    const auto& viewer = opened.grant.viewer();
    for (const auto& [field, answer] : opened.record.answers) {
        const bool author =
            !viewer.agency.empty() && answer.agency == viewer.agency && answer.carried_from.empty();
        if (opened.grant.reach() != access::Reach::Whole && !author) continue;
        const auto* asked = context.definitions.field(*opened.pathway, field);
        const auto* section = context.definitions.section(*opened.pathway, field);
        if (asked == nullptr || section == nullptr ||
            !access::sees_field(opened.grant, *section, *asked, author))
            continue;
        visible.emplace(field, answer);
    }
    return visible;
}

std::vector<PersonOnRecord> visible_people(const Opened& opened) {
    const auto rules = asked_of_viewer(opened);
    const bool all = opened.grant.reach() == access::Reach::Whole ||
                     std::any_of(rules.begin(), rules.end(), [](const auto* rule) {
                         return std::find(rule->shares.begin(), rule->shares.end(), kPeople) !=
                                rule->shares.end();
                     });
    if (is_nameless(opened)) return {};
    auto people = opened.record.people;
    std::erase_if(people, [&](const PersonOnRecord& person) {
        return !all && !is_subject_role(*opened.pathway, person.role);
    });
    return people;
}

bool sees_reply(const Opened& opened, const RequestState& request) {
    const auto& viewer = opened.grant.viewer();
    if (request.agency == viewer.agency) return true;
    const auto* rule = opened.pathway->request(request.rule);
    const bool blind = rule != nullptr && !rule->blind_until.empty();
    const bool lifted = !blind || opened.record.reached(rule->blind_until);
    // An agency that is asked gives its own view before it sees the others', whatever its roles.
    bool asked_too = false;
    for (const auto& other : opened.record.requests) {
        asked_too = asked_too || (other.rule == request.rule && other.agency == viewer.agency &&
                                  !other.withdrawn);
    }
    if (asked_too && blind && !lifted &&
        !replied_itself(opened.record, request.rule, viewer.agency))
        return false;
    if (opened.grant.reach() == access::Reach::Whole) return true;
    return lifted && replied_itself(opened.record, request.rule, viewer.agency);
}

}  // namespace longstone::work
