#include "people/match_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace longstone::people {
namespace {

using enum Agreement;

struct Level {
    Agreement agreement = NotKnown;
    const char* words = "";
};

template <std::size_t N>
const Level& level_of(const std::array<Level, N>& levels, auto level) {
    return levels[static_cast<std::size_t>(level)];
}

constexpr std::array<Level, 9> kGiven = {{{Agrees, "Given name agrees"},
                                          {Agrees, "Given name is another form of the same name"},
                                          {Alike, "Given name is one slip apart"},
                                          {Alike, "Given name is alike, but both are names"},
                                          {Alike, "Initial of the given name agrees"},
                                          {Alike, "Part of the given names agrees"},
                                          {Alike, "Given name is a little alike"},
                                          {Differs, "Given name differs"},
                                          {}}};
constexpr std::array<Level, 4> kMiddle = {{{Agrees, "Middle name agrees"},
                                           {Alike, "Initial of the middle name agrees"},
                                           {Differs, "Middle name differs"},
                                           {}}};
constexpr std::array<Level, 6> kFamily = {{{Agrees, "Family name agrees"},
                                           {Alike, "Family name is one slip apart"},
                                           {Alike, "Family name is alike, but both are names"},
                                           {Alike, "Part of the family name agrees"},
                                           {Differs, "Family name differs"},
                                           {}}};
constexpr std::array<Level, 6> kPlace = {{{Agrees, "Address agrees"},
                                          {Agrees, "Postcode agrees"},
                                          {Alike, "Neighbouring postcode or the same street"},
                                          {Alike, "Same town, or the address of an institution"},
                                          {Differs, "Address differs"},
                                          {}}};
constexpr std::array<Level, 3> kPhone = {
    {{Agrees, "Telephone number agrees"}, {Differs, "Telephone number differs"}, {}}};
constexpr std::array<Level, 11> kBirth = {
    {{Agrees, "Date of birth agrees"},
     {Alike, "Both are said to be born on the same 1 January"},
     {Alike, "Day and month of birth are swapped"},
     {Alike, "One digit of the date of birth differs"},
     {Alike, "Same year of birth, the day is in doubt"},
     {Alike, "Born in the same month"},
     {Alike, "Same birthday in another year"},
     {Differs, "Born in the same year on another day"},
     {Differs, "Born years apart"},
     {Differs, "Born a generation apart"},
     {}}};
constexpr std::array<Level, 3> kSex = {{{Agrees, "Sex agrees"}, {Differs, "Sex differs"}, {}}};
constexpr std::array<Level, 4> kNhs = {{{Agrees, "NHS number agrees"},
                                        {Alike, "NHS number is one slip apart"},
                                        {Differs, "NHS number differs"},
                                        {}}};
constexpr std::array<Level, 4> kUpn = {{{Agrees, "Pupil number agrees"},
                                        {Alike, "Pupil number is one slip apart"},
                                        {Differs, "Pupil number differs"},
                                        {}}};
constexpr std::array<Level, 4> kOtherId = {{{Agrees, "Child's number agrees"},
                                            {Alike, "Child's number is one slip apart"},
                                            {Differs, "Child's number differs"},
                                            {}}};
constexpr std::array<Level, 4> kEmail = {{{Agrees, "E-mail address agrees"},
                                          {Alike, "E-mail address is one slip apart"},
                                          {Differs, "E-mail address differs"},
                                          {}}};

struct Said {
    const char* field = "";
    match::Field weighed = match::Field::Prior;  // Prior: with the household
    Level level = {};
};

std::array<Said, 11> said_of(const match::Pattern& p) {
    return {{{"given-name", match::Field::Given, level_of(kGiven, p.given)},
             {"middle-name", match::Field::Middle, level_of(kMiddle, p.middle)},
             {"family-name", match::Field::Household, level_of(kFamily, p.family)},
             {"address", match::Field::Household, level_of(kPlace, p.place)},
             {"phone", match::Field::Household, level_of(kPhone, p.phone)},
             {"birth-date", match::Field::Birth, level_of(kBirth, p.birth)},
             {"sex", match::Field::Sex, level_of(kSex, p.sex)},
             {"nhs-number", match::Field::Nhs, level_of(kNhs, p.nhs)},
             {"upn", match::Field::Upn, level_of(kUpn, p.upn)},
             {"child-id", match::Field::OtherId, level_of(kOtherId, p.other_id)},
             {"email", match::Field::Extra1, level_of(kEmail, p.extras[0])}}};
}

}  // namespace

std::string_view word(Agreement agreement) {
    switch (agreement) {
        case Agrees:
            return "Agrees";
        case Alike:
            return "Alike";
        case Differs:
            return "Differs";
        case NotKnown:
            return "Not known of both";
    }
    return "";
}

std::vector<FieldAgreement> agreements(const match::Pattern& pattern) {
    std::vector<FieldAgreement> all;
    for (const auto& said : said_of(pattern)) {
        if (said.level.agreement == NotKnown) continue;
        all.push_back(
            {.field = said.field, .agreement = said.level.agreement, .words = said.level.words});
    }
    if (pattern.order == match::Order::Swapped)
        all.push_back({.field = "given-name",
                       .agreement = Alike,
                       .words = "Given and family name stand in each other's place"});
    return all;
}

int agreeing(const match::Pattern& p) {
    // A name is one thing: two halves of it are what anybody can guess.
    const std::array<bool, 7> for_one = {
        p.given <= match::Given::Part || p.family <= match::Family::Part,
        p.birth <= match::BirthLevel::Month,
        p.place <= match::Place::Near,
        p.phone == match::Agree::Same,
        p.nhs == match::Mark::Same,
        p.upn == match::Mark::Same,
        p.other_id == match::Mark::Same};
    return static_cast<int>(std::ranges::count(for_one, true));
}

std::vector<FieldWeight> reasons(const match::Explained& explained) {
    std::vector<FieldWeight> all;
    const auto& bits = explained.evidence.bits[match::kRivals - 1];
    for (const auto& said : said_of(explained.pattern)) {
        if (said.level.agreement == NotKnown) continue;
        // What a household shares is one weight, told with the first of its words.
        const bool shared = said.weighed == match::Field::Household;
        const auto held = std::ranges::find(all, std::string("household"), &FieldWeight::field);
        if (shared && held != all.end()) {
            held->words += cat({"; ", said.level.words});
            continue;
        }
        all.push_back({.field = shared ? "household" : said.field,
                       .weight = static_cast<double>(bits[static_cast<std::size_t>(said.weighed)]) /
                                 match::kBit,
                       .words = said.level.words});
    }
    if (explained.pattern.order == match::Order::Swapped)
        all.push_back(
            {.field = "order",
             .weight = static_cast<double>(bits[static_cast<std::size_t>(match::Field::Order)]) /
                       match::kBit,
             .words = "Given and family name stand in each other's place"});
    const bool sealed = explained.rule == match::Rule::Sealed;
    if (explained.rule != match::Rule::None && !sealed)
        all.push_back({.field = "rule", .words = match::words_of(explained.rule)});
    return all;
}

}  // namespace longstone::people
