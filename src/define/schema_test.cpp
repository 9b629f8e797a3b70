#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "base/json.h"
#include "base/text.h"
#include "define/errors.h"
#include "define/keys.h"
#include "define/yaml.h"

// The editors' schemas say the same words as the reader, and accept what is shipped.
using namespace longstone;
using namespace longstone::define;

namespace {

namespace fs = std::filesystem;

const std::string kDefinitions = std::string(LONGSTONE_ROOT) + "/definitions/";

std::string text_of_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

Json schema(std::string_view name) {
    const auto json = Json::parse(text_of_file(cat({kDefinitions, "schema/", name, ".json"})));
    INFO("schema ", std::string(name));
    REQUIRE(json.has_value());
    return *json;
}

// As much of JSON Schema as the shipped schemas use to say which keys and words stand where.
class Acceptor {
public:
    explicit Acceptor(const Json& root) : root_(root) {}

    bool accepts(const Json& schema, const Node& node) const {
        if (schema.has("$ref")) {
            constexpr std::string_view kLocal = "#/$defs/";
            const std::string ref = schema.text("$ref");
            REQUIRE(ref.starts_with(kLocal));
            const Json& target = root_["$defs"][ref.substr(kLocal.size())];
            REQUIRE_FALSE(target.is_null());
            return accepts(target, node);
        }
        if (schema.has("anyOf")) {
            const auto& choices = schema["anyOf"].items();
            return std::any_of(choices.begin(), choices.end(), [&](const Json& choice) {
                return accepts(choice, node);
            });
        }
        if (node.is_map()) return accepts_map(schema, node);
        if (node.is_list())
            return is(schema, "array") &&
                   std::all_of(node.items.begin(), node.items.end(), [&](const Node& item) {
                       return accepts(schema["items"], item);
                   });
        return accepts_text(schema, node.text);
    }

private:
    static bool is(const Json& schema, std::string_view type) {
        const Json& said = schema["type"];
        if (said.is_string()) return said.text() == type;
        return std::any_of(said.items().begin(), said.items().end(), [&](const Json& one) {
            return one.text() == type;
        });
    }

    static bool accepts_text(const Json& schema, const std::string& text) {
        if (schema.has("const")) return schema.text("const") == text;
        if (!schema.has("enum")) return is(schema, "string");
        const auto& words = schema["enum"].items();
        return std::any_of(words.begin(), words.end(), [&](const Json& word) {
            return word.is_string() && word.text() == text;
        });
    }

    bool accepts_map(const Json& schema, const Node& node) const {
        if (!is(schema, "object")) return false;
        for (const Json& key : schema["required"].items())
            if (node.find(key.text()) == nullptr) return false;
        return std::all_of(
            node.members.begin(), node.members.end(), [&](const Node::Member& member) {
                const std::string& key = member.first.text;
                if (schema["properties"].has(key))
                    return accepts(schema["properties"][key], member.second);
                const Json& others = schema["additionalProperties"];
                return others.is_object() && accepts(others, member.second);
            });
    }

    const Json& root_;
};

std::string schema_for(const fs::path& file) {
    const std::string folder = file.parent_path().filename().string();
    if (folder == "codes") return "codes";
    if (folder == "forms") return "form";
    if (folder == "pathways") return "pathway";
    if (folder == "feeds") return "feed";
    if (folder == "reports") return "report";
    if (folder == "loops") return "loop";
    const std::string name = file.stem().string();
    return name == "roles" || name == "training" || name == "sharing" || name == "calendar" ||
                   name == "partnership"
               ? name
               : "";
}

}  // namespace

TEST_CASE("each schema knows the keys that the reader knows, and no other") {
    std::set<std::string> names;
    for (const KeyTable& table : key_tables()) {
        const Json whole = schema(table.schema);
        const Json& object = table.object.empty() ? whole : whole["$defs"][table.object];
        INFO(std::string(table.schema), " ", std::string(table.object));
        CHECK(object.has("additionalProperties"));
        CHECK_FALSE(object["additionalProperties"].boolean(true));
        std::set<std::string> known, said;
        for (const std::string_view key : table.keys)
            known.emplace(key);
        for (const auto& [key, value] : object["properties"].members())
            said.insert(key);
        CHECK(known == said);
        names.emplace(table.schema);
    }
    CHECK(names.size() == 13);
}

TEST_CASE("the schemas accept every shipped definition") {
    int read = 0;
    for (const auto& entry : fs::recursive_directory_iterator(kDefinitions)) {
        const std::string name = schema_for(entry.path());
        if (entry.path().extension() != ".yaml" || name.empty()) continue;
        Errors errors;
        const auto node = read_yaml(entry.path().string(), text_of_file(entry.path()), errors);
        REQUIRE(node.has_value());
        const Json whole = schema(name);
        INFO(entry.path().string());
        CHECK(Acceptor(whole).accepts(whole, *node));
        ++read;
    }
    CHECK(read > 10);
}

TEST_CASE("a schema refuses what it does not know") {
    const Json pathway = schema("pathway");
    const Acceptor acceptor(pathway);
    const auto accepted = [&](std::string_view text) {
        Errors errors;
        const auto node = read_yaml("p.yaml", text, errors);
        REQUIRE(node.has_value());
        return acceptor.accepts(pathway, *node);
    };
    CHECK(accepted("{pathway: a, stages: {b: {closes: yes}}}"));
    CHECK(accepted("{pathway: a, stages: {b: remove}}"));
    CHECK_FALSE(accepted("{pathway: a, stages: {b: {close: yes}}}"));
    CHECK_FALSE(accepted("{pathway: a, about: persons}"));
    CHECK_FALSE(accepted("{pathway: a, stages: {b: {next: {c: {needs: [answer]}}}}}"));
    CHECK_FALSE(accepted("{stages: {}}"));
}
