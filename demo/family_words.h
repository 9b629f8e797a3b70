#pragma once

#include "demo/families.h"

// What a story about somebody can say of their family: the words that `about` brings.
namespace longstone::demo {

// `school_name` is empty where there is none.
Json words_about(const Family& family,
                 const Member& member,
                 const std::string& school_name,
                 Date then);

}  // namespace longstone::demo
