#include "define/yaml.h"

#include <algorithm>
#include <memory>
#include <set>

#include <yaml.h>

#include "base/text.h"
#include "define/errors.h"

namespace longstone::define {
namespace {

// Builds the tree from the parser's events. The first thing refused ends the reading of the file:
// what follows it cannot be trusted to mean what it seems to.
class TreeReader {
public:
    TreeReader(const std::string& file, std::string_view text, Errors& errors)
        : file_(file), errors_(errors) {
        if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        yaml_parser_set_input_string(&parser_, bytes, text.size());
    }
    TreeReader(const TreeReader&) = delete;
    TreeReader& operator=(const TreeReader&) = delete;
    ~TreeReader() {
        yaml_event_delete(&event_);
        yaml_parser_delete(&parser_);
    }

    std::optional<Node> read() {
        if (!advance()) return {};  // the start of the stream
        if (!advance()) return {};
        if (event_.type == YAML_STREAM_END_EVENT)
            return refuse("the file is empty", "Write the definition, or take the file away.");
        if (event_.data.document_start.version_directive != nullptr ||
            event_.data.document_start.tag_directives.start !=
                event_.data.document_start.tag_directives.end)
            return refuse("a directive is not part of the definition language", "Take it away.");
        if (!advance()) return {};
        auto root = value(0);
        if (!root || !advance() || !advance()) return {};  // the document's end, then the stream's
        if (event_.type != YAML_STREAM_END_EVENT)
            return refuse("a second document begins here", "Give each definition its own file.");
        return root;
    }

private:
    Place place_of(const yaml_mark_t& mark) const {
        return {.file = file_,
                .line = static_cast<int>(mark.line) + 1,
                .column = static_cast<int>(mark.column) + 1};
    }

    std::nullopt_t refuse(const std::string& what, const std::string& cure) {
        errors_.add(place_of(event_.start_mark), what, cure);
        return std::nullopt;
    }

    bool advance() {
        yaml_event_delete(&event_);
        if (yaml_parser_parse(&parser_, &event_) != 0) return true;
        const std::string problem = parser_.problem == nullptr ? "unreadable" : parser_.problem;
        errors_.add(place_of(parser_.problem_mark),
                    cat({"this is not YAML: ", problem}),
                    "Look at the indentation, the brackets and the quotes here and just above.");
        return false;
    }

    std::optional<Node> value(int depth) {
        if (depth > kDeepest)
            return refuse("nested too deep",
                          cat({"Definitions nest at most ", number(kDeepest), " deep."}));
        switch (event_.type) {
            case YAML_SCALAR_EVENT:
                return scalar();
            case YAML_SEQUENCE_START_EVENT:
                return list(depth);
            case YAML_MAPPING_START_EVENT:
                return map(depth);
            case YAML_ALIAS_EVENT:
                return refuse("an alias is not part of the definition language",
                              "Write the text out here.");
            default:
                return refuse("text, a list or a mapping was expected", "Write one.");
        }
    }

    bool plain(const yaml_char_t* anchor, const yaml_char_t* tag) {
        if (anchor != nullptr)
            refuse("an anchor is not part of the definition language",
                   "Take it away; put text that begins with & in quotes.");
        else if (tag != nullptr)
            refuse("a tag is not part of the definition language",
                   "Take it away; put text that begins with ! in quotes.");
        return anchor == nullptr && tag == nullptr;
    }

    std::optional<Node> scalar() {
        const auto& data = event_.data.scalar;
        if (!plain(data.anchor, data.tag)) return {};
        return Node{.text = std::string(reinterpret_cast<const char*>(data.value), data.length),
                    .place = place_of(event_.start_mark)};
    }

    std::optional<Node> list(int depth) {
        const auto& data = event_.data.sequence_start;
        if (!plain(data.anchor, data.tag)) return {};
        Node node{.kind = Node::Kind::List, .place = place_of(event_.start_mark)};
        while (true) {
            if (!advance()) return {};
            if (event_.type == YAML_SEQUENCE_END_EVENT) return node;
            auto item = value(depth + 1);
            if (!item) return {};
            node.items.push_back(std::move(*item));
        }
    }

    std::optional<Node> map(int depth) {
        const auto& data = event_.data.mapping_start;
        if (!plain(data.anchor, data.tag)) return {};
        Node node{.kind = Node::Kind::Map, .place = place_of(event_.start_mark)};
        std::set<std::string> seen;
        while (true) {
            if (!advance()) return {};
            if (event_.type == YAML_MAPPING_END_EVENT) return node;
            auto key = value(depth + 1);
            if (!key) return {};
            if (!key->is_text()) {
                errors_.add(key->place, "a key must be text", "Write a word before the colon.");
                return {};
            }
            if (!seen.insert(key->text).second) {
                errors_.add(
                    key->place, cat({"\"", key->text, "\" is here twice"}), "Keep one of the two.");
                return {};
            }
            if (!advance()) return {};
            auto of_key = value(depth + 1);
            if (!of_key) return {};
            node.members.emplace_back(std::move(*key), std::move(*of_key));
        }
    }

    const std::string& file_;
    Errors& errors_;
    yaml_parser_t parser_ = {};
    yaml_event_t event_ = {};
};

int line_of_bad_utf8(std::string_view text) {
    int line = 1;
    for (const std::string& row : split(text, '\n')) {
        if (!is_valid_utf8(row)) return line;
        ++line;
    }
    return 1;
}

}  // namespace

const Node* Node::find(std::string_view wanted) const {
    for (const auto& [name, value] : members)
        if (name.text == wanted) return &value;
    return nullptr;
}

const Node* Node::key(std::string_view wanted) const {
    for (const auto& [name, value] : members)
        if (name.text == wanted) return &name;
    return nullptr;
}

const Node& Node::at(const std::vector<std::string>& keys) const {
    const Node* here = this;
    for (const std::string& wanted : keys) {
        const Node* next = here->find(wanted);
        if (next == nullptr) break;
        here = next;
    }
    return *here;
}

const Node& Node::mention(std::string_view wanted) const {
    if (is_text()) return *this;
    const auto below = [wanted](const Node& node) -> const Node* {
        const Node& found = node.mention(wanted);
        return found.is_text() && found.text == wanted ? &found : nullptr;
    };
    for (const auto& [name, value] : members) {
        if (name.text == wanted) return name;
        if (const Node* found = below(value)) return *found;
    }
    for (const Node& item : items)
        if (const Node* found = below(item)) return *found;
    return *this;
}

std::optional<Node> read_yaml(const std::string& file, std::string_view text, Errors& errors) {
    const Place start{.file = file, .line = 1, .column = 1};
    if (text.size() > kLargestFile) {
        errors.add(start, "the file is larger than a megabyte", "Split what it says.");
        return {};
    }
    if (!is_valid_utf8(text)) {
        errors.add({.file = file, .line = line_of_bad_utf8(text), .column = 1},
                   "this line is not UTF-8 text",
                   "Save the file as UTF-8.");
        return {};
    }
    errors.remember(file, text);
    return TreeReader(file, text, errors).read();
}

}  // namespace longstone::define
