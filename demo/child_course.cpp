#include <algorithm>

#include "base/text.h"
#include "demo/child_telling.h"

namespace longstone::demo {
namespace {

const std::vector<std::string>& hub_stages() {
    static const std::vector<std::string> stages = {
        "rating", "family", "checks", "analysis", "discussion", "decision", "decided", "closed"};
    return stages;
}

std::string name_or(const Member* member, const std::string& otherwise) {
    return member == nullptr ? otherwise : member->name;
}

void put_family(ChildTelling& t) {
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

void put_story(ChildTelling& t) {
    auto& words = t.words;
    words["repeat"] = t.worry.repeat ? "yes" : "no";
    words["history"] =
        t.worry.repeat ? "There was an earlier contact about the same child. Read, and it counts."
                       : "None found. Searched our records, early help and education.";
    words["pattern"] =
        t.worry.repeat ? "The same worry again, closer together." : "None that we can see yet.";
    words["own-history"] =
        t.worry.repeat ? "We have told you of something like this before." : "Nothing before this.";
    words["outcome"] = child_outcome_words(t.worry.hub ? "hub" : t.outcome);
    for (const char* key : {"worry", "detail", "well", "happen", "day", "level", "need"}) {
        words[key] = filled(t.story.text(key), words);
    }
}

Json views(const ChildTelling& t, const Words& words) {
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

Json analysis(const ChildTelling& t) {
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

Json discussion(const ChildTelling& t, const std::vector<std::string>& asked) {
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

Json hub_decision(const ChildTelling& t) {
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
        answers.set("advice-given", child_outcome_words(t.outcome));
    if (t.outcome == "s17" || t.outcome == "strategy")
        answers.set("referral-received-on", iso(london(t.worry.received).date));
    if (suspected && t.outcome != "strategy")
        answers.set("strategy-not-why", "The adult is away and the children are safe meanwhile.");
    if (!t.has_words()) answers.set("child-effect", "none");
    return answers;
}

std::vector<std::string> likely_agencies(const ChildTelling& t) {
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

void ask_and_hear(const ChildTelling& t,
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

void decide_and_tell(ChildTelling& t,
                     std::vector<Beat>& beats,
                     const std::vector<std::string>& asked) {
    const auto to = t.worry.entry.text("to");
    t.words["outcome"] = child_outcome_words(t.outcome);
    beats.push_back({.steps = {do_step(kManager, t.hub, "review"),
                               at_record(kManager, t.hub, move_to("decided", hub_decision(t)))}});
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
             at_record(kWorker, t.hub, move_to("closed", t.answers("mash-feedback")))}});
}

std::vector<Beat> at_hub(ChildTelling& t) {
    const auto& entry = t.worry.entry;
    const auto to = entry.text("to");
    const auto asked = likely_agencies(t);
    std::vector<Beat> beats;
    const auto goes = [&](const char* stage) { return reaches(to, stage, hub_stages()); };
    if (goes("family")) {
        Beat beat{.steps = {at_record(kManager, t.hub, move_to("family", Json(Json::Object{})))}};
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
        beats.push_back({.steps = {at_record(kWorker, t.hub, move_to("checks", family))}});
        ask_and_hear(t, beats, asked);
    }
    if (goes("analysis")) {
        beats.push_back({.steps = {do_step(kWorker, t.hub, "review"),
                                   at_record(kWorker, t.hub, Json::object({{"say", "views"}}))}});
    }
    if (goes("discussion"))
        beats.push_back({.steps = {at_record(kWorker, t.hub, move_to("discussion", analysis(t)))}});
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
                       at_record(kManager, t.hub, move_to("decision", Json(Json::Object{})))}});
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
    ChildTelling t{.script = script,
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
    auto beats = child_at_front_door(t);
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
            step = at_record(kWorker, t.hub, move_to("analysis", views(t, words)));
        }
    }
    beats.insert(beats.end(), hub.begin(), hub.end());
    return beats;
}

}  // namespace longstone::demo
