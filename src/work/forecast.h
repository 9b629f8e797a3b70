#pragma once

#include <string>
#include <vector>

#include "define/clock.h"
#include "work/lists.h"

// What will be late: the clocks that run and end within the next five working days, and those that
// have passed already, by day, team, worker and pathway. Of records that the viewer sees whole: an
// agency that was asked one question does not see how a record stands. A clock that is paused is
// not among them. Each line says what its limit is (statutory, guidance, benchmark, local) and
// whether its source was checked, so that a local limit is never taken for law.
namespace longstone::work {

inline constexpr int kForecastDays = 5;  // working days after today

struct ForecastFilter {
    std::string team = {};  // "agency/team", or kNoTeam
    std::string worker = {};
    std::string pathway = {};
    std::string day = {};    // one column alone: "late", or a date
    std::string after = {};  // cursor of the last line
    int limit = 50;
};
inline constexpr std::string_view kNoTeam = "none";  // nobody leads it, or somebody without a team

// A column: what is late already, or one day of London's.
struct ForecastDay {
    std::string id = {};  // "late" or the date
    Date date = {};
    bool late = false;
    std::int64_t count = 0;
};

struct ForecastGroup {
    std::string id = {};  // as the filter takes it; empty: nobody leads these
    std::string name = {};
    std::vector<std::int64_t> counts = {};  // one for each day of the forecast
    std::int64_t total = 0;
};

struct ForecastLine {
    Line record = {};  // its reference, pathway, lead and who it is about
    std::string team = {}, team_name = {};
    std::string clock = {}, name = {};
    Instant due = {};
    define::ClockKind kind = define::ClockKind::Local;
    std::string status = {};  // of the source: ok, unverified, local; empty: no longer defined
    std::string source = {};
};

struct Forecast {
    std::vector<ForecastDay> days = {};  // the first is "late", the second today
    std::vector<ForecastGroup> teams = {}, workers = {}, pathways = {};
    std::int64_t total = 0;
    std::vector<ForecastLine> lines = {};  // due first, as far as the filter's limit
    std::string next = {};                 // cursor of the next lines
};
Forecast forecast(Context& context, const access::Viewer& viewer, const ForecastFilter& filter);

// "source checked", "source not yet checked", "agreed here, not law".
std::string source_status_words(define::ClockKind kind, std::string_view status);

// Keeps running_clock; after the records' own projection.
journal::Projection forecast_projection();

// The pathways in which a role of this viewer stands, for LONGSTONE_WHOLE_RECORD: "/a/b/".
std::string roles_reach(const define::Definitions& definitions, const access::Viewer& viewer);

}  // namespace longstone::work
