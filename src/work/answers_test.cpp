#include "work/answers.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

struct Asked {
    TestWork work = {};
    std::vector<const define::Section*> sections =
        work.house().definitions->asked({"seen", "result"});

    std::vector<FieldProblem> wrong(Answers& answers) {
        const define::Lookup nothing = [](const std::string&) {
            return std::vector<std::string>{};
        };
        return check_answers(*work.house().definitions, sections, answers, nothing, work.now());
    }
    // The fields that are wrong with these answers, given as JSON.
    std::vector<std::string> fields(std::string_view json) {
        auto answers = answers_from_json(*Json::parse(json));
        REQUIRE(answers.has_value());
        std::vector<std::string> names;
        for (const auto& problem : wrong(*answers)) {
            CHECK_FALSE(problem.message.empty());
            names.push_back(problem.field);
        }
        return names;
    }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("answers are held against their types") {
    Asked asked;
    CHECK(asked.fields(R"({"rating":"amber","strain":7,"alone":true,"outcome":"help"})").empty());
    CHECK(asked.fields(R"({"rating":"purple"})") == Names{"rating"});
    CHECK(asked.fields(R"({"strain":11})") == Names{"strain"});
    CHECK(asked.fields(R"({"strain":"much"})") == Names{"strain"});
    CHECK(asked.fields(R"({"alone":"perhaps"})") == Names{"alone"});
    CHECK(asked.fields(R"({"outcome":"other"})") == Names{"outcome"});
    CHECK(asked.fields(R"({"seen-on":"2026-02-30"})") == Names{"seen-on"});
    CHECK(asked.fields(R"({"seen-on":"2026-11-03"})") == Names{"seen-on"});  // tomorrow
    CHECK(asked.fields(R"({"seen-on":"2026-11-02"})").empty());
    CHECK(asked.fields(R"({"rating":["red","amber"]})") == Names{"rating"});
    CHECK(asked.fields(R"({"nothing":"x"})") == Names{"nothing"});
    CHECK(asked.fields(cat({R"({"worry":")", std::string(121, 'x'), "\"}"})) == Names{"worry"});
    CHECK(asked.fields(cat({R"({"worry":")", std::string(120, 'x'), "\"}"})).empty());
}

TEST_CASE("items of a group are held part by part") {
    Asked asked;
    CHECK(asked.fields(R"({"home":[{"named":"Ada","age":"7"}]})").empty());
    CHECK(asked.fields(R"({"home":[{"named":"Ada"},{"named":"Bo","age":-1}]})") ==
          Names{"home/2/age"});
    CHECK(asked.fields(R"({"home":[{"called":"Ada"}]})") == Names{"home/1/called"});
    CHECK(asked.fields(R"({"home":"Ada"})") == Names{"home"});
    CHECK(asked.fields(R"({"worry":[{"named":"Ada"}]})") == Names{"worry"});
}

TEST_CASE("answers take their canonical form") {
    Asked asked;
    auto answers = *answers_from_json(*Json::parse(R"({"rating":"RED","alone":false})"));
    CHECK(asked.wrong(answers).empty());
    CHECK(answers["rating"] == said("red"));
    CHECK(answers["alone"] == said("no"));
    // An empty text takes an answer away.
    CHECK(answers_from_json(*Json::parse(R"({"worry":""})"))->at("worry").empty());
    CHECK(answers_from_json(*Json::parse(R"({"worry":null})"))->at("worry").empty());
    CHECK_FALSE(answers_from_json(*Json::parse(R"(["worry"])")));
}

TEST_CASE("answers survive the way to JSON and back") {
    const auto text = R"({"home":[{"age":"7","named":"Ada"}],"rating":"red"})";
    const auto answers = answers_from_json(*Json::parse(text));
    REQUIRE(answers.has_value());
    CHECK(to_json(*answers).dump() == text);
}

TEST_CASE("what is required is missing until it is given, in groups too") {
    Asked asked;
    const auto missing = [&](const Answers& answers) {
        const define::Lookup lookup = [&](const std::string& field) {
            const auto found = answers.find(field);
            return found == answers.end() ? std::vector<std::string>{} : found->second.values;
        };
        Names names;
        for (const auto& problem :
             missing_answers(asked.sections, lookup, [&](const std::string& field) {
                 const auto found = answers.find(field);
                 return found == answers.end() ? nullptr : &found->second;
             })) {
            names.push_back(problem.field);
        }
        return names;
    };
    CHECK(missing({}) == Names{"rating", "outcome"});
    CHECK(missing({{"rating", said("red")}, {"outcome", said("help")}}).empty());
    CHECK(missing({{"rating", said("red")},
                   {"outcome", said("help")},
                   {"home", {.items = {{{"age", {"7"}}}}}}}) == Names{"home/1/named"});
}
