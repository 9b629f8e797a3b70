#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

// The words that stand for {these} in a story. They are laid in layers, of which the later wins,
// and are looked up when they are used, so that a word may itself hold other words. A layer is an
// object of words, or a list of such objects; each of the list may hold by itself only
//
//   when    a word that must be given (and be neither empty nor no), or {word: value, or a list}
//   unless  the same, and it must not be so
//
// A text that is one {word} becomes its value, whatever that is; a list so named inside a list
// becomes part of it. Both throw std::invalid_argument for a word that nobody knows.
namespace longstone::demo {

class Words {
public:
    // Asked for what is no word, such as a day counted from the end.
    using Otherwise = std::function<std::optional<std::string>(const std::string&)>;
    explicit Words(Otherwise otherwise = {}) : otherwise_(std::move(otherwise)) {}

    void lay(Json layer) { layers_.push_back(std::move(layer)); }
    void lift() { layers_.pop_back(); }  // the last layer, away again

    // Everywhere inside the value, in the names of members too.
    [[nodiscard]] Json filled(const Json& value) const;
    // The word's own value, filled, as text; empty when it is not given.
    [[nodiscard]] std::string text(const std::string& word) const;
    // Whether the `when` and `unless` of this hold.
    [[nodiscard]] bool holds(const Json& conditioned) const;

private:
    [[nodiscard]] const Json* find(const std::string& word) const;
    [[nodiscard]] bool met(const Json& condition) const;
    [[nodiscard]] Json value_of(const std::string& word) const;
    [[nodiscard]] std::string filled_text(const std::string& text) const;

    Otherwise otherwise_;
    std::vector<Json> layers_ = {};
    mutable int depth_ = 0;
};

}  // namespace longstone::demo
