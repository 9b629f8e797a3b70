#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "ui/testing/govuk_fields.h"
#include "ui/testing/html_tokens.h"

// The package publishes no examples, so ours are rendered with its own templates at test time.
namespace longstone::testing {

namespace {

// What the template formats a date with; ours takes the words.
const std::set<std::string> kPassedOver = {"timeline.format"};

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 8192> part = {};
    for (std::size_t size = 0; (size = fread(part.data(), 1, part.size(), pipe.get())) > 0;) {
        out.append(part.data(), size);
    }
    return out;
}

}  // namespace

TEST_CASE("MOJ components write what the package's own templates do") {
    const auto rendered = output_of("node " LONGSTONE_ROOT "/tests/moj_render.mjs");
    REQUIRE(Json::accept(rendered));
    std::map<std::string, Ported> ported;
    for (const auto& component : moj_components())
        ported[component.name] = component;
    std::set<std::string> shown;
    for (const auto& set : Json::parse(rendered)) {
        const auto name = set["component"].get<std::string>();
        CAPTURE(name);
        CAPTURE(set["options"].dump());
        REQUIRE(ported.contains(name));
        Unknown unknown;
        const auto actual = ported[name].render(set["options"], unknown);
        std::erase_if(unknown, [&](const auto& option) {
            return kPassedOver.contains(cat({name, ".", option}));
        });
        const auto difference = first_difference(set["html"].get<std::string>(), actual.str());
        CHECK_MESSAGE(difference.empty(), difference);
        CHECK_MESSAGE(unknown.empty(), "options we do not know: ", join(unknown, ", "));
        shown.insert(name);
    }
    CHECK(shown.size() == ported.size());
}

}  // namespace longstone::testing
