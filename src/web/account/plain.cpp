#include <map>
#include <mutex>

#include "base/text.h"
#include "http/router.h"
#include "http/static_file.h"
#include "ui/assets.h"
#include "web/account/account_routes.h"
#include "web/colours.h"
#include "web/visit.h"
#include "work/house.h"

// What is the same for everybody: the style sheet and scripts, the partnership's colours, and the
// pages about accessibility, privacy and cookies, whose words are in the partnership's definitions.
namespace longstone::web {
namespace {

http::Reply colours(const App& app) {
    const auto& partnership = app.house.definitions->partnership;
    auto reply = http::Reply::text(200, ui::colours_css(colours_of(partnership)));
    reply.headers.set("Content-Type", "text/css; charset=utf-8");
    reply.headers.set("Cache-Control", "public, max-age=3600");
    return reply;
}

http::Reply words_page(Visit& visit, const std::string& title, const std::string& words) {
    Html main = html::heading(1, html::HeadingSize::Large, title);
    for (const auto& paragraph : split(words, '\n')) {
        if (!trim(paragraph).empty()) main += html::paragraph(std::string(trim(paragraph)));
    }
    return visit.page({.title = title, .main = std::move(main), .width = ui::Width::Narrow});
}

// Each asset compressed once, when it is first asked for.
http::Reply asset(const http::Request& request) {
    const auto path = request.param("path");
    const auto found = ui::asset(path);
    if (!found)
        return http::Reply::problem_json(
            Problem{.fault = Fault::NotFound, .message = "There is no such file."});
    static std::mutex mutex;
    static std::map<std::string, std::string> zipped;
    const std::lock_guard lock(mutex);
    const auto [entry, fresh] = zipped.try_emplace(path);
    if (fresh) entry->second = http::gzip(found->content);
    const bool asked_by_version = request.query_text("v") == ui::asset_version();
    return http::static_reply(
        request,
        {.content = found->content,
         .gzipped = entry->second,
         .content_type = found->content_type,
         .version = found->version,
         .keep = asked_by_version ? http::Keep::ForEver : http::Keep::AskEach});
}

constexpr const char* kCookies =
    "Longstone keeps only what it needs to work.\n"
    "A session cookie knows that you are signed in; it ends when you sign out or close the "
    "browser.\n"
    "A guest cookie protects a form that you fill in without signing in.\n"
    "A device cookie remembers for half a year that you have signed in here before, so that "
    "somebody who guesses at your password elsewhere cannot lock you out.\n"
    "There are no others, and nobody outside is told about your visit.";

}  // namespace

void add_plain_routes(http::Router& router, App& app) {
    const auto open = http::AccessKind::Public;
    router.add("GET", "/assets/{path:rest}", asset, {.name = "assets", .access = open});
    router.add("GET",
               app.settings.colours_href,
               [&app](const http::Request&) { return colours(app); },
               {.name = "colours", .access = open});
    add_page(router,
             app,
             {.pattern = "/accessibility",
              .name = "accessibility",
              .access = open,
              .while_enrolling = true},
             [](Visit& visit) {
                 return words_page(
                     visit, "Accessibility", visit.definitions().partnership.accessibility);
             });
    add_page(router,
             app,
             {.pattern = "/privacy", .name = "privacy", .access = open, .while_enrolling = true},
             [](Visit& visit) {
                 return words_page(visit, "Privacy", visit.definitions().partnership.privacy);
             });
    add_page(router,
             app,
             {.pattern = "/cookies", .name = "cookies", .access = open, .while_enrolling = true},
             [](Visit& visit) { return words_page(visit, "Cookies", kCookies); });
}

}  // namespace longstone::web
