#include "demo/stories.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "demo/family_words.h"
#include "demo/runs.h"
#include "demo/times.h"
#include "demo/words.h"

namespace longstone::demo {
namespace {

constexpr std::string_view kOn = "on ";
constexpr std::string_view kFromToday = "today ";
// What is of the telling and not of the step.
constexpr std::array<std::string_view, 7> kOfTelling = {
    "at", "after", "exactly", "when", "unless", "for", "mark"};

void put(Json& answers, const Json& more) {
    for (const auto& [field, value] : more.members()) {
        answers.set(field, value);
    }
}

class Telling {
public:
    Telling(const Script& script,
            const Cast& cast,
            const Calendar& calendar,
            Instant end,
            const Run& run)
        : script_(script),
          cast_(cast),
          calendar_(calendar),
          end_(end),
          run_(run),
          words_([this](const std::string& text) { return day_of(text); }) {}

    // `known`: whom stories were about before this one.
    std::vector<Beat> told(std::set<std::string>& known) {
        now_ = run_.at;
        lay_words(known);
        std::vector<Beat> beats;
        for (const Json& step : run_.steps) {
            if (stands_) break;
            if (!step.has("for")) {
                tell(step, beats);
                continue;
            }
            const auto agencies = words_.filled(step["for"]);
            for (const Json& agency : agencies.items()) {
                Json about = script_.agencies[agency.text()];
                about.set("agency", agency);
                words_.lay(std::move(about));
                tell(step, beats);
                words_.lift();
            }
        }
        return beats;
    }

private:
    void lay_words(std::set<std::string>& known) {
        for (const Json& layer : run_.layers) {
            words_.lay(layer);
        }
        words_.lay(run_.said);
        const auto about = words_.text("about");
        const auto tale = words_.text("tale");
        words_.lift();
        if (!about.empty()) {
            family_ = &script_.family_of(about);
            about_ = family_->named(about);
            const auto school = cast_.agencies.find(about_->school);
            words_.lay(words_about(*family_,
                                   *about_,
                                   school == cast_.agencies.end() ? "" : school->second,
                                   london(now_).date));
            words_.lay(Json::object({{"again", known.insert(about).second ? "no" : "yes"}}));
        }
        if (!tale.empty()) {
            if (!script_.tales.has(tale))
                throw std::invalid_argument(cat({"there is no tale ", tale}));
            words_.lay(script_.tales[tale]);
        }
        words_.lay(run_.said);
        words_.lay(Json::object({{"id", run_.id}}));
        if (const auto by = words_.text("by"); !by.empty()) words_.lay(words_of_referrer(by));
    }

    [[nodiscard]] Json words_of_referrer(const std::string& post) const {
        const auto agency = post.substr(0, post.find('/'));
        if (!cast_.shown.contains(post))
            throw std::invalid_argument(cat({"there is no post ", post}));
        Json words = Json::object({{"referrer", cast_.shown.at(post)},
                                   {"referrer-job", cast_.posts.at(post)},
                                   {"referrer-agency", cast_.agencies.at(agency)},
                                   {"referrer-phone", cast_.phones.at(agency)},
                                   {"referrer-email", cast_.emails.at(agency)}});
        put(words, script_.agencies[agency]["referring"]);
        return words;
    }

    void tell(const Json& step, std::vector<Beat>& beats) {
        if (stands_ || !words_.holds(step)) return;
        const bool exactly = step.text("exactly") == "yes";
        if (step.has("at")) {
            now_ = std::max(time_of(end_, step["at"], exactly), now_ + kMinute);
        } else if (step.has("after")) {
            now_ = time_of(now_, step["after"], exactly);
        }
        stands_ = run_.stands && now_ >= end_;
        if (stands_) return;
        now_ = std::min(now_, end_ + -kMinute);
        exactly_ = exactly;
        if (step.has("at") || step.has("after") || beats.empty()) beats.push_back({.at = now_});
        words_.lay(Json::object({{"today", iso(london(now_).date)}, {"now", iso(now_)}}));
        // Other stories are played in between, on other records.
        const auto record = record_;
        auto told = step_told(step);
        if (!record.empty() && !step.has("open") && !step.has("record")) told.set("record", record);
        beats.back().steps.push_back(std::move(told));
        words_.lift();
    }

    Instant time_of(Instant from, const Json& written, bool exactly) const {
        return instant_of(calendar_, from, words_.filled(written).text(), exactly);
    }

    static std::string iso_of(const Counted& time) {
        return time.at ? iso(*time.at) : iso(time.day);
    }

    // {-3 days}, {on -3 days}, {today +7 days}
    [[nodiscard]] std::optional<std::string> day_of(const std::string& text) const {
        const bool on = text.starts_with(kOn);
        const bool today = text.starts_with(kFromToday);
        const auto rest = text.substr(on ? kOn.size() : today ? kFromToday.size() : 0);
        const auto time = counted(calendar_, today ? now_ : end_, rest, exactly_ || !on);
        return time ? std::optional(iso_of(*time)) : std::nullopt;
    }

