#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "access/sessions.h"
#include "access/viewer.h"
#include "http/message.h"
#include "http/router.h"
#include "report/workbook.h"
#include "ui/layout.h"
#include "ui/longstone/table.h"
#include "web/app.h"
#include "work/load.h"

// One request by one viewer. It knows who is asking, draws every page in the same frame, and is the
// only way from a page to the database: act() for what changes something, read() for what shows
// something. A read that must be logged is logged durably before its reply leaves.
namespace longstone::web {

class Visit;

using Doing = std::function<Result<http::Reply>(work::Context&)>;
// Draws the form again with what was typed. It is called after the transaction was rolled back.
using Redo = std::function<http::Reply(const Problem&)>;

// What one page says; the frame around it is the visit's.
struct PageParts {
    std::string title = {};
    Html main = {};
    Html before_main = {};  // back link, breadcrumbs
    ui::Width width = ui::Width::Wide;
    bool has_errors = false;
    bool has_exit = false;     // shows "Exit this page": for pages somebody at risk may be on
    std::string current = {};  // the navigation entry we are under, by its address
    std::string search_words = {};
    int status = 200;
};

class Visit {
public:
    // Of nobody: whoever asks stays unknown, no session is looked up and no cookie is set.
    Visit(App& app, const http::Request& request, bool nobody = false);
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    [[nodiscard]] App& app() const { return app_; }
    [[nodiscard]] work::House& house() const { return app_.house; }
    [[nodiscard]] const http::Request& request() const { return request_; }
    [[nodiscard]] const define::Definitions& definitions() const;
    [[nodiscard]] Instant now() const { return now_; }

    // The public's viewer when nobody is signed in.
    [[nodiscard]] const access::Viewer& viewer() const { return viewer_; }
    [[nodiscard]] bool nobody() const { return nobody_; }
    [[nodiscard]] bool signed_in() const { return session_.has_value(); }
    [[nodiscard]] const std::optional<access::OpenSession>& session() const { return session_; }

    // The posted form. A body that could not be read was answered before any handler ran.
    [[nodiscard]] const http::Form& form() const { return form_; }
    [[nodiscard]] std::string param(std::string_view name) const { return request_.param(name); }

    // For forms: of the session, or of the guest cookie for those who are not signed in.
    [[nodiscard]] std::string csrf();
    [[nodiscard]] bool csrf_holds();

    // The database as the visit uses it now: the transaction of act() while it runs, else a
    // snapshot that lasts until the visit ends or writes.
    [[nodiscard]] work::Context context();
    // Forgets the snapshot, so that the next reading sees what has been written.
    void refresh() { snapshot_.reset(); }

    // The name of a user as it is shown; asked once for each.
    std::string shown_name(const std::string& user);
    [[nodiscard]] std::string agency_name(std::string_view agency) const;

    // A table of this page, which the page then offers as a file (web/list_file.h).
    Html list(const ls::Table& table);
    // The same with cells of its own for the file, where the table does not hold them.
    void list_as(report::Sheet sheet);
    // Whether a file was asked for, so that a page reads the whole of its list and not a part.
    [[nodiscard]] bool wants_file() const;
    // Notes in the access log that a file was taken.
    void note_export(const std::string& format);

    http::Reply page(PageParts parts);

private:
    friend std::optional<http::Reply> stopped_at_door(Visit&, bool, bool);
    friend http::Reply act(Visit&, const Doing&, const Redo&);
    void find_viewer();
    void read_form(std::optional<Problem>& problem);
    std::string guest_secret();

    App& app_;
    const http::Request& request_;
    Instant now_ = {};
    bool nobody_ = false;
    access::Viewer viewer_ = {};
    std::optional<access::OpenSession> session_ = {};
    http::Form form_ = {};
    std::unique_ptr<store::Session> snapshot_ = {};
    store::Session* writing_ = nullptr;
    std::vector<report::Sheet> lists_ = {};
    std::string guest_ = {};
    bool guest_is_new_ = false;
    std::vector<std::pair<std::string, std::string>> names_ = {};
};

// What a page read: its reply may only leave once these looks are in the access log.
class Reading {
public:
    explicit Reading(work::Context given) : context(given) {}
    work::Context context;
    void looked(const access::Grant& grant) { looks_.push_back(grant); }
    [[nodiscard]] const std::vector<access::Grant>& looks() const { return looks_; }

private:
    std::vector<access::Grant> looks_ = {};
};

using Finding = std::function<Result<http::Reply>(Reading&)>;
// Reads from one snapshot. Problems become pages.
http::Reply read(Visit& visit, const Finding& finding);
// Writes in one transaction, committed when the outcome is a reply. A Problem saves nothing: a
// refused or conflicting form is drawn again by `redo`, any other becomes its page.
http::Reply act(Visit& visit, const Doing& doing, const Redo& redo = {});

using PageHandler = std::function<http::Reply(Visit&)>;
struct PageRoute {
    std::string method = "GET";
    std::string pattern = {};
    std::string name = {};
    http::AccessKind access = http::AccessKind::SignedIn;
    std::size_t body_limit = 0;
    bool nobody = false;  // knows nobody: no session, no cookie, and so no token in its forms
    bool while_enrolling = false;  // open to a session that must first enrol a one-time code
};
// Adds a page: who is not signed in is sent to sign in, and a write without the form's token is
// refused with what was typed given back.
void add_page(http::Router& router, App& app, const PageRoute& route, PageHandler handler);
// The page for what no handler answered: 404, 405, 413, and 503 when nothing could be saved.
void add_failure_page(http::Router& router, const App& app);

}  // namespace longstone::web
