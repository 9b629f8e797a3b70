#include "people/person.h"

#include <array>
#include <cstddef>
#include <utility>

#include "base/text.h"

namespace longstone::people {
namespace {

template <class E, std::size_t n>
using Words = std::array<std::pair<E, std::string_view>, n>;

constexpr Words<Kind, 6> kKinds = {{{Kind::Person, "person"},
                                    {Kind::Unknown, "unknown"},
                                    {Kind::Professional, "professional"},
                                    {Kind::Place, "place"},
                                    {Kind::Group, "group"},
                                    {Kind::Organisation, "organisation"}}};
constexpr Words<Sex, 3> kSexes = {{{Sex::Unknown, "U"}, {Sex::Female, "F"}, {Sex::Male, "M"}}};
constexpr Words<NameUse, 4> kNameUses = {{{NameUse::Current, "current"},
                                          {NameUse::Previous, "previous"},
                                          {NameUse::Alias, "alias"},
                                          {NameUse::Preferred, "preferred"}}};
constexpr Words<Precision, 3> kPrecisions = {
    {{Precision::Day, "day"}, {Precision::Month, "month"}, {Precision::Year, "year"}}};
constexpr Words<Answer, 3> kAnswers = {
    {{Answer::NotKnown, "not-known"}, {Answer::Yes, "yes"}, {Answer::No, "no"}}};

template <class E, std::size_t n>
std::string_view word_in(const Words<E, n>& words, E value) {
    for (const auto& [member, text] : words) {
        if (member == value) return text;
    }
    return {};
}

template <class E, std::size_t n>
std::optional<E> value_in(const Words<E, n>& words, std::string_view word) {
    for (const auto& [member, text] : words) {
        if (text == word) return member;
    }
    return std::nullopt;
}

}  // namespace

std::string_view word(Kind kind) {
    return word_in(kKinds, kind);
}
std::string_view word(Sex sex) {
    return word_in(kSexes, sex);
}
std::string_view word(NameUse use) {
    return word_in(kNameUses, use);
}
std::string_view word(Precision part) {
    return word_in(kPrecisions, part);
}
std::string_view word(Answer answer) {
    return word_in(kAnswers, answer);
}
std::optional<Kind> kind_of(std::string_view word) {
    return value_in(kKinds, word);
}
std::optional<Sex> sex_of(std::string_view word) {
    return value_in(kSexes, word);
}
std::optional<NameUse> name_use_of(std::string_view word) {
    return value_in(kNameUses, word);
}
std::optional<Precision> precision_of(std::string_view word) {
    return value_in(kPrecisions, word);
}
std::optional<Answer> answer_of(std::string_view word) {
    return value_in(kAnswers, word);
}

std::string stream_of(std::string_view person) {
    return cat({"person/", person});
}

}  // namespace longstone::people
