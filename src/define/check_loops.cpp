#include <algorithm>

#include "base/text.h"
#include "define/check_all.h"

// Loops: each step's records may follow from those before it, so that no step can never be reached.
namespace longstone::define {
namespace {

class LoopCheck {
public:
    LoopCheck(const Definitions& definitions, const Loop& loop, const Node& node, Errors& errors)
        : definitions_(definitions), loop_(loop), node_(node), errors_(errors) {}

    void run() {
        for (const auto& step : loop_.steps)
            for (const auto& pathway : step.pathways)
                if (definitions_.pathway(pathway) == nullptr)
                    errors_.unknown(at(step, "pathways").mention(pathway).place,
                                    "pathway",
                                    pathway,
                                    pathway_ids());
        const auto* followed = loop_.step(loop_.follows);
        if (followed == nullptr || followed->kind != LoopStep::Kind::Records) {
            errors_.unknown(node_.at({"follows"}).place, "step of records", loop_.follows, steps());
            return;
        }
        for (const auto& step : loop_.steps) {
            if (!step.items.empty()) items(step, *followed);
            if (step.kind == LoopStep::Kind::Records && &step != &loop_.steps.front())
                reached(step);
        }
    }

private:
    [[nodiscard]] const Node& at(const LoopStep& step, const std::string& key) const {
        return node_.at({"steps", step.id, key});
    }

    [[nodiscard]] std::vector<std::string> pathway_ids() const {
        std::vector<std::string> ids;
        for (const auto& [id, pathway] : definitions_.pathways)
            ids.push_back(id);
        return ids;
    }

    [[nodiscard]] std::vector<std::string> steps() const {
        std::vector<std::string> ids;
        for (const auto& step : loop_.steps)
            if (step.kind == LoopStep::Kind::Records) ids.push_back(step.id);
        return ids;
    }

    // A record of the later pathway is opened by one of the earlier, or may start from it.
    [[nodiscard]] static bool leads(const Pathway& from, const Pathway& to) {
        return std::ranges::find(to.starts_from, from.id) != to.starts_from.end() ||
               std::ranges::find(from.opens, to.id, &OpenRule::pathway) != from.opens.end();
    }

    void reached(const LoopStep& step) {
        for (const auto& id : step.pathways) {
            const auto* to = definitions_.pathway(id);
            if (to == nullptr) continue;
            bool any = false;
            for (const auto& earlier : loop_.steps) {
                if (&earlier == &step) break;
                for (const auto& other : earlier.pathways) {
                    const auto* from = definitions_.pathway(other);
                    any = any || (from != nullptr && leads(*from, *to));
                }
            }
            if (!any)
                errors_.add(at(step, "pathways").mention(id).place,
                            cat({"no step before \"", step.id, "\" leads to \"", id, "\""}),
                            cat({"Add a pathway of an earlier step to starts-from: of ", id, "."}));
        }
    }

    void items(const LoopStep& step, const LoopStep& followed) {
        for (const auto& id : followed.pathways) {
            const auto* pathway = definitions_.pathway(id);
            const auto* field =
                pathway == nullptr ? nullptr : definitions_.field(*pathway, step.items);
            if (pathway != nullptr && (field == nullptr || field->type != FieldType::Group))
                errors_.add(at(step, "items").place,
                            cat({"\"", id, "\" asks no group \"", step.items, "\""}),
                            "Name a group of answers that lists what is done.");
        }
    }

    const Definitions& definitions_;
    const Loop& loop_;
    const Node& node_;
    Errors& errors_;
};

}  // namespace

void check_loops(const Definitions& definitions, const Sources& sources, Errors& errors) {
    for (const auto& [id, loop] : definitions.loops) {
        const auto source = sources.loops.find(id);
        if (source != sources.loops.end())
            LoopCheck(definitions, loop, source->second, errors).run();
    }
}

}  // namespace longstone::define
