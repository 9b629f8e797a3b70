#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"

namespace longstone::cli {

int check(const Common& common, const std::string& folder) {
    const auto where = folder.empty() ? definitions_folder(common) : folder;
    const auto definitions = define::load(where, common.partnership);
    if (!definitions) {
        Json errors = Json::array();
        for (const auto& error : definitions.error()) {
            if (common.json) {
                errors.push(Json::object({{"file", error.place.file},
                                          {"line", error.place.line},
                                          {"what", error.what},
                                          {"cure", error.cure}}));
            } else {
                complain(error.say());
            }
        }
        if (common.json) say(errors.dump());
        return kRefused;
    }
    const auto& known = **definitions;
    say(common.json
            ? Json::object({{"pathways", known.pathways.size()},
                            {"forms", known.forms.size()},
                            {"codes", known.codes.size()}})
                  .dump()
            : cat({known.partnership.name,
                   ": ",
                   count_of(static_cast<long long>(known.pathways.size()), "pathway", "pathways"),
                   ", ",
                   count_of(static_cast<long long>(known.forms.size()), "form", "forms"),
                   ", ",
                   count_of(static_cast<long long>(known.codes.size()), "code list", "code lists"),
                   ". Nothing to mend."}));
    return kDone;
}

}  // namespace longstone::cli
