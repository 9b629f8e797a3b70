#include "define/to_json_pages.h"

#include "define/json_parts.h"
#include "define/pathway.h"

namespace longstone::define {
namespace {

Json group_json(const GroupPart& part) {
    return Object()
        .text("of", part.of)
        .text("to", part.to)
        .text("name", part.name)
        .text("next", part.next)
        .list("shows", part.shows)
        .yes("itself", part.itself)
        .done();
}

Json publication_json(const Publication& part) {
    return Object()
        .text("page", part.page)
        .text("name", part.name)
        .text("hint", part.hint)
        .list("stages", part.stages)
        .yes("public", part.to_public)
        .put("public-when", condition_json(part.public_when))
        .list("series", part.series)
        .text("version", part.version)
        .text("from", part.from)
        .text("review", part.review)
        .text("why", part.why)
        .text("changed", part.changed)
        .list("source", part.source)
        .list("shows", part.shows)
        .list("filters", part.filters)
        .yes("receipts", part.receipts)
        .done();
}

Json plan_json(const PlanPart& part) {
    const auto& each = part.priorities;
    return Object()
        .list("stages", part.stages)
        .text("from", part.from)
        .text("until", part.until)
        .list("shows", part.shows)
        .put("priorities",
             Object()
                 .text("pathway", each.pathway)
                 .text("change", each.change)
                 .text("year", each.year)
                 .text("drivers", each.drivers)
                 .text("owner", each.owner)
                 .text("board", each.board)
                 .text("group", each.group)
                 .text("measures", each.measures)
                 .text("direction", each.direction)
                 .text("difference", each.difference)
                 .text("actions", each.actions)
                 .text("action", each.action)
                 .text("agency", each.agency)
                 .text("who", each.who)
                 .text("due", each.due)
                 .text("evidence", each.evidence)
                 .text("rating", each.rating)
                 .done())
        .done();
}

Json scrutiny_json(const ScrutinyPart& part) {
    return Object()
        .text("standards", part.standards)
        .put("judges", map_json(part.judges))
        .text("from", part.from)
        .text("until", part.until)
        .text("reported", part.reported)
        .text("whole", part.whole)
        .text("evidence", part.evidence)
        .text("standard", part.standard)
        .text("method", part.method)
        .text("on", part.on)
        .text("what", part.what)
        .text("where", part.where)
        .done();
}

Json register_json(const RegisterPart& part) {
    return Object()
        .text("name", part.name)
        .text("hint", part.hint)
        .list("shows", part.shows)
        .done();
}

}  // namespace

void put_pages(Json& into, const Pathway& pathway) {
    if (pathway.group) into.set("group", group_json(*pathway.group));
    if (pathway.publishes) into.set("publishes", publication_json(*pathway.publishes));
    if (pathway.plan) into.set("plan", plan_json(*pathway.plan));
    if (pathway.scrutiny) into.set("scrutiny", scrutiny_json(*pathway.scrutiny));
    if (pathway.registers) into.set("register", register_json(*pathway.registers));
}

}  // namespace longstone::define
