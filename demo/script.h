#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"

// What the demonstration is written from: the files beside this one, and how their words are
// filled in. The seed chooses what the files leave open.
namespace longstone::demo {

using Words = std::map<std::string, std::string>;

// The same numbers for the same seed everywhere: no distribution of the standard library is used.
class Random {
public:
    explicit Random(std::uint32_t seed) : twister_(seed) {}
    int below(int limit) {
        return static_cast<int>(twister_() % static_cast<std::uint32_t>(limit));
    }

private:
    std::mt19937 twister_;
};

// The words for {these} in a text, everywhere inside the value. Throws std::invalid_argument for a
// word that is not known.
Json filled(const Json& value, const Words& words);
std::string filled(const std::string& text, const Words& words);
// `more` over `answers`.
void put(Json& answers, const Json& more);
Json without(const Json& answers, const std::vector<std::string>& fields);

struct Member {
    std::string is = {}, name = {}, given = {}, family = {}, sex = {}, school = {};
    std::optional<Date> born = {}, expected = {};
};
struct Family {
    std::string id = {};
    Json address = {};
    std::vector<Member> people = {};

    [[nodiscard]] const Member* first(std::string_view is) const;
};

struct Script {
    Json users = {}, asked = {}, child_stories = {}, adult_stories = {}, plan = {};
    std::vector<Family> families = {};
    std::map<std::string, Json> answers = {};
    std::vector<Json> stories = {};                  // of stories/, in the order of the files
    std::map<std::string, Json> story_answers = {};  // of stories/answers

    // Throw std::invalid_argument when there is none.
    [[nodiscard]] const Json& story(const std::string& id) const;
    [[nodiscard]] const Family& family_of(const std::string& name) const;
    [[nodiscard]] const Member& member(const std::string& name) const;
    [[nodiscard]] Json answers_filled(const std::string& set, const Words& words) const;
};

// Ages count back from `today`. Throws std::invalid_argument that says what is wrong.
Script read_script(const std::string& folder, Date today, std::uint32_t seed);

// How somebody is named when a record is opened.
Json person_of(const Family& family, const Member& member, const std::string& role);

}  // namespace longstone::demo
