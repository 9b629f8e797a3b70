#include "demo/told.h"

#include <stdexcept>

#include "base/text.h"
#include "demo/times.h"

namespace longstone::demo {
namespace {

// The number by which an agency's own system knows somebody.
std::string own_number(const std::string& name) {
    std::string number;
    for (const char c : fold(name))
        number += c == ' ' ? '-' : c;
    return number;
}

std::string said(const Calendar& calendar, Instant end, const std::string& text) {
    if (!text.starts_with('-')) return text;
    const auto time = counted(calendar, end, text, true);
    if (!time) throw std::invalid_argument(cat({"\"", text, "\" is no time"}));
    return time->at ? iso(*time->at) : iso(time->day);
}

void put(Json& row, const char* column, const std::string& text) {
    if (!text.empty() && !row.has(column)) row.set(column, text);
}

class Telling {
public:
    Telling(const Script& script, const Calendar& calendar, Instant end)
        : script_(script), calendar_(calendar), end_(end) {}

    Json row_of(const Json& delivery, const Json& told) const {
        Json row = Json::object({{"feed", delivery["feed"]}});
        for (const auto& [column, value] : told.members()) {
            if (column == "who" || column == "other") continue;
            row.set(column, said(calendar_, end_, value.text()));
        }
        const auto feed = delivery.text("feed");
        const bool event = !feed.starts_with("people");
        if (told.has("other"))
            row.set("other", own_number(script_.member(told.text("other")).name));
        put_person(row, script_.member(told.text("who")), event ? "person" : "number");
        if (event) put(row, "changed", said(calendar_, end_, delivery.text("at")));
        return row;
    }

private:
    static void put_person(Json& row, const Member& member, const char* number) {
        put(row, number, own_number(member.name));
        if (row.has("address") || row.has("other")) return;  // sent before, and found by it
        put(row, "given-name", member.given);
        put(row, "family-name", member.family);
        put(row, "nhs-number", member.nhs);
        put(row, "sex", member.sex);
        if (member.born) put(row, "birth-date", iso(*member.born));
    }

    const Script& script_;
    const Calendar& calendar_;
    Instant end_;
};

}  // namespace

std::vector<Beat> deliveries_of(const Script& script, const Calendar& calendar, Instant end) {
    std::vector<Beat> beats;
    const Telling telling(script, calendar, end);
    for (const Json& delivery : script.told["deliveries"].items()) {
        Json rows = Json::array();
        for (const Json& told : delivery["rows"].items())
            rows.push(telling.row_of(delivery, told));
        Beat beat{.at = instant_of(calendar, end, delivery.text("at"), true)};
        beat.steps.push_back(Json::object({{"as", delivery["by"]},
                                           {"do", "feed"},
                                           {"people", delivery.text("feed").starts_with("people")},
                                           {"rows", std::move(rows)}}));
        beats.push_back(std::move(beat));
    }
    return beats;
}

}  // namespace longstone::demo
