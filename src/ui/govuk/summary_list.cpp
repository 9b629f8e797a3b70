#include "ui/govuk/summary_list.h"

#include <algorithm>

#include "ui/markup.h"

namespace longstone::govuk {

namespace {

using html::Markup;

// The name of the card is repeated, unseen, in each link: "Change" alone says nothing when links
// are read out as a list.
void write_action(Markup& out, const SummaryAction& action, const SummaryCardTitle* card_title) {
    out.raw("<a")
        .classes("govuk-link", action.classes)
        .attribute("href", action.href)
        .attributes(action.attributes)
        .raw(">")
        .content(action.html, action.text);
    if (!action.visually_hidden_text.empty() || card_title != nullptr) {
        out.raw("<span class=\"govuk-visually-hidden\">");
        if (!action.visually_hidden_text.empty()) out.raw(" ").text(action.visually_hidden_text);
        if (card_title != nullptr) {
            out.raw(" (").content(card_title->html, card_title->text).raw(")");
        }
        out.raw("</span>");
    }
    out.raw("</a>");
}

void write_row_actions(Markup& out, const SummaryActions& actions, const SummaryCardTitle* title) {
    if (actions.items.empty()) return;
    out.raw("<dd").classes("govuk-summary-list__actions", actions.classes).raw(">");
    if (actions.items.size() == 1) {
        write_action(out, actions.items.front(), title);
    } else {
        out.raw("<ul class=\"govuk-summary-list__actions-list\">");
        for (const auto& action : actions.items) {
            out.raw("<li class=\"govuk-summary-list__actions-list-item\">");
            write_action(out, action, title);
            out.raw("</li>");
        }
        out.raw("</ul>");
    }
    out.raw("</dd>");
}

void write_row(Markup& out, const SummaryRow& row, bool others_act, const SummaryCardTitle* title) {
    const bool lacks_actions = others_act && row.actions.items.empty();
    out.raw("<div")
        .classes("govuk-summary-list__row",
                 lacks_actions ? "govuk-summary-list__row--no-actions" : "",
                 row.classes)
        .raw("><dt")
        .classes("govuk-summary-list__key", row.key.classes)
        .raw(">")
        .content(row.key.html, row.key.text)
        .raw("</dt><dd")
        .classes("govuk-summary-list__value", row.value.classes)
        .raw(">")
        .content(row.value.html, row.value.text)
        .raw("</dd>");
    write_row_actions(out, row.actions, title);
    out.raw("</div>");
}

void write_card_actions(Markup& out, const SummaryCard& card) {
    const auto& actions = card.actions;
    const auto* title = card.title ? &*card.title : nullptr;
    if (actions.items.empty()) return;
    if (actions.items.size() == 1) {
        out.raw("<div").classes("govuk-summary-card__actions", actions.classes).raw(">");
        write_action(out, actions.items.front(), title);
        out.raw("</div>");
        return;
    }
    out.raw("<ul").classes("govuk-summary-card__actions", actions.classes).raw(">");
    for (const auto& action : actions.items) {
        out.raw("<li class=\"govuk-summary-card__action\">");
        write_action(out, action, title);
        out.raw("</li>");
    }
    out.raw("</ul>");
}

Html in_card(const SummaryCard& card, const Html& list) {
    Markup out;
    out.raw("<div")
        .classes("govuk-summary-card", card.classes)
        .attributes(card.attributes)
        .raw("><div class=\"govuk-summary-card__title-wrapper\">");
    if (card.title) {
        out.heading_start(card.title->heading_level)
            .classes("govuk-summary-card__title", card.title->classes)
            .raw(">")
            .content(card.title->html, card.title->text)
            .heading_end(card.title->heading_level);
    }
    write_card_actions(out, card);
    out.raw("</div><div class=\"govuk-summary-card__content\">").html(list).raw("</div></div>");
    return out.done();
}

}  // namespace

Html summary_list(const SummaryList& options) {
    const bool any_acts = std::ranges::any_of(
        options.rows, [](const auto& row) { return row && !row->actions.items.empty(); });
    const auto* title = options.card && options.card->title ? &*options.card->title : nullptr;
    Markup out;
    out.raw("<dl")
        .classes("govuk-summary-list", options.classes)
        .attributes(options.attributes)
        .raw(">");
    for (const auto& row : options.rows) {
        if (row) write_row(out, *row, any_acts, title);
    }
    out.raw("</dl>");
    return options.card ? in_card(*options.card, out.done()) : out.done();
}

}  // namespace longstone::govuk
