#include <algorithm>

#include "base/text.h"
#include "http/sniff.h"
#include "ui/govuk/button.h"
#include "ui/govuk/file_upload.h"
#include "ui/longstone/table.h"
#include "web/forms/draw.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "web/visit.h"
#include "work/acts/documents.h"
#include "work/house.h"

// Documents on a record: attached, looked at where that is safe, and kept.
namespace longstone::web {
namespace {

std::string size_words(std::int64_t bytes) {
    constexpr std::int64_t kilo = 1024;
    if (bytes < kilo * kilo) return cat({number(std::max<std::int64_t>(1, bytes / kilo)), " KB"});
    return cat({number(bytes / (kilo * kilo)), " MB"});
}

std::string kind_words(std::string_view type) {
    if (type == "application/pdf") return "PDF";
    if (type.starts_with("image/")) return "Picture";
    if (type == "text/plain") return "Text";
    if (type.find("wordprocessing") != std::string_view::npos) return "Word document";
    if (type.find("spreadsheet") != std::string_view::npos) return "Spreadsheet";
    return "File";
}

Html links_of(const work::DocumentState& document) {
    const auto path = cat({"/documents/", document.id});
    Html links;
    if (http::is_safe_to_show(document.type)) {
        links += html::cat(
            {html::link(cat({path, "/show"}),
                        html::cat({"Look at it", html::hidden_text(cat({": ", document.name}))})),
             " or "});
    }
    links += html::link(
        path, html::cat({"keep a copy", html::hidden_text(cat({" of ", document.name}))}));
    return links;
}

Html table_of(Visit& visit, const work::Opened& opened) {
    ls::Table table{.caption = "Documents",
                    .columns = {{.text = "Name", .row_header = true},
                                {.text = "Kind"},
                                {.text = "Attached"},
                                {.text = "By"},
                                {.text = "Open", .unseen = true}},
                    .if_empty = "Nothing is attached."};
    for (const auto& document : opened.record.documents) {
        if (!is_whole(opened) && document.agency != visit.viewer().agency) continue;
        const auto by = cat({visit.shown_name(document.by),
                             document.agency.empty() ? "" : ", ",
                             visit.agency_name(document.agency)});
        table.rows.push_back(
            {.cells = {
                 html::text(document.name),
                 html::text(cat({kind_words(document.type), ", ", size_words(document.size)})),
                 when_html(document.at),
                 html::text(by),
                 links_of(document)}});
    }
    return visit.list(table);
}

Html attach_form(Visit& visit, const work::Opened& opened, const Problem* problem) {
    govuk::FileUpload upload{
        .label = {.text = "Attach a document", .classes = "govuk-label--m"},
        .name = "document",
        .hint = govuk::Hint{.text = "PDF, Word, Excel, text or a picture, up to 20 MB."}};
    if (problem != nullptr) upload.error_message = govuk::ErrorMessage{.text = problem->message};
    return html::form({.action = record_path(opened.record.ref, "/documents"),
                       .csrf = visit.csrf(),
                       .uploads = true},
                      {govuk::file_upload(upload), govuk::button({.text = "Attach"})});
}

http::Reply list(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        reading.looked(opened.grant);
        Html main;
        if (problem != nullptr) main += error_list({{"document", problem->message}});
        main += html::heading(2, html::HeadingSize::Large, "Documents");
        main += table_of(visit, opened);
        const auto facts = TRY(work::facts_of(reading.context, opened.record.ref));
        const bool may_attach =
            !opened.record.closed &&
            access::allow(visit.definitions(), visit.viewer(), access::Action::Attach, facts)
                .has_value();
        if (may_attach) main += attach_form(visit, opened, problem);
        return record_page(visit,
                           opened,
                           {.title = "Documents",
                            .tab = "documents",
                            .main = std::move(main),
                            .has_errors = problem != nullptr,
                            .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
    });
}

http::Reply attach(Visit& visit) {
    const auto* file = visit.form().file("document");
    if (file == nullptr) {
        const Problem problem{.message = "Choose a file to attach"};
        return list(visit, &problem);
    }
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            TRY(work::attach_document(context,
                                      visit.viewer(),
                                      visit.house().options.data_dir,
                                      visit.param("ref"),
                                      {.name = file->filename,
                                       .bytes = file->bytes,
                                       .type = std::string(http::sniff(file->bytes))}));
            return http::Reply::see_other(
                done_at(record_path(visit.param("ref"), "/documents"), "attached"));
        },
        [&](const Problem& problem) { return list(visit, &problem); });
}

http::Reply give(Visit& visit, bool show) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        auto found = TRY(work::read_document(
            context, visit.viewer(), visit.house().options.data_dir, visit.param("id")));
        return http::Reply::file({.filename = found.document.name,
                                  .content_type = found.document.type,
                                  .bytes = std::move(found.bytes),
                                  .show = show});
    });
}

}  // namespace

void add_document_routes(http::Router& router, App& app) {
    const std::string pattern = "/records/{ref}/documents";
    add_page(router, app, {.pattern = pattern, .name = "record: documents"}, [](Visit& visit) {
        return list(visit, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = pattern,
              .name = "record: attach a document",
              .body_limit = static_cast<std::size_t>(work::kDocumentBytes) + 65'536},
             attach);
    add_page(
        router, app, {.pattern = "/documents/{id}", .name = "document: keep"}, [](Visit& visit) {
            return give(visit, false);
        });
    add_page(router,
             app,
             {.pattern = "/documents/{id}/show", .name = "document: look at"},
             [](Visit& visit) { return give(visit, true); });
}

}  // namespace longstone::web
