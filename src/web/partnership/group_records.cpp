#include <algorithm>

#include "base/text.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/partnership/group_parts.h"

// The attendance of a group, and the records that belong to it, as its page shows them.
namespace longstone::web {
namespace {

constexpr std::size_t kMeetingsShown = 6;
constexpr int kMissedTooOften = 2;

Html came_html(work::Came came) {
    switch (came) {
        case work::Came::Yes:
            return html::text("Came");
        case work::Came::Apologies:
            return html::text("Apologies");
        case work::Came::No:
            return html::strong("Did not come");
        case work::Came::NotInvited:
            break;
    }
    return ls::muted("Not asked");
}

// Those who sit on it first, then whoever else was asked.
std::vector<std::string> agencies_of(const work::GroupWork& work) {
    auto agencies = work.group->agencies();
    for (const auto& one : work.meetings) {
        for (const auto& seat : one.meeting.seats) {
            if (one.meeting.held && !seat.agency.empty() &&
                std::ranges::find(agencies, seat.agency) == agencies.end())
                agencies.push_back(seat.agency);
        }
    }
    return agencies;
}

Html stage_words(const work::Opened& opened) {
    if (!is_whole(opened)) return ls::muted("Your agency's part");
    const auto* stage = opened.pathway->stage(opened.record.stage);
    return html::text(stage == nullptr ? opened.record.stage : stage->name);
}

Html record_html(const Visit& visit, const work::Opened& opened) {
    Html out = html::heading(3, html::HeadingSize::Small, record_title(opened));
    out += html::small_paragraph({ls::dotted({html::text(opened.record.ref),
                                              html::text(say(london(opened.record.opened).date)),
                                              stage_words(opened)})});
    if (!opened.pathway->group) return out;
    govuk::SummaryList list{.classes = "govuk-summary-list--no-border ls-small"};
    for (const auto& id : opened.pathway->group->shows) {
        auto shown = seen_html(visit, opened, id);
        const auto* field = visit.definitions().field(*opened.pathway, id);
        if (shown.empty() || field == nullptr) continue;
        list.rows.push_back(
            govuk::SummaryRow{.key = {.text = field->label}, .value = {.html = std::move(shown)}});
    }
    if (!list.rows.empty()) out += govuk::summary_list(list);
    return out;
}

}  // namespace

Html attendance_table(Visit& visit, const work::GroupWork& work) {
    std::vector<const work::GroupMeeting*> held;
    for (const auto& one : work.meetings) {
        if (one.meeting.held && held.size() < kMeetingsShown) held.push_back(&one);
    }
    if (held.empty()) return ls::nothing("No meeting of this group has been held yet.");
    ls::Table table{.caption = "Who came, by agency",
                    .columns = {{.text = "Agency", .row_header = true}},
                    .stays_wide = true};
    for (const auto* one : held)
        table.columns.push_back({.text = say(london(*one->meeting.held).date)});
    table.columns.push_back({.text = "Came to", .numeric = true});
    table.columns.push_back({.text = "To be asked about"});
    for (const auto& agency : agencies_of(work)) {
        const auto coming = work::coming_of(work.meetings, agency);
        ls::Row row{.cells = {html::text(visit.agency_name(agency))}};
        for (const auto* one : held)
            row.cells.push_back(came_html(work::came_to(one->meeting, agency)));
        row.cells.push_back(coming.invited == 0 ? Html{}
                                                : html::text(cat({percent_words(coming),
                                                                  ", ",
                                                                  number(coming.came),
                                                                  " of ",
                                                                  number(coming.invited)})));
        row.cells.push_back(coming.missed_last >= kMissedTooOften
                                ? ls::late(cat({"Missed the last ", number(coming.missed_last)}))
                                : Html{});
        table.rows.push_back(std::move(row));
    }
    return visit.list(table);
}

Html group_records_html(Visit& visit, const work::GroupWork& work) {
    Html out;
    for (const auto& kind : work.records) {
        out += html::heading(2,
                             html::HeadingSize::Medium,
                             kind.heard && kind.pathway->group && !kind.pathway->group->of.empty()
                                 ? cat({kind.name, " (brought to this group)"})
                                 : kind.name,
                             {{"id", cat({kind.heard ? "heard-" : "of-", kind.pathway->id})}});
        for (const auto& opened : kind.records)
            out += record_html(visit, opened);
        if (kind.more) out += html::paragraph("Earlier ones stand on its board.");
    }
    return out;
}

}  // namespace longstone::web
