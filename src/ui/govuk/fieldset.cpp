#include "ui/govuk/fieldset.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html fieldset(const Fieldset& options) {
    html::Markup out;
    out.raw("<fieldset")
        .classes("govuk-fieldset", options.classes)
        .optional("role", options.role)
        .optional("aria-describedby", options.described_by)
        .attributes(options.attributes)
        .raw(">");
    const auto& legend = options.legend;
    if (!legend.text.empty() || !legend.html.empty()) {
        out.raw("<legend").classes("govuk-fieldset__legend", legend.classes).raw(">");
        if (legend.is_page_heading) out.raw("<h1 class=\"govuk-fieldset__heading\">");
        out.content(legend.html, legend.text);
        if (legend.is_page_heading) out.raw("</h1>");
        out.raw("</legend>");
    }
    out.html(options.html).raw("</fieldset>");
    return out.done();
}

}  // namespace longstone::govuk
