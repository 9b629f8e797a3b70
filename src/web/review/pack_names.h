#pragma once

#include <functional>
#include <string>

#include "base/problem.h"
#include "http/message.h"
#include "review/pack.h"
#include "ui/html.h"

// The names in a pack that nothing recognises: shown to whoever makes it, who ticks those to leave
// out. Each that is ticked is a redaction like any other, with who and why.
namespace longstone::web {

class Visit;

Html left_names_html(Visit& visit, const review::Pack& pack, const Problem* problem);
Html left_names_errors(const Problem& problem);
// What the form sent; `again` shows the pack with what was wrong.
http::Reply leave_ticked_out(Visit& visit,
                             const std::string& done,
                             const std::function<http::Reply(Visit&, const Problem*)>& again);

}  // namespace longstone::web
