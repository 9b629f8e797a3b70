#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/govuk/error_message.h"
#include "ui/govuk/fieldset.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"
#include "ui/markup.h"

// What every form component begins with. For the components alone.
namespace longstone::govuk {

// "base extra", or "base" alone.
std::string join_classes(std::string_view base, std::string_view extra);

// Ids joined by blanks, for aria-describedby.
void add_id(std::string& described_by, std::string_view id);

void open_form_group(html::Markup& out,
                     bool has_error,
                     std::string_view classes,
                     const Attributes& attributes);

// The label tied to `id`.
void write_label(html::Markup& out, Label label, const std::string& id);

// Hint and error message under ids made from `id`, which are added to `described_by`.
void write_hint_and_error(html::Markup& out,
                          const std::optional<Hint>& hint,
                          const std::optional<ErrorMessage>& error,
                          const std::string& id,
                          std::string& described_by);

// A group of inputs, in its fieldset when it has one.
Html in_fieldset(std::optional<Fieldset> fieldset,
                 Html inner,
                 const std::string& described_by,
                 std::string_view role = {});

// ` data-i18n.key="message"`, and one for each plural form that has a wording.
void add_message(Attributes& attributes, std::string_view key, const std::string& message);
void add_messages(Attributes& attributes, std::string_view key, const Plurals& messages);

}  // namespace longstone::govuk
