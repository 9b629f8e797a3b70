#include "web/reports/report_lacks.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "work/acts/answer_record.h"

namespace longstone::web {
namespace {

// The stage at which a section is first asked.
const define::Stage* asked_at(const work::Context& context,
                              const work::Opened& opened,
                              const define::Section* section) {
    for (const auto& stage : opened.pathway->stages) {
        const auto asked = context.definitions.asked(stage.asks);
        if (std::ranges::find(asked, section) != asked.end()) return &stage;
    }
    return nullptr;
}

// Where it is written, for who may write it now; else when it will be.
Html lack_html(const work::Context& context, const work::Opened& opened, const report::Lack& lack) {
    Html words = html::text(cat({lack.section_title, ": ", lack.what, ". "}));
    const auto& definitions = context.definitions;
    const auto* section =
        lack.field.empty() ? nullptr : definitions.section(*opened.pathway, lack.field);
    if (section == nullptr) return words;
    const auto open = works_here(opened) ? work::answerable(context, opened)
                                         : std::vector<const define::Section*>{};
    if (std::ranges::find(open, section) != open.end()) {
        words += html::link(answer_path(definitions, opened.record.ref, *section, lack.field),
                            html::cat({"Write it", html::hidden_text(cat({": ", lack.what}))}));
    } else if (const auto* stage = asked_at(context, opened, section)) {
        words += ls::muted(cat({"It is written at “", stage->name, "”."}));
    }
    return words;
}

}  // namespace

Html law_checklist_html(Visit& visit,
                        const work::Context& context,
                        const work::Opened& opened,
                        const report::Composed& composed) {
    if (composed.wanted.empty()) return {};
    ls::Table table{.caption = "What the law wants",
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "Where it stands"},
                                {.text = "Told in"},
                                {.text = "Source"}}};
    for (const auto& wanted : composed.wanted) {
        std::vector<Html> lacks;
        for (const auto& lack : wanted.lacks)
            lacks.push_back(lack_html(context, opened, lack));
        const Html state =
            wanted.there()
                ? govuk::tag({.text = "There", .classes = "govuk-tag--green"})
                : html::cat({govuk::tag({.text = "Missing", .classes = "govuk-tag--red"}),
                             html::list(lacks)});
        table.rows.push_back(
            {.cells = {
                 html::cat({html::text(wanted.what), html::element("br"), ls::muted(wanted.whom)}),
                 state,
                 html::text(join(wanted.sections, ", ")),
                 ls::muted(wanted.source)}});
    }
    return html::cat({html::heading(2, html::HeadingSize::Medium, "What the law wants in it"),
                      visit.list(table)});
}

Html other_lacks_html(const work::Context& context,
                      const work::Opened& opened,
                      const report::Composed& composed) {
    std::vector<Html> items;
    for (const auto& lack : composed.lacks) {
        const bool counted = std::ranges::any_of(composed.wanted, [&](const auto& wanted) {
            return std::ranges::any_of(wanted.lacks, [&](const auto& one) {
                return one.section == lack.section && one.what == lack.what;
            });
        });
        if (!counted) items.push_back(lack_html(context, opened, lack));
    }
    if (items.empty()) return {};
    return html::cat({html::heading(2, html::HeadingSize::Medium, "Also missing"),
                      html::paragraph("The report can be published without these."),
                      html::bullets(items)});
}

}  // namespace longstone::web
