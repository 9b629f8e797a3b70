#include "web/links/link_parts.h"

#include "base/text.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "work/house.h"

namespace longstone::web {
namespace {

using html::HeadingSize;

std::string fewer_than(int fewest) {
    return cat({"fewer than ", number(fewest)});
}

Html asked_html(const work::Story& story, int level) {
    Html out = html::heading(level, HeadingSize::Medium, "What we asked");
    govuk::SummaryList list;
    for (const auto& one : story.asked) {
        list.rows.emplace_back(govuk::SummaryRow{.key = {.text = one.label},
                                                 .value = {.html = html::lines(one.words)}});
    }
    return html::cat({out, govuk::summary_list(list)});
}

Html figures_html(const work::Story& story) {
    std::vector<ls::Card> cards;
    const auto answered = story.answered > 0 ? number(story.answered) : fewer_than(story.fewest);
    cards.push_back({.title = "answered",
                     .big = answered,
                     .body = story.invited > 0 && story.answered > 0
                                 ? html::text(cat({"of ", number(story.invited), " asked"}))
                                 : Html{},
                     .heading_level = 3});
    if (!story.mean.empty())
        cards.push_back(
            {.title = "out of 5, on average",
             .big = story.mean,
             .body = html::text(cat({"of ", number(story.rated), " who rated it through a link"})),
             .heading_level = 3});
    return ls::cards(cards);
}

Html quotes_html(const std::vector<std::string>& quotes) {
    Html out;
    for (const auto& quote : quotes)
        out += ls::voice({.words = quote});
    return out;
}

Html themes_html(const work::Story& story, int level) {
    if (story.themes.empty() && story.quotes.empty()) return {};
    Html out = html::heading(level, HeadingSize::Medium, "You said");
    for (const auto& theme : story.themes) {
        const auto count =
            theme.answers > 0 ? cat({number(theme.answers), " people"}) : fewer_than(story.fewest);
        out += html::heading(
            level + 1, HeadingSize::Small, html::cat({theme.name, " – ", ls::muted(count)}));
        out += quotes_html(theme.quotes);
    }
    return html::cat({out, quotes_html(story.quotes)});
}

Html did_html(const work::Story& story, int level) {
    if (story.did.empty()) return {};
    Html out = html::heading(level, HeadingSize::Medium, "You said, we did");
    for (const auto& item : story.did) {
        govuk::SummaryList list{.classes = "ls-did"};
        for (const auto& one : item) {
            list.rows.emplace_back(govuk::SummaryRow{.key = {.text = one.label},
                                                     .value = {.html = html::lines(one.words)}});
        }
        out += govuk::summary_list(list);
    }
    return out;
}

Html changed_html(const work::Story& story, int level) {
    if (story.changed.empty()) return {};
    Html out = html::heading(level, HeadingSize::Medium, "What changed");
    for (const auto& one : story.changed) {
        out += html::paragraph(html::strong(one.label));
        out += html::paragraph(html::lines(one.words));
    }
    return out;
}

}  // namespace

std::string link_address(const Visit& visit, const work::AnswerLink& link) {
    return cat({visit.house().options.base_url,
                "/a/",
                work::link_token(visit.house().keys.csrf_key, link.id)});
}

std::string short_address(const std::string& address) {
    const auto scheme = address.find("://");
    return scheme == std::string::npos ? address : address.substr(scheme + 3);
}

Html help_html(const Visit& visit) {
    const auto& partnership = visit.definitions().partnership;
    std::vector<Html> items;
    if (!partnership.front_door_phone.empty())
        items.push_back(html::cat({"in the day: ", html::strong(partnership.front_door_phone)}));
    if (!partnership.out_of_hours_phone.empty())
        items.push_back(html::cat(
            {"at night and at weekends: ", html::strong(partnership.out_of_hours_phone)}));
    for (const auto& [name, phone] : partnership.contact)
        items.push_back(html::cat({name, ": ", html::strong(phone)}));
    Html out;
    if (!partnership.emergency.empty()) out += govuk::warning_text({.text = partnership.emergency});
    if (!items.empty())
        out +=
            html::cat({html::paragraph("If you want to talk to somebody about being safe, ring:"),
                       html::bullets(items)});
    return out;
}

http::Reply open_page(Visit& visit, PageParts parts) {
    parts.width = ui::Width::Narrow;
    parts.has_exit = true;
    return visit.page(std::move(parts));
}

void add_open_page(http::Router& router,
                   App& app,
                   const std::string& method,
                   const std::string& pattern,
                   const std::string& name,
                   PageHandler handler) {
    add_page(router,
             app,
             {.method = method,
              .pattern = pattern,
              .name = name,
              .access = http::AccessKind::Public,
              .nobody = true},
             std::move(handler));
}

http::Reply draw_words(Visit& visit, const OpenWords& said) {
    Html main = html::heading(1, HeadingSize::Large, said.title);
    main += html::paragraph(said.words);
    main += said.more;
    main += html::heading(2, HeadingSize::Medium, "If you or somebody else is not safe");
    main += help_html(visit);
    return open_page(visit, {.title = said.title, .main = std::move(main), .status = said.status});
}

Html story_html(const work::Story& story, int level) {
    Html out = figures_html(story);
    out += asked_html(story, level);
    out += themes_html(story, level);
    out += did_html(story, level);
    out += changed_html(story, level);
    return out;
}

}  // namespace longstone::web
