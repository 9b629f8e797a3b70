#include "api/openapi.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "define/definitions.h"

namespace longstone::api {
namespace {

using define::Field;
using define::FieldType;

Json schema_of(const define::Definitions& definitions, const Field& field);

Json coded(const define::Definitions& definitions, const std::string& list) {
    Json values = Json::array();
    if (const auto* codes = definitions.code_list(list)) {
        for (const auto& code : codes->codes) {
            if (!code.retired) values.push(code.id);
        }
    }
    return Json::object({{"type", "string"}, {"enum", std::move(values)}});
}

Json many(Json item) {
    return Json::object({{"type", "array"}, {"items", std::move(item)}});
}

Json text_schema(const char* format) {
    return Json::object({{"type", "string"}, {"format", format}});
}

Json group_schema(const define::Definitions& definitions, const Field& field) {
    Json properties{Json::Object{}};
    for (const auto& part : field.fields) {
        properties.set(part.id, schema_of(definitions, part));
    }
    Json group = many(Json::object({{"type", "object"},
                                    {"properties", std::move(properties)},
                                    {"additionalProperties", false}}));
    if (field.at_least > 0) group.set("minItems", field.at_least);
    return group;
}

Json bare_schema(const define::Definitions& definitions, const Field& field) {
    switch (field.type) {
        case FieldType::Number:
            return Json::object({{"type", "number"}, {"minimum", field.minimum.value_or(0)}});
        case FieldType::Scale:
            return Json::object({{"type", "integer"}, {"minimum", 0}, {"maximum", 10}});
        case FieldType::YesNo:
            return Json::object({{"type", Json::strings({"string", "boolean"})},
                                 {"enum", Json(Json::Array{"yes", "no", true, false})}});
        case FieldType::Rag:
            return Json::object(
                {{"type", "string"}, {"enum", Json::strings({"red", "amber", "green"})}});
        case FieldType::Date:
            return text_schema("date");
        case FieldType::DateTime:
            return text_schema("date-time");
        case FieldType::Email:
            return text_schema("email");
        case FieldType::Choice:
            return coded(definitions, field.codes);
        case FieldType::Choices:
            return many(coded(definitions, field.codes));
        case FieldType::Agencies:
        case FieldType::People:
            return many(Json::object({{"type", "string"}}));
        case FieldType::Group:
            return group_schema(definitions, field);
        default:
            return Json::object({{"type", "string"},
                                 {"maxLength",
                                  field.max_length > 0                ? field.max_length
                                  : field.type == FieldType::LongText ? 20'000
                                                                      : 500}});
    }
}

Json schema_of(const define::Definitions& definitions, const Field& field) {
    Json schema = bare_schema(definitions, field);
    schema.set("title", field.label);
    if (!field.hint.empty()) schema.set("description", field.hint);
    return schema;
}

void put_sections(const define::Definitions& definitions,
                  const std::vector<const define::Section*>& sections,
                  Json& properties) {
    for (const auto* section : sections) {
        for (const auto& field : section->fields) {
            properties.set(field.id, schema_of(definitions, field));
        }
    }
}

Json object_schema(const std::string& title, Json properties) {
    return Json::object({{"type", "object"},
                         {"title", title},
                         {"properties", std::move(properties)},
                         {"additionalProperties", false}});
}

// One row. Codes are left to the row's own refusal: a feed takes more spellings than one.
Json feed_schema(const define::Feed& feed) {
    Json properties = Json::object({{"feed", Json::object({{"const", feed.id}})}});
    Json required(Json::Array{"feed"});
    for (const auto& column : feed.columns) {
        properties.set(
            column.id,
            Json::object({{"type", Json::strings({"string", "number", "boolean", "null"})},
                          {"title", column.label}}));
        if (column.required) required.push(column.id);
    }
    auto schema = object_schema(feed.name, std::move(properties));
    schema.set("required", std::move(required));
    return schema;
}

Json schemas(const define::Definitions& definitions) {
    Json all{Json::Object{}};
    for (const auto& [id, pathway] : definitions.pathways) {
        Json properties{Json::Object{}};
        put_sections(definitions, definitions.asked(pathway.opening), properties);
        for (const auto& stage : pathway.stages) {
            put_sections(definitions, definitions.asked(stage.asks), properties);
        }
        all.set(cat({"answers-", id}), object_schema(pathway.name, std::move(properties)));
    }
    for (const auto& [id, form] : definitions.forms) {
        Json properties{Json::Object{}};
        put_sections(definitions, definitions.asked({id}), properties);
        all.set(cat({"form-", id}), object_schema(form.name, std::move(properties)));
    }
    for (const auto& [id, feed] : definitions.feeds) {
        all.set(cat({"feed-", id}), feed_schema(feed));
    }
    all.set("problem",
            Json::object({{"type", "object"},
                          {"properties",
                           Json::object({{"type", Json::object({{"type", "string"}})},
                                         {"title", Json::object({{"type", "string"}})},
                                         {"status", Json::object({{"type", "integer"}})},
                                         {"detail", Json::object({{"type", "string"}})},
                                         {"errors", many(Json::object({{"type", "object"}}))}})}}));
    return all;
}

Json parameters_of(const std::string& pattern) {
    Json list = Json::array();
    for (std::size_t at = pattern.find('{'); at != std::string::npos;
         at = pattern.find('{', at + 1)) {
        const auto name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
        list.push(Json::object({{"name", name},
                                {"in", "path"},
                                {"required", true},
                                {"schema", Json::object({{"type", "string"}})}}));
    }
    return list;
}

// What an address may ask beside its path, where a call is made of such choices.
struct QueryWord {
    const char* pattern;
    const char* name;
    const char* says;
};
constexpr std::array kQueryWords = {
    QueryWord{"/people/{id}/chronology", "as_at", "As it was recorded by this day or time"},
    QueryWord{"/people/{id}/chronology", "known_to", "Only what this agency could have known"},
    QueryWord{"/people/{id}/chronology", "after", "Only what became known after this"},
    QueryWord{"/people/{id}/chronology",
              "with",
              "Others on the line: relations, siblings, household, address, all, or a person's id"},
    QueryWord{"/people/{id}/chronology", "from", "The first day on which it happened"},
    QueryWord{"/people/{id}/chronology", "to", "The last day on which it happened"},
    QueryWord{"/people/{id}/chronology", "agency", "Recorded by this agency"},
    QueryWord{"/people/{id}/chronology", "person", "About this person of the line"},
    QueryWord{"/people/{id}/chronology", "kind", "Of this kind; may be given again"},
    QueryWord{"/people/{id}/chronology", "weight", "At least: some, serious or grave"},
};

void put_query_words(const std::string& pattern, Json& parameters) {
    for (const auto& word : kQueryWords) {
        if (!pattern.ends_with(word.pattern)) continue;
        parameters.push(Json::object({{"name", word.name},
                                      {"in", "query"},
                                      {"description", word.says},
                                      {"schema", Json::object({{"type", "string"}})}}));
    }
}

// What a write takes: one object, or rows, one a line.
Json body_of(const http::Route& route) {
    const bool rows = route.pattern.starts_with("/api/v1/feeds/");
    const auto schema = [](const char* type) {
        return Json::object({{"schema", Json::object({{"type", type}})}});
    };
    Json content(Json::Object{});
    if (rows) {
        content.set("application/x-ndjson", schema("string"));
        content.set("text/csv", schema("string"));
    } else {
        content.set("application/json", schema("object"));
    }
    return Json::object({{"content", std::move(content)}});
}

Json operation(const http::Route& route) {
    const auto problem = Json::object(
        {{"description", "A problem: what is wrong, where, and what to do"},
         {"content",
          Json::object(
              {{"application/problem+json",
                Json::object(
                    {{"schema", Json::object({{"$ref", "#/components/schemas/problem"}})}})}})}});
    Json parameters = parameters_of(route.pattern);
    put_query_words(route.pattern, parameters);
    const bool writes = route.method != "GET";
    if (writes) {
        parameters.push(
            Json::object({{"name", "Idempotency-Key"},
                          {"in", "header"},
                          {"schema", Json::object({{"type", "string"}, {"maxLength", 200}})}}));
    }
    Json json = Json::object(
        {{"summary", route.info.name},
         {"parameters", std::move(parameters)},
         {"responses",
          Json::object({{"2XX", Json::object({{"description", "Done"}})}, {"default", problem}})}});
    if (writes) json.set("requestBody", body_of(route));
    if (route.info.access == http::AccessKind::Public) json.set("security", Json::array());
    return json;
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

}  // namespace

Json openapi(const define::Definitions& definitions, const std::vector<http::Route>& routes) {
    Json paths{Json::Object{}};
    for (const auto& route : routes) {
        if (!route.pattern.starts_with("/api/v1/")) continue;
        Json path = paths[route.pattern];
        path.set(lower(route.method), operation(route));
        paths.set(route.pattern, std::move(path));
    }
    return Json::object(
        {{"openapi", "3.1.0"},
         {"info",
          Json::object(
              {{"title", cat({"Longstone: ", definitions.partnership.name})}, {"version", "1"}})},
         {"security", Json(Json::Array{Json::object({{"token", Json::array()}})})},
         {"paths", std::move(paths)},
         {"components",
          Json::object(
              {{"schemas", schemas(definitions)},
               {"securitySchemes",
                Json::object(
                    {{"token", Json::object({{"type", "http"}, {"scheme", "bearer"}})}})}})}});
}

}  // namespace longstone::api
