#include "work/received.h"

#include <array>

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/note.h"

namespace longstone::work {
namespace {

constexpr std::string_view kRowReceived = "feed.row-received";
constexpr std::string_view kBegun = "feed.begun";
constexpr std::string_view kDelivered = "feed.delivered";
constexpr std::string_view kRefused = "feed.refused";
constexpr std::size_t kRefusedInEvent = 500;
constexpr std::int64_t kRefusedShown = 200;
constexpr std::int64_t kAll = 10'000'000;

constexpr const char* kTables = R"(
create table feed_row (
  agency text not null, feed text not null, row_key text not null, digest text not null,
  outcome text not null, record text not null, opened bigint not null, person text not null, happened_at bigint,
  received_at bigint not null, received_by text not null, delivery text not null,
  primary key (agency, feed, row_key));
create table feed_delivery (
  id text not null, agency text not null, feed text not null, name text not null, received_by text not null,
  received_at bigint not null, received bigint not null, opened bigint not null, added bigint not null,
  people bigint not null, changed bigint not null, already bigint not null, refused bigint not null,
  primary key (id, feed));
create index feed_delivery_of on feed_delivery (agency, received_at);
create table feed_refusal (
  delivery text not null, feed text not null, n bigint not null, line bigint not null, row_key text not null,
  problems text not null, primary key (delivery, feed, n));
)";

constexpr const char* kMoreOutcomes = R"(
alter table feed_row add column said text not null default '';
alter table feed_row add column changed_at bigint;
alter table feed_delivery add column finished bigint not null default 1;
alter table feed_delivery add column events bigint not null default 0;
alter table feed_delivery add column relations bigint not null default 0;
alter table feed_delivery add column withdrawn bigint not null default 0;
alter table feed_delivery add column older bigint not null default 0;
)";

constexpr std::array kSteps = {
    store::Migration{.number = 450, .name = "what came in by feeds", .sql = kTables},
    store::Migration{
        .number = 461, .name = "events, relations and cut-off deliveries", .sql = kMoreOutcomes}};

// A key may be long and have anything in it; a stream's name may not.
std::string stream_of(std::string_view agency, std::string_view feed, std::string_view key) {
    return cat({"feed/", agency, "/", feed, "/", hex(blake2b({key})).substr(0, 32)});
}

Json to_json(const FeedCounts& counts) {
    return Json::object({{"received", counts.received},
                         {"opened", counts.opened},
                         {"added", counts.added},
                         {"people", counts.people},
                         {"events", counts.events},
                         {"relations", counts.relations},
                         {"withdrawn", counts.withdrawn},
                         {"older", counts.older},
                         {"changed", counts.changed},
                         {"already", counts.already},
                         {"refused", counts.refused}});
}

Json problems_json(const std::vector<FieldProblem>& problems) {
    Json list = Json::array();
    for (const auto& problem : problems)
        list.push(Json::object({{"column", problem.field}, {"detail", problem.message}}));
    return list;
}

std::vector<FieldProblem> problems_from(const std::string& text) {
    std::vector<FieldProblem> problems;
    const auto json = Json::parse(text);
    if (!json) return problems;
    for (const Json& one : json->items())
        problems.push_back({.field = one.text("column"), .message = one.text("detail")});
    return problems;
}

void keep_row(store::Session& db, const journal::Event& e) {
    const Json& b = e.body;
    const auto happened = parse_instant(b.text("happened"));
    const auto changed = parse_instant(b.text("changed"));
    db.run(
        "insert into feed_row (agency, feed, row_key, digest, outcome, record, opened, person, "
        "happened_at, received_at, received_by, delivery, said, changed_at) values ($1, $2, $3, "
        "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (agency, feed, row_key) do "
        "update set digest = "
        "excluded.digest, "
        "outcome = excluded.outcome, record = excluded.record, opened = excluded.opened, person = "
        "excluded.person, "
        "happened_at = excluded.happened_at, received_at = excluded.received_at, received_by = "
        "excluded.received_by, delivery = excluded.delivery, said = excluded.said, changed_at = "
        "excluded.changed_at",
        {e.agency,
         b.text("feed"),
         b.text("key"),
         b.text("digest"),
         b.text("outcome"),
         b.text("record"),
         b["opened"].boolean() ? 1 : 0,
         b.text("person"),
         happened ? std::optional(happened->micros) : std::nullopt,
         e.recorded_at.micros,
         e.actor,
         b.text("delivery"),
         b.text("said"),
         changed ? std::optional(changed->micros) : std::nullopt});
}

