#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kScopes = keys::words("children", "adults", "both");

bool is_colour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

void read_named(const MapReader& map,
                std::string_view key,
                std::map<std::string, std::string>& into) {
    map.each(key, [&](const std::string& id, const Node& value) {
        into[id] = text_of(value, map.errors());
    });
}

Post read_post(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a post", keys::kPost, errors);
    Post post{
        .id = id, .name = map.text("name"), .roles = map.list("roles"), .team = map.text("team")};
    if (post.name.empty()) post.name = words_of(id);
    return post;
}

Agency read_agency(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "an agency", keys::kAgency, errors);
    Agency agency{.id = id,
                  .name = map.required_text("name"),
                  .kind = map.required_text("kind"),
                  .short_name = map.text("short-name"),
                  .kinds = map.list("kinds"),
                  .email = map.text("email"),
                  .phone = map.text("phone"),
                  .place = node.place};
    if (agency.short_name.empty()) agency.short_name = agency.name;
    if (std::find(agency.kinds.begin(), agency.kinds.end(), agency.kind) == agency.kinds.end())
        agency.kinds.insert(agency.kinds.begin(), agency.kind);
    read_named(map, "teams", agency.teams);
    map.each("posts", [&](const std::string& post, const Node& value) {
        agency.posts.push_back(read_post(post, value, errors));
    });
    return agency;
}

GroupTerms read_terms(const Node& node, Errors& errors) {
    const MapReader map(node, "terms of reference", keys::kGroupTerms, errors);
    GroupTerms terms{.version = map.required_text("version"),
                     .from = map.date("from"),
                     .review = map.date("review")};
    if (!map.has("review") && node.is_map())
        errors.add(node.place,
                   "terms of reference need \"review\"",
                   "Say on which day they are reviewed.");
    return terms;
}

Group read_group(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a group", keys::kGroup, errors);
    Group group{.id = id,
                .name = map.required_text("name"),
                .scope = map.word("scope", kScopes, "both"),
                .purpose = map.text("purpose"),
                .decides = map.text("decides"),
                .answers_to = map.text("answers-to"),
                .chair = map.text("chair"),
                .observers = map.list("observers"),
                .quorum = map.list("quorum"),
                .meets = map.text("meets"),
                .minutes = map.limit("minutes"),
                .takes = map.list("takes"),
                .place = node.place};
    if (const Node* terms = map.node("terms")) group.terms = read_terms(*terms, errors);
    map.each("members", [&](const std::string& agency, const Node& value) {
        const MapReader member(value, "a member", keys::kGroupMember, errors);
        group.members.push_back({.agency = agency,
                                 .posts = member.list("post"),
                                 .substitutes = member.list("substitute")});
        if (!member.has("post") && value.is_map())
            errors.add(value.place,
                       cat({"nobody sits on the group for \"", agency, "\""}),
                       "Add post: and one of its posts.");
    });
    return group;
}

void read_look(const MapReader& map, Partnership& partnership) {
    map.each("colours", [&](const std::string& id, const Node& value) {
        const std::string colour = text_of(value, map.errors());
        if (!is_colour(colour) && value.is_text())
            map.errors().add(value.place,
                             cat({"\"", colour, "\" is not a colour"}),
                             "Write six hexadecimal figures in quotes, like \"#0b1f33\".");
        partnership.colours[id] = colour;
    });
    map.each("boards", [&](const std::string& id, const Node& value) {
        const MapReader board(value, "a board", keys::kBoard, map.errors());
        partnership.boards.push_back(
            {.id = id, .name = board.required_text("name"), .roles = board.list("roles")});
    });
}

}  // namespace

Partnership read_partnership(const Node& node, Errors& errors) {
    const MapReader map(node, "a partnership", keys::kPartnership, errors);
    Partnership partnership{.id = map.required_text("partnership"),
                            .name = map.required_text("name"),
                            .short_name = map.text("short-name"),
                            .area = map.required_text("area"),
                            .emergency = map.text("emergency"),
                            .front_door_phone = map.text("front-door-phone"),
                            .out_of_hours_phone = map.text("out-of-hours-phone"),
                            .email = map.text("email"),
                            .privacy = map.text("privacy"),
                            .accessibility = map.text("accessibility"),
                            .repeat_within_months = map.whole("repeat-within-months", 1, 12)};
    if (partnership.short_name.empty()) partnership.short_name = partnership.name;
    read_look(map, partnership);
    read_named(map, "contact", partnership.contact);
    map.each("agencies", [&](const std::string& id, const Node& value) {
        partnership.agencies.push_back(read_agency(id, value, errors));
    });
    map.each("groups", [&](const std::string& id, const Node& value) {
        partnership.groups.push_back(read_group(id, value, errors));
    });
    if (partnership.agencies.empty() && node.is_map())
        errors.add(node.place, "a partnership needs \"agencies\"", "Write at least one.");
    return partnership;
}

std::set<Date> read_school_closures(const Node& partnership, Errors& errors) {
    constexpr int kLongest = 366;
    std::set<Date> closed;
    const Node* list = partnership.find("school-closed");
    if (list == nullptr) return closed;
    if (!list->is_list()) {
        errors.add(list->place, "\"school-closed\" is a list", "Write [{from: …, to: …}, …].");
        return closed;
    }
    for (const Node& item : list->items) {
        const MapReader map(item, "a school closure", keys::kClosure, errors);
        const auto from = map.date("from");
        const auto to = map.has("to") ? map.date("to") : from;
        if (!map.has("from"))
            errors.add(item.place, "a school closure needs \"from\"", "Say its first day.");
        if (!from || !to) continue;
        if (*to < *from || *to - *from > kLongest) {
            errors.add(item.place, "this closure does not end within a year", "Look at its dates.");
            continue;
        }
        for (Date day = *from; day <= *to; day = day + 1)
            closed.insert(day);
    }
    return closed;
}

}  // namespace longstone::define
