#include "work/request_links.h"

#include <array>

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "work/link_token.h"

namespace longstone::work {
namespace {

constexpr std::array kSteps = {store::Migration{
    .number = 642,
    .name = "links that answer a request",
    .sql = "create table request_link (\n"
           "  id text primary key, request text not null, record text not null, label text not "
           "null, hash text not null unique, made_at bigint not null, made_by text not null, "
           "expires_at bigint not null, closed_at bigint, closed_reason text not null default '', "
           "used_at bigint, answered_as text not null default '');\n"
           "create index request_link_of on request_link (record, made_at)"}};

#define LONGSTONE_REQUEST_LINK_COLUMNS                                             \
    "select id, request, record, label, made_at, expires_at, made_by, closed_at, " \
    "closed_reason, used_at, answered_as from request_link "

std::optional<Instant> maybe(const store::Row& row, std::size_t column) {
    const auto at = row.maybe_integer(column);
    return at ? std::optional(Instant{*at}) : std::nullopt;
}

RequestLink link_of(const store::Row& row) {
    return {.id = row.text(0),
            .request = row.text(1),
            .record = row.text(2),
            .label = row.text(3),
            .made = Instant{row.integer(4)},
            .expires = Instant{row.integer(5)},
            .made_by = row.text(6),
            .closed = maybe(row, 7),
            .closed_reason = row.text(8),
            .used = maybe(row, 9),
            .answered_as = row.text(10)};
}

// One at a time: another takes the place of the one before it.
void made(store::Session& db, const journal::Event& e) {
    constexpr std::string_view kRecord = "record/";
    db.run(
        "update request_link set closed_at = $2, closed_reason = $3 where request = $1 and "
        "closed_at is null and used_at is null",
        {e.body.text("request"), e.happened_at.micros, "Another was given"});
    db.run(
        "insert into request_link (id, request, record, label, hash, made_at, made_by, expires_at) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8)",
        {e.body.text("link"),
         e.body.text("request"),
         e.stream.substr(kRecord.size()),
         e.body.text("label"),
         e.body.text("hash"),
         e.happened_at.micros,
         e.actor,
         parse_instant(e.body.text("expires")).value_or(e.happened_at).micros});
}

void apply(store::Session& db, const journal::Event& e) {
    if (!e.stream.starts_with("record/") || e.body.is_null()) return;
    if (e.kind == "record.request-link-made") made(db, e);
    if (e.kind == "record.request-link-closed")
        db.run("update request_link set closed_at = $2, closed_reason = $3 where id = $1",
               {e.body.text("link"), e.happened_at.micros, e.body.text("reason")});
    if (e.kind == "record.replied" && e.body.has("link"))
        db.run("update request_link set used_at = $2, answered_as = $3 where id = $1",
               {e.body.text("link"), e.happened_at.micros, e.body.text("answered_as")});
}

}  // namespace

const define::LinkRule* link_to_request(const define::Pathway& pathway, std::string_view request) {
    for (const auto& stage : pathway.stages) {
        for (const auto& rule : stage.links) {
            if (rule.opens == request && is_to_request(pathway, rule)) return &rule;
        }
    }
    return nullptr;
}

bool is_to_request(const define::Pathway& pathway, const define::LinkRule& rule) {
    return pathway.request(rule.opens) != nullptr;
}

std::vector<RequestLink> request_links_of(Context& context, const access::Grant& grant) {
    std::vector<RequestLink> links;
    for (const auto& row : context.db.rows(LONGSTONE_REQUEST_LINK_COLUMNS
                                           "where record = $1 order by made_at desc, id",
                                           {grant.subject()}))
        links.push_back(link_of(row));
    return links;
}

std::optional<RequestLink> request_link_by(Context& context, std::string_view token) {
    if (typed_token(token, kMailedToken).empty()) return {};
    const auto row = context.db.one(LONGSTONE_REQUEST_LINK_COLUMNS "where hash = $1",
                                    {request_link_hash(token)});
    return row ? std::optional(link_of(*row)) : std::nullopt;
}

std::string request_link_token(std::string_view key, std::string_view id) {
    return make_token(key, cat({"request-link/", id}), kMailedToken);
}

std::string request_link_hash(std::string_view token) {
    return hex(blake2b({"request-link/", typed_token(token, kMailedToken)}));
}

const std::span<const store::Migration> kRequestLinkMigrations = kSteps;

journal::Projection request_links_projection() {
    return {.name = "request links", .tables = {"request_link"}, .apply = apply};
}

}  // namespace longstone::work
