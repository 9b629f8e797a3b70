#pragma once

#include <string>
#include <string_view>

// What this floor writes to the log: the request's id and what broke, never who asked, for what,
// or what was typed.
namespace longstone::http {

void log_failure(std::string_view request_id, std::string_view route, std::string_view what);
void log_notice(std::string_view what);

// An exception's words fit for the log: their first line (a database puts values on the second),
// and every quoted piece that is not plainly a name of ours replaced.
std::string without_personal_data(std::string_view what);

}  // namespace longstone::http
