#pragma once

#include <string>

#include "ui/html.h"
#include "work/sharing/shared.h"

// The words of definitions and of states that the pages on sharing have in common.
namespace longstone::define {
struct Definitions;
}

namespace longstone::web {

std::string purpose_words(const define::Definitions& definitions, const std::string& purpose);
std::string gateway_words(const define::Definitions& definitions, const std::string& gateway);
std::string field_words(const define::Definitions& definitions, const std::string& field);
std::string category_words(const define::Definitions& definitions, const std::string& category);
// "Known", "Not known to them", "No answer yet", "They did not answer".
std::string state_words(work::KnownQuestion::State state);
// "Open until 20 November 2026", "Ended on …", "Refused: …", "Waits for a decision".
std::string field_state_words(const work::FieldRequest& request,
                              const work::SharedField& field,
                              Instant now);
// The last day on which something is open that closes at this instant.
Date last_day(Instant until);

}  // namespace longstone::web
