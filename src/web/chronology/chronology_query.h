#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "chronology/view.h"
#include "http/message.h"
#include "http/urlencoded.h"

// What the address of a chronology asks for, and addresses that ask for something else.
namespace longstone::web {

// As typed, so that a form can be drawn again with it.
struct ChronologyTyped {
    std::string with = {}, as_at = {}, as_at_time = {}, known_to = {}, on = {}, until = {};
    std::string agency = {}, kind = {}, person = {}, weight = {}, from = {}, to = {};
    std::string everything = {};  // yes: hidden records too, for a review
    std::string before = {};      // the page: entries before this one
};

struct ChronologyQuery {
    ChronologyTyped typed = {};
    chronology::ViewAsked asked = {};
    std::optional<Instant> on = {},
                           until = {};  // what could they have known; and by this later day
    std::vector<FieldProblem> problems = {};
    std::string base = {};  // the address without what is asked
};
ChronologyQuery chronology_query(const http::Request& request);

// The fields that are not empty.
http::Pairs pairs_of(const ChronologyTyped& typed);
std::string chronology_path(std::string_view person, std::string_view rest = {});
std::string chronology_address(const std::string& base, const ChronologyTyped& typed);

}  // namespace longstone::web
