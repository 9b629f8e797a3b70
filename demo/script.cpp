#include "demo/script.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "base/text.h"
#include "demo/scenario.h"

namespace longstone::demo {
namespace {

constexpr int kDaysInAYear = 365;
constexpr std::uint32_t kMix = 16777619;

// A number of its own for each name, so that adding a family moves nobody's birthday.
std::uint32_t number_for(const std::string& name, std::uint32_t seed) {
    std::uint32_t mixed = 2166136261U ^ seed;
    for (const char c : name) {
        mixed = (mixed ^ static_cast<unsigned char>(c)) * kMix;
    }
    return mixed;
}

// "7y" or "4m" before `today`, and some days more.
Date born_from(const std::string& age, Date today, const std::string& name, std::uint32_t seed) {
    const int count = std::stoi(age);
    Random random(number_for(name, seed));
    return age.ends_with("m") ? add_months(today, -count) + -random.below(12)
                              : add_months(today, -12 * count) + -random.below(kDaysInAYear - 65);
}

Member member_from(const Json& json, Date today, std::uint32_t seed) {
    Member member{.is = json.text("is"),
                  .name = json.text("name"),
                  .sex = json.text("sex"),
                  .school = json.text("school")};
    const auto space = member.name.rfind(' ');
    if (space == std::string::npos)
        throw std::invalid_argument(cat({"give both names: ", member.name}));
    member.given = member.name.substr(0, space);
    member.family = member.name.substr(space + 1);
    if (json.has("age")) member.born = born_from(json.text("age"), today, member.name, seed);
    if (json.has("expected")) member.expected = today + std::stoi(json.text("expected"));
    return member;
}

Family family_from(const Json& json, Date today, std::uint32_t seed) {
    Family family{.id = json.text("id")};
    Json lines = Json::array();
    const auto& home = json["home"].items();
    for (std::size_t n = 0; n + 1 < home.size(); ++n) {
        lines.push(home[n]);
    }
    family.address = Json::object({{"lines", std::move(lines)},
                                   {"postcode", home.empty() ? Json("") : home.back()},
                                   {"protected", json.text("protected") == "yes"}});
    for (const Json& person : json["people"].items()) {
        family.people.push_back(member_from(person, today, seed));
    }
    return family;
}

const Json* find_story(const Json& stories, const std::string& id) {
    for (const Json& story : stories["stories"].items()) {
        if (story.text("id") == id) return &story;
    }
    return nullptr;
}

}  // namespace

std::string filled(const std::string& text, const Words& words) {
    std::string out;
    std::size_t at = 0;
    while (true) {
        const auto open = text.find('{', at);
        const auto close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) return out + text.substr(at);
        const auto word = words.find(text.substr(open + 1, close - open - 1));
        if (word == words.end())
            throw std::invalid_argument(
                cat({"no word for ", text.substr(open, close - open + 1), " in: ", text}));
        out += text.substr(at, open - at);
        out += word->second;
        at = close + 1;
    }
}

Json filled(const Json& value, const Words& words) {
    if (value.is_string()) return filled(value.text(), words);
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json& item : value.items()) {
            list.push(filled(item, words));
        }
        return list;
    }
    if (!value.is_object()) return value;
    Json object{Json::Object{}};
    for (const auto& [key, member] : value.members()) {
        object.set(key, filled(member, words));
    }
    return object;
}

void put(Json& answers, const Json& more) {
    for (const auto& [field, value] : more.members()) {
        answers.set(field, value);
    }
}

Json without(const Json& answers, const std::vector<std::string>& fields) {
    Json kept{Json::Object{}};
    for (const auto& [field, value] : answers.members()) {
        if (std::find(fields.begin(), fields.end(), field) == fields.end()) kept.set(field, value);
    }
    return kept;
}

const Member* Family::first(std::string_view is) const {
    const auto found =
        std::find_if(people.begin(), people.end(), [&](const auto& m) { return m.is == is; });
    return found == people.end() ? nullptr : &*found;
}

const Json& Script::story(const std::string& id) const {
    if (const auto* story = find_story(child_stories, id)) return *story;
    if (const auto* story = find_story(adult_stories, id)) return *story;
    throw std::invalid_argument(cat({"there is no story ", id}));
}

const Family& Script::family_of(const std::string& name) const {
    for (const auto& family : families) {
        for (const auto& person : family.people) {
            if (person.name == name) return family;
        }
    }
    throw std::invalid_argument(cat({"there is nobody called ", name}));
}

const Member& Script::member(const std::string& name) const {
    const auto& people = family_of(name).people;
    return *std::find_if(
        people.begin(), people.end(), [&](const auto& person) { return person.name == name; });
}

Json Script::answers_filled(const std::string& set, const Words& words) const {
    const auto found = answers.find(set);
    if (found == answers.end())
        throw std::invalid_argument(cat({"there is no set of answers ", set}));
    return filled(found->second, words);
}

Script read_script(const std::string& folder, Date today, std::uint32_t seed) {
    auto files = read_answers(folder);
    Script script{.users = files["users"],
                  .asked = files["asked"],
                  .child_stories = files["child-stories"],
                  .adult_stories = files["adult-stories"],
                  .plan = files["plan"],
                  .answers = read_answers(cat({folder, "/answers"}))};
    for (const Json& family : files["families"]["families"].items()) {
        script.families.push_back(family_from(family, today, seed));
    }
    const auto told = cat({folder, "/stories"});
    if (!std::filesystem::exists(told)) return script;
    for (const auto& [file, stories] : read_lists(told)) {
        for (const Json& story : stories.items()) {
            script.stories.push_back(story);
        }
    }
    if (std::filesystem::exists(told + "/answers"))
        script.story_answers = read_answers(told + "/answers");
    return script;
}

Json person_of(const Family& family, const Member& member, const std::string& role) {
    Json person = Json::object(
        {{"role", role}, {"given-name", member.given}, {"family-name", member.family}});
    if (member.born) person.set("born", iso(*member.born));
    if (member.expected) person.set("expected", iso(*member.expected));
    if (!member.sex.empty()) person.set("sex", member.sex);
    if (!member.expected && member.is != "source") person.set("address", family.address);
    return person;
}

}  // namespace longstone::demo
