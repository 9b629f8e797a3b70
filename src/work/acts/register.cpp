#include <algorithm>

#include "access/accounts.h"
#include "base/secret.h"
#include "base/text.h"
#include "work/acts/places.h"
#include "work/answers.h"

// Who came, and what those who came say of it.
namespace longstone::work {
namespace {

constexpr std::size_t kCertificateChars = 12;

Refused wrong(std::string field, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

// Worked out now and kept in the event: what was given stays, whatever the definitions say later.
void put_certificate(const Opened& opened, const Offer& offer, Json& entry) {
    const auto& rule = *opened.pathway->places;
    if (!rule.certificate) return;
    entry.set("certificate", random_code(kCertificateChars));
    const auto months = parse_figure(opened.record.first_answer(rule.valid_months));
    if (months && *months > 0 && offer.last)
        entry.set("valid_until", iso(add_months(*offer.last, static_cast<int>(*months))));
}

Result<Json> came_json(const Opened& opened, const Offer& offer, const Register& taken) {
    Json list = Json::array();
    for (const auto& entry : taken.came) {
        const auto* place = find_place(opened.record.places, entry.place);
        const bool can = place != nullptr && (place->active() || place->state == Place::Attended ||
                                              place->state == Place::Missed);
        if (!can) return wrong("came", "Somebody in this list gave their place back: look again");
        const bool same = (place->state == Place::Attended && entry.came) ||
                          (place->state == Place::Missed && !entry.came);
        // Who only waited or was not approved did not miss anything.
        if (same ||
            (!entry.came && place->state != Place::Booked && place->state != Place::Attended))
            continue;
        Json one = Json::object({{"place", entry.place}, {"came", entry.came}});
        if (entry.came) put_certificate(opened, offer, one);
        list.push(std::move(one));
    }
    return list;
}

Result<Json> walk_ins_json(Context& context,
                           const Opened& opened,
                           const Offer& offer,
                           const Register& taken) {
    Json list = Json::array();
    for (const auto& person : taken.walk_ins) {
        auto agency = person.agency;
        if (!person.learner.empty()) {
            const auto account = access::find_account(context.db, person.learner);
            if (!account || account->posts.empty())
                return wrong("walk-in", "There is no such user: write the name instead");
            const auto* known = place_for(opened.record.places, person.learner);
            if (known != nullptr && (known->active() || known->state == Place::Attended))
                return wrong("walk-in", cat({account->shown, " is in the list already"}));
            agency = account->posts.front().agency;
        } else if (trim(person.name).empty()) {
            return wrong("walk-in", "Choose somebody, or write a name");
        }
        if (context.definitions.partnership.agency(agency) == nullptr)
            return wrong("walk-in-agency", "Choose the agency");
        Json one = Json::object(
            {{"place", new_id()},
             {"learner", person.learner},
             {"name", person.learner.empty() ? std::string(trim(person.name)) : std::string()},
             {"agency", agency}});
        put_certificate(opened, offer, one);
        list.push(std::move(one));
    }
    return list;
}

std::vector<const define::Section*> sections_of(const define::Form& form) {
    std::vector<const define::Section*> sections;
    for (const auto& section : form.sections)
        sections.push_back(&section);
    return sections;
}

}  // namespace

Result<Opened> take_register(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             SeenRev seen,
                             const Register& taken) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    if (!opened.pathway->places) return not_found();
    const auto offer = offer_of(situation_of(context, opened));
    if (offer.is_off) return refuse(Fault::Invalid, "It was called off: nobody came.");
    if (!offer.first || london(context.now).date < *offer.first)
        return refuse(Fault::Invalid, "Record who came on the day itself, or after it.");
    auto came = TRY(came_json(opened, offer, taken));
    auto walk_ins = TRY(walk_ins_json(context, opened, offer, taken));
    if (came.items().empty() && walk_ins.items().empty()) return opened;
    Change change{.kind = "record.registered"};
    change.body.set("register", std::move(came)).set("walk_ins", std::move(walk_ins));
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    return opened;
}

Result<EvaluationAsked> find_evaluation(const Context& context,
                                        const access::Viewer& viewer,
                                        const Opened& opened,
                                        std::string_view id,
                                        std::string_view evaluation) {
    const auto* place = find_place(opened.record.places, id);
    if (place == nullptr) return not_found();
    const auto situation = situation_of(context, opened);
    for (const auto& asked : evaluations_of(situation, offer_of(situation), *place)) {
        if (asked.rule->id != evaluation) continue;
        const auto& by = asked.rule->by_manager ? place->manager : place->learner;
        if (by != viewer.user || asked.from > context.now) return not_found();
        return asked;
    }
    return not_found();
}

Result<Opened> evaluate_place(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              std::string_view id,
                              std::string_view evaluation,
                              Answers answers) {
    auto opened = TRY(open_places(context, viewer, ref));
    const auto asked = TRY(find_evaluation(context, viewer, opened, id, evaluation));
    if (asked.answered) return refuse(Fault::Invalid, "You have sent this already. Thank you.");
    const auto* form = context.definitions.form(asked.rule->form);
    if (form == nullptr) return not_found();
    const auto sections = sections_of(*form);
    const auto situation = situation_of(context, opened);
    const define::Lookup known = lookup_of(situation);
    const define::Lookup lookup = [&](const std::string& field) {
        const auto given = answers.find(field);
        return given == answers.end() ? known(field) : given->second.values;
    };
    auto problems = check_answers(context.definitions, sections, answers, lookup, context.now);
    if (problems.empty())
        problems = missing_answers(sections, lookup, [&](const std::string& field) -> const Given* {
            const auto given = answers.find(field);
            return given == answers.end() ? nullptr : &given->second;
        });
    if (!problems.empty())
        return Refused(Problem{.message = "Some answers need attention. Nothing was sent.",
                               .fields = std::move(problems)});
    Change change{.kind = "record.place-evaluated"};
    change.body.set("place", std::string(id))
        .set("evaluation", std::string(evaluation))
        .set("reply", to_json(answers));
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    return opened;
}

}  // namespace longstone::work
