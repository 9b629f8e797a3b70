#include "web/visit.h"

#include "access/accounts.h"
#include "base/secret.h"
#include "base/text.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "journal/journal.h"
#include "ui/assets.h"
#include "web/list_file.h"
#include "web/navigation.h"
#include "web/problems.h"
#include "work/house.h"
#include "work/notices.h"

namespace longstone::web {
namespace {

constexpr std::size_t kGuestLength = 32;

// Over TLS a name that no neighbouring host can set.
std::string guest_cookie_name(bool secure) {
    return secure ? "__Host-guest" : "guest";
}

bool looks_like_guest(std::string_view value) {
    return value.size() == kGuestLength && value.find_first_not_of(
                                               "0123456789abcdefghijklmnopqrst"
                                               "uvwxyz") == std::string::npos;
}

std::string say_who(const access::Viewer& viewer, const define::Definitions& definitions) {
    const std::string post = viewer.post_name(definitions);
    return post.empty() ? viewer.name : cat({viewer.name, ", ", post});
}

}  // namespace

Visit::Visit(App& app, const http::Request& request, bool nobody)
    : app_(app),
      request_(request),
      now_(app.house.now()),
      nobody_(nobody),
      viewer_(access::public_viewer()) {
    if (!nobody_) find_viewer();
}

void Visit::find_viewer() {
    const auto token = request_.cookie(http::session_cookie_name(request_.secure));
    if (token.empty()) return;
    auto& db = context().db;
    auto session = access::find_session(db, token, app_.settings.sessions, now_);
    if (!session) return;
    auto viewer = access::load_viewer(db, definitions(), session->user);
    if (!viewer) return;
    viewer_ = std::move(*viewer);
    session_ = std::move(session);
    if (session_->touch_due) {
        const auto write = house().store->write();
        access::touch_session(*write, session_->id, now_);
        write->commit();
    }
}

const define::Definitions& Visit::definitions() const {
    return *app_.house.definitions;
}

std::string Visit::guest_secret() {
    if (guest_.empty()) {
        guest_ = request_.cookie(guest_cookie_name(request_.secure));
        guest_is_new_ = !looks_like_guest(guest_);
        if (guest_is_new_) guest_ = random_code(kGuestLength);
    }
    return keyed_blake2b(house().keys.csrf_key, cat({"guest/", guest_}));
}

std::string Visit::csrf() {
    return http::csrf_token(session_ ? session_->csrf_secret : guest_secret());
}

bool Visit::csrf_holds() {
    const auto token = form_.text(http::kCsrfField);
    return http::csrf_token_holds(session_ ? session_->csrf_secret : guest_secret(), token);
}

work::Context Visit::context() {
    if (writing_ != nullptr) return house().context(*writing_);
    if (!snapshot_) snapshot_ = house().store->read();
    return house().context(*snapshot_);
}

std::string Visit::shown_name(const std::string& user) {
    if (user.empty()) return {};
    if (user == access::kPublicUser) return "A member of the public";
    if (user == access::kSystemUser) return "Longstone";
    if (user == viewer_.user) return viewer_.name;
    for (const auto& [known, shown] : names_) {
        if (known == user) return shown;
    }
    names_.emplace_back(user, access::shown_name(context().db, user));
    return names_.back().second;
}

std::string Visit::agency_name(std::string_view agency) const {
    const auto* known = definitions().partnership.agency(agency);
    if (known == nullptr) return std::string(agency);
    return known->short_name.empty() ? known->name : known->short_name;
}

bool Visit::wants_file() const {
    return !file_wanted(request_, form_).empty();
}

Html Visit::list(const ls::Table& table) {
    // An empty one keeps its place, so that each file is the list that its link names.
    if (wants_file())
        lists_.push_back(sheet_of(table));
    else
        lists_.push_back({.name = table.rows.empty() ? std::string() : table.caption});
    return ls::table(table);
}

void Visit::list_as(report::Sheet sheet) {
    lists_.push_back(std::move(sheet));
}

void Visit::note_export(const std::string& format) {
    const auto note = [&](store::Session& db) {
        journal::note_look(db,
                           {.at = now_,
                            .actor = viewer_.user,
                            .agency = viewer_.agency,
                            .action = "export",
                            .subject = request_.path.substr(1),
                            .reason = format});
    };
    if (writing_ != nullptr) return note(*writing_);
    const auto write = house().store->write();
    note(*write);
    write->commit();
}

http::Reply Visit::page(PageParts parts) {
    if (wants_file() && !lists_.empty())
        return list_file(
            *this, std::exchange(lists_, {}), file_wanted(request_, form_), parts.title);
    const bool repeats = request_.is_read() || !parts.search_words.empty();
    if (session_ && !lists_.empty() && repeats) parts.main += list_file_links(*this, lists_);
    ui::Page page{.title = std::move(parts.title),
                  .partnership_name = definitions().partnership.name,
                  .colours_href = app_.settings.colours_href,
                  .navigation = navigation_of(*this, parts.current),
                  .csrf = nobody_ ? std::string() : csrf(),
                  .search_words = std::move(parts.search_words),
                  .before_main = std::move(parts.before_main),
                  .main = std::move(parts.main),
                  .width = parts.width,
                  .has_errors = parts.has_errors,
                  .exit_address = parts.has_exit ? app_.settings.exit_address : "",
                  .asset_version = std::string(ui::asset_version())};
    if (session_) {
        auto reading = context();
        page.signed_in = ui::SignedIn{.name = say_who(viewer_, definitions()),
                                      .notices = work::unread_notices(reading, viewer_)};
    }
    auto reply = http::Reply::page(parts.status, ui::page(page));
    if (guest_is_new_) {
        reply.set_cookie({.name = guest_cookie_name(request_.secure),
                          .value = guest_,
                          .secure = request_.secure});
    }
    return reply;
}

http::Reply read(Visit& visit, const Finding& finding) {
    Reading reading(visit.context());
    auto found = finding(reading);
    if (!found) return problem_page(visit, found.error());
    if (!reading.looks().empty()) {
        visit.refresh();
        const auto write = visit.house().store->write();
        auto context = visit.house().context(*write);
        for (const auto& grant : reading.looks()) {
            work::note_read(context, grant);
        }
        write->commit();
    }
    return std::move(*found);
}

http::Reply act(Visit& visit, const Doing& doing, const Redo& redo) {
    visit.refresh();
    Problem problem;
    {
        const auto write = visit.house().store->write();
        visit.writing_ = write.get();
        const auto put_back = [](Visit* v) { v->writing_ = nullptr; };
        const std::unique_ptr<Visit, decltype(put_back)> undo(&visit, put_back);
        auto context = visit.house().context(*write);
        auto done = doing(context);
        if (done) {
            write->commit();
            return std::move(*done);
        }
        problem = std::move(done.error());
    }
    const bool again = problem.fault == Fault::Invalid || problem.fault == Fault::Conflict ||
                       problem.fault == Fault::TooLarge;
    if (redo && again) return redo(problem);
    return problem_page(visit, problem);
}

void add_page(http::Router& router, App& app, const PageRoute& route, PageHandler handler) {
    const bool needs_person = route.access == http::AccessKind::SignedIn;
    const bool enrolling = route.while_enrolling;
    const bool nobody = route.nobody;
    router.add(route.method,
               route.pattern,
               [&app, needs_person, enrolling, nobody, handler = std::move(handler)](
                   const http::Request& request) -> http::Reply {
                   Visit visit(app, request, nobody);
                   if (auto stop = stopped_at_door(visit, needs_person, enrolling)) {
                       return std::move(*stop);
                   }
                   return handler(visit);
               },
               {.name = route.name, .access = route.access, .body_limit = route.body_limit});
}

}  // namespace longstone::web
