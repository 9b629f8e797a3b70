#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "people/keys.h"
#include "people/score.h"

// A place, a group or an organisation against what was typed. There are fewer of them than people
// and their names have common words in them ("bus station"), so one word alone says little.
namespace longstone::people {
namespace {

constexpr double kPrior = -12;  // one in about 4,000
constexpr double kPostcode = 6;
constexpr double kOtherPostcode = -3;
constexpr double kLine = 6;

struct Level {
    double weight = 0;
    const char* words = "";
};

bool begins_word(const std::vector<std::string>& words, std::string_view beginning) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return word.starts_with(beginning);
    });
}

// How many of the typed words stand in the name; the last one may be unfinished.
std::size_t shared(const std::vector<std::string>& typed,
                   const std::vector<std::string>& held,
                   bool still_typing) {
    std::size_t count = 0;
    for (const std::string& word : typed) {
        const bool whole = std::find(held.begin(), held.end(), word) != held.end();
        const bool begun = still_typing && &word == &typed.back() && begins_word(held, word);
        if (whole || begun) ++count;
    }
    return count;
}

Level name_level(const Sought& sought, std::string_view held) {
    constexpr Level kNone = {.weight = -6, .words = "Name differs"};
    if (sought.name == held) return {.weight = 10, .words = "Name agrees"};
    if (sound(sought.name) == sound(held)) return {.weight = 6, .words = "Name sounds alike"};
    const auto typed = split(sought.name, ' ');
    const auto words = split(held, ' ');
    const std::size_t same = shared(typed, words, sought.still_typing);
    if (same == typed.size()) return {.weight = 7, .words = "All these words are in the name"};
    // In the box for everything the words may be a person's name.
    if (sought.still_typing) return kNone;
    if (shared(words, typed, false) == words.size()) {
        return {.weight = 7, .words = "All words of the name agree"};
    }
    if (same > 0) return {.weight = 3, .words = "Part of the name agrees"};
    return kNone;
}

void add(Score& total, std::string field, Level level) {
    if (level.weight > 0) ++total.agreeing;
    total.weight += level.weight;
    total.explanation.push_back(
        {.field = std::move(field), .weight = level.weight, .words = level.words});
}

bool has_line(const Profile& thing, std::string_view line) {
    return std::find(thing.lines.begin(), thing.lines.end(), line) != thing.lines.end();
}

void add_where(Score& total, const Sought& sought, const Profile& thing) {
    if (!sought.where.empty() && has_line(thing, sought.where)) {
        add(total, "where", {.weight = kLine, .words = "It is at the same address"});
    }
    if (sought.postcode.empty() || thing.postcodes.empty()) return;
    const bool same = std::find(thing.postcodes.begin(), thing.postcodes.end(), sought.postcode) !=
                      thing.postcodes.end();
    add(total,
        "postcode",
        same ? Level{.weight = kPostcode, .words = "Postcode agrees"}
             : Level{.weight = kOtherPostcode, .words = "Postcode differs"});
}

}  // namespace

Score score_thing(const Sought& sought, const Profile& thing) {
    Score total{.weight = kPrior};
    if (!sought.name.empty() && !thing.names.empty()) {
        Level best = name_level(sought, thing.names.front().family);
        for (const Name& name : thing.names) {
            const Level level = name_level(sought, name.family);
            if (level.weight > best.weight) best = level;
        }
        // What is typed into the one box may be the street.
        if (best.weight < 0 && has_line(thing, sought.name)) {
            best = {.weight = kLine, .words = "It is at this address"};
        }
        add(total, "name", best);
    }
    add_where(total, sought, thing);
    total.probability = 1 / (1 + std::exp2(-total.weight));
    return total;
}

}  // namespace longstone::people
