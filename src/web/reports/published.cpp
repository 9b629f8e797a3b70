#include "base/text.h"
#include "report/acts.h"
#include "web/reports/report_files.h"
#include "web/reports/report_routes.h"
#include "web/visit.h"

// What was published, for everybody: no account, no cookie, and the same bytes each time.
namespace longstone::web {
namespace {

// "/reports/annual/2022-23" is the report itself; with an ending its other forms.
http::Reply published_page(Visit& visit) {
    return read(visit, [&](Reading& found) -> Result<http::Reply> {
        std::string slug = visit.param("slug");
        std::string ending = "html";
        if (const auto dot = slug.rfind('.'); dot != std::string::npos) {
            ending = slug.substr(dot + 1);
            slug.resize(dot);
        }
        const auto document = report::published(found.context.db, visit.param("report"), slug);
        if (!document) return not_found();
        return report_file(*document, visit.definitions().partnership, ending);
    });
}

}  // namespace

void add_published_report_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/reports/{report:key}/{slug}",
              .name = "published report",
              .access = http::AccessKind::Public},
             published_page);
}

}  // namespace longstone::web
