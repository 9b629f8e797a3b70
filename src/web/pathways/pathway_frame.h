#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "define/compare.h"
#include "web/visit.h"

// The frame of the pages about one pathway: what it is, its tabs, and differences told alike.
namespace longstone::web {

inline constexpr std::string_view kPathwaysPath = "/pathways";

std::string pathway_path(std::string_view id, std::string_view rest = {});

// The page under a tab ("", "/versions", "/try") of a pathway.
http::Reply pathway_reply(Visit& visit,
                          const define::Pathway& pathway,
                          std::string_view tab,
                          std::string title,
                          Html main,
                          int status = 200);

// A list under a heading for each part, or a sentence when they are the same.
Html differences_html(const std::vector<define::Difference>& differences);

}  // namespace longstone::web
