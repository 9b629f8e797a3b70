#include "people/typed.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "define/definitions.h"
#include "match/name_tables.h"
#include "people/identifiers.h"
#include "people/keys.h"
#include "people/match_card.h"
#include "people/things.h"

namespace longstone::people {
namespace {

// After every text that begins with the same bytes.
constexpr std::string_view kEndOfPrefix = "\xf4\x8f\xbf\xbf";
// Shorter beginnings of a name would be half the register.
constexpr std::size_t kShortestPrefix = 3;
// Of one given name: the commonest stand first.
constexpr std::size_t kMostForms = 6;

std::optional<int> whole_number(std::string_view text) {
    int value = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (wrong != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void refuse_date(std::vector<FieldProblem>& problems) {
    problems.push_back({.field = "birth-date",
                        .message = "Enter a real birth date, like 27/3/2019, or leave it out"});
}

// A number in the search box: an NHS number, a pupil number, or any other kind of reference.
void take_number(const define::Definitions& definitions, std::string_view word, Sought& sought) {
    if (const auto nhs = check_nhs_number(word)) {
        sought.identifiers.push_back({.scheme = "nhs-number", .value = *nhs});
        return;
    }
    const auto schemes = definitions.codes.find("identifier");
    if (schemes == definitions.codes.end()) return;
    for (const define::Code& scheme : schemes->second.codes) {
        const auto value = check_identifier(scheme.id, word);
        if (value) sought.identifiers.push_back({.scheme = scheme.id, .value = *value});
    }
}

// Joins neighbouring words that only together are an NHS number or a postcode.
bool take_joined(std::vector<std::string>& words, Sought& sought) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::string joined;
        for (std::size_t end = at; end < std::min(words.size(), at + 3); ++end) {
            if (!has_digit(words[end])) break;
            joined += words[end];
            const auto postcode = end <= at + 1 ? normal_postcode(joined) : std::nullopt;
            const auto nhs = check_nhs_number(joined);
            if (!postcode && !nhs) continue;
            if (postcode)
                sought.postcode = *postcode;
            else
                sought.identifiers.push_back({.scheme = "nhs-number", .value = *nhs});
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(at),
                        words.begin() + static_cast<std::ptrdiff_t>(end + 1));
            return true;
        }
    }
    return false;
}

void take_text(const define::Definitions& definitions, std::string_view text, Sought& sought) {
    std::vector<std::string> words;
    for (const std::string& word : split(text, ' ')) {
        if (!trim(word).empty()) words.emplace_back(trim(word));
    }
    while (take_joined(words, sought)) {
    }
    std::vector<std::string> names;
    for (const std::string& word : words) {
        if (const auto date = read_date(word)) {
            sought.birth = date;
        } else if (word.find('@') != std::string::npos) {
            sought.contact = fold(word);
        } else if (has_digit(word)) {
            take_number(definitions, word, sought);
            if (const auto phone = normal_phone(word)) sought.contact = *phone;
        } else if (const std::string folded = fold(word); !folded.empty()) {
            names.push_back(folded);
        }
    }
    if (names.empty()) return;
    sought.name = join(names, " ");
    sought.still_typing = true;
    sought.family = names.back();
    names.pop_back();
    sought.given = join(names, " ");
}

// The last word that is typed may be the beginning of one.
void block(std::vector<Block>& blocks, std::string key, double worth, bool prefix = false) {
    std::string end = prefix ? cat({key, kEndOfPrefix}) : std::string();
    blocks.push_back({.key = std::move(key), .end = std::move(end), .worth = worth});
}

void add_name_blocks(std::vector<Block>& blocks, const Sought& sought) {
    const std::string& given = sought.given;
    const std::string& family = sought.family;
    const bool typing = sought.still_typing && family.size() >= kShortestPrefix;
    if (!given.empty() && !family.empty()) {
        block(blocks, whole_key(given, family), 0, typing);
        block(blocks, whole_key(family, given), 0, typing);
        // The index finds what sounds alike; "Becky" and "Rebecca" do not.
        const auto first = given.substr(0, given.find(' '));
        std::size_t left = kMostForms;
        for (const auto form : match::forms_of(first)) {
            if (left == 0 || sound(form) == sound(first)) continue;
            block(blocks, whole_key(form, family), 0, typing);
            --left;
        }
    } else if (!family.empty()) {
        for (const std::string& spelling : spellings(family)) {
            block(blocks, family_key(spelling), 0, typing);
        }
        // One word alone may be either name.
        if (sought.still_typing) block(blocks, given_key(family), 0, typing);
    } else if (!given.empty()) {
        block(blocks, given_key(given), 0);
    }
}

void add_thing_blocks(std::vector<Block>& blocks, const Sought& sought) {
    if (!sought.name.empty()) {
        block(blocks, thing_key(sought.name), 12, sought.still_typing);
        const auto words = split(sought.name, ' ');
        for (const std::string& word : words) {
            if (words.size() == 1 || word.size() < kShortestPrefix) continue;
            block(blocks, thing_key(word), 6, sought.still_typing && word == words.back());
        }
        block(blocks, where_key(sought.name), 7, sought.still_typing);
    }
    if (!sought.where.empty()) block(blocks, where_key(sought.where), 9);
    if (!sought.postcode.empty()) block(blocks, where_key(sought.postcode), 6);
    if (!sought.contact.empty()) block(blocks, where_key(sought.contact), 6);
}

// Whom the members of the query ask for, unless it says so.
void choose_kinds(const Query& query, Sought& sought) {
    sought.kinds = query.kinds;
    const bool text = !trim(query.text).empty();
    sought.things = text || !sought.name.empty() || !sought.where.empty();
    sought.people = text || !sought.things;
    if (query.kinds.empty()) return;
    sought.people = std::any_of(query.kinds.begin(), query.kinds.end(), is_human);
    sought.things = !std::all_of(query.kinds.begin(), query.kinds.end(), is_human);
}

// What was typed, as if it had been stated.
std::string card_of(const Sought& sought) {
    if (!sought.people) return {};
    std::vector<NewAssertion> stated;
    const auto say = [&stated](Fact fact) { stated.push_back({.fact = std::move(fact)}); };
    if (!sought.given.empty() || !sought.family.empty())
        say(Name{.given = sought.given, .family = sought.family});
    if (sought.birth) say(BirthDate{.date = *sought.birth});
    if (sought.expected) say(ExpectedDate{.date = *sought.expected});
    if (!sought.postcode.empty()) say(Address{.postcode = sought.postcode});
    for (const Identifier& one : sought.identifiers)
        say(one);
    if (!sought.contact.empty()) say(Contact{.means = "phone", .value = sought.contact});
    return match_card(stated, {});
}

Sought sought_of_thing(const NewPerson& thing) {
    Sought sought{.people = false, .things = true, .kinds = {thing.kind}};
    for (const NewAssertion& stated : thing.assertions) {
        if (const auto* name = std::get_if<Name>(&stated.fact)) {
            if (sought.name.empty() || name->use == NameUse::Current)
                sought.name = fold(name->family);
        } else if (const auto* address = std::get_if<Address>(&stated.fact)) {
            if (!address->lines.empty()) sought.where = fold(address->lines.front());
            if (const auto postcode = normal_postcode(address->postcode)) {
                sought.postcode = *postcode;
            }
        }
    }
    return sought;
}

}  // namespace

