#include "base/text.h"
#include "ui/govuk/accordion.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/character_count.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/date_input.h"
#include "ui/govuk/details.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/file_upload.h"
#include "ui/govuk/input.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/notification_banner.h"
#include "ui/govuk/pagination.h"
#include "ui/govuk/panel.h"
#include "ui/govuk/password_input.h"
#include "ui/govuk/radios.h"
#include "ui/govuk/select.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/table.h"
#include "ui/govuk/tabs.h"
#include "ui/govuk/tag.h"
#include "ui/govuk/task_list.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/pathway_drawing.h"
#include "ui/longstone/run_chart.h"
#include "ui/longstone/words.h"
#include "ui/testing/gallery.h"

namespace longstone::testing {

using html::cat;
using html::text;

namespace {

Html basis_question(const std::string& error) {
    return govuk::radios({
        .name = "basis",
        .fieldset = govuk::Fieldset{.legend = {.text = "Why are you sharing this?",
                                               .classes = "govuk-fieldset__legend--l",
                                               .is_page_heading = true}},
        .hint = govuk::Hint{.text = "Choose what fits best. You can say more on the next page."},
        .error_message =
            error.empty() ? std::nullopt : std::optional(govuk::ErrorMessage{.text = error}),
        .items = {{{.text = "A child may be suffering significant harm", .value = "harm"}},
                  {{.text = "A child may be in need",
                    .value = "need",
                    .hint = govuk::Hint{.text = "You usually need consent"},
                    .conditional = {.html = govuk::input({.label = {.text = "Who gave consent?"},
                                                          .name = "consent"})}}},
                  {{.divider = "or"}},
                  {{.text = "I am not sure", .value = "unsure"}}},
    });
}

Html inputs() {
    return cat({
        govuk::input({.label = {.text = "Name of the child"}, .name = "name"}),
        govuk::date_input({.id = "born",
                           .name_prefix = "born",
                           .fieldset = govuk::Fieldset{.legend = {.text = "Date of birth"}},
                           .hint = govuk::Hint{.text = "For example, 27 3 2019"}}),
        govuk::select({.label = {.text = "Your agency"},
                       .name = "agency",
                       .items = {{{.text = "Choose one", .value = ""}},
                                 {{.text = "Croft Lea First School", .value = "school"}},
                                 {{.text = "Housing", .value = "housing"}}},
                       .attributes = {{"data-autocomplete", "yes"}}}),
        govuk::checkboxes(
            {.name = "worries",
             .fieldset = govuk::Fieldset{.legend = {.text = "What are you worried about?"}},
             .items = {{{.text = "An injury", .value = "injury"}},
                       {{.text = "How they are looked after", .value = "care"}},
                       {{.divider = "or"}},
                       {{.text = "None of these", .value = "none", .behaviour = "exclusive"}}}}),
        govuk::character_count({.label = {.text = "What has happened?"},
                                .name = "happened",
                                .maxlength = 2000,
                                .hint = govuk::Hint{.text = "Their own words, if you have them"}}),
        govuk::file_upload({.label = {.text = "Attach a file"}, .name = "file"}),
        govuk::password_input({.label = {.text = "Password"}, .name = "password"}),
        govuk::button({.text = "Save and continue", .prevent_double_click = true}),
    });
}

}  // namespace

GalleryPage form_page() {
    auto page = gallery_frame("Why are you sharing this?", "");
    page.signed_in.reset();
    page.navigation.clear();
    page.width = ui::Width::Narrow;
    page.exit_address = "https://www.bbc.co.uk/weather";
    page.before_main = govuk::back_link({.href = "/refer"});
    page.main = html::form({.action = "/refer", .csrf = "token", .draft = "/drafts/refer"},
                           {basis_question(""), inputs()});
    return {.name = "form", .markup = ui::page(page)};
}

GalleryPage errors_page() {
    auto page = gallery_frame("Why are you sharing this?", "");
    page.width = ui::Width::Narrow;
    page.has_errors = true;
    page.main = cat({
        govuk::error_summary(
            {.title_text = "There is a problem",
             .error_list = {{.text = "Select why you are sharing this", .href = "#basis"}}}),
        html::form({.action = "/refer", .csrf = "token"},
                   {basis_question("Select why you are sharing this"),
                    govuk::button({.text = "Save and continue"})}),
    });
    return {.name = "errors", .markup = ui::page(page)};
}

GalleryPage furniture_page() {
    auto page = gallery_frame("Furniture", "Library");
    page.main = cat({
        govuk::notification_banner({.html = html::paragraph("Sent to the hub. Reference MC-2026-"
                                                            "0412."),
                                    .type = "success"}),
        ls::page_head({.title = "Furniture", .caption = "Library"}),
        ls::say({html::strong("It changed, and it is not chance."),
                 " Eight months in a row above the old average."}),
        ls::cards({{.title = "This month",
                    .big = "90%",
                    .body = html::element("p", {}, "27 of 30 conferences.")},
                   {.title = "North East · England", .big = "81% · 79%"},
                   {.title = "Links", .body = html::element("p", {}, "Recommendation 3")}}),
        govuk::task_list({.items = {{{.title = {.text = "About the child"},
                                      .status = {.text = "Completed"},
                                      .href = "#a"}},
                                    {{.title = {.text = "What has happened"},
                                      .status = {.tag = govuk::Tag{.text = "Not started",
                                                                   .classes = "govuk-tag--blue"}},
                                      .href = "#b"}}}}),
        govuk::summary_list(
            {.rows = {{{.key = {.text = "Name"},
                        .value = {.text = "Maisie Thorburn"},
                        .actions = {.items = {{.text = "Change",
                                               .href = "#c",
                                               .visually_hidden_text = "name"}}}}}}}),
        govuk::table({.caption = "By category",
                      .caption_classes = "govuk-table__caption--m",
                      .head = {{.text = "Category"}, {.text = "Held", .format = "numeric"}},
                      .rows = {{{{.text = "Neglect"}, {.text = "171", .format = "numeric"}}}},
                      .first_cell_is_header = true}),
        govuk::tabs({.items = {{{.label = "Overview", .id = "overview", .panel = {.text = "One"}}},
                               {{.label = "People", .id = "people", .panel = {.text = "Two"}}}}}),
        govuk::details({.summary_text = "Help with thresholds", .text = "Read the guidance."}),
        govuk::warning_text({.text = "Do not tell the parent before speaking to the hub."}),
        govuk::inset_text({.text = "You can come back to this for 28 days."}),
        govuk::accordion({.id = "more",
                          .items = {{{.heading = {.text = "History"},
                                      .content = {.text = "Six earlier contacts."}}}}}),
        govuk::pagination({.previous = govuk::PaginationLink{.href = "#1"},
                           .next = govuk::PaginationLink{.href = "#3"},
                           .items = {{{.number = "1", .href = "#1"}},
                                     {{.number = "2", .href = "#2", .current = true}}}}),
        ls::nothing("No meetings this week."),
    });
    return {.name = "furniture", .markup = ui::page(page)};
}

GalleryPage pathway_page() {
    auto page = gallery_frame("Hub enquiry, as drawn", "Library");
    page.main = cat({
        ls::page_head({.title = "Hub enquiry, as drawn"}),
        ls::pathway_drawing({
            .title = "Hub enquiry: stages and moves",
            .stages =
                {{.id = "rated", .name = "Rated", .note = "within 4 hours", .starts = true},
                 {.id = "history", .name = "Family and history"},
                 {.id = "checks", .name = "Partner checks", .note = "3 records here", .now = true},
                 {.id = "analysis", .name = "Analysis", .href = "#analysis"},
                 {.id = "discussion", .name = "Strategy discussion with police and health"},
                 {.id = "decision", .name = "Decision"},
                 {.id = "told", .name = "Everyone told", .ends = true},
                 {.id = "closed", .name = "Closed with advice", .ends = true}},
            .moves = {{.from = "rated", .to = "history"},
                      {.from = "rated", .to = "closed", .name = "no further action"},
                      {.from = "history", .to = "checks"},
                      {.from = "history", .to = "discussion", .name = "urgent"},
                      {.from = "checks", .to = "analysis"},
                      {.from = "analysis", .to = "discussion"},
                      {.from = "analysis", .to = "decision"},
                      {.from = "analysis", .to = "checks", .name = "ask again"},
                      {.from = "discussion", .to = "decision"},
                      {.from = "decision", .to = "told"},
                      {.from = "decision", .to = "closed"}},
        }),
    });
    return {.name = "pathway", .markup = ui::page(page)};
}

GalleryPage figures_page() {
    auto page = gallery_frame("Conferences held in time", "Figures");
    ls::RunChart chart = {
        .title = "Initial conferences held within 15 working days, per cent, by month",
        .description = "Steady around 69 per cent until March; since April above the mean.",
        .stretches = {{.from = 0, .to = 19, .mean = 69, .lower = 54, .upper = 85}},
        .changes = {{.at = 12, .words = "Action 14: conference booking moved to the hub"}},
        .unit = "%"};
    const int values[] = {62, 71, 66, 74, 69, 64, 72, 68, 75, 70,
                          67, 73, 78, 81, 84, 83, 86, 88, 85, 90};
    const char* const months[] = {"Apr 25", "May", "Jun", "Jul", "Aug", "Sep",    "Oct",
                                  "Nov",    "Dec", "Jan", "Feb", "Mar", "Apr 26", "May",
                                  "Jun",    "Jul", "Aug", "Sep", "Oct", "Nov"};
    for (std::size_t at = 0; at < std::size(values); ++at) {
        chart.points.push_back(
            {.label = months[at],
             .value = values[at],
             .signal = values[at] > 85 ? ls::Signal::Beyond
                       : at >= 12      ? ls::Signal::Run
                                       : ls::Signal::None,
             .href = cat({"#", html::text(months[at])}).str(),
             .words = longstone::cat({months[at], ": ", std::to_string(values[at]), "%"})});
    }
    page.main = cat({ls::page_head({.title = "Conferences held in time"}),
                     ls::say({html::strong("It changed, and it is not chance."),
                              " Eight months in a row above the old average."}),
                     ls::run_chart(chart),
                     ls::chart_key(chart)});
    return {.name = "figures", .markup = ui::page(page)};
}

std::vector<GalleryPage> gallery() {
    return {figures_page(),
            pathway_page(),
            record_page(),
            board_page(),
            chronology_page(),
            form_page(),
            errors_page(),
            furniture_page()};
}

}  // namespace longstone::testing
