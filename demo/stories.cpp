#include "demo/stories.h"

#include <charconv>
#include <stdexcept>

#include "base/limit.h"
#include "base/text.h"

namespace longstone::demo {
namespace {

// "-45 days 10:15": a day counted from the end and, where it is said, a time of it.
struct Counted {
    Date day = {};
    std::optional<std::int64_t> minutes = {};
};

std::optional<int> whole_of(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

std::optional<Counted> counted_from(Date end, const std::string& text) {
    const auto words = split(text, ' ');
    if (words.size() < 2 || words.size() > 3 || (words[1] != "days" && words[1] != "day"))
        return {};
    const auto days = whole_of(words[0]);
    if (!days) return {};
    Counted counted{.day = end + *days};
    if (words.size() == 2) return counted;
    const auto time = split(words[2], ':');
    const auto hours = time.size() == 2 ? whole_of(time[0]) : std::nullopt;
    const auto minutes = time.size() == 2 ? whole_of(time[1]) : std::nullopt;
    if (!hours || !minutes) return {};
    counted.minutes = *hours * 60 + *minutes;
    return counted;
}

class Telling {
public:
    Telling(const Script& script, const Calendar& calendar, Instant end, const Json& story)
        : script_(script), calendar_(calendar), end_(end), story_(story), id_(story.text("id")) {}

    std::vector<Beat> told() {
        exactly_ = story_["exactly"].text() == "yes";
        now_ = time_of(story_["starts"].text());
        std::vector<Beat> beats;
        for (const Json& step : story_["steps"].items()) {
            exactly_ = step["exactly"].text() == "yes";
            if (step.has("at")) now_ = std::max(time_of(step.text("at")), now_ + kMinute);
            if (step.has("at") || beats.empty()) beats.push_back({.at = std::min(now_, end_)});
            auto told = step_told(step);
            // Other stories are played in between, on other records.
            const bool first = beats.back().steps.empty();
            if (first && !record_.empty() && !step.has("open") && !step.has("record"))
                told.set("record", record_);
            beats.back().steps.push_back(std::move(told));
        }
        return beats;
    }

private:
    [[noreturn]] void wrong(std::string_view what) const {
        throw std::invalid_argument(cat({"the story ", id_, ": ", what}));
    }

    Instant time_of(const std::string& text) const {
        const auto counted = counted_from(london(end_).date, text);
        if (!counted || !counted->minutes)
            wrong(cat({"“", text, "” is no time; write one like -45 days 10:15"}));
        return from_london(worked(counted->day), *counted->minutes * kMinute);
    }

    // A day that counts: the last one before, unless the step says exactly.
    [[nodiscard]] Date worked(Date day) const {
        while (!exactly_ && !calendar_.is_working_day(day)) {
            day = day + -1;
        }
        return day;
    }

    std::string filled_text(const std::string& text) const {
        if (text == "{today}") return iso(london(now_).date);
        if (text == "{now}") return iso(now_);
        if (text.empty() || (text.front() != '-' && text.front() != '+')) return text;
        const auto counted = counted_from(london(end_).date, text);
        if (!counted) return text;
        if (!counted->minutes) return iso(worked(counted->day));
        return iso(from_london(worked(counted->day), *counted->minutes * kMinute));
    }

    Json dated(const Json& value) const {
        if (value.is_string()) return filled_text(value.text());
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
            if (key == "with") continue;
            object.set(key, dated(inner));
        }
        if (value.has("with")) object.set("answers", dated(answers_of(value)));
        return object;
    }

    // The named sets, and what the step itself says over them.
    Json answers_of(const Json& step) const {
        Json answers{Json::Object{}};
        const auto take = [&](const std::string& name) {
            const auto set = script_.story_answers.find(name);
            if (set == script_.story_answers.end()) wrong(cat({"there are no answers ", name}));
            put(answers, set->second);
        };
        if (step["with"].is_string()) take(step.text("with"));
        for (const Json& name : step["with"].items()) {
            take(name.text());
        }
        put(answers, step["answers"]);
        return answers;
    }

    Json somebody(const Json& person) const {
        if (!person.has("name")) return person;
        const auto name = person.text("name");
        return person_of(script_.family_of(name), script_.member(name), person.text("role"));
    }

    Json step_told(const Json& step) {
        if (step.has("as")) as_ = step.text("as");
        Json told = dated(step);
        Json kept{Json::Object{}};
        for (const auto& [key, value] : told.members()) {
            if (key != "at" && key != "exactly") kept.set(key, value);
        }
        kept.set("as", as_);
        if (step.has("people")) {
            Json people = Json::array();
            for (const Json& person : step["people"].items()) {
                people.push(somebody(person));
            }
            kept.set("people", std::move(people));
        }
        if (step["name"].is_object()) kept.set("name", somebody(step["name"]));
        if (step.has("open") || step.has("follow")) {
            if (!step.has("remember")) kept.set("remember", next_record());
            record_ = kept.text("remember");
        }
        if (step.has("record")) record_ = step.text("record");
        return kept;
    }

    std::string next_record() {
        ++records_;
        return records_ == 1 ? id_ : cat({id_, "-", number(records_)});
    }

    const Script& script_;
    const Calendar& calendar_;
    Instant end_;
    const Json& story_;
    std::string id_;
    std::string as_ = {}, record_ = {};
    Instant now_ = {};
    bool exactly_ = false;
    long long records_ = 0;
};

}  // namespace

std::vector<Beat> stories_of(const Script& script, const Calendar& calendar, Instant end) {
    std::vector<Beat> beats;
    for (const Json& story : script.stories) {
        auto told = Telling(script, calendar, end, story).told();
        beats.insert(beats.end(),
                     std::make_move_iterator(told.begin()),
                     std::make_move_iterator(told.end()));
    }
    return beats;
}

}  // namespace longstone::demo
