#include "people/beside.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "people/assertions.h"
#include "people/describe.h"
#include "people/identifiers.h"
#include "store/store.h"

namespace longstone::people {
namespace {

struct Row {
    const char* field = "";
    const char* kind = "";    // of the assertion
    const char* scheme = "";  // of an identifier
};
constexpr std::array<Row, 11> kRows = {{{"given-name", "name", "given"},
                                        {"middle-name", "name", "middle"},
                                        {"family-name", "name", "family"},
                                        {"birth-date", "birth-date", ""},
                                        {"expected-date", "expected-date", ""},
                                        {"sex", "sex", ""},
                                        {"address", "address", ""},
                                        {"phone", "contact", ""},
                                        {"nhs-number", "identifier", "nhs-number"},
                                        {"upn", "identifier", "upn"},
                                        {"child-id", "identifier", "child-id"}}};

std::string ended(const Assertion& said, Date today) {
    return said.until && *said.until <= today ? cat({" (until ", say(*said.until), ")"})
                                              : std::string();
}

std::string part_of_name(const Name& name, std::string_view part) {
    const auto& text = part == "given" ? name.given : part == "middle" ? name.middle : name.family;
    if (text.empty()) return {};
    switch (name.use) {
        case NameUse::Previous:
            return cat({text, " (previous)"});
        case NameUse::Alias:
            return cat({text, " (alias)"});
        case NameUse::Preferred:
            return cat({text, " (preferred)"});
        case NameUse::Current:
            return text;
    }
    return text;
}

std::string value_of(const Row& row, const Assertion& said, Date today) {
    const Fact& fact = said.fact;
    if (const auto* name = std::get_if<Name>(&fact)) return part_of_name(*name, row.scheme);
    if (const auto* birth = std::get_if<BirthDate>(&fact))
        return cat({birth->estimated ? "about " : "", say(birth->date)});
    if (const auto* expected = std::get_if<ExpectedDate>(&fact)) return say(expected->date);
    if (const auto* sex = std::get_if<SexStated>(&fact))
        return sex->sex == Sex::Female ? "Female" : sex->sex == Sex::Male ? "Male" : "Not known";
    if (const auto* address = std::get_if<Address>(&fact))
        return cat({one_line(*address), ended(said, today)});
    if (const auto* contact = std::get_if<Contact>(&fact)) return contact->value;
    const auto* identifier = std::get_if<Identifier>(&fact);
    if (identifier == nullptr || identifier->scheme != row.scheme) return {};
    return show_identifier(identifier->scheme, identifier->value);
}

std::vector<std::string> values_of(const Row& row, const std::vector<Assertion>& said, Date today) {
    std::vector<std::string> values;
    for (const auto& one : said) {
        if (one.withdrawn || one.is_protected || kind_word(one.fact) != row.kind) continue;
        auto value = value_of(row, one, today);
        if (!value.empty() && std::ranges::find(values, value) == values.end())
            values.push_back(std::move(value));
    }
    return values;
}

}  // namespace

std::vector<FieldPair> fields_beside(const Context& context,
                                     std::string_view a,
                                     std::string_view b,
                                     const match::Pattern& pattern) {
    const Date today = london(context.now).date;
    const auto left = load_assertions(context.db, a);
    const auto right = load_assertions(context.db, b);
    const auto agree = agreements(pattern);
    std::vector<FieldPair> fields;
    for (const auto& row : kRows) {
        FieldPair one{.field = row.field,
                      .left = values_of(row, left, today),
                      .right = values_of(row, right, today)};
        if (one.left.empty() && one.right.empty()) continue;
        const auto found = std::ranges::find(agree, one.field, &FieldAgreement::field);
        if (found != agree.end()) one.agreement = *found;
        fields.push_back(std::move(one));
    }
    return fields;
}

}  // namespace longstone::people
