#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "define/form.h"

// YAML as definitions use it: maps, lists and text. Every scalar stays text, so `on`, `no` and `1A`
// mean what they say; every node knows its file, line and column. Refused, with the place: anchors,
// aliases, tags, directives, duplicate keys, keys that are not text, several documents in a file,
// nesting deeper than kDeepest, files larger than kLargestFile and text that is not UTF-8.
namespace longstone::define {

class Errors;

inline constexpr int kDeepest = 40;
inline constexpr std::size_t kLargestFile = 1'000'000;

struct Node {
    using Member = std::pair<Node, Node>;  // key, value
    enum class Kind { Text, List, Map };

    Kind kind = Kind::Text;
    std::string text = {};
    std::vector<Node> items = {};
    std::vector<Member> members = {};
    Place place = {};

    [[nodiscard]] bool is_text() const { return kind == Kind::Text; }
    [[nodiscard]] bool is_list() const { return kind == Kind::List; }
    [[nodiscard]] bool is_map() const { return kind == Kind::Map; }
    [[nodiscard]] const Node* find(std::string_view key) const;
    [[nodiscard]] const Node* key(std::string_view key) const;  // the key itself, for its place
    // The deepest node there is along the keys; this one when there is none of them.
    [[nodiscard]] const Node& at(const std::vector<std::string>& keys) const;
    // The first key or text below that reads so; this one when there is none.
    [[nodiscard]] const Node& mention(std::string_view text) const;
};

// The one document of the text, or nothing and an error.
std::optional<Node> read_yaml(const std::string& file, std::string_view text, Errors& errors);

}  // namespace longstone::define
