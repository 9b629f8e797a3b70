#include "ui/assets.h"

#include <string>

#include <doctest/doctest.h>

namespace longstone::ui {

TEST_CASE("the binary carries what its pages load") {
    for (const char* path : {"longstone.css", "longstone.js", "start.js", "images/lamp.svg"}) {
        CAPTURE(path);
        const auto found = asset(path);
        REQUIRE(found);
        CHECK(found->content.size() > 100);
        CHECK(found->version.size() == 16);
    }
    CHECK(asset("longstone.css")->content_type == "text/css; charset=utf-8");
    CHECK(asset("longstone.js")->content_type == "text/javascript; charset=utf-8");
    CHECK(asset_version().size() == 12);
}

TEST_CASE("nothing else is there") {
    CHECK_FALSE(asset(""));
    CHECK_FALSE(asset("images"));
    CHECK_FALSE(asset("../package.json"));
}

// The service is not part of GOV.UK, and its pages load nothing from elsewhere.
TEST_CASE("no crown, no Transport typeface, no address outside") {
    const auto css = asset("longstone.css")->content;
    CHECK(css.find("GDS Transport") == std::string_view::npos);
    CHECK(css.find("crown") == std::string_view::npos);
    CHECK(css.find("crest") == std::string_view::npos);
    CHECK(css.find("url(http") == std::string_view::npos);
    CHECK(css.find("@import") == std::string_view::npos);
}

TEST_CASE("every picture that the style sheet asks for is there") {
    const auto css = asset("longstone.css")->content;
    constexpr std::string_view kBefore = "/assets/";
    std::size_t asked = 0;
    for (auto at = css.find(kBefore); at != std::string_view::npos; at = css.find(kBefore, at)) {
        at += kBefore.size();
        const auto path = css.substr(at, css.find_first_of("\"')?", at) - at);
        CAPTURE(std::string(path));
        CHECK(asset(path));
        ++asked;
    }
    CHECK(asked > 0);
}

}  // namespace longstone::ui
