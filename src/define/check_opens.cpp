#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

std::vector<std::string> pathway_ids(const Definitions& definitions) {
    std::vector<std::string> out;
    for (const auto& [id, pathway] : definitions.pathways)
        out.push_back(id);
    return out;
}

class OpenCheck {
public:
    OpenCheck(const Scope& scope, const OpenRule& rule, const Node& node)
        : scope_(scope), rule_(rule), node_(node) {}

    void run() const {
        if (scope_.pathway.stage(rule_.at) == nullptr && !rule_.at.empty())
            scope_.errors.unknown(node_.at({"at"}).place, "stage", rule_.at, scope_.stage_ids());
        else
            check_condition(
                scope_, rule_.when, node_.at({"when"}), scope_.domains({rule_.at}, inner()));
        const Pathway* other = scope_.definitions.pathway(rule_.pathway);
        if (other == nullptr) {
            scope_.errors.unknown(scope_.node.at({"opens"}).key(rule_.pathway)->place,
                                  "pathway",
                                  rule_.pathway,
                                  pathway_ids(scope_.definitions));
            return;
        }
        for (const auto& [here, there] : rule_.renames)
            if (!copies(here) && inner(here) == nullptr)
                scope_.errors.add(node_.at({"renames"}).mention(here).place,
                                  cat({"\"", here, "\" is renamed but not copied"}),
                                  "Add it to copies.");
        for (const std::string& copied : rule_.copies)
            if (copied == kOpenedDay && scope_.use(copied) == nullptr)
                check_day(*other);
            else if (copied != "people")
                check_copy(*other, copied);
        check_roles(*other);
        check_each(*other);
        check_required(*other);
        check_unless_open(*other);
    }

private:
    bool copies(const std::string& what) const {
        return std::find(rule_.copies.begin(), rule_.copies.end(), what) != rule_.copies.end();
    }

    // The questions of the group of which each item opens a record.
    std::vector<const Field*> inner() const {
        std::vector<const Field*> out;
        if (const Use* use = scope_.use(rule_.each))
            for (const Field& field : use->field->fields)
                out.push_back(&field);
        return out;
    }

    const Field* inner(const std::string& id) const {
        for (const Field* field : inner())
            if (field->id == id) return field;
        return nullptr;
    }

    static std::vector<std::string> roles_of(const Pathway& pathway) {
        std::vector<std::string> out;
        for (const PeopleRule& rule : pathway.people)
            out.push_back(rule.role);
        return out;
    }

    void known_role(const Pathway& pathway, const std::string& role, const Place& place) const {
        const auto roles = roles_of(pathway);
        if (std::find(roles.begin(), roles.end(), role) == roles.end())
            scope_.errors.unknown(
                place, cat({"role of people of \"", pathway.id, "\""}), role, roles);
    }

    void check_roles(const Pathway& other) const {
        const Node& node = node_.at({"roles"});
        if (!rule_.roles.empty() && !copies("people"))
            scope_.errors.add(node.place, "people are not copied", "Add people to copies.");
        for (const auto& [here, there] : rule_.roles) {
            known_role(scope_.pathway, here, node.key(here)->place);
            known_role(other, there, node.at({here}).place);
            const PeopleRule* from = scope_.pathway.role(here);
            const PeopleRule* to = other.role(there);
            if (from != nullptr && to != nullptr && !may_be(*from, *to))
                scope_.errors.add(node.at({here}).place,
                                  cat({"the role \"",
                                       there,
                                       "\" of \"",
                                       other.id,
                                       "\" does not take what \"",
                                       here,
                                       "\" is"}),
                                  "Carry them under a role there that has the same kind.");
        }
    }

    static bool may_be(const PeopleRule& from, const PeopleRule& to) {
        if (from.kinds.empty() || to.kinds.empty()) return from.kinds.empty() == to.kinds.empty();
        return std::any_of(from.kinds.begin(), from.kinds.end(), [&](const std::string& kind) {
            return to.takes(kind);
        });
    }

    // Whether each record that the rule opens has somebody in that role.
    bool carries(const PeopleRule& wanted) const {
        const PeopleRule* each = scope_.pathway.role(rule_.each);
        if (each != nullptr && rule_.each_as == wanted.role) return may_be(*each, wanted);
        for (const Field* field : inner())
            if (field->type == FieldType::Person && field->is_required && wanted.kinds.empty() &&
                rule_.each_as == wanted.role)
                return true;
        if (!copies("people")) return false;
        const auto& rules = scope_.pathway.people;
        return std::any_of(rules.begin(), rules.end(), [&](const PeopleRule& rule) {
            const auto renamed = rule_.roles.find(rule.role);
            const auto& there = renamed == rule_.roles.end() ? rule.role : renamed->second;
            return rule.required && there == wanted.role && may_be(rule, wanted);
        });
    }

