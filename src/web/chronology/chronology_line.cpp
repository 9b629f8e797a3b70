#include "web/chronology/chronology_line.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "ui/govuk/details.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/line.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

using chronology::Entry;
using chronology::View;
using chronology::Weight;

std::string span_words(int days) {
    if (days >= 730) return cat({number(days / 365), " years"});
    if (days >= 90) return cat({number(days / 30), " months"});
    return count_of(days, "day", "days");
}

int days_between(Instant from, Instant to) {
    return london(to).date - london(from).date;
}

Html weight_tag(const Entry& entry) {
    if (entry.weight == Weight::Grave)
        return govuk::tag({.text = "Grave", .classes = "govuk-tag--red"});
    if (entry.weight == Weight::Serious)
        return govuk::tag({.text = "Serious", .classes = "govuk-tag--orange"});
    return {};
}

Html detail_html(const chronology::Detail& detail) {
    if (detail.voice) return ls::voice({.words = detail.value, .who = detail.label});
    const bool question = detail.label.ends_with('?');
    return html::element(
        "div",
        {{"class", "ls-line__detail"}},
        html::cat(
            {ls::muted(cat({detail.label, question ? "" : ":"})), " ", html::lines(detail.value)}));
}

// The words that say most stand open: what somebody said themselves, what weighs, what the record
// is about in a line, what an agency alone was asked in its order, and the longest answers; the
// others are a press away.
Html details_html(const Entry& entry) {
    constexpr std::size_t kOpen = 3;
    if (entry.details.size() <= kOpen + 1) {
        Html out;
        for (const auto& detail : entry.details)
            out += detail_html(detail);
        return out;
    }
    auto order = by_what_says_most(entry);
    std::ranges::sort(order.begin(), order.begin() + kOpen);
    Html open;
    Html rest;
    for (std::size_t i = 0; i < order.size(); ++i)
        (i < kOpen ? open : rest) += detail_html(entry.details[order[i]]);
    return html::cat(
        {open,
         govuk::details({.summary_text = cat({number(static_cast<long long>(order.size() - kOpen)),
                                              " more answers"}),
                         .html = rest,
                         .classes = "ls-line__more"})});
}

std::string mark_address(const ChronologyQuery& query,
                         const Entry& entry,
                         std::string_view what,
                         const std::string& mark = {}) {
    http::Pairs pairs = {{"entry", entry.id}};
    if (!mark.empty()) pairs.emplace_back("mark", mark);
    return cat({chronology_path(query.asked.person, what), "?", http::write_query(pairs)});
}

Html marks_html(Visit& visit, const ChronologyQuery& query, const Entry& entry) {
    Html out;
    const bool may = entry.whole && !query.asked.person.empty();
    for (const auto& mark : entry.marks) {
        out += html::element(
            "div",
            {{"class", "ls-line__mark"}},
            html::cat(
                {html::strong(mark.says == "worst" ? "Marked as worst" : "Marked"),
                 " by ",
                 visit.shown_name(mark.by),
                 ", ",
                 say(london(mark.at).date),
                 ": ",
                 mark.reason,
                 may ? " " : "",
                 may ? html::link(
                           mark_address(query, entry, "/withdraw", mark.id),
                           html::cat(
                               {"Withdraw",
                                html::hidden_text(
                                    cat({" the mark on ", entry.words, ", ", day_words(entry)}))}))
                     : Html()}));
    }
    return out;
}

Html mark_link(const ChronologyQuery& query, const Entry& entry) {
    if (!entry.whole || query.asked.person.empty()) return {};
    const auto words =
        html::cat({"Mark", html::hidden_text(cat({" ", entry.words, ", ", day_words(entry)}))});
    return html::element(
        "div", {{"class", "ls-line__act"}}, html::link(mark_address(query, entry, "/mark"), words));
}

// What the agency that one looks through knew of it.
Html through_html(Visit& visit,
                  const View& view,
                  const ChronologyQuery& query,
                  const Entry& entry) {
    const auto& agency = query.typed.known_to;
    if (agency.empty()) return {};
    const auto name = visit.agency_name(agency);
    const auto* known = entry.known_to(agency);
    const Instant on = query.on.value_or(view.as_at);
    if (known == nullptr) return html::cat({"; ", html::strong(cat({name, ": never"}))});
    const auto when = say(london(known->from).date);
    if (known->from <= on)
        return html::cat({"; ", name, ": since ", when, ", ", chronology::words(known->how)});
    return html::cat({"; ", ls::late(cat({name, ": not until ", when}))});
}

