#include "report/word.h"

#include <string_view>

#include "report/outside.h"

namespace longstone::report {
namespace {

// Without the first element that begins so.
void cut(std::string& html, std::string_view begins, std::string_view ends) {
    const auto from = html.find(begins);
    const auto to = from == std::string::npos ? from : html.find(ends, from);
    if (to != std::string::npos) html.erase(from, to + ends.size() - from);
}

// A page's way past its own head means nothing on paper, and its title stands above as the
// document's.
std::string for_paper(std::string html) {
    cut(html, "<a class=\"skip\"", "</a>");
    cut(html, "<h1", "</h1>");
    return html;
}

}  // namespace

Result<std::string> word_document(const std::string& html, Instant made) {
    return made_by({.program = "pandoc",
                    .name = "pandoc",
                    .package = "pandoc",
                    .file = "Word document",
                    .ending = "docx",
                    .begins = "PK",
                    .arguments = {"--from=html", "--to=docx"},
                    .to_option = "--output"},
                   for_paper(html),
                   made);
}

}  // namespace longstone::report