    // What another record opens may lack whom it must be about: then they are named before it goes
    // on.
    void check_required(const Pathway& other) const {
        const Stage* first = other.stage(other.first);
        if (first == nullptr) return;
        for (const PeopleRule& wanted : other.people) {
            if (!wanted.required || carries(wanted)) continue;
            for (const Move& move : first->next) {
                if (move.back || asks_for(move, wanted)) continue;
                scope_.errors.add(
                    node_.place,
                    cat({"\"",
                         other.id,
                         "\" may open with nobody as ",
                         wanted.role,
                         ", and its move to \"",
                         move.to,
                         "\" does not wait for them"}),
                    cat({"Carry somebody who is required here, or add the need people to each "
                         "move out of \"",
                         first->id,
                         "\" there."}));
            }
        }
    }

    static bool asks_for(const Move& move, const PeopleRule& wanted) {
        return std::any_of(move.needs.begin(), move.needs.end(), [&](const Need& need) {
            return need.kind == "people" && (need.what.empty() || need.what == wanted.role);
        });
    }

    // Only a record about somebody can be there already.
    void check_unless_open(const Pathway& other) const {
        if (!rule_.unless_open) return;
        const bool about =
            std::any_of(other.people.begin(), other.people.end(), [&](const auto& r) {
                return r.subject &&
                       (copies("people") || (!rule_.each.empty() && rule_.each_as == r.role));
            });
        if (!about)
            scope_.errors.add(node_.at({"unless-open"}).place,
                              cat({"nobody whom \"", other.id, "\" is about is carried there"}),
                              "Copy people, or take unless-open away.");
    }

    void check_each(const Pathway& other) const {
        if (rule_.each.empty()) return;
        const Place& place = node_.at({"each"}).place;
        const auto roles = roles_of(scope_.pathway);
        if (std::find(roles.begin(), roles.end(), rule_.each) != roles.end()) {
            known_role(other, rule_.each_as, place);
        } else if (inner().empty()) {
            scope_.errors.add(place,
                              cat({"\"", rule_.each, "\" is neither a group nor a role of people"}),
                              "Name one of which each item or person opens a record.");
        } else {
            check_items(other, place);
        }
    }

    // Those questions of the group that the other pathway asks too are carried over.
    void check_items(const Pathway& other, const Place& place) const {
        bool any = false;
        for (const Field* field : inner()) {
            const auto renamed = rule_.renames.find(field->id);
            const bool as_it_is = renamed == rule_.renames.end();
            const auto& there = as_it_is ? field->id : renamed->second;
            const Field* target = scope_.definitions.field(other, there);
            if (target == nullptr && !as_it_is)
                scope_.errors.add(
                    node_.at({"renames", field->id}).place,
                    cat({"the pathway \"", other.id, "\" asks nothing called \"", there, "\""}),
                    "Ask it there, or do not rename it.");
            if (target == nullptr) continue;
            any = true;
            if (target->type != field->type || target->codes != field->codes)
                scope_.errors.add(place,
                                  cat({"\"",
                                       field->id,
                                       "\" of each item and the \"",
                                       there,
                                       "\" of \"",
                                       other.id,
                                       "\" are not of one type and code list"}),
                                  "Ask them alike.");
        }
        if (!any)
            scope_.errors.add(place,
                              cat({"\"", other.id, "\" asks nothing that an item answers"}),
                              "Give a question of the group the id of one there.");
    }

    // The day on which this record was opened.
    void check_day(const Pathway& other) const {
        const auto renamed = rule_.renames.find(std::string(kOpenedDay));
        const Field* target = renamed == rule_.renames.end()
                                  ? nullptr
                                  : scope_.definitions.field(other, renamed->second);
        if (target != nullptr && target->type == FieldType::Date) return;
        scope_.errors.add(node_.at({"copies"}).mention(kOpenedDay).place,
                          cat({"the day this was opened needs a question of the type date in \"",
                               other.id,
                               "\""}),
                          "Say which in renames: {opened: field}.");
    }

    void check_copy(const Pathway& other, const std::string& here) const {
        const Node& said = node_.at({"copies"}).mention(here);
        const auto renamed = rule_.renames.find(here);
        const std::string& there = renamed == rule_.renames.end() ? here : renamed->second;
        const Use* use = scope_.use(here);
        if (use == nullptr) {
            scope_.unknown_field(said.place, here);
            return;
        }
        const Field* target = scope_.definitions.field(other, there);
        if (target == nullptr) {
            const Node& place = renamed == rule_.renames.end() ? said : node_.at({"renames", here});
            scope_.errors.add(
                place.place,
                cat({"the pathway \"", other.id, "\" asks nothing called \"", there, "\""}),
                "Ask it there, or do not copy it.");
            return;
        }
        if (target->type != use->field->type)
            scope_.errors.add(said.place,
                              cat({"\"",
                                   here,
                                   "\" and the \"",
                                   there,
                                   "\" of \"",
                                   other.id,
                                   "\" are not of one type"}),
                              "Copy into a field of the same type.");
        else if (target->codes != use->field->codes)
            scope_.errors.add(said.place,
                              cat({"\"",
                                   here,
                                   "\" has the codes ",
                                   use->field->codes,
                                   ", but the \"",
                                   there,
                                   "\" of \"",
                                   other.id,
                                   "\" ",
                                   target->codes}),
                              "Copy into a field with the same code list.");
        if (scope_.pathway.stage(rule_.at) != nullptr && !scope_.available(here, {rule_.at}))
            scope_.errors.add(said.place,
                              cat({"\"", here, "\" is not asked before \"", rule_.at, "\""}),
                              "Ask it at that stage or an earlier one, or do not copy it.");
    }

