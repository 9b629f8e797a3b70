#include <algorithm>
#include <set>

#include "base/secret.h"
#include "base/text.h"
#include "people/create.h"
#include "people/current.h"
#include "people/things.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/summary_list.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/alike.h"
#include "web/pages/parts.h"
#include "web/pages/person_form.h"
#include "web/referral/referral_routes.h"

// The people of a partner's referral: each is asked for by who they are, given by name, and looked
// for among those already known before a new person is made of them.
namespace longstone::web {
namespace {

constexpr std::string_view kNamedAlready = "named-already";
constexpr std::size_t kTagLength = 8;

struct Place {
    std::string role = {};
    std::size_t nth = 0;  // from 1 among the people named; 0: a new one
};

// "people/add/{role}" or "people/{nth}"
Result<Place> place_of(const Visit& visit, const Referral& referral) {
    if (const auto nth = whole_number(visit.param("nth")); nth && *nth > 0) {
        const auto n = static_cast<std::size_t>(*nth);
        if (n > referral.people.size()) return not_found();
        return Place{.role = referral.people[n - 1].role, .nth = n};
    }
    const auto* rule = referral.rule(visit.param("role"));
    if (rule == nullptr || (!rule->many && referral.names(rule->role))) return not_found();
    return Place{.role = visit.param("role")};
}

Html named_html(Visit& visit, const Referral& referral, const define::PeopleRule& rule) {
    govuk::SummaryList list;
    for (std::size_t i = 0; i < referral.people.size(); ++i) {
        const auto& person = referral.people[i];
        if (person.role != rule.role) continue;
        const auto path = referral.path(cat({"/people/", number(static_cast<long long>(i) + 1)}));
        const auto words = typed_words(person_answers(visit.definitions(), person.typed, &rule));
        list.rows.emplace_back(govuk::SummaryRow{
            .key = {.text = person.name},
            .value = {.text = person.known.empty() ? words : "Known already"},
            .actions = {.items = {{.text = "Change",
                                   .href = path,
                                   .visually_hidden_text = cat({" ", person.name})},
                                  {.text = "Remove",
                                   .href = cat({path, "/remove"}),
                                   .visually_hidden_text = cat({" ", person.name})}}}});
    }
    if (list.rows.empty()) return {};
    return govuk::summary_list(list);
}

Html rule_html(Visit& visit,
               const Questions& questions,
               const Referral& referral,
               const define::PeopleRule& rule) {
    const bool named = referral.names(rule.role);
    Html out = html::heading(2, html::HeadingSize::Medium, rule.name);
    if (!named && !rule.ask.empty()) out += html::paragraph(rule.ask);
    out += named_html(visit, referral, rule);
    if (!named || rule.many) {
        const auto words = cat({named ? "Add another: " : "Add: ", rule.name});
        out += html::paragraph(html::link(referral.path(cat({"/people/add/", rule.role})), words));
    }
    if (named || !rule.ask_by_name) return out;
    const auto excuse = excuse_of(questions, referral);
    if (excuse.given) {
        out += html::paragraph({"You have said why you cannot name them: ",
                                html::link(questions.where(excuse.field), "look at it again"),
                                "."});
    } else if (excuse.section != nullptr) {
        out += html::paragraph({"Name them, or ",
                                html::link(questions.where(excuse.field),
                                           html::cat({"say why you cannot",
                                                      html::hidden_text(cat({": ", rule.name}))})),
                                "."});
    }
    return out;
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto referral = TRY(find_draft_referral(visit, reading.context));
        const Questions questions(visit, referral);
        Html main = html::heading(1, html::HeadingSize::Large, "People");
        main += html::paragraph(
            "Name everybody you can. A name, a date of birth and an address "
            "are what others will find them by; a place by its name and where it is.");
        for (const auto& rule : referral.pathway->people) {
            main += rule_html(visit, questions, referral, rule);
        }
        main += govuk::button({.text = "Back to the list of tasks", .href = referral.base});
        return referral_page(visit,
                             false,
                             {.title = "People",
                              .main = std::move(main),
                              .before_main = govuk::back_link({.href = referral.base})});
    });
}

bool takes(const Visit& visit,
           const Referral& referral,
           const std::string& role,
           const DraftPerson& person) {
    const auto* theirs = referral.rule(person.role);
    const auto* wanted = referral.rule(role);
    const auto answers = person_answers(visit.definitions(), person.typed, theirs);
    return wanted != nullptr && wanted->takes(kind_typed(answers, theirs));
}

