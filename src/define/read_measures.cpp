#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

// What stands before "of" and "field".
constexpr auto kCounted = std::span(keys::kMeasureCounts).first<12>();
constexpr auto kShownAs = keys::words("count", "percent", "mean", "sum", "rate", "days");
constexpr auto kGood = keys::words("up", "down", "neither");
constexpr auto kPeriods = keys::words("month", "quarter", "year");
constexpr auto kAbouts = keys::words("child", "adult", "both");
constexpr std::string_view kAll = "all";

template <class E, class W>
E enum_of(const W& words, std::string_view word) {
    const auto at = std::find(words.begin(), words.end(), word);
    return static_cast<E>(at == words.end() ? 0 : at - words.begin());
}

// "all" is every pathway.
std::vector<std::string> pathways_in(std::vector<std::string> names) {
    if (names.size() == 1 && names.front() == kAll) names.clear();
    return names;
}

void read_counts(const Node& node, Measure& measure, Errors& errors) {
    const MapReader map(node, "what is counted", keys::kMeasureCounts, errors);
    int said = 0;
    for (const auto word : kCounted) {
        if (!map.has(word)) continue;
        ++said;
        measure.counts = enum_of<Counts>(kCounted, word);
        const bool names_pathways = measure.counts == Counts::Records ||
                                    measure.counts == Counts::Actions ||
                                    measure.counts == Counts::History;
        if (names_pathways)
            measure.of = pathways_in(map.list(word));
        else
            measure.what = map.text(word);
    }
    if (said != 1 && node.is_map())
        errors.add(node.place,
                   said == 0 ? "nothing is said to be counted" : "two things are counted at once",
                   cat({"Name one of ", join({kCounted.begin(), kCounted.end()}, ", "), "."}));
    if (map.has("of")) measure.of = pathways_in(map.list("of"));
    if (measure.what == kAll) measure.what.clear();
    measure.field = map.text(measure.counts == Counts::Items ? "in" : "field");
    if (measure.counts == Counts::Pairs && measure.field.empty() && said == 1)
        errors.add(node.place, "pairs need \"field\"", "Name the answer that is compared.");
}

void read_met(const Node& node, Measure& measure, Errors& errors) {
    if (node.is_text())
        measure.met_word = text_of(node, errors);
    else
        measure.met = read_condition(node, errors);
}

void read_days(const Node& node, Measure& measure, Errors& errors) {
    const MapReader map(node, "a time between", keys::kMeasureDays, errors);
    if (const Node* from = map.node("from")) measure.days_from = read_trigger(*from, errors);
    if (const Node* to = map.node("to")) measure.days_to = read_trigger(*to, errors);
    if (!measure.days_from || !measure.days_to)
        errors.add(node.place, "days run from something to something", "Add from: and to:.");
}

std::vector<Rebase> read_rebases(const Node& node, Errors& errors) {
    std::vector<Rebase> rebases;
    if (!node.is_list())
        errors.add(node.place, "\"rebases\" is a list", "Write [{from: 2026-04-01, why: words}].");
    for (const Node& item : node.items) {
        const MapReader map(item, "a rebase", keys::kMeasureRebase, errors);
        const auto from = map.date("from");
        if (!from && item.is_map() && !map.has("from"))
            errors.add(item.place, "a rebase needs \"from\"", "Write the day, as 2026-04-01.");
        rebases.push_back({.from = from.value_or(Date()), .why = map.required_text("why")});
    }
    std::ranges::sort(rebases, {}, &Rebase::from);
    return rebases;
}

NotesRule read_notes(const Node& node, Errors& errors) {
    const MapReader map(node, "\"notes\"", keys::kMeasureNotes, errors);
    NotesRule notes{.words = map.required_text("words"),
                    .theme = map.required_text("theme"),
                    .where = map.required_text("where")};
    const Node* beside = map.node("beside");
    if (beside == nullptr || !beside->is_map()) {
        errors.add(node.place,
                   "it is not said which figures the notes stand beside",
                   "Write beside: {theme of notes: [theme of measures]}.");
        return notes;
    }
    for (const auto& [key, value] : beside->members)
        notes.beside[key.text] = list_of(value, errors);
    return notes;
}

}  // namespace

Measure read_measure(const Node& node, Errors& errors) {
    const MapReader map(node, "a measure", keys::kMeasure, errors);
    Measure measure{.name = map.required_text("name"),
                    .question = map.required_text("question"),
                    .theme = map.required_text("theme"),
                    .about = map.word("about", kAbouts, "both"),
                    .source = map.required_text("source"),
                    .note = map.text("note"),
                    .shown = enum_of<Shown>(kShownAs, map.word("as", kShownAs, "count")),
                    .open = map.yes("open"),
                    .when = map.condition("when"),
                    .value = map.text("value"),
                    .population = map.text("population"),
                    .per = map.whole("per", 1, 10'000),
                    .by = map.list("by"),
                    .good = enum_of<Good>(kGood, map.word("good", kGood, "neither")),
                    .period = enum_of<Period>(kPeriods, map.word("period", kPeriods, "month")),
                    .target = map.number("target"),
                    .rare = map.yes("rare"),
                    .place = node.place};
    if (const Node* counts = map.node("counts"))
        read_counts(*counts, measure, errors);
    else if (node.is_map())
        errors.add(node.place, "a measure needs \"counts\"", "Say what it counts.");
    if (const Node* at = map.node("at")) measure.at = read_trigger(*at, errors);
    if (const Node* until = map.node("until")) measure.until = read_trigger(*until, errors);
    if (const Node* met = map.node("met")) read_met(*met, measure, errors);
    if (const Node* rebases = map.node("rebases")) measure.rebases = read_rebases(*rebases, errors);
    if (const Node* notes = map.node("notes")) measure.notes = read_notes(*notes, errors);
    if (const Node* days = map.node("days")) read_days(*days, measure, errors);
    if (const Node* again = map.node("again")) {
        const MapReader inner(*again, "\"again\"", keys::kMeasureAgain, errors);
        measure.again = {.pathways = inner.list("of"), .within = inner.limit("within")};
        if (measure.again.pathways.empty() || !measure.again.within)
            errors.add(again->place,
                       "\"again\" needs \"of\" and \"within\"",
                       "Write {of: [pathway], within: 12 months}.");
    }
    return measure;
}

bool Measure::counts_on(std::string_view pathway) const {
    return of.empty() || std::find(of.begin(), of.end(), pathway) != of.end();
}

std::string_view word(Counts counts) {
    return kCounted[static_cast<std::size_t>(counts)];
}
std::string_view word(Shown shown) {
    return kShownAs[static_cast<std::size_t>(shown)];
}
std::string_view word(Good good) {
    return kGood[static_cast<std::size_t>(good)];
}
std::string_view word(Period period) {
    return kPeriods[static_cast<std::size_t>(period)];
}

}  // namespace longstone::define
