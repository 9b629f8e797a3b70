#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "measure/interval.h"
#include "measure/suppress.h"
#include "work/lists.h"
#include "work/load.h"

// Figures out of what has been counted: a measure over time, broken down, with the interval it was
// counted with, and the records behind each. Months are those of London; a period that is not over
// yet is shown and marked.
namespace longstone::measure {

// What was counted in one period.
struct Figure {
    Date from = {}, to = {};   // the last day itself within
    std::string label = {};    // "Apr 26", "Q1 2026-27", "2026-27"
    std::string period = {};   // "April 2026"
    std::int64_t counted = 0;  // the denominator of a percentage or a mean
    std::int64_t met = 0;      // its numerator
    double amount = 0;         // what was added up
    double population = 0;     // of a rate
    bool over = true;          // the period has ended
    bool hidden = false;       // of a breakdown: too few, of records this viewer may not see
    std::optional<double> value = {};  // nothing where there is nothing to divide by
    std::optional<Interval> interval = {};

    // "27 of 30", "171", "4.57 from 236".
    [[nodiscard]] std::string words(const define::Measure& measure) const;
};

// "2026-27", of the month in which the year begins (counted.h).
std::string year_label(int month);

// "84%", "171", "4.57", "12.3", with the mark of what it is; "no figure" without a value.
std::string say_value(const define::Measure& measure, std::optional<double> value);

struct Range {
    Date from = {}, to = {};
};
// The last so many periods of a measure up to now: 24 months, 12 quarters, 5 years.
Range usual_range(const define::Measure& measure, Date today);

class Figures {
public:
    // The grant is for SeeFigures; nothing is counted without one.
    Figures(work::Context& context, const access::Grant& grant);
    [[nodiscard]] const access::Grant& grant() const { return grant_; }

    // A figure for each period from first to last; `dim` and `value` choose one of a breakdown. Who
    // may not see the records has breakdowns by whole years from April alone (see broken_down).
    std::vector<Figure> series(const define::Measure& measure,
                               Range range,
                               define::Period period,
                               const std::string& dim = {},
                               const std::string& value = {});
    // One figure over the whole range.
    Figure total(const define::Measure& measure,
                 Range range,
                 const std::string& dim = {},
                 const std::string& value = {});

    struct Part {
        std::string value = {}, name = {};
        Figure figure = {};
    };
    // One for each value that occurs in the range, the largest first. From who may not see the
    // records, a part of so few that it could name somebody is hidden, and as many more as it takes
    // that no hidden one can be worked out from the whole (suppress.h). Their range is the year
    // from April in which it ends: parts of other ranges could be taken from each other.
    std::vector<Part> broken_down(const define::Measure& measure,
                                  const std::string& dim,
                                  Range range);
    std::string dim_name(const define::Measure& measure, const std::string& dim) const;
    std::string value_name(const define::Measure& measure,
                           const std::string& dim,
                           const std::string& value) const;

    struct Behind {
        std::vector<work::Line> lines = {};  // those the viewer may see, the latest first
        std::int64_t counted = 0;            // things counted
        std::int64_t records = 0;            // on so many records
        std::int64_t withheld = 0;  // of those looked at for these lines, others than these
        std::size_t next = 0;       // where the next lines begin; 0: these are the last
    };
    // The records behind a figure; with `only_unmet`, of those that did not meet the aim. A long
    // list comes in parts: `from` is the `next` of the one before.
    Behind behind(const define::Measure& measure,
                  Range range,
                  const std::string& dim,
                  const std::string& value,
                  bool only_unmet = false,
                  std::size_t from = 0);
    // All of them, whoever may see them, the latest first, each with how much of the figure it is.
    // For what leaves here as a whole and is shown to nobody as it is (report/taken).
    struct CountedOn {
        std::string record = {};
        std::int64_t things = 0;
    };
    std::vector<CountedOn> counted_on(const define::Measure& measure,
                                      Range range,
                                      const std::string& dim = {},
                                      const std::string& value = {},
                                      bool only_unmet = false) const;

    // Whether this viewer sees every record of the measure's pathways whole, so that no number can
    // tell them about somebody whom they may not know of.
    [[nodiscard]] bool sees_all(const define::Measure& measure) const;
    // The range and the periods of a breakdown as this viewer may have them.
    [[nodiscard]] Range range_for(const define::Measure& measure, Range range) const;

private:
    struct Sums {
        std::int64_t n = 0, met = 0, amount = 0, ended = 0, met_ended = 0;
    };
    Figure figure_of(const define::Measure& measure, Range range, const Sums& sums) const;
    Sums sums_of(const define::Measure& measure,
                 Range range,
                 const std::string& dim,
                 const std::string& value) const;
    Figure counted(const define::Measure& measure,
                   Range range,
                   const std::string& dim,
                   const std::string& value) const;
    std::vector<Figure> yearly(const define::Measure& measure,
                               Range range,
                               const std::string& dim,
                               const std::string& value);
    std::vector<Part> parts_of(const define::Measure& measure,
                               const std::string& dim,
                               Range range) const;
    double people_in(const std::string& table, Date at) const;

    work::Context& context_;
    const access::Grant& grant_;
    mutable std::map<std::string, bool, std::less<>> sees_all_ = {};
};

}  // namespace longstone::measure
