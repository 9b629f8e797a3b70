#include "report/document.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::report {
namespace {

using Kind = Block::Kind;

constexpr std::array<std::string_view, 8> kKinds = {
    "heading", "words", "voice", "cards", "table", "chart", "list", "terms"};

std::vector<std::string> strings_of(const Json& json) {
    std::vector<std::string> out;
    for (const auto& item : json.items())
        out.push_back(item.text());
    return out;
}

Json pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
    Json list = Json::array();
    for (const auto& [first, second] : pairs)
        list.push(Json::strings({first, second}));
    return list;
}

std::vector<std::pair<std::string, std::string>> pairs_of(const Json& json) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& pair : json.items())
        if (pair.items().size() == 2)
            out.emplace_back(pair.items()[0].text(), pair.items()[1].text());
    return out;
}

std::optional<double> maybe_real(const Json& json, std::string_view key) {
    return json[key].is_number() ? std::optional(json[key].real()) : std::nullopt;
}

Json json_of(const ShownValue& value) {
    auto json = Json::object({{"text", value.text}});
    if (!value.of.empty()) json.set("of", value.of);
    if (value.value) json.set("value", *value.value);
    if (value.hidden) json.set("hidden", true);
    return json;
}

ShownValue value_from(const Json& json) {
    return {.text = json.text("text"),
            .of = json.text("of"),
            .value = maybe_real(json, "value"),
            .hidden = json["hidden"].boolean()};
}

Json json_of(const Block& block) {
    auto json = Json::object({{"kind", kKinds[static_cast<std::size_t>(block.kind)]}});
    if (!block.title.empty()) json.set("title", block.title);
    if (!block.words.empty()) json.set("words", Json::strings(block.words));
    if (!block.figures.empty()) json.set("figures", Json::strings(block.figures));
    if (!block.terms.empty()) json.set("terms", pairs_json(block.terms));
    return json;
}

Block block_from(const Json& json) {
    Block block{.title = json.text("title"),
                .words = strings_of(json["words"]),
                .figures = strings_of(json["figures"]),
                .terms = pairs_of(json["terms"])};
    const auto at = std::ranges::find(kKinds, json.text("kind"));
    if (at != kKinds.end()) block.kind = static_cast<Kind>(at - kKinds.begin());
    return block;
}

Json json_of(const DocumentChapter& chapter) {
    Json sections = Json::array();
    for (const auto& section : chapter.sections) {
        Json blocks = Json::array();
        for (const auto& block : section.blocks)
            blocks.push(json_of(block));
        sections.push(Json::object(
            {{"id", section.id}, {"title", section.title}, {"blocks", std::move(blocks)}}));
    }
    return Json::object({{"id", chapter.id},
                         {"title", chapter.title},
                         {"glance", chapter.glance},
                         {"sections", std::move(sections)}});
}

DocumentChapter chapter_from(const Json& json) {
    DocumentChapter chapter{
        .id = json.text("id"), .title = json.text("title"), .glance = json["glance"].boolean()};
    for (const auto& section : json["sections"].items()) {
        DocumentSection one{.id = section.text("id"), .title = section.text("title")};
        for (const auto& block : section["blocks"].items())
            one.blocks.push_back(block_from(block));
        chapter.sections.push_back(std::move(one));
    }
    return chapter;
}

}  // namespace

Json to_json(const ShownFigure& figure) {
    Json rows = Json::array();
    for (const auto& row : figure.rows) {
        auto one = Json::object({{"name", row.name}, {"now", json_of(row.now)}});
        if (row.before) one.set("before", json_of(*row.before));
        rows.push(std::move(one));
    }
    auto json = Json::object({{"id", figure.id},
                              {"name", figure.name},
                              {"shape", figure.shape},
                              {"measure", figure.measure},
                              {"question", figure.question},
                              {"source", figure.source},
                              {"note", figure.note},
                              {"version", figure.version},
                              {"good", figure.good},
                              {"unit", figure.unit},
                              {"period", figure.period},
                              {"before_period", figure.before_period},
                              {"by_name", figure.by_name},
                              {"address_query", figure.address_query},
                              {"because", figure.because},
                              {"hidden", figure.hidden},
                              {"rows", std::move(rows)},
                              {"others", pairs_json(figure.others)}});
    if (figure.shape != "run") return json;
    Json stretches = Json::array();
    for (const auto& stretch : figure.stretches) {
        auto one =
            Json::object({{"from", stretch.from}, {"to", stretch.to}, {"mean", stretch.mean}});
        if (stretch.lower) one.set("lower", *stretch.lower);
        if (stretch.upper) one.set("upper", *stretch.upper);
        stretches.push(std::move(one));
    }
    json.set("says", figure.says)
        .set("special", figure.special)
        .set("stretches", std::move(stretches));
    return json;
}

