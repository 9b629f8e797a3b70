#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {

Node extended(const Node& base, const Node& change, Errors& errors) {
    if (!base.is_map() || !change.is_map()) return change;
    Node out = base;
    for (const auto& [key, value] : change.members) {
        if (key.text == "extends") continue;
        const auto there = std::find_if(
            out.members.begin(), out.members.end(), [&key](const Node::Member& member) {
                return member.first.text == key.text;
            });
        const bool removes = value.is_text() && value.text == "remove";
        if (there == out.members.end()) {
            if (removes)
                errors.add(key.place,
                           cat({"there is no \"", key.text, "\" to remove"}),
                           "Take this line away, or look for its name in England's file.");
            else
                out.members.emplace_back(key, value);
        } else if (removes) {
            out.members.erase(there);
        } else {
            there->second = extended(there->second, value, errors);
            if (!there->second.is_map()) there->first = key;
        }
    }
    return out;
}

}  // namespace longstone::define
