#include "measure/asking.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "measure/counted.h"

namespace longstone::measure {
namespace {

std::string is_broken_down_by(const define::Measure& measure) {
    if (measure.by.empty()) return "This figure is not broken down. Take it out";
    return cat({"Choose one of ", join(measure.by, ", ")});
}

}  // namespace

Result<Asked> asked_of(const define::Measure& measure,
                       const std::function<std::string(std::string_view name)>& said,
                       Date today) {
    Asked asked{.range = usual_range(measure, today),
                .period = measure.period,
                .dim = said("by"),
                .value = said("value")};
    Problem wrong{.message = "The figure asked for could not be read."};
    const auto day = [&](const char* name, Date& into) {
        const auto text = said(name);
        const auto date = parse_date(text);
        if (date)
            into = *date;
        else if (!text.empty())
            wrong.fields.push_back({name, "Write a day that exists as YYYY-MM-DD"});
    };
    day("from", asked.range.from);
    day("to", asked.range.to);
    if (asked.range.to < asked.range.from)
        wrong.fields.push_back({"to", "Give a day on or after the first"});
    else if (years_between(asked.range.from, asked.range.to) >= kMostYears)
        wrong.fields.push_back({"from", cat({"Ask for less than ", number(kMostYears), " years"})});
    if (!asked.dim.empty() && std::ranges::find(measure.by, asked.dim) == measure.by.end())
        wrong.fields.push_back({"by", is_broken_down_by(measure)});
    const auto period = said("period");
    bool known = period.empty();
    for (const auto one : {define::Period::Month, define::Period::Quarter, define::Period::Year}) {
        if (define::word(one) != period) continue;
        asked.period = one;
        known = true;
    }
    if (!known) wrong.fields.push_back({"period", "Choose month, quarter or year"});
    const auto cursor = said("cursor");
    const auto [end, error] =
        std::from_chars(cursor.data(), cursor.data() + cursor.size(), asked.from);
    if (!cursor.empty() && (error != std::errc() || end != cursor.data() + cursor.size()))
        wrong.fields.push_back({"cursor", "Give the cursor as the answer before gave it"});
    if (!wrong.fields.empty()) return Refused(std::move(wrong));
    asked.range = {.from = first_day(month_of(asked.range.from)),
                   .to = first_day(month_of(asked.range.to) + 1) + -1};
    return asked;
}

}  // namespace longstone::measure
