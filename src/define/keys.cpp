#include "define/keys.h"

namespace longstone::define {
namespace {

constexpr std::array kKeyTables = {
    KeyTable{"codes", "", keys::kCodes},
    KeyTable{"codes", "code", keys::kCode},
    KeyTable{"form", "", keys::kForm},
    KeyTable{"form", "section", keys::kSection},
    KeyTable{"form", "field", keys::kField},
    KeyTable{"form", "date-bound", keys::kDateBound},
    KeyTable{"form", "counts", keys::kCounts},
    KeyTable{"pathway", "", keys::kPathway},
    KeyTable{"pathway", "access", keys::kAccess},
    KeyTable{"pathway", "people", keys::kPeople},
    KeyTable{"pathway", "stage", keys::kStage},
    KeyTable{"pathway", "move", keys::kMove},
    KeyTable{"pathway", "need", keys::kNeed},
    KeyTable{"pathway", "request", keys::kRequest},
    KeyTable{"pathway", "meeting", keys::kMeeting},
    KeyTable{"pathway", "clock", keys::kClock},
    KeyTable{"pathway", "warn", keys::kWarn},
    KeyTable{"pathway", "clock-version", keys::kClockVersion},
    KeyTable{"pathway", "trigger", keys::kTrigger},
    KeyTable{"pathway", "open", keys::kOpen},
    KeyTable{"pathway", "tell", keys::kTell},
    KeyTable{"pathway", "flag", keys::kFlag},
    KeyTable{"pathway", "strand", keys::kStrand},
    KeyTable{"pathway", "exclusion", keys::kExclusion},
    KeyTable{"measure", "", keys::kMeasure},
    KeyTable{"measure", "counts", keys::kMeasureCounts},
    KeyTable{"measure", "days", keys::kMeasureDays},
    KeyTable{"measure", "again", keys::kMeasureAgain},
    KeyTable{"partnership", "", keys::kPartnership},
    KeyTable{"partnership", "closure", keys::kClosure},
    KeyTable{"partnership", "board", keys::kBoard},
    KeyTable{"partnership", "agency", keys::kAgency},
    KeyTable{"partnership", "post", keys::kPost},
    KeyTable{"partnership", "group", keys::kGroup},
    KeyTable{"roles", "", keys::kRoles},
    KeyTable{"roles", "role", keys::kRole},
    KeyTable{"calendar", "", keys::kCalendar},
    KeyTable{"feed", "", keys::kFeed},
    KeyTable{"feed", "column", keys::kFeedColumn},
    KeyTable{"feed", "percent", keys::kFeedPercent},
    KeyTable{"feed", "adds", keys::kFeedAdds},
    KeyTable{"report", "", keys::kReport},
    KeyTable{"report", "period", keys::kReportPeriod},
    KeyTable{"report", "figure", keys::kReportFigure},
    KeyTable{"report", "statutory", keys::kReportStatutory},
    KeyTable{"report", "chapter", keys::kReportChapter},
    KeyTable{"report", "section", keys::kReportSection},
    KeyTable{"report", "part", keys::kReportPart},
};

}  // namespace

std::span<const KeyTable> key_tables() {
    return kKeyTables;
}

}  // namespace longstone::define