    const Scope& scope_;
    const OpenRule& rule_;
    const Node& node_;
};

void check_tell(const Scope& scope, const TellRule& rule, const std::vector<std::string>& known) {
    const Node& tells = scope.node.at({"tells"});
    const Place& place = tells.key(rule.whom)->place;
    if (std::find(known.begin(), known.end(), rule.whom) != known.end()) return;
    // Anybody else may be told as well, but a slip of the pen must not become somebody.
    const std::string near = did_you_mean(rule.whom, known);
    if (!near.empty())
        scope.errors.unknown(place, "role of people", rule.whom, known);
    else if (tells.at({rule.whom}).find("name") == nullptr)
        scope.errors.add(place,
                         cat({"\"", rule.whom, "\" is no role of people, so it needs \"name\""}),
                         "Add name: and say who is told.");
}

void check_tells(const Scope& scope) {
    std::vector<std::string> known = {"referrer", "contributors", "family"};
    for (const PeopleRule& rule : scope.pathway.people)
        known.push_back(rule.role);
    const Node& node = scope.node.at({"tells"});
    bool asks = false;
    for (const Stage& stage : scope.pathway.stages)
        asks = asks || !stage.requests.empty();
    for (const TellRule& rule : scope.pathway.tells) {
        check_tell(scope, rule, known);
        if (rule.whom == "contributors" && !asks)
            scope.errors.add(node.key(rule.whom)->place,
                             "nobody contributes: no stage makes requests",
                             "Take contributors away, or ask agencies.");
        check_condition(
            scope, rule.when, node.at({rule.whom, "when"}), scope.domains(scope.stages()));
    }
}

// Reviewing lets in who works here: never to what only its own roles may learn of.
void check_looks_back(const Scope& scope) {
    for (const std::string& other : scope.pathway.looks_back) {
        const Place place = scope.node.at({"looks-back"}).mention(other).place;
        const auto* reviewed = scope.definitions.pathway(other);
        if (reviewed == nullptr)
            scope.errors.unknown(place, "pathway", other, pathway_ids(scope.definitions));
        else if (reviewed->access.restricted)
            scope.errors.add(place,
                             cat({"\"", other, "\" is restricted or sealed"}),
                             "Take it away: a review does not open what others may not know of.");
    }
}

void check_shown(const Scope& scope) {
    const Pathway& pathway = scope.pathway;
    if (!pathway.summary.empty() && scope.use(pathway.summary) == nullptr)
        scope.unknown_field(scope.node.at({"summary"}).place, pathway.summary);
    if (!pathway.rating.empty() && scope.use(pathway.rating) == nullptr)
        scope.unknown_field(scope.node.at({"rating"}).place, pathway.rating);
    for (const Flag& flag : pathway.flags)
        check_condition(scope,
                        flag.when,
                        scope.node.at({"flags", flag.id, "when"}),
                        scope.domains(scope.stages()));
    for (const std::string& again : pathway.repeats)
        if (scope.node.find("repeats") != nullptr && scope.definitions.pathway(again) == nullptr)
            scope.errors.unknown(scope.node.at({"repeats"}).mention(again).place,
                                 "pathway",
                                 again,
                                 pathway_ids(scope.definitions));
    for (const std::string& from : pathway.starts_from)
        if (scope.definitions.pathway(from) == nullptr)
            scope.errors.unknown(scope.node.at({"starts-from"}).mention(from).place,
                                 "pathway",
                                 from,
                                 pathway_ids(scope.definitions));
    check_looks_back(scope);
}

}  // namespace

void check_opens(const Scope& scope) {
    std::map<std::string, std::size_t> nth;  // of the rules for one pathway
    for (const OpenRule& rule : scope.pathway.opens) {
        const Node& said = scope.node.at({"opens", rule.pathway});
        const std::size_t n = nth[rule.pathway]++;
        OpenCheck(scope, rule, said.is_list() ? said.items.at(n) : said).run();
    }
    check_tells(scope);
    check_shown(scope);
}

}  // namespace longstone::define
