#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kSources = keys::words("groups");
constexpr auto kStatuses = keys::words("ok", "unverified", "local");

}  // namespace

CodeList read_codes(const Node& node, Errors& errors) {
    const MapReader map(node, "a code list", keys::kCodes, errors);
    CodeList list{.id = map.required_text("codes"),
                  .name = map.required_text("name"),
                  .source = map.text("source"),
                  .status = map.word("status", kStatuses, "local"),
                  .place = node.place};
    list.groups = map.word("from", kSources, "") == "groups";
    const Node* items = map.node("items");
    if (items == nullptr && list.groups) return list;
    if (items == nullptr || !items->is_map() || items->members.empty()) {
        errors.add(items == nullptr ? node.place : items->place,
                   "a code list needs \"items\"",
                   "Write items: and one code: {text: …} a line.");
        return list;
    }
    for (const auto& [id, value] : items->members) {
        const MapReader code(value, "a code", keys::kCode, errors);
        if (id.text.empty() || id.text.find_first_of(" \t\n") != std::string::npos)
            errors.add(id.place,
                       cat({"\"", id.text, "\" is not a code"}),
                       "A code is one word without spaces.");
        list.codes.push_back({.id = id.text,
                              .text = code.required_text("text"),
                              .hint = code.text("hint"),
                              .inverse = code.text("inverse"),
                              .kinds = code.list("kinds"),
                              .face = code.whole("face", 1, 0),
                              .alone = code.yes("alone"),
                              .retired = code.yes("retired")});
    }
    return list;
}

}  // namespace longstone::define
