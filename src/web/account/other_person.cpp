#include "web/account/other_person.h"

#include <algorithm>

#include "access/policy.h"
#include "base/text.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/rows.h"
#include "people/sight.h"
#include "ui/govuk/radios.h"
#include "ui/longstone/words.h"
#include "web/searching.h"

namespace longstone::web {
namespace {

constexpr const char* kOther = "other";
constexpr const char* kChosen = "other-chosen";
constexpr const char* kNobodyOfThese = "none";
constexpr int kShown = 10;
constexpr std::size_t kIdLength = 26;  // new_id()

// The last part of an address, or what is as long as an id.
std::string id_in(const std::string& typed) {
    const auto slash = typed.rfind('/');
    const auto last = slash == std::string::npos ? typed : typed.substr(slash + 1);
    const bool is_id = last.size() == kIdLength && last.find(' ') == std::string::npos;
    return slash != std::string::npos || is_id ? last : std::string();
}

Problem beside(const char* field, std::string message) {
    return {.message = "Say who the other is.", .fields = {{field, std::move(message)}}};
}

// Chosen before, and shown again while something else is put right.
people::Found only(const Visit& visit, work::Context& context, const std::string& id) {
    if (people::sight_of(context, visit.viewer(), id) != people::Sight::Whole) return {};
    const auto person = people::load_summary(context.db, id);
    if (!person) return {};
    people::Found found;
    found.candidates.push_back({.id = id, .whole = true, .person = *person});
    return found;
}

}  // namespace

Result<OtherPerson> other_person(Visit& visit, work::Context& context) {
    const auto typed = std::string(trim(visit.form().text(kOther)));
    const auto chosen = visit.form().text(kChosen);
    if (!chosen.empty() && chosen != kNobodyOfThese)
        return OtherPerson{.id = chosen, .found = only(visit, context, chosen)};
    if (typed.empty())
        return OtherPerson{
            .problem = beside(kOther, "Enter their name, or paste the address of their page")};
    if (auto id = id_in(typed); !id.empty()) return OtherPerson{.id = std::move(id)};
    TRY(may_search_again(visit, visit.app().limiters.searches));
    const auto grant = TRY(access::allow(visit.viewer(), access::Action::SearchPeople));
    OtherPerson other;
    auto found = people::search(context, grant, {.text = typed, .limit = kShown});
    if (!found) {
        other.problem = beside(kOther, found.error().message);
        return other;
    }
    other.found = std::move(*found);
    std::erase_if(other.found.candidates, [&](const people::Candidate& candidate) {
        return !candidate.whole || candidate.id == visit.param("id");
    });
    const auto& advice = other.found.advice;
    if (!other.found.candidates.empty())
        other.problem = beside(kChosen, "Choose which of these you mean");
    else if (!advice.empty())
        other.problem = beside(kOther, advice);
    else
        other.problem =
            beside(kOther,
                   "Nobody else whom you may see is found by this. Add a date of birth or a "
                   "postcode, or paste the address of their page");
    return other;
}

Html other_input(const SmallForm& form, const std::string& label, const people::Found& found) {
    Html out = form.text(kOther,
                         label,
                         "A name, with a date of birth if you know it. Or paste the address of "
                         "their page");
    if (found.candidates.empty()) return out;
    const auto today = london(form.visit.now()).date;
    govuk::Radios radios{
        .name = kChosen,
        .fieldset = govuk::Fieldset{.legend = govuk::Legend{.text = "Which of these?"}},
        .error_message = form.error(kChosen),
        .value = form.visit.form().text(kChosen)};
    for (const auto& candidate : found.candidates)
        radios.items.push_back(govuk::RadioItem{
            .text = people::display_name(candidate.person),
            .value = candidate.id,
            .hint = govuk::Hint{.text = people::about_line(candidate.person, today)}});
    radios.items.push_back(govuk::RadioItem{.text = "None of these: look for what I write above",
                                            .value = kNobodyOfThese});
    return html::cat({out, govuk::radios(radios)});
}

}  // namespace longstone::web
