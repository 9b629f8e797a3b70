#include "api/members.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::api {
namespace {

bool all_are(const Json& list, bool (*fits)(const Json&)) {
    return list.is_array() && std::ranges::all_of(list.items(), fits);
}

bool is_text(const Json& value) {
    return value.is_string();
}

bool is_object(const Json& value) {
    return value.is_object();
}

bool is_name(const Json& value) {
    return value.is_string() || value["name"].is_string();
}

// What to give instead of a value, or nothing where it fits.
const char* instead_of(const Json& value, Shape shape) {
    switch (shape) {
        case Shape::Text:
            return is_text(value) ? nullptr : "Give text, in quotation marks";
        case Shape::Whole:
            return value.is_integer() ? nullptr : "Give a whole number, without quotation marks";
        case Shape::Truth:
            return value.is_bool() ? nullptr : "Give true or false";
        case Shape::TextOrTruth:
            return value.is_bool() || is_text(value) ? nullptr : "Give true, false or text";
        case Shape::Texts:
            return all_are(value, is_text) ? nullptr : "Give a list of texts";
        case Shape::TextsByName:
        case Shape::Object:
            return is_object(value) ? nullptr : "Give an object";
        case Shape::Objects:
            return all_are(value, is_object) ? nullptr : "Give a list of objects";
        case Shape::Names:
            return all_are(value, is_name) ? nullptr
                                           : "Give a list of texts, or of objects with a name";
        case Shape::Any:
            return nullptr;
    }
    return nullptr;
}

Problem unknown_member(const std::string& member, const Members& known, const std::string& prefix) {
    std::vector<std::string> names;
    names.reserve(known.size());
    for (const auto& one : known)
        names.push_back(one.name);
    const auto meant = did_you_mean(member, names);
    auto what = meant.empty() ? cat({"Use one of: ", join(names, ", ")})
                              : cat({"Did you mean “", meant, "”?"});
    if (names.empty()) what = "Leave it out: nothing is taken here";
    return {.message = cat({"There is no member “", member, "” here."}),
            .fields = {{.field = cat({prefix, member}), .message = std::move(what)}}};
}

}  // namespace

Result<void> only_members(const Json& object, const Members& known, const std::string& prefix) {
    std::vector<FieldProblem> problems;
    for (const auto& [name, value] : object.members()) {
        const auto member = std::ranges::find(known, name, &Member::name);
        if (member == known.end()) return Refused(unknown_member(name, known, prefix));
        if (value.is_null()) continue;
        const auto want = [&](const std::string& what, const Json& given, Shape shape) {
            if (const auto* instead = instead_of(given, shape))
                problems.push_back({.field = what, .message = instead});
        };
        want(cat({prefix, name}), value, member->shape);
        if (member->shape == Shape::TextsByName)
            for (const auto& [inner, text] : value.members())
                if (!text.is_null()) want(cat({prefix, name, "/", inner}), text, Shape::Text);
    }
    if (problems.empty()) return {};
    return Refused(Problem{.message = "Some of what was given needs attention.",
                           .fields = std::move(problems)});
}

Result<void> only_members_of_each(const Json& list,
                                  const Members& known,
                                  const std::string& prefix) {
    long long n = 0;
    for (const Json& one : list.items())
        TRY(only_members(one, known, cat({prefix, number(++n), "/"})));
    return {};
}

Result<std::optional<Instant>> time_member(const Json& body, std::string_view member) {
    if (body[member].is_null()) return std::optional<Instant>{};
    const auto instant = parse_instant(body.text(member));
    if (!instant) {
        return Refused(
            Problem{.message = "A time could not be read.",
                    .fields = {{std::string(member),
                                "Give an RFC 3339 time, for example 2026-03-02T14:30:00Z"}}});
    }
    return instant;
}

Result<std::optional<Date>> day_member(const Json& body, std::string_view member) {
    const auto text = body.text(member);
    if (text.empty()) return std::optional<Date>{};
    const auto day = parse_date(text);
    if (!day)
        return Refused(
            Problem{.message = "A day could not be read.",
                    .fields = {{std::string(member), "Write a day that exists as YYYY-MM-DD"}}});
    return day;
}

std::optional<std::int64_t> rev_member(const Json& body) {
    return body["rev"].is_integer() ? std::optional(body["rev"].integer()) : std::nullopt;
}

}  // namespace longstone::api
