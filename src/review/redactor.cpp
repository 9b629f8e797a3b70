#include "review/redactor.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "people/assertions.h"
#include "people/describe.h"
#include "people/identifiers.h"

namespace longstone::review {
namespace {

constexpr std::size_t kLeastPart = 3;  // letters: "Al" would be found in too much
constexpr int kGrownUp = 18;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

// Letters beyond a to z are bytes of UTF-8 above 127.
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 128;
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t length) {
    const bool before = at == 0 || !is_letter(text[at - 1]);
    const bool after = at + length >= text.size() || !is_letter(text[at + length]);
    return before && after;
}

void put(std::vector<std::string>& all, std::string text) {
    if (!text.empty() && std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
}

void put_parts(std::vector<std::string>& parts, const std::string& name) {
    for (const auto& part : split(name, ' '))
        if (part.size() >= kLeastPart) put(parts, part);
}

std::string kind_of(people::Kind kind, std::optional<Date> born, bool unborn, Date today) {
    if (kind == people::Kind::Professional) return "Professional";
    if (unborn) return "Child";
    if (!born) return "Person";
    return years_between(*born, today) < kGrownUp ? "Child" : "Adult";
}

struct Said {
    ThirdParty party = {};
    std::optional<Date> born = {};
    bool unborn = false;
};

Said said_of(work::Context& context, const std::string& person) {
    Said said{.party = {.person = person}};
    auto& party = said.party;
    for (const auto& assertion : people::load_assertions(context.db, person)) {
        if (const auto* name = std::get_if<people::Name>(&assertion.fact)) {
            put(party.names, std::string(trim(cat({name->given, " ", name->family}))));
            put_parts(party.parts, name->given);
            put_parts(party.parts, name->family);
        } else if (const auto* born = std::get_if<people::BirthDate>(&assertion.fact)) {
            if (!assertion.withdrawn) said.born = born->date;
            put(party.details, iso(born->date));
            put(party.details, say(born->date));
        } else if (std::get_if<people::ExpectedDate>(&assertion.fact) != nullptr) {
            said.unborn = true;
        } else if (const auto* address = std::get_if<people::Address>(&assertion.fact)) {
            put(party.details, people::one_line(*address));
            if (!address->lines.empty()) put(party.details, address->lines.front());
            put(party.details, address->postcode);
        } else if (const auto* id = std::get_if<people::Identifier>(&assertion.fact)) {
            put(party.details, id->value);
            put(party.details, people::show_identifier(id->scheme, id->value));
        } else if (const auto* contact = std::get_if<people::Contact>(&assertion.fact)) {
            put(party.details, contact->value);
        }
    }
    said.unborn = said.unborn && !said.born;
    return said;
}

}  // namespace

std::vector<ThirdParty> third_parties_of(work::Context& context,
                                         const std::vector<std::string>& people,
                                         const std::vector<std::string>& subjects) {
    std::vector<ThirdParty> parties;
    std::set<std::string> seen(subjects.begin(), subjects.end());
    for (const auto& person : people) {
        if (!seen.insert(person).second) continue;
        const auto row = context.db.one("select kind from person where id = $1", {person});
        const auto kind = row ? people::kind_of(row->text(0)) : std::nullopt;
        const bool human = kind == people::Kind::Person || kind == people::Kind::Unknown ||
                           kind == people::Kind::Professional;
        if (!human) continue;
        auto said = said_of(context, person);
        said.party.kind = kind_of(*kind, said.born, said.unborn, london(context.now).date);
        parties.push_back(std::move(said.party));
    }
    return parties;
}

std::vector<std::string> kept_words_of(work::Context& context,
                                       const std::vector<std::string>& subjects) {
    std::vector<std::string> kept;
    for (const auto& person : subjects) {
        const auto said = said_of(context, person).party;
        for (const auto* words : {&said.names, &said.parts, &said.details})
            for (const auto& word : *words)
                put(kept, lowered(word));
    }
    return kept;
}

Redactor::Redactor(const std::vector<ThirdParty>& parties,
                   const std::vector<work::Redaction>& redactions,
                   const std::vector<std::string>& kept) {
    const auto add = [&](const std::string& word, const std::string& label) {
        auto plain = lowered(trim(word));
        const bool there =
            std::ranges::any_of(words_, [&](const auto& one) { return one.first == plain; });
        if (plain.empty() || there || std::ranges::find(kept, plain) != kept.end()) return;
        words_.emplace_back(std::move(plain), label);
    };
    for (const auto& redaction : redactions) {
        if (!redaction.holds()) continue;
        if (redaction.person.empty()) {
            add(redaction.words, redaction.label);
            continue;
        }
        people_.emplace_back(redaction.person, redaction.label);
        const auto party = std::ranges::find(parties, redaction.person, &ThirdParty::person);
        if (party == parties.end()) continue;
        for (const auto* words : {&party->names, &party->parts, &party->details})
            for (const auto& word : *words)
                add(word, redaction.label);
    }
    std::ranges::stable_sort(
        words_, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::string Redactor::apply(std::string_view text) const {
    if (words_.empty()) return std::string(text);
    const auto plain = lowered(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool begins = is_letter(text[at]) && (at == 0 || !is_letter(text[at - 1]));
        const auto found =
            begins ? std::ranges::find_if(words_,
                                          [&](const auto& one) {
                                              return plain.compare(
                                                         at, one.first.size(), one.first) == 0 &&
                                                     stands_alone(text, at, one.first.size());
                                          })
                   : words_.end();
        if (found == words_.end()) {
            out += text[at++];
        } else {
            out += found->second;
            at += found->first.size();
        }
    }
    return out;
}

std::string Redactor::name(std::string_view person, std::string_view otherwise) const {
    const auto found =
        std::ranges::find_if(people_, [&](const auto& one) { return one.first == person; });
    return found == people_.end() ? apply(otherwise) : found->second;
}

}  // namespace longstone::review
