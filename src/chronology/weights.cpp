#include "chronology/weights.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::chronology {
namespace {

Weight weight_of_value(const define::Field& field, const std::string& value) {
    if (field.type != define::FieldType::Rag) return Weight::None;
    if (value == "red") return Weight::Grave;
    if (value == "amber") return Weight::Serious;
    return Weight::Some;
}

}  // namespace

bool stands(const define::Pathway& pathway, const define::Field& field) {
    return field.counted || field.voice || field.type == define::FieldType::Rag ||
           field.type == define::FieldType::LongText || field.id == pathway.summary ||
           field.id == pathway.rating;
}

Weighed weigh(const define::Definitions& definitions,
              const define::Field& field,
              const work::Given& given) {
    Weighed weighed;
    for (const auto& value : given.values) {
        const auto weight = weight_of_value(field, value);
        if (weight <= weighed.weight) continue;
        weighed = {.weight = weight,
                   .by = cat({field.label, ": ", definitions.value_text(field, value)})};
    }
    return weighed;
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