std::optional<Date> read_date(std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (const auto exact = parse_date(trimmed)) return exact;
    for (const char separator : {'/', '.', '-'}) {
        const auto parts = split(trimmed, separator);
        if (parts.size() != 3) continue;
        const auto day = whole_number(parts[0]);
        const auto month = whole_number(parts[1]);
        const auto year = whole_number(parts[2]);
        if (!day || !month || !year || *year < 1000) return std::nullopt;
        return date_of({.year = *year, .month = *month, .day = *day});
    }
    return std::nullopt;
}

Result<Sought> sought_of(const define::Definitions& definitions, const Query& query) {
    Sought sought;
    std::vector<FieldProblem> problems;
    if (!trim(query.text).empty()) take_text(definitions, query.text, sought);
    if (const std::string given = fold(query.given_name); !given.empty()) sought.given = given;
    if (const std::string family = fold(query.family_name); !family.empty()) {
        sought.family = family;
    }
    if (!trim(query.birth_date).empty()) {
        sought.birth = read_date(query.birth_date);
        if (!sought.birth) refuse_date(problems);
    }
    if (!trim(query.postcode).empty()) {
        const auto postcode = normal_postcode(query.postcode);
        if (postcode)
            sought.postcode = *postcode;
        else
            problems.push_back({.field = "postcode",
                                .message = "Enter a full UK postcode, like NE61 1AB, or leave it "
                                           "out"});
    }
    if (!trim(query.nhs_number).empty()) {
        auto nhs = check_nhs_number(query.nhs_number);
        if (nhs)
            sought.identifiers.push_back({.scheme = "nhs-number", .value = *nhs});
        else
            problems.push_back(nhs.error().fields.front());
    }
    if (const std::string name = fold(query.name); !name.empty()) sought.name = name;
    if (!trim(query.where).empty()) {
        const Address where = where_of(query.where);
        if (!where.lines.empty()) sought.where = fold(where.lines.front());
        if (!where.postcode.empty()) sought.postcode = where.postcode;
    }
    choose_kinds(query, sought);
    const bool anything = !thing_blocks(sought).empty() || !person_blocks(sought).empty();
    if (problems.empty() && !anything) {
        problems.push_back({.field = query.text.empty() ? "family-name" : "text",
                            .message = "Enter a name, a birth date, a postcode or a number to "
                                       "search for"});
    }
    if (!problems.empty()) {
        return Refused(Problem{.fault = Fault::Invalid,
                               .message = "The search needs a change.",
                               .fields = std::move(problems)});
    }
    sought.card = card_of(sought);
    return sought;
}

