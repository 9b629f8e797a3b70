#include "people/rules.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "define/definitions.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/identifiers.h"
#include "people/things.h"

namespace longstone::people {
namespace {

constexpr std::size_t kNameLimit = 100;
constexpr std::size_t kLineLimit = 100;
constexpr std::size_t kCodeLimit = 60;
constexpr std::size_t kValueLimit = 500;
constexpr std::size_t kNoteLimit = 5000;
constexpr std::size_t kShortestPhone = 6;
constexpr int kOldest = 125;       // years; nobody is known to have lived much longer
constexpr int kLongestWait = 301;  // days: 43 weeks, longer than any pregnancy
constexpr int kOverdue = 60;  // days after which an expected date is a slip or news not recorded

using Problems = std::vector<FieldProblem>;

bool is_plain(std::string_view text) {
    return is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

// Trims, and adds the problem when the text is too long or holds control characters.
void tidy(std::string& text, std::size_t limit, std::string_view field, Problems& problems) {
    text = std::string(trim(text));
    if (text.size() > limit) {
        problems.push_back(
            {.field = std::string(field),
             .message =
                 cat({"Shorten this to ", number(static_cast<long long>(limit)), " characters"})});
    } else if (!is_plain(text)) {
        problems.push_back(
            {.field = std::string(field), .message = "Enter this as plain text on one line"});
    }
}

void check_code(const define::Definitions& definitions,
                std::string_view list,
                std::string& code,
                std::string_view field,
                Problems& problems) {
    tidy(code, kCodeLimit, field, problems);
    const std::string wrong = code_problem(definitions, list, code);
    if (!wrong.empty()) problems.push_back({.field = std::string(field), .message = wrong});
}

void check(const define::Definitions&, Name& name, Date, Problems& problems) {
    tidy(name.given, kNameLimit, "given-name", problems);
    tidy(name.middle, kNameLimit, "middle-name", problems);
    tidy(name.family, kNameLimit, "family-name", problems);
    if (name.given.empty() && name.family.empty() && problems.empty()) {
        problems.push_back(
            {.field = "given-name", .message = "Enter a given name, a family name or both"});
    }
}

void check(const define::Definitions&, BirthDate& birth, Date today, Problems& problems) {
    Civil civil = civil_of(birth.date);
    if (birth.precision == Precision::Year) civil.month = 1;
    if (birth.precision != Precision::Day) civil.day = 1;
    birth.date = date_of(civil).value_or(birth.date);
    if (birth.date > today) {
        problems.push_back({.field = "birth-date",
                            .message = "A birth date must be today or in the past. For an unborn "
                                       "baby give the expected date instead"});
    } else if (years_between(birth.date, today) > kOldest) {
        problems.push_back({.field = "birth-date",
                            .message = cat({"A birth date must be within the last ",
                                            number(kOldest),
                                            " years. Check the year"})});
    }
}

void check(const define::Definitions&, ExpectedDate& expected, Date today, Problems& problems) {
    if (expected.date > today + kLongestWait) {
        problems.push_back({.field = "expected-date",
                            .message = "An expected date must be within the next 43 weeks. Check "
                                       "the month and year"});
    } else if (expected.date < today + -kOverdue) {
        problems.push_back({.field = "expected-date",
                            .message = "This expected date passed long ago. Give the birth date, "
                                       "or check the date"});
    }
}

void check(const define::Definitions&, SexStated&, Date, Problems&) {}

void check(const define::Definitions&, Death& death, Date today, Problems& problems) {
    if (death.date && *death.date > today) {
        problems.push_back(
            {.field = "death-date", .message = "A date of death must be today or in the past"});
    }
}

void check(const define::Definitions& definitions, Address& address, Date, Problems& problems) {
    std::vector<std::string> lines;
    for (std::string& line : address.lines) {
        tidy(line, kLineLimit, "address-lines", problems);
        if (!line.empty()) lines.push_back(std::move(line));
    }
    address.lines = std::move(lines);
    if (address.lines.size() > 6) {
        problems.push_back({.field = "address-lines",
                            .message = "Write the address in 6 lines or fewer, and the postcode "
                                       "by itself"});
    }
    address.postcode = std::string(trim(address.postcode));
    if (!address.postcode.empty()) {
        if (const auto normal = normal_postcode(address.postcode)) {
            address.postcode = *normal;
        } else {
            problems.push_back({.field = "postcode",
                                .message = "Enter a full UK postcode, like NE61 1AB, or leave it "
                                           "out"});
        }
    } else if (address.lines.empty()) {
        problems.push_back(
            {.field = "address-lines", .message = "Enter the address, its postcode or both"});
    }
    check_code(definitions, "address-kind", address.kind, "address-kind", problems);
}

void check(const define::Definitions& definitions, Identifier& one, Date, Problems& problems) {
    check_code(definitions, "identifier", one.scheme, "scheme", problems);
    if (one.scheme.empty()) {
        problems.push_back({.field = "scheme", .message = "Say which kind of number this is"});
        return;
    }
    auto normal = check_identifier(one.scheme, one.value);
    if (normal) {
        one.value = std::move(*normal);
    } else {
        const auto& wrong = normal.error().fields;
        problems.insert(problems.end(), wrong.begin(), wrong.end());
    }
}

void check(const define::Definitions& definitions, Contact& contact, Date, Problems& problems) {
    check_code(definitions, "contact-means", contact.means, "means", problems);
    tidy(contact.value, kValueLimit, contact.means.empty() ? "contact" : contact.means, problems);
    if (contact.value.empty()) {
        problems.push_back({.field = "contact", .message = "Enter the number or address"});
    } else if (contact.means == "email") {
        const auto at = contact.value.find('@');
        if (at == std::string::npos || at == 0 || at + 1 == contact.value.size() ||
            contact.value.find(' ') != std::string::npos) {
            problems.push_back(
                {.field = "email", .message = "Enter an email address, like name@example.com"});
        }
    } else if (const auto digits = normal_phone(contact.value);
               digits && digits->size() >= kShortestPhone) {
        contact.value = *digits;
    } else if (contact.means == "phone" || contact.means == "mobile") {
        problems.push_back(
            {.field = contact.means, .message = "Enter a phone number, like 01632 960 001"});
    }
}

void check(const define::Definitions& definitions, Flag& flag, Date, Problems& problems) {
    check_code(definitions, "person-flag", flag.code, "flag", problems);
    if (flag.code.empty()) {
        problems.push_back({.field = "flag", .message = "Choose which flag to set"});
    }
}

void check(const define::Definitions& definitions, Detail& detail, Date, Problems& problems) {
    tidy(detail.field, kCodeLimit, "field", problems);
    tidy(detail.value, kValueLimit, detail.field, problems);
    if (detail.field.empty()) {
        problems.push_back({.field = "field", .message = "Say what this is about"});
    } else if (detail.value.empty()) {
        problems.push_back({.field = detail.field, .message = "Enter what is known"});
    } else {
        const std::string wrong = code_problem(definitions, detail.field, detail.value);
        if (!wrong.empty()) problems.push_back({.field = detail.field, .message = wrong});
    }
}

void check(const define::Definitions&, Note& note, Date, Problems& problems) {
    note.text = std::string(trim(note.text));
    if (note.text.empty() || note.text.size() > kNoteLimit || !is_valid_utf8(note.text)) {
        problems.push_back({.field = "note",
                            .message = cat({"Write a note of up to ",
                                            number(static_cast<long long>(kNoteLimit)),
                                            " characters"})});
    }
}

template <class T>
bool any_of_kind(const std::vector<Assertion>& assertions) {
    return std::any_of(assertions.begin(), assertions.end(), [](const Assertion& one) {
        return !one.withdrawn && std::holds_alternative<T>(one.fact);
    });
}

}  // namespace

std::string code_problem(const define::Definitions& definitions,
                         std::string_view list,
                         std::string_view code) {
    if (code.empty()) return {};
    const auto found = definitions.codes.find(list);
    if (found == definitions.codes.end()) return {};
    const auto& codes = found->second.codes;
    const bool held = std::ranges::any_of(
        codes, [&](const define::Code& one) { return !one.retired && one.id == code; });
    if (held) return {};
    std::vector<std::string> offered;
    for (const define::Code& one : codes)
        if (!one.retired) offered.push_back(one.id);
    const std::string meant = did_you_mean(code, offered);
    if (!meant.empty())
        return cat({"\"", code, "\" is not in the list. Did you mean ", meant, "?"});
    return cat({"Choose one of the list: \"", code, "\" is not in it"});
}

Result<NewAssertion> checked(const define::Definitions& definitions,
                             const NewAssertion& stated,
                             Date today) {
    NewAssertion tidied = stated;
    Problems problems;
    std::visit([&](auto& fact) { check(definitions, fact, today, problems); }, tidied.fact);
    tidy(tidied.source, kValueLimit, "source", problems);
    if (tidied.from && tidied.until && *tidied.until < *tidied.from) {
        problems.push_back(
            {.field = "until", .message = "The end must come after the start. Check both dates"});
    }
    if (!problems.empty()) return refuse_fields(std::move(problems));
    return tidied;
}

Result<std::vector<NewAssertion>> checked_all(const define::Definitions& definitions,
                                              const std::vector<NewAssertion>& stated,
                                              Date today) {
    std::vector<NewAssertion> tidied;
    Problems problems;
    for (const NewAssertion& one : stated) {
        auto good = checked(definitions, one, today);
        if (good) {
            tidied.push_back(std::move(*good));
        } else {
            const auto& wrong = good.error().fields;
            problems.insert(problems.end(), wrong.begin(), wrong.end());
        }
    }
    if (!problems.empty()) return refuse_fields(std::move(problems));
    return tidied;
}

std::vector<FieldProblem> whole_problems(Kind kind,
                                         const std::vector<Assertion>& assertions,
                                         Date today) {
    if (!is_human(kind)) return thing_problems(kind, assertions);
    Problems problems;
    const bool unborn = is_unborn(assertions);
    const Current current = current_of(assertions, today);
    const bool expected =
        std::any_of(assertions.begin(), assertions.end(), [](const Assertion& one) {
            return !one.withdrawn && !one.until && std::holds_alternative<ExpectedDate>(one.fact);
        });
    if (current.birth != nullptr && expected) {
        problems.push_back({.field = "expected-date",
                            .message = "Give a birth date or an expected date, not both. When an "
                                       "expected baby has been born, record the birth"});
    }
    if (unborn && current.sex != nullptr &&
        std::get<SexStated>(current.sex->fact).sex != Sex::Unknown) {
        problems.push_back({.field = "sex",
                            .message = "The sex of an unborn baby is recorded as not known. Record "
                                       "it with the birth"});
    }
    if (current.birth != nullptr && current.death != nullptr) {
        const auto died = std::get<Death>(current.death->fact).date;
        if (died && *died < std::get<BirthDate>(current.birth->fact).date) {
            problems.push_back({.field = "death-date",
                                .message = "The date of death must not come before the birth date. "
                                           "Check both dates"});
        }
    }
    const bool named = any_of_kind<Name>(assertions);
    if (kind == Kind::Unknown && !named && !any_of_kind<Note>(assertions)) {
        problems.push_back({.field = "note",
                            .message = "Say what is known of this person: a name, or a note that "
                                       "describes them"});
    } else if (kind != Kind::Unknown && !named && !unborn) {
        problems.push_back({.field = "given-name",
                            .message = "Enter a name. For somebody whose name nobody knows, add an "
                                       "unknown person and describe them"});
    }
    return problems;
}

Assertion as_assertion(const NewAssertion& stated, Instant happened_at) {
    return {.fact = stated.fact,
            .source = stated.source,
            .happened_at = happened_at,
            .from = stated.from,
            .until = stated.until,
            .is_protected = stated.is_protected};
}

Refused refuse_fields(std::vector<FieldProblem> fields) {
    return Refused(Problem{.fault = Fault::Invalid,
                           .message = "Some of what was entered needs a change.",
                           .fields = std::move(fields)});
}

}  // namespace longstone::people