void keep_begun(store::Session& db, const journal::Event& e) {
    db.run(
        "insert into feed_delivery (id, agency, feed, name, received_by, received_at, received, "
        "opened, added, people, changed, already, refused, finished) values ($1, $2, '', $3, $4, "
        "$5, 0, 0, 0, 0, 0, 0, 0, 0)",
        {e.body.text("delivery"), e.agency, e.body.text("name"), e.actor, e.recorded_at.micros});
}

void keep_refused(store::Session& db, const journal::Event& e) {
    const auto id = e.body.text("delivery");
    const auto feed = e.body.text("feed");
    auto n = e.body["after"].integer();
    for (const Json& row : e.body["refused"].items()) {
        db.run(
            "insert into feed_refusal (delivery, feed, n, line, row_key, problems) values ($1, $2, "
            "$3, $4, $5, $6)",
            {id, feed, ++n, row["line"].integer(), row.text("key"), row["problems"].dump()});
    }
}

void keep_delivery(store::Session& db, const journal::Event& e) {
    const Json& b = e.body;
    const Json& counts = b["counts"];
    const auto id = b.text("delivery");
    db.run("delete from feed_delivery where id = $1 and finished = 0", {id});
    db.run(
        "insert into feed_delivery (id, agency, feed, name, received_by, received_at, received, "
        "opened, added, people, changed, already, refused, events, relations, withdrawn, older) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        {id,
         e.agency,
         b.text("feed"),
         b.text("name"),
         e.actor,
         e.recorded_at.micros,
         counts["received"].integer(),
         counts["opened"].integer(),
         counts["added"].integer(),
         counts["people"].integer(),
         counts["changed"].integer(),
         counts["already"].integer(),
         counts["refused"].integer(),
         counts["events"].integer(),
         counts["relations"].integer(),
         counts["withdrawn"].integer(),
         counts["older"].integer()});
    keep_refused(db, e);
}

std::vector<std::string> refs_of(const store::Rows& rows) {
    std::vector<std::string> refs;
    refs.reserve(rows.size());
    for (const auto& row : rows)
        refs.push_back(row.text(0));
    return refs;
}

}  // namespace

const std::span<const store::Migration> kReceivedMigrations = kSteps;

std::optional<ReceivedRow> find_received(Context& context,
                                         std::string_view agency,
                                         std::string_view feed,
                                         std::string_view key) {
    const auto row = context.db.one(
        "select digest, outcome, record, person, delivery, happened_at, received_at, opened, said, "
        "changed_at from feed_row where agency = $1 and feed = $2 and row_key = $3",
        {agency, feed, key});
    if (!row) return {};
    ReceivedRow found{.agency = std::string(agency),
                      .feed = std::string(feed),
                      .key = std::string(key),
                      .digest = row->text(0),
                      .outcome = row->text(1),
                      .record = row->text(2),
                      .person = row->text(3),
                      .said = row->text(8),
                      .opened = row->integer(7) != 0,
                      .delivery = row->text(4),
                      .received = Instant{row->integer(6)}};
    if (!row->is_null(5)) found.happened = Instant{row->integer(5)};
    if (!row->is_null(9)) found.changed = Instant{row->integer(9)};
    return found;
}

Result<void> note_received(Context& context, const access::Viewer& sender, const ReceivedRow& row) {
    Json body = Json::object({{"delivery", row.delivery},
                              {"feed", row.feed},
                              {"key", row.key},
                              {"digest", row.digest},
                              {"outcome", row.outcome},
                              {"record", row.record},
                              {"opened", row.opened},
                              {"person", row.person}});
    if (row.happened) body.set("happened", iso(*row.happened));
    if (row.changed) body.set("changed", iso(*row.changed));
    if (!row.said.empty()) body.set("said", row.said);
    return people::note(context,
                        sender,
                        stream_of(row.agency, row.feed, row.key),
                        kRowReceived,
                        std::move(body),
                        row.happened);
}

FeedCounts& FeedCounts::operator+=(const FeedCounts& more) {
    received += more.received;
    opened += more.opened;
    added += more.added;
    people += more.people;
    events += more.events;
    relations += more.relations;
    changed += more.changed;
    withdrawn += more.withdrawn;
    older += more.older;
    already += more.already;
    refused += more.refused;
    return *this;
}

Result<void> note_begun(Context& context, const access::Viewer& sender, const Delivery& delivery) {
    return people::note(context,
                        sender,
                        cat({"feed-delivery/", delivery.id}),
                        kBegun,
                        Json::object({{"delivery", delivery.id}, {"name", delivery.name}}));
}

