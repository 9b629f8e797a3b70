#include <algorithm>

#include "base/text.h"
#include "define/read.h"
#include "define/scope.h"

// Places: the questions they turn on are asked by then, the forms are there, and nobody is told
// of a record that only few may know.
namespace longstone::define {
namespace {

class PlacesCheck {
public:
    PlacesCheck(const Scope& scope, const PlacesRule& rule)
        : scope_(scope), rule_(rule), node_(scope.node.at({"places"})) {}

    void run() {
        const auto& access = scope_.pathway.access;
        if (access.restricted || access.sealed)
            scope_.errors.add(rule_.place,
                              "what anybody may book cannot be restricted",
                              "Take places: away, or the sensitivity.");
        const bool known = stages(rule_.at, "at");
        // What is asked by then cannot be said of a stage that is not there.
        if (!stages(rule_.off, "off") || !known) return;
        asked(rule_.capacity, "capacity", {FieldType::Number});
        asked(rule_.begins, "begins", {FieldType::Date});
        asked(rule_.ends, "ends", {FieldType::Date});
        asked(rule_.times, "times", {FieldType::Text});
        asked(rule_.where, "where", {FieldType::Text, FieldType::LongText});
        for (const auto& field : rule_.shows)
            asked(field, "shows", {});
        for (const auto& field : rule_.filters)
            asked(field, "filters", {FieldType::Choice, FieldType::Choices});
        if (rule_.approval)
            check_condition(scope_, *rule_.approval, node_.at({"approval"}), domains());
        if (!rule_.valid_months.empty())
            asked(rule_.valid_months, "certificate", {FieldType::Number});
        for (const auto& evaluation : rule_.evaluations)
            form(evaluation);
    }

private:
    [[nodiscard]] Names booked_at() const { return {rule_.at.begin(), rule_.at.end()}; }
    [[nodiscard]] Domains domains() const { return scope_.domains(booked_at()); }

    bool stages(const std::vector<std::string>& named, const char* key) {
        bool known = true;
        for (const auto& stage : named) {
            if (scope_.pathway.stage(stage) != nullptr) continue;
            known = false;
            scope_.errors.unknown(
                node_.at({key}).mention(stage).place, "stage", stage, scope_.stage_ids());
        }
        return known;
    }

    void asked(const std::string& field, const char* key, const std::vector<FieldType>& types) {
        const Place& place = node_.at({key}).mention(field).place;
        if (scope_.question(place, field, types) == nullptr) return;
        if (!scope_.available(field, booked_at()))
            scope_.errors.add(place,
                              cat({"\"", field, "\" is not asked before places are booked"}),
                              "Ask it at an earlier stage.");
    }

    void form(const PlaceEvaluation& evaluation) {
        if (scope_.definitions.form(evaluation.form) != nullptr) return;
        std::vector<std::string> forms;
        for (const auto& [id, form] : scope_.definitions.forms)
            forms.push_back(id);
        scope_.errors.unknown(
            node_.at({"evaluations", evaluation.id, "form"}).place, "form", evaluation.form, forms);
    }

    const Scope& scope_;
    const PlacesRule& rule_;
    const Node& node_;
};

}  // namespace

void check_places(const Scope& scope) {
    if (scope.pathway.places) PlacesCheck(scope, *scope.pathway.places).run();
}

}  // namespace longstone::define
