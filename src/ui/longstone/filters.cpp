#include "ui/longstone/filters.h"

#include "ui/govuk/button.h"
#include "ui/markup.h"

namespace longstone::ls {

namespace {

void write_chip(html::Markup& out, const Chip& chip) {
    out.raw("<li><a").classes("ls-chip", chip.on ? "ls-chip--on" : "");
    out.attribute("href", chip.href);
    if (chip.on) out.raw(" aria-current=\"true\"");
    out.raw(">").text(chip.text);
    if (chip.count >= 0) {
        out.raw(" <span class=\"ls-chip__count\">").number(chip.count).raw("</span>");
    }
    out.raw("</a></li>");
}

}  // namespace

Html chips(const std::vector<ChipGroup>& groups, std::string_view label) {
    html::Markup out;
    out.raw("<nav class=\"ls-chips\"").attribute("aria-label", label).raw(">");
    for (const auto& group : groups) {
        out.raw("<div class=\"ls-chips__group\"><span class=\"ls-chips__label\">")
            .text(group.label)
            .raw("</span><ul class=\"ls-chips__list\"")
            .attribute("aria-label", group.label)
            .raw(">");
        for (const auto& chip : group.chips)
            write_chip(out, chip);
        out.raw("</ul></div>");
    }
    out.raw("</nav>");
    return out.done();
}

Html lens(const Lens& options) {
    html::Markup out;
    if (!options.folds_behind.empty()) {
        out.raw("<details class=\"govuk-details ls-fold\"")
            .flag("open", options.unfolded)
            .raw(
                "><summary class=\"govuk-details__summary\">"
                "<span class=\"govuk-details__summary-text\">")
            .text(options.folds_behind)
            .raw("</span></summary></details>");
    }
    out.raw("<form method=\"get\"")
        .attribute("class", options.answer.empty() ? "ls-lens" : "ls-lens ls-lens--answered")
        .attribute("action", options.action)
        .raw(" novalidate>")
        .html(options.hidden);
    for (const auto& field : options.fields) {
        out.raw("<div class=\"ls-lens__field\"><label class=\"ls-lens__label\"")
            .attribute("for", field.id)
            .raw(">")
            .text(field.label)
            .raw("</label>")
            .html(field.control)
            .raw("</div>");
    }
    out.html(govuk::button({.text = options.button, .classes = "govuk-button--secondary"}));
    if (!options.answer.empty()) {
        out.raw("<p class=\"ls-lens__answer\">").html(options.answer).raw("</p>");
    }
    out.raw("</form>");
    return out.done();
}

Html small_select(std::string_view id,
                  std::string_view name,
                  const std::vector<Choice>& choices,
                  std::string_view chosen) {
    html::Markup out;
    out.raw("<select class=\"ls-lens__control\"")
        .attribute("id", id)
        .attribute("name", name)
        .raw(">");
    for (const auto& choice : choices) {
        out.raw("<option")
            .attribute("value", choice.value)
            .flag("selected", choice.value == chosen)
            .raw(">")
            .text(choice.text)
            .raw("</option>");
    }
    out.raw("</select>");
    return out.done();
}

Html small_input(std::string_view id,
                 std::string_view name,
                 std::string_view value,
                 std::string_view type) {
    return html::element("input",
                         {{"class", "ls-lens__control"},
                          {"id", id},
                          {"name", name},
                          {"type", type},
                          {"value", value}});
}

}  // namespace longstone::ls
