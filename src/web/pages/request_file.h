#pragma once

#include "ui/html.h"
#include "work/acts/requests.h"
#include "work/rounds.h"

// An agency's answer as a file: given to another partnership, and taken in from one.
namespace longstone::http {
class Router;
}

namespace longstone::web {

class Visit;
struct App;

// Under an answer that may be given: the button that makes the file, and this house's seal.
Html give_file_html(Visit& visit, const work::OpenRequest& found);
// Above a form that is carried over from round to round: a file of the same answers, taken in.
Html take_file_html(Visit& visit, const work::OpenRequest& found, bool already);
// Of answers that were taken in: from whom, what was not carried over and why.
Html taken_html(const work::TakenReturn& taken);

void add_request_file_routes(http::Router& router, App& app);

}  // namespace longstone::web