Html known_list(Visit& visit, const Entry& entry) {
    if (entry.known.size() < 2) return {};
    std::vector<Html> items;
    for (const auto& one : entry.known)
        items.push_back(html::text(cat({visit.agency_name(one.agency),
                                        ", ",
                                        say_short(one.from),
                                        ": ",
                                        chronology::words(one.how)})));
    return govuk::details(
        {.summary_text =
             cat({"Known to ", number(static_cast<long long>(items.size())), " agencies"}),
         .html = html::list(items),
         .classes = "ls-line__known-list"});
}

Html known_html(Visit& visit, const View& view, const ChronologyQuery& query, const Entry& entry) {
    Html out;
    const auto who = entry.agency.empty() ? entry.source : visit.agency_name(entry.agency);
    if (!who.empty()) out += html::text(who);
    const auto lag = lag_words(entry);
    if (!lag.empty()) {
        out += html::cat({who.empty() ? "" : ", ",
                          "known here ",
                          say(london(entry.recorded).date),
                          ", ",
                          ls::late(lag)});
    }
    if (!entry.agency.empty() && !entry.source.empty()) out += html::cat({". From ", entry.source});
    out += through_html(visit, view, query, entry);
    out += known_list(visit, entry);
    out += mark_link(query, entry);
    return out;
}

struct Place {
    bool first = false, worst = false, latest = false;
};

Place place_of(const View& view, const Entry& entry) {
    const auto is = [&](int at) {
        return at >= 0 && view.all[static_cast<std::size_t>(at)].id == entry.id;
    };
    return {
        .first = is(view.pins.first), .worst = is(view.pins.worst), .latest = is(view.pins.latest)};
}

ls::LineKind kind_of(const View& view,
                     const ChronologyQuery& query,
                     const Entry& entry,
                     const Place& place) {
    const auto& agency = query.typed.known_to;
    const Instant on = query.on.value_or(view.as_at);
    if (!agency.empty() && !chronology::could_know(entry, agency, on)) return ls::LineKind::Hidden;
    if (place.worst) return ls::LineKind::Worst;
    if (place.first) return ls::LineKind::First;
    if (place.latest) return ls::LineKind::Latest;
    return ls::LineKind::Plain;
}

// It became known between the two days.
bool is_news(const ChronologyQuery& query, const Entry& entry) {
    if (!query.on || !query.until) return false;
    const auto& agency = query.typed.known_to;
    const auto* known = agency.empty() ? nullptr : entry.known_to(agency);
    if (!agency.empty() && known == nullptr) return false;
    const Instant at = known == nullptr ? entry.recorded : known->from;
    return at > *query.on && at <= *query.until;
}

Html tags_html(const ChronologyQuery& query, const Entry& entry, const Place& place) {
    std::vector<Html> tags;
    if (place.first) tags.push_back(govuk::tag({.text = "First", .classes = "govuk-tag--yellow"}));
    if (place.worst) tags.push_back(govuk::tag({.text = "Worst", .classes = "govuk-tag--red"}));
    if (place.latest) tags.push_back(govuk::tag({.text = "Latest", .classes = "govuk-tag--blue"}));
    if (!place.worst) {
        if (auto tag = weight_tag(entry); !tag.empty()) tags.push_back(std::move(tag));
    }
    if (is_news(query, entry))
        tags.push_back(govuk::tag({.text = "Learnt since", .classes = "govuk-tag--purple"}));
    return html::join(tags, " ");
}

// At the entry with which the work began again.
Html start_html(const View& view, const Entry& entry) {
    const auto start = std::ranges::find(view.starts, entry.id, &chronology::FreshStart::opened);
    if (start == view.starts.end()) return {};
    return html::element("div",
                         {{"class", "ls-line__note"}},
                         html::cat({html::strong("Fresh start: "),
                                    count_of(start->opened_on - start->closed_on, "day", "days"),
                                    " after ",
                                    start->closed_record,
                                    " was closed"}));
}

