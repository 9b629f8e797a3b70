#include "base/text.h"
#include "exchange/feed_receive.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/table.h"
#include "web/feeds/feed_routes.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/received.h"

// What came of one delivery: every row that was refused with its line, column and reason, on the
// page and as a file.
namespace longstone::web {
namespace {

constexpr std::size_t kShown = 200;

std::string feed_name(const Visit& visit, const std::string& id) {
    const auto* feed = visit.definitions().feed(id);
    return feed == nullptr ? "Not known" : feed->name;
}

void add_rows(const Visit& visit, ls::Table& table, const work::Delivery& feed) {
    for (const auto& row : feed.refused) {
        for (const auto& problem : row.problems) {
            if (!visit.wants_file() && table.rows.size() == kShown) return;
            table.rows.push_back({.cells = {html::text(number(row.line)),
                                            html::text(feed_name(visit, feed.feed)),
                                            html::text(row.key),
                                            html::text(problem.field),
                                            html::text(problem.message)}});
        }
    }
}

Html refused_html(Visit& visit, const std::vector<work::Delivery>& feeds) {
    ls::Table table{.caption = "Rows that were refused",
                    .caption_unseen = false,
                    .columns = {{.text = "Line", .numeric = true, .row_header = true},
                                {.text = "Feed"},
                                {.text = "Known by"},
                                {.text = "Column"},
                                {.text = "What is wrong, and what to do"}},
                    .if_empty = "No row was refused."};
    for (const auto& feed : feeds)
        add_rows(visit, table, feed);
    Html shown = visit.list(table);
    long long more = 0;
    for (const auto& feed : feeds)
        more += feed.unlisted();
    if (more > 0)
        shown += html::small_paragraph({cat({count_of(more, "more row was", "more rows were"),
                                             " refused and are not listed. Mend these and send the "
                                             "file again to see them."})});
    if (!visit.wants_file() && table.rows.size() == kShown)
        shown += html::small_paragraph(
            {cat({"These are the first ", number(kShown), ". The file has all of them."})});
    return shown;
}

http::Reply delivery_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto agency = visit.param("agency");
        TRY(exchange::sender_for(visit.definitions(), visit.viewer(), agency));
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SendFeeds, agency));
        const auto feeds = work::delivery_whole(reading.context, grant, visit.param("delivery"));
        if (feeds.empty()) return not_found();
        work::FeedCounts counts;
        for (const auto& feed : feeds)
            counts += feed.counts;
        const auto& first = feeds.front();
        Html main = html::heading(1,
                                  html::HeadingSize::Large,
                                  first.name.empty() ? cat({"Sent ", say(first.at)}) : first.name);
        main += html::paragraph(cat(
            {visit.agency_name(agency), ", ", say(first.at), ", ", visit.shown_name(first.by)}));
        main += first.finished
                    ? html::paragraph(exchange::counts_in_words(counts, true))
                    : govuk::inset_text(
                          {.text = "This one was cut off, or is still being taken. Send it again: "
                                   "what was taken is not taken twice."});
        main += refused_html(visit, feeds);
        return visit.page({.title = "A delivery",
                           .main = std::move(main),
                           .before_main = govuk::back_link({.text = "Feeds", .href = "/feeds"}),
                           .current = "/feeds"});
    });
}

}  // namespace

void add_delivery_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/feeds/{agency}/{delivery}", .name = "a delivery of a feed"},
             delivery_page);
}

}  // namespace longstone::web
