#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "define/form.h"

// A report: what a partnership tells the public, or its Executive, of a period. Its figures are
// those of measures, its words those of the record that carries it and of the agencies that the
// record asked; what the law wants in it is marked, so that what is missing can be worked out.
namespace longstone::define {

// A stretch of months other than the report's own: the last that had ended when the report's ended.
struct ReportPeriod {
    std::string id = {};
    int begins = 0;                  // the month it begins in, 1 to 12
    int months = 0;                  // how long it is
    std::optional<Date> since = {};  // instead: from this day to the end of the report's period
    Place place = {};
};

enum class Beside { YearBefore, QuarterBefore, Region, England };

// One figure, known by its id in the words of the report.
struct ReportFigure {
    std::string id = {}, measure = {}, name = {};  // the measure's name unless said
    std::string by = {}, value = {};               // broken down; or this one part of it
    std::string period = {};                       // the report's own unless said
    std::string each = {};                         // month or quarter: a point for each
    std::vector<Beside> beside = {};
    bool optional = false;         // nothing is missing when nothing could be counted
    int change_decimals = 0;       // of a change in percent, in words
    std::string shows_small = {};  // why a small number of it tells of nobody
    Place place = {};
};

// What the law, or the partnership, wants in the report.
struct StatutoryPart {
    std::string id = {}, what = {}, source = {};
    std::string whom = {};  // a value of the field that says for whom the report is; empty: all
    Place place = {};
};

struct ReportPart {
    enum class Kind {
        Words,       // with figures in it: "{incidents} were notified"
        Cards,       // figures large, side by side
        Table,       // figures one under the other, or broken down side by side
        Chart,       // bars of a breakdown, or a run over time
        Exceptions,  // what the run rules say of figures over time
        Answer,      // a question of the record
        Items,       // items of a group that the record was answered with
        Returns,     // what each agency that was asked wrote
        Records,     // the records behind a figure, with some of their answers
        Members,     // the agencies of groups
        Learning,    // what a loop of learning followed, and whether its figures moved
        Glossary,
    };
    Kind kind = Kind::Words;
    std::string words = {};
    std::vector<std::string> figures = {};
    std::string field = {};          // answer, items
    std::string item = {}, is = {};  // of items: only those where this question has this answer
    std::string request = {};        // returns
    std::string loop = {};           // learning
    std::vector<std::string> fields = {};  // returns, records, learning: which questions
    std::string consent = {};              // shown only where this question is answered with yes
    std::string none = {};                 // records: what is said where there are none
    std::vector<std::string> groups = {};
    Place place = {};
};

struct ReportSection {
    std::string id = {}, title = {};
    std::vector<std::string> statutory = {};
    std::vector<ReportPart> parts = {};
    Place place = {};
};

struct ReportChapter {
    std::string id = {}, title = {};
    bool glance = false;  // on a page of its own
    std::vector<ReportSection> sections = {};
    Place place = {};
};

struct Term {
    std::string term = {}, means = {};
};

struct Report {
    std::string id = {}, name = {}, title = {}, source = {}, intro = {};
    std::string pathway = {};                    // whose record carries one
    std::string from = {}, to = {};              // questions: its first and last day
    int months = 0;                              // instead of `from`: how long it is
    std::string scope = {};                      // the question for whom it is
    std::string publish_at = {};                 // the stage at which it may be published
    std::string frozen_on = {}, frozen_by = {};  // questions that freezing answers
    std::string published_on = {}, where = {};   // and that publishing does
    std::string profile = "default";             // which small counts are hidden (suppress.h)
    std::vector<ReportPeriod> periods = {};
    std::vector<ReportFigure> figures = {};
    std::vector<StatutoryPart> statutory = {};
    std::vector<ReportChapter> chapters = {};
    std::vector<Term> glossary = {};
    Place place = {};

    [[nodiscard]] const ReportFigure* figure(std::string_view wanted) const;
    [[nodiscard]] const ReportPeriod* period(std::string_view wanted) const;
    [[nodiscard]] const StatutoryPart* statutory_part(std::string_view wanted) const;
};

std::string_view word(ReportPart::Kind kind);
std::string_view word(Beside beside);

// What may follow a figure's id in words: {incidents.before}.
inline constexpr std::array<std::string_view, 6> kFigureWords = {
    "before", "change", "words", "top", "region", "england"};
// What words may hold beside figures.
inline constexpr std::array<std::string_view, 5> kReportWords = {
    "partnership", "area", "from", "to", "year"};

}  // namespace longstone::define
