#include "work/notices.h"

#include "http/router.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/table.h"
#include "web/account/account_routes.h"
#include "web/pages/parts.h"
#include "web/visit.h"

// What Longstone has told this person, newest first. Seeing the page marks one's own as read.
namespace longstone::web {
namespace {

constexpr int kShown = 100;

http::Reply notices_page(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        ls::Table table{
            .caption = "Notices",
            .columns = {{.text = "When"}, {.text = "What"}, {.text = "Record", .row_header = true}},
            .if_empty =
                "Nothing has been sent to you yet. You hear here when a check, a meeting, an "
                "outcome or a record waits for you."};
        for (const auto& notice : work::notices_of(context, visit.viewer(), kShown)) {
            const auto words =
                notice.read
                    ? html::text(notice.words)
                    : html::cat({html::strong(notice.words),
                                 " ",
                                 govuk::tag({.text = "New", .classes = "govuk-tag--blue"})});
            table.rows.push_back(
                {.cells = {
                     when_html(notice.at),
                     words,
                     html::link(notice.path.empty() ? record_path(notice.record) : notice.path,
                                notice.record)}});
        }
        auto reply =
            visit.page({.title = "Notices",
                        .main = html::cat({html::heading(1, html::HeadingSize::Large, "Notices"),
                                           visit.list(table)})});
        work::mark_read(context, visit.viewer());
        return reply;
    });
}

}  // namespace

void add_notice_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/notices", .name = "notices"}, notices_page);
}

}  // namespace longstone::web
