#include "web/forms/asking.h"

#include <algorithm>
#include <array>

#include "access/viewer.h"
#include "base/text.h"

namespace longstone::web {
namespace {

using define::Condition;
using define::Field;
using define::FieldType;
using define::Section;

constexpr int kDeepest = 8;

struct Found {
    const Section* section = nullptr;
    const Field* field = nullptr;
};

Found find(const Asking& asking, std::string_view id) {
    for (const auto* section : asking.sections) {
        for (const Field& field : section->fields) {
            if (field.id == id) return {section, &field};
        }
    }
    return {};
}

// An answer given under a choice that was since changed counts as none. Conditions that turn on
// each other are followed only so far.
std::vector<std::string> look(const Asking& asking, const std::string& id, int depth) {
    const auto found = find(asking, id);
    if (found.field == nullptr) {
        return asking.known ? asking.known(id) : std::vector<std::string>{};
    }
    const define::Lookup deeper = [&](const std::string& other) {
        return depth >= kDeepest ? std::vector<std::string>{} : look(asking, other, depth + 1);
    };
    if (!define::holds(found.field->when, deeper)) return {};
    if (found.field->type == FieldType::Group) {
        const int items = asking.typed.count(id);
        return items == 0 ? std::vector<std::string>{} : std::vector<std::string>{number(items)};
    }
    return values_of(asking.typed, *found.field, id);
}

std::string date_text(const Typed& typed, const std::string& name) {
    const auto part = [&](std::string_view which) {
        return std::string(trim(typed.text(cat({name, which}))));
    };
    const auto day = part(".day");
    const auto month = part(".month");
    const auto year = part(".year");
    if (day.empty() && month.empty() && year.empty()) return {};
    const auto whole = [](const std::string& text) {
        int value = 0;
        if (text.empty() || text.size() > 4) return -1;
        for (const char c : text) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    const auto date = date_of({.year = whole(year), .month = whole(month), .day = whole(day)});
    if (!date || whole(year) < 1800) return cat({day, "/", month, "/", year});
    return iso(*date);
}

// "14:30", "14.30", "1430" or "9"; micros since midnight, -1 when it is no time.
std::int64_t time_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            digits.push_back(c);
        else if (c != ':' && c != '.' && c != ' ')
            return -1;
    }
    if (digits.empty() || digits.size() > 4) return -1;
    if (digits.size() <= 2) digits += "00";
    const int value = std::stoi(digits);
    if (value / 100 > 23 || value % 100 > 59) return -1;
    return value / 100 * kHour + value % 100 * kMinute;
}

std::string instant_text(const Typed& typed, const std::string& name) {
    const auto date = date_text(typed, name);
    const std::string time(trim(typed.text(cat({name, ".time"}))));
    if (date.empty() && time.empty()) return {};
    const auto day = parse_date(date);
    const auto micros = time_of(time);
    if (!day || micros < 0) return cat({date, " ", time});
    return iso(from_london(*day, micros));
}

bool is_radios(const Asking& asking, const Field& field) {
    if (field.type == FieldType::YesNo || field.type == FieldType::Rag) return true;
    if (field.type != FieldType::Choice) return false;
    const auto offered = asking.offered.find(field.id);
    if (offered != asking.offered.end()) return offered->second.size() <= kMostRadios;
    const auto* list = asking.definitions.code_list(field.codes);
    return list != nullptr && list->codes.size() <= kMostRadios;
}

std::string label_of(const Asking& asking, const std::string& id) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> facts = {
        {{"stage", "the stage"},
         {"source", "who it came from"},
         {"subject.kind", "who this is about"},
         {"subject.age", "their age"},
         {"history.count", "the number of earlier records"},
         {"requests.disagree", "that agencies disagree"}}};
    for (const auto& [fact, words] : facts) {
        if (fact == id) return std::string(words);
    }
    const auto* field = asking.field(id);
    return field == nullptr ? id : cat({"“", field->label, "”"});
}

std::string only_if(const Asking& asking, const Condition& when) {
    return define::say(
        when,
        [&](const std::string& id) { return label_of(asking, id); },
        [&](const std::string& id, const std::string& value) {
            const auto offered = asking.offered.find(id);
            if (offered != asking.offered.end()) {
                for (const auto& [choice, words] : offered->second) {
                    if (choice == value) return cat({"“", words, "”"});
                }
            }
            const auto* field = asking.field(id);
            return field == nullptr ? value : asking.definitions.value_text(*field, value);
        });
}

}  // namespace

std::vector<std::string> values_of(const Typed& typed,
                                   const Field& field,
                                   const std::string& name) {
    if (field.type == FieldType::Date || field.type == FieldType::DateTime) {
        const auto text =
            field.type == FieldType::Date ? date_text(typed, name) : instant_text(typed, name);
        return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{text};
    }
    std::vector<std::string> values;
    for (const auto& value : typed.all(name)) {
        const auto trimmed = trim(value);
        if (!trimmed.empty()) values.emplace_back(trimmed);
    }
    return values;
}

define::Lookup Asking::lookup() const {
    return [this](const std::string& id) { return look(*this, id, 0); };
}

const Field* Asking::field(std::string_view id) const {
    return find(*this, id).field;
}

bool Asking::may_answer(const Section& section, const Field& field) const {
    if (hidden.contains(field.id) || !field.counts.empty()) return false;
    if (viewer == nullptr) return true;
    const auto open = [&](const std::vector<std::string>& roles) {
        return roles.empty() || viewer->holds_any(roles);
    };
    return open(section.private_to) && open(field.private_to);
}

std::string Asking::problem_at(std::string_view field) const {
    for (const auto& problem : problems) {
        if (problem.field == field) return problem.message;
    }
    return {};
}

bool applies(const Asking& asking, const Section& section, const Field& field) {
    const auto lookup = asking.lookup();
    return define::holds(section.when, lookup) && define::holds(field.when, lookup);
}

Shown shown_of(const Asking& asking, const Section& section, const Field& field) {
    if (field.when.always()) return {};
    std::vector<std::string> reads;
    define::collect_fields(field.when, reads);
    const bool turns_here = std::ranges::any_of(
        reads, [&](const std::string& id) { return asking.field(id) != nullptr; });
    if (!turns_here) {
        return {.how = define::holds(field.when, asking.lookup()) ? Showing::Asked
                                                                  : Showing::NotAsked};
    }
    const auto& when = field.when;
    if (when.kind == Condition::Kind::Is && when.values.size() == 1 &&
        field.type != FieldType::Group) {
        const auto parent = find(asking, when.field);
        const bool plain = parent.section == &section && parent.field->when.always() &&
                           is_radios(asking, *parent.field);
        if (plain) {
            return {.how = Showing::UnderChoice, .parent = when.field, .value = when.values[0]};
        }
    }
    return {.how = Showing::OnlyIf, .only_if = only_if(asking, when)};
}

}  // namespace longstone::web
