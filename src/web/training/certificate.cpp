#include "base/text.h"
#include "ui/govuk/summary_list.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"
#include "work/house.h"

// A certificate as it is printed, for whoever earned it; and what anybody who holds one may ask of
// its number: the course and its date, and never a name.
namespace longstone::web {
namespace {

std::string days(const partnership::Certificate& certificate) {
    if (!certificate.last) return "";
    if (!certificate.first || *certificate.first == *certificate.last)
        return say(*certificate.last);
    return cat({say(*certificate.first), " to ", say(*certificate.last)});
}

Html facts(const partnership::Certificate& certificate) {
    govuk::SummaryList list;
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty())
            list.rows.push_back(govuk::SummaryRow{.key = {.text = key}, .value = {.text = value}});
    };
    add("Course", certificate.course);
    add("Date", days(certificate));
    add("Valid until", certificate.valid_until ? say(*certificate.valid_until) : "Does not expire");
    add("Number", certificate.number);
    return govuk::summary_list(list);
}

// Its learner, and whoever runs the course.
Result<partnership::Certificate> own_certificate(Visit& visit, work::Context& context) {
    TRY(may_book(visit));
    const auto found = partnership::find_certificate(context, visit.param("number"));
    if (!found) return not_found();
    const auto& access = visit.definitions().pathway(found->pathway)->access;
    const bool runs =
        visit.viewer().holds_any(access.works) || visit.viewer().holds_any(access.lead);
    if (found->learner != visit.viewer().user && !runs) return not_found();
    return *found;
}

http::Reply printed(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto certificate = TRY(own_certificate(visit, reading.context));
        const auto& partnership = visit.definitions().partnership;
        const auto verify =
            cat({visit.house().options.base_url, "/certificates/", certificate.number});
        Html main =
            html::element("div",
                          {{"class", "ls-certificate"}},
                          {html::paragraph(partnership.name),
                           html::heading(1, html::HeadingSize::XLarge, "Certificate of attendance"),
                           html::paragraph({html::strong(certificate.name), " attended"}),
                           facts(certificate),
                           html::element("p",
                                         {{"class", "govuk-body govuk-!-text-break-word"}},
                                         {"Anybody may check it at ", verify})});
        return visit.page({.title = cat({"Certificate: ", certificate.course}),
                           .main = main,
                           .width = ui::Width::Narrow,
                           .current = kTrainingPath});
    });
}

http::Reply checked(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto certificate =
            partnership::find_certificate(reading.context, visit.param("number"));
        if (!certificate) return not_found();
        return visit.page(
            {.title = "This certificate was given",
             .main = html::cat(
                 {html::heading(1, html::HeadingSize::Large, "This certificate was given"),
                  html::paragraph("We say for which course and when. The name stands on the "
                                  "certificate itself."),
                  facts(*certificate)}),
             .width = ui::Width::Narrow});
    });
}

}  // namespace

void add_certificate_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/training/certificates/{number:key}", .name = "certificate"},
             printed);
    add_page(router,
             app,
             {.pattern = "/certificates/{number:key}",
              .name = "certificate: check",
              .access = http::AccessKind::Public},
             checked);
}

}  // namespace longstone::web
