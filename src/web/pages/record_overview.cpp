#include "web/pages/record_overview.h"

#include "ui/longstone/panels.h"
#include "web/pages/record_frame.h"
#include "web/reports/report_routes.h"

namespace longstone::web {
namespace {

http::Reply overview(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        reading.looked(opened.grant);
        if (!is_whole(opened)) {
            return record_page(visit, opened, {.main = part_html(visit, reading.context, opened)});
        }
        Html main = steps_html(opened);
        const Html work = html::cat({next_html(visit, opened),
                                     report_link_html(visit, opened),
                                     voices_html(visit, reading.context, opened),
                                     checks_table(visit, opened)});
        main +=
            ls::two_columns(work, beside_html(visit, reading.context, opened), "Clocks and people");
        return record_page(visit, opened, {.main = std::move(main)});
    });
}

}  // namespace

void add_overview_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}", .name = "record"}, overview);
}

}  // namespace longstone::web
