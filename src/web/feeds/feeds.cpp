#include <algorithm>

#include "base/text.h"
#include "exchange/feed_receive.h"
#include "ui/govuk/button.h"
#include "ui/govuk/details.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/file_upload.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/notification_banner.h"
#include "ui/govuk/select.h"
#include "ui/govuk/textarea.h"
#include "ui/longstone/table.h"
#include "web/feeds/feed_routes.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/house.h"

// What an agency sends in bulk: what came in, and a file to send. A file is first tried, and what
// would happen is shown; what was sent stays in the box until it is taken.
namespace longstone::web {
namespace {

constexpr const char* kPath = "/feeds";
constexpr std::size_t kMostInBox = std::size_t{1} << 20U;
constexpr std::int64_t kMostShown = 50;
constexpr std::size_t kMostRefusedShown = 200;

struct Typed {
    std::string agency = {}, feed = {}, text = {}, name = {};
};

Typed typed(const Visit& visit) {
    Typed sent{.agency = visit.form().text("agency"),
               .feed = visit.form().text("feed"),
               .text = visit.form().text("text"),
               .name = visit.form().text("name")};
    if (const auto* upload = visit.form().file("upload")) {
        sent.text = upload->bytes;
        sent.name = upload->filename;
    }
    return sent;
}

// A box gives back its words as UTF-8 alone, and a page with anything else in it is none.
std::string unfit_for_box(const std::string& text) {
    constexpr std::string_view kAgain = " Choose it again above, then take its good rows.";
    if (text.size() > kMostInBox) return cat({"The file is too large to be shown here.", kAgain});
    if (!is_valid_utf8(text) || text.find('\0') != std::string::npos)
        return cat({"The file is not all text in UTF-8, so it is not shown here.", kAgain});
    return {};
}

std::vector<std::string> agencies_of(const Visit& visit) {
    return exchange::sends_for(visit.definitions(), visit.viewer());
}

std::string feed_name(const Visit& visit, const std::string& id) {
    const auto* feed = visit.definitions().feed(id);
    return feed == nullptr ? "Not known" : feed->name;
}

std::string column_words(const Visit& visit, const std::string& feed, const std::string& column) {
    const auto* known = visit.definitions().feed(feed);
    const auto* found = known == nullptr ? nullptr : known->column(column);
    return found == nullptr ? column : found->id;
}

Html problems_html(const Visit& visit, const std::string& feed, const work::RefusedRow& row) {
    std::vector<Html> items;
    items.reserve(row.problems.size());
    for (const auto& problem : row.problems) {
        const auto column = column_words(visit, feed, problem.field);
        items.push_back(column.empty() ? html::text(problem.message)
                                       : html::cat({html::strong(column), ": ", problem.message}));
    }
    return items.size() == 1 ? items.front() : html::bullets(items);
}

Html refused_table(const Visit& visit,
                   const std::string& feed,
                   const std::vector<work::RefusedRow>& refused) {
    ls::Table table{.caption = cat({"Rows refused: ", feed_name(visit, feed)}),
                    .columns = {{.text = "Row", .numeric = true, .row_header = true},
                                {.text = "Known by"},
                                {.text = "What to do"}}};
    for (const auto& row : refused) {
        if (table.rows.size() == kMostRefusedShown) break;
        table.rows.push_back({.cells = {html::text(number(row.line)),
                                        html::text(row.key),
                                        problems_html(visit, feed, row)}});
    }
    return ls::table(table);
}

std::string need_words(const define::FeedColumn& column) {
    if (column.required) return "Always";
    return column.otherwise.empty() ? "May be empty" : "May be left out";
}

// What each feed asks, so that a school can make its file without asking anybody.
Html feeds_html(Visit& visit, const std::vector<std::string>& agencies) {
    std::vector<const define::Feed*> feeds;
    for (const auto& agency : agencies) {
        for (const auto* feed :
             exchange::feeds_of(visit.definitions(), agency, exchange::Tells::Either)) {
            if (std::ranges::find(feeds, feed) == feeds.end()) feeds.push_back(feed);
        }
    }
    Html shown;
    report::Sheet all{.name = feeds.empty() ? std::string() : "Columns of each feed",
                      .headings = {"Feed", "Column", "What it holds", "Needed", "Written as"}};
    for (const auto* feed : feeds) {
        ls::Table table{.caption = cat({"Columns of ", feed->name}),
                        .columns = {{.text = "Column", .row_header = true},
                                    {.text = "What it holds"},
                                    {.text = "Needed"},
                                    {.text = "Written as"}}};
        for (const auto& column : feed->columns) {
            std::vector<std::string> codes;
            codes.reserve(column.codes.size());
            for (const auto& [theirs, ours] : column.codes)
                codes.push_back(theirs);
            table.rows.push_back({.cells = {html::text(column.id),
                                            html::text(column.label),
                                            html::text(need_words(column)),
                                            html::text(join(codes, ", "))}});
            all.rows.push_back(
                {feed->id, column.id, column.label, need_words(column), join(codes, ", ")});
        }
        shown +=
            govuk::details({.summary_text = cat({feed->name, " (", feed->id, ")"}),
                            .html = html::cat({html::paragraph(feed->intro), ls::table(table)})});
    }
    visit.list_as(std::move(all));
    return shown;
}

Html agency_html(const Visit& visit,
                 const std::vector<std::string>& agencies,
                 const std::string& chosen) {
    if (agencies.size() == 1) return html::hidden_field("agency", agencies.front());
    govuk::Select select{.label = {.text = "For which agency?"}, .name = "agency", .value = chosen};
    for (const auto& agency : agencies)
        select.items.push_back(
            govuk::SelectItem{.text = visit.agency_name(agency), .value = agency});
    return govuk::select(select);
}

Html which_html(const Visit& visit,
                const std::vector<std::string>& agencies,
                const std::string& chosen) {
    govuk::Select select{.label = {.text = "Which feed is it?"}, .name = "feed", .value = chosen};
    select.items.push_back(govuk::SelectItem{.text = "As its header says", .value = ""});
    std::vector<std::string> offered;
    for (const auto& agency : agencies) {
        for (const auto* feed :
             exchange::feeds_of(visit.definitions(), agency, exchange::Tells::Either)) {
            if (std::ranges::find(offered, feed->id) != offered.end()) continue;
            offered.push_back(feed->id);
            select.items.push_back(govuk::SelectItem{.text = feed->name, .value = feed->id});
        }
    }
    return govuk::select(select);
}

Html form_html(Visit& visit, const Typed& sent, bool tried) {
    const auto agencies = agencies_of(visit);
    const auto unfit = unfit_for_box(sent.text);
    const bool fits = unfit.empty();
    Html buttons = govuk::button({.text = tried ? "Try it again" : "See what would happen",
                                  .name = "do",
                                  .value = "try",
                                  .classes = tried ? "govuk-button--secondary" : ""});
    if (tried)
        buttons =
            html::cat({govuk::button({.text = "Take the good rows", .name = "do", .value = "take"}),
                       " ",
                       buttons});
    return html::form(
        {.action = kPath, .csrf = visit.csrf(), .uploads = true},
        {agency_html(visit, agencies, sent.agency),
         which_html(visit, agencies, sent.feed),
         govuk::file_upload({.label = {.text = "A file"},
                             .name = "upload",
                             .hint = govuk::Hint{.text = "CSV with a header row, or JSON lines; up "
                                                         "to 32 megabytes."}}),
         govuk::textarea(
             {.label = {.text = tried ? "What was sent" : "Or paste it"},
              .name = "text",
              .value = fits ? sent.text : std::string(),
              .rows = tried && fits ? 14 : 6,
              .hint = govuk::Hint{.text = fits ? "A file that you choose above takes its place."
                                               : unfit},
              .spellcheck = false,
              .classes = "ls-code"}),
         html::hidden_field("name", sent.name),
         buttons});
}

Html deliveries_html(Visit& visit, work::Context& context, const std::string& agency) {
    const auto grant = access::allow(visit.viewer(), access::Action::SendFeeds, agency);
    if (!grant) return {};
    ls::Table table{.caption = cat({"What ", visit.agency_name(agency), " has sent"}),
                    .caption_unseen = false,
                    .columns = {{.text = "When", .row_header = true},
                                {.text = "Feed"},
                                {.text = "By"},
                                {.text = "What came of it"}},
                    .if_empty = "Nothing has been sent yet."};
    for (const auto& one : work::deliveries_of(context, *grant, agency, kMostShown)) {
        const auto report = cat({"/feeds/", agency, "/", one.id});
        Html came = one.finished ? html::text(exchange::counts_in_words(one.counts, true))
                                 : html::text(
                                       "Cut off, or still being taken. Send it again: what "
                                       "was taken is not taken twice.");
        if (!one.refused.empty())
            came += html::cat(
                {" ",
                 html::link(report, count_of(one.counts.refused, "row refused", "rows refused")),
                 html::element("span",
                               {{"class", "govuk-visually-hidden"}},
                               html::text(cat({" on ", say(one.at)}))),
                 html::text(", and why")});
        const auto name = feed_name(visit, one.feed);
        table.rows.push_back(
            {.cells = {when_html(one.at),
                       html::text(one.name.empty() ? name : cat({name, " (", one.name, ")"})),
                       html::text(visit.shown_name(one.by)),
                       std::move(came)}});
    }
    return visit.list(table);
}

Result<void> may_send(const Visit& visit) {
    TRY(access::allow(visit.viewer(), access::Action::SendFeeds));
    if (agencies_of(visit).empty()) return not_found();
    return {};
}

http::Reply drawn(Visit& visit,
                  work::Context& context,
                  const Html& before,
                  const Typed& sent,
                  bool tried,
                  int status = 200) {
    const auto agencies = agencies_of(visit);
    Html lists;
    for (const auto& agency : agencies)
        lists += deliveries_html(visit, context, agency);
    return visit.page(
        {.title = "Feeds",
         .main = html::cat(
             {before,
              html::heading(1, html::HeadingSize::Large, "Feeds"),
              html::paragraph("Send notices and figures out of your own system. Each row does what "
                              "a form would; the same row again changes nothing."),
              form_html(visit, sent, tried),
              html::heading(2, html::HeadingSize::Medium, "What each feed asks"),
              feeds_html(visit, agencies),
              html::heading(2, html::HeadingSize::Medium, "What was sent"),
              lists}),
         .has_errors = status != 200,
         .current = kPath,
         .status = status});
}

http::Reply feeds_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(may_send(visit));
        return drawn(visit, reading.context, done_banner(visit), {}, false);
    });
}

