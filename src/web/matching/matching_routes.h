#pragma once

// Two people on record who may be one: the pairs that wait for somebody to look, and each of them
// side by side.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;
class Visit;

inline constexpr const char* kMatchingPath = "/matching";

// Whether this viewer may judge.
bool judges_matches(const Visit& visit);
void add_matching_routes(http::Router& router, App& app);

}  // namespace longstone::web
