#include "people/things.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "people/identifiers.h"

namespace longstone::people {
namespace {

// What is said only of one human being, and why it is refused of anything else.
std::string_view field_of_people(const Fact& fact) {
    if (std::holds_alternative<BirthDate>(fact)) return "birth-date";
    if (std::holds_alternative<ExpectedDate>(fact)) return "expected-date";
    if (std::holds_alternative<SexStated>(fact)) return "sex";
    if (std::holds_alternative<Death>(fact)) return "death-date";
    const auto* identifier = std::get_if<Identifier>(&fact);
    const bool of_people = identifier != nullptr &&
                           (identifier->scheme == "nhs-number" || identifier->scheme == "upn");
    return of_people ? std::string_view(identifier->scheme) : std::string_view();
}

// The postcode that ends the line, taken off it.
std::string take_postcode(std::string& line) {
    const auto words = split(std::string(trim(line)), ' ');
    for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
        if (words.size() < count) continue;
        const auto rest = static_cast<std::ptrdiff_t>(words.size() - count);
        const auto postcode =
            normal_postcode(join({words.begin() + rest, words.end()}, std::string()));
        if (!postcode) continue;
        line = join({words.begin(), words.begin() + rest}, " ");
        return *postcode;
    }
    return {};
}

}  // namespace

bool is_human(Kind kind) {
    return kind != Kind::Place && kind != Kind::Group && kind != Kind::Organisation;
}

const std::vector<Kind>& thing_kinds() {
    static const std::vector<Kind> all = {Kind::Place, Kind::Group, Kind::Organisation};
    return all;
}

NewPerson new_thing(const Thing& thing, std::string source) {
    NewPerson made{.kind = thing.kind, .source = std::move(source)};
    const auto add = [&](Fact fact) { made.assertions.push_back({.fact = std::move(fact)}); };
    if (const auto name = trim(thing.name); !name.empty()) {
        add(Name{.family = std::string(name)});
    }
    for (const std::string& other : thing.other_names) {
        if (!trim(other).empty()) {
            add(Name{.family = std::string(trim(other)), .use = NameUse::Alias});
        }
    }
    if (!trim(thing.where).empty()) add(where_of(thing.where));
    if (!trim(thing.what).empty()) {
        add(Detail{.field = what_list(thing.kind), .value = std::string(trim(thing.what))});
    }
    if (!trim(thing.note).empty()) add(Note{.text = thing.note});
    return made;
}

Address where_of(std::string_view words) {
    Address address;
    for (const std::string& part : split(words, '\n')) {
        for (const std::string& piece : split(part, ',')) {
            if (!trim(piece).empty()) address.lines.emplace_back(trim(piece));
        }
    }
    if (!address.lines.empty()) address.postcode = take_postcode(address.lines.back());
    std::erase(address.lines, std::string());
    return address;
}

std::string what_list(Kind kind) {
    return cat({word(kind), "-kind"});
}

std::string_view noun_of(Kind kind) {
    return is_human(kind) ? word(Kind::Person) : word(kind);
}

std::vector<FieldProblem> thing_problems(Kind kind, const std::vector<Assertion>& assertions) {
    std::vector<FieldProblem> problems;
    bool named = false;
    bool located = false;
    for (const Assertion& one : assertions) {
        if (one.withdrawn) continue;
        const auto* name = std::get_if<Name>(&one.fact);
        named = named || name != nullptr;
        located = located || std::holds_alternative<Address>(one.fact);
        if (name != nullptr && !name->given.empty()) {
            problems.push_back({.field = "name",
                                .message = cat({"Write the name of the ",
                                                noun_of(kind),
                                                " in one piece, not as given and family name"})});
        }
        if (const auto field = field_of_people(one.fact); !field.empty()) {
            problems.push_back({.field = std::string(field),
                                .message = cat({"Leave this out: it is said of people, not of ",
                                                kind == Kind::Organisation ? "an " : "a ",
                                                noun_of(kind)})});
        }
    }
    if (!named) {
        problems.push_back(
            {.field = "name", .message = cat({"Enter the name of the ", noun_of(kind)})});
    }
    if (kind == Kind::Place && !located) {
        problems.push_back({.field = "where",
                            .message = "Say where it is: its address with the postcode, or a web "
                                       "address"});
    }
    return problems;
}

}  // namespace longstone::people
