#include <algorithm>

#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_overview.h"
#include "work/visible.h"

// An involved agency's part of a record: what it sent, what it was asked, the meetings it is
// invited to, what it has been told, and how to disagree.
namespace longstone::web {
namespace {

bool is_for(const work::Opened& opened, const work::Told& told) {
    const auto& viewer = opened.grant.viewer();
    if (!told.agency.empty()) return told.agency == viewer.agency;
    const bool referred =
        opened.record.opened_by == viewer.user || opened.record.opened_agency == viewer.agency;
    return told.whom == "referrer" && referred;
}

Html told_html(Visit& visit, const work::Opened& opened) {
    Html out;
    for (const auto& told : opened.record.told) {
        if (!is_for(opened, told) || told.words.empty()) continue;
        out += ls::say({html::strong("You have been told"),
                        " on ",
                        say(told.at),
                        ": ",
                        told.words,
                        " ",
                        ls::muted(visit.shown_name(told.by))});
    }
    if (out.empty()) {
        out = html::paragraph(opened.record.closed
                                  ? "No outcome was sent to your agency."
                                  : "You will be told the outcome here when it is decided.");
    }
    return out;
}

Html requests_html(Visit& visit, const work::Opened& opened) {
    std::vector<Html> items;
    for (const auto& request : opened.record.requests) {
        if (request.agency != visit.viewer().agency || request.withdrawn) continue;
        const auto* rule = opened.pathway->request(request.rule);
        items.push_back(html::cat(
            {html::link(cat({"/requests/", request.id}), rule == nullptr ? "Check" : rule->name),
             request.answered ? html::cat({", answered ", when_html(*request.answered)})
                              : html::cat({", ", time_left_html(visit, request.due)})}));
    }
    if (items.empty()) return {};
    return html::cat({html::heading(2, html::HeadingSize::Medium, "What your agency was asked"),
                      html::bullets(items)});
}

Html sent_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    work::Answers own;
    for (auto& [field, answer] : work::visible_answers(context, opened)) {
        own[field] = answer.given;
    }
    Html out;
    for (const auto* section : visit.definitions().asked(opened.pathway->opening)) {
        out += show_section({.definitions = visit.definitions(),
                             .section = *section,
                             .answers = own,
                             .people = people_choices(opened),
                             .title = section->title,
                             .heading_level = 3});
    }
    if (out.empty()) return out;
    return html::cat({html::heading(2, html::HeadingSize::Medium, "What your agency sent"), out});
}

// How to disagree: on this record, and for whoever sent it by a challenge where there is one.
Html disagree_html(Visit& visit, const work::Opened& opened) {
    std::vector<Html> items = {
        html::cat({html::link(record_path(opened.record.ref, "/dissent"),
                              "Put your agency's disagreement on the record"),
                   ", so that everybody who decides sees it."})};
    if (opened.record.opened_by == visit.viewer().user) {
        items.push_back(html::link(cat({"/referrals/", opened.record.ref, "/disagree"}),
                                   "Challenge what was decided about your referral"));
    }
    return html::cat({html::heading(2, html::HeadingSize::Medium, "If you disagree"),
                      html::paragraph("Telephone whoever told you first. You can also:"),
                      html::bullets(items)});
}

}  // namespace

Html part_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    Html out = html::paragraph({"You see your own agency's part of this ",
                                opened.pathway->noun.empty() ? "record" : opened.pathway->noun,
                                ": what you sent, what you were asked, and what you have been "
                                "told."});
    out += html::heading(2, html::HeadingSize::Medium, "Outcome");
    out += told_html(visit, opened);
    out += requests_html(visit, opened);
    out += sent_html(visit, context, opened);
    out += disagree_html(visit, opened);
    return out;
}

}  // namespace longstone::web
