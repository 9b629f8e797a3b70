#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "work/acts/change.h"
#include "work/redactions.h"

// Leaving others out of a pack, and letting them be read again by those entitled. For who reviews
// the record (access::Action::Review).
namespace longstone::work {

// Labels are given; those that are there already stay as they are. Nothing new: nothing is written.
Result<std::vector<Redaction>> redact(Context& context,
                                      Opened& review,
                                      const std::vector<Redaction>& redactions);
// Words that name somebody whom no record names, wherever they stand.
struct Hidden {
    std::string words = {};
    std::string kind = {};  // of kKinds: what its label begins with
};
inline constexpr std::array<std::string_view, 5> kKinds = {
    "Adult", "Child", "Person", "Professional", "Place"};
Result<std::vector<Redaction>> redact_words(Context& context,
                                            Opened& review,
                                            const std::vector<Hidden>& hidden,
                                            const std::string& reason);
// NotFound without the power lift-redactions.
Result<void> lift_redaction(Context& context,
                            Opened& review,
                            const std::string& label,
                            const std::string& reason);
Result<void> put_redaction_back(Context& context,
                                Opened& review,
                                const std::string& label,
                                const std::string& reason);

}  // namespace longstone::work
