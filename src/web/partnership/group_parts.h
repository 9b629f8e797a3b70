#pragma once

#include "define/partnership.h"
#include "web/visit.h"

// What the pages of groups share.
namespace longstone::web {

inline constexpr const char* kGroupsPath = "/groups";

// Whoever sits on a group sees it, and those who may see all.
bool sees_group(const Visit& visit, const define::Group& group);
bool sees_some_group(const Visit& visit);

}  // namespace longstone::web
