#pragma once

#include <string>

#include "ui/html.h"
#include "web/forms/asking.h"

// A form as it stands on a page: sections, questions, what opens under a choice, repeated groups.
// All of it works without JavaScript; buttons named add-item and remove-item are for
// change_items().
namespace longstone::web {

struct DrawOptions {
    bool section_titles = true;  // a heading for each section, when the page has none of its own
    int heading_level = 2;
};
Html draw_form(const Asking& asking, const DrawOptions& options = {});

// The summary at the head of a page, each error a link to its question; nothing without problems.
Html error_summary(const Asking& asking);
// The same for a form made by hand, where a problem's field is the input's id.
Html error_list(const std::vector<FieldProblem>& problems);

// The words of a long guidance, a paragraph for each line break.
Html guidance(std::string_view words);

}  // namespace longstone::web
