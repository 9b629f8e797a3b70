#include "work/samples.h"

#include <array>

#include "base/text.h"
#include "journal/journal.h"

namespace longstone::work {
namespace {

constexpr const char* kTables = R"(
create table sample (
  record text not null, n bigint not null, drawn_at bigint not null, drawn_by text not null, body text not null,
  primary key (record, n));
)";
constexpr std::array kSteps = {
    store::Migration{.number = 641, .name = "samples drawn", .sql = kTables}};

void apply(store::Session& db, const journal::Event& e) {
    if (e.kind != "record.sample-drawn" || e.body.is_null()) return;
    db.run("insert into sample (record, n, drawn_at, drawn_by, body) values ($1, $2, $3, $4, $5)",
           {e.stream.substr(std::string_view("record/").size()),
            e.body["n"].integer(),
            e.happened_at.micros,
            e.actor,
            e.body.dump()});
}

std::optional<int> years(const Json& json, std::string_view key) {
    if (!json.has(key)) return {};
    return static_cast<int>(json[key].integer());
}

FrameAsked asked_from(const Json& json) {
    return {.pathway = json.text("pathway"),
            .by = json.text("by"),
            .since = parse_date(json.text("since")).value_or(Date{}),
            .until = parse_date(json.text("until")).value_or(Date{}),
            .field = json.text("field"),
            .value = json.text("value"),
            .age_from = years(json, "age_from"),
            .age_to = years(json, "age_to"),
            .agency = json.text("agency"),
            .strata = json.text("strata")};
}

Sample sample_from(const store::Row& row) {
    const auto body = Json::parse(row.text(3)).value_or(Json());
    Sample sample{.n = row.integer(0),
                  .criteria = asked_from(body["criteria"]),
                  .size = body["size"].integer(),
                  .frame = body["frame"].integer(),
                  .seed = body.text("seed"),
                  .by = row.text(2),
                  .reason = body.text("reason"),
                  .at = Instant{row.integer(1)}};
    for (const Json& ref : body["drawn"].items())
        sample.drawn.refs.push_back(ref.text());
    for (const Json& one : body["strata"].items())
        sample.drawn.strata.push_back({.value = one.text("value"),
                                       .frame = one["frame"].integer(),
                                       .drawn = one["drawn"].integer()});
    return sample;
}

}  // namespace

std::vector<Sample> samples_of(Context& context, const access::Grant& grant) {
    std::vector<Sample> samples;
    for (const auto& row : context.db.rows(
             "select n, drawn_at, drawn_by, body from sample where record = $1 order by n desc",
             {grant.subject()})) {
        samples.push_back(sample_from(row));
    }
    return samples;
}

Json to_json(const FrameAsked& asked) {
    Json json = Json::object({{"pathway", asked.pathway},
                              {"by", asked.by},
                              {"since", iso(asked.since)},
                              {"until", iso(asked.until)}});
    if (!asked.field.empty()) json.set("field", asked.field).set("value", asked.value);
    if (asked.age_from) json.set("age_from", *asked.age_from);
    if (asked.age_to) json.set("age_to", *asked.age_to);
    if (!asked.agency.empty()) json.set("agency", asked.agency);
    if (!asked.strata.empty()) json.set("strata", asked.strata);
    return json;
}

const std::span<const store::Migration> kSampleMigrations = kSteps;

journal::Projection samples_projection() {
    return {.name = "samples", .tables = {"sample"}, .apply = apply};
}

}  // namespace longstone::work
