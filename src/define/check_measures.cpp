#include <algorithm>

#include "base/text.h"
#include "define/check_all.h"
#include "define/scope.h"

// Measures: what they count is there, what they weigh is asked, and the figure can be made.
namespace longstone::define {
namespace {

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& all) {
    std::vector<std::string> ids;
    ids.reserve(all.size());
    for (const auto& one : all)
        ids.push_back(one.id);
    return ids;
}

std::vector<std::string> words_for(Counts counts) {
    switch (counts) {
        case Counts::Clocks:
            return {"in-time"};
        case Counts::Meetings:
            return {"quorate"};
        case Counts::Seats:
            return {"attended"};
        case Counts::Requests:
            return {"answered", "in-time"};
        case Counts::Pairs:
            return {"agrees"};
        case Counts::Actions:
            return {"done", "in-time"};
        case Counts::History:
            return {"opened"};
        case Counts::Places:
            return {"attended", "missed", "late"};
        default:
            return {};
    }
}

// Of one measure on one of its pathways.
class MeasureCheck {
public:
    MeasureCheck(const Scope& scope, const Measure& measure, const Node& node)
        : scope_(scope), measure_(measure), node_(node) {}

    void run() {
        counted();
        const Domains domains = with_places(scope_.domains(scope_.stages(), extra_));
        check_condition(scope_, measure_.when, node_.at({"when"}), domains);
        check_condition(scope_, measure_.met, node_.at({"met"}), domains);
        trigger(measure_.at, "at");
        trigger(measure_.until, "until");
        trigger(measure_.days_from, "days");
        trigger(measure_.days_to, "days");
        for (const auto& by : measure_.by) {
            const bool place = measure_.counts == Counts::Places && by == kPlaceFact;
            if (!place && !is_breakdown(by)) coded(by, node_.at({"by"}).mention(by));
        }
        if (!measure_.value.empty()) figure(measure_.value);
        if (measure_.notes.any()) notes();
    }

private:
    // Their questions are parts of what is counted, and each theme named is one.
    void notes() {
        const Node& node = node_.at({"notes"});
        const auto part = [&](const std::string& id, const char* key) -> const Field* {
            const auto found =
                std::ranges::find_if(extra_, [&](const Field* field) { return field->id == id; });
            if (found != extra_.end()) return *found;
            scope_.unknown_field(node.at({key}).place, id);
            return nullptr;
        };
        part(measure_.notes.words, "words");
        part(measure_.notes.where, "where");
        const Field* theme = part(measure_.notes.theme, "theme");
        if (theme == nullptr) return;
        const Domain domain = domain_of(scope_.definitions, *theme);
        for (const auto& [value, themes] : measure_.notes.beside) {
            const Node& place = node.at({"beside"}).mention(value);
            if (std::ranges::find(domain.values, value) == domain.values.end())
                scope_.errors.unknown(place.place, "theme of notes", value, domain.values);
            for (const auto& wanted : themes)
                if (std::ranges::none_of(scope_.definitions.measures, [&](const auto& one) {
                        return one.second.theme == wanted;
                    }))
                    scope_.errors.add(node.at({"beside", value}).mention(wanted).place,
                                      cat({"no measure has the theme \"", wanted, "\""}),
                                      "Name a theme as measures write it.");
        }
    }

    // The fields that come before the pathway's own, and whether what is counted is there.
    void counted() {
        const Node& place = node_.at({"counts"});
        const auto& what = measure_.what;
        const auto& pathway = scope_.pathway;
        switch (measure_.counts) {
            case Counts::Items:
                items(place);
                break;
            case Counts::People:
                people(place);
                break;
            case Counts::Clocks:
                if (pathway.clock(what) == nullptr) unknown(place, "clock", ids_of(pathway.clocks));
                break;
            case Counts::Meetings:
            case Counts::Seats:
                meeting(place);
                break;
            case Counts::Requests:
            case Counts::Pairs:
                request(place);
                break;
            case Counts::Places:
                places(place);
                break;
            default:
                break;
        }
    }

    void unknown(const Node& place, std::string_view kind, const std::vector<std::string>& known) {
        scope_.errors.unknown(place.mention(measure_.what).place,
                              cat({kind, " of \"", scope_.pathway.id, "\""}),
                              measure_.what,
                              known);
    }

    void items(const Node& place) {
        if (!measure_.field.empty()) return items_asked(place);
        const Use* use = scope_.use(measure_.what);
        if (use == nullptr || use->field->type != FieldType::Group) {
            unknown(place, "group", {});
            return;
        }
        for (const Field& field : use->field->fields)
            extra_.push_back(&field);
    }

