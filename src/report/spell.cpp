#include "report/spell.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::report {
namespace {

constexpr int kYear = 12;
constexpr int kMiddle = 15;  // of a month

Date first_of(Date day) {
    const auto civil = civil_of(day);
    return *date_of({.year = civil.year, .month = civil.month, .day = 1});
}

Date last_of(Date day) {
    return add_months(first_of(day), 1) + -1;
}

std::string month_words(Date day) {
    const auto civil = civil_of(day);
    return cat({month_name(civil.month), " ", number(civil.year)});
}

int months_in(Spell spell) {
    const auto from = civil_of(spell.from);
    const auto to = civil_of(spell.to);
    return (to.year - from.year) * kYear + to.month - from.month + 1;
}

}  // namespace

Spell months_of(Date from, Date to) {
    const auto first =
        civil_of(from).day > kMiddle ? add_months(first_of(from), 1) : first_of(from);
    const auto last = civil_of(to).day < kMiddle ? first_of(to) + -1 : last_of(to);
    if (first <= last) return {.from = first, .to = last};
    return {.from = first_of(from), .to = last_of(to)};
}

std::optional<Spell> spell_of(const define::Report& report, const work::RecordState& record) {
    const auto to = parse_date(record.first_answer(report.to));
    if (!to) return {};
    if (report.from.empty()) return months_of(add_months(first_of(*to), 1 - report.months), *to);
    const auto from = parse_date(record.first_answer(report.from));
    if (!from || *to < *from) return {};
    return months_of(*from, *to);
}

Spell spell_of(const define::Report& report, const define::ReportFigure& figure, Spell whole) {
    const auto* period = report.period(figure.period);
    if (period == nullptr) return whole;
    if (period->since) return months_of(std::min(*period->since, whole.to), whole.to);
    // The last such stretch that had ended by then.
    for (int year = civil_of(whole.to).year;; --year) {
        const auto from = *date_of({.year = year, .month = period->begins, .day = 1});
        const auto to = add_months(from, period->months) + -1;
        if (to <= whole.to) return {.from = from, .to = to};
    }
}

Spell back(Spell spell, int months) {
    return {.from = add_months(spell.from, -months),
            .to = add_months(first_of(spell.to), 1 - months) + -1};
}

std::string slug(Spell spell) {
    const auto from = civil_of(spell.from);
    const int months = months_in(spell);
    if (months >= kYear - 1 && months <= kYear + 1) {
        if (from.month == 1 && months == kYear) return number(from.year);
        const auto next = number(from.year + 1);
        return cat({number(from.year), "-", next.substr(2)});
    }
    return cat({iso(spell.from).substr(0, 7), "-to-", iso(spell.to).substr(0, 7)});
}

std::string say(Spell spell) {
    if (months_in(spell) == 1) return month_words(spell.from);
    return cat({month_words(spell.from), " to ", month_words(spell.to)});
}

std::vector<Carried> carried(work::Context& context,
                             const access::Viewer& viewer,
                             const define::Report& report) {
    std::vector<std::string> refs;
    for (const auto& row :
         context.db.rows("select ref from record where pathway = $1", {report.pathway}))
        refs.push_back(row.text(0));
    std::vector<Carried> found;
    for (const auto& ref : refs) {
        auto opened = work::open_record_for(context, viewer, access::Action::Read, ref);
        if (!opened || opened->grant.reach() != access::Reach::Whole) continue;
        const auto spell = spell_of(report, opened->record);
        if (spell) found.push_back({.opened = std::move(*opened), .spell = *spell});
    }
    std::ranges::sort(found, [](const Carried& a, const Carried& b) {
        return std::pair(b.spell.to, b.opened.record.ref) <
               std::pair(a.spell.to, a.opened.record.ref);
    });
    return found;
}

}  // namespace longstone::report
