#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "define/check.h"
#include "define/read.h"

// Whatever the bytes: they are a tree and then a pathway or a form that every check can look at, or
// are refused with a place inside the text and words that can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace longstone;
    using namespace longstone::define;
    Errors errors;
    const auto node = read_yaml("fuzz.yaml", {reinterpret_cast<const char*>(data), size}, errors);
    if (node.has_value() != errors.empty()) std::abort();
    if (node) {
        Definitions definitions;
        Sources sources;
        for (const char* id : {"fuzz", "again"}) {
            definitions.pathways[id] = read_pathway(*node, errors);
            definitions.pathways[id].id = id;
            definitions.forms[id] = read_form(*node, errors);
            definitions.forms[id].id = id;
            sources.pathways[id] = sources.forms[id] = *node;
        }
        const Node changed = extended(*node, *node, errors);
        if (changed.members.size() > node->members.size()) std::abort();
        if (node->is_map()) check(definitions, sources, errors);
        for (const auto& [id, pathway] : definitions.pathways)
            if (to_json(definitions, pathway).dump().empty()) std::abort();
    }
    for (const DefinitionError& error : errors.take()) {
        if (error.place.line < 1 || error.place.column < 1) std::abort();
        if (error.what.empty() || !is_valid_utf8(error.say())) std::abort();
    }
    return 0;
}
