#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kStatuses = keys::words("ok", "unverified", "local");
constexpr auto kAnswers = keys::words("from-here", "own-system");

// A limit that has to be there.
Limit required_limit(const MapReader& map, std::string_view key) {
    if (const auto limit = map.limit(key)) return *limit;
    if (!map.has(key))
        map.errors().add(map.place(),
                         cat({"it is not said ", key, " how long"}),
                         cat({"Add ", key, ": 28 days."}));
    return {};
}

Gateway read_gateway(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a gateway", keys::kGateway, errors);
    Gateway gateway{.id = id,
                    .name = map.required_text("name"),
                    .source = map.required_text("source"),
                    .status = map.word("status", kStatuses, "local"),
                    .about = map.list("about"),
                    .asker_kinds = map.list("asker-kinds"),
                    .purposes = map.list("purposes"),
                    .carries_sensitive = map.yes("carries-sensitive"),
                    .place = node.place};
    if (gateway.purposes.empty() && node.is_map())
        errors.add(node.place, "it is for no purpose", "Add purposes: [purposes].");
    return gateway;
}

KnownRules read_known(const Node& node, Errors& errors) {
    const MapReader map(node, "known", keys::kKnown, errors);
    KnownRules known{.answers_after = required_limit(map, "answers-after"),
                     .each_hour = map.whole("each-hour", 1, 20),
                     .each_day = map.whole("each-day", 1, 200),
                     .list_lasts = required_limit(map, "list-lasts"),
                     .stands = required_limit(map, "stands"),
                     .place = node.place};
    map.each("categories", [&](const std::string& id, const Node& value) {
        known.categories[id] = text_of(value, errors);
    });
    return known;
}

SharingAgency read_agency(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "how an agency shares", keys::kSharingAgency, errors);
    const bool own = map.word("answers", kAnswers, "from-here") == "own-system";
    return {.id = id,
            .answers = own ? SharingAgency::Answers::OwnSystem : SharingAgency::Answers::FromHere,
            .tells = map.list("tells"),
            .contact = map.text("contact"),
            .place = node.place};
}

}  // namespace

void read_sharing(const Node& node, Sharing& sharing, Errors& errors) {
    const MapReader map(node, "sharing", keys::kSharing, errors);
    map.each("purposes", [&](const std::string& id, const Node& value) {
        const MapReader one(value, "a purpose", keys::kSharingPurpose, errors);
        sharing.purposes[id] = {.id = id,
                                .name = one.required_text("name"),
                                .hint = one.text("hint"),
                                .place = value.place};
    });
    map.each("gateways", [&](const std::string& id, const Node& value) {
        sharing.gateways[id] = read_gateway(id, value, errors);
    });
    map.each("fields", [&](const std::string& id, const Node& value) {
        const MapReader one(value, "a field that is shared", keys::kSharedField, errors);
        sharing.fields[id] = {.id = id,
                              .name = one.required_text("name"),
                              .hint = one.text("hint"),
                              .longest = required_limit(one, "longest"),
                              .sensitive = one.yes("sensitive"),
                              .place = value.place};
    });
    if (const Node* known = map.node("known")) sharing.known = read_known(*known, errors);
    map.each("agencies", [&](const std::string& id, const Node& value) {
        sharing.agencies[id] = read_agency(id, value, errors);
    });
}

}  // namespace longstone::define
