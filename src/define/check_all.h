#pragma once

#include <string>
#include <vector>

#include "define/check.h"

// The checks that look at more than one pathway at a time.
namespace longstone::define {

void check_partnership(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_groups(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_training(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_chronology(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_sharing(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_measures(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_loops(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_feeds(const Definitions& definitions, const Sources& sources, Errors& errors);
// Of one feed: what it says of events, relations and numbers of people.
void check_feed_event(const Definitions& definitions,
                      const Feed& feed,
                      const Node& node,
                      Errors& errors);
void check_reports(const Definitions& definitions, const Sources& sources, Errors& errors);
void check_forms(const Definitions& definitions, const Sources& sources, Errors& errors);
// Each of these roles is known; whether somebody holds it does not matter here.
void check_private(const Definitions& definitions,
                   const std::vector<std::string>& roles,
                   const Node& node,
                   Errors& errors);

}  // namespace longstone::define
