#include "ui/govuk/accordion.h"
#include "ui/govuk/details.h"
#include "ui/govuk/feedback.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/notification_banner.h"
#include "ui/govuk/panel.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/table.h"
#include "ui/govuk/tabs.h"
#include "ui/govuk/tag.h"
#include "ui/govuk/task_list.h"
#include "ui/govuk/warning_text.h"
#include "ui/testing/govuk_fields.h"

namespace longstone::testing {

template <>
constexpr auto fields<govuk::AccordionItem>() {
    using S = govuk::AccordionItem;
    return std::tuple(field("heading", &S::heading),
                      field("summary", &S::summary),
                      field("content", &S::content),
                      field("expanded", &S::expanded));
}

template <>
constexpr auto fields<govuk::Accordion>() {
    using S = govuk::Accordion;
    return std::tuple(field("id", &S::id),
                      field("items", &S::items),
                      field("headingLevel", &S::heading_level),
                      field("rememberExpanded", &S::remember_expanded),
                      field("hideAllSectionsText", &S::hide_all_sections_text),
                      field("hideSectionText", &S::hide_section_text),
                      field("hideSectionAriaLabelText", &S::hide_section_aria_label_text),
                      field("showAllSectionsText", &S::show_all_sections_text),
                      field("showSectionText", &S::show_section_text),
                      field("showSectionAriaLabelText", &S::show_section_aria_label_text),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Details>() {
    using S = govuk::Details;
    return std::tuple(field("summaryText", &S::summary_text),
                      field("summaryHtml", &S::summary_html),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("id", &S::id),
                      field("open", &S::open),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Feedback>() {
    using S = govuk::Feedback;
    return std::tuple(field("titleText", &S::title_text),
                      field("titleHtml", &S::title_html),
                      field("headingLevel", &S::heading_level),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::InsetText>() {
    using S = govuk::InsetText;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("id", &S::id),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::NotificationBanner>() {
    using S = govuk::NotificationBanner;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("titleText", &S::title_text),
                      field("titleHtml", &S::title_html),
                      field("titleHeadingLevel", &S::title_heading_level),
                      field("type", &S::type),
                      field("role", &S::role),
                      field("titleId", &S::title_id),
                      field("disableAutoFocus", &S::disable_auto_focus),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::PanelAction>() {
    using S = govuk::PanelAction;
    return std::tuple(field("text", &S::text),
                      field("type", &S::type),
                      field("href", &S::href),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::PanelActions>() {
    using S = govuk::PanelActions;
    return std::tuple(field("items", &S::items),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Panel>() {
    using S = govuk::Panel;
    return std::tuple(field("titleText", &S::title_text),
                      field("titleHtml", &S::title_html),
                      field("headingLevel", &S::heading_level),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes),
                      field("actions", &S::actions));
}

template <>
constexpr auto fields<govuk::SummaryCell>() {
    using S = govuk::SummaryCell;
    return std::tuple(
        field("text", &S::text), field("html", &S::html), field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::SummaryAction>() {
    using S = govuk::SummaryAction;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("visuallyHiddenText", &S::visually_hidden_text),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::SummaryActions>() {
    using S = govuk::SummaryActions;
    return std::tuple(field("items", &S::items), field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::SummaryRow>() {
    using S = govuk::SummaryRow;
    return std::tuple(field("key", &S::key),
                      field("value", &S::value),
                      field("actions", &S::actions),
                      field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::SummaryCardTitle>() {
    using S = govuk::SummaryCardTitle;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("headingLevel", &S::heading_level),
                      field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::SummaryCard>() {
    using S = govuk::SummaryCard;
    return std::tuple(field("title", &S::title),
                      field("actions", &S::actions),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::SummaryList>() {
    using S = govuk::SummaryList;
    return std::tuple(field("rows", &S::rows),
                      field("card", &S::card),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::TableCell>() {
    using S = govuk::TableCell;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("format", &S::format),
                      field("classes", &S::classes),
                      field("colspan", &S::colspan),
                      field("rowspan", &S::rowspan),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Table>() {
    using S = govuk::Table;
    return std::tuple(field("caption", &S::caption),
                      field("captionClasses", &S::caption_classes),
                      field("head", &S::head),
                      field("rows", &S::rows),
                      field("firstCellIsHeader", &S::first_cell_is_header),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::TabPanel>() {
    using S = govuk::TabPanel;
    return std::tuple(
        field("text", &S::text), field("html", &S::html), field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::TabItem>() {
    using S = govuk::TabItem;
    return std::tuple(field("label", &S::label),
                      field("id", &S::id),
                      field("panel", &S::panel),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Tabs>() {
    using S = govuk::Tabs;
    return std::tuple(field("items", &S::items),
                      field("id", &S::id),
                      field("idPrefix", &S::id_prefix),
                      field("title", &S::title),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Tag>() {
    using S = govuk::Tag;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::TaskTitle>() {
    using S = govuk::TaskTitle;
    return std::tuple(
        field("text", &S::text), field("html", &S::html), field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::TaskStatus>() {
    using S = govuk::TaskStatus;
    return std::tuple(field("tag", &S::tag),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::TaskItem>() {
    using S = govuk::TaskItem;
    return std::tuple(field("title", &S::title),
                      field("hint", &S::hint),
                      field("status", &S::status),
                      field("href", &S::href),
                      field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::TaskList>() {
    using S = govuk::TaskList;
    return std::tuple(field("items", &S::items),
                      field("idPrefix", &S::id_prefix),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::WarningText>() {
    using S = govuk::WarningText;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("iconFallbackText", &S::icon_fallback_text),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

std::vector<Ported> content_components() {
    using namespace govuk;
    return {
        ported<Accordion, accordion>("accordion"),
        ported<Details, details>("details"),
        ported<Feedback, feedback>("feedback"),
        ported<InsetText, inset_text>("inset-text"),
        ported<NotificationBanner, notification_banner>("notification-banner"),
        ported<Panel, panel>("panel"),
        ported<SummaryList, summary_list>("summary-list"),
        ported<Table, table>("table"),
        ported<Tabs, tabs>("tabs"),
        ported<Tag, tag>("tag"),
        ported<TaskList, task_list>("task-list"),
        ported<WarningText, warning_text>("warning-text"),
    };
}

}  // namespace longstone::testing
