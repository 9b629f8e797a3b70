#include "work/redactions.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace longstone::work {
namespace {

constexpr const char* kTables = R"(
create table redaction (
  record text not null, n bigint not null, label text not null, person text not null,
  words text not null, reason text not null, made_by text not null, made_at bigint not null,
  lifted_at bigint, lifted_by text not null, lifted_reason text not null,
  primary key (record, label))
)";
constexpr std::array kSteps = {
    store::Migration{.number = 681, .name = "redactions of packs", .sql = kTables}};

std::string ref_of(const journal::Event& e) {
    return e.stream.substr(std::string_view("record/").size());
}

void redacted(store::Session& db, const journal::Event& e) {
    // Whole people are left out by the pack itself, whoever happens to open it; words by a person.
    const auto by = [&](const Json& one) {
        return one.text("person").empty() ? e.actor : std::string();
    };
    std::int64_t n = e.stream_rev * 1000;
    for (const Json& one : e.body["redactions"].items()) {
        db.run(
            "insert into redaction (record, n, label, person, words, reason, made_by, made_at, "
            "lifted_at, lifted_by, lifted_reason) values ($1, $2, $3, $4, $5, $6, $7, $8, null, "
            "'', '')",
            {ref_of(e),
             ++n,
             one.text("label"),
             one.text("person"),
             one.text("hides"),
             one.text("why"),
             by(one),
             e.recorded_at.micros});
    }
}

void apply(store::Session& db, const journal::Event& e) {
    if (e.body.is_null()) return;
    if (e.kind == "record.redacted") return redacted(db, e);
    if (e.kind == "record.redaction-lifted")
        db.run(
            "update redaction set lifted_at = $3, lifted_by = $4, lifted_reason = $5 where record "
            "= $1 and label = $2",
            {ref_of(e),
             e.body.text("label"),
             e.recorded_at.micros,
             e.actor,
             e.body.text("reason")});
    if (e.kind == "record.redaction-put-back")
        db.run(
            "update redaction set lifted_at = null, lifted_by = '', lifted_reason = '', "
            "reason = $3, made_by = $4, made_at = $5 where record = $1 and label = $2",
            {ref_of(e),
             e.body.text("label"),
             e.body.text("reason"),
             e.actor,
             e.recorded_at.micros});
}

std::string letters(std::size_t n) {
    std::string out;
    for (++n; n > 0; n = (n - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    return out;
}

}  // namespace

std::vector<Redaction> redactions_of(Context& context, const access::Grant& grant) {
    std::vector<Redaction> redactions;
    for (const auto& row : context.db.rows(
             "select label, person, words, reason, made_by, made_at, lifted_at, lifted_by, "
             "lifted_reason from redaction where record = $1 order by n",
             {grant.subject()})) {
        const auto lifted = row.maybe_integer(6);
        redactions.push_back({.label = row.text(0),
                              .person = row.text(1),
                              .words = row.text(2),
                              .reason = row.text(3),
                              .by = row.text(4),
                              .at = Instant{row.integer(5)},
                              .lifted = lifted ? std::optional(Instant{*lifted}) : std::nullopt,
                              .lifted_by = row.text(7),
                              .lifted_reason = row.text(8)});
    }
    return redactions;
}

std::string next_label(const std::vector<Redaction>& redactions, std::string_view kind) {
    const auto before = std::ranges::count_if(
        redactions, [&](const Redaction& one) { return one.label.starts_with(cat({kind, " "})); });
    return cat({kind, " ", letters(static_cast<std::size_t>(before))});
}

const std::span<const store::Migration> kRedactionMigrations = kSteps;

journal::Projection redactions_projection() {
    return {.name = "redactions", .tables = {"redaction"}, .apply = apply};
}

}  // namespace longstone::work
