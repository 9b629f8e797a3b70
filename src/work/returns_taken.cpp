#include "work/returns_taken.h"

#include <array>

#include "work/answers.h"

namespace longstone::work {
namespace {

constexpr const char* kTables = R"(
create table return_taken (
  request text primary key, record text not null, at bigint not null, by_user text not null, body text not null);
create table return_seal (
  partnership text primary key, seal text not null, since bigint not null, by_user text not null);
)";
constexpr std::array kSteps = {store::Migration{
    .number = 690, .name = "returns taken in from other partnerships", .sql = kTables}};

void apply(store::Session& db, const journal::Event& e) {
    if (e.kind != "record.return-taken" || e.body.is_null()) return;
    db.run(
        "insert into return_taken (request, record, at, by_user, body) values ($1, $2, $3, $4, $5) "
        "on conflict (request) do update set at = excluded.at, by_user = excluded.by_user, body = "
        "excluded.body",
        {e.body.text("request"),
         e.stream.substr(std::string_view("record/").size()),
         e.happened_at.micros,
         e.actor,
         e.body.dump()});
    db.run(
        "insert into return_seal (partnership, seal, since, by_user) values ($1, $2, $3, $4) on "
        "conflict (partnership) do update set since = case when return_seal.seal = excluded.seal "
        "then return_seal.since else excluded.since end, by_user = excluded.by_user, seal = "
        "excluded.seal",
        {e.body.text("partnership"), e.body.text("seal"), e.happened_at.micros, e.actor});
}

std::vector<std::string> texts(const Json& list) {
    std::vector<std::string> out;
    for (const Json& one : list.items())
        out.push_back(one.text());
    return out;
}

Fitted fitted_from(const Json& json) {
    Fitted fitted{.answers = answers_from_json(json["answers"]).value_or(Answers{}),
                  .other_words = texts(json["other_words"]),
                  .not_asked = texts(json["not_asked"])};
    for (const Json& one : json["unfit"].items())
        fitted.unfit.push_back({.id = one.text("id"),
                                .words = one.text("words"),
                                .says = one.text("says"),
                                .why = one.text("why")});
    return fitted;
}

}  // namespace

Json to_json(const Fitted& fitted) {
    Json unfit = Json::array();
    for (const auto& one : fitted.unfit)
        unfit.push(Json::object(
            {{"id", one.id}, {"words", one.words}, {"says", one.says}, {"why", one.why}}));
    return Json::object({{"answers", to_json(fitted.answers)},
                         {"unfit", std::move(unfit)},
                         {"other_words", Json::strings(fitted.other_words)},
                         {"not_asked", Json::strings(fitted.not_asked)}});
}

std::optional<TakenReturn> taken_return(Context& context, std::string_view request) {
    const auto row =
        context.db.one("select at, by_user, body from return_taken where request = $1", {request});
    if (!row) return {};
    const auto body = Json::parse(row->text(2)).value_or(Json());
    return TakenReturn{.partnership_name = body.text("partnership_name"),
                       .agency_name = body.text("agency_name"),
                       .record = body.text("from_record"),
                       .round = body.text("round"),
                       .digest = body.text("digest"),
                       .key = unhex(body.text("seal")),
                       .answered = parse_instant(body.text("answered_at")).value_or(Instant{}),
                       .at = Instant{row->integer(0)},
                       .by = row->text(1),
                       .fitted = fitted_from(body["fitted"])};
}

std::optional<KnownSeal> known_seal(Context& context, std::string_view partnership) {
    const auto row =
        context.db.one("select seal, since from return_seal where partnership = $1", {partnership});
    if (!row) return {};
    return KnownSeal{.key = unhex(row->text(0)), .since = Instant{row->integer(1)}};
}

const std::span<const store::Migration> kReturnMigrations = kSteps;

journal::Projection returns_projection() {
    return {.name = "returns", .tables = {"return_taken", "return_seal"}, .apply = apply};
}

}  // namespace longstone::work
