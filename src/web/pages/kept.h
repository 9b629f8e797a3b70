#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "ui/html.h"
#include "web/forms/typed.h"

// Half-typed forms of signed-in people: kept on the server under the address of the page they stand
// on, offered again when the page is next opened, and gone once the form was sent.
namespace longstone::http {
class Router;
}
namespace longstone::people {
struct Context;
}

namespace longstone::web {

class Visit;
struct App;

struct Kept {
    Typed typed = {};
    Instant saved = {};
};
// `path` is the address of the page, as in Request::path.
std::optional<Kept> kept_draft(Visit& visit, people::Context& context, std::string_view path);
void keep_draft(Visit& visit, people::Context& context, std::string_view path, const Typed& typed);
void drop_draft_at(Visit& visit, people::Context& context, std::string_view path);
// Every draft under an address, as when a referral with many pages is sent.
void drop_drafts_under(Visit& visit, people::Context& context, std::string_view path);

// "This is your draft of 3 Nov 14:20", with a button that deletes it.
Html draft_banner(Visit& visit, const Kept& kept);

void add_draft_routes(http::Router& router, App& app);

}  // namespace longstone::web
