#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/match_words.h"
#include "ui/html.h"
#include "web/matching/matching_routes.h"

// What the pages about two people share.
namespace longstone::web {

class Visit;

std::string pair_path(std::string_view a, std::string_view b);
void add_pair_routes(http::Router& router, App& app);

// "How sure the comparison is": each reason with its bits, and what they come to.
Html reasons_html(Visit& visit,
                  const std::vector<people::FieldWeight>& reasons,
                  double weight,
                  double probability);
// "98 in 100", "999 in 1,000".
std::string chance_words(double probability);

}  // namespace longstone::web
