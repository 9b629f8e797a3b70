#include "web/forms/draw.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/error_message.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/fieldset.h"
#include "ui/govuk/hint.h"
#include "web/forms/field.h"

namespace longstone::web {
namespace {

using define::Field;
using define::FieldType;
using define::Section;

std::string error_id(const std::string& name) {
    return cat({name, "-error"});
}

Html draw_item(const Asking& asking, const Field& group, int n) {
    Html parts;
    const std::string name = group.item_name.empty() ? "Item" : group.item_name;
    for (const Field& part : group.fields) {
        const auto at = cat({group.id, "/", number(n), "/", part.id});
        std::string only_if;
        if (!part.when.always()) {
            only_if = define::say(
                part.when,
                [&](const std::string& id) {
                    const auto found = std::ranges::find(group.fields, id, &Field::id);
                    return found == group.fields.end() ? id : cat({"“", found->label, "”"});
                },
                [&](const std::string& id, const std::string& value) {
                    const auto found = std::ranges::find(group.fields, id, &Field::id);
                    return found == group.fields.end()
                               ? value
                               : asking.definitions.value_text(*found, value);
                });
        }
        parts += draw_field(asking,
                            {.field = part,
                             .name = part_name(group.id, n, part.id),
                             .error = asking.problem_at(at),
                             .only_if = std::move(only_if)});
    }
    parts += govuk::button(
        {.html = html::cat({"Remove", html::hidden_text(cat({" ", name, " ", number(n)}))}),
         .name = "remove-item",
         .value = cat({group.id, ".", number(n)}),
         .classes = "govuk-button--secondary"});
    return govuk::fieldset(
        {.legend = {.text = cat({name, " ", number(n)}), .classes = "govuk-fieldset__legend--s"},
         .classes = "ls-item",
         .html = parts});
}

Html draw_group(const Asking& asking, const Field& group) {
    const int typed = asking.typed.count(group.id);
    const bool wanted = group.at_least > 0 || group.is_required;
    const int shown =
        asking.typed.has(cat({group.id, ".count"})) || !wanted ? typed : std::max(1, typed);
    Html inside;
    std::string described_by;
    if (!group.hint.empty()) {
        described_by = cat({group.id, "-hint"});
        inside += govuk::hint({.text = group.hint, .id = described_by});
    }
    if (const auto error = asking.problem_at(group.id); !error.empty()) {
        described_by += cat({described_by.empty() ? "" : " ", error_id(group.id)});
        inside += govuk::error_message({.text = error, .id = error_id(group.id)});
    }
    inside += html::hidden_field(cat({group.id, ".count"}), number(shown));
    for (int n = 1; n <= shown; ++n) {
        inside += draw_item(asking, group, n);
    }
    const std::string name = group.item_name.empty() ? "item" : group.item_name;
    inside += govuk::button({.text = cat({shown == 0 ? "Add: " : "Add another: ", name}),
                             .name = "add-item",
                             .value = group.id,
                             .classes = "govuk-button--secondary",
                             .id = group.id});
    return html::element(
        "div",
        {{"class", "govuk-form-group"}},
        govuk::fieldset({.described_by = described_by,
                         .legend = {.text = group.label, .classes = "govuk-fieldset__legend--m"},
                         .html = inside}));
}

class Drawing {
public:
    Drawing(const Asking& asking, const Section& section) : asking_(asking), section_(section) {}

    Html draw() const {
        Html out;
        for (const Field& field : section_.fields) {
            if (!asking_.may_answer(section_, field)) continue;
            const auto shown = shown_of(asking_, section_, field);
            if (shown.how == Showing::NotAsked || shown.how == Showing::UnderChoice) continue;
            out += one(field, shown.only_if);
        }
        return out;
    }

private:
    Html one(const Field& field, const std::string& only_if) const {
        if (field.type == FieldType::Group) return draw_group(asking_, field);
        return draw_field(asking_,
                          {.field = field,
                           .name = field.id,
                           .error = asking_.problem_at(field.id),
                           .only_if = only_if,
                           .under = under(field)});
    }

    std::map<std::string, Html> under(const Field& parent) const {
        std::map<std::string, Html> opened;
        for (const Field& field : section_.fields) {
            if (!asking_.may_answer(section_, field)) continue;
            const auto shown = shown_of(asking_, section_, field);
            if (shown.how != Showing::UnderChoice || shown.parent != parent.id) continue;
            opened[shown.value] += one(field, {});
        }
        return opened;
    }

