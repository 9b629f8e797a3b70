#pragma once

#include <map>
#include <string>
#include <vector>

// What was answered to a question.
namespace longstone::work {

// One answer: values of an ordinary field (several for choices), or the items of a group.
struct Given {
    using Item = std::map<std::string, std::vector<std::string>>;
    std::vector<std::string> values = {};
    std::vector<Item> items = {};

    [[nodiscard]] bool empty() const { return values.empty() && items.empty(); }
    [[nodiscard]] std::string first() const {
        return values.empty() ? std::string() : values.front();
    }
    bool operator==(const Given&) const = default;
};
using Answers = std::map<std::string, Given, std::less<>>;

}  // namespace longstone::work