Sought sought_of(const NewPerson& person, std::string_view agency) {
    if (!is_human(person.kind)) return sought_of_thing(person);
    Sought sought;
    for (const NewAssertion& stated : person.assertions) {
        const Fact& fact = stated.fact;
        if (const auto* name = std::get_if<Name>(&fact)) {
            const bool better = sought.family.empty() || name->use == NameUse::Current;
            if (better && !name->family.empty()) sought.family = fold(name->family);
            const bool closer = sought.given.empty() || name->use == NameUse::Current;
            if (closer && !name->given.empty()) sought.given = fold(name->given);
        } else if (const auto* birth = std::get_if<BirthDate>(&fact)) {
            if (birth->precision == Precision::Day) sought.birth = birth->date;
        } else if (const auto* expected = std::get_if<ExpectedDate>(&fact)) {
            sought.expected = expected->date;
        } else if (const auto* address = std::get_if<Address>(&fact)) {
            if (const auto postcode = normal_postcode(address->postcode)) {
                sought.postcode = *postcode;
            }
        } else if (const auto* one = std::get_if<Identifier>(&fact)) {
            const auto value = check_identifier(one->scheme, one->value);
            if (value) sought.identifiers.push_back({.scheme = one->scheme, .value = *value});
        } else if (const auto* contact = std::get_if<Contact>(&fact)) {
            const auto phone = normal_phone(contact->value);
            sought.contact = phone ? *phone : fold(contact->value);
        } else if (const auto* sex = std::get_if<SexStated>(&fact)) {
            sought.sex = sex->sex;
        }
    }
    sought.card = match_card(person.assertions, agency);
    return sought;
}

std::vector<Block> thing_blocks(const Sought& sought) {
    std::vector<Block> blocks;
    if (sought.things) add_thing_blocks(blocks, sought);
    return blocks;
}

std::vector<Block> person_blocks(const Sought& sought) {
    std::vector<Block> blocks;
    if (!sought.people) return blocks;
    for (const Identifier& one : sought.identifiers) {
        block(blocks, identifier_key(one.scheme, one.value), 0);
    }
    if (sought.birth) {
        block(blocks, birth_key(*sought.birth), 0);
        const Civil civil = civil_of(*sought.birth);
        const auto swapped = date_of({.year = civil.year, .month = civil.day, .day = civil.month});
        if (swapped && *swapped != *sought.birth) block(blocks, birth_key(*swapped), 0);
    }
    if (!sought.postcode.empty()) block(blocks, postcode_key(sought.postcode), 0);
    if (!sought.contact.empty()) block(blocks, contact_key(sought.contact), 0);
    add_name_blocks(blocks, sought);
    return blocks;
}

Block block_of_name(const Sought& sought, std::string_view family) {
    return {.key = whole_key(sought.given, family)};
}

bool is_name_alone(const Sought& sought) {
    return !sought.birth && !sought.expected && sought.postcode.empty() && sought.contact.empty() &&
           sought.identifiers.empty();
}

bool needs_lookup(const Sought& sought) {
    if (sought.still_typing) return true;
    // A name alone counts once, and half a name is too little for the index to meet a slip in it.
    int told = 0;
    for (const bool known : {!sought.given.empty() && !sought.family.empty(),
                             sought.birth.has_value() || sought.expected.has_value(),
                             !sought.postcode.empty(),
                             !sought.contact.empty()})
        told += known ? 1 : 0;
    return told < 2 || !sought.identifiers.empty();
}

std::string as_typed(const Query& query) {
    std::string name =
        std::string(trim(cat({trim(query.given_name), " ", trim(query.family_name)})));
    if (!name.empty()) return name;
    return std::string(trim(query.text.empty() ? query.name : query.text));
}

}  // namespace longstone::people
