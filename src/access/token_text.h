#pragma once

#include <string>
#include <string_view>

// For this floor alone: secret tokens. Whoever reads the table cannot use what it holds, because
// only the hash of a token is kept; 260 random bits need neither salt nor slowness.
namespace longstone::access {

std::string new_token();                         // 52 characters
std::string token_hash(std::string_view token);  // 64 characters
bool looks_like_token(std::string_view token);   // saves asking the database about rubbish

}  // namespace longstone::access
