#include <array>

#include "base/text.h"
#include "measure/figures.h"

// What breakdowns and their values are called.
namespace longstone::measure {

using define::Measure;

namespace {

// The question of that id wherever the measure's pathways, or what agencies are asked there, ask
// it: in a group's items too.
const define::Field* question(const define::Definitions& definitions,
                              const Measure& measure,
                              const std::string& id) {
    const auto in_form = [&](const std::string& name) -> const define::Field* {
        const auto* form = definitions.form(name);
        if (form == nullptr) return nullptr;
        if (const auto* field = form->find(id)) return field;
        for (const auto& section : form->sections) {
            for (const auto& group : section.fields) {
                for (const auto& field : group.fields) {
                    if (field.id == id) return &field;
                }
            }
        }
        return nullptr;
    };
    for (const auto& [name, pathway] : definitions.pathways) {
        if (!measure.counts_on(name)) continue;
        if (const auto* field = definitions.field(pathway, id)) return field;
        if (pathway.places) {
            for (const auto& evaluation : pathway.places->evaluations) {
                if (const auto* field = in_form(evaluation.form)) return field;
            }
        }
        for (const auto& stage : pathway.stages) {
            for (const auto& request : stage.requests) {
                if (const auto* field = in_form(request.form)) return field;
            }
            for (const auto& ask : stage.asks) {
                if (const auto* field = in_form(split(ask, '.').front())) return field;
            }
        }
        for (const auto& meeting : pathway.meetings) {
            if (const auto* field = in_form(split(meeting.asks, '.').front())) return field;
        }
    }
    return nullptr;
}

std::string agency_name(const define::Definitions& definitions, const std::string& id) {
    const auto* agency = definitions.partnership.agency(id);
    if (agency == nullptr) return id;
    return agency->short_name.empty() ? agency->name : agency->short_name;
}

struct BreakdownName {
    std::string_view by, name;
};
constexpr std::array<BreakdownName, 13> kNames = {{{"pathway", "Pathway"},
                                                   {"stage", "Stage"},
                                                   {"source", "Where it came from"},
                                                   {"agency", "Agency"},
                                                   {"lead-agency", "Agency that leads"},
                                                   {"opened-by-agency", "Agency that opened it"},
                                                   {"pair", "Pair of agencies"},
                                                   {"clock", "Time limit"},
                                                   {"meeting", "Meeting"},
                                                   {"subject.age", "Age"},
                                                   {"subject.sex", "Sex"},
                                                   {"request", "Request"},
                                                   {define::kPlaceFact, "Place"}}};
constexpr auto kPlaceNames = std::to_array<BreakdownName>({{"asked", "Waits for approval"},
                                                           {"booked", "Booked"},
                                                           {"waiting", "Waiting list"},
                                                           {"declined", "Not approved"},
                                                           {"cancelled", "Given back in time"},
                                                           {"late", "Given back late"},
                                                           {"off", "Called off"},
                                                           {"attended", "Attended"},
                                                           {"missed", "Did not attend"}});

}  // namespace

std::string Figures::dim_name(const Measure& measure, const std::string& dim) const {
    for (const auto& known : kNames) {
        if (known.by == dim) return std::string(known.name);
    }
    const auto* field = question(context_.definitions, measure, dim);
    return field == nullptr ? dim : field->label;
}

std::string Figures::value_name(const Measure& measure,
                                const std::string& dim,
                                const std::string& value) const {
    const auto& definitions = context_.definitions;
    if (value.empty()) return "Not recorded";
    if (dim == "agency" || dim == "lead-agency" || dim == "opened-by-agency")
        return agency_name(definitions, value);
    if (dim == "pair") {
        const auto both = split(value, '+');
        return both.size() == 2 ? cat({agency_name(definitions, both[0]),
                                       " and ",
                                       agency_name(definitions, both[1])})
                                : value;
    }
    if (dim == "pathway") {
        const auto* pathway = definitions.pathway(value);
        return pathway == nullptr ? value : pathway->name;
    }
    if (dim == define::kPlaceFact) {
        for (const auto& known : kPlaceNames) {
            if (known.by == value) return std::string(known.name);
        }
    }
    if (dim == "subject.sex") return value == "F" ? "Female" : value == "M" ? "Male" : "Not known";
    if (dim == "subject.age") {
        if (value == "0") return "Under 1";
        auto words = value;
        const auto dash = words.find('-');
        if (dash != std::string::npos) words.replace(dash, 1, " to ");
        return words.ends_with('+') ? cat({words.substr(0, words.size() - 1), " and over"}) : words;
    }
    for (const auto& [name, pathway] : definitions.pathways) {
        if (!measure.counts_on(name)) continue;
        if (const auto* stage = dim == "stage" ? pathway.stage(value) : nullptr) return stage->name;
        if (const auto* clock = dim == "clock" ? pathway.clock(value) : nullptr) return clock->name;
        if (const auto* rule = dim == "meeting" ? pathway.meeting(value) : nullptr)
            return rule->name;
        if (const auto* rule = dim == "request" ? pathway.request(value) : nullptr)
            return rule->name;
    }
    const auto* field = question(definitions, measure, dim);
    return field == nullptr ? value : definitions.value_text(*field, value);
}

}  // namespace longstone::measure
