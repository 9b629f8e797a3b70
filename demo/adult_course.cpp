#include <algorithm>

#include "base/text.h"
#include "demo/course.h"

namespace longstone::demo {
namespace {

constexpr const char* kTriage = "la-asc/triage-worker";
constexpr const char* kDecider = "la-asc/decision-maker";

const std::vector<std::string>& concern_stages() {
    static const std::vector<std::string> stages = {
        "received", "triage", "decision", "decided", "closed"};
    return stages;
}
const std::vector<std::string>& hub_stages() {
    static const std::vector<std::string> stages = {
        "checks", "conversation", "discussion", "decision", "decided", "closed"};
    return stages;
}

const std::map<std::string, std::string>& outcome_words() {
    static const std::map<std::string, std::string> words = {
        {"hub", "The hub asks the agencies and speaks with the adult."},
        {"s42", "An enquiry has started, at the adult's own pace."},
        {"care-assessment", "An assessment of what help is needed is arranged."},
        {"risk-management", "The agencies meet to plan with the adult how to lower the risk."},
        {"advice", "Advice was given, and a number to ring."},
        {"nfa", "No further action. Please tell us if anything changes."}};
    return words;
}

// Everything that the steps of one adult's course share.
struct Telling {
    const Script& script;
    const Players& players;
    const Worry& worry;
    const Json& story;
    const Family& family;
    const Member& adult;
    std::string contact = {}, hub = {}, outcome = {};
    Words words = {};