    const Asking& asking_;
    const Section& section_;
};

// Whether another section is asked or not by what is answered in this one.
bool opens_sections(const Asking& asking, const Section& section) {
    std::vector<std::string> reads;
    for (const auto* other : asking.sections) {
        if (other != &section) define::collect_fields(other->when, reads);
    }
    return std::ranges::any_of(reads, [&](const std::string& id) {
        return std::ranges::find(section.fields, id, &Field::id) != section.fields.end();
    });
}

Html redraw_button() {
    return govuk::button({.text = "Show the questions that follow from this",
                          .name = "redraw",
                          .value = "yes",
                          .classes = "govuk-button--secondary"});
}

// Enter in a field presses the first button of a form, which must not be "Remove".
Html quiet_first_button(const Asking& asking) {
    const bool has_buttons = std::ranges::any_of(asking.sections, [&](const Section* section) {
        return opens_sections(asking, *section) ||
               std::ranges::any_of(section->fields,
                                   [](const Field& f) { return f.type == FieldType::Group; });
    });
    if (!has_buttons) return {};
    return html::element("button",
                         {{"type", "submit"},
                          {"class", "govuk-visually-hidden"},
                          {"tabindex", "-1"},
                          {"aria-hidden", "true"}},
                         "Save");
}

// "household/2/name" as an input's id, with the question it belongs to; empty for what is not on
// this page.
std::string anchor_of(const Asking& asking, const std::string& at) {
    if (const auto* whole = asking.field(at)) return first_input(*whole, whole->id);
    const auto pieces = split(at, '/');
    const auto* field = pieces.empty() ? nullptr : asking.field(pieces.front());
    if (field == nullptr) return {};
    if (pieces.size() != 3) return first_input(*field, field->id);
    const auto part = std::ranges::find(field->fields, pieces[2], &Field::id);
    const auto name = cat({pieces[0], ".", pieces[1], ".", pieces[2]});
    return part == field->fields.end() ? name : first_input(*part, name);
}

}  // namespace

Html guidance(std::string_view words) {
    Html out;
    for (const auto& paragraph : split(words, '\n')) {
        if (!trim(paragraph).empty()) out += html::paragraph(trim(paragraph));
    }
    return out;
}

namespace {

// A group with an item for each of some people begins with their items.
Asking with_each(Asking asking) {
    if (!asking.known) return asking;
    for (const auto* section : asking.sections) {
        for (const Field& group : section->fields) {
            if (group.each.empty() || asking.typed.count(group.id) > 0) continue;
            const auto who = std::ranges::find(group.fields, FieldType::Person, &Field::type);
            int n = 0;
            for (const auto& person : asking.known(cat({"people.", group.each}))) {
                asking.typed.set(part_name(group.id, ++n, who->id), person);
            }
            if (n > 0) asking.typed.set_count(group.id, n);
        }
    }
    return asking;
}

}  // namespace

Html draw_form(const Asking& asked, const DrawOptions& options) {
    const Asking asking = with_each(asked);
    Html out = quiet_first_button(asking);
    const auto lookup = asking.lookup();
    for (const auto* section : asking.sections) {
        if (!define::holds(section->when, lookup)) continue;
        const auto questions = Drawing(asking, *section).draw();
        if (questions.empty()) continue;
        if (options.section_titles) {
            out += html::heading(options.heading_level, html::HeadingSize::Medium, section->title);
        }
        out += guidance(section->guidance);
        out += questions;
        if (opens_sections(asking, *section)) out += redraw_button();
    }
    return out;
}

Html error_summary(const Asking& asking) {
    std::vector<FieldProblem> problems;
    problems.reserve(asking.problems.size());
    for (const auto& problem : asking.problems) {
        problems.push_back({anchor_of(asking, problem.field), problem.message});
    }
    return error_list(problems);
}

Html error_list(const std::vector<FieldProblem>& problems) {
    if (problems.empty()) return {};
    govuk::ErrorSummary summary{.title_text = "There is a problem"};
    for (const auto& problem : problems) {
        govuk::ErrorItem item{.text = problem.message};
        if (!problem.field.empty()) item.href = cat({"#", problem.field});
        summary.error_list.push_back(std::move(item));
    }
    return govuk::error_summary(summary);
}

}  // namespace longstone::web
