#pragma once

#include <string>

#include "access/sessions.h"
#include "http/rate_limit.h"
#include "measure/standing.h"

// What the pages are made from: one House, and what the machine was told about itself.
namespace longstone::access {
class PasswordHasher;
class SignIn;
}  // namespace longstone::access
namespace longstone::work {
struct House;
}

namespace longstone::web {

struct Settings {
    access::SessionLimits sessions = {};
    std::string trusted_network = {};  // prefix of addresses that need no one-time code
    std::string colours_href = "/colours.css";
    std::string enrol_path = "/account/code";  // all that a session that must enrol may see
    // Where "Exit this page" goes: an everyday page that says nothing about the visitor.
    std::string exit_address = "https://www.bbc.co.uk/weather";
};

// How often things may be tried. Kept in memory, so each node counts for itself.
struct Limiters {
    http::RateLimiter reports{{.burst = 20, .refill = kHour}};  // public reports, by address
    http::RateLimiter passcodes{{.burst = 10, .refill = 15 * kMinute}};  // coming back, by address
    // Answers through a link, by address: a class shares one. Kept in memory and nowhere else.
    http::RateLimiter answers{{.burst = 240, .refill = kHour}};
    http::RateLimiter guesses{{.burst = 30, .refill = kHour}};  // of links that are not there
    http::RateLimiter searches{{.burst = 120, .refill = 10 * kMinute}};  // by user
    http::RateLimiter typing{{.burst = 600, .refill = 10 * kMinute}};    // answered as it is typed
};

struct App {
    work::House& house;
    const access::PasswordHasher& hasher;
    const access::SignIn& sign_in;
    Settings settings = {};
    Limiters limiters = {};
    measure::Standings standings = {};
};

}  // namespace longstone::web
