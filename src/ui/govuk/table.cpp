#include "ui/govuk/table.h"

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::govuk {

namespace {

void write_cell(html::Markup& out, const TableCell& cell) {
    if (cell.colspan > 0) out.attribute("colspan", std::to_string(cell.colspan));
    if (cell.rowspan > 0) out.attribute("rowspan", std::to_string(cell.rowspan));
    out.attributes(cell.attributes).raw(">").content(cell.html, cell.text);
}

std::string format_class(std::string_view base, const TableCell& cell) {
    return cell.format.empty() ? std::string() : cat({base, cell.format});
}

void write_head(html::Markup& out, const std::vector<TableCell>& head) {
    if (head.empty()) return;
    out.raw("<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">");
    for (const auto& cell : head) {
        out.raw("<th scope=\"col\"")
            .classes(
                "govuk-table__header", format_class("govuk-table__header--", cell), cell.classes);
        write_cell(out, cell);
        out.raw("</th>");
    }
    out.raw("</tr></thead>");
}

void write_row(html::Markup& out, const TableRow& row, bool first_is_header) {
    out.raw("<tr class=\"govuk-table__row\">");
    for (const auto& cell : row) {
        if (first_is_header && &cell == &row.front()) {
            out.raw("<th scope=\"row\"").classes("govuk-table__header", cell.classes);
            write_cell(out, cell);
            out.raw("</th>");
            continue;
        }
        out.raw("<td").classes(
            "govuk-table__cell", format_class("govuk-table__cell--", cell), cell.classes);
        write_cell(out, cell);
        out.raw("</td>");
    }
    out.raw("</tr>");
}

}  // namespace

Html table(const Table& options) {
    html::Markup out;
    out.raw("<table")
        .classes("govuk-table", options.classes)
        .attributes(options.attributes)
        .raw(">");
    if (!options.caption.empty()) {
        out.raw("<caption")
            .classes("govuk-table__caption", options.caption_classes)
            .raw(">")
            .text(options.caption)
            .raw("</caption>");
    }
    write_head(out, options.head);
    out.raw("<tbody class=\"govuk-table__body\">");
    for (const auto& row : options.rows) {
        if (row) write_row(out, *row, options.first_cell_is_header);
    }
    out.raw("</tbody></table>");
    return out.done();
}

}  // namespace longstone::govuk
