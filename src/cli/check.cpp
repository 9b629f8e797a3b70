#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "work/effect.h"

namespace longstone::cli {
namespace {

void say_effect(const work::PathwayEffect& effect) {
    say("");
    say(cat({effect.name, ": ", count_of(effect.open, "open record", "open records")}));
    for (const auto& one : effect.differences)
        say(cat({"  ", one.sentence}));
    if (effect.consequences.empty()) say("  Nothing would change for the records that are open.");
    for (const auto& one : effect.consequences) {
        say(cat({"  * ", count_of(one.records, "record", "records"), ": ", one.sentence}));
        for (const auto& example : one.examples)
            say(cat({"      ", example.record, ": ", example.words}));
    }
}

// Compared with what was last published, and weighed against what is open; nothing is kept.
int weigh(const Common& common, const std::shared_ptr<const define::Definitions>& candidate) {
    const auto house = open_to_try(common, candidate);
    const auto session = house->store->read();
    auto context = house->context(*session);
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::SeeDefinitions);
    if (!grant) return refused(grant.error());
    const auto effects = work::effect_of(context, *grant, *candidate);
    Json list = Json::array();
    for (const auto& effect : effects) {
        if (common.json) {
            list.push(work::to_json(effect));
        } else {
            say_effect(effect);
        }
    }
    if (common.json) say(list.dump());
    if (!common.json && effects.empty())
        say("The same as what is in force: nothing would change for anybody.");
    return kDone;
}

}  // namespace

int check(const Common& common, const std::string& folder, bool against_data) {
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
    if (against_data && common.json) return weigh(common, *definitions);
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
    return against_data ? weigh(common, *definitions) : kDone;
}

}  // namespace longstone::cli