ShownFigure shown_from_json(const Json& json) {
    ShownFigure figure{.id = json.text("id"),
                       .name = json.text("name"),
                       .shape = json.text("shape"),
                       .measure = json.text("measure"),
                       .question = json.text("question"),
                       .source = json.text("source"),
                       .note = json.text("note"),
                       .version = json.text("version"),
                       .good = json.text("good"),
                       .unit = json.text("unit"),
                       .period = json.text("period"),
                       .before_period = json.text("before_period"),
                       .by_name = json.text("by_name"),
                       .address_query = json.text("address_query"),
                       .because = json.text("because"),
                       .hidden = json["hidden"].boolean(),
                       .others = pairs_of(json["others"]),
                       .says = json.text("says"),
                       .special = json["special"].boolean()};
    for (const auto& row : json["rows"].items()) {
        ShownRow one{.name = row.text("name"), .now = value_from(row["now"])};
        if (row.has("before")) one.before = value_from(row["before"]);
        figure.rows.push_back(std::move(one));
    }
    for (const auto& stretch : json["stretches"].items())
        figure.stretches.push_back({.from = static_cast<std::size_t>(stretch["from"].integer()),
                                    .to = static_cast<std::size_t>(stretch["to"].integer()),
                                    .mean = stretch["mean"].real(),
                                    .lower = maybe_real(stretch, "lower"),
                                    .upper = maybe_real(stretch, "upper")});
    return figure;
}

const ShownFigure* Document::figure(std::string_view id) const {
    const auto found = std::ranges::find(figures, id, &ShownFigure::id);
    return found == figures.end() ? nullptr : &*found;
}

std::string Document::standing() const {
    const auto day = longstone::say(london(taken).date);
    if (frozen) return cat({"The figures were frozen on ", day, "."});
    return cat({"The figures are as they stood on ", day, ". They are not frozen and can change."});
}

Json to_json(const Document& document) {
    Json chapters = Json::array();
    for (const auto& chapter : document.chapters)
        chapters.push(json_of(chapter));
    Json figures = Json::array();
    for (const auto& figure : document.figures)
        figures.push(to_json(figure));
    auto json = Json::object({{"report", document.report},
                              {"title", document.title},
                              {"record", document.record},
                              {"slug", document.slug},
                              {"partnership", document.partnership},
                              {"area", document.area},
                              {"email", document.email},
                              {"source", document.source},
                              {"from", iso(document.spell.from)},
                              {"to", iso(document.spell.to)},
                              {"taken", iso(document.taken)},
                              {"frozen", document.frozen},
                              {"chapters", std::move(chapters)},
                              {"figures", std::move(figures)}});
    if (document.published) json.set("published", iso(*document.published));
    return json;
}

Document document_from_json(const Json& json) {
    Document document{.report = json.text("report"),
                      .title = json.text("title"),
                      .record = json.text("record"),
                      .slug = json.text("slug"),
                      .partnership = json.text("partnership"),
                      .area = json.text("area"),
                      .email = json.text("email"),
                      .source = json.text("source"),
                      .spell = {.from = parse_date(json.text("from")).value_or(Date{}),
                                .to = parse_date(json.text("to")).value_or(Date{})},
                      .taken = parse_instant(json.text("taken")).value_or(Instant{}),
                      .frozen = json["frozen"].boolean(),
                      .published = parse_instant(json.text("published"))};
    for (const auto& chapter : json["chapters"].items())
        document.chapters.push_back(chapter_from(chapter));
    for (const auto& figure : json["figures"].items())
        document.figures.push_back(shown_from_json(figure));
    return document;
}

}  // namespace longstone::report
