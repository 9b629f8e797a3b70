#include "demo/script.h"

#include <filesystem>
#include <stdexcept>

#include "base/text.h"
#include "demo/scenario.h"

namespace longstone::demo {

const Family& Script::family_of(const std::string& name) const {
    for (const auto& family : families) {
        if (family.named(name) != nullptr) return family;
    }
    throw std::invalid_argument(cat({"there is nobody called ", name}));
}

const Member& Script::member(const std::string& name) const {
    return *family_of(name).named(name);
}

namespace {

// One by one in the order of their names, so that the same files make the same data.
std::vector<Json> stories_in(const std::string& folder) {
    std::vector<Json> all;
    for (const auto& [file, stories] : read_lists(folder)) {
        for (const Json& story : stories.items()) {
            all.push_back(story);
        }
    }
    return all;
}

}  // namespace

Script read_script(const std::string& folder, Date today, std::uint32_t seed) {
    auto files = read_answers(folder);
    Script script{.users = files["users"],
                  .plan = files["plan"],
                  .agencies = files["agencies"],
                  .tales = files["tales"],
                  .told = files["told"],
                  .families = families_from(files["families"], today, seed)};
    const auto told = cat({folder, "/stories"});
    if (!std::filesystem::exists(told)) return script;
    script.stories = stories_in(told);
    script.year = stories_in(cat({folder, "/year"}));
    script.recent = stories_in(cat({folder, "/recent"}));
    script.answers = read_answers(cat({told, "/answers"}));
    return script;
}

}  // namespace longstone::demo