    // Filled, and with its days as dates.
    [[nodiscard]] Json dated(const Json& value) const {
        if (value.is_string()) {
            const auto& text = value.text();
            if (!text.starts_with('-') && !text.starts_with('+')) return value;
            const auto time = counted(calendar_, end_, text, exactly_);
            return time ? Json(iso_of(*time)) : value;
        }
        if (value.is_array()) {
            Json list = Json::array();
            for (const Json& item : value.items()) {
                list.push(dated(item));
            }
            return list;
        }
        if (!value.is_object()) return value;
        Json object{Json::Object{}};
        for (const auto& [key, inner] : value.members()) {
            object.set(key, dated(inner));
        }
        return object;
    }

    // With its named sets of answers, and what it says itself over them.
    [[nodiscard]] Json with_answers(const Json& value) const {
        if (!value.is_object()) return value;
        Json object{Json::Object{}};
        for (const auto& [key, inner] : value.members()) {
            if (key != "with") object.set(key, with_answers(inner));
        }
        if (!value.has("with")) return object;
        Json answers{Json::Object{}};
        const auto take = [&](const std::string& name) {
            const auto set = script_.answers.find(name);
            if (set == script_.answers.end())
                throw std::invalid_argument(cat({"there are no answers ", name}));
            put(answers, set->second);
        };
        if (value["with"].is_string()) take(value.text("with"));
        for (const Json& one : value["with"].items()) {
            if (!words_.holds(one)) continue;
            if (one.is_string() || one.has("use"))
                take(one.is_string() ? one.text() : one.text("use"));
            put(answers, one["answers"]);
        }
        put(answers, value["answers"]);
        return object.set("answers", std::move(answers));
    }

    [[nodiscard]] Json people_of(const Json& named) const {
        Json people = Json::array();
        for (const Json& person : named.items()) {
            if (person.has("every")) {
                add_every(people, person.text("every"), person.text("role"));
            } else {
                people.push(somebody(person));
            }
        }
        return people;
    }

    void add_every(Json& people, const std::string& is, const std::string& role) const {
        if (family_ == nullptr) throw std::invalid_argument("it is about nobody's family");
        for (const auto& member : family_->people) {
            const bool there = !member.born || *member.born <= london(now_).date;
            if (member.is == is && &member != about_ && there)
                people.push(person_of(*family_, member, role));
        }
    }

    [[nodiscard]] Json somebody(const Json& person) const {
        if (!person.has("name")) return person;
        const auto name = person.text("name");
        return person_of(script_.family_of(name), script_.member(name), person.text("role"));
    }

    [[nodiscard]] Json ties() const {
        Json ties = Json::array();
        if (family_ == nullptr) throw std::invalid_argument("it is about nobody's family");
        for (const auto& tie : family_->ties) {
            Json said = Json::object({{"person", tie.person},
                                      {"to", tie.other},
                                      {"type", tie.type},
                                      {"lives-with", tie.together ? "yes" : "no"}});
            if (tie.responsible) said.set("other-responsible", "yes");
            ties.push(std::move(said));
        }
        return ties;
    }

    Json step_told(const Json& step) {
        Json kept{Json::Object{}};
        for (const auto& [key, value] : step.members()) {
            if (std::find(kOfTelling.begin(), kOfTelling.end(), key) == kOfTelling.end())
                kept.set(key, value);
        }
        Json told = dated(words_.filled(with_answers(kept)));
        if (told.has("as")) as_ = told.text("as");
        told.set("as", as_);
        if (told.has("people")) told.set("people", people_of(told["people"]));
        if (told["name"].is_object()) told.set("name", somebody(told["name"]));
        if (told.text("do") == "relate") told.set("ties", ties());
        if (told.has("open") || told.has("follow")) {
            if (!told.has("remember")) told.set("remember", next_record());
            record_ = told.text("remember");
        }
        if (told.has("record")) record_ = told.text("record");
        return told;
    }

    std::string next_record() {
        ++records_;
        return records_ == 1 ? run_.id : cat({run_.id, "-", number(records_)});
    }

    const Script& script_;
    const Cast& cast_;
    const Calendar& calendar_;
    Instant end_;
    const Run& run_;
    Words words_;
    const Family* family_ = nullptr;
    const Member* about_ = nullptr;
    std::string as_ = {}, record_ = {};
    Instant now_ = {};
    bool exactly_ = false;
    long long records_ = 0;
    bool stands_ = false;  // the rest has not happened yet
};

}  // namespace

std::vector<Beat> stories_of(const Script& script,
                             const Cast& cast,
                             const Calendar& calendar,
                             Instant end,
                             const std::string& only) {
    std::vector<Beat> beats;
    std::set<std::string> known;
    for (const auto& run : runs_of(script, calendar, end)) {
        if (run.id.find(only) == std::string::npos) continue;
        try {
            auto told = Telling(script, cast, calendar, end, run).told(known);
            beats.insert(beats.end(),
                         std::make_move_iterator(told.begin()),
                         std::make_move_iterator(told.end()));
        } catch (const std::invalid_argument& wrong) {
            throw std::invalid_argument(cat({"the story ", run.id, ": ", wrong.what()}));
        }
    }
    return beats;
}

}  // namespace longstone::demo
