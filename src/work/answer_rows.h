#pragma once

#include <string>
#include <string_view>

#include "work/state.h"

// Answers as typed rows (field, item, part, n, value) and back.
namespace longstone::work {

struct AnswerRow {
    std::int64_t item = 0;  // 0 outside a group, else from 1
    std::string part = {};
    std::int64_t n = 0;
    std::string value = {};
};

std::vector<AnswerRow> rows_of(const Given& given);
// Adds one row to a Given that is being read back in order.
void put_row(Given& given, std::int64_t item, std::string_view part, std::string value);

}  // namespace longstone::work
