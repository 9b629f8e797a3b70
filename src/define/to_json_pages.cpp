#include "define/to_json_pages.h"

#include "define/pathway.h"

namespace longstone::define {
namespace {

void put(Json& into, const char* key, const std::string& value) {
    if (!value.empty()) into.set(key, value);
}

void put(Json& into, const char* key, const std::vector<std::string>& values) {
    if (!values.empty()) into.set(key, Json::strings(values));
}

Json group_json(const GroupPart& part) {
    Json out = Json(Json::Object{});
    put(out, "of", part.of);
    put(out, "to", part.to);
    put(out, "name", part.name);
    put(out, "shows", part.shows);
    if (part.itself) out.set("itself", true);
    return out;
}

Json publication_json(const Publication& part) {
    Json out = Json(Json::Object{});
    put(out, "page", part.page);
    put(out, "name", part.name);
    put(out, "stages", part.stages);
    if (part.to_public) out.set("public", true);
    put(out, "series", part.series);
    put(out, "from", part.from);
    put(out, "review", part.review);
    put(out, "shows", part.shows);
    if (part.receipts) out.set("receipts", true);
    return out;
}

}  // namespace

void put_pages(Json& into, const Pathway& pathway) {
    if (pathway.group) into.set("group", group_json(*pathway.group));
    if (pathway.publishes) into.set("publishes", publication_json(*pathway.publishes));
    if (pathway.plan) {
        Json plan = Json(Json::Object{});
        put(plan, "stages", pathway.plan->stages);
        put(plan, "priorities", pathway.plan->priorities.pathway);
        into.set("plan", std::move(plan));
    }
    if (pathway.scrutiny) {
        Json scrutiny = Json(Json::Object{});
        put(scrutiny, "standards", pathway.scrutiny->standards);
        into.set("scrutiny", std::move(scrutiny));
    }
    if (pathway.registers) {
        Json listed = Json(Json::Object{});
        put(listed, "name", pathway.registers->name);
        put(listed, "shows", pathway.registers->shows);
        into.set("register", std::move(listed));
    }
}

}  // namespace longstone::define
