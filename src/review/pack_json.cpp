#include "review/pack.h"

namespace longstone::review {
namespace {

Json details_json(const std::vector<std::pair<std::string, std::string>>& details) {
    Json all = Json::array();
    for (const auto& [label, value] : details)
        all.push(Json::object({{"label", label}, {"value", value}}));
    return all;
}

Json lines_json(const std::vector<PackLine>& lines) {
    Json all = Json::array();
    for (const auto& line : lines)
        all.push(
            Json::object({{"words", line.words}, {"agency", line.agency}, {"when", line.when}}));
    return all;
}

}  // namespace

Json to_json(const Pack& pack) {
    Json people = Json::array(), records = Json::array(), agencies = Json::array(),
         line = Json::array(), decisions = Json::array(), redactions = Json::array();
    for (const auto& one : pack.people)
        people.push(Json::object({{"name", one.name},
                                  {"about", one.about},
                                  {"role", one.role},
                                  {"subject", one.subject}}));
    for (const auto& one : pack.records)
        records.push(Json::object({{"ref", one.ref},
                                   {"pathway", one.pathway},
                                   {"stage", one.stage},
                                   {"opened_at", iso(one.opened)},
                                   {"closed_at", one.closed ? Json(iso(*one.closed)) : Json()},
                                   {"line", one.line}}));
    for (const auto& one : pack.agencies)
        agencies.push(Json::object(
            {{"name", one.name},
             {"entries", static_cast<std::int64_t>(one.entries)},
             {"first_known_at", one.first_known ? Json(iso(*one.first_known)) : Json()}}));
    for (const auto& one : pack.line)
        line.push(Json::object({{"happened_at", iso(one.happened)},
                                {"recorded_at", iso(one.recorded)},
                                {"record", one.record},
                                {"agency", one.agency},
                                {"source", one.source},
                                {"words", one.words},
                                {"weight", one.weight},
                                {"details", details_json(one.details)}}));
    for (const auto& one : pack.decisions)
        decisions.push(Json::object({{"id", one.id},
                                     {"record", one.record},
                                     {"words", one.words},
                                     {"reason", one.reason},
                                     {"post", one.post},
                                     {"agency", one.agency},
                                     {"at", iso(one.at)},
                                     {"details", details_json(one.details)},
                                     {"could_see", static_cast<std::int64_t>(one.could_see)},
                                     {"looked_at", static_cast<std::int64_t>(one.looked)},
                                     {"hidden", lines_json(one.hidden)},
                                     {"later", lines_json(one.later)}}));
    for (const auto& one : pack.redactions)
        if (one.holds())
            redactions.push(
                Json::object({{"label", one.label},
                              {"reason", one.reason},
                              {"by", one.by.empty() ? Json() : Json(one.by)},
                              {"at", one.at == Instant{} ? Json() : Json(iso(one.at))}}));
    Json left = Json::array();
    for (const auto& one : pack.left_names)
        left.push(Json::object({{"words", one.words},
                                {"times", static_cast<std::int64_t>(one.times)},
                                {"around", one.around}}));
    return Json::object({{"record", pack.record},
                         {"title", pack.title},
                         {"partnership", pack.partnership},
                         {"made_at", iso(pack.made)},
                         {"people", std::move(people)},
                         {"records", std::move(records)},
                         {"facts", details_json(pack.facts)},
                         {"agencies", std::move(agencies)},
                         {"chronology", std::move(line)},
                         {"decisions", std::move(decisions)},
                         {"redactions", std::move(redactions)},
                         {"unrecognised_names", std::move(left)}});
}

}  // namespace longstone::review
