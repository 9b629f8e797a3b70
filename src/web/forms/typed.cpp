#include "web/forms/typed.h"

#include <algorithm>

#include "base/text.h"
#include "http/csrf.h"
#include "http/form.h"

namespace longstone::web {
namespace {

const std::vector<std::string> kNothing;

using define::Field;
using define::FieldType;

int small_number(std::string_view text) {
    int value = 0;
    for (const char c : text.substr(0, 4)) {
        if (c < '0' || c > '9') return 0;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::string two_digits(std::int64_t n) {
    return n < 10 ? cat({"0", number(n)}) : number(n);
}

void put_date(Typed& typed, const std::string& name, Date date) {
    const auto civil = civil_of(date);
    typed.set(cat({name, ".day"}), number(civil.day));
    typed.set(cat({name, ".month"}), number(civil.month));
    typed.set(cat({name, ".year"}), number(civil.year));
}

void put_value(Typed& typed,
               const Field& field,
               const std::string& name,
               const std::vector<std::string>& values) {
    if (values.empty()) return;
    if (field.type == FieldType::Date) {
        if (const auto date = parse_date(values.front())) put_date(typed, name, *date);
    } else if (field.type == FieldType::DateTime) {
        const auto instant = parse_instant(values.front());
        if (!instant) return;
        const auto local = london(*instant);
        put_date(typed, name, local.date);
        typed.set(cat({name, ".time"}),
                  cat({two_digits(local.micros / kHour),
                       ":",
                       two_digits(local.micros % kHour / kMinute)}));
    } else {
        typed.set(name, values);
    }
}

void put_group(Typed& typed, const Field& field, const work::Given& given) {
    typed.set_count(field.id, static_cast<int>(given.items.size()));
    int n = 0;
    for (const auto& item : given.items) {
        ++n;
        for (const Field& part : field.fields) {
            const auto found = item.find(part.id);
            if (found != item.end()) {
                put_value(typed, part, part_name(field.id, n, part.id), found->second);
            }
        }
    }
}

// The item's number and what follows it in "group.2.part".
struct Place {
    int item = 0;
    std::string_view rest = {};
};
Place place_in(std::string_view group, std::string_view name) {
    if (!name.starts_with(group) || name.size() <= group.size() || name[group.size()] != '.') {
        return {};
    }
    name.remove_prefix(group.size() + 1);
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return {};
    return {.item = small_number(name.substr(0, dot)), .rest = name.substr(dot + 1)};
}

}  // namespace

Typed::Typed(const http::Form& form) {
    for (const auto& [name, value] : form.fields()) {
        if (name != http::kCsrfField) values_[name].push_back(value);
    }
}

Typed::Typed(const Json& draft) {
    for (const auto& [name, values] : draft.members()) {
        auto& all = values_[name];
        for (const auto& value : values.items()) {
            all.push_back(value.text());
        }
    }
}

std::string Typed::text(std::string_view name) const {
    const auto& values = all(name);
    return values.empty() ? std::string() : values.front();
}

const std::vector<std::string>& Typed::all(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? kNothing : found->second;
}

void Typed::set(std::string name, std::string value) {
    values_[std::move(name)] = {std::move(value)};
}

void Typed::set(std::string name, std::vector<std::string> values) {
    values_[std::move(name)] = std::move(values);
}

void Typed::erase(std::string_view name) {
    const auto found = values_.find(name);
    if (found != values_.end()) values_.erase(found);
}

void Typed::put(const Typed& other) {
    for (const auto& [name, values] : other.values_) {
        values_[name] = values;
    }
}

Json Typed::json() const {
    Json draft{Json::Object{}};
    for (const auto& [name, values] : values_) {
        draft.set(name, Json::strings(values));
    }
    return draft;
}

int Typed::count(std::string_view group) const {
    return std::clamp(small_number(text(longstone::cat({group, ".count"}))), 0, kMostItems);
}

void Typed::set_count(std::string_view group, int count) {
    set(longstone::cat({group, ".count"}), number(std::clamp(count, 0, kMostItems)));
}

void Typed::remove_item(std::string_view group, int n) {
    const int before = count(group);
    if (n < 1 || n > before) return;
    std::map<std::string, std::vector<std::string>, std::less<>> moved;
    for (auto& [name, values] : values_) {
        const auto place = place_in(group, name);
        if (place.item == n) continue;
        if (place.item > n) {
            moved[part_name(group, place.item - 1, place.rest)] = std::move(values);
        } else {
            moved[name] = std::move(values);
        }
    }
    values_ = std::move(moved);
    set_count(group, before - 1);
}

std::string part_name(std::string_view group, int item, std::string_view part) {
    return cat({group, ".", number(item), ".", part});
}

Typed typed_of(const std::vector<const define::Section*>& sections, const work::Answers& answers) {
    Typed typed;
    for (const auto* section : sections) {
        for (const Field& field : section->fields) {
            const auto found = answers.find(field.id);
            if (found == answers.end()) continue;
            if (field.type == FieldType::Group) {
                put_group(typed, field, found->second);
            } else {
                put_value(typed, field, field.id, found->second.values);
            }
        }
    }
    return typed;
}

}  // namespace longstone::web
