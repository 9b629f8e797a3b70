#include "base/text.h"
#include "report/taken.h"

// Figures as the journal keeps them.
namespace longstone::report {
namespace {

constexpr std::array<std::string_view, 3> kShapes = {"one", "parts", "run"};
constexpr int kShownWords = 6;
constexpr int kGoodWords = 3;

Json maybe(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

std::optional<double> maybe_real(const Json& json, std::string_view key) {
    return json[key].is_number() ? std::optional(json[key].real()) : std::nullopt;
}

Json json_of(const Counted& counted) {
    return Json::object({{"counted", counted.counted},
                         {"met", counted.met},
                         {"amount", counted.amount},
                         {"population", counted.population},
                         {"value", maybe(counted.value)},
                         {"low", maybe(counted.low)},
                         {"high", maybe(counted.high)}});
}

Counted counted_from(const Json& json) {
    return {.counted = json["counted"].integer(),
            .met = json["met"].integer(),
            .amount = json["amount"].real(),
            .population = json["population"].real(),
            .value = maybe_real(json, "value"),
            .low = maybe_real(json, "low"),
            .high = maybe_real(json, "high")};
}

Json json_of(Spell spell) {
    return Json::object({{"from", iso(spell.from)}, {"to", iso(spell.to)}});
}

Spell spell_from(const Json& json) {
    return {.from = parse_date(json.text("from")).value_or(Date{}),
            .to = parse_date(json.text("to")).value_or(Date{})};
}

Json json_of(const Taken& taken) {
    Json rows = Json::array();
    for (const auto& row : taken.rows) {
        auto one =
            Json::object({{"value", row.value}, {"name", row.name}, {"now", json_of(row.now)}});
        if (row.before) one.set("before", json_of(*row.before));
        rows.push(std::move(one));
    }
    Json others = Json::array();
    for (const auto& other : taken.others)
        others.push(Json::object({{"area", other.area},
                                  {"kind", other.kind},
                                  {"source", other.source},
                                  {"from", iso(other.from)},
                                  {"to", iso(other.to)},
                                  {"value", other.value}}));
    auto json = Json::object({{"id", taken.id},
                              {"name", taken.name},
                              {"shape", kShapes[static_cast<std::size_t>(taken.shape)]},
                              {"measure", taken.measure},
                              {"version", taken.version},
                              {"spell", json_of(taken.spell)},
                              {"by", taken.by},
                              {"by_name", taken.by_name},
                              {"part", taken.part},
                              {"each", taken.each},
                              {"overlapping", taken.overlapping},
                              {"change_decimals", taken.change_decimals},
                              {"shows_small", taken.shows_small},
                              {"rows", std::move(rows)},
                              {"others", std::move(others)},
                              {"records", Json::strings(taken.records)}});
    if (taken.before) json.set("before", json_of(*taken.before));
    return json;
}

// The word's place among those of an enumeration.
template <class E>
E enum_from(std::string_view said, int words) {
    for (int at = 0; at < words; ++at)
        if (define::word(static_cast<E>(at)) == said) return static_cast<E>(at);
    return E{};
}

Taken taken_from(const Json& json) {
    const auto& measure = json["measure"];
    Taken taken{.id = json.text("id"),
                .name = json.text("name"),
                .measure = measure,
                .version = json.text("version"),
                .shown = enum_from<define::Shown>(measure.text("as"), kShownWords),
                .good = enum_from<define::Good>(measure.text("good"), kGoodWords),
                .open = measure["open"].boolean(),
                .rare = measure["rare"].boolean(),
                .target = maybe_real(measure, "target"),
                .spell = spell_from(json["spell"]),
                .by = json.text("by"),
                .by_name = json.text("by_name"),
                .part = json.text("part"),
                .each = json.text("each"),
                .overlapping = json["overlapping"].boolean(),
                .change_decimals = static_cast<int>(json["change_decimals"].integer()),
                .shows_small = json.text("shows_small")};
    for (std::size_t at = 0; at < kShapes.size(); ++at)
        if (kShapes[at] == json.text("shape")) taken.shape = static_cast<Taken::Shape>(at);
    if (json.has("before")) taken.before = spell_from(json["before"]);
    for (const auto& row : json["rows"].items()) {
        TakenRow one{
            .value = row.text("value"), .name = row.text("name"), .now = counted_from(row["now"])};
        if (row.has("before")) one.before = counted_from(row["before"]);
        taken.rows.push_back(std::move(one));
    }
    for (const auto& other : json["others"].items())
        taken.others.push_back({.area = other.text("area"),
                                .kind = other.text("kind"),
                                .source = other.text("source"),
                                .from = parse_date(other.text("from")).value_or(Date{}),
                                .to = parse_date(other.text("to")).value_or(Date{}),
                                .value = other["value"].real()});
    for (const auto& ref : json["records"].items())
        taken.records.push_back(ref.text());
    return taken;
}

}  // namespace

Json to_json(const TakenFigures& figures) {
    Json list = Json::array();
    for (const auto& figure : figures.figures)
        list.push(json_of(figure));
    Json changes = Json::array();
    for (const auto& change : figures.changes)
        changes.push(Json::object({{"record", change.record},
                                   {"measure", change.measure},
                                   {"name", change.name},
                                   {"from", iso(change.from)},
                                   {"says", change.says},
                                   {"found", change.found}}));
    return Json::object({{"at", iso(figures.at)},
                         {"by", figures.by},
                         {"profile", figures.profile},
                         {"figures", std::move(list)},
                         {"changes", std::move(changes)}});
}

TakenFigures taken_from_json(const Json& json) {
    TakenFigures figures{.at = parse_instant(json.text("at")).value_or(Instant{}),
                         .by = json.text("by"),
                         .profile = json.text("profile")};
    for (const auto& figure : json["figures"].items())
        figures.figures.push_back(taken_from(figure));
    for (const auto& change : json["changes"].items())
        figures.changes.push_back({.record = change.text("record"),
                                   .measure = change.text("measure"),
                                   .name = change.text("name"),
                                   .from = parse_date(change.text("from")).value_or(Date{}),
                                   .says = change.text("says"),
                                   .found = change.text("found")});
    return figures;
}

}  // namespace longstone::report
