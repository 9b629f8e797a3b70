#include "work/answer_rows.h"

namespace longstone::work {

std::vector<AnswerRow> rows_of(const Given& given) {
    std::vector<AnswerRow> rows;
    std::int64_t n = 0;
    for (const auto& value : given.values) {
        rows.push_back({.n = n++, .value = value});
    }
    std::int64_t item = 0;
    for (const auto& parts : given.items) {
        ++item;
        for (const auto& [part, values] : parts) {
            n = 0;
            for (const auto& value : values) {
                rows.push_back({.item = item, .part = part, .n = n++, .value = value});
            }
        }
    }
    return rows;
}

void put_row(Given& given, std::int64_t item, std::string_view part, std::string value) {
    if (item == 0) {
        given.values.push_back(std::move(value));
        return;
    }
    const auto index = static_cast<std::size_t>(item);
    if (given.items.size() < index) given.items.resize(index);
    given.items[index - 1][std::string(part)].push_back(std::move(value));
}

}  // namespace longstone::work
