#include "web/referral/report.h"

#include <algorithm>

#include "access/viewer.h"
#include "base/secret.h"
#include "base/text.h"
#include "http/cookie.h"
#include "web/pages/parts.h"
#include "work/house.h"

namespace longstone::web {
namespace {

constexpr std::size_t kIdLength = 10;
constexpr std::int64_t kHeld = 4 * kHour;
constexpr std::string_view kKey = "report";
constexpr std::string_view kSentKey = "sent";
constexpr std::string_view kSentOwner = "public/sent";

// Over TLS a name that no neighbouring host can set.
std::string cookie_name(bool secure) {
    return secure ? "__Host-report" : "report";
}

const access::Viewer& the_public() {
    static const access::Viewer viewer = access::public_viewer();
    return viewer;
}

// Bound to this browser by the token that its forms carry.
std::string seal(Visit& visit, std::string_view id, std::string_view until) {
    return hex(keyed_blake2b(visit.house().keys.csrf_key,
                             cat({"report/", id, "/", until, "/", visit.csrf()})));
}

std::string upper(std::string_view text) {
    std::string out(trim(text));
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return out;
}

}  // namespace

std::string shown_reference(std::string_view id) {
    const auto text = upper(id);
    return text.size() == kIdLength ? cat({text.substr(0, 5), "-", text.substr(5)}) : text;
}

std::string typed_reference(std::string_view text) {
    std::string id;
    for (char c : text) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        // Letters that are never used, and what they are mistaken for.
        if (c == 'o') c = '0';
        if (c == 'i' || c == 'l') c = '1';
        const bool known = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
        if (!known || id.size() == kIdLength) return {};
        id.push_back(c);
    }
    return id.size() == kIdLength ? id : std::string();
}

void hold_report(Visit& visit, http::Reply& reply, const std::string& id) {
    const auto until = number((visit.now() + kHeld).micros);
    const bool secure = visit.request().secure;
    reply.set_cookie({.name = cookie_name(secure),
                      .value = cat({id, ".", until, ".", seal(visit, id, until)}),
                      .secure = secure});
}

bool holds_report(Visit& visit, std::string_view id) {
    const auto pieces = split(visit.request().cookie(cookie_name(visit.request().secure)), '.');
    if (pieces.size() != 3 || pieces[0] != id) return false;
    const auto until = whole_number(pieces[1]);
    if (!until || *until <= visit.now().micros) return false;
    return same_bytes(pieces[2], seal(visit, id, pieces[1]));
}

Referral blank_report(const std::string& id) {
    return {.id = id,
            .from_public = true,
            .owner = cat({"public/", id}),
            .key = std::string(kKey),
            .base = cat({"/report/", id}),
            .viewer = &the_public()};
}

Result<Referral> find_report(Visit& visit, work::Context& context) {
    const auto id = visit.param("id");
    if (!holds_report(visit, id)) return not_found();
    auto blank = blank_report(id);
    const auto draft = work::find_draft(context, blank.owner, blank.key);
    if (!draft) return not_found();
    return read_referral(visit.definitions(), std::move(blank), *draft);
}

void note_sent(work::Context& context, const Referral& report, const std::string& record) {
    work::drop_draft(context, report.owner, report.key);
    work::save_draft(context, report.owner, kSentKey, Json::object({{"record", record}}));
    work::save_draft(context, kSentOwner, record, Json::object({{"report", report.id}}));
}

std::optional<std::string> record_of_report(work::Context& context, const std::string& id) {
    const auto sent = work::find_draft(context, cat({"public/", id}), kSentKey);
    if (!sent) return {};
    return sent->body.text("record");
}

std::string report_of(work::Context& context, const std::string& typed) {
    if (const auto sent = work::find_draft(context, kSentOwner, upper(typed))) {
        return sent->body.text("report");
    }
    return typed_reference(typed);
}

}  // namespace longstone::web
