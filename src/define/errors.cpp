#include "define/errors.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace longstone::define {
namespace {

constexpr std::size_t kMostNamed = 12;  // more would bury the error in its cure

std::string cure_for(std::string_view kind,
                     std::string_view name,
                     const std::vector<std::string>& known) {
    if (const std::string near = did_you_mean(name, known); !near.empty())
        return cat({"Did you mean \"", near, "\"?"});
    if (known.empty()) return cat({"There is no ", kind, " yet: write one, or take this away."});
    if (known.size() > kMostNamed)
        return cat({"Use the id of one that exists, or write the ", kind, "."});
    return cat({"Use ", known.size() == 1 ? "" : "one of ", join(known, ", "), "."});
}

}  // namespace

std::string DefinitionError::say() const {
    std::string out = cat({place.file,
                           ":",
                           number(place.line),
                           ":",
                           number(place.column),
                           ": ",
                           what,
                           ".",
                           cure.empty() ? "" : " ",
                           cure});
    if (line_text.empty()) return out;
    const auto indent = static_cast<std::size_t>(std::max(place.column - 1, 0));
    return cat({out, "\n", line_text, "\n", std::string(indent, ' '), "^"});
}

void Errors::remember(const std::string& file, std::string_view text) {
    lines_[file] = split(text, '\n');
}

void Errors::add(const Place& place, std::string what, std::string cure) {
    const std::string key =
        cat({place.file, ":", number(place.line), ":", number(place.column), ":", what});
    if (!said_.insert(key).second) return;
    DefinitionError error{.place = place, .what = std::move(what), .cure = std::move(cure)};
    const auto found = lines_.find(place.file);
    const auto line = static_cast<std::size_t>(std::max(place.line, 1)) - 1;
    if (found != lines_.end() && line < found->second.size()) {
        error.line_text = found->second[line];
        if (error.line_text.ends_with('\r')) error.line_text.pop_back();
    }
    list_.push_back(std::move(error));
}

void Errors::unknown(const Place& place,
                     std::string_view kind,
                     std::string_view name,
                     const std::vector<std::string>& known) {
    add(place, cat({"no ", kind, " called \"", name, "\""}), cure_for(kind, name, known));
}

std::vector<DefinitionError> Errors::take() {
    std::sort(list_.begin(), list_.end(), [](const auto& a, const auto& b) {
        return std::tie(a.place.file, a.place.line, a.place.column, a.what) <
               std::tie(b.place.file, b.place.line, b.place.column, b.what);
    });
    said_.clear();
    return std::exchange(list_, {});
}

}  // namespace longstone::define
