#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "work/load.h"

// Links through which somebody without an account answers one request that stands: once, until a
// day, for the agency that was asked. The store has the token's hash alone.
namespace longstone::work {

struct RequestLink {
    std::string id = {}, request = {}, record = {};
    std::string label = {};  // to whom it was given: "Head teacher, by e-mail"
    Instant made = {}, expires = {};
    std::string made_by = {};
    std::optional<Instant> closed = {};
    std::string closed_reason = {};
    std::optional<Instant> used = {};
    std::string answered_as = {};  // who they say they are

    [[nodiscard]] bool live(Instant now) const { return !closed && !used && now < expires; }
};

// The rule by which a request of this pathway may be answered so; nothing when none does.
const define::LinkRule* link_to_request(const define::Pathway& pathway, std::string_view request);
// Whether a rule is such a one, and not one whose answers are records of their own.
bool is_to_request(const define::Pathway& pathway, const define::LinkRule& rule);

// Of the record that the Grant is for, newest first.
std::vector<RequestLink> request_links_of(Context& context, const access::Grant& grant);
// The one whose address holds this token, whatever it still lets its holder do.
std::optional<RequestLink> request_link_by(Context& context, std::string_view token);

// What stands in the address; `key` stands beside the data.
std::string request_link_token(std::string_view key, std::string_view id);
std::string request_link_hash(std::string_view token);

extern const std::span<const store::Migration> kRequestLinkMigrations;
// Applies "record.request-link-made", "-closed", and "record.replied" where a link answered.
journal::Projection request_links_projection();

}  // namespace longstone::work
