#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr int kFewestTold = 5;
constexpr int kLeastFewest = 2;

std::map<std::string, std::string> texts(const MapReader& map, std::string_view key) {
    std::map<std::string, std::string> out;
    map.each(key, [&](const std::string& id, const Node& value) {
        out[id] = text_of(value, map.errors());
    });
    return out;
}

void read_anonymous(const MapReader& map, LinkRule& rule) {
    const Node* node = map.node("anonymous");
    if (node == nullptr) return;
    if (node->is_map()) {
        rule.anonymous = read_condition(*node, map.errors());
        rule.is_anonymous = true;
    } else {
        rule.is_anonymous = map.yes("anonymous");
    }
}

}  // namespace

LinkRule read_link(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a link", keys::kLink, errors);
    LinkRule rule{.id = id,
                  .name = map.required_text("name"),
                  .opens = map.required_text("opens"),
                  .copies = map.list("copies"),
                  .renames = texts(map, "renames"),
                  .sets = texts(map, "sets"),
                  .words = texts(map, "words"),
                  .expires = map.limit("expires"),
                  .most = map.whole("most", 1, 0),
                  .intro = map.text("intro"),
                  .readers = map.required_text("readers"),
                  .after = map.required_text("after"),
                  .themes = map.text("themes"),
                  .rating = map.text("rating"),
                  .comments = map.list("comments"),
                  .print = map.condition("print"),
                  .place = node.place};
    read_anonymous(map, rule);
    if (!map.has("expires") && node.is_map())
        errors.add(node.place,
                   "a link needs \"expires\"",
                   "Say how long it lives, as expires: 30 days; it can be made again.");
    return rule;
}

StoryRule read_story(const Node& node, Errors& errors) {
    const MapReader map(node, "a story", keys::kStory, errors);
    return {.link = map.required_text("link"),
            .fewest = map.whole("fewest", kLeastFewest, kFewestTold),
            .asked = map.list("asked"),
            .invited = map.text("invited"),
            .answered = map.text("answered"),
            .did = map.text("did"),
            .changed = map.list("changed"),
            .place = node.place};
}

}  // namespace longstone::define
