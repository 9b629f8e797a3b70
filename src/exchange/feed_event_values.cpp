#include <algorithm>

#include "base/text.h"
#include "exchange/feed_values.h"
#include "people/identifiers.h"

// The event or the relation that a row tells of, and its times.
namespace longstone::exchange {
namespace {

constexpr std::size_t kMostWords = 2'000;  // bytes

const define::Code* code_in(const define::Definitions& definitions,
                            std::string_view list,
                            std::string_view code) {
    const auto* codes = definitions.code_list(list);
    return codes == nullptr ? nullptr : codes->find(code);
}

// A column as people read it.
std::string shown(const RowSays& row,
                  const define::FeedEvent& said,
                  const define::Definitions& definitions,
                  const std::string& agency,
                  const std::string& hole) {
    if (hole == "agency") {
        const auto* sender = definitions.partnership.agency(agency);
        return sender == nullptr ? agency : sender->name;
    }
    const auto& text = row.value(hole);
    const auto* code = hole == said.kind ? code_in(definitions, said.kinds, text)
                       : hole == said.significance
                           ? code_in(definitions, "event-significance", text)
                           : nullptr;
    return code == nullptr ? text : code->text;
}

std::string words_of(const RowSays& row,
                     const define::FeedEvent& said,
                     const define::Definitions& definitions,
                     const std::string& agency) {
    std::string words = said.words;
    for (const auto& hole : define::holes_of(said.words)) {
        const auto mark = cat({"{", hole, "}"});
        if (const auto at = words.find(mark); at != std::string::npos)
            words.replace(at, mark.size(), shown(row, said, definitions, agency, hole));
    }
    return std::string(trim(words));
}

std::optional<Instant> read_time(RowSays& row, const std::string& column, Instant now) {
    const auto& text = row.value(column);
    if (column.empty() || text.empty()) return {};
    const auto instant = instant_of(text);
    if (!instant) return {};  // said already
    if (*instant > now) row.bad(column, "This cannot be in the future. Check the date");
    if (civil_of(london(*instant).date).year < kEarliestYear)
        row.bad(column, "This is more than a lifetime ago. Check the date");
    return instant;
}

// In one spelling where it is one; half a postcode is where it is known to be.
std::string postcode_in(const std::string& text) {
    return people::normal_postcode(text).value_or(text);
}

void check_order(RowSays& row, const define::FeedEvent& said) {
    if (!row.event || !row.happened) return;
    const auto& known = row.value(said.known);
    if (!known.empty() && row.event->known_at + kDay <= *row.happened)
        row.bad(said.known, "Nobody can have known of it before it happened. Check both dates");
    if (row.event->until && *row.event->until < *row.happened)
        row.bad(said.until, "It cannot have ended before it happened. Check both dates");
}

}  // namespace

std::string iso_date(const std::string& text) {
    const auto parts = split(text, '/');
    if (parts.size() != 3 || parts[2].size() != 4 || parts[0].empty() || parts[1].empty() ||
        parts[0].size() > 2 || parts[1].size() > 2)
        return text;
    const auto two = [](const std::string& part) {
        return part.size() == 1 ? cat({"0", part}) : part;
    };
    return cat({parts[2], "-", two(parts[1]), "-", two(parts[0])});
}

std::string iso_time(const std::string& text) {
    if (const auto instant = parse_instant(text)) return iso(*instant);
    const auto mark = text.find_first_of(" T");
    const auto date = parse_date(iso_date(text.substr(0, mark)));
    if (!date) return text;
    if (mark == std::string::npos) return iso(*date);
    auto clock = std::string(trim(text.substr(mark + 1)));
    if (clock.size() == 5) clock += ":00";
    const auto plain = parse_instant(cat({iso(*date), "T", clock, "Z"}));
    return plain ? iso(from_london(*date, plain->micros - Instant{date->days * kDay}.micros))
                 : text;
}

std::optional<Instant> instant_of(const std::string& text) {
    if (const auto date = parse_date(text)) return from_london(*date, 0);
    return parse_instant(text);
}

void put_times(RowSays& row, Instant now) {
    row.happened = read_time(row, row.feed->happened, now);
    row.changed = read_time(row, row.feed->changed, now);
    if (row.feed->event) read_time(row, row.feed->event->known, now);
    row.withdrawn = row.value(row.feed->withdrawn) == "yes";
}

void put_event(RowSays& row,
               const define::FeedEvent& said,
               const define::Definitions& definitions,
               const std::string& agency) {
    people::AgencyEvent event{.agency = agency,
                              .feed = row.feed->id,
                              .key = row.key,
                              .occurrence = row.value(said.occurrence),
                              .kinds = said.kinds,
                              .kind = row.value(said.kind),
                              .words = words_of(row, said, definitions, agency),
                              .significance = row.value(said.significance),
                              .place = {.postcode = postcode_in(row.value(said.postcode))},
                              .day_only = parse_date(row.value(row.feed->happened)).has_value()};
    if (event.words.size() > kMostWords)
        row.bad({}, "This row says too much of what happened. Shorten it to 2,000 characters");
    for (const auto& line : split(row.value(said.address), ','))
        if (!trim(line).empty()) event.place.lines.emplace_back(trim(line));
    const bool marked = row.value(said.sensitive_if) == "yes";
    event.is_protected =
        marked || std::ranges::find(said.sensitive, event.kind) != said.sensitive.end();
    if (row.happened) event.happened_at = *row.happened;
    event.until = instant_of(row.value(said.until));
    const auto known = instant_of(row.value(said.known));
    event.known_at = known.value_or(Instant{});
    row.event = std::move(event);
    if (!row.happened) row.bad(row.feed->happened, "Say when it happened");
    check_order(row, said);
}

void put_relation(RowSays& row, const define::FeedRelation& said) {
    SaidRelation relation{.type = row.value(said.type),
                          .from = parse_date(row.value(said.from)),
                          .until = parse_date(row.value(said.until))};
    if (relation.from && relation.until && *relation.until < *relation.from)
        row.bad(said.until, "The end must come after the start. Check both dates");
    row.relation = std::move(relation);
}

}  // namespace longstone::exchange
