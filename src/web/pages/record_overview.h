#pragma once

#include "ui/html.h"
#include "web/visit.h"
#include "work/load.h"

// The first page of a record: what must happen next and by when, what the people concerned say,
// what the agencies know, and beside it the clocks and the people.
namespace longstone::web {

void add_overview_routes(http::Router& router, App& app);

// Its parts. For those who see the record whole.
Html steps_html(const work::Opened& opened);
Html next_html(Visit& visit, const work::Opened& opened);
Html voices_html(Visit& visit, work::Context& context, const work::Opened& opened);
Html checks_table(Visit& visit, const work::Opened& opened);
Html beside_html(Visit& visit, work::Context& context, const work::Opened& opened);
// The whole page of an involved agency.
Html part_html(Visit& visit, work::Context& context, const work::Opened& opened);

}  // namespace longstone::web