    // A group in what agencies answer to a request.
    void items_asked(const Node& place) {
        const RequestRule* rule = scope_.pathway.request(measure_.field);
        const Form* form = rule == nullptr ? nullptr : scope_.definitions.form(rule->form);
        if (form == nullptr) {
            scope_.errors.unknown(place.at({"in"}).place,
                                  cat({"request of \"", scope_.pathway.id, "\""}),
                                  measure_.field,
                                  {});
            return;
        }
        for (const auto& section : form->sections) {
            for (const Field& field : section.fields) {
                if (field.id != measure_.what || field.type != FieldType::Group) continue;
                for (const Field& part : field.fields)
                    extra_.push_back(&part);
                return;
            }
        }
        unknown(place, cat({"group in the form \"", form->id, "\""}), {});
    }

    void people(const Node& place) {
        std::vector<std::string> roles;
        roles.reserve(scope_.pathway.people.size());
        for (const auto& rule : scope_.pathway.people)
            roles.push_back(rule.role);
        if (std::ranges::find(roles, measure_.what) == roles.end())
            unknown(place, "role of people", roles);
    }

    void meeting(const Node& place) {
        if (measure_.what.empty()) return;
        const MeetingRule* rule = scope_.pathway.meeting(measure_.what);
        if (rule == nullptr) {
            unknown(place, "meeting", ids_of(scope_.pathway.meetings));
            return;
        }
    }

    void request(const Node& place) {
        if (measure_.what.empty()) return;
        const RequestRule* rule = scope_.pathway.request(measure_.what);
        if (rule == nullptr) {
            std::vector<std::string> known;
            for (const auto& stage : scope_.pathway.stages)
                for (const auto& one : stage.requests)
                    known.push_back(one.id);
            unknown(place, "request", known);
            return;
        }
        const Form* form = scope_.definitions.form(rule->form);
        if (form == nullptr) return;
        for (const Field* field : fields_of(*form))
            extra_.push_back(field);
        if (measure_.counts == Counts::Pairs) coded(measure_.field, place.at({"field"}));
    }

    // What is asked about each place, by whomever.
    void places(const Node& place) {
        const auto& rule = scope_.pathway.places;
        if (!rule) {
            scope_.errors.add(place.place,
                              cat({"nothing is booked on \"", scope_.pathway.id, "\""}),
                              "Name a pathway that has places.");
            return;
        }
        for (const auto& evaluation : rule->evaluations)
            if (const Form* form = scope_.definitions.form(evaluation.form))
                for (const Field* field : fields_of(*form))
                    extra_.push_back(field);
    }

    // How a place stands is a fact of what is counted, with words of its own.
    [[nodiscard]] Domains with_places(Domains others) const {
        if (measure_.counts != Counts::Places) return others;
        return [others = std::move(others)](const std::string& name) {
            if (name != kPlaceFact) return others(name);
            Domain out{.known = true, .coded = true};
            out.available = true;
            out.values.assign(kPlaceWords.begin(), kPlaceWords.end());
            return out;
        };
    }

    [[nodiscard]] const Field* find(const std::string& id) const {
        for (const Field* field : extra_)
            if (field->id == id) return field;
        const Use* use = scope_.use(id);
        return use == nullptr ? nullptr : use->field;
    }

    // What is broken down or compared is a coded answer that may be counted.
    void coded(const std::string& id, const Node& place) {
        const Field* field = find(id);
        if (field == nullptr) {
            scope_.unknown_field(place.place, id);
            return;
        }
        const Domain domain = domain_of(scope_.definitions, *field);
        const bool listed = domain.coded || field->type == FieldType::Agency ||
                            field->type == FieldType::Agencies || field->type == FieldType::Scale;
        if (!listed)
            scope_.errors.add(place.place,
                              cat({"the answers of \"", id, "\" are not a list to count by"}),
                              "Name a choice, a rating, a scale, an agency or a yes or no.");
        else if (!field->counted && domain.coded && field->type != FieldType::Rag)
            scope_.errors.add(place.place,
                              cat({"the question \"", id, "\" is not counted"}),
                              cat({"Add counted: yes to it in ", field->place.file, "."}));
    }

    void figure(const std::string& id) {
        const Node& place = node_.at({"value"});
        const Field* field = find(id);
        if (field == nullptr) {
            scope_.unknown_field(place.place, id);
            return;
        }
        const Domain domain = domain_of(scope_.definitions, *field);
        const bool coded_figures = domain.coded && !domain.values.empty() &&
                                   std::ranges::all_of(domain.values, [](const std::string& value) {
                                       return parse_figure(value).has_value();
                                   });
        if (!domain.figures && !coded_figures)
            scope_.errors.add(place.place,
                              cat({"the answers of \"", id, "\" are not figures"}),
                              "Name a number or a scale.");
    }

