#pragma once

// The pages of reports: those who make one, and everybody who reads what was published.
#include "ui/html.h"

namespace longstone::http {
class Router;
}
namespace longstone::work {
struct Opened;
}

namespace longstone::web {

struct App;
class Visit;

inline constexpr const char* kReportsPath = "/reports";

void add_report_routes(http::Router& router, App& app);
void add_published_report_routes(http::Router& router, App& app);
// Leads from the record that carries a report to where it is made; nothing on any other record.
Html report_link_html(const Visit& visit, const work::Opened& opened);
// Whether this viewer may see a record that carries a report.
bool sees_reports(const Visit& visit);

}  // namespace longstone::web
