#include "report/pdf.h"

#include "base/secret.h"
#include "report/outside.h"

namespace longstone::report {

Result<std::string> pdf(const std::string& html, Instant made) {
    return made_by({.program = "weasyprint",
                    .name = "WeasyPrint",
                    .package = "weasyprint",
                    .file = "PDF",
                    .ending = "pdf",
                    .begins = "%PDF-",
                    .arguments = {"--encoding",
                                  "utf-8",
                                  "--pdf-variant",
                                  "pdf/ua-1",
                                  "--presentational-hints",  // the widths of columns
                                  "--pdf-identifier",
                                  hex(blake2b({html})).substr(0, 32)}},
                   html,
                   made);
}

}  // namespace longstone::report