    void trigger(const std::optional<Trigger>& trigger, const std::string& key) {
        if (!trigger) return;
        const Place& place = node_.at({key}).mention(trigger->what).place;
        using Kind = Trigger::Kind;
        const auto& pathway = scope_.pathway;
        const auto kind = trigger->kind;
        if ((kind == Kind::Entered || kind == Kind::Left) &&
            pathway.stage(trigger->what) == nullptr)
            scope_.errors.unknown(place, "stage", trigger->what, scope_.stage_ids());
        if (kind == Kind::MeetingHeld && pathway.meeting(trigger->what) == nullptr)
            scope_.errors.unknown(place, "meeting", trigger->what, ids_of(pathway.meetings));
        if ((kind == Kind::Answered || kind == Kind::DateOf) && find(trigger->what) == nullptr &&
            !is_date_fact(trigger->what))
            scope_.unknown_field(place, trigger->what);
        if (kind == Kind::RequestsMade || kind == Kind::RequestsAnswered)
            scope_.errors.add(place,
                              "a measure cannot count at the time of requests",
                              "Count the requests themselves: {requests: …, of: …}.");
    }

    const Scope& scope_;
    const Measure& measure_;
    const Node& node_;
    std::vector<const Field*> extra_ = {};
};

void check_numerator(const Measure& measure, const Node& node, Errors& errors) {
    const bool said =
        !measure.met.always() || !measure.met_word.empty() || !measure.again.pathways.empty();
    if (measure.has_numerator() != said)
        errors.add(node.place,
                   said ? "only a percentage says which of them count as met"
                        : "a percentage of what is not said",
                   said ? "Use when: to choose them, or show it as: percent."
                        : "Add met:, with a condition or a word.");
    const auto known = words_for(measure.counts);
    if (!measure.met_word.empty() && std::ranges::find(known, measure.met_word) == known.end())
        errors.unknown(node.at({"met"}).place,
                       cat({"fact of ", word(measure.counts)}),
                       measure.met_word,
                       known);
}

void check_figure(const Measure& measure, const Node& node, Errors& errors) {
    const bool needs_value = measure.shown == Shown::Mean || measure.shown == Shown::Sum;
    if (needs_value == measure.value.empty())
        errors.add(
            node.place,
            needs_value ? "nothing is said to be added up" : "a value is for a sum or a mean",
            needs_value ? "Add value:, the question whose figures they are."
                        : "Take value: away, or show it as: mean or sum.");
    if ((measure.shown == Shown::Days) != measure.days_from.has_value())
        errors.add(node.place,
                   "days are counted between two times",
                   "Use as: days together with days: {from: …, to: …}.");
    if ((measure.shown == Shown::Rate) == measure.population.empty())
        errors.add(node.place,
                   "a rate is per so many of a population",
                   "Use as: rate together with population:.");
    if (measure.open && measure.counts != Counts::Records && measure.counts != Counts::People)
        errors.add(node.at({"open"}).place,
                   "only records and people stand open",
                   "Take open: away, or count records or people.");
}

}  // namespace

void check_measures(const Definitions& definitions, const Sources& sources, Errors& errors) {
    std::map<std::string, Scope> scopes;
    std::vector<std::string> known;
    known.reserve(definitions.pathways.size());
    for (const auto& [id, pathway] : definitions.pathways)
        known.push_back(id);
    for (const auto& [id, measure] : definitions.measures) {
        const Node& node = sources.measures.at(id);
        if (!node.is_map()) continue;
        check_numerator(measure, node, errors);
        check_figure(measure, node, errors);
        for (const auto* list : {&measure.of, &measure.again.pathways}) {
            for (const auto& of : *list) {
                if (definitions.pathway(of) == nullptr)
                    errors.unknown(node.mention(of).place, "pathway", of, known);
            }
        }
        const bool needs_one = measure.counts == Counts::Items ||
                               measure.counts == Counts::People ||
                               measure.counts == Counts::Clocks || measure.counts == Counts::Pairs;
        if (measure.of.empty() && needs_one)
            errors.add(node.at({"counts"}).place,
                       "the pathway is not named",
                       "Add of: with the pathways whose records are counted.");
        for (const auto& of : measure.of) {
            const auto* pathway = definitions.pathway(of);
            if (pathway == nullptr || !sources.pathways.at(of).is_map()) continue;
            const auto& scope =
                scopes.try_emplace(of, definitions, *pathway, sources, errors).first->second;
            MeasureCheck(scope, measure, node).run();
        }
    }
}

}  // namespace longstone::define
