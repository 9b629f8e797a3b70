#include "ui/moj/add_another.h"
#include "ui/moj/alert.h"
#include "ui/moj/badge.h"
#include "ui/moj/button_menu.h"
#include "ui/moj/date_picker.h"
#include "ui/moj/filter.h"
#include "ui/moj/identity_bar.h"
#include "ui/moj/notification_badge.h"
#include "ui/moj/page_header_actions.h"
#include "ui/moj/side_navigation.h"
#include "ui/moj/sub_navigation.h"
#include "ui/moj/ticket_panel.h"
#include "ui/moj/timeline.h"
#include "ui/testing/govuk_fields.h"

namespace longstone::moj {

// The macro takes a word; any it does not know is the first.
void read(const testing::Json& json, AlertVariant& out, testing::Unknown&) {
    out = json == "success"   ? AlertVariant::Success
          : json == "warning" ? AlertVariant::Warning
          : json == "error"   ? AlertVariant::Error
                              : AlertVariant::Information;
}

}  // namespace longstone::moj

namespace longstone::testing {

template <>
constexpr auto fields<moj::Badge>() {
    using S = moj::Badge;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::NotificationBadge>() {
    using S = moj::NotificationBadge;
    return std::tuple(field("text", &S::count),
                      field("visuallyHiddenText", &S::visually_hidden_text),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::Alert>() {
    using S = moj::Alert;
    return std::tuple(field("variant", &S::variant),
                      field("title", &S::title),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("showTitleAsHeading", &S::show_title_as_heading),
                      field("headingTag", &S::heading_level),
                      field("role", &S::role),
                      field("dismissible", &S::dismissible),
                      field("dismissText", &S::dismiss_text),
                      field("disableAutoFocus", &S::disable_auto_focus),
                      field("focusOnDismissSelector", &S::focus_on_dismiss_selector),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::MenuToggle>() {
    using S = moj::MenuToggle;
    return std::tuple(field("text", &S::text), field("classes", &S::classes));
}

template <>
constexpr auto fields<moj::ButtonMenu>() {
    using S = moj::ButtonMenu;
    return std::tuple(field("items", &S::items),
                      field("button", &S::button),
                      field("alignMenu", &S::align_menu),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::IdentityBar>() {
    using S = moj::IdentityBar;
    return std::tuple(field("title", &S::title),
                      field("menus", &S::menus),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::TimelineDate>() {
    using S = moj::TimelineDate;
    return std::tuple(field("timestamp", &S::timestamp), field("words", &S::words));
}

template <>
constexpr auto fields<moj::TimelineItem>() {
    using S = moj::TimelineItem;
    return std::tuple(field("label", &S::label),
                      field("byline", &S::byline),
                      field("datetime", &S::datetime),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::Timeline>() {
    using S = moj::Timeline;
    return std::tuple(field("items", &S::items),
                      field("headingLevel", &S::heading_level),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::SubNavigationItem>() {
    using S = moj::SubNavigationItem;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("active", &S::active),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::SubNavigation>() {
    using S = moj::SubNavigation;
    return std::tuple(field("items", &S::items),
                      field("label", &S::label),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::SideNavigationItem>() {
    using S = moj::SideNavigationItem;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("active", &S::active),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::SideNavigationHeading>() {
    using S = moj::SideNavigationHeading;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("headingLevel", &S::heading_level),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::SideNavigationSection>() {
    using S = moj::SideNavigationSection;
    return std::tuple(field("heading", &S::heading), field("items", &S::items));
}

template <>
constexpr auto fields<moj::SideNavigation>() {
    using S = moj::SideNavigation;
    return std::tuple(field("sections", &S::sections),
                      field("items", &S::items),
                      field("label", &S::label),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::TicketPanelItem>() {
    using S = moj::TicketPanelItem;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::TicketPanel>() {
    using S = moj::TicketPanel;
    return std::tuple(field("items", &S::items),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::FilterTag>() {
    using S = moj::FilterTag;
    return std::tuple(field("text", &S::text), field("href", &S::href));
}

template <>
constexpr auto fields<moj::FilterCategory>() {
    using S = moj::FilterCategory;
    return std::tuple(field("heading", &S::heading), field("items", &S::items));
}

template <>
constexpr auto fields<moj::FilterClear>() {
    using S = moj::FilterClear;
    return std::tuple(field("text", &S::text), field("href", &S::href));
}

template <>
constexpr auto fields<moj::SelectedFilters>() {
    using S = moj::SelectedFilters;
    return std::tuple(field("heading", &S::heading),
                      field("clearLink", &S::clear_link),
                      field("categories", &S::categories));
}

template <>
constexpr auto fields<moj::FilterSubmit>() {
    using S = moj::FilterSubmit;
    return std::tuple(field("text", &S::text), field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::Filter>() {
    using S = moj::Filter;
    return std::tuple(field("heading", &S::heading),
                      field("selectedFilters", &S::selected_filters),
                      field("submit", &S::submit),
                      field("optionsHtml", &S::options_html),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::PageHeading>() {
    using S = moj::PageHeading;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("level", &S::level),
                      field("classes", &S::classes));
}

template <>
constexpr auto fields<moj::PageHeaderActions>() {
    using S = moj::PageHeaderActions;
    return std::tuple(field("heading", &S::heading),
                      field("items", &S::items),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::DatePicker>() {
    using S = moj::DatePicker;
    return std::tuple(field("label", &S::label),
                      field("name", &S::name),
                      field("id", &S::id),
                      field("value", &S::value),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("formGroup", &S::form_group),
                      field("minDate", &S::min_date),
                      field("maxDate", &S::max_date),
                      field("excludedDates", &S::excluded_dates),
                      field("excludedDays", &S::excluded_days),
                      field("leadingZeros", &S::leading_zeros),
                      field("weekStartDay", &S::week_start_day),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::RemoveButton>() {
    using S = moj::RemoveButton;
    return std::tuple(field("name", &S::name), field("value", &S::value));
}

template <>
constexpr auto fields<moj::AddAnotherItem>() {
    using S = moj::AddAnotherItem;
    return std::tuple(field("fieldset", &S::fieldset),
                      field("errorMessage", &S::error_message),
                      field("removeButton", &S::remove_button),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<moj::AddAnother>() {
    using S = moj::AddAnother;
    return std::tuple(field("items", &S::items),
                      field("id", &S::id),
                      field("itemLabel", &S::item_label),
                      field("layout", &S::layout),
                      field("addAnotherButtonText", &S::add_another_button_text),
                      field("removeButtonText", &S::remove_button_text),
                      field("removeButtonSuffixText", &S::remove_button_suffix_text),
                      field("itemLegendText", &S::item_legend_text),
                      field("fieldLabelSuffixText", &S::field_label_suffix_text),
                      field("newItemSuffixText", &S::new_item_suffix_text),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

std::vector<Ported> moj_components() {
    using namespace moj;
    return {
        ported<Badge, badge>("badge"),
        ported<NotificationBadge, notification_badge>("notification-badge"),
        ported<Alert, alert>("alert"),
        ported<ButtonMenu, button_menu>("button-menu"),
        ported<IdentityBar, identity_bar>("identity-bar"),
        ported<Timeline, timeline>("timeline"),
        ported<SubNavigation, sub_navigation>("sub-navigation"),
        ported<SideNavigation, side_navigation>("side-navigation"),
        ported<TicketPanel, ticket_panel>("ticket-panel"),
        ported<Filter, filter>("filter"),
        ported<PageHeaderActions, page_header_actions>("page-header-actions"),
        ported<DatePicker, date_picker>("date-picker"),
        ported<AddAnother, add_another>("add-another"),
    };
}

}  // namespace longstone::testing
