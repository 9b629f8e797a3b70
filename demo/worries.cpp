#include "demo/worries.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/text.h"

namespace longstone::demo {
namespace {

constexpr std::int64_t kLeastTime = 25 * kMinute;  // for what must have happened by now

bool is_child(const Script& script, const std::string& name) {
    return script.member(name).is == "child";
}

Date working_days(Date from, int count) {
    Date date = from;
    const int step = count < 0 ? -1 : 1;
    for (int left = count < 0 ? -count : count; left > 0;) {
        date = date + step;
        if (weekday(date) <= 5) --left;
    }
    return date;
}

Date working_day_before(Date date) {
    while (weekday(date) > 5) {
        date = date + -1;
    }
    return date;
}

// "-35m", "2h" → micros.
std::int64_t span_of(const std::string& text) {
    const auto count = std::stoll(text);
    if (text.ends_with("m")) return count * kMinute;
    if (text.ends_with("h")) return count * kHour;
    throw std::invalid_argument(cat({"not minutes or hours: ", text}));
}

// When an enquiry was opened that has `due` left of its time.
Instant opened_for(const std::string& due, const std::string& rag, Instant end, Random& random) {
    if (due.ends_with("d")) {
        const int days = rag == "red" ? 1 : rag == "amber" ? 3 : 5;
        const auto today = working_day_before(london(end).date);
        const auto opened = working_days(working_days(today, std::stoi(due)), -days);
        return from_london(opened, 10 * kHour + random.below(240) * kMinute);
    }
    const auto target = end + span_of(due);
    if (rag == "red") return target + -4 * kHour;
    const auto at = london(target);
    return from_london(working_days(at.date, rag == "amber" ? -1 : -3), at.micros);
}

Instant day_before(int ago, Instant end, Random& random) {
    const auto date = working_day_before(london(end).date + -ago);
    return from_london(date, 9 * kHour + (20 + random.below(200)) * kMinute);
}

std::int64_t time_taken(const Json& entry, bool child) {
    if (entry.has("late")) return 32 * kHour;
    const auto rag = entry.text("rag");
    if (rag == "red") return 3 * kHour + 20 * kMinute;
    if (!child) return 2 * kDay + 5 * kHour;
    return rag == "amber" ? 7 * kHour : 2 * kDay + 3 * kHour;
}

Worry enquiry(const Script& script, const Json& entry, Instant end, Random& random) {
    Worry worry{.entry = entry, .hub = true, .end = end + -2 * kMinute};
    const bool child = is_child(script, entry.text("about"));
    if (entry.has("ago")) {
        worry.received = day_before(std::stoi(entry.text("ago")), end, random);
        worry.hub_opened = worry.received + (40 + random.below(50)) * kMinute;
        worry.end = worry.hub_opened + time_taken(entry, child);
    } else {
        worry.hub_opened = opened_for(entry.text("due"), entry.text("rag"), end, random);
        worry.hub_opened = std::min(worry.hub_opened, end + -kLeastTime);
        worry.received = worry.hub_opened + -(35 + random.below(60)) * kMinute;
    }
    return worry;
}

Worry contact(const Json& entry, Instant end, Random& random) {
    Worry worry{.entry = entry, .end = end};
    if (entry.has("ago")) {
        worry.received = day_before(std::stoi(entry.text("ago")), end, random);
        worry.hub_opened = worry.received + (90 + random.below(120)) * kMinute;
    } else {
        worry.received = end + -std::stoll(entry.text("minutes")) * kMinute;
        worry.hub_opened = end + -kMinute;
    }
    return worry;
}

std::string age_word(const Member& member, Date then) {
    if (!member.born) return member.expected ? "unborn" : "";
    if (*member.born + 14 > then) return {};
    const int age = years_between(*member.born, then);
    return age < 1 ? "baby" : age < 5 ? "young" : age < 11 ? "child" : "teen";
}

bool lists(const Json& list, const std::string& word) {
    const auto& items = list.items();
    return std::any_of(
        items.begin(), items.end(), [&](const Json& item) { return item.text() == word; });
}

struct Choice {
    std::string about = {}, story = {};
    bool child = false;
};

// Every telling of a story that fits somebody's age then.
std::vector<Choice> choices_at(const Script& script, Date then) {
    std::vector<Choice> choices;
    for (const auto& family : script.families) {
        for (const auto& person : family.people) {
            if (person.is != "child" || person.expected) continue;
            const auto age = age_word(person, then);
            for (const Json& story : script.child_stories["stories"].items()) {
                if (!age.empty() && lists(story["for"], age))
                    choices.push_back(
                        {.about = person.name, .story = story.text("id"), .child = true});
            }
        }
        const auto* adult = family.first("adult");
        if (adult == nullptr) continue;
        for (const Json& story : script.adult_stories["stories"].items()) {
            if (lists(story["of"], family.id))
                choices.push_back({.about = adult->name, .story = story.text("id")});
        }
    }
    return choices;
}

std::string outcome_for(const Choice& choice, const Script& script, Random& random) {
    const auto rag = script.story(choice.story).text("rag");
    if (!choice.child) {
        if (rag == "red") return "s42";
        return random.below(2) == 0 ? "advice" : "care-assessment";
    }
    if (rag == "red") return "assessment";
    if (rag == "amber") return random.below(3) == 0 ? "advice" : "early-help";
    return random.below(2) == 0 ? "nfa" : "advice";
}

// Contacts that were decided at the front door over the months.
std::vector<Worry> quiet_contacts(const Script& script, Instant end, Random& random) {
    std::vector<Worry> worries;
    std::set<std::pair<std::string, std::string>> told;
    for (const Json& entry : script.plan["enquiries"].items()) {
        told.emplace(entry.text("about"), entry.text("story"));
    }
    const auto wanted = static_cast<std::size_t>(std::stoi(script.plan.text("quiet")));
    while (worries.size() < wanted) {
        const int ago = 4 + random.below(146);
        const auto choices = choices_at(script, london(end).date + -ago);
        const auto& choice =
            choices[static_cast<std::size_t>(random.below(static_cast<int>(choices.size())))];
        if (!told.emplace(choice.about, choice.story).second) continue;
        worries.push_back(contact(Json::object({{"about", choice.about},
                                                {"story", choice.story},
                                                {"ago", number(ago)},
                                                {"outcome", outcome_for(choice, script, random)}}),
                                  end,
                                  random));
    }
    return worries;
}

}  // namespace

std::vector<Worry> worries_of(const Script& script, Instant end, Random& random) {
    std::vector<Worry> worries;
    for (const Json& entry : script.plan["enquiries"].items()) {
        worries.push_back(enquiry(script, entry, end, random));
    }
    for (const Json& entry : script.plan["contacts"].items()) {
        worries.push_back(contact(entry, end, random));
    }
    auto quiet = quiet_contacts(script, end, random);
    worries.insert(worries.end(), quiet.begin(), quiet.end());
    std::stable_sort(worries.begin(), worries.end(), [](const Worry& a, const Worry& b) {
        return a.received < b.received;
    });
    std::set<std::string> known;
    for (std::size_t n = 0; n < worries.size(); ++n) {
        worries[n].id = cat({"worry-", number(static_cast<long long>(n))});
        worries[n].repeat = !known.insert(worries[n].entry.text("about")).second;
    }
    return worries;
}

}  // namespace longstone::demo