Html report_html(const Visit& visit, const exchange::Report& report) {
    Html shown =
        report.kept
            ? govuk::notification_banner(
                  {.text = exchange::counts_in_words(report.counts, true), .type = "success"})
            : govuk::inset_text({.text = cat({exchange::counts_in_words(report.counts, false),
                                              " Nothing has been kept yet."})});
    for (const auto& feed : report.feeds) {
        if (!feed.refused.empty()) shown += refused_table(visit, feed.feed, feed.refused);
    }
    return shown;
}

http::Reply refused_page(Visit& visit, const Typed& sent, const Problem& problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto summary =
            govuk::error_summary({.title_text = "It could not be read",
                                  .error_list = {{.text = problem.message, .href = "#text"}}});
        return drawn(visit, reading.context, summary, sent, false, 422);
    });
}

http::Reply sent_page(Visit& visit) {
    const auto sent = typed(visit);
    if (const auto may = may_send(visit); !may)
        return read(visit, [&](Reading&) -> Result<http::Reply> { return Refused(may.error()); });
    const auto sender = exchange::sender_for(visit.definitions(), visit.viewer(), sent.agency);
    if (!sender)
        return read(visit,
                    [&](Reading&) -> Result<http::Reply> { return Refused(sender.error()); });
    const exchange::Sent given{
        .text = sent.text, .name = sent.name, .feed = sent.feed, .tells = exchange::Tells::Either};
    const bool take = visit.form().text("do") == "take";
    visit.refresh();
    const auto report = take ? exchange::receive(visit.house(), *sender, given)
                             : exchange::preview(visit.house(), *sender, given);
    if (!report) return refused_page(visit, sent, report.error());
    const bool all_taken = take && report->counts.refused == 0;
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        return drawn(visit,
                     reading.context,
                     report_html(visit, *report),
                     all_taken ? Typed{.agency = sent.agency} : sent,
                     !all_taken);
    });
}

}  // namespace

void add_feed_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPath, .name = "feeds"}, feeds_page);
    add_page(router,
             app,
             {.method = "POST",
              .pattern = kPath,
              .name = "send a feed",
              .body_limit = exchange::kLargestFeed + kMostInBox},  // and what a form adds
             sent_page);
    add_delivery_routes(router, app);
}

}  // namespace longstone::web
