#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kTypes = keys::words("text", "number", "date", "time", "yes-no");
constexpr auto kChanges = keys::words("answers", "refuse");

std::map<std::string, std::string> read_translation(const Node* node, Errors& errors) {
    std::map<std::string, std::string> codes;
    if (node == nullptr) return codes;
    if (!node->is_map()) {
        errors.add(node->place, "\"codes\" must be a mapping", "Write theirs: ours for each.");
        return codes;
    }
    for (const auto& [theirs, ours] : node->members)
        codes[theirs.text] = text_of(ours, errors);
    return codes;
}

FeedColumn read_column(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a column", keys::kFeedColumn, errors);
    FeedColumn column{.id = id,
                      .label = map.text("label"),
                      .hint = map.text("hint"),
                      .type = map.word("type", kTypes, "text"),
                      .field = map.text("field"),
                      .person = map.text("person"),
                      .role = map.text("role"),
                      .required = map.yes("required"),
                      .otherwise = map.text("otherwise"),
                      .only_itself = map.list("only-itself"),
                      .codes = read_translation(map.node("codes"), errors),
                      .place = node.place};
    if (column.label.empty()) column.label = words_of(id);
    return column;
}

FeedAnswer read_answer(const std::string& field, const Node& node, Errors& errors) {
    FeedAnswer answer{.field = field, .place = node.place};
    if (node.is_text()) {
        answer.words = text_of(node, errors);
        return answer;
    }
    const MapReader map(node, "an answer of a feed", keys::kFeedPercent, errors);
    answer.percent = map.required_text("percent");
    answer.of = map.required_text("of");
    return answer;
}

FeedAdds read_adds(const Node& node, Errors& errors) {
    const MapReader map(node, "adds", keys::kFeedAdds, errors);
    return {.same = map.list("same"), .answers = map.list("answers"), .place = node.place};
}

FeedEvent read_event(const Node& node, Errors& errors) {
    const MapReader map(node, "event", keys::kFeedEvent, errors);
    return {.kinds = map.required_text("kinds"),
            .kind = map.required_text("kind"),
            .words = map.text("words"),
            .known = map.text("known"),
            .until = map.text("until"),
            .significance = map.text("significance"),
            .address = map.text("address"),
            .postcode = map.text("postcode"),
            .occurrence = map.text("occurrence"),
            .sensitive = map.list("sensitive"),
            .sensitive_if = map.text("sensitive-if"),
            .place = node.place};
}

FeedRelation read_relation(const Node& node, Errors& errors) {
    const MapReader map(node, "relation", keys::kFeedRelation, errors);
    return {.type = map.required_text("type"),
            .of = map.required_text("of"),
            .from = map.text("from"),
            .until = map.text("until"),
            .place = node.place};
}

}  // namespace

std::vector<std::string> holes_of(std::string_view words) {
    std::vector<std::string> holes;
    for (std::size_t at = words.find('{'); at != std::string_view::npos;
         at = words.find('{', at + 1)) {
        const auto end = words.find('}', at);
        if (end == std::string_view::npos) break;
        holes.emplace_back(words.substr(at + 1, end - at - 1));
    }
    return holes;
}

const FeedColumn* Feed::column(std::string_view wanted) const {
    const auto found = std::ranges::find(columns, wanted, &FeedColumn::id);
    return found == columns.end() ? nullptr : &*found;
}

const FeedColumn* Feed::answering(std::string_view field) const {
    const auto found = std::ranges::find(columns, field, &FeedColumn::field);
    return found == columns.end() || field.empty() ? nullptr : &*found;
}

const std::string& Feed::role_of(const FeedColumn& column) const {
    return column.role.empty() ? subject : column.role;
}

Feed read_feed(const Node& node, Errors& errors) {
    const MapReader map(node, "a feed", keys::kFeed, errors);
    Feed feed{.id = map.required_text("feed"),
              .name = map.required_text("name"),
              .source = map.text("source"),
              .intro = map.text("intro"),
              .sends = map.list("sends"),
              .pathway = map.text("pathway"),
              .as = map.required_text("as"),
              .happened = map.text("happened"),
              .key = map.list("key"),
              .takes_changes = map.word("changes", kChanges, "answers") == "answers",
              .own_number = map.text("own-number"),
              .changed = map.text("changed"),
              .withdrawn = map.text("withdrawn"),
              .place = node.place};
    if (map.has("subject")) feed.subject = map.text("subject");
    map.each("columns", [&](const std::string& id, const Node& value) {
        feed.columns.push_back(read_column(id, value, errors));
    });
    map.each("sets", [&](const std::string& id, const Node& value) {
        feed.sets.push_back(read_answer(id, value, errors));
    });
    if (const Node* adds = map.node("adds")) feed.adds = read_adds(*adds, errors);
    if (const Node* event = map.node("event")) feed.event = read_event(*event, errors);
    if (const Node* relation = map.node("relation"))
        feed.relation = read_relation(*relation, errors);
    return feed;
}

}  // namespace longstone::define
