#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "work/state.h"

// What stands in the inputs of a form, half-typed or whole, right or wrong: input name to values.
// It is what is drawn, what a draft keeps and what is read into answers, so that nothing anybody
// typed is lost on the way.
//
// Names: a field's id; of a date its parts `id.day`, `id.month`, `id.year` and with a time
// `id.time`; of a repeated group `id.count` and each part `id.1.part`.
namespace longstone::http {
class Form;
}

namespace longstone::web {

class Typed {
public:
    Typed() = default;
    explicit Typed(const http::Form& form);
    explicit Typed(const Json& draft);  // as json() wrote it

    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& all(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
    [[nodiscard]] bool empty() const { return values_.empty(); }

    void set(std::string name, std::string value);
    void set(std::string name, std::vector<std::string> values);
    void erase(std::string_view name);
    // Takes `other`'s values over this one's, name by name.
    void put(const Typed& other);
    [[nodiscard]] Json json() const;

    // How many items a group has: what its count says, within reason.
    [[nodiscard]] int count(std::string_view group) const;
    void set_count(std::string_view group, int count);
    // Takes the nth item (from 1) out and moves the later ones up.
    void remove_item(std::string_view group, int n);

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_ = {};
};

inline constexpr int kMostItems = 30;

// "household.2.name"
std::string part_name(std::string_view group, int item, std::string_view part);

// What is known, as the inputs show it.
Typed typed_of(const std::vector<const define::Section*>& sections, const work::Answers& answers);

}  // namespace longstone::web
