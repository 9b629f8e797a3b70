#include "demo/course.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::demo {
namespace {

std::string agency_of(const std::string& post) {
    return post.substr(0, post.find('/'));
}

// Which kind of source the national return calls them, by the kind of post.
std::string source_code(const std::string& post) {
    const auto agency = agency_of(post);
    if (agency == "police") return "6";
    if (agency == "hdft") return "3B";
    if (agency == "nhcft") return "3E";
    if (agency == "kelda-surgery") return "3A";
    if (agency == "marram-homes") return "4";
    if (agency == "nfrs") return "5B";
    if (agency == "whin-sill-house") return "8";
    return "2A";
}

std::string line_of(const Json& story, const std::string& service) {
    const std::string key = service == "health-acute"   ? "hospital"
                            : service == "health-0-19"  ? "visiting"
                            : service == "primary-care" ? "gp"
                            : service == "education"    ? "school"
                                                        : service;
    return story.has(key) ? story.text(key)
                          : "Known to us. Nothing that worries us in the last year.";
}

}  // namespace

Json at_record(const std::string& as, const std::string& record, Json step) {
    step.set("as", as).set("record", record);
    return step;
}

Json do_step(const std::string& as, const std::string& record, const std::string& what) {
    return at_record(as, record, Json::object({{"do", what}}));
}

void put_referrer(Words& words, const Players& players, const std::string& post) {
    const auto agency = agency_of(post);
    words["referrer"] = players.shown.at(post);
    words["referrer-job"] = players.posts.at(post);
    words["referrer-agency"] = players.agencies.at(agency);
    words["referrer-phone"] = players.phones.at(agency);
    words["referrer-email"] = players.emails.at(agency);
    words["referral-source"] = source_code(post);
}

void put_times(Words& words, Instant at) {
    const auto today = london(at).date;
    words["on"] = iso(today);
    words["at"] = iso(at + -5 * kMinute);
    words["in-a-week"] = iso(today + 7);
}

std::vector<std::string> agencies_asked(const Json& entry, const std::vector<std::string>& likely) {
    auto agencies = likely;
    const auto asks =
        static_cast<std::size_t>(entry.has("asks") ? std::stoi(entry.text("asks")) : 3);
    if (agencies.size() > asks) agencies.resize(asks);
    return agencies;
}

Json check_reply(const Script& script,
                 const Worry& worry,
                 const Json& story,
                 const std::string& agency,
                 const Words& words) {
    const auto& asked = script.asked[agency];
    auto answers = script.answers_filled("partner-check", words);
    const auto line = filled(line_of(story, asked.text("service")), words);
    const bool differs = worry.entry.text("differ") == agency;
    const auto rag = worry.entry.text("rag");
    const std::string other = rag == "red" ? "amber" : "red";
    answers.set("service", asked["service"])
        .set(asked.text("field"), line)
        .set("rag-view", differs ? other : rag)
        .set("rag-view-why", line);
    if (asked.text("service") == "police")
        answers.set("police-people", "No bail, orders or convictions beyond what is said above.");
    return at_record(
        asked.text("post"),
        cat({worry.id, "-hub"}),
        Json::object({{"reply", Json::object({{"to", agency}, {"answers", answers}})}}));
}

Json told(const std::string& whom, const std::string& words) {
    return Json::object({{"whom", whom}, {"how", "telephone"}, {"words", words}});
}

std::vector<Json> extras_while_open(const Worry& worry,
                                    const std::string& record,
                                    const std::string& worker) {
    std::vector<Json> steps;
    const auto& entry = worry.entry;
    if (entry.has("document")) {
        steps.push_back(at_record(entry["document"].text("as"),
                                  record,
                                  Json::object({{"do", "document"}, {"of", entry["document"]}})));
    }
    if (entry.has("action")) {
        auto action = entry["action"];
        action.set("due", iso(london(worry.end).date + 2));
        steps.push_back(at_record(worker, record, Json::object({{"action", action}})));
    }
    return steps;
}

std::vector<Json> extras_after(const Worry& worry,
                               const std::string& record,
                               const std::string& worker) {
    std::vector<Json> steps;
    const auto& entry = worry.entry;
    if (entry.has("bar"))
        steps.push_back(
            at_record(worker, record, Json::object({{"do", "bar"}, {"of", entry["bar"]}})));
    if (entry.has("restrict"))
        steps.push_back(at_record(worker, record, Json::object({{"restrict", entry["restrict"]}})));
    if (entry.has("glass"))
        steps.push_back(at_record(entry["glass"].text("as"),
                                  record,
                                  Json::object({{"do", "glass"}, {"of", entry["glass"]}})));
    if (entry.has("dissent")) {
        const auto& dissent = entry["dissent"];
        steps.push_back(at_record(dissent.text("as"),
                                  record,
                                  Json::object({{"disagree",
                                                 Json::object({{"about", dissent["about"]},
                                                               {"words", dissent["words"]}})}})));
    }
    return steps;
}

bool reaches(const std::string& to,
             const std::string& stage,
             const std::vector<std::string>& stages) {
    return std::find(stages.begin(), stages.end(), to) >=
           std::find(stages.begin(), stages.end(), stage);
}

void spread(std::vector<Beat>& beats, Instant from, Instant until) {
    const auto count = static_cast<std::int64_t>(beats.size());
    const std::int64_t step = (until.micros - from.micros) / (count + 1);
    std::int64_t n = 0;
    for (auto& beat : beats) {
        beat.at = from + ++n * (step - step % kSecond);
    }
}

}  // namespace longstone::demo
