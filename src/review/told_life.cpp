#include "review/told_life.h"

#include "base/text.h"
#include "people/describe.h"

namespace longstone::review {

std::string whose_life(const chronology::Entry& entry) {
    const bool life = entry.kind == chronology::Kind::Life && entry.about.size() == 1;
    return life ? entry.about.front() : std::string();
}

bool may_be_told(const Redactor& redactor, const chronology::Entry& entry) {
    const auto person = whose_life(entry);
    return person.empty() || !entry.is_birth || redactor.name(person, "").empty();
}

std::string told_words(const Redactor& redactor,
                       const chronology::Entry& entry,
                       const std::string& name) {
    auto words = redactor.apply(entry.words);
    const auto person = whose_life(entry);
    if (person.empty()) return words;
    const auto label = redactor.name(person, "");
    if (!label.empty() && words != entry.words && words.ends_with(label))
        words = cat({words.substr(0, words.size() - label.size()), "an address that is left out"});
    const auto who = redactor.name(person, name);
    return who.empty() ? words : cat({who, ": ", words});
}

std::string life_words(Date born, std::optional<Date> died, Date today) {
    const people::Summary alive{
        .birth = people::BirthDate{.date = born, .precision = people::Precision::Day}};
    return cat({"born ",
                say(born),
                died ? cat({", died ", say(*died)}) : std::string(),
                ", aged ",
                people::say_age(alive, died.value_or(today))});
}

}  // namespace longstone::review
