#pragma once

#include <optional>
#include <string>
#include <vector>

#include "define/report.h"
#include "work/load.h"

// Which days a report is about: whole months, which is what figures are counted by.
namespace longstone::report {

struct Spell {
    Date from = {}, to = {};  // the last day itself within

    bool operator==(const Spell&) const = default;
};

// The whole months of which at least half lies within these days.
Spell months_of(Date from, Date to);
// As the record says; nothing where its days are not answered.
std::optional<Spell> spell_of(const define::Report& report, const work::RecordState& record);
// The months of one of the report's figures.
Spell spell_of(const define::Report& report, const define::ReportFigure& figure, Spell whole);
// What came so many months before.
Spell back(Spell spell, int months);
// "2022-23" of a year from the autumn or April, "2022" of a calendar year, else from month to
// month: what the report's address ends with.
std::string slug(Spell spell);
std::string say(Spell spell);  // "September 2022 to August 2023", "December 2022"

// A record that carries a report, as this viewer may see it.
struct Carried {
    work::Opened opened;
    Spell spell = {};
};
// The latest first; what the viewer may not see is left out.
std::vector<Carried> carried(work::Context& context,
                             const access::Viewer& viewer,
                             const define::Report& report);

}  // namespace longstone::report
