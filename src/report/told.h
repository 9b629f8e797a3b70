#pragma once

#include "report/compose.h"

// What a record and the agencies it asked say, as blocks of a report; and what they do not say.
namespace longstone::report {

// What one part of a section makes.
struct Told {
    std::vector<Block> blocks = {};
    std::vector<Lack> lacks = {};
};

struct Telling {
    work::Context& context;
    const work::Opened& opened;
    const define::Report& report;
    const std::map<std::string, work::Answer, std::less<>>& answers;  // those the maker may see
};

Told tell_answer(const Telling& telling, const define::ReportPart& part, bool titled);
Told tell_items(const Telling& telling, const define::ReportPart& part);
Told tell_returns(const Telling& telling, const define::ReportPart& part);
// The records behind a figure, each opened as the maker.
Told tell_records(const Telling& telling, const define::ReportPart& part, const Taken& taken);
Told tell_members(const define::Definitions& definitions, const define::ReportPart& part);

}  // namespace longstone::report
