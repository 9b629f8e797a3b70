#include "http/multipart.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "http/message.h"

namespace longstone::http {
namespace {

struct PartHead {
    std::string name = {};
    std::optional<std::string> filename = {};
    std::string content_type = {};
};

Refused malformed() {
    return refuse(Fault::Malformed, "The form could not be read. Go back and send it again.");
}

bool is_boundary(std::string_view text) {
    constexpr std::string_view kOthers = "'()+_,-./:=? ";
    if (text.empty() || text.size() > 70 || text.back() == ' ') return false;
    return std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               kOthers.find(c) != std::string_view::npos;
    });
}

// The parameters of a header value after its first piece: `; name="a b"; filename=x`. In a quoted
// value browsers write %22 for a quote; \" is read too, as older programs write it.
std::optional<Pairs> read_parameters(std::string_view text) {
    Pairs found;
    while (!(text = trim(text)).empty()) {
        if (text.front() != ';') return {};
        text = trim(text.substr(1));
        if (text.empty()) break;
        const auto equals = text.find('=');
        if (equals == std::string_view::npos) return {};
        const std::string name(trim(text.substr(0, equals)));
        text = text.substr(equals + 1);
        std::string value;
        if (!text.empty() && text.front() == '"') {
            std::size_t i = 1;
            for (; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"') ++i;
                value += text[i];
            }
            if (i == text.size()) return {};
            text = text.substr(i + 1);
        } else {
            const auto end = text.find(';');
            value = trim(text.substr(0, end));
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end);
        }
        found.emplace_back(name, std::move(value));
    }
    return found;
}

std::string browser_unquoted(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto escape = text.substr(i, 3);
        const char c = escape == "%22" ? '"' : escape == "%0D" || escape == "%0A" ? '\n' : '\0';
        out += c == '\0' ? text[i] : c;
        if (c != '\0') i += 2;
    }
    return out;
}

// The last piece of a path, on whichever system it was made, without control characters.
std::string plain_filename(std::string_view text) {
    const std::string whole = browser_unquoted(text);
    const auto slash = whole.find_last_of("/\\");
    std::string name;
    for (const char c :
         std::string_view(whole).substr(slash == std::string::npos ? 0 : slash + 1)) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) name += c;
    }
    if (name == "." || name == "..") name.clear();
    return name;
}

bool is_text(std::string_view text) {
    return is_valid_utf8(text) && text.find('\0') == std::string_view::npos;
}

std::optional<PartHead> read_disposition(std::string_view value) {
    const auto kind_end = std::min(value.find(';'), value.size());
    if (!same_text_ignoring_case(trim(value.substr(0, kind_end)), "form-data")) return {};
    const auto parameters = read_parameters(value.substr(kind_end));
    if (!parameters) return {};
    PartHead head;
    for (const auto& [key, parameter] : *parameters) {
        if (same_text_ignoring_case(key, "name")) head.name = browser_unquoted(parameter);
        if (same_text_ignoring_case(key, "filename")) head.filename = plain_filename(parameter);
    }
    if (head.name.empty() || !is_text(head.name)) return {};
    if (head.filename && !is_text(*head.filename)) return {};
    return head;
}

std::optional<PartHead> read_part_head(std::string_view text) {
    std::optional<PartHead> head;
    std::string content_type;
    while (!text.empty()) {
        const auto end = std::min(text.find("\r\n"), text.size());
        const auto line = text.substr(0, end);
        text = text.substr(std::min(end + 2, text.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return {};
        const auto name = line.substr(0, colon);
        const auto value = trim(line.substr(colon + 1));
        if (same_text_ignoring_case(name, "Content-Disposition")) {
            if (head) return {};
            head = read_disposition(value);
            if (!head) return {};
        } else if (same_text_ignoring_case(name, "Content-Type")) {
            content_type = is_text(value) ? std::string(value) : std::string();
        }
    }
    if (head) head->content_type = std::move(content_type);
    return head;
}

Result<void> add_part(Form& form,
                      std::string_view head_text,
                      std::string_view content,
                      const MultipartLimits& limits) {
    auto head = read_part_head(head_text);
    if (!head) return malformed();
    if (head->filename) {
        form.add(Upload{
            .name = std::move(head->name),
            .filename = std::move(*head->filename),
            .content_type = std::move(head->content_type),
            .bytes = std::string(content),
        });
        return {};
    }
    if (content.size() > limits.field_bytes) {
        return refuse(Fault::TooLarge, "One of the answers is too long. Shorten it.");
    }
    if (!is_text(content)) return malformed();
    form.add(std::move(head->name), std::string(content));
    return {};
}

}  // namespace

std::string multipart_boundary(std::string_view content_type) {
    const auto kind_end = std::min(content_type.find(';'), content_type.size());
    if (!same_text_ignoring_case(trim(content_type.substr(0, kind_end)), "multipart/form-data")) {
        return {};
    }
    const auto parameters = read_parameters(content_type.substr(kind_end));
    if (!parameters) return {};
    for (const auto& [name, value] : *parameters) {
        if (same_text_ignoring_case(name, "boundary")) {
            return is_boundary(value) ? value : std::string();
        }
    }
    return {};
}

Result<Form> parse_multipart(std::string_view body,
                             std::string_view boundary,
                             const MultipartLimits& limits) {
    if (!is_boundary(boundary)) return malformed();
    const std::string first = cat({"--", boundary});
    const std::string next = cat({"\r\n--", boundary});
    if (!body.starts_with(first)) return malformed();  // no browser sends a preamble
    std::string_view rest = body.substr(first.size());
    Form form;
    for (std::size_t parts = 0; !rest.starts_with("--"); ++parts) {
        if (parts == limits.parts) {
            return refuse(Fault::TooLarge, "This form has too many fields.");
        }
        if (!rest.starts_with("\r\n")) return malformed();
        rest = rest.substr(2);
        const auto head_end = rest.substr(0, limits.head_bytes).find("\r\n\r\n");
        if (head_end == std::string_view::npos) return malformed();
        const auto head = rest.substr(0, head_end);
        // The line end before the boundary may be the one that ends an empty part's head.
        rest = rest.substr(head_end + 2);
        const auto end = rest.find(next);
        if (end == std::string_view::npos) return malformed();
        TRY(add_part(form, head, end < 2 ? std::string_view{} : rest.substr(2, end - 2), limits));
        rest = rest.substr(end + next.size());
    }
    const auto epilogue = rest.substr(2);
    if (!epilogue.empty() && !epilogue.starts_with("\r\n")) return malformed();
    return form;
}

}  // namespace longstone::http
