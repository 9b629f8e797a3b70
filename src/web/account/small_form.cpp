#include "web/account/small_form.h"

#include "http/message.h"
#include "ui/govuk/error_message.h"
#include "ui/govuk/password_input.h"
#include "ui/govuk/textarea.h"
#include "web/forms/draw.h"

namespace longstone::web {

std::optional<govuk::ErrorMessage> SmallForm::error(std::string_view field) const {
    if (problem == nullptr) return {};
    for (const auto& wrong : problem->fields) {
        if (wrong.field == field) return govuk::ErrorMessage{.text = wrong.message};
    }
    return {};
}

Html SmallForm::summary() const {
    if (problem == nullptr) return {};
    if (!problem->fields.empty()) return error_list(problem->fields);
    return error_list(std::vector<FieldProblem>{{.field = "main", .message = problem->message}});
}

Html SmallForm::text(const std::string& name,
                     const std::string& label,
                     const std::string& hint,
                     const std::string& value,
                     const std::string& autocomplete) const {
    const auto typed = visit.form().has(name) ? visit.form().text(name) : value;
    return govuk::input(
        {.label = {.text = label},
         .name = name,
         .id = name,
         .value = typed,
         .hint = hint.empty() ? std::nullopt : std::optional(govuk::Hint{.text = hint}),
         .error_message = error(name),
         .autocomplete = autocomplete});
}

Html SmallForm::words(const std::string& name,
                      const std::string& label,
                      const std::string& hint) const {
    return govuk::textarea(
        {.label = {.text = label},
         .name = name,
         .id = name,
         .value = visit.form().text(name),
         .hint = hint.empty() ? std::nullopt : std::optional(govuk::Hint{.text = hint}),
         .error_message = error(name)});
}

Html SmallForm::password(const std::string& name,
                         const std::string& label,
                         const std::string& autocomplete) const {
    return govuk::password_input({.label = {.text = label},
                                  .name = name,
                                  .id = name,
                                  .error_message = error(name),
                                  .autocomplete = autocomplete});
}

http::Reply SmallForm::page(PageParts parts) const {
    if (problem != nullptr) {
        parts.has_errors = true;
        parts.status = http::status_of(problem->fault);
        parts.main = html::cat({summary(), parts.main});
    }
    return visit.page(std::move(parts));
}

}  // namespace longstone::web
