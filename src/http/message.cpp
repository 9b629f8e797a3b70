#include "http/message.h"

#include <algorithm>
#include <stdexcept>

#include "base/json.h"
#include "base/text.h"
#include "http/cookie.h"
#include "http/multipart.h"
#include "http/urlencoded.h"

namespace longstone::http {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

void check_field(std::string_view name, std::string_view value) {
    constexpr std::string_view kBreaks("\r\n\0", 3);
    if (name.empty() || name.find_first_of(kBreaks) != std::string_view::npos ||
        name.find_first_of(": \t") != std::string_view::npos ||
        value.find_first_of(kBreaks) != std::string_view::npos) {
        throw std::logic_error("a header field that would break out of its line");
    }
}

std::string first_of(const Pairs& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs) {
        if (key == name) return value;
    }
    return {};
}

// "application/json; charset=utf-8" → "application/json"
std::string_view media_type(std::string_view content_type) {
    return trim(content_type.substr(0, content_type.find(';')));
}

}  // namespace

bool same_text_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Headers::get(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
        if (same_text_ignoring_case(key, name)) return value;
    }
    return {};
}

bool Headers::has(std::string_view name) const {
    return std::ranges::any_of(
        fields_, [&](const auto& field) { return same_text_ignoring_case(field.first, name); });
}

void Headers::set(std::string name, std::string value) {
    check_field(name, value);
    std::erase_if(fields_,
                  [&](const auto& field) { return same_text_ignoring_case(field.first, name); });
    fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::add(std::string name, std::string value) {
    check_field(name, value);
    fields_.emplace_back(std::move(name), std::move(value));
}

Result<Request> Request::to(std::string method, std::string target) {
    Request request{.method = std::move(method), .target = std::move(target)};
    const auto mark = request.target.find('?');
    request.path = request.target.substr(0, mark);
    const auto path = percent_decode(request.path, Plus::IsPlus);
    if (!request.path.starts_with('/') || !path || !is_valid_utf8(*path) ||
        path->find('\0') != std::string::npos) {
        return refuse(Fault::Malformed, "This address could not be read. Check how it is spelt.");
    }
    if (mark != std::string::npos) {
        request.query = TRY(parse_urlencoded(std::string_view(request.target).substr(mark + 1)));
    }
    return request;
}

std::string Request::header(std::string_view name) const {
    return std::string(headers.get(name));
}

std::string Request::cookie(std::string_view name) const {
    return read_cookie(headers.get("Cookie"), name);
}

std::string Request::param(std::string_view name) const {
    return first_of(params, name);
}

std::string Request::query_text(std::string_view name) const {
    return first_of(query, name);
}

std::vector<std::string> Request::query_all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : query) {
        if (key == name) values.push_back(value);
    }
    return values;
}

Result<Form> Request::form() const {
    const auto content_type = headers.get("Content-Type");
    const auto type = media_type(content_type);
    if (type.empty() && body.empty()) return Form{};
    if (same_text_ignoring_case(type, "multipart/form-data")) {
        return parse_multipart(body, multipart_boundary(content_type), {});
    }
    if (!same_text_ignoring_case(type, "application/x-www-form-urlencoded")) {
        return refuse(Fault::Malformed, "This was not sent as a form. Send it from the page.");
    }
    auto pairs = TRY(parse_urlencoded(body));
    Form form;
    for (auto& [name, value] : pairs) {
        form.add(std::move(name), std::move(value));
    }
    return form;
}

Result<Json> Request::json() const {
    const auto type = media_type(headers.get("Content-Type"));
    if (!same_text_ignoring_case(type, "application/json") && !type.ends_with("+json")) {
        return refuse(Fault::Malformed, "Send JSON, with Content-Type: application/json.");
    }
    return Json::parse(body);
}

bool is_local_path(std::string_view url) {
    // "//host" and "/\host" are other sites to a browser, and it drops tabs and line ends.
    if (!url.starts_with('/') || url.starts_with("//")) return false;
    return std::ranges::all_of(url, [](char c) { return c > 0x20 && c < 0x7F && c != '\\'; });
}

}  // namespace longstone::http
