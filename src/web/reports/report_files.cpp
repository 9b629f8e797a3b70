#include "web/reports/report_files.h"

#include <map>
#include <mutex>

#include "base/secret.h"
#include "base/text.h"
#include "report/pdf.h"
#include "report/sheets.h"
#include "ui/standalone.h"
#include "web/reports/document_html.h"

namespace longstone::web {
namespace {

constexpr std::size_t kMostKept = 8;

// Making one takes seconds of a core: one at a time, and not twice.
Result<std::string> pdf_of(const std::string& html, Instant made) {
    static std::mutex mutex;
    static std::map<std::string, std::string> kept;
    const auto key = blake2b({html});
    const std::lock_guard lock(mutex);
    const auto found = kept.find(key);
    if (found != kept.end()) return found->second;
    auto bytes = TRY(report::pdf(html, made));
    if (kept.size() >= kMostKept) kept.clear();
    kept.emplace(key, bytes);
    return bytes;
}

http::Reply file_reply(const report::Document& document,
                       const std::string& ending,
                       const std::string& type,
                       std::string bytes) {
    return http::Reply::file({.filename = cat({document.report, "-", document.slug, ".", ending}),
                              .content_type = type,
                              .bytes = std::move(bytes)});
}

}  // namespace

Result<http::Reply> report_file(const report::Document& document,
                                const define::Partnership& partnership,
                                const std::string& ending) {
    const auto made = document.published.value_or(document.taken);
    if (ending == "html")
        return http::Reply::page(200, document_html(document, partnership))
            .with("Content-Security-Policy", ui::kStandalonePolicy);
    if (ending == "pdf") {
        auto bytes = TRY(pdf_of(document_html(document, partnership), made));
        return file_reply(document, ending, "application/pdf", std::move(bytes));
    }
    if (ending == "xlsx")
        return file_reply(document,
                          ending,
                          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          report::spreadsheet(document));
    if (ending == "json")
        return file_reply(
            document, ending, "application/json", report::to_json(document).dump_pretty());
    return not_found();
}

}  // namespace longstone::web
