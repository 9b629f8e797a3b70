#pragma once

// The pages of a record, one file each; together everything that src/work/acts can do.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_answer_routes(http::Router& router, App& app);
void add_move_routes(http::Router& router, App& app);
void add_people_on_record_routes(http::Router& router, App& app);
void add_check_routes(http::Router& router, App& app);
void add_history_routes(http::Router& router, App& app);
void add_action_routes(http::Router& router, App& app);
void add_document_routes(http::Router& router, App& app);
void add_outcome_routes(http::Router& router, App& app);
void add_sharing_routes(http::Router& router, App& app);
void add_clock_routes(http::Router& router, App& app);
void add_journal_routes(http::Router& router, App& app);
void add_sample_routes(http::Router& router, App& app);
void add_draw_routes(http::Router& router, App& app);
void add_glass_routes(http::Router& router, App& app);

}  // namespace longstone::web
