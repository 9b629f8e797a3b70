#include <cerrno>
#include <fstream>

#include <sys/stat.h>

#include "base/text.h"
#include "cli/commands.h"
#include "measure/counted.h"
#include "report/acts.h"
#include "report/pdf.h"
#include "report/sheets.h"
#include "web/reports/document_html.h"

// Reports at the command line: the four files of one.
namespace longstone::cli {
namespace {

constexpr std::int64_t kEverything = 100'000'000;

bool write_file(const std::string& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    file.close();
    if (file) return true;
    complain(cat({"cannot write ", path}));
    return false;
}

Result<report::Document> document_of(work::Context& context,
                                     const define::Report& report,
                                     const std::string& year) {
    if (auto published = report::published(context.db, report.id, year)) return *published;
    const auto system = access::system_viewer();
    std::vector<std::string> known;
    for (const auto& one : report::carried(context, system, report)) {
        known.push_back(report::slug(one.spell));
        if (known.back() != year) continue;
        return report::compose(
                   context, one.opened, report, report::figures_of(context, one.opened, report))
            .document;
    }
    return Refused(
        Problem{.message = "There is no record of that report.",
                .fields = {{"--year",
                            known.empty() ? "Open its record first"
                                          : cat({"There are records for ", join_and(known)})}}});
}

}  // namespace

int report_make(const Common& common, const ReportOptions& options) {
    const auto house = open(common);
    if (!house) return kRefused;
    const auto* report = house->definitions->report(options.report);
    if (report == nullptr) {
        std::vector<std::string> known;
        for (const auto& [id, one] : house->definitions->reports)
            known.push_back(id);
        return refused(Problem{.message = "There is no such report.",
                               .fields = {{options.report, cat({"There is ", join_and(known)})}}});
    }
    measure::refresh(*house, kEverything);
    const auto session = house->store->read();
    auto context = house->context(*session);
    const auto document = document_of(context, *report, options.year);
    if (!document) return refused(document.error());
    if (::mkdir(options.out.c_str(), 0755) != 0 && errno != EEXIST) {
        complain(cat({"cannot make the folder ", options.out}));
        return kRefused;
    }
    const auto at = [&](std::string_view name) { return cat({options.out, "/", name}); };
    const auto html = web::document_html(*document, house->definitions->partnership);
    bool wrote = write_file(at("report.html"), html);
    wrote = write_file(at("report.json"), report::to_json(*document).dump_pretty()) && wrote;
    wrote = write_file(at("report.xlsx"), report::spreadsheet(*document)) && wrote;
    const auto made = report::pdf(html, document->published.value_or(document->taken));
    if (made)
        wrote = write_file(at("report.pdf"), *made) && wrote;
    else
        complain(made.error().message);
    say(cat({document->title, ". ", document->standing()}));
    return wrote ? kDone : kRefused;
}

}  // namespace longstone::cli
