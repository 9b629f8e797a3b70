#include "base/json.h"
#include "base/text.h"
#include "http/cookie.h"
#include "http/message.h"
#include "http/sniff.h"
#include "http/urlencoded.h"

namespace longstone::http {
namespace {

struct FaultRow {
    Fault fault = Fault::Invalid;
    int status = 500;
    std::string_view title = {};
    std::string_view name = {};
};

constexpr FaultRow kFaults[] = {
    {Fault::Malformed, 400, "The request could not be read", "malformed"},
    {Fault::Unauthenticated, 401, "Sign in first", "unauthenticated"},
    {Fault::NotFound, 404, "Not found", "not-found"},
    {Fault::Conflict, 409, "Somebody else changed this first", "conflict"},
    {Fault::TooLarge, 413, "Too large", "too-large"},
    {Fault::Invalid, 422, "Some answers need attention", "invalid"},
    {Fault::NeedsReason, 403, "A reason is needed", "needs-reason"},
    {Fault::TooMany, 429, "Too many tries", "too-many"},
};

struct Reason {
    int status = 0;
    std::string_view words = {};
};

constexpr Reason kReasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {303, "See Other"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

const FaultRow& row_of(Fault fault) {
    for (const auto& row : kFaults) {
        if (row.fault == fault) return row;
    }
    std::unreachable();
}

Reply with_body(int status, std::string_view content_type, std::string body) {
    Reply reply{.status = status, .body = std::move(body)};
    reply.headers.add("Content-Type", std::string(content_type));
    return reply;
}

// RFC 6266: a plain name for old programs, the whole name beside it.
std::string disposition(std::string_view kind, std::string_view filename) {
    std::string whole;
    std::string plain;
    for (const char c : filename) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '/' || c == '\\') continue;
        whole += c;
        plain += byte < 0x80 && c != '"' && c != '%' && c != ';' ? c : '_';
    }
    if (whole.empty()) whole = plain = "file";
    return cat({kind, "; filename=\"", plain, "\"; filename*=UTF-8''", percent_encode(whole)});
}

}  // namespace

int status_of(Fault fault) {
    return row_of(fault).status;
}

std::string_view title_of(Fault fault) {
    return row_of(fault).title;
}

Reply Reply::page(int status, std::string html) {
    return with_body(status, "text/html; charset=utf-8", std::move(html));
}

Reply Reply::text(int status, std::string text) {
    return with_body(status, "text/plain; charset=utf-8", std::move(text));
}

Reply Reply::json(int status, const Json& json) {
    return with_body(status, "application/json", json.dump());
}

Reply Reply::problem_json(const Problem& problem) {
    return problem_json(status_of(problem.fault), problem);
}

Reply Reply::problem_json(int status, const Problem& problem) {
    const FaultRow& row = row_of(problem.fault);
    const bool is_own = status == row.status;
    Json json = Json::object({
        {"type", is_own ? cat({"urn:longstone:problem:", row.name}) : "about:blank"},
        {"title", is_own ? row.title : reason_of(status)},
        {"status", status},
        {"detail", problem.message},
    });
    if (!problem.fields.empty()) {
        Json errors = Json::array();
        for (const auto& field : problem.fields) {
            errors.push(Json::object({{"field", field.field}, {"detail", field.message}}));
        }
        json.set("errors", std::move(errors));
    }
    return with_body(status, "application/problem+json", json.dump());
}

Reply Reply::file(Download download) {
    const bool show = download.show && is_safe_to_show(download.content_type);
    const std::string_view charset = download.content_type == "text/plain" ? "; charset=utf-8" : "";
    Reply reply = with_body(200, cat({download.content_type, charset}), std::move(download.bytes));
    reply.headers.add("Content-Disposition",
                      disposition(show ? "inline" : "attachment", download.filename));
    // A file runs nothing and asks for nothing. A browser's own viewer of PDF does not open in a
    // sandbox; the viewer is its own, and the policy still forbids all else.
    const std::string_view sandbox =
        show && download.content_type == "application/pdf" ? "" : "; sandbox";
    reply.headers.add("Content-Security-Policy",
                      cat({"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
                           "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
                           sandbox}));
    return reply;
}

Reply Reply::empty() {
    return {.status = 204};
}

Reply Reply::see_other(std::string_view path) {
    Reply reply{.status = 303};
    reply.headers.add("Location", std::string(is_local_path(path) ? path : "/"));
    return reply;
}

Reply Reply::see_other_site(std::string url) {
    Reply reply{.status = 303};
    reply.headers.add("Location", std::move(url));
    return reply;
}

Reply& Reply::set_cookie(const Cookie& cookie) {
    headers.add("Set-Cookie", set_cookie_text(cookie));
    return *this;
}

Reply Reply::with(std::string name, std::string value) && {
    headers.set(std::move(name), std::move(value));
    return std::move(*this);
}

std::string_view reason_of(int status) {
    for (const auto& reason : kReasons) {
        if (reason.status == status) return reason.words;
    }
    return "Status";
}

}  // namespace longstone::http
