#include "web/review/pack_names.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/input.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/visit.h"
#include "work/acts/redact.h"

namespace longstone::web {
namespace {

constexpr const char* kReason = "Named in a text, and not whom the review is about";
// A value of the form: the kind of label and the words, "Adult:Mrs Price".
constexpr char kBetween = ':';

std::optional<govuk::ErrorMessage> wrong_in(const Problem* problem, std::string_view field) {
    if (problem == nullptr) return {};
    const auto found = std::ranges::find(problem->fields, field, &FieldProblem::field);
    if (found == problem->fields.end()) return {};
    return govuk::ErrorMessage{.text = found->message};
}

std::string hint_of(const review::LeftName& name) {
    if (name.times < 2) return name.around;
    return cat({name.around, " (", number(static_cast<long long>(name.times)), " times)"});
}

}  // namespace

Html left_names_html(Visit& visit, const review::Pack& pack, const Problem* problem) {
    if (pack.left_names.empty())
        return html::paragraph("The texts have no name that no record has.");
    govuk::Checkboxes names{
        .name = "names",
        .fieldset = govuk::Fieldset{.legend = {.text = "Which of these are to be left out?",
                                               .classes = "govuk-fieldset__legend--s"}},
        .hint = govuk::Hint{.text = "The texts have these words, and no record or agency is called "
                                    "so. Some are no names. Each that you tick stands under a "
                                    "label, and can be read again as any other."},
        .error_message = wrong_in(problem, "names"),
        .classes = "govuk-checkboxes--small"};
    for (const auto& one : pack.left_names)
        names.items.emplace_back(govuk::CheckboxItem{.text = one.words,
                                                     .value = cat({one.kind, ":", one.words}),
                                                     .hint = govuk::Hint{.text = hint_of(one)}});
    return kept_form(visit,
                     record_path(pack.record, "/pack/names"),
                     {govuk::checkboxes(names),
                      govuk::input({.label = {.text = "Why?"},
                                    .name = "reason",
                                    .value = kReason,
                                    .error_message = wrong_in(problem, "reason")}),
                      govuk::button({.text = "Leave these out", .prevent_double_click = true})});
}

Html left_names_errors(const Problem& problem) {
    govuk::ErrorSummary summary{.title_text = "There is a problem"};
    for (const auto& one : problem.fields)
        summary.error_list.push_back({.text = one.message, .href = cat({"#", one.field})});
    if (problem.fields.empty()) summary.description_text = problem.message;
    return govuk::error_summary(summary);
}

http::Reply leave_ticked_out(Visit& visit,
                             const std::string& done,
                             const std::function<http::Reply(Visit&, const Problem*)>& again) {
    const auto form = visit.form();
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            auto review = TRY(review::open_review(context, visit.viewer(), visit.param("ref")));
            std::vector<work::Hidden> hidden;
            for (const auto& value : form.all("names")) {
                const auto at = value.find(kBetween);
                if (at == std::string::npos) continue;
                hidden.push_back({.words = value.substr(at + 1), .kind = value.substr(0, at)});
            }
            if (hidden.empty())
                return Refused(Problem{.message = "Tick the names to leave out.",
                                       .fields = {{"names", "Tick the names to leave out"}}});
            TRY(work::redact_words(context, review.opened, hidden, form.text("reason")));
            return http::Reply::see_other(done);
        },
        [&](const Problem& problem) { return again(visit, &problem); });
}

}  // namespace longstone::web
