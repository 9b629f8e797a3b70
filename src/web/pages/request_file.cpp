#include "web/pages/request_file.h"

#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/details.h"
#include "ui/govuk/file_upload.h"
#include "ui/govuk/input.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/pages/kept.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/acts/return_files.h"
#include "work/house.h"

namespace longstone::web {
namespace {

std::string path_of(std::string_view id, std::string_view rest) {
    return cat({"/requests/", id, rest});
}

std::optional<govuk::ErrorMessage> error_at(const Problem* problem, std::string_view field) {
    if (problem == nullptr) return {};
    for (const auto& wrong : problem->fields)
        if (wrong.field == field) return govuk::ErrorMessage{.text = wrong.message};
    return {};
}

Html upload_form(Visit& visit, const std::string& id, const Problem* problem) {
    govuk::Checkboxes ours{.name = "ours", .values = visit.form().all("ours"), .id_prefix = "ours"};
    ours.error_message = error_at(problem, "ours");
    ours.items.emplace_back(govuk::CheckboxItem{
        .text = "It is our own organisation, though it is called otherwise there", .value = "yes"});
    return html::form(
        {.action = path_of(id, "/file"), .csrf = visit.csrf(), .uploads = true},
        {govuk::file_upload(
             {.label = {.text = "The file that the other partnership gave you"},
              .name = "file",
              .hint = govuk::Hint{.text = "Its name ends in .json. It is read, not kept."},
              .error_message = error_at(problem, "file")}),
         govuk::input(
             {.label = {.text = "Their seal, as they told you"},
              .name = "seal",
              .id = "seal",
              .value = visit.form().text("seal"),
              .hint = govuk::Hint{.text = "Four groups of four, such as 4f2a 91c0 77aa 0b12. "
                                          "Needed the first time a file comes from them."},
              .error_message = error_at(problem, "seal"),
              .classes = "govuk-input--width-20",
              .spellcheck = false}),
         govuk::checkboxes(ours),
         govuk::button({.text = "Take it in", .classes = "govuk-button--secondary"})});
}

http::Reply give(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        auto given = TRY(work::give_return(context,
                                           visit.viewer(),
                                           {.public_key = visit.house().keys.public_key,
                                            .secret_key = visit.house().keys.secret_key},
                                           visit.param("id")));
        return http::Reply::file({.filename = std::move(given.name),
                                  .content_type = "application/json",
                                  .bytes = std::move(given.text)});
    });
}

http::Reply drawn_again(Visit& visit, const Problem& problem) {
    const auto id = visit.param("id");
    Html main = error_list(problem.fields);
    main += ls::page_head({.title = "Take in an answer given elsewhere"});
    main += upload_form(visit, id, &problem);
    return visit.page({.title = "Take in an answer given elsewhere",
                       .main = std::move(main),
                       .before_main = govuk::back_link({.text = "Back", .href = path_of(id, "")}),
                       .has_errors = true,
                       .status = http::status_of(problem.fault)});
}

http::Reply take(Visit& visit) {
    const auto* file = visit.form().file("file");
    if (file == nullptr) {
        const Problem problem{.message = "Choose a file", .fields = {{"file", "Choose a file"}}};
        return drawn_again(visit, problem);
    }
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto id = visit.param("id");
            TRY(work::take_return(context,
                                  visit.viewer(),
                                  visit.house().keys.public_key,
                                  id,
                                  {.text = file->bytes,
                                   .seal = visit.form().text("seal"),
                                   .ours = visit.form().text("ours") == "yes"}));
            drop_draft_at(visit, context, path_of(id, ""));
            return http::Reply::see_other(done_at(path_of(id, ""), "taken"));
        },
        [&](const Problem& problem) { return drawn_again(visit, problem); });
}

}  // namespace

Html give_file_html(Visit& visit, const work::OpenRequest& found) {
    if (!found.rule->carries || found.rule->gives.empty() || !found.request.answered) return {};
    Html out = html::heading(2, html::HeadingSize::Medium, "Give it to another partnership");
    const auto may = work::may_give(found);
    if (!may) return html::cat({out, html::paragraph(may.error().message)});
    out += html::paragraph(
        {"Who asks the same can take this answer in as a file; there it is confirmed and counts "
         "only then. The file is sealed. Tell them our seal by telephone: ",
         html::strong(work::seal_words(visit.house().keys.public_key)),
         "."});
    out +=
        post_form(visit,
                  path_of(found.request.id, "/given-file"),
                  {govuk::button({.text = "Keep the file", .classes = "govuk-button--secondary"})});
    return out;
}

Html take_file_html(Visit& visit, const work::OpenRequest& found, bool already) {
    if (!found.rule->carries || found.rule->gives.empty() || !found.request.open()) return {};
    return govuk::details(
        {.summary_text =
             already ? "Take in another file" : "Answered the same for another partnership?",
         .html = html::cat(
             {html::paragraph("Take in the file of that answer. What fits stands in the form "
                              "for you to confirm, and what does not is listed with why."),
              upload_form(visit, found.request.id, nullptr)}),
         .id = "take-file"});
}

Html taken_html(const work::TakenReturn& taken) {
    const auto& fitted = taken.fitted;
    Html words = html::cat({html::strong("Taken in from another partnership. "),
                            "What stands in the form is the answer of ",
                            taken.agency_name,
                            " to ",
                            taken.partnership_name,
                            " of ",
                            say(london(taken.answered).date),
                            " (",
                            taken.record,
                            taken.round.empty() ? "" : ", round of ",
                            taken.round,
                            "), sealed ",
                            work::seal_words(taken.key),
                            ". Change what differs, then confirm it."});
    Html out = govuk::inset_text({.html = std::move(words)});
    if (!fitted.unfit.empty()) {
        ls::Table table{.caption = "Not carried over",
                        .columns = {{.text = "Asked there", .row_header = true},
                                    {.text = "Answered"},
                                    {.text = "Why not here"}}};
        for (const auto& one : fitted.unfit)
            table.rows.push_back(
                {.cells = {html::text(one.words), html::text(one.says), html::text(one.why)}});
        out += ls::table(table);
    }
    const auto listed = [&](const char* title, const std::vector<std::string>& labels) {
        if (labels.empty()) return;
        std::vector<Html> items;
        for (const auto& label : labels)
            items.push_back(html::text(label));
        out += govuk::details({.summary_text = title, .html = html::list(items)});
    };
    listed("Asked here, and not there", fitted.not_asked);
    listed("Worded otherwise there: look twice", fitted.other_words);
    return out;
}

void add_request_file_routes(http::Router& router, App& app) {
    constexpr std::size_t kMost = 1'000'000;
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/requests/{id}/given-file",
              .name = "request: its answer as a file"},
             give);
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/requests/{id}/file",
              .name = "request: take in an answer given elsewhere",
              .body_limit = kMost},
             take);
}

}  // namespace longstone::web
