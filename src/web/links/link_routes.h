#pragma once

// Answers through a link: the page that anybody answers on, the links of a record, the page on
// which what was said is given its themes, and what came of it, for the record and for everybody.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_answer_by_link_routes(http::Router& router, App& app);
void add_record_link_routes(http::Router& router, App& app);
void add_coding_routes(http::Router& router, App& app);
void add_story_routes(http::Router& router, App& app);
// Links to one request: the page behind one, and giving them.
void add_question_by_link_routes(http::Router& router, App& app);
void add_question_link_routes(http::Router& router, App& app);

}  // namespace longstone::web
