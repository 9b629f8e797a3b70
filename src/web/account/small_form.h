#pragma once

#include <string>

#include "base/problem.h"
#include "ui/govuk/input.h"
#include "ui/html.h"
#include "web/visit.h"

// Forms made by hand, of a few inputs: the problem beside its input and in the summary, and what
// was typed still there.
namespace longstone::web {

struct SmallForm {
    Visit& visit;
    const Problem* problem = nullptr;  // of the post that was refused

    [[nodiscard]] std::optional<govuk::ErrorMessage> error(std::string_view field) const;
    [[nodiscard]] Html summary() const;
    [[nodiscard]] Html text(const std::string& name,
                            const std::string& label,
                            const std::string& hint = {},
                            const std::string& value = {},
                            const std::string& autocomplete = {}) const;
    [[nodiscard]] Html words(const std::string& name,
                             const std::string& label,
                             const std::string& hint = {}) const;
    [[nodiscard]] Html password(const std::string& name,
                                const std::string& label,
                                const std::string& autocomplete) const;
    // The page at 200, or at 422 with its errors.
    [[nodiscard]] http::Reply page(PageParts parts) const;
};

}  // namespace longstone::web
