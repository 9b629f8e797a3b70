#include "report/word.h"

#include "report/outside.h"

namespace longstone::report {

Result<std::string> word_document(const std::string& html, Instant made) {
    return made_by({.program = "pandoc",
                    .name = "pandoc",
                    .package = "pandoc",
                    .file = "Word document",
                    .ending = "docx",
                    .begins = "PK",
                    .arguments = {"--from=html", "--to=docx"},
                    .to_option = "--output"},
                   html,
                   made);
}

}  // namespace longstone::report
