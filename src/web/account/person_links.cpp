#include "base/text.h"
#include "people/relationships.h"
#include "people/rules.h"
#include "people/same_person.h"
#include "people/things.h"
#include "ui/govuk/radios.h"
#include "ui/govuk/select.h"
#include "web/account/other_person.h"
#include "web/account/person_edit.h"
#include "web/account/person_form.h"

// How two people stand to each other, and whether two records are of one person.
namespace longstone::web {
namespace {

Html relationship_select(const SmallForm& form, people::Kind kind) {
    govuk::Select select{
        .label = govuk::Label{.text = people::is_human(kind) ? "They are this person's"
                                                             : "How they are connected"},
        .name = "type",
        .id = "type"};
    select.error_message = form.error("type");
    for (const auto* code : people::types_between(form.visit.definitions(), kind)) {
        select.items.push_back(
            govuk::SelectItem{.text = code->text,
                              .value = code->id,
                              .selected = form.visit.form().text("type") == code->id});
    }
    return govuk::select(select);
}

Html three_way(const SmallForm& form, const std::string& name, const std::string& legend) {
    return govuk::radios(
        {.name = name,
         .fieldset = govuk::Fieldset{.legend = govuk::Legend{.text = legend}},
         .items = {govuk::RadioItem{.text = "Yes", .value = "yes"},
                   govuk::RadioItem{.text = "No", .value = "no"},
                   govuk::RadioItem{.text = "Not known", .value = "not-known"}},
         .value = form.visit.form().has(name) ? form.visit.form().text(name) : "not-known",
         .classes = "govuk-radios--inline"});
}

// Whoever is not there and whoever may not be seen are one and the same answer, beside the input.
template <class T>
Result<T> beside_other(Result<T> done) {
    if (done || done.error().fault != Fault::NotFound) return done;
    return people::refuse_fields(
        {{.field = "other",
          .message = "Nobody whom you may see stands at this address. Enter their name, or paste "
                     "the whole address of their page as your browser shows it"}});
}

http::Reply relate_form(Visit& visit, const Problem* problem, const people::Found& found) {
    const SmallForm form{.visit = visit, .problem = problem};
    auto context = visit.context();
    const auto kind = kind_here(visit, context);
    const bool human = people::is_human(kind);
    Html inputs = other_input(
        form, human ? "The other person, place, group or organisation" : "Who is connected", found);
    inputs += relationship_select(form, kind);
    if (human) {
        inputs += three_way(
            form, "other_responsible", "Do they have parental responsibility for this person?");
        inputs += three_way(form, "lives_with", "Do they live together?");
    }
    inputs += form.text("source", "Where this comes from");
    return person_form(visit,
                       form,
                       human ? "Add a relationship" : "Say who is connected to it",
                       person_path(visit, "/relate"),
                       inputs,
                       "Save");
}

http::Reply relate_page(Visit& visit, const Problem* problem) {
    return relate_form(visit, problem, {});
}

http::Reply relate(Visit& visit) {
    people::Found found;
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(leave_to_edit(visit));
            const auto other = TRY(other_person(visit, context));
            found = other.found;
            if (other.problem) return relate_form(visit, &*other.problem, found);
            const auto answer = [&](std::string_view name) {
                return people::answer_of(visit.form().text(name))
                    .value_or(people::Answer::NotKnown);
            };
            TRY(beside_other(people::relate(context,
                                            grant,
                                            {.rev = person_rev(visit, context),
                                             .other = other.id,
                                             .type = visit.form().text("type"),
                                             .other_responsible = answer("other_responsible"),
                                             .lives_with = answer("lives_with"),
                                             .source = visit.form().text("source")})));
            return http::Reply::see_other(person_path(visit));
        },
        [&](const Problem& problem) { return relate_form(visit, &problem, found); });
}

http::Reply same_form(Visit& visit, const Problem* problem, const people::Found& found) {
    const SmallForm form{.visit = visit, .problem = problem};
    return person_form(
        visit,
        form,
        "Are two records of one person?",
        person_path(visit, "/same"),
        html::cat(
            {other_input(form, "The other record", found),
             govuk::radios(
                 {.name = "same",
                  .fieldset =
                      govuk::Fieldset{.legend = govuk::Legend{.text = "Are they the same person?"}},
                  .error_message = form.error("same"),
                  .items = {govuk::RadioItem{.text = "Yes, the same person", .value = "yes"},
                            govuk::RadioItem{.text = "No, two people", .value = "no"}},
                  .value = visit.form().text("same")}),
             form.words(
                 "reason", "Why you think so", "Nothing is merged, and this can be withdrawn")}),
        "Save");
}

http::Reply same_page(Visit& visit, const Problem* problem) {
    return same_form(visit, problem, {});
}

http::Reply same(Visit& visit) {
    people::Found found;
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(leave_to_edit(visit));
            const auto rev = person_rev(visit, context);
            const auto reason = visit.form().text("reason");
            const auto other = TRY(other_person(visit, context));
            found = other.found;
            if (other.problem) return same_form(visit, &*other.problem, found);
            const auto same = visit.form().text("same");
            std::vector<FieldProblem> problems;
            if (same != "yes" && same != "no")
                problems.push_back({"same", "Choose whether they are the same person"});
            if (trim(reason).empty()) problems.push_back({"reason", "Say why you think so"});
            if (!problems.empty()) return people::refuse_fields(std::move(problems));
            if (same == "no")
                TRY(beside_other(people::judge_different(context, grant, rev, other.id, reason)));
            else
                TRY(beside_other(people::judge_same(context, grant, rev, other.id, reason)));
            return http::Reply::see_other(person_path(visit));
        },
        [&](const Problem& problem) { return same_form(visit, &problem, found); });
}

}  // namespace

void add_person_link_routes(http::Router& router, App& app) {
    add_pair(router, app, "/people/{id}/relate", "relate two people", relate_page, relate);
    add_pair(router, app, "/people/{id}/same", "judge two records of people", same_page, same);
}

}  // namespace longstone::web
