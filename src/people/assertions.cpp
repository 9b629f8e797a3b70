#include "people/assertions.h"

#include <array>
#include <type_traits>
#include <utility>

#include "base/text.h"

// The passage between an assertion and its JSON. The tables are in assertions_kept.cpp.
namespace longstone::people {
namespace {

template <class>
inline constexpr bool kNever = false;

Refused bad(std::string field, std::string message) {
    return Refused(Problem{.fault = Fault::Invalid,
                           .message = message,
                           .fields = {{.field = std::move(field), .message = message}}});
}

Result<Date> date_in(const Json& json, std::string_view member, std::string_view field) {
    const auto date = parse_date(json[member].text());
    if (!date) return bad(std::string(field), "Enter a real date, like 2019-03-27");
    return *date;
}

Result<std::optional<Date>> maybe_date_in(const Json& json, std::string_view member) {
    if (json[member].is_null() || json[member].text().empty()) return std::optional<Date>();
    const Date date = TRY(date_in(json, member, member));
    return std::optional<Date>(date);
}

Result<Fact> name_of(const Json& json) {
    const std::string use = json.text("use");
    const auto known = use.empty() ? NameUse::Current : name_use_of(use);
    if (!known) return bad("use", "A name is current, previous, alias or preferred");
    return Name{.given = json.text("given"),
                .middle = json.text("middle"),
                .family = json.text("family"),
                .use = *known};
}

Result<Fact> birth_of(const Json& json) {
    const Date date = TRY(date_in(json, "date", "birth-date"));
    const std::string precision = json.text("precision");
    const auto known = precision.empty() ? Precision::Day : precision_of(precision);
    if (!known) return bad("precision", "A birth date is known to the day, month or year");
    return BirthDate{.date = date, .precision = *known, .estimated = json["estimated"].boolean()};
}

Result<Fact> address_of(const Json& json) {
    Address address{.postcode = json.text("postcode"),
                    .kind = json.text("address-kind"),
                    .lives_there = json["lives-there"].boolean(true)};
    for (const Json& line : json["lines"].items())
        address.lines.push_back(line.text());
    return address;
}

Result<Fact> death_of(const Json& json) {
    const auto date = TRY(maybe_date_in(json, "date"));
    return Death{.date = date};
}

Result<Fact> expected_of(const Json& json) {
    const Date date = TRY(date_in(json, "date", "expected-date"));
    return ExpectedDate{.date = date};
}

Result<Fact> sex_stated_of(const Json& json) {
    const auto sex = sex_of(json.text("sex"));
    if (!sex) return bad("sex", "Sex is F, M or U (not known)");
    return SexStated{.sex = *sex};
}

Json fact_json(const Fact& fact) {
    return std::visit(
        [](const auto& said) {
            using T = std::decay_t<decltype(said)>;
            if constexpr (std::is_same_v<T, Name>) {
                return Json::object({{"given", said.given},
                                     {"middle", said.middle},
                                     {"family", said.family},
                                     {"use", word(said.use)}});
            } else if constexpr (std::is_same_v<T, BirthDate>) {
                return Json::object({{"date", iso(said.date)},
                                     {"precision", word(said.precision)},
                                     {"estimated", said.estimated}});
            } else if constexpr (std::is_same_v<T, ExpectedDate>) {
                return Json::object({{"date", iso(said.date)}});
            } else if constexpr (std::is_same_v<T, SexStated>) {
                return Json::object({{"sex", word(said.sex)}});
            } else if constexpr (std::is_same_v<T, Death>) {
                return Json::object({{"date", said.date ? Json(iso(*said.date)) : Json()}});
            } else if constexpr (std::is_same_v<T, Address>) {
                return Json::object({{"lines", Json::strings(said.lines)},
                                     {"postcode", said.postcode},
                                     {"address-kind", said.kind},
                                     {"lives-there", said.lives_there}});
            } else if constexpr (std::is_same_v<T, Identifier>) {
                return Json::object({{"scheme", said.scheme}, {"value", said.value}});
            } else if constexpr (std::is_same_v<T, Contact>) {
                return Json::object({{"means", said.means}, {"value", said.value}});
            } else if constexpr (std::is_same_v<T, Flag>) {
                return Json::object({{"code", said.code}});
            } else if constexpr (std::is_same_v<T, Detail>) {
                return Json::object({{"field", said.field}, {"value", said.value}});
            } else if constexpr (std::is_same_v<T, Note>) {
                return Json::object({{"text", said.text}});
            } else {
                static_assert(kNever<T>, "every kind of fact needs its JSON");
            }
        },
        fact);
}

}  // namespace

std::string_view kind_word(const Fact& fact) {
    // In the order of the variant.
    constexpr std::array<std::string_view, 11> kWords = {"name",
                                                         "birth-date",
                                                         "expected-date",
                                                         "sex",
                                                         "death",
                                                         "address",
                                                         "identifier",
                                                         "contact",
                                                         "flag",
                                                         "detail",
                                                         "note"};
    static_assert(kWords.size() == std::variant_size_v<Fact>);
    return kWords[fact.index()];
}

Json to_json(const Fact& fact) {
    Json json = fact_json(fact);
    json.set("kind", kind_word(fact));
    return json;
}

Result<Fact> fact_of(const Json& json) {
    const std::string kind = json.text("kind");
    if (kind == "name") return name_of(json);
    if (kind == "birth-date") return birth_of(json);
    if (kind == "expected-date") return expected_of(json);
    if (kind == "sex") return sex_stated_of(json);
    if (kind == "death") return death_of(json);
    if (kind == "address") return address_of(json);
    if (kind == "identifier") {
        return Identifier{.scheme = json.text("scheme"), .value = json.text("value")};
    }
    if (kind == "contact") return Contact{.means = json.text("means"), .value = json.text("value")};
    if (kind == "flag") return Flag{.code = json.text("code")};
    if (kind == "detail") return Detail{.field = json.text("field"), .value = json.text("value")};
    if (kind == "note") return Note{.text = json.text("text")};
    return bad("kind",
               "Say what is stated: name, birth-date, expected-date, sex, death, address, "
               "identifier, contact, flag, detail or note");
}

Json to_json(const NewAssertion& stated) {
    Json json = to_json(stated.fact);
    if (!stated.source.empty()) json.set("source", stated.source);
    if (stated.from) json.set("from", iso(*stated.from));
    if (stated.until) json.set("until", iso(*stated.until));
    if (stated.is_protected) json.set("protected", true);
    return json;
}

Result<NewAssertion> new_assertion_of(const Json& json) {
    NewAssertion stated;
    stated.fact = TRY(fact_of(json));
    stated.source = json.text("source");
    stated.from = TRY(maybe_date_in(json, "from"));
    stated.until = TRY(maybe_date_in(json, "until"));
    stated.is_protected = json["protected"].boolean();
    return stated;
}

std::string place_key(const Address& address) {
    const std::string line = address.lines.empty() ? std::string() : fold(address.lines.front());
    if (line.empty() || address.postcode.empty()) return {};
    return cat({line, "|", fold(address.postcode)});
}

}  // namespace longstone::people
