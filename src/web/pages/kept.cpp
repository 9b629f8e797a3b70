#include "web/pages/kept.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "web/pages/parts.h"
#include "web/problems.h"
#include "web/visit.h"
#include "work/drafts.h"

namespace longstone::web {
namespace {

constexpr std::size_t kLongestPath = 200;

std::string key_of(std::string_view path) {
    return cat({"page", path});
}

// Only pages that look for their draft again may have one.
bool may_have_draft(std::string_view path) {
    constexpr std::array<std::string_view, 3> pages = {"/records/", "/requests/", "/referrals/"};
    return path.size() <= kLongestPath &&
           std::ranges::any_of(pages, [&](auto start) { return path.starts_with(start); });
}

http::Reply keep(Visit& visit) {
    const auto path = cat({"/", visit.param("page")});
    if (!may_have_draft(path)) return problem_page(visit, not_found().error());
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        keep_draft(visit, context, path, Typed(visit.form()));
        return http::Reply::empty();
    });
}

http::Reply drop(Visit& visit) {
    const auto path = visit.form().text("page");
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        drop_draft_at(visit, context, path);
        return http::Reply::see_other(done_at(path, "dropped"));
    });
}

}  // namespace

std::optional<Kept> kept_draft(Visit& visit, people::Context& context, std::string_view path) {
    if (!visit.signed_in()) return {};
    const auto draft = work::find_draft(context, visit.viewer().user, key_of(path));
    if (!draft) return {};
    return Kept{.typed = Typed(draft->body), .saved = draft->saved};
}

void keep_draft(Visit& visit, people::Context& context, std::string_view path, const Typed& typed) {
    work::save_draft(context, visit.viewer().user, key_of(path), typed.json());
}

void drop_draft_at(Visit& visit, people::Context& context, std::string_view path) {
    work::drop_draft(context, visit.viewer().user, key_of(path));
}

void drop_drafts_under(Visit& visit, people::Context& context, std::string_view path) {
    const auto start = cat({key_of(path), "/"});
    for (const auto& [key, draft] : work::drafts_of(context, visit.viewer().user)) {
        if (key.starts_with(start)) work::drop_draft(context, visit.viewer().user, key);
    }
}

Html draft_banner(Visit& visit, const Kept& kept) {
    return govuk::inset_text(
        {.html = html::cat({html::paragraph({"This is your draft of ",
                                             say_short(kept.saved),
                                             ". Nobody else sees it until you send it."}),
                            post_form(visit,
                                      "/drop-draft",
                                      {html::hidden_field("page", visit.request().path),
                                       govuk::button({.text = "Delete the draft",
                                                      .classes = "govuk-button--secondary"})})})});
}

void add_draft_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.method = "POST", .pattern = "/drafts/{page:rest}", .name = "draft: keep"},
             keep);
    add_page(
        router, app, {.method = "POST", .pattern = "/drop-draft", .name = "draft: delete"}, drop);
}

}  // namespace longstone::web