// Somebody named already may be this too: a mother's partner who is also the father.
Html named_already_html(Visit& visit, const Referral& referral, const Place& place) {
    if (place.nth != 0) return {};
    Html out;
    std::set<std::string> offered;
    for (const auto& person : referral.people) {
        const bool here = std::ranges::any_of(referral.people, [&](const auto& other) {
            return other.tag == person.tag && other.role == place.role;
        });
        if (here || !takes(visit, referral, place.role, person)) continue;
        if (!offered.insert(person.tag).second) continue;
        out += post_form(visit,
                         visit.request().path,
                         {html::hidden_field(kNamedAlready, person.tag),
                          govuk::button({.text = cat({"It is ", person.name}),
                                         .classes = "govuk-button--secondary"})});
    }
    if (out.empty()) return out;
    return html::cat(
        {html::heading(2, html::HeadingSize::Small, "Somebody you have named already?"), out});
}

http::Reply draw_one(Visit& visit,
                     const Referral& referral,
                     const Place& place,
                     const Typed& typed,
                     std::vector<FieldProblem> problems) {
    const auto* rule = referral.rule(place.role);
    const auto section = person_section(rule);
    const Asking asking{.definitions = visit.definitions(),
                        .sections = {&section},
                        .typed = typed,
                        .problems = std::move(problems),
                        .offered = person_offered(rule)};
    const bool wrong = !asking.problems.empty();
    const auto name = rule == nullptr ? place.role : rule->name;
    Html main = error_summary(asking);
    main += html::heading(1, html::HeadingSize::Large, name);
    if (rule != nullptr && !rule->ask.empty()) main += html::paragraph(rule->ask);
    main += named_already_html(visit, referral, place);
    main += html::paragraph("Give what you know and leave the rest empty.");
    const bool human = rule == nullptr || rule->kinds.empty();
    main += html::form({.action = visit.request().path,
                        .csrf = visit.csrf(),
                        .attributes = human ? asks_as_typed(visit) : html::Attributes()},
                       {draw_form(asking, {.section_titles = false}),
                        human ? alike_region(visit) : Html(),
                        govuk::button({.text = "Continue", .prevent_double_click = true})});
    return referral_page(visit,
                         false,
                         {.title = name,
                          .main = std::move(main),
                          .before_main = govuk::back_link({.href = referral.path("/people")}),
                          .has_errors = wrong,
                          .status = wrong ? 422 : 200});
}

http::Reply show_one(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto referral = TRY(find_draft_referral(visit, reading.context));
        const auto place = TRY(place_of(visit, referral));
        const auto typed = place.nth == 0 ? Typed() : referral.people[place.nth - 1].typed;
        return draw_one(visit, referral, place, typed, {});
    });
}

// Whom they chose is believed only if the search offers them again. What is on record then counts
// for what is asked next: a baby's questions turn on the date of birth.
Result<DraftPerson> chosen(const Visit& visit,
                           const people::Found& found,
                           const std::string& id,
                           DraftPerson person) {
    const auto candidate = std::ranges::find(found.candidates, id, &people::Candidate::id);
    if (candidate == found.candidates.end()) return not_found();
    person.known = id;
    if (!candidate->whole) return person;
    person.name = people::display_name(candidate->person);
    if (!people::is_human(candidate->person.kind)) return person;
    auto answers = person_answers(visit.definitions(), person.typed);
    const auto put = [&](const char* field, std::optional<Date> date) {
        answers[field].values =
            date ? std::vector<std::string>{iso(*date)} : std::vector<std::string>{};
    };
    const auto& summary = candidate->person;
    put("birth-date", summary.birth ? std::optional(summary.birth->date) : std::nullopt);
    put("expected-date", summary.unborn() ? summary.expected : std::nullopt);
    const auto section = person_section();
    person.typed = typed_of({&section}, answers);
    return person;
}

std::vector<FieldProblem> wrong_with(const work::Context& context,
                                     const Typed& typed,
                                     const people::NewPerson& person,
                                     const define::PeopleRule* rule) {
    const auto section = person_section(rule);
    const Asking asking{.definitions = context.definitions,
                        .sections = {&section},
                        .typed = typed,
                        .offered = person_offered(rule)};
    auto problems = problems_of(asking, context.now, Enough::Half);
    if (problems.empty()) problems = person_problems(context, person, read_answers(asking), rule);
    return problems;
}

Result<void> may_search(Visit& visit) {
    auto& limiter = visit.app().limiters.searches;
    if (limiter.take(visit.viewer().user, visit.now()) == 0) return {};
    return refuse(Fault::TooMany,
                  "You have looked for many people in a short time. Wait a few minutes and go on. "
                  "If it is urgent, telephone.");
}

