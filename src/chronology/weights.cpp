#include "chronology/weights.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::chronology {
namespace {

bool lists(const std::vector<std::string>& list, const std::string& one) {
    return std::ranges::find(list, one) != list.end();
}

Weight weight_of_value(const define::Definitions& definitions,
                       const define::Field& field,
                       const std::string& value) {
    if (field.type == define::FieldType::Rag) {
        if (value == "red") return Weight::Grave;
        return value == "amber" ? Weight::Serious : Weight::Some;
    }
    return field.codes.empty() ? Weight::None : weight_of_code(definitions, field.codes, value);
}

}  // namespace

bool stands(const define::LineOfTime& line,
            const define::Pathway& pathway,
            const define::Field& field) {
    if (lists(line.leaves_out, field.id)) return false;
    return field.counted || field.voice || field.type == define::FieldType::Rag ||
           field.type == define::FieldType::LongText || field.id == pathway.summary ||
           field.id == pathway.rating || line.weighs.contains(field.codes) ||
           lists(line.adds, field.id);
}

Weighed weigh(const define::Definitions& definitions,
              const define::Field& field,
              const work::Given& given) {
    Weighed weighed;
    for (const auto& value : given.values) {
        const auto weight = weight_of_value(definitions, field, value);
        if (weight <= weighed.weight) continue;
        weighed = {.weight = weight,
                   .by = line_words(field.label, definitions.value_text(field, value))};
    }
    return weighed;
}

Weight weight_of_code(const define::Definitions& definitions,
                      const std::string& list,
                      const std::string& code) {
    const auto found = definitions.line.weighs.find(list);
    if (found == definitions.line.weighs.end()) return Weight::None;
    if (lists(found->second.grave, code)) return Weight::Grave;
    if (lists(found->second.serious, code)) return Weight::Serious;
    return lists(found->second.some, code) ? Weight::Some : Weight::None;
}

Weight weight_of(Kind kind) {
    switch (kind) {
        case Kind::Opened:
        case Kind::Missed:
        case Kind::Disagreed:
        case Kind::Feed:
            return Weight::Some;
        default:
            return Weight::None;
    }
}

}  // namespace longstone::chronology
