#pragma once

#include <map>
#include <string>
#include <vector>

#include "define/definitions.h"
#include "ui/html.h"

// The parts of a definition in words, as the pages about pathways say them.
namespace longstone::web {

std::string role_names(const define::Definitions& definitions,
                       const std::vector<std::string>& roles);
std::map<std::string, std::string> names_of_roles(const define::Definitions& definitions);
// "4 hours", "red: 4 hours; amber: 1 working day", "50 % of the time of “Decide”"
std::string limit_words(const define::Definitions& definitions,
                        const define::Pathway& pathway,
                        const define::Clock& clock);
// "when it is opened", "when “Checks” is entered"
std::string trigger_words(const define::Definitions& definitions,
                          const define::Pathway& pathway,
                          const std::vector<define::Trigger>& triggers);
std::string need_words(const define::Pathway& pathway, const define::Need& need);
// A value that nobody has confirmed is shown as what it is, never as law.
Html status_html(const define::Clock& clock);
// Forms, and "Form: section" where only a part is asked.
std::string asks_words(const define::Definitions& definitions,
                       const std::vector<std::string>& asks);
std::string agency_kinds(const std::vector<std::string>& kinds);
// Of each list any one will do: "police, health or adult social care".
std::string agency_kinds(const std::vector<std::vector<std::string>>& each);

}  // namespace longstone::web