// The refused rows go a few hundred to an event, however many they are.
Result<void> note_delivery(Context& context,
                           const access::Viewer& sender,
                           const Delivery& delivery) {
    const auto stream = cat({"feed-delivery/", delivery.id, "/", delivery.feed});
    std::size_t at = 0;
    do {
        Json refused = Json::array();
        const auto after = at;
        for (; at < delivery.refused.size() && at < after + kRefusedInEvent; ++at) {
            const auto& row = delivery.refused[at];
            refused.push(Json::object(
                {{"line", row.line}, {"key", row.key}, {"problems", problems_json(row.problems)}}));
        }
        Json body = Json::object({{"delivery", delivery.id},
                                  {"feed", delivery.feed},
                                  {"after", static_cast<std::int64_t>(after)},
                                  {"refused", std::move(refused)}});
        if (after == 0) body.set("name", delivery.name).set("counts", to_json(delivery.counts));
        TRY(people::note(
            context, sender, stream, after == 0 ? kDelivered : kRefused, std::move(body)));
    } while (at < delivery.refused.size());
    return {};
}

namespace {

constexpr store::Sql kDeliveriesOf =
    "select id, feed, name, received_by, received_at, received, opened, added, people, changed, "
    "already, refused, events, relations, withdrawn, older, finished from feed_delivery where "
    "agency = $1 and ($2 = '' or id = $2) order by received_at desc, id, feed limit $3";

std::vector<Delivery> deliveries(Context& context,
                                 std::string_view agency,
                                 std::string_view id,
                                 std::int64_t most,
                                 std::int64_t most_refused) {
    std::vector<Delivery> found;
    for (const auto& row : context.db.rows(kDeliveriesOf, {agency, id, most})) {
        Delivery one{.id = row.text(0),
                     .agency = std::string(agency),
                     .feed = row.text(1),
                     .name = row.text(2),
                     .by = row.text(3),
                     .at = Instant{row.integer(4)},
                     .finished = row.integer(16) != 0,
                     .counts = {.received = row.integer(5),
                                .opened = row.integer(6),
                                .added = row.integer(7),
                                .people = row.integer(8),
                                .events = row.integer(12),
                                .relations = row.integer(13),
                                .changed = row.integer(9),
                                .withdrawn = row.integer(14),
                                .older = row.integer(15),
                                .already = row.integer(10),
                                .refused = row.integer(11)}};
        for (const auto& refusal :
             context.db.rows("select line, row_key, problems from feed_refusal where delivery = $1 "
                             "and feed = $2 order by n limit $3",
                             {one.id, one.feed, most_refused}))
            one.refused.push_back({.line = refusal.integer(0),
                                   .key = refusal.text(1),
                                   .problems = problems_from(refusal.text(2))});
        found.push_back(std::move(one));
    }
    return found;
}

}  // namespace

std::vector<Delivery> deliveries_of(Context& context,
                                    const access::Grant& grant,
                                    std::string_view agency,
                                    std::int64_t most) {
    if (grant.action() != access::Action::SendFeeds || grant.subject() != agency) return {};
    return deliveries(context, agency, {}, most, kRefusedShown);
}

std::vector<Delivery> delivery_whole(Context& context,
                                     const access::Grant& grant,
                                     std::string_view id) {
    if (grant.action() != access::Action::SendFeeds || id.empty()) return {};
    return deliveries(context, grant.subject(), id, kAll, kAll);
}

std::vector<std::string> open_about(Context& context,
                                    std::string_view pathway,
                                    std::string_view role,
                                    std::string_view person) {
    return refs_of(context.db.rows(
        "select r.ref from record r join record_person rp on rp.record = r.ref where rp.person = "
        "$1 and rp.role = $2 and rp.until is null and r.pathway = $3 and r.closed_at is null and "
        "r.restricted = 0 order by r.opened_at desc, r.ref desc",
        {person, role, pathway}));
}

std::vector<std::string> open_answering(Context& context,
                                        std::string_view pathway,
                                        std::string_view field,
                                        std::string_view value) {
    return refs_of(context.db.rows(
        "select r.ref from record r join answer a on a.record = r.ref where a.field = $1 and "
        "a.value = $2 and r.pathway = $3 and r.closed_at is null and r.restricted = 0 order by "
        "r.opened_at desc, r.ref desc",
        {field, value, pathway}));
}

journal::Projection received_projection() {
    return {.name = "received",
            .tables = {"feed_row", "feed_delivery", "feed_refusal"},
            .apply = [](store::Session& db, const journal::Event& e) {
                if (e.body.is_null()) return;
                if (e.kind == kRowReceived) keep_row(db, e);
                if (e.kind == kBegun) keep_begun(db, e);
                if (e.kind == kDelivered) keep_delivery(db, e);
                if (e.kind == kRefused) keep_refused(db, e);
            }};
}

}  // namespace longstone::work
