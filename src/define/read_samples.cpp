#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

std::map<std::string, std::string> texts(const MapReader& map, std::string_view key) {
    std::map<std::string, std::string> out;
    map.each(key, [&](const std::string& id, const Node& value) {
        out[id] = text_of(value, map.errors());
    });
    return out;
}

// "1 September"
void read_day(const MapReader& map, RoundRule& rule) {
    const auto said = map.required_text("from");
    const auto pieces = split(said, ' ');
    if (pieces.size() == 2) {
        for (int month = 1; month <= 12; ++month)
            if (pieces[1] == month_name(month)) rule.month = month;
        for (int day = 1; day <= 31; ++day)
            if (pieces[0] == number(day)) rule.day = day;
    }
    // A day that no year lacks.
    const bool there =
        rule.month > 0 && rule.day > 0 &&
        longstone::date_of(Civil{.year = 2023, .month = rule.month, .day = rule.day}).has_value();
    if (!there && !said.empty())
        map.errors().add(map.node("from")->place,
                         cat({"\"", said, "\" is no day that each year has"}),
                         "Write it as 1 September.");
}

}  // namespace

SampleRule read_sample(const Node& node, Errors& errors) {
    const MapReader map(node, "a sample", keys::kSample, errors);
    SampleRule rule{.from = map.list("from"),
                    .at = map.required_text("at"),
                    .opens_at = map.required_text("opens-at"),
                    .opens = map.required_text("opens"),
                    .size = map.required_text("size"),
                    .since = map.text("since"),
                    .until = map.text("until"),
                    .seed = map.text("seed"),
                    .among = map.text("among"),
                    .shows = map.list("shows"),
                    .copies = map.list("copies"),
                    .renames = texts(map, "renames"),
                    .reference = map.required_text("reference"),
                    .agencies = map.text("agencies"),
                    .place = node.place};
    if (map.has("link")) rule.link = map.text("link");
    return rule;
}

RoundRule read_round(const Node& node, Errors& errors) {
    const MapReader map(node, "a round", keys::kRound, errors);
    RoundRule rule{.opens_for = map.list("opens-for"),
                   .agency = map.required_text("agency"),
                   .sets = texts(map, "sets"),
                   .place = node.place};
    if (map.has("link")) rule.link = map.text("link");
    read_day(map, rule);
    if (rule.opens_for.empty() && node.is_map())
        errors.add(node.place,
                   "a round needs \"opens-for\"",
                   "List the kinds of agency for which one opens.");
    return rule;
}

}  // namespace longstone::define
