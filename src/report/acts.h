#pragma once

#include <optional>
#include <string>

#include "report/compose.h"
#include "work/acts/change.h"
#include "work/house.h"

// Freezing the figures of a report and publishing it: an event each, on the record that carries it.
// Figures frozen once stay what they were until they are frozen anew, which can be done until the
// report is published; a published report is kept whole and read from what was kept.
namespace longstone::report {

// Adds the floor's tables and its projection to a house, after those of the figures.
void prepare(work::House& house);

// The figures of a record's report: those frozen, else as they stand now.
TakenFigures figures_of(work::Context& context,
                        const work::Opened& opened,
                        const define::Report& report);
// Who may freeze and publish: those who lead on the pathway.
bool may_make(const work::Opened& opened);

// Invalid where the record does not say which days it is about, or the report is out already.
Result<work::Opened> freeze(work::Context& context,
                            const access::Viewer& viewer,
                            const define::Report& report,
                            std::string_view ref,
                            work::SeenRev seen);

// `address` is where it will be read. Refused, with everything that is missing, where the law wants
// more than is there, its figures are not frozen, or its record is not yet at the stage for it.
Result<work::Opened> publish(work::Context& context,
                             const access::Viewer& viewer,
                             const define::Report& report,
                             std::string_view ref,
                             work::SeenRev seen,
                             const std::string& address);
// Why it may not be published now, as publish() would say it.
std::optional<Problem> why_not(const work::Opened& opened,
                               const define::Report& report,
                               const Composed& composed);

// A published report, open to everybody. The newest under that address.
std::optional<Document> published(store::Session& db,
                                  std::string_view report,
                                  std::string_view slug);
std::optional<Document> published_of(store::Session& db, std::string_view record);

}  // namespace longstone::report
