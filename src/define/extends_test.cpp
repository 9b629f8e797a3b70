#include <doctest/doctest.h>

#include "define/define_test_tools.h"

using namespace longstone::define;
using namespace longstone::define::test;

TEST_CASE("a partnership's file replaces England's of the same id") {
    Files files = sound();
    files["here/codes/outcome.yaml"] =
        "codes: outcome\nname: Ours\nitems: {help: {text: Help from us}, none: {text: None}}\n";
    const Loaded out = test::load(files);
    CHECK(out.said() == "");
    REQUIRE(out.definitions != nullptr);
    CHECK(out.definitions->code_list("outcome")->name == "Ours");
    CHECK(out.definitions->code_list("outcome")->find("help")->text == "Help from us");
}

TEST_CASE("a file that extends holds only what differs") {
    Files files = sound();
    files["here/pathways/visit.yaml"] =
        "pathway: visit\n"
        "extends: yes\n"
        "name: Our visit\n"
        "access: {sees: [clerk]}\n"
        "flags: {alone: remove}\n"
        "stages: {visiting: {hint: Go and see., who: [worker, clerk]}}\n"
        "clocks: {finish: {within: 3 days}, look: {from: opened, to: [closed], within: 1 day}}\n";
    const Loaded out = test::load(files);
    CHECK(out.said() == "");
    REQUIRE(out.definitions != nullptr);
    const Pathway& visit = *out.definitions->pathway("visit");
    CHECK(visit.name == "Our visit");
    CHECK(visit.purpose == "To see how somebody is.");
    CHECK(visit.access.sees == std::vector<std::string>{"clerk"});
    CHECK(visit.access.lead == std::vector<std::string>{"worker"});
    CHECK(visit.flags.empty());
    CHECK(visit.first == "visiting");
    CHECK(visit.stages[0].hint == "Go and see.");
    CHECK(visit.stages[0].who == std::vector<std::string>{"worker", "clerk"});
    CHECK(visit.stages[0].next.size() == 2);
    CHECK(visit.clock("finish")->versions[0].within.limit.has_value());
    CHECK(visit.clock("look") != nullptr);
}

TEST_CASE("an error in what is extended names the file it was written in") {
    Files files = sound();
    files["here/pathways/visit.yaml"] =
        "pathway: visit\nextends: yes\nboard: wrok\nflags: {lone: remove}\n";
    CHECK(test::load(files).said() ==
          "here/pathways/visit.yaml:3:8: no board called \"wrok\". Did you mean \"work\"?\n"
          "here/pathways/visit.yaml:4:9: there is no \"lone\" to remove. Take this line away, or "
          "look for its name in England's file.\n");
}

TEST_CASE("a file extends only what is there") {
    Files files = sound();
    files["here/forms/more.yaml"] = "form: more\nextends: yes\nname: More\n";
    const Loaded out = test::load(files);
    REQUIRE(out.errors.size() == 1);
    CHECK(out.errors[0].say() ==
          "here/forms/more.yaml:2:1: England has no forms/more.yaml to extend. Take this line "
          "away and write the whole definition.\nextends: yes\n^");
}

TEST_CASE("a form of the partnership that no pathway asks is an error; one of England's waits") {
    Files files = sound();
    files["england/forms/spare.yaml"] =
        "form: spare\nname: Spare\nsections: {a: {fields: {x: {type: text, label: X}}}}\n";
    CHECK(test::load(files).said() == "");
    files["here/forms/spare.yaml"] = files["england/forms/spare.yaml"];
    CHECK(test::load(files).said() ==
          "here/forms/spare.yaml:1:1: no pathway asks the form \"spare\". Ask it at a stage, or "
          "take the file away.\n");
}

TEST_CASE("a partnership's roles join England's, replace them or extend them") {
    Files files = sound();
    files["here/roles.yaml"] = "roles: {clerk: {name: Typist}, extra: {name: Extra}}\n";
    Loaded out = test::load(files);
    CHECK(out.said() == "");
    REQUIRE(out.definitions != nullptr);
    CHECK(out.definitions->roles.size() == 3);
    CHECK(out.definitions->roles.at("clerk").name == "Typist");
    CHECK(out.definitions->roles.at("clerk").does == "");
    files["here/roles.yaml"] = "extends: yes\nroles: {clerk: {name: Typist}}\n";
    out = test::load(files);
    REQUIRE(out.definitions != nullptr);
    CHECK(out.definitions->roles.at("clerk").name == "Typist");
    CHECK(out.definitions->roles.at("clerk").does == "Types.");
}
