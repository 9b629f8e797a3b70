#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"

// One long header: the kinds of thing that can be said are read together.
// A person is what people have said about them. Each thing said is an Assertion: who said it, from
// what source, when, and from and until when it holds. Nothing is overwritten: what is true now is
// derived (people/current.h), and what was withdrawn keeps its place in the history.
namespace longstone::define {
struct Definitions;
}
namespace longstone::journal {
struct Projection;
}
namespace longstone::store {
class Session;
}

namespace longstone::people {

// Unknown: seen or spoken of, not identified. The last three are not one human being: things.h.
enum class Kind { Person, Unknown, Professional, Place, Group, Organisation };
enum class Sex { Unknown, Female, Male };  // an unborn child is always Unknown
enum class NameUse { Current, Previous, Alias, Preferred };
enum class Precision { Day, Month, Year };  // how much of a birth date is known
enum class Answer { NotKnown, Yes, No };

struct Name {
    std::string given = {};
    std::string middle = {};
    std::string family = {};
    NameUse use = NameUse::Current;
};
struct BirthDate {
    Date date = {};  // the first day of the month or year when no more is known
    Precision precision = Precision::Day;
    bool estimated = false;
};
struct ExpectedDate {
    Date date = {};
};
struct SexStated {
    Sex sex = Sex::Unknown;
};
struct Death {
    std::optional<Date> date = {};  // nothing when the date is not known
};
struct Address {
    std::vector<std::string> lines = {};
    std::string postcode = {};
    std::string kind = {};    // a code of the list `address-kind`
    bool lives_there = true;  // false for somewhere they only receive post, work or study
};
struct Identifier {
    std::string scheme = {};  // a code of the list `identifier`: nhs-number, upn, …
    std::string value = {};
};
struct Contact {
    std::string means = {};  // phone, email, or another code of the list `contact-means`
    std::string value = {};
};
struct Flag {
    std::string code = {};  // a code of the list `person-flag`
};
// Anything else that is asked about a person: `field` names the code list, where there is one.
struct Detail {
    std::string field = {};  // ethnicity, language, gp, school, …
    std::string value = {};
};
struct Note {
    std::string text = {};
};
using Fact = std::variant<Name,
                          BirthDate,
                          ExpectedDate,
                          SexStated,
                          Death,
                          Address,
                          Identifier,
                          Contact,
                          Flag,
                          Detail,
                          Note>;

struct Withdrawal {
    Instant at = {};
    std::string by = {};
    std::string reason = {};
};

struct Assertion {
    std::string id = {};
    Fact fact = {};
    std::string source = {};  // who or what it came from, in words
    std::string actor = {};
    std::string agency = {};
    Instant happened_at = {};
    Instant recorded_at = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};  // the first day on which it no longer holds
    bool is_protected = false;       // only for viewers who see the sensitive
    std::optional<Withdrawal> withdrawn = {};
};

// What somebody states now.
struct NewAssertion {
    Fact fact = {};
    std::string source = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    bool is_protected = false;
};

// The person in one line, as lists show them.
struct Summary {
    std::string id = {};
    std::int64_t rev = 0;
    Kind kind = Kind::Person;
    bool restricted = false;
    std::string given = {};
    std::string family = {};
    std::string preferred = {};  // what they like to be called, when that differs
    std::optional<BirthDate> birth = {};
    std::optional<Date> expected = {};  // set only while unborn
    Sex sex = Sex::Unknown;
    bool deceased = false;
    std::optional<Date> died = {};
    std::string where = {};  // of a place, a group or an organisation: things.h

    [[nodiscard]] bool unborn() const { return expected.has_value() && !birth; }
};

class Living;

// What the commands and readings of this floor work with.
struct Context {
    store::Session& db;
    std::span<const journal::Projection> projections;
    const define::Definitions& definitions;
    Instant now = {};
    std::string_view log_key = {};  // keys the hash of search words in the access log, 16+ bytes
    Living* living = nullptr;       // the index that searches ask
};

// The words that the journal and the tables keep.
std::string_view word(Kind kind);       // person, unknown, professional, place, group, …
std::string_view word(Sex sex);         // U, F, M
std::string_view word(NameUse use);     // current, previous, alias, preferred
std::string_view word(Precision part);  // day, month, year
std::string_view word(Answer answer);   // not-known, yes, no
std::optional<Kind> kind_of(std::string_view word);
std::optional<Sex> sex_of(std::string_view word);
std::optional<NameUse> name_use_of(std::string_view word);
std::optional<Precision> precision_of(std::string_view word);
std::optional<Answer> answer_of(std::string_view word);

std::string stream_of(std::string_view person);  // "person/<id>"

}  // namespace longstone::people
