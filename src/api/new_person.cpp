#include "api/new_person.h"

#include <algorithm>
#include <array>

#include "api/api.h"
#include "base/text.h"
#include "people/things.h"

namespace longstone::api {
namespace {

using people::NewAssertion;

struct Builder {
    const Json& json;
    const std::string& prefix;
    std::vector<NewAssertion> assertions = {};
    std::vector<FieldProblem> problems = {};

    void wrong(std::string_view member, std::string message) {
        problems.push_back({.field = cat({prefix, member}), .message = std::move(message)});
    }

    void names() {
        const auto given = json.text("given_name");
        const auto family = json.text("family_name");
        if (!given.empty() || !family.empty()) {
            assertions.push_back(
                {.fact = people::Name{
                     .given = given, .middle = json.text("middle_name"), .family = family}});
        }
        for (const Json& other : json["other_names"].items()) {
            const auto use = people::name_use_of(other.has("use") ? other.text("use") : "alias");
            if (!use) {
                wrong("other_names", "Give use as current, previous, alias or preferred");
                continue;
            }
            assertions.push_back({.fact = people::Name{.given = other.text("given_name"),
                                                       .family = other.text("family_name"),
                                                       .use = *use}});
        }
    }

    void dates() {
        if (const auto text = json.text("birth_date"); !text.empty()) {
            const auto date = parse_date(text);
            if (!date) wrong("birth_date", "Give a real date as YYYY-MM-DD");
            if (date)
                assertions.push_back(
                    {.fact = people::BirthDate{
                         .date = *date, .estimated = json["birth_date_estimated"].boolean()}});
        }
        if (const auto text = json.text("expected_date"); !text.empty()) {
            const auto date = parse_date(text);
            if (!date) wrong("expected_date", "Give a real date as YYYY-MM-DD");
            if (date) assertions.push_back({.fact = people::ExpectedDate{.date = *date}});
        }
    }

    void sex() {
        const auto text = json.text("sex");
        if (text.empty()) return;
        const auto sex = people::sex_of(text);
        if (!sex) wrong("sex", "Give F, M or U");
        if (sex) assertions.push_back({.fact = people::SexStated{.sex = *sex}});
    }

    void identifiers() {
        if (const auto text = json.text("nhs_number"); !text.empty())
            assertions.push_back(
                {.fact = people::Identifier{.scheme = "nhs-number", .value = text}});
        if (const auto text = json.text("upn"); !text.empty())
            assertions.push_back({.fact = people::Identifier{.scheme = "upn", .value = text}});
        for (const Json& other : json["identifiers"].items()) {
            assertions.push_back({.fact = people::Identifier{.scheme = other.text("scheme"),
                                                             .value = other.text("value")}});
        }
    }

    void address(const Json& given) {
        people::Address address{.postcode = given.text("postcode"),
                                .kind = given.has("kind") ? given.text("kind") : "home"};
        for (const Json& line : given["lines"].items()) {
            address.lines.push_back(line.text());
        }
        NewAssertion assertion{.fact = address, .is_protected = given["protected"].boolean()};
        for (const auto& [member, slot] :
             {std::pair{"from", &assertion.from}, std::pair{"until", &assertion.until}}) {
            if (const auto text = given.text(member); !text.empty()) {
                *slot = parse_date(text);
                if (!*slot) wrong(cat({"addresses/", member}), "Give a real date as YYYY-MM-DD");
            }
        }
        assertions.push_back(std::move(assertion));
    }

