#include "work/answer_values.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "define/definitions.h"
#include "people/identifiers.h"

namespace longstone::work {
namespace {

using define::Field;
using define::FieldType;

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::string short_number(double value) {
    return value == static_cast<double>(static_cast<long long>(value))
               ? number(static_cast<long long>(value))
               : std::to_string(value);
}

std::string check_number(const Field& field, std::string& value) {
    const auto given = parse_figure(value);
    const double low = field.minimum.value_or(0);
    const double high = field.maximum.value_or(field.type == FieldType::Scale ? 10 : 1e12);
    if (!given || *given < low || *given > high) {
        return field.maximum || field.type == FieldType::Scale
                   ? cat({"Enter a number from ", short_number(low), " to ", short_number(high)})
                   : cat({"Enter a number of ", short_number(low), " or more"});
    }
    if (field.type == FieldType::Scale && *given != static_cast<double>(static_cast<int>(*given))) {
        return "Enter a whole number from 0 to 10";
    }
    return {};
}

std::string check_time(const Field& field, std::string& value, Instant now) {
    if (field.type == FieldType::Date) {
        const auto date = parse_date(value);
        if (!date) return "Enter a real date, for example 27 3 2026";
        if (field.past_only && *date > london(now).date) return "The date cannot be in the future";
        return {};
    }
    const auto instant = parse_instant(value);
    if (!instant) return "Enter a real date and time, for example 27 3 2026 at 14:30";
    if (field.past_only && *instant > now) return "The date and time cannot be in the future";
    value = iso(*instant);
    return {};
}

std::string check_coded(const define::Definitions& definitions,
                        const Field& field,
                        const std::string& value) {
    const auto* list = definitions.code_list(field.codes);
    const auto* code = list == nullptr ? nullptr : list->find(value);
    if (code != nullptr && !code->retired) return {};
    return cat(
        {"Select one of the answers offered; “", value.substr(0, 40), "” is not one of them"});
}

std::string check_text(const Field& field, const std::string& value) {
    const std::size_t limit = field.max_length > 0 ? static_cast<std::size_t>(field.max_length)
                              : field.type == FieldType::LongText ? 20'000
                                                                  : 500;
    std::size_t characters = 0;
    for (const char c : value) {
        characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
    if (characters <= limit) return {};
    return cat({"Shorten this to ",
                number(static_cast<long long>(limit)),
                " characters; it has ",
                number(static_cast<long long>(characters))});
}

}  // namespace

std::string check_value(const define::Definitions& definitions,
                        const Field& field,
                        std::string& value,
                        Instant now) {
    switch (field.type) {
        case FieldType::Number:
        case FieldType::Scale:
            return check_number(field, value);
        case FieldType::YesNo:
            value = lower(value) == "true" ? "yes" : lower(value) == "false" ? "no" : lower(value);
            return value == "yes" || value == "no" ? "" : "Select yes or no";
        case FieldType::Rag:
            value = lower(value);
            return value == "red" || value == "amber" || value == "green"
                       ? ""
                       : "Select red, amber or green";
        case FieldType::Date:
        case FieldType::DateTime:
            return check_time(field, value, now);
        case FieldType::Choice:
        case FieldType::Choices:
            return check_coded(definitions, field, value);
        case FieldType::Agency:
        case FieldType::Agencies:
            return definitions.partnership.agency(value) != nullptr
                       ? ""
                       : "Select an agency from the list";
        case FieldType::NhsNumber: {
            const auto canonical = people::check_nhs_number(value);
            if (!canonical) return canonical.error().message;
            value = *canonical;
            return {};
        }
        case FieldType::Email:
            return value.find('@') != std::string::npos && value.size() <= 254 &&
                           std::ranges::none_of(value, [](char c) { return c >= 0 && c <= ' '; })
                       ? ""
                       : "Enter an email address in the correct format, like name@example.com";
        default:
            return check_text(field, value);
    }
}

}  // namespace longstone::work
