#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.h"
#include "http/form.h"

namespace longstone {
class Json;
}

// A request as a handler sees it and the reply it gives: plain values, no socket, so that a test
// makes the one and reads the other.
namespace longstone::http {

struct Cookie;

// Header fields in order, found without regard to case. Setting a name or a value that could
// break out of its line (CR, LF, NUL) throws std::logic_error: that is a bug, never a request.
class Headers {
public:
    [[nodiscard]] std::string_view get(std::string_view name) const;  // the first, or empty
    [[nodiscard]] bool has(std::string_view name) const;
    void set(std::string name, std::string value);  // replaces every one of that name
    void add(std::string name, std::string value);
    [[nodiscard]] Pairs::const_iterator begin() const { return fields_.begin(); }
    [[nodiscard]] Pairs::const_iterator end() const { return fields_.end(); }

private:
    Pairs fields_ = {};
};

struct Request {
    std::string method = "GET";
    std::string target = "/";  // as sent: path and query
    std::string path = "/";    // as sent, still percent-encoded
    Pairs query = {};          // decoded
    Headers headers = {};
    std::string body = {};
    std::string peer = {};  // the client's address, without its port
    bool secure = false;    // came by TLS, here or at the proxy in front
    std::string id = {};    // for the log and for the person to quote
    Pairs params = {};      // decoded, set by the router

    // A request for `target`, its query decoded; Malformed when the target cannot be read.
    static Result<Request> to(std::string method, std::string target);

    // All of these are empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] std::string cookie(std::string_view name) const;
    [[nodiscard]] std::string param(std::string_view name) const;       // {name} in the route
    [[nodiscard]] std::string query_text(std::string_view name) const;  // the first of that name
    [[nodiscard]] std::vector<std::string> query_all(std::string_view name) const;

    // The body as a form, urlencoded or multipart. No body is an empty form.
    [[nodiscard]] Result<Form> form() const;
    // The body as JSON; Malformed unless the content type says JSON.
    [[nodiscard]] Result<Json> json() const;

    [[nodiscard]] bool is_read() const { return method == "GET" || method == "HEAD"; }
};

// A file to give: to keep (attachment) or, when `show`, to be seen in the browser. Only types
// that cannot carry script are shown; anything else is kept whatever `show` says.
struct Download {
    std::string filename = {};
    std::string content_type = "application/octet-stream";
    std::string bytes = {};
    bool show = false;
};

struct Reply {
    int status = 200;
    Headers headers = {};
    std::string body = {};

    static Reply page(int status, std::string html);
    static Reply text(int status, std::string text);
    static Reply json(int status, const Json& json);
    // RFC 9457: type, title, status, detail, and errors: [{field, detail}]. The Problem's own
    // `detail` is for the log and stays here.
    static Reply problem_json(const Problem& problem);
    // The same under another status (405, 503 …), whose own words become the title.
    static Reply problem_json(int status, const Problem& problem);
    static Reply file(Download download);
    static Reply empty();  // 204
    // 303 to a path of this site. Any other address becomes "/", so that nobody can be sent
    // elsewhere by a link that starts here.
    static Reply see_other(std::string_view path);
    // 303 to another site, whose address comes from the settings and never from the request.
    static Reply see_other_site(std::string url);

    Reply& set_cookie(const Cookie& cookie);
    // Reply::page(503, html).with("Retry-After", "30")
    Reply with(std::string name, std::string value) &&;
};

// The one table from Fault to status, and its short words ("Not found").
int status_of(Fault fault);
std::string_view title_of(Fault fault);
// "422" → "Unprocessable Content"
std::string_view reason_of(int status);

// Whether this is a path of this site ("/records/7?tab=people"): safe to send a person back to.
bool is_local_path(std::string_view url);

bool same_text_ignoring_case(std::string_view a, std::string_view b);

}  // namespace longstone::http
