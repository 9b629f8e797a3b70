#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// Reports as they are read and what is proved of them.
using namespace longstone::define;
using namespace longstone::define::test;

namespace {

constexpr const char* kReport = "england/reports/year.yaml";
constexpr const char* kWorries = "england/measures/WORRIES.yaml";

constexpr std::string_view kMeasureText = R"(measure: WORRIES
name: Worries
question: How many?
theme: All
source: Ours
counts: {records: [after]}
by: [stage]
)";

constexpr std::string_view kReportText = R"(report: year
name: Report
title: "{partnership}, {from} to {to}"
pathway: after
to: seen-on
months: 12
periods:
  financial: {begins: april, months: 12}
figures:
  worries: {measure: WORRIES, beside: [year-before]}
  stages: {measure: WORRIES, by: stage, period: financial}
statutory:
  done: {what: What was done, source: The law}
chapters:
  all:
    title: All of it
    sections:
      first:
        title: First
        statutory: [done]
        parts:
          - words: "{worries} worries, {worries.change}; most at {stages.top}"
          - answer: reason
          - chart: stages
glossary: {GP: General practitioner}
)";

Files with_report() {
    auto files = sound();
    swap(files, kReason, "reason: {type", "seen-on: {type: date, label: Seen}, reason: {type");
    files[kWorries] = std::string(kMeasureText);
    files[kReport] = std::string(kReportText);
    return files;
}

std::string broken(std::string_view old, std::string_view anew) {
    auto files = with_report();
    swap(files, kReport, old, anew);
    return load(files).said();
}

}  // namespace

TEST_CASE("a report is read as it is written") {
    const auto loaded = load(with_report());
    CHECK(loaded.said() == "");
    REQUIRE(loaded.definitions != nullptr);
    const Report* report = loaded.definitions->report("year");
    REQUIRE(report != nullptr);
    CHECK(report->months == 12);
    REQUIRE(report->period("financial") != nullptr);
    CHECK(report->period("financial")->begins == 4);
    REQUIRE(report->figure("stages") != nullptr);
    CHECK(report->figure("stages")->by == "stage");
    REQUIRE(report->chapters.size() == 1);
    const auto& section = report->chapters[0].sections[0];
    REQUIRE(section.parts.size() == 3);
    CHECK(section.parts[1].kind == ReportPart::Kind::Answer);
    CHECK(report->glossary[0].term == "GP");
}

TEST_CASE("a report names what there is, and says where it does not") {
    CHECK(broken("measure: WORRIES, beside", "measure: WORRY, beside").find("WORRIES") !=
          std::string::npos);
    CHECK(broken("by: stage", "by: stages").find("breakdown of WORRIES") != std::string::npos);
    CHECK(broken("answer: reason", "answer: raeson").find("reason") != std::string::npos);
    CHECK(broken("period: financial", "period: fiscal").find("period") != std::string::npos);
    CHECK(broken("pathway: after", "pathway: aftre").find("after") != std::string::npos);
    CHECK(broken("begins: april", "begins: avril").find("is not a month") != std::string::npos);
    CHECK(broken("chart: stages", "chart: worries").find("one number is no chart") !=
          std::string::npos);
    CHECK(broken("beside: [year-before]", "optional: yes").find("held against what was before") !=
          std::string::npos);
    const auto said = broken("to: seen-on", "to: reason");
    CHECK(said.find("is no date") != std::string::npos);
    CHECK(said.find("year.yaml:5:") != std::string::npos);
}

TEST_CASE("what the law wants stands somewhere, and could be lacking there") {
    CHECK(broken("        statutory: [done]\n", "").find("no section is marked") !=
          std::string::npos);
    CHECK(
        broken("          - words: \"{worries} worries, {worries.change}; most at {stages.top}\"\n"
               "          - answer: reason\n          - chart: stages\n",
               "          - words: Nothing to lack\n")
            .find("whatever happens") != std::string::npos);
    CHECK(broken("most at {stages.top}", "most").find("year.yaml") == std::string::npos);
    CHECK(broken("  worries: {", "  spare: WORRIES\n  worries: {").find("stands nowhere") !=
          std::string::npos);
}
