#include <algorithm>

#include "base/text.h"
#include "demo/course.h"

namespace longstone::demo {
namespace {

constexpr const char* kFirstContact = "la-csc/first-contact-worker";
constexpr const char* kSupervisor = "la-csc/practice-supervisor";
constexpr const char* kWorker = "la-csc/hub-social-worker";
constexpr const char* kManager = "la-csc/hub-manager";

const std::vector<std::string>& contact_stages() {
    static const std::vector<std::string> stages = {"received", "decision", "decided", "closed"};
    return stages;
}
const std::vector<std::string>& hub_stages() {
    static const std::vector<std::string> stages = {
        "rating", "family", "checks", "analysis", "discussion", "decision", "decided", "closed"};
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

// Everything that the steps of one child's course share.
struct Telling {
    const Script& script;
    const Players& players;
    const Worry& worry;
    const Json& story;
    const Family& family;
    const Member& child;
    std::string referrer = {}, contact = {}, hub = {}, outcome = {};
    Words words = {};
    bool baby = false;

    [[nodiscard]] Json answers(const std::string& set) const {
        return script.answers_filled(set, words);
    }
    [[nodiscard]] bool has_words() const { return !story.text("words").empty(); }
    [[nodiscard]] bool parents_heard() const { return !story.text("parents").empty(); }
};

std::string name_or(const Member* member, const std::string& otherwise) {
    return member == nullptr ? otherwise : member->name;
}

void put_family(Telling& t) {
    auto& words = t.words;
    std::vector<std::string> names;
    for (const auto& person : t.family.people) {
        if (person.is != "father" && person.is != "gran") names.push_back(person.name);
    }
    const auto* father = t.family.first("father");
    const auto* man = t.family.first("man");
    const auto* gran = t.family.first("gran");
    words["child"] = t.child.given;
    words["mother"] = name_or(t.family.first("mother"), "the mother");
    words["father"] = name_or(father, "the father");
    words["man"] = name_or(man, "the man");
    words["school"] =
        t.child.school.empty() ? "no school yet" : t.players.agencies.at(t.child.school);
    words["household"] = cat({join_and(names), "."});
    words["network"] = gran == nullptr ? "A neighbour and an aunt of the mother help now and then."
                                       : cat({gran->name, ", grandmother, helps most days."});
    words["father-role"] = father == nullptr ? "The mother would not name him; she was asked twice."
                                             : cat({father->name, " sees the children each week."});
    words["other-men"] = man == nullptr ? "Asked, and told there is nobody else."
                                        : cat({man->name, ", who stays several nights a week."});
    words["searched"] = cat({join_and(names), ", with the fathers and other men who were named."});
}

void put_story(Telling& t) {
    auto& words = t.words;
    words["repeat"] = t.worry.repeat ? "yes" : "no";
    words["history"] =
        t.worry.repeat ? "There was an earlier contact about the same child. Read, and it counts."
                       : "None found. Searched our records, early help and education.";
    words["pattern"] =
        t.worry.repeat ? "The same worry again, closer together." : "None that we can see yet.";
    words["own-history"] =
        t.worry.repeat ? "We have told you of something like this before." : "Nothing before this.";
    words["outcome"] = outcome_words().at(t.worry.hub ? "hub" : t.outcome);
    for (const char* key : {"worry", "detail", "well", "happen", "day", "level", "need"}) {
        words[key] = filled(t.story.text(key), words);
    }
}

Json people(const Telling& t) {
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

Json referral(const Telling& t) {
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

Json decision_on_contact(const Telling& t) {
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
        answers.set("to-hub", "no").set("referral-outcome", "assessment");
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

Json move(const std::string& to, Json answers) {
    return Json::object({{"move", to}, {"answers", std::move(answers)}});
}

void tell_and_close(const Telling& t, std::vector<Beat>& beats, Instant at, const std::string& to) {
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
                               at_record(kFirstContact, t.contact, move("closed", feedback))}});
}

std::vector<Beat> at_front_door(Telling& t) {
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
                     .steps = {at_record(kFirstContact, t.contact, move("decision", log))}});
    if (!reaches(to, "decided", contact_stages())) return beats;
    Beat deciding{.at = decided, .steps = {do_step(kSupervisor, t.contact, "review")}};
    deciding.steps.push_back(
        at_record(kSupervisor, t.contact, move("decided", decision_on_contact(t))));
    if (worry.hub)
        deciding.steps.push_back(Json::object({{"follow", "child-mash"}, {"remember", t.hub}}));
    beats.push_back(std::move(deciding));
    tell_and_close(t, beats, decided + 3 * kMinute, to);
    if (!worry.hub)
        beats.push_back(
            {.at = decided + 20 * kMinute, .steps = extras_after(worry, t.contact, kManager)});
    return beats;
}

Json views(const Telling& t, const Words& words) {
    auto answers = t.script.answers_filled("mash-views", words);
    if (t.has_words()) {
        answers.set("child-says", t.story["words"])
            .set("child-says-how", "seen-alone")
            .set("child-says-by", "Hub social worker")
            .set("child-says-on", words.at("at"));
    } else {
        answers.set("child-not-heard", "unborn-or-baby")
            .set("child-who-will", "The health visitor watches and writes what is seen.");
    }
    if (t.parents_heard()) {
        answers.set("parents-say", t.story["parents"]);
    } else {
        answers = without(answers, {"parents-say-by", "parents-say-how", "parents-say-on"});
        answers.set("parents-not-heard", "not-safe")
            .set("parents-who-will", "The social worker with the police, tomorrow.");
    }
    return answers;
}

Json analysis(const Telling& t) {
    auto answers = t.answers("mash-analysis");
    const bool suspected = t.outcome == "strategy" || t.worry.entry.text("rag") == "red";
    answers.set("hub-scale", suspected ? "2" : "5")
        .set("threshold-met", suspected ? "yes" : "no")
        .set("threshold-why", suspected ? t.words.at("detail") : t.words.at("well"));
    if (t.baby)
        answers.set("baby-weighed", "Cannot move away or tell; weighed first by everybody.");
    if (t.worry.entry.has("differ")) {
        answers
            .set("rag-disagreement",
                 "One agency rates it otherwise, from what it alone has seen. The hub keeps its "
                 "rating and has said so to that agency.")
            .set("criteria-reviewed", "yes");
    }
    return answers;
}

Json discussion(const Telling& t, const std::vector<std::string>& asked) {
    auto answers = t.answers("hub-discussion");
    const bool strategy = t.outcome == "strategy" || t.worry.entry.text("rag") == "red";
    answers.set("strategy-held", strategy ? "yes" : "no");
    if (strategy) {
        answers.set("strategy-agreed", t.outcome == "strategy" ? "s47-joint" : "s17");
    } else {
        answers.set("strategy-why-not", "Nobody suspects significant harm.");
    }
    Json attended = Json::strings({"la-csc"});
    for (const auto& agency : asked) {
        attended.push(agency);
    }
    return Json::object({{"meeting", "hub-discussion"},
                         {"attended", std::move(attended)},
                         {"answers", std::move(answers)}});
}

Json hub_decision(const Telling& t) {
    auto answers = t.answers("mash-decision");
    put(answers, t.answers("safety-plan"));
    const bool suspected = t.worry.entry.text("rag") == "red";
    answers.set("hub-outcome", t.outcome)
        .set("rationale", cat({t.words.at("detail"), " ", t.words.at("well")}))
        .set("plan-lines",
             Json(Json::Array{Json::object({{"plan-who", t.words.at("mother")},
                                            {"plan-what", "Rings the hub or the school each day"},
                                            {"plan-by", t.words.at("in-a-week")},
                                            {"plan-what-if", "The duty worker calls round"}})}));
    if (t.outcome == "advice" || t.outcome == "early-help")
        answers.set("advice-given", outcome_words().at(t.outcome));
    if (suspected && t.outcome != "strategy")
        answers.set("strategy-not-why", "The adult is away and the children are safe meanwhile.");
    if (!t.has_words()) answers.set("child-effect", "none");
    return answers;
}

std::vector<std::string> likely_agencies(const Telling& t) {
    std::vector<std::string> likely = {"police", "nhcft"};
    if (!t.child.school.empty()) likely.push_back(t.child.school);
    if (t.child.school.empty() || t.child.born > london(t.worry.end).date + -6 * 365)
        likely.emplace_back("hdft");
    if (t.family.address["protected"].boolean()) likely.insert(likely.begin() + 2, "lantern-house");
    for (const char* more : {"kelda-surgery", "la-early-help", "la-other", "cntw"}) {
        likely.emplace_back(more);
    }
    return agencies_asked(t.worry.entry, likely);
}

void ask_and_hear(const Telling& t,
                  std::vector<Beat>& beats,
                  const std::vector<std::string>& asked) {
    const auto& entry = t.worry.entry;
    beats.push_back(
        {.steps = {at_record(kWorker,
                             t.hub,
                             Json::object({{"ask",
                                            Json::object({{"request", "partner-check"},
                                                          {"agencies", Json::strings(asked)},
                                                          {"words", t.story["worry"]}})}}))}});
    const auto answered = entry.has("answered")
                              ? static_cast<std::size_t>(std::stoi(entry.text("answered")))
                              : asked.size();
    for (std::size_t n = 0; n < answered && n < asked.size(); ++n) {
        beats.push_back({.steps = {check_reply(t.script, t.worry, t.story, asked[n], t.words)}});
    }
    if (entry.has("remind")) beats.push_back({.steps = {do_step(kWorker, t.hub, "remind")}});
}

void decide_and_tell(Telling& t, std::vector<Beat>& beats, const std::vector<std::string>& asked) {
    const auto to = t.worry.entry.text("to");
    t.words["outcome"] = outcome_words().at(t.outcome);
    beats.push_back({.steps = {do_step(kManager, t.hub, "review"),
                               at_record(kManager, t.hub, move("decided", hub_decision(t)))}});
    Beat telling{};
    for (const char* whom : {"referrer", "contributors"}) {
        telling.steps.push_back(
            at_record(kWorker, t.hub, Json::object({{"tell", told(whom, t.words.at("outcome"))}})));
    }
    beats.push_back(std::move(telling));
    if (to != "closed") return;
    beats.push_back(
        {.steps = {at_record(kWorker, t.hub, Json::object({{"minutes", "sent"}})),
                   at_record(asked.empty() ? kWorker : t.script.asked["police"].text("post"),
                             t.hub,
                             Json::object({{"minutes", "received"}}))}});
    beats.push_back(
        {.steps = {
             at_record(
                 kWorker, t.hub, Json::object({{"tell", told("family", t.words.at("outcome"))}})),
             at_record(kWorker, t.hub, move("closed", t.answers("mash-feedback")))}});
}

std::vector<Beat> at_hub(Telling& t) {
    const auto& entry = t.worry.entry;
    const auto to = entry.text("to");
    const auto asked = likely_agencies(t);
    std::vector<Beat> beats;
    const auto goes = [&](const char* stage) { return reaches(to, stage, hub_stages()); };
    if (goes("family")) {
        Beat beat{.steps = {at_record(kManager, t.hub, move("family", Json(Json::Object{})))}};
        auto assign = do_step(kManager, t.hub, "assign");
        assign.set("user", entry.has("lead") ? entry.text("lead") : "dana.oyelaran");
        beat.steps.insert(beat.steps.begin(), std::move(assign));
        beats.push_back(std::move(beat));
    }
    if (goes("checks")) {
        auto family = t.answers("mash-family");
        if (t.family.address["protected"].boolean())
            family.set("protected-address", "yes")
                .set("protected-from", "The mother's, from the father, by order of the court.");
        beats.push_back({.steps = {at_record(kWorker, t.hub, move("checks", family))}});
        ask_and_hear(t, beats, asked);
    }
    if (goes("analysis")) {
        beats.push_back({.steps = {do_step(kWorker, t.hub, "review"),
                                   at_record(kWorker, t.hub, Json::object({{"say", "views"}}))}});
    }
    if (goes("discussion"))
        beats.push_back({.steps = {at_record(kWorker, t.hub, move("discussion", analysis(t)))}});
    if (entry.has("meeting")) {
        auto call = do_step(kManager, t.hub, "call");
        call.set("meeting", "hub-discussion")
            .set("in", entry["meeting"])
            .set("agencies", Json::strings(asked));
        beats.push_back({.steps = {std::move(call)}});
    }
    if (goes("decision")) {
        beats.push_back(
            {.steps = {at_record(kManager, t.hub, Json::object({{"meet", discussion(t, asked)}})),
                       at_record(kManager, t.hub, move("decision", Json(Json::Object{})))}});
    }
    beats.push_back({.steps = extras_while_open(t.worry, t.hub, kManager)});
    if (goes("decided")) decide_and_tell(t, beats, asked);
    beats.push_back({.steps = extras_after(t.worry, t.hub, kManager)});
    return beats;
}

}  // namespace

