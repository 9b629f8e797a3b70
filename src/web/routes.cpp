#include "web/routes.h"

#include "web/chronology/chronology_routes.h"
#include "web/feeds/feed_routes.h"
#include "web/figures/figure_routes.h"
#include "web/learning/learning_parts.h"
#include "web/links/link_routes.h"
#include "web/matching/matching_routes.h"
#include "web/pages/alike.h"
#include "web/pages/kept.h"
#include "web/pages/pages.h"
#include "web/pages/record_overview.h"
#include "web/pages/record_pages.h"
#include "web/pages/request_file.h"
#include "web/pages/rounds.h"
#include "web/partnership/partnership_routes.h"
#include "web/reports/report_routes.h"
#include "web/review/review_routes.h"
#include "web/sharing/sharing_routes.h"
#include "web/training/training_routes.h"

namespace longstone::web {

void add_routes(http::Router& router, App& app) {
    add_account_routes(router, app);
    add_work_routes(router, app);
    add_referral_routes(router, app);
    add_failure_page(router, app);
}

void add_work_routes(http::Router& router, App& app) {
    add_draft_routes(router, app);
    add_my_work_routes(router, app);
    add_board_routes(router, app);
    add_request_routes(router, app);
    add_request_file_routes(router, app);
    add_meeting_routes(router, app);
    add_forecast_routes(router, app);
    add_family_routes(router, app);
    add_chronology_routes(router, app);
    add_figures_routes(router, app);
    add_learning_routes(router, app);
    add_feed_routes(router, app);
    add_matching_routes(router, app);
    add_alike_routes(router, app);
    add_report_routes(router, app);
    add_landing_routes(router, app);
    add_group_routes(router, app);
    add_training_routes(router, app);

    add_answer_by_link_routes(router, app);
    add_question_by_link_routes(router, app);
    add_question_link_routes(router, app);
    add_record_link_routes(router, app);
    add_coding_routes(router, app);
    add_story_routes(router, app);
    add_plan_routes(router, app);
    add_scrutiny_routes(router, app);
    add_register_routes(router, app);
    add_publications_routes(router, app);

    add_overview_routes(router, app);
    add_answer_routes(router, app);
    add_move_routes(router, app);
    add_people_on_record_routes(router, app);
    add_check_routes(router, app);
    add_history_routes(router, app);
    add_action_routes(router, app);
    add_document_routes(router, app);
    add_outcome_routes(router, app);
    add_sharing_routes(router, app);
    add_asked_routes(router, app);
    add_decision_routes(router, app);
    add_pack_routes(router, app);
    add_agency_sharing_routes(router, app);
    add_clock_routes(router, app);
    add_journal_routes(router, app);
    add_sample_routes(router, app);
    add_round_routes(router, app);
    add_glass_routes(router, app);
}

}  // namespace longstone::web
