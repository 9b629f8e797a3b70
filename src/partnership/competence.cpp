#include "partnership/competence.h"

#include <algorithm>
#include <set>

#include "access/reach.h"
#include "base/text.h"

namespace longstone::partnership {
namespace {

using define::Requirement;
using work::Context;

constexpr int kSoonMonths = 3;

// The day on which each requirement was last met, by learner.
using Met = std::map<std::pair<std::string, std::string>, Date>;

void note(Met& met, const std::string& user, const std::string& requirement, Date on) {
    auto& last = met.try_emplace({user, requirement}, on).first->second;
    last = std::max(last, on);
}

// One course: when it ended, and which requirements its answers meet.
struct Course {
    std::optional<Date> ended = {};
    std::vector<std::string> meets = {};
};

// What the course was about, for whoever was there: read by the house, which tells the learner
// nothing else of it.
Course course_of(Context& context, const std::string& ref, const define::PlacesRule& places) {
    const auto system = access::system_viewer();
    const auto opened = work::open_record_for(context, system, access::Action::Read, ref);
    if (!opened) return {};
    const auto& record = opened->record;
    const define::Lookup lookup = [&record](const std::string& field) {
        const auto* answer = record.answer(field);
        return answer == nullptr ? std::vector<std::string>() : answer->given.values;
    };
    Course course{.ended = parse_date(record.first_answer(places.ends))};
    for (const auto& [id, requirement] : context.definitions.training)
        if (define::holds(requirement.met, lookup)) course.meets.push_back(id);
    return course;
}

// Of everybody, or of one.
Met all_met(Context& context, const std::string& only) {
    Met met;
    std::map<std::string, Course> courses;
    for (const auto& row : context.db.rows(
             "select p.learner, p.record, r.pathway from place p join record r on r.ref = p.record "
             "where p.state = 'attended' and p.learner <> '' and ($1 = '' or p.learner = $1)",
             {only})) {
        const auto* pathway = context.definitions.pathway(row.text(2));
        if (pathway == nullptr || !pathway->places) continue;
        auto known = courses.find(row.text(1));
        if (known == courses.end())
            known = courses.emplace(row.text(1), course_of(context, row.text(1), *pathway->places))
                        .first;
        const auto& course = known->second;
        if (const auto ended = course.ended)
            for (const auto& requirement : course.meets)
                note(met, row.text(0), requirement, *ended);
    }
    for (const auto& row : context.db.rows(
             "select learner, requirement, done_on from learning where state = 'confirmed' and "
             "requirement <> '' and ($1 = '' or learner = $1)",
             {only}))
        if (const auto on = parse_date(row.text(2))) note(met, row.text(0), row.text(1), *on);
    return met;
}

bool needs(const define::Definitions& definitions,
           const access::PostHeld& held,
           const Requirement& requirement) {
    const auto* agency = definitions.partnership.agency(held.agency);
    if (agency == nullptr) return false;
    const auto post = std::ranges::find(agency->posts, held.post, &define::Post::id);
    return post != agency->posts.end() &&
           std::ranges::any_of(post->roles, [&](const std::string& role) {
               return std::ranges::find(requirement.roles, role) != requirement.roles.end();
           });
}

std::vector<Competence> competence(Context& context, const std::string& only) {
    const auto met = all_met(context, only);
    const Date today = london(context.now).date;
    std::vector<Competence> all;
    std::set<std::pair<std::string, std::string>> done;  // a user may hold two posts
    for (const auto& row : context.db.rows(
             "select a.name, a.shown, p.agency, p.post from user_account a join user_post p on "
             "p.user_name = a.name where a.disabled = 0 and ($1 = '' or a.name = $1) order by "
             "p.agency, a.shown, a.name, p.position",
             {only})) {
        for (const auto& [id, requirement] : context.definitions.training) {
            const access::PostHeld held{.agency = row.text(2), .post = row.text(3)};
            if (!needs(context.definitions, held, requirement)) continue;
            if (!done.insert({row.text(0), id}).second) continue;
            Competence one{.user = row.text(0),
                           .shown = row.text(1),
                           .agency = held.agency,
                           .post = held.post,
                           .requirement = &requirement};
            if (const auto last = met.find({one.user, id}); last != met.end())
                one.last = last->second;
            one.due = due_of(context.definitions.calendar, requirement, one.last, today);
            all.push_back(std::move(one));
        }
    }
    return all;
}

}  // namespace

Due due_of(const Calendar& calendar,
           const Requirement& requirement,
           std::optional<Date> last,
           Date today) {
    if (!last) return {};
    if (!requirement.every) return {.standing = Standing::UpToDate};
    const auto until = calendar.add(*last, requirement.every->amount, requirement.every->unit);
    const auto standing = until < today                            ? Standing::OutOfDate
                          : until < add_months(today, kSoonMonths) ? Standing::DueSoon
                                                                   : Standing::UpToDate;
    return {.standing = standing, .until = until};
}

Sight sight_of(const define::Definitions& definitions, const access::Viewer& viewer) {
    Sight sight{.everybody = access::allow(viewer, access::Action::SeeTraining).has_value()};
    for (const auto& held : viewer.posts)
        if (access::post_has_power(definitions, held, "approve-training"))
            sight.agencies.push_back(held.agency);
    return sight;
}

std::vector<Competence> all_competence(Context& context, const access::Grant& grant) {
    if (grant.action() != access::Action::SeeTraining &&
        grant.action() != access::Action::BookPlaces)
        return {};
    return competence(context, {});
}

std::vector<Competence> own_competence(Context& context, const access::Viewer& viewer) {
    if (viewer.user.empty()) return {};
    return competence(context, viewer.user);
}

}  // namespace longstone::partnership
