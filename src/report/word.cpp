#include "report/word.h"

#include "report/outside.h"
#include "report/word_look.h"

namespace longstone::report {

Result<std::string> word_document(const std::string& html,
                                  Instant made,
                                  const WordColours& colours) {
    return made_by({.program = "pandoc",
                    .name = "pandoc",
                    .package = "pandoc",
                    .file = "Word document",
                    .ending = "docx",
                    .begins = "PK",
                    .arguments = {"--from=html", "--to=docx"},
                    .to_option = "--output",
                    .folder_option = "--data-dir=",
                    .beside = {{"docx/word/styles.xml", word_styles(colours)},
                               {"docx/word/document.xml", word_page()}}},
                   html,
                   made);
}

}  // namespace longstone::report
