#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/problem.h"
#include "ui/html.h"
#include "web/visit.h"

// Pages for a "no": each says what happened, that nothing was saved, and what to do; and whatever a
// person had typed is on it.
namespace longstone::web {

struct PlainProblem {
    int status = 422;
    std::string title = {};
    std::string message = {};
    std::vector<FieldProblem> fields = {};
    std::pair<std::string, std::string> link = {};  // text and address
};
http::Reply plain_problem(Visit& visit, const PlainProblem& problem);

// The page for a Problem. Forbidden and unknown give the same 404, word for word; a record that
// opens only with a reason leads to where the reason is given.
http::Reply problem_page(Visit& visit, const Problem& problem);

// For what no handler answered. It asks the database nothing, as that may be what broke.
http::Reply failure_page(const App& app,
                         const http::Request& request,
                         const http::Failure& failure);

// What was typed, to be copied; empty when nothing was. Passwords and codes are left out.
Html typed_back(const http::Form& form);

// What stops a visit before its handler: not signed in, an old token, a code to enrol first.
std::optional<http::Reply> stopped_at_door(Visit& visit, bool needs_person, bool enrolling);

}  // namespace longstone::web
