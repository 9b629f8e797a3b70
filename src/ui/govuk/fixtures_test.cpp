#include <fstream>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "ui/testing/govuk_fields.h"
#include "ui/testing/html_tokens.h"

// Every example that the govuk-frontend package publishes for a component, held against ours.
namespace longstone::testing {

namespace {

const std::string kComponents =
    LONGSTONE_ROOT "/node_modules/govuk-frontend/dist/govuk/components/";

const std::map<std::string, std::string> kNotPorted = {
    {"header", "it draws the crown and the words GOV.UK, which are for gov.uk alone"},
};

// Given in a fixture, documented nowhere and written by no template.
const std::set<std::string> kPassedOver = {"file-upload.value"};

Json json_file(const std::string& path) {
    std::ifstream file(path);
    INFO(path, " is there once the npm packages are installed");
    REQUIRE(file.good());
    return Json::parse(file);
}

std::vector<Ported> all_ported() {
    std::vector<Ported> all;
    for (const auto& group : {form_components(), content_components(), navigation_components()}) {
        all.insert(all.end(), group.begin(), group.end());
    }
    return all;
}

// Our footer leaves out the crown, so it is taken out of what is expected of it.
std::string without_crown(std::string markup) {
    const auto start = markup.find("<svg\n");
    if (start == std::string::npos || markup.find("govuk-footer__crown") == std::string::npos) {
        return markup;
    }
    const auto end = markup.find("</svg>", start);
    REQUIRE(end != std::string::npos);
    return markup.erase(start, end + 6 - start);
}

}  // namespace

TEST_CASE("components write what the published fixtures expect") {
    std::size_t passed = 0;
    std::size_t tried = 0;
    for (const auto& component : all_ported()) {
        CAPTURE(component.name);
        const auto published = json_file(kComponents + component.name + "/fixtures.json");
        for (const auto& fixture : published["fixtures"]) {
            Unknown unknown;
            auto expected = fixture["html"].get<std::string>();
            if (component.name == "footer") expected = without_crown(expected);
            const auto actual = component.render(fixture["options"], unknown);
            std::erase_if(unknown, [&](const auto& option) {
                return kPassedOver.contains(cat({component.name, ".", option}));
            });
            const auto difference = first_difference(expected, actual.str());
            const auto name = fixture["name"].get<std::string>();
            CAPTURE(name);
            CHECK_MESSAGE(difference.empty(), difference);
            CHECK_MESSAGE(unknown.empty(), "options we do not know: ", join(unknown, ", "));
            ++tried;
            if (difference.empty() && unknown.empty()) ++passed;
        }
    }
    std::size_t left_out = 0;
    for (const auto& [name, reason] : kNotPorted) {
        const auto count = json_file(kComponents + name + "/fixtures.json")["fixtures"].size();
        MESSAGE("not ported: ", name, " (", count, " fixtures): ", reason);
        left_out += count;
    }
    MESSAGE(
        passed, " of ", tried + left_out, " published fixtures pass, ", left_out, " not ported");
    CHECK(passed * 100 >= (tried + left_out) * 95);
}

TEST_CASE("every option that the package documents can be given") {
    for (const auto& component : all_ported()) {
        CAPTURE(component.name);
        std::vector<std::string> missing;
        component.missing(json_file(kComponents + component.name + "/macro-options.json"), missing);
        CHECK_MESSAGE(missing.empty(), "not offered: ", join(missing, ", "));
    }
}

// An upgrade that brings a component must be answered: ported, or listed above with a reason.
TEST_CASE("every component of the package is ported or listed") {
    std::set<std::string> known;
    for (const auto& component : all_ported())
        known.insert(component.name);
    for (const auto& [name, reason] : kNotPorted)
        known.insert(name);
    std::ifstream index(kComponents + "_index.scss");
    REQUIRE(index.good());
    std::size_t found = 0;
    for (std::string line; std::getline(index, line);) {
        if (!line.starts_with("@use \"")) continue;
        const auto name = line.substr(6, line.find('"', 6) - 6);
        CHECK_MESSAGE(known.contains(name), name);
        ++found;
    }
    CHECK(found == known.size());
}

}  // namespace longstone::testing
