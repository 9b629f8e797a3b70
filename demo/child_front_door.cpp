#include "base/text.h"
#include "demo/child_telling.h"

namespace longstone::demo {
namespace {

const std::vector<std::string>& contact_stages() {
    static const std::vector<std::string> stages = {"received", "decision", "decided", "closed"};
    return stages;
}
const std::map<std::string, std::string>& outcome_words() {
    static const std::map<std::string, std::string> words = {
        {"nfa", "No further action. Please tell us if anything changes."},
        {"advice", "Advice was given; school and family go on with it."},
        {"early-help", "A family worker will ring this week and lead the help."},
        {"assessment", "A social worker will assess, and begins this week."},
        {"s17", "A social worker will assess, and begins this week."},
        {"strategy", "A joint enquiry has started. You will be asked to take part."},
        {"hub", "The hub asks the agencies and speaks with the family."}};
    return words;
}

Json people(const ChildTelling& t) {
    Json people = Json::array();
    const auto then = london(t.worry.received).date;
    for (const auto& person : t.family.people) {
        if (person.born && *person.born > then) continue;
        const bool subject = person.name == t.child.name;
        const std::string role = subject                ? "subject"
                                 : person.is == "child" ? "sibling"
                                 : person.is == "man"   ? "man-in-household"
                                 : person.is == "gran"  ? "network"
                                                        : person.is;
        people.push(person_of(t.family, person, role));
    }
    return people;
}

Json referral(const ChildTelling& t) {
    auto answers = t.answers("marf");
    if (t.baby) {
        put(answers, t.answers("marf-baby"));
        if (!t.child.expected)
            answers.set("non-mobile-injury", t.story.text("id") == "bruise-ear" ? "yes" : "no");
    }
    answers.set("harm-type", t.story["harm"]);
    const auto heard = [&](const std::string& who, const std::string& by) {
        answers.set(cat({who, "-how"}), "seen-alone")
            .set(cat({who, "-by"}), by)
            .set(cat({who, "-on"}), t.words.at("on"));
    };
    if (t.has_words()) {
        answers.set("child-words", t.story["words"]);
        heard("child-words", t.words.at("referrer"));
    } else {
        answers.set("words-not-sought", "unborn-or-baby");
    }
    if (t.parents_heard()) {
        answers.set("parent-words", t.story["parents"]);
        heard("parent-words", cat({t.words.at("mother"), ", to ", t.words.at("referrer")}));
    } else {
        answers.set("parent-words-not-sought", "not-safe");
    }
    return answers;
}

Json decision_on_contact(const ChildTelling& t) {
    auto answers = t.answers("contact-decision");
    answers.set("rationale", cat({t.words.at("detail"), " ", t.words.at("well")}));
    const bool referred = t.worry.hub || t.outcome == "assessment";
    answers.set("contact-outcome", referred ? "cin-referral" : t.outcome);
    if (t.worry.hub) {
        answers.set("to-hub", "yes")
            .set("rag", t.worry.entry["rag"])
            .set("rag-criteria", t.story["criteria"])
            .set("rag-reason", t.story["worry"]);
    } else if (referred) {
        answers.set("to-hub", "no")
            .set("referral-outcome", "assessment")
            .set("referral-received-on", iso(london(t.worry.received).date));
    }
    if (referred) answers.set("primary-need", t.words.at("need"));
    if (t.baby) answers.set("decision-baby", "Weighed first: too young to tell or to move away.");
    if (!t.has_words()) {
        answers.set("words-effect", "none");
        answers = without(answers, {"words-effect-how"});
    }
    if (!t.parents_heard()) answers.set("family-words-effect", "none");
    return answers;
}

void tell_and_close(const ChildTelling& t,
                    std::vector<Beat>& beats,
                    Instant at,
                    const std::string& to) {
    Beat telling{.at = at};
    for (const char* whom : {"referrer", "family"}) {
        telling.steps.push_back(at_record(
            kFirstContact, t.contact, Json::object({{"tell", told(whom, t.words.at("outcome"))}})));
    }
    beats.push_back(std::move(telling));
    if (to != "closed") return;
    auto feedback = t.answers("contact-feedback");
    if (t.outcome == "advice" || t.outcome == "early-help")
        feedback.set("advice-given", t.words.at("outcome"));
    beats.push_back({.at = at + 10 * kMinute,
                     .steps = {do_step(kSupervisor, t.contact, "review"),
                               at_record(kFirstContact, t.contact, move_to("closed", feedback))}});
}

}  // namespace

const std::string& child_outcome_words(const std::string& outcome) {
    return outcome_words().at(outcome);
}

Json move_to(const std::string& stage, Json answers) {
    return Json::object({{"move", stage}, {"answers", std::move(answers)}});
}

std::vector<Beat> child_at_front_door(ChildTelling& t) {
    const auto& worry = t.worry;
    const std::string to = worry.entry.has("to") && !worry.hub ? worry.entry.text("to") : "closed";
    std::vector<Beat> beats;
    put_times(t.words, worry.received);
    beats.push_back({.at = worry.received,
                     .steps = {Json::object({{"as", t.referrer},
                                             {"open", "child-contact-referral"},
                                             {"people", people(t)},
                                             {"answers", referral(t)},
                                             {"remember", t.contact}})}});
    if (!worry.hub) {
        for (auto& step : extras_while_open(worry, t.contact, kManager)) {
            beats.front().steps.push_back(std::move(step));
        }
    }
    if (!reaches(to, "decision", contact_stages())) return beats;
    auto log = t.answers("contact-log");
    if (t.family.first("father") == nullptr || t.family.first("man") == nullptr)
        log.set("men-not-known", cat({"Asked ", t.words.at("mother"), "; nobody else was named."}));
    const Instant decided = worry.hub_opened;
    const std::int64_t between = (decided.micros - worry.received.micros) / 3;
    beats.push_back({.at = worry.received + between,
                     .steps = {at_record(kFirstContact, t.contact, move_to("decision", log))}});
    if (!reaches(to, "decided", contact_stages())) return beats;
    Beat deciding{.at = decided, .steps = {do_step(kSupervisor, t.contact, "review")}};
    deciding.steps.push_back(
        at_record(kSupervisor, t.contact, move_to("decided", decision_on_contact(t))));
    if (worry.hub)
        deciding.steps.push_back(Json::object({{"follow", "child-mash"}, {"remember", t.hub}}));
    beats.push_back(std::move(deciding));
    tell_and_close(t, beats, decided + 3 * kMinute, to);
    if (!worry.hub)
        beats.push_back(
            {.at = decided + 20 * kMinute, .steps = extras_after(worry, t.contact, kManager)});
    return beats;
}

}  // namespace longstone::demo
