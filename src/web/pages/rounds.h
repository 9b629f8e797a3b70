#pragma once

// The yearly rounds that this viewer may begin.
namespace longstone::http {
class Router;
}

namespace longstone::web {

class Visit;
struct App;

inline constexpr const char* kRoundsPath = "/rounds";
bool sees_rounds(const Visit& visit);
void add_round_routes(http::Router& router, App& app);

}  // namespace longstone::web
