#include "api/new_person.h"

#include "api/members.h"
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

const Members kNameMembers = {"use", "given_name", "family_name"};
const Members kIdentifierMembers = {"scheme", "value"};
const Members kAddressMembers = {
    {"lines", Shape::Texts}, "postcode", "kind", {"protected", Shape::Truth}, "from", "until"};
const Members kMembers = {"given_name",
                          "middle_name",
                          "family_name",
                          {"other_names", Shape::Objects},
                          "birth_date",
                          {"birth_date_estimated", Shape::Truth},
                          "expected_date",
                          "sex",
                          "nhs_number",
                          "upn",
                          {"identifiers", Shape::Objects},
                          {"address", Shape::Object},
                          {"addresses", Shape::Objects},
                          "postcode",
                          "phone",
                          "email",
                          {"flags", Shape::Texts},
                          {"details", Shape::TextsByName},
                          "kind",
                          "source",
                          {"restricted", Shape::Truth}};
// The register keeps the name as the family name, and so it is read.
const Members kThingMembers = {"kind",
                               "name",
                               "family_name",
                               "where",
                               "what",
                               {"other_names", Shape::Names},
                               "phone",
                               "email",
                               "note",
                               {"flags", Shape::Texts},
                               "source",
                               {"restricted", Shape::Truth}};

Result<void> check_human(const Json& json, const std::string& prefix) {
    TRY(only_members(json, kMembers, prefix));
    TRY(only_members_of_each(json["other_names"], kNameMembers, cat({prefix, "other_names/"})));
    TRY(only_members_of_each(
        json["identifiers"], kIdentifierMembers, cat({prefix, "identifiers/"})));
    TRY(only_members_of_each(json["addresses"], kAddressMembers, cat({prefix, "addresses/"})));
    return only_members(json["address"], kAddressMembers, cat({prefix, "address/"}));
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
        TRY(only_members(json, kThingMembers, prefix));
        return assertions_of_thing(json, kind);
    }
    TRY(check_human(json, prefix));
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
