#include "ui/govuk/task_list.h"

#include "base/text.h"
#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

void write_title(html::Markup& out, const TaskItem& item, const std::string& described_by) {
    const auto& title = item.title;
    if (item.href.empty()) {
        out.raw("<div")
            .optional("class", title.classes)
            .raw(">")
            .content(title.html, title.text)
            .raw("</div>");
        return;
    }
    out.raw("<a")
        .classes("govuk-link govuk-task-list__link", title.classes)
        .attribute("href", item.href)
        .attribute("aria-describedby", described_by)
        .raw(">")
        .content(title.html, title.text)
        .raw("</a>");
}

void write_item(html::Markup& out, const TaskItem& item, const std::string& id) {
    const auto hint_id = cat({id, "-hint"});
    const auto status_id = cat({id, "-status"});
    std::string described_by;
    if (item.hint) add_id(described_by, hint_id);
    add_id(described_by, status_id);
    out.raw("<li")
        .classes("govuk-task-list__item",
                 item.href.empty() ? "" : "govuk-task-list__item--with-link",
                 item.classes)
        .raw("><div class=\"govuk-task-list__name-and-hint\">");
    write_title(out, item, described_by);
    if (item.hint) {
        out.raw("<div")
            .attribute("id", hint_id)
            .raw(" class=\"govuk-task-list__hint\">")
            .content(item.hint->html, item.hint->text)
            .raw("</div>");
    }
    out.raw("</div><div")
        .classes("govuk-task-list__status", item.status.classes)
        .attribute("id", status_id)
        .raw(">");
    if (item.status.tag) {
        out.html(tag(*item.status.tag));
    } else {
        out.content(item.status.html, item.status.text);
    }
    out.raw("</div></li>");
}

}  // namespace

Html task_list(const TaskList& options) {
    const std::string_view prefix =
        options.id_prefix.empty() ? "task-list" : std::string_view(options.id_prefix);
    html::Markup out;
    out.raw("<ul")
        .classes("govuk-task-list", options.classes)
        .attributes(options.attributes)
        .raw(">");
    for (std::size_t at = 0; at < options.items.size(); ++at) {
        const auto& item = options.items[at];
        if (item) write_item(out, *item, cat({prefix, "-", std::to_string(at + 1)}));
    }
    out.raw("</ul>");
    return out.done();
}

}  // namespace longstone::govuk
