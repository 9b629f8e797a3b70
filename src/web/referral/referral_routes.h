#pragma once

#include <functional>

#include "http/message.h"
#include "web/referral/draft.h"
#include "web/visit.h"

// The pages of a referral, one file each. Partners and the public share those that ask and check:
// a Finder says whose referral the page is about.
namespace longstone::web {

using Finder = std::function<Result<Referral>(Visit&, work::Context&)>;

// What stands above everything else: what to do when somebody is in danger now.
Html danger_html(const Visit& visit);
// A page of a referral, in the frame its reader needs: "Exit this page" for the public.
http::Reply referral_page(Visit& visit, bool from_public, PageParts parts);
// The problems, each a link to the page where it is put right.
Html problems_html(const Questions& questions, const std::vector<FieldProblem>& problems);

// One section: what was typed is kept whatever is wrong with it.
http::Reply show_section_page(Visit& visit, const Finder& find);
http::Reply send_section_page(Visit& visit, const Finder& find);
// Check your answers, and send.
http::Reply show_check_page(Visit& visit, const Finder& find);
using Sending = std::function<Result<http::Reply>(work::Context&, const Referral&)>;
http::Reply send_check_page(Visit& visit, const Finder& find, const Sending& sending);

// The pages of a report in the order in which they are asked.
inline constexpr std::string_view kWhoStep = "who";
std::vector<std::string> steps_of(const Questions& questions);

// The draft of the signed-in person that the address names.
Result<Referral> find_draft_referral(Visit& visit, work::Context& context);

void add_draft_pages(http::Router& router, App& app);
void add_draft_people_pages(http::Router& router, App& app);
void add_sent_pages(http::Router& router, App& app);
void add_report_pages(http::Router& router, App& app);
void add_report_return_pages(http::Router& router, App& app);

}  // namespace longstone::web
