#include "ui/longstone/line.h"

#include "ui/markup.h"

namespace longstone::ls {

namespace {

std::string_view kind_class(LineKind kind) {
    switch (kind) {
        case LineKind::First:
            return "ls-line__item--first";
        case LineKind::Worst:
            return "ls-line__item--worst";
        case LineKind::Latest:
            return "ls-line__item--latest";
        case LineKind::Hidden:
            return "ls-line__item--hidden";
        case LineKind::Gap:
            return "ls-line__item--gap";
        case LineKind::Plain:
            break;
    }
    return {};
}

}  // namespace

Html line(const Line& options) {
    html::Markup out;
    out.raw("<ol class=\"ls-line\"")
        .flag("reversed", options.newest_first)
        .optional("aria-label", options.label)
        .raw(">");
    for (const auto& item : options.items) {
        out.raw("<li")
            .optional("id", item.id)
            .classes("ls-line__item", kind_class(item.kind))
            .raw(">");
        if (item.kind == LineKind::Gap) {
            out.html(item.body).raw("</li>");
            continue;
        }
        out.raw("<time class=\"ls-line__date\"")
            .optional("datetime", item.machine)
            .raw(">")
            .text(item.date)
            .raw("</time><div class=\"ls-line__body\">")
            .html(item.body)
            .raw("</div>");
        if (!item.known.empty()) {
            out.raw("<div class=\"ls-line__known\">").html(item.known).raw("</div>");
        }
        out.raw("</li>");
    }
    out.raw("</ol>");
    return out.done();
}

}  // namespace longstone::ls
