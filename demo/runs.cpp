#include "demo/runs.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"
#include "demo/crowds.h"
#include "demo/times.h"

namespace longstone::demo {
namespace {

// What an item of `each` says of itself; the rest are words.
constexpr std::array<std::string_view, 4> kOfItself = {"starts", "until", "exactly", "steps"};

// The steps up to and with the one so marked; all of them without a mark.
Json::Array cut(const Json::Array& steps, const std::string& mark) {
    if (mark.empty()) return steps;
    const auto so_marked = [&](const Json& step) { return step.text("mark") == mark; };
    if (std::count_if(steps.begin(), steps.end(), so_marked) != 1)
        throw std::invalid_argument(cat({"not one step is marked ", mark, ", but none or more"}));
    const auto last = std::find_if(steps.begin(), steps.end(), so_marked);
    return {steps.begin(), std::next(last)};
}

class Stories {
public:
    Stories(const Script& script, const Calendar& calendar, Instant end)
        : script_(script), calendar_(calendar), end_(end) {}

    std::vector<Run> told() {
        for (const Json& story : script_.stories) {
            const auto id = story.text("id");
            try {
                tell(story, id);
            } catch (const std::invalid_argument& wrong) {
                throw std::invalid_argument(cat({"the story ", id, ": ", wrong.what()}));
            }
        }
        std::stable_sort(
            runs_.begin(), runs_.end(), [](const Run& a, const Run& b) { return a.at < b.at; });
        return std::move(runs_);
    }

private:
    void tell(const Json& story, const std::string& id) {
        const auto made = whole(story, 0);
        if (story.has("crowd") || story.has("months")) {
            auto crowd =
                crowd_of(made, deal_of(story), story, calendar_, london(end_).date, invented_);
            runs_.insert(runs_.end(),
                         std::make_move_iterator(crowd.begin()),
                         std::make_move_iterator(crowd.end()));
            return;
        }
        if (!story.has("each")) {
            if (story.has("starts")) add(made, id, story);
            return;
        }
        std::size_t number_of = 0;
        for (const Json& item : story["each"].items()) {
            auto run = made;
            run.steps = cut(made.steps, item.text("until"));
            for (const Json& step : item["steps"].items()) {
                run.steps.push_back(step);
            }
            Json said{Json::Object{}};
            for (const auto& [key, value] : item.members()) {
                if (std::find(kOfItself.begin(), kOfItself.end(), key) == kOfItself.end())
                    said.set(key, value);
            }
            run.said = std::move(said);
            add(std::move(run), cat({id, "/", number(static_cast<long long>(++number_of))}), item);
        }
    }

    void add(Run run, const std::string& id, const Json& source) {
        run.id = id;
        run.at =
            instant_of(calendar_, end_, source.text("starts"), source.text("exactly") == "yes");
        runs_.push_back(std::move(run));
    }

    // The story with what it is like.
    Run whole(const Json& story, int depth) {
        constexpr int kDeepest = 8;
        if (depth > kDeepest) throw std::invalid_argument("it is like itself");
        Run run;
        if (story.has("like")) {
            run = whole(other(story.text("like")), depth + 1);
            run.steps = cut(run.steps, story.text("until"));
        }
        if (story.has("words")) run.layers.push_back(story["words"]);
        for (const Json& step : story["steps"].items()) {
            run.steps.push_back(step);
        }
        return run;
    }

    [[nodiscard]] const Json& other(const std::string& like) const {
        const auto found =
            std::find_if(script_.stories.begin(), script_.stories.end(), [&](const Json& story) {
                return story.text("id") == like;
            });
        if (found == script_.stories.end())
            throw std::invalid_argument(cat({"there is no story ", like, " to be like"}));
        return *found;
    }

    // What a crowd deals, and over it what it deals itself.
    [[nodiscard]] Json deal_of(const Json& story) const {
        Json deal = story.has("like") ? deal_of(other(story.text("like"))) : Json{Json::Object{}};
        for (const auto& [word, values] : story["deal"].members()) {
            deal.set(word, values);
        }
        return deal;
    }

    const Script& script_;
    const Calendar& calendar_;
    Instant end_;
    std::vector<Run> runs_ = {};
    Invented invented_ = {};
};

}  // namespace

std::vector<Run> runs_of(const Script& script, const Calendar& calendar, Instant end) {
    return Stories(script, calendar, end).told();
}

}  // namespace longstone::demo