    void rest() {
        for (const Json& given : json["addresses"].items()) {
            address(given);
        }
        if (json["address"].is_object()) address(json["address"]);
        if (const auto text = json.text("postcode"); !text.empty())
            assertions.push_back({.fact = people::Address{.postcode = text, .kind = "home"}});
        if (const auto text = json.text("phone"); !text.empty())
            assertions.push_back({.fact = people::Contact{.means = "phone", .value = text}});
        if (const auto text = json.text("email"); !text.empty())
            assertions.push_back({.fact = people::Contact{.means = "email", .value = text}});
        for (const Json& flag : json["flags"].items()) {
            assertions.push_back({.fact = people::Flag{.code = flag.text()}});
        }
        for (const auto& [field, value] : json["details"].members()) {
            assertions.push_back({.fact = people::Detail{.field = field, .value = value.text()}});
        }
    }
};

const std::vector<std::string> kMembers = {"given_name",    "middle_name", "family_name",
                                           "other_names",   "birth_date",  "birth_date_estimated",
                                           "expected_date", "sex",         "nhs_number",
                                           "upn",           "identifiers", "address",
                                           "addresses",     "postcode",    "phone",
                                           "email",         "flags",       "details",
                                           "kind",          "source",      "restricted"};
// The register keeps the name as the family name, and so it is read.
const std::vector<std::string> kThingMembers = {"kind",
                                                "name",
                                                "family_name",
                                                "where",
                                                "what",
                                                "other_names",
                                                "phone",
                                                "email",
                                                "note",
                                                "flags",
                                                "source",
                                                "restricted"};

// What a member has to be; one that is not listed is text. Null is as if it were left out.
enum class Shape { Text, Truth, Texts, Objects, Object, Names };

constexpr std::array<std::pair<std::string_view, Shape>, 9> kShapes = {
    {{"birth_date_estimated", Shape::Truth},
     {"restricted", Shape::Truth},
     {"protected", Shape::Truth},
     {"lines", Shape::Texts},
     {"flags", Shape::Texts},
     {"identifiers", Shape::Objects},
     {"addresses", Shape::Objects},
     {"address", Shape::Object},
     {"details", Shape::Object}}};

Shape shape_of(std::string_view member) {
    const auto known =
        std::ranges::find(kShapes, member, [](const auto& one) { return one.first; });
    return known == kShapes.end() ? Shape::Text : known->second;
}

bool all_are(const Json& list, bool (Json::*is)() const) {
    return list.is_array() &&
           std::ranges::all_of(list.items(), [is](const Json& one) { return (one.*is)(); });
}

bool is_name(const Json& one) {
    return one.is_string() || one["name"].is_string();
}

// What is wrong with a value, or nothing.
const char* misshapen(const Json& value, Shape shape) {
    switch (shape) {
        case Shape::Text:
            return value.is_string() ? nullptr : "Give text, in quotation marks";
        case Shape::Truth:
            return value.is_bool() ? nullptr : "Give true or false";
        case Shape::Texts:
            return all_are(value, &Json::is_string) ? nullptr : "Give a list of texts";
        case Shape::Objects:
            return all_are(value, &Json::is_object) ? nullptr : "Give a list of objects";
        case Shape::Object:
            return value.is_object() ? nullptr : "Give an object";
        case Shape::Names:
            return value.is_array() && std::ranges::all_of(value.items(), is_name)
                       ? nullptr
                       : "Give a list of texts, or of objects with a name";
    }
    return nullptr;
}

// A date that was given as a number, or a "restricted" as text, must not be left out in silence.
// `other_names`: what those are, of a person or of a thing.
void check_shapes(const Json& json,
                  const std::string& prefix,
                  std::vector<FieldProblem>& problems,
                  Shape other_names = Shape::Objects) {
    for (const auto& [member, value] : json.members()) {
        if (value.is_null()) continue;
        const auto shape = member == "other_names" ? other_names : shape_of(member);
        if (const auto* wrong = misshapen(value, shape))
            problems.push_back({.field = cat({prefix, member}), .message = wrong});
    }
}

Result<void> none_of(std::vector<FieldProblem> problems) {
    if (problems.empty()) return {};
    return Refused(Problem{.message = "Some of what was given needs attention.",
                           .fields = std::move(problems)});
}

// The members of what stands inside a person.
const std::vector<std::string> kNameMembers = {"use", "given_name", "family_name"};
const std::vector<std::string> kIdentifierMembers = {"scheme", "value"};
const std::vector<std::string> kAddressMembers = {
    "lines", "postcode", "kind", "protected", "from", "until"};

Result<void> check_inside(const Json& json, const std::string& prefix) {
    std::vector<FieldProblem> problems;
    check_shapes(json, prefix, problems);
    const auto each = [&](const char* list, const std::vector<std::string>& known) -> Result<void> {
        for (const Json& one : json[list].items()) {
            TRY(only_members(one, known));
            check_shapes(one, cat({prefix, list, "/"}), problems);
        }
        return {};
    };
    TRY(each("other_names", kNameMembers));
    TRY(each("identifiers", kIdentifierMembers));
    TRY(each("addresses", kAddressMembers));
    TRY(only_members(json["address"], kAddressMembers));
    check_shapes(json["address"], cat({prefix, "address/"}), problems);
    for (const auto& [field, value] : json["details"].members())
        if (const auto* wrong = misshapen(value, Shape::Text))
            problems.push_back({.field = cat({prefix, "details/", field}), .message = wrong});
    return none_of(std::move(problems));
}

// Its other names may be texts, or objects with a name.
Result<void> check_thing(const Json& json, const std::string& prefix) {
    std::vector<FieldProblem> problems;
    check_shapes(json, prefix, problems, Shape::Names);
    return none_of(std::move(problems));
}

std::vector<NewAssertion> assertions_of_thing(const Json& json, people::Kind kind) {
    people::Thing thing{.kind = kind,
                        .name = json.text(json.has("name") ? "name" : "family_name"),
                        .where = json.text("where"),
                        .what = json.text("what"),
                        .note = json.text("note")};
    for (const Json& other : json["other_names"].items()) {
        thing.other_names.push_back(other.is_object() ? other.text("name") : other.text());
    }
    auto assertions = people::new_thing(thing, {}).assertions;
    for (const auto* means : {"phone", "email"}) {
        if (const auto text = json.text(means); !text.empty())
            assertions.push_back({.fact = people::Contact{.means = means, .value = text}});
    }
    for (const Json& flag : json["flags"].items()) {
        assertions.push_back({.fact = people::Flag{.code = flag.text()}});
    }
    return assertions;
}

}  // namespace

Result<std::vector<NewAssertion>> assertions_from(const Json& json,
                                                  const std::string& prefix,
                                                  people::Kind kind) {
    if (!json.is_object()) {
        return Refused(Problem{.message = "Give the person's details as an object.",
                               .fields = {{prefix, "Give the person's details as an object"}}});
    }
    if (!people::is_human(kind)) {
        TRY(only_members(json, kThingMembers));
        TRY(check_thing(json, prefix));
        return assertions_of_thing(json, kind);
    }
    TRY(only_members(json, kMembers));
    TRY(check_inside(json, prefix));
    Builder builder{.json = json, .prefix = prefix};
    builder.names();
    builder.dates();
    builder.sex();
    builder.identifiers();
    builder.rest();
    if (!builder.problems.empty())
        return Refused(Problem{.message = "Some of the person's details need attention.",
                               .fields = std::move(builder.problems)});
    return std::move(builder.assertions);
}

Result<people::NewPerson> new_person_from(const Json& json,
                                          const std::string& prefix,
                                          people::Kind otherwise) {
    people::NewPerson person{.kind = otherwise,
                             .restricted = json["restricted"].boolean(),
                             .source = json.text("source")};
    if (const auto text = json.text("kind"); !text.empty()) {
        const auto kind = people::kind_of(text);
        if (!kind) {
            return Refused(Problem{
                .message = "That kind of person is not known.",
                .fields = {{cat({prefix, "kind"}),
                            "Give person, unknown, professional, place, group or organisation"}}});
        }
        person.kind = *kind;
    }
    person.assertions = TRY(assertions_from(json, prefix, person.kind));
    return person;
}

}  // namespace longstone::api