// A change counts in every role that the person has.
void put(Referral& referral, const Place& place, DraftPerson named) {
    if (place.nth == 0) {
        named.tag = random_code(kTagLength);
        referral.people.push_back(std::move(named));
        return;
    }
    const auto tag = referral.people[place.nth - 1].tag;
    for (auto& person : referral.people) {
        if (person.tag != tag) continue;
        person.known = named.known;
        person.name = named.name;
        person.typed = named.typed;
    }
}

Result<http::Reply> put_one(Visit& visit, work::Context& context) {
    auto referral = TRY(find_draft_referral(visit, context));
    const auto place = TRY(place_of(visit, referral));
    if (const auto tag = visit.form().text(kNamedAlready); !tag.empty() && place.nth == 0) {
        const auto same = std::ranges::find(referral.people, tag, &DraftPerson::tag);
        if (same == referral.people.end()) return not_found();
        auto person = *same;
        person.role = place.role;
        referral.people.push_back(std::move(person));
        save_referral(context, referral);
        return http::Reply::see_other(referral.path("/people"));
    }
    Typed typed(visit.form());
    const auto choice = typed.text(kChoiceField);
    const auto* rule = referral.rule(place.role);
    const auto answers = person_answers(context.definitions, typed, rule);
    const auto person = person_of(answers, visit.agency_name(visit.viewer().agency), rule);
    auto problems = wrong_with(context, typed, person, rule);
    if (!problems.empty()) return draw_one(visit, referral, place, typed, std::move(problems));
    DraftPerson named{.role = place.role, .name = typed_words(answers)};
    take_section(named.typed, person_section(rule), typed);
    if (choice != kNewPerson) {
        TRY(may_search(visit));
        const auto found =
            same_as(visit, context, person, leave_to_name(context.definitions, referral));
        if (!found)
            return draw_one(visit,
                            referral,
                            place,
                            typed,
                            {{.field = "family-name", .message = found.error().message}});
        if (choice.empty() && !found->candidates.empty()) {
            return referral_page(
                visit,
                false,
                {.title = "Is this the same person?",
                 .main = candidates_form(visit, *found, typed, rule),
                 .before_main = govuk::back_link({.href = referral.path("/people")}),
                 .has_errors = was_asked(typed),
                 .status = was_asked(typed) ? 422 : 200});
        }
        if (!choice.empty()) named = TRY(chosen(visit, *found, choice, std::move(named)));
    }
    put(referral, place, std::move(named));
    save_referral(context, referral);
    return http::Reply::see_other(referral.path("/people"));
}

http::Reply send_one(Visit& visit) {
    return act(visit, [&](work::Context& context) { return put_one(visit, context); });
}

http::Reply ask_removal(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto referral = TRY(find_draft_referral(visit, reading.context));
        const auto place = TRY(place_of(visit, referral));
        const auto title =
            cat({"Remove ", referral.people[place.nth - 1].name, " from this referral?"});
        Html main = html::heading(1, html::HeadingSize::Large, title);
        main += post_form(visit,
                          visit.request().path,
                          {govuk::button({.text = "Remove", .classes = "govuk-button--warning"})});
        return referral_page(visit,
                             false,
                             {.title = title,
                              .main = std::move(main),
                              .before_main = govuk::back_link({.href = referral.path("/people")})});
    });
}

http::Reply remove(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        auto referral = TRY(find_draft_referral(visit, context));
        const auto place = TRY(place_of(visit, referral));
        referral.people.erase(referral.people.begin() + static_cast<std::ptrdiff_t>(place.nth - 1));
        save_referral(context, referral);
        return http::Reply::see_other(referral.path("/people"));
    });
}

}  // namespace

void add_draft_people_pages(http::Router& router, App& app) {
    const std::string base = "/referrals/drafts/{id:key}/people";
    const auto both = [&](const std::string& pattern,
                          const std::string& name,
                          PageHandler show,
                          PageHandler send) {
        add_page(router, app, {.pattern = pattern, .name = name}, std::move(show));
        add_page(router,
                 app,
                 {.method = "POST", .pattern = pattern, .name = cat({name, ": save"})},
                 std::move(send));
    };
    add_page(router, app, {.pattern = base, .name = "referral: people"}, list);
    both(base + "/add/{role:key}", "referral: name somebody", show_one, send_one);
    both(base + "/{nth:number}", "referral: somebody named", show_one, send_one);
    both(base + "/{nth:number}/remove", "referral: remove somebody", ask_removal, remove);
}

}  // namespace longstone::web