    [[nodiscard]] Json answers(const std::string& set) const {
        return script.answers_filled(set, words);
    }
};

Json move(const std::string& to, Json answers) {
    return Json::object({{"move", to}, {"answers", std::move(answers)}});
}

void put_story(Telling& t) {
    auto& words = t.words;
    const auto* source = t.family.first("source");
    const auto* family = t.family.first("family");
    const auto* carer = t.family.first("carer");
    words["adult"] = t.adult.name;
    words["source"] = source == nullptr ? "somebody" : source->name;
    words["family"] = family != nullptr  ? family->name
                      : carer != nullptr ? carer->name
                                         : "A friend of the adult";
    words["repeat"] = t.worry.repeat ? "yes" : "no";
    words["history"] = t.worry.repeat
                           ? "An earlier concern about the same adult; read, and it counts."
                           : "None found in our records.";
    words["pattern"] =
        t.worry.repeat ? "A second concern of a like kind within a year." : "None that we can see.";
    words["own-history"] =
        t.worry.repeat ? "One earlier concern, this year." : "None that we know of.";
    words["outcome"] = outcome_words().at(t.worry.hub ? "hub" : t.outcome);
    words["family-words"] = t.story.text("family");
    words["household"] = t.story.text("where") == "own-home"
                             ? cat({t.adult.name, "; others visit."})
                             : "Lives in the home with others.";
    words["searched"] = cat({t.adult.name, ", ", words["family"], " and those named beside them."});
    for (const char* key : {"worry", "detail", "needs", "wants", "says", "where"}) {
        words[key] = filled(t.story.text(key), words);
    }
}

Json people(const Telling& t) {
    Json people = Json::array();
    for (const auto& person : t.family.people) {
        people.push(person_of(t.family,
                              person,
                              person.is == "adult"    ? "subject"
                              : person.is == "source" ? "source-of-harm"
                                                      : person.is));
    }
    return people;
}

Json concern(const Telling& t) {
    auto answers = t.answers("adult-concern");
    const auto who = t.story.text("who");
    answers.set("abuse-type", t.story["abuse"])
        .set("domestic-abuse", t.story.has("domestic") ? "yes" : "no")
        .set("alleged-relationship", who);
    if (who != "self") answers.set("source-of-risk", t.story["source"]);
    if (who == "staff") answers.set("alleged-employer", "The care provider named above");
    return answers;
}

std::string rating_of(const Telling& t) {
    return t.worry.entry.has("rag") ? t.worry.entry.text("rag") : t.story.text("rag");
}

Json triage(const Telling& t) {
    auto answers = t.answers("adult-triage");
    answers.set("rag", rating_of(t))
        .set("rag-criteria", t.story["criteria"])
        .set("rag-reason", t.story["worry"])
        .set("earlier-count", t.worry.repeat ? "1" : "0")
        .set("triage-route", t.worry.hub ? "hub" : "decide")
        .set("triage-why",
             t.worry.hub ? "Others may know more." : "The answer is plain without the partners.");
    return answers;
}

Json conversation(const Telling& t, Instant at) {
    auto words = t.words;
    put_times(words, at);
    auto answers = t.script.answers_filled("adult-conversation", words);
    answers.set("outcomes-wanted",
                Json(Json::Array{Json::object({{"outcome-words", words.at("wants")},
                                               {"outcome-on", words.at("on")},
                                               {"outcome-by", "Triage worker"}})}));
    return answers;
}

Json decision(const Telling& t) {
    auto answers = t.answers("adult-decision");
    const bool enquiry = t.outcome == "s42";
    answers.set("s42-c", enquiry ? "yes" : "no")
        .set("s42-c-why",
             enquiry ? "Cannot do it without help." : "Can say no, and has somebody to ring.")
        .set("abuse-type-found", t.story["abuse"])
        .set("adult-outcome", t.outcome)
        .set("rationale", cat({t.words.at("detail"), " ", t.words.at("says")}));
    if (t.story.text("who") != "self") answers.set("source-found", t.story["source"]);
    put(answers, t.answers("adult-plan"));
    answers.set("plan-lines",
                Json(Json::Array{Json::object({{"plan-who", t.words.at("family")},
                                               {"plan-what", "Rings each evening"},
                                               {"plan-by", t.words.at("in-a-week")},
                                               {"plan-what-if", "The duty worker calls"}})}));
    return answers;
}

void tell_everyone(const Telling& t,
                   const std::string& record,
                   const std::vector<std::string>& whom,
                   Beat& beat) {
    for (const auto& one : whom) {
        beat.steps.push_back(
            at_record(kTriage, record, Json::object({{"tell", told(one, t.words.at("outcome"))}})));
    }
}

void close_concern(const Telling& t, std::vector<Beat>& beats, Instant at) {
    Beat beat{.at = at};
    tell_everyone(t, t.contact, {"referrer", "adult"}, beat);
    beat.steps.push_back(do_step(kDecider, t.contact, "review"));
    beat.steps.push_back(
        at_record(kTriage, t.contact, move("closed", t.answers("adult-feedback"))));
    beats.push_back(std::move(beat));
}

std::vector<Beat> at_front_door(const Telling& t) {
    const auto& worry = t.worry;
    const std::string to = worry.entry.has("to") && !worry.hub ? worry.entry.text("to") : "closed";
    const auto between = (worry.hub_opened.micros - worry.received.micros) / 4;
    std::vector<Beat> beats = {{.at = worry.received,
                                .steps = {Json::object({{"as", t.story["by"]},
                                                        {"open", "adult-safeguarding-concern"},
                                                        {"people", people(t)},
                                                        {"answers", concern(t)},
                                                        {"remember", t.contact}})}}};
    if (!reaches(to, "triage", concern_stages())) return beats;
    beats.push_back(
        {.at = worry.received + between,
         .steps = {at_record(kTriage, t.contact, move("triage", t.answers("adult-log")))}});
    if (!reaches(to, "decision", concern_stages())) return beats;
    if (worry.hub) {
        beats.push_back({.at = worry.hub_opened,
                         .steps = {do_step(kTriage, t.contact, "review"),
                                   at_record(kTriage, t.contact, move("decided", triage(t))),
                                   Json::object({{"follow", "adult-mash"}, {"remember", t.hub}})}});
        close_concern(t, beats, worry.hub_opened + 3 * kMinute);
        return beats;
    }
    beats.push_back({.at = worry.received + 2 * between,
                     .steps = {do_step(kTriage, t.contact, "review"),
                               at_record(kTriage, t.contact, move("decision", triage(t)))}});
    if (!reaches(to, "decided", concern_stages())) return beats;
    auto decided = conversation(t, worry.hub_opened);
    put(decided, decision(t));
    beats.push_back({.at = worry.hub_opened,
                     .steps = {at_record(kDecider, t.contact, move("decided", decided))}});
    if (to == "closed") close_concern(t, beats, worry.hub_opened + 15 * kMinute);
    return beats;
}

void ask_and_hear(const Telling& t,
                  std::vector<Beat>& beats,
                  const std::vector<std::string>& asked) {
    const auto& entry = t.worry.entry;
    beats.push_back(
        {.steps = {at_record(kTriage,
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
}

Json discussion(const Telling& t, const std::vector<std::string>& asked) {
    Json attended = Json::strings({"la-asc"});
    for (const auto& agency : asked) {
        attended.push(agency);
    }
    return Json::object({{"meeting", "adult-discussion"},
                         {"attended", std::move(attended)},
                         {"answers", t.answers("adult-discussion")}});
}

void decide_and_tell(Telling& t, std::vector<Beat>& beats) {
    t.words["outcome"] = outcome_words().at(t.outcome);
    beats.push_back({.steps = {do_step(kDecider, t.hub, "review"),
                               at_record(kDecider, t.hub, move("decided", decision(t)))}});
    Beat last{.steps = {at_record(kTriage, t.hub, Json::object({{"minutes", "sent"}}))}};
    tell_everyone(t, t.hub, {"referrer", "contributors", "adult"}, last);
    last.steps.push_back(at_record(kTriage, t.hub, move("closed", t.answers("adult-feedback"))));
    beats.push_back(std::move(last));
}

std::vector<Beat> at_hub(Telling& t) {
    const auto& entry = t.worry.entry;
    const auto asked = agencies_asked(
        entry, {"police", "nhcft", "kelda-surgery", "la-other", "cntw", "nfrs", "lantern-house"});
    std::vector<Beat> beats;
    const auto goes = [&](const char* stage) {
        return reaches(entry.text("to"), stage, hub_stages());
    };
    if (entry.has("lead")) {
        auto assign = do_step(kDecider, t.hub, "assign");
        assign.set("user", entry["lead"]);
        beats.push_back({.steps = {std::move(assign)}});
    }
    ask_and_hear(t, beats, asked);
    if (goes("conversation"))
        beats.push_back(
            {.steps = {
                 at_record(kTriage, t.hub, move("conversation", t.answers("adult-background")))}});
    if (goes("discussion"))
        beats.push_back({.steps = {do_step(kTriage, t.hub, "review"),
                                   at_record(kTriage, t.hub, Json::object({{"say", "views"}}))}});
    if (entry.has("meeting")) {
        auto call = do_step(kDecider, t.hub, "call");
        call.set("meeting", "adult-discussion")
            .set("in", entry["meeting"])
            .set("agencies", Json::strings(asked));
        beats.push_back({.steps = {std::move(call)}});
    }
    if (goes("decision"))
        beats.push_back(
            {.steps = {at_record(kDecider, t.hub, Json::object({{"meet", discussion(t, asked)}})),
                       at_record(kDecider, t.hub, move("decision", Json(Json::Object{})))}});
    beats.push_back({.steps = extras_while_open(t.worry, t.hub, kDecider)});
    if (goes("decided")) decide_and_tell(t, beats);
    beats.push_back({.steps = extras_after(t.worry, t.hub, kDecider)});
    return beats;
}

}  // namespace

std::vector<Beat> adult_course(const Script& script, const Players& players, const Worry& worry) {
    const auto& entry = worry.entry;
    const auto& adult = script.member(entry.text("about"));
    const auto& story = script.story(entry.text("story"));
    Telling t{.script = script,
              .players = players,
              .worry = worry,
              .story = story,
              .family = script.family_of(adult.name),
              .adult = adult,
              .contact = worry.id,
              .hub = cat({worry.id, "-hub"}),
              .outcome = entry.has("outcome") ? entry.text("outcome") : "s42"};
    put_referrer(t.words, players, story.text("by"));
    put_times(t.words, worry.received);
    put_story(t);
    auto beats = at_front_door(t);
    if (!worry.hub) return beats;
    put_times(t.words, worry.hub_opened);
    auto hub = at_hub(t);
    spread(hub, worry.hub_opened + 5 * kMinute, worry.end);
    for (auto& beat : hub) {
        for (auto& step : beat.steps) {
            if (step.text("say") == "views")
                step = at_record(kTriage, t.hub, move("discussion", conversation(t, beat.at)));
        }
    }
    beats.insert(beats.end(), hub.begin(), hub.end());
    return beats;
}

}  // namespace longstone::demo
