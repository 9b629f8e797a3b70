#pragma once

#include <string>

#include "ui/html.h"
#include "work/load.h"

// Links by which somebody without an account answers a request of a record: whether one may be
// given for it, where, and those that were given.
namespace longstone::web {

class Visit;

bool gives_link(const work::Opened& opened, const work::RequestState& request);
std::string give_link_path(const std::string& ref, const std::string& request);
Html question_links_html(Visit& visit, work::Context& context, const work::Opened& opened);

}  // namespace longstone::web