std::vector<Beat> child_course(const Script& script, const Players& players, const Worry& worry) {
    const auto& entry = worry.entry;
    const auto& child = script.member(entry.text("about"));
    const auto& story = script.story(entry.text("story"));
    const auto then = london(worry.received).date;
    Telling t{.script = script,
              .players = players,
              .worry = worry,
              .story = story,
              .family = script.family_of(child.name),
              .child = child,
              .referrer = story.text("by"),
              .contact = worry.id,
              .hub = cat({worry.id, "-hub"}),
              .outcome = entry.has("outcome") ? entry.text("outcome") : "s17"};
    t.baby = child.expected || (child.born && years_between(*child.born, then) < 1);
    if (t.referrer == "school")
        t.referrer = child.school.empty() ? "hdft/health-visitor"
                                          : cat({child.school, "/safeguarding-lead"});
    put_referrer(t.words, players, t.referrer);
    put_times(t.words, worry.received);
    put_family(t);
    put_story(t);
    auto beats = at_front_door(t);
    if (!worry.hub) return beats;
    put_times(t.words, worry.hub_opened);
    auto hub = at_hub(t);
    spread(hub, worry.hub_opened + 5 * kMinute, worry.end);
    // What was said at the hub is dated when it was heard.
    for (auto& beat : hub) {
        for (auto& step : beat.steps) {
            if (step.text("say") != "views") continue;
            auto words = t.words;
            put_times(words, beat.at);
            step = at_record(kWorker, t.hub, move("analysis", views(t, words)));
        }
    }
    beats.insert(beats.end(), hub.begin(), hub.end());
    return beats;
}

}  // namespace longstone::demo
