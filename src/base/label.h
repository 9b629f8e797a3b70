#pragma once

#include <string>
#include <string_view>

// A label before what was answered: a question keeps its mark, anything else gets a colon.
namespace longstone {

inline std::string before_answer(std::string_view label) {
    return std::string(label) + (label.ends_with('?') ? " " : ": ");
}

}  // namespace longstone
