#pragma once

#include <string>
#include <vector>

#include "ui/moj/button_menu.h"

namespace longstone::moj {

// The department's own identity bar; a record page has the house's (ui/longstone/identity.h).
struct IdentityBar {
    govuk::Content title = {};
    std::vector<ButtonMenu> menus = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html identity_bar(const IdentityBar& options);

}  // namespace longstone::moj
