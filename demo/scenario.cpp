#include "demo/scenario.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "base/text.h"
#include "define/errors.h"
#include "define/yaml.h"

namespace longstone::demo {
namespace {

define::Node read_file(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::invalid_argument(cat({file, " cannot be read"}));
    const std::string text((std::istreambuf_iterator<char>(stream)),
                           std::istreambuf_iterator<char>());
    define::Errors errors;
    errors.remember(file, text);
    auto node = define::read_yaml(file, text, errors);
    if (!node) {
        std::string said;
        for (const auto& error : errors.take()) {
            said += error.say();
        }
        throw std::invalid_argument(said);
    }
    return std::move(*node);
}

Json json_of(const define::Node& node) {
    if (node.is_text()) return node.text;
    if (node.is_list()) {
        Json list = Json::array();
        for (const auto& item : node.items) {
            list.push(json_of(item));
        }
        return list;
    }
    Json object{Json::Object{}};
    for (const auto& [key, value] : node.members) {
        object.set(key.text, json_of(value));
    }
    return object;
}

[[noreturn]] void wrong(const define::Node& node, std::string_view what) {
    throw std::invalid_argument(cat({node.place.file, ":", number(node.place.line), ": ", what}));
}

Scenario scenario_of(const define::Node& node) {
    if (!node.is_map()) wrong(node, "a scenario is a mapping");
    Scenario scenario{.line = node.place.line};
    for (const auto& [key, value] : node.members) {
        if (key.text == "it") {
            scenario.it = value.text;
        } else if (key.text == "partnership") {
            scenario.partnership = value.text;
        } else if (key.text == "at") {
            scenario.at = value.text;
        } else if (key.text == "steps" && value.is_list()) {
            for (const auto& step : value.items) {
                if (!step.is_map()) wrong(step, "a step is a mapping");
                auto json = json_of(step);
                json.set("line", step.place.line);
                scenario.steps.push_back(std::move(json));
            }
        } else {
            wrong(key, cat({"a scenario has it, partnership, at and steps, not ", key.text}));
        }
    }
    if (scenario.it.empty() || scenario.at.empty() || scenario.partnership.empty() ||
        scenario.steps.empty())
        wrong(node, "a scenario needs it, partnership, at and steps");
    return scenario;
}

}  // namespace

std::vector<Scenario> read_scenarios(const std::string& file) {
    const auto node = read_file(file);
    if (!node.is_list() || node.items.empty()) wrong(node, "a scenario file is a list");
    std::vector<Scenario> scenarios;
    for (const auto& item : node.items) {
        scenarios.push_back(scenario_of(item));
    }
    return scenarios;
}

namespace {

std::map<std::string, Json> read_folder(const std::string& folder, bool lists) {
    std::map<std::string, Json> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const auto node = read_file(entry.path().string());
        if (lists ? !node.is_list() : !node.is_map())
            wrong(node, lists ? "a list was expected" : "a set of answers is a mapping");
        files[entry.path().stem().string()] = json_of(node);
    }
    return files;
}

}  // namespace

std::map<std::string, Json> read_answers(const std::string& folder) {
    return read_folder(folder, false);
}

std::map<std::string, Json> read_lists(const std::string& folder) {
    return read_folder(folder, true);
}

}  // namespace longstone::demo
