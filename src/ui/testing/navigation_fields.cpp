#include "ui/govuk/back_link.h"
#include "ui/govuk/breadcrumbs.h"
#include "ui/govuk/cookie_banner.h"
#include "ui/govuk/exit_this_page.h"
#include "ui/govuk/footer.h"
#include "ui/govuk/generic_header.h"
#include "ui/govuk/language_navigation.h"
#include "ui/govuk/pagination.h"
#include "ui/govuk/phase_banner.h"
#include "ui/govuk/service_navigation.h"
#include "ui/govuk/skip_link.h"
#include "ui/govuk/tag.h"
#include "ui/testing/govuk_fields.h"

namespace longstone::testing {

template <>
constexpr auto fields<govuk::BackLink>() {
    using S = govuk::BackLink;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Breadcrumb>() {
    using S = govuk::Breadcrumb;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Breadcrumbs>() {
    using S = govuk::Breadcrumbs;
    return std::tuple(field("items", &S::items),
                      field("classes", &S::classes),
                      field("collapseOnMobile", &S::collapse_on_mobile),
                      field("attributes", &S::attributes),
                      field("labelText", &S::label_text));
}

template <>
constexpr auto fields<govuk::CookieAction>() {
    using S = govuk::CookieAction;
    return std::tuple(field("text", &S::text),
                      field("type", &S::type),
                      field("href", &S::href),
                      field("name", &S::name),
                      field("value", &S::value),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::CookieMessage>() {
    using S = govuk::CookieMessage;
    return std::tuple(field("headingText", &S::heading_text),
                      field("headingHtml", &S::heading_html),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("actions", &S::actions),
                      field("hidden", &S::hidden),
                      field("role", &S::role),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::CookieBanner>() {
    using S = govuk::CookieBanner;
    return std::tuple(field("messages", &S::messages),
                      field("ariaLabel", &S::aria_label),
                      field("hidden", &S::hidden),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::ExitThisPage>() {
    using S = govuk::ExitThisPage;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("redirectUrl", &S::redirect_url),
                      field("id", &S::id),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes),
                      field("activatedText", &S::activated_text),
                      field("timedOutText", &S::timed_out_text),
                      field("pressTwoMoreTimesText", &S::press_two_more_times_text),
                      field("pressOneMoreTimeText", &S::press_one_more_time_text));
}

template <>
constexpr auto fields<govuk::FooterItem>() {
    using S = govuk::FooterItem;
    return std::tuple(
        field("text", &S::text), field("href", &S::href), field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::FooterSection>() {
    using S = govuk::FooterSection;
    return std::tuple(field("title", &S::title),
                      field("columns", &S::columns),
                      field("width", &S::width),
                      field("items", &S::items));
}

template <>
constexpr auto fields<govuk::FooterMeta>() {
    using S = govuk::FooterMeta;
    return std::tuple(field("visuallyHiddenTitle", &S::visually_hidden_title),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("items", &S::items));
}

template <>
constexpr auto fields<govuk::Footer>() {
    using S = govuk::Footer;
    return std::tuple(field("meta", &S::meta),
                      field("navigation", &S::navigation),
                      field("contentLicence", &S::content_licence),
                      field("copyright", &S::copyright),
                      field("containerClasses", &S::container_classes),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::GenericHeader>() {
    using S = govuk::GenericHeader;
    return std::tuple(field("logoText", &S::logo_text),
                      field("logoHtml", &S::logo_html),
                      field("url", &S::url),
                      field("containerClasses", &S::container_classes),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Language>() {
    using S = govuk::Language;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("lang", &S::lang),
                      field("hrefLang", &S::href_lang),
                      field("dir", &S::dir),
                      field("href", &S::href),
                      field("current", &S::current),
                      field("languageDescriptionText", &S::language_description_text),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::LanguageNavigation>() {
    using S = govuk::LanguageNavigation;
    return std::tuple(field("items", &S::items),
                      field("ariaLabel", &S::aria_label),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::PaginationItem>() {
    using S = govuk::PaginationItem;
    return std::tuple(field("number", &S::number),
                      field("visuallyHiddenText", &S::visually_hidden_text),
                      field("href", &S::href),
                      field("current", &S::current),
                      field("ellipsis", &S::ellipsis),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::PaginationLink>() {
    using S = govuk::PaginationLink;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("labelText", &S::label_text),
                      field("href", &S::href),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Pagination>() {
    using S = govuk::Pagination;
    return std::tuple(field("previous", &S::previous),
                      field("next", &S::next),
                      field("items", &S::items),
                      field("landmarkLabel", &S::landmark_label),
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
constexpr auto fields<govuk::PhaseBanner>() {
    using S = govuk::PhaseBanner;
    return std::tuple(field("tag", &S::tag),
                      field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::ServiceNavigationItem>() {
    using S = govuk::ServiceNavigationItem;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("current", &S::current),
                      field("active", &S::active),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::ServiceNavigationSlots>() {
    using S = govuk::ServiceNavigationSlots;
    return std::tuple(field("start", &S::start),
                      field("end", &S::end),
                      field("navigationStart", &S::navigation_start),
                      field("navigationEnd", &S::navigation_end));
}

template <>
constexpr auto fields<govuk::ServiceNavigation>() {
    using S = govuk::ServiceNavigation;
    return std::tuple(field("serviceName", &S::service_name),
                      field("serviceUrl", &S::service_url),
                      field("navigation", &S::navigation),
                      field("navigationLabel", &S::navigation_label),
                      field("navigationId", &S::navigation_id),
                      field("navigationClasses", &S::navigation_classes),
                      field("collapseNavigationOnMobile", &S::collapse_navigation_on_mobile),
                      field("menuButtonText", &S::menu_button_text),
                      field("menuButtonLabel", &S::menu_button_label),
                      field("ariaLabel", &S::aria_label),
                      field("slots", &S::slots),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::SkipLink>() {
    using S = govuk::SkipLink;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

std::vector<Ported> navigation_components() {
    using namespace govuk;
    return {
        ported<BackLink, back_link>("back-link"),
        ported<Breadcrumbs, breadcrumbs>("breadcrumbs"),
        ported<CookieBanner, cookie_banner>("cookie-banner"),
        ported<ExitThisPage, exit_this_page>("exit-this-page"),
        ported<Footer, footer>("footer"),
        ported<GenericHeader, generic_header>("generic-header"),
        ported<LanguageNavigation, language_navigation>("language-navigation"),
        ported<Pagination, pagination>("pagination"),
        ported<PhaseBanner, phase_banner>("phase-banner"),
        ported<ServiceNavigation, service_navigation>("service-navigation"),
        ported<SkipLink, skip_link>("skip-link"),
    };
}

}  // namespace longstone::testing
