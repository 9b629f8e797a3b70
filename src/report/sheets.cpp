#include "report/sheets.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::report {
namespace {

Cell cell_of(const ShownValue& value) {
    if (value.hidden) return std::string(kHiddenMark);
    if (!value.value) return std::monostate();
    return *value.value;
}

Cell before_of(const ShownRow& row) {
    return row.before ? cell_of(*row.before) : Cell();
}

Sheet figures_sheet(const Document& document) {
    Sheet sheet{.name = "Figures",
                .headings = {"Figure",
                             "Measure",
                             "Part",
                             "Period",
                             "Value",
                             "Of",
                             "Period before",
                             "Value before",
                             "Region and England"}};
    bool hidden = false;
    for (const auto& figure : document.figures) {
        hidden = hidden || figure.hidden;
        std::vector<std::string> others;
        for (const auto& [area, value] : figure.others)
            others.push_back(cat({area, " ", value}));
        for (const auto& row : figure.rows)
            sheet.rows.push_back({figure.name,
                                  figure.measure,
                                  row.name,
                                  figure.period,
                                  cell_of(row.now),
                                  row.now.of,
                                  figure.before_period,
                                  before_of(row),
                                  join(others, "; ")});
    }
    sheet.notes = {document.title, document.standing()};
    if (hidden)
        sheet.notes.push_back(cat({kHiddenMark,
                                   ": hidden, because so small a number, or one from which it "
                                   "could be worked out, could tell who somebody is."}));
    return sheet;
}

Sheet definitions_sheet(const Document& document) {
    Sheet sheet{.name = "How they are counted",
                .headings = {"Measure", "What it tells", "Source", "Note", "Definition"}};
    std::vector<std::string> said;
    for (const auto& figure : document.figures) {
        if (std::ranges::find(said, figure.measure) != said.end()) continue;
        said.push_back(figure.measure);
        sheet.rows.push_back(
            {figure.measure, figure.question, figure.source, figure.note, figure.version});
    }
    sheet.notes = {"Definition: a fingerprint of the measure's definition when it was counted."};
    return sheet;
}

}  // namespace

std::vector<Sheet> sheets_of(const Document& document) {
    return {figures_sheet(document), definitions_sheet(document)};
}

std::string spreadsheet(const Document& document) {
    return workbook(sheets_of(document), document.published.value_or(document.taken));
}

}  // namespace longstone::report
