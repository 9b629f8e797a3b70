#include "ui/longstone/table.h"

#include "ui/longstone/words.h"
#include "ui/markup.h"

namespace longstone::ls {

namespace {

using html::Markup;

void write_heading(Markup& out, const Column& column) {
    out.raw("<th scope=\"col\" role=\"columnheader\"")
        .classes("ls-table__head", column.numeric ? "ls-table__head--numeric" : "")
        .optional("aria-sort", column.sorted)
        .raw(">");
    if (column.unseen) {
        out.html(html::hidden_text(column.text));
    } else if (column.sort_href.empty()) {
        out.text(column.text);
    } else {
        out.raw("<a class=\"ls-table__sort\"")
            .attribute("href", column.sort_href)
            .raw(">")
            .text(column.text)
            .raw("</a>");
    }
    out.raw("</th>");
}

void write_cell(Markup& out, const Column& column, const Html& cell) {
    if (column.row_header) {
        out.raw("<th scope=\"row\" role=\"rowheader\"");
    } else {
        out.raw("<td role=\"cell\"");
    }
    out.classes("ls-table__cell",
                column.numeric ? "ls-table__cell--numeric" : "",
                cell.empty() ? "ls-table__cell--empty" : "");
    if (!column.unseen) out.attribute("data-label", column.text);
    out.raw(">").html(cell);
    if (column.row_header) {
        out.raw("</th>");
    } else {
        out.raw("</td>");
    }
}

void write_rows(Markup& out, const Table& options) {
    out.raw("<tbody role=\"rowgroup\">");
    for (const auto& row : options.rows) {
        out.raw("<tr role=\"row\"")
            .optional("id", row.id)
            .classes("ls-table__row", row.classes)
            .raw(">");
        static const Column kUnnamed = {.unseen = true};
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto& column = at < options.columns.size() ? options.columns[at] : kUnnamed;
            write_cell(out, column, row.cells[at]);
        }
        out.raw("</tr>");
    }
    out.raw("</tbody>");
}

}  // namespace

Html table(const Table& options) {
    if (options.rows.empty()) return nothing(options.if_empty);
    Markup out;
    // A box that scrolls must be reachable by keyboard, and then it needs a name.
    if (options.stays_wide) {
        out.raw("<div class=\"ls-scroll\" role=\"region\" tabindex=\"0\"")
            .attribute("aria-label", options.caption)
            .raw(">");
    }
    out.raw("<table role=\"table\"")
        .optional("id", options.id)
        .classes("ls-table", options.stays_wide ? "" : "ls-table--stacks")
        .raw("><caption")
        .attribute("class", options.caption_unseen ? "govuk-visually-hidden" : "ls-table__caption")
        .raw(">")
        .text(options.caption)
        .raw("</caption><thead role=\"rowgroup\"><tr role=\"row\">");
    for (const auto& column : options.columns)
        write_heading(out, column);
    out.raw("</tr></thead>");
    write_rows(out, options);
    out.raw("</table>");
    if (options.stays_wide) out.raw("</div>");
    return out.done();
}

}  // namespace longstone::ls