ls::LineItem item_of(Visit& visit,
                     const View& view,
                     const ChronologyQuery& query,
                     const Entry& entry) {
    const auto place = place_of(view, entry);
    const auto tags = tags_html(query, entry, place);
    Html head = html::strong(entry.words);
    if (!entry.record.empty()) head += html::cat({" ", record_link(entry.record, entry.record)});
    if (!tags.empty()) head += html::cat({" ", tags});
    head += people_html(view, entry);
    return {
        .kind = kind_of(view, query, entry, place),
        .date = day_words(entry),
        .machine = iso(entry.happened),
        .body = html::cat(
            {head, start_html(view, entry), details_html(entry), marks_html(visit, query, entry)}),
        .known = known_html(visit, view, query, entry),
        .id = cat({"entry-", entry.id})};
}

ls::LineItem gap_item(const chronology::Gap& gap) {
    return {.kind = ls::LineKind::Gap, .body = html::text(gap.words)};
}

ls::LineItem divider(Instant on, std::string_view words) {
    return {.kind = ls::LineKind::Gap,
            .body = html::cat({html::strong(say(london(on).date)), words})};
}

}  // namespace

bool names_several(const View& view) {
    return std::ranges::any_of(view.people, [&](const std::string& id) {
        return view.name_of(id) != view.name_of(view.people.front());
    });
}

Html people_html(const View& view, const Entry& entry) {
    if (!names_several(view)) return {};
    std::vector<std::string> names;
    for (const auto& id : entry.about)
        names.push_back(view.name_of(id));
    return html::element("span", {{"class", "ls-line__who"}}, join_and(names));
}

std::vector<std::size_t> by_what_says_most(const Entry& entry) {
    std::vector<std::size_t> order(entry.details.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
        const auto& one = entry.details[i];
        const bool weighs = entry.weighed_by == chronology::line_words(one.label, one.value);
        return std::tuple{!one.voice && !weighs,
                          !one.in_a_line,
                          !one.own,
                          one.own ? 0 : -static_cast<long long>(one.value.size())};
    });
    return order;
}

std::string day_words(const Entry& entry) {
    const auto local = london(entry.happened);
    // Told to the day where no time of day is known.
    const auto civil = civil_of(local.date);
    const auto day = cat(
        {number(civil.day), " ", month_name(civil.month).substr(0, 3), " ", number(civil.year)});
    if (local.micros == 0 || entry.kind == chronology::Kind::Life) return day;
    const auto minutes = local.micros / kMinute;
    const auto two = [](long long n) { return n < 10 ? cat({"0", number(n)}) : number(n); };
    return cat({day, " ", two(minutes / 60), ":", two(minutes % 60)});
}

std::string lag_words(const Entry& entry) {
    const int days = days_between(entry.happened, entry.recorded);
    return days < 1 ? std::string() : cat({span_words(days), " later"});
}

Html line_html(Visit& visit, const View& view, const ChronologyQuery& query) {
    ls::Line line{.label = "What happened, the newest first"};
    const auto& shown = view.shown;
    auto end = shown.size();
    if (!query.typed.before.empty()) {
        const auto found = std::ranges::find_if(
            shown, [&](std::size_t place) { return view.all[place].id == query.typed.before; });
        if (found != shown.end()) end = static_cast<std::size_t>(found - shown.begin());
    }
    const auto begin = end > kEntriesAPage ? end - kEntriesAPage : 0;
    auto gap = view.gaps.rbegin();
    bool divided = !query.on;
    for (auto i = end; i > begin; --i) {
        const auto& entry = view.all[shown[i - 1]];
        const Date day = london(entry.happened).date;
        for (; gap != view.gaps.rend() && gap->from >= day; ++gap) {
            // Above the entry that the silence followed.
            const bool above_page =
                end < shown.size() && gap->from >= london(view.all[shown[end]].happened).date;
            if (!above_page) line.items.push_back(gap_item(*gap));
        }
        if (!divided && entry.happened <= *query.on) {
            line.items.push_back(
                divider(*query.on, ": what stands above had not happened by then"));
            divided = true;
        }
        line.items.push_back(item_of(visit, view, query, entry));
    }
    if (line.items.empty())
        return ls::nothing(
            "Nothing that you may see stands on this line as you have asked for it.");
    Html out = ls::line(line);
    if (begin > 0) {
        auto typed = query.typed;
        typed.before = view.all[shown[begin]].id;
        out += html::paragraph(
            html::link(chronology_address(query.base, typed),
                       cat({"Earlier: ",
                            count_of(static_cast<long long>(begin), "entry", "entries"),
                            " more"})));
    }
    return out;
}

}  // namespace longstone::web
