#include "web/pages/alike.h"

#include "access/policy.h"
#include "base/text.h"
#include "people/current.h"
#include "people/describe.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/forms/read.h"
#include "web/pages/person_form.h"
#include "web/searching.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

constexpr std::string_view kRegion = "alike";
constexpr std::string_view kAddress = "/people/alike";

std::string reasons_of(const people::Candidate& candidate) {
    std::vector<std::string> words;
    for (const auto& reason : candidate.explanation) {
        if (reason.weight > 0 || !candidate.whole) words.push_back(reason.words);
    }
    return join(words, ". ");
}

Html candidate_html(const Visit& visit, const people::Candidate& candidate) {
    const auto name =
        candidate.whole ? people::display_name(candidate.person) : cat({"Somebody of this name"});
    Html line = html::strong(name);
    if (candidate.whole)
        line += html::cat({", ", people::about_line(candidate.person, london(visit.now()).date)});
    line += html::cat({html::element("br"), ls::muted(reasons_of(candidate))});
    return line;
}

// The heading stays while nobody fits, so that the page does not jump.
Html region(const std::string& said, const Html& body) {
    return html::element(
        "div", {{"id", kRegion}, {"class", "ls-alike"}, {"data-said", said}}, body);
}

Html answer_html(const Visit& visit, const people::Found& found) {
    if (!found.ready) return region(found.advice, html::small_paragraph({found.advice}));
    const auto fit = static_cast<long long>(found.candidates.size());
    if (found.candidates.empty() && !found.too_many)
        return region("Nobody on record fits so far.",
                      html::small_paragraph({"Nobody on record fits so far."}));
    std::vector<Html> lines;
    for (const auto& candidate : found.candidates)
        lines.push_back(candidate_html(visit, candidate));
    Html body = html::list(lines);
    if (found.too_many) body += html::small_paragraph({found.advice});
    body += html::small_paragraph({"When you go on you are asked whether it is one of them."});
    const auto said = found.too_many
                          ? found.advice
                          : cat({count_of(fit, "person on record fits", "people on record fit"),
                                 " what you have typed so far."});
    return region(said, ls::panel({.title = "Known already?", .body = body}));
}

bool may_ask(const Visit& visit) {
    return access::allow(visit.viewer(), access::Action::SearchPeople).has_value();
}

http::Reply alike(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SearchPeople));
        TRY(may_search_again(visit, visit.app().limiters.typing));
        const Typed typed(visit.form());
        define::Section section{.id = "person", .title = "Who this is", .fields = person_fields()};
        const Asking asking{.definitions = visit.definitions(),
                            .sections = {&section},
                            .typed = typed,
                            .offered = person_offered()};
        const auto person =
            person_of(read_answers(asking), visit.agency_name(visit.viewer().agency));
        const auto found = TRY(people::duplicates_for(context, grant, person));
        return visit.page(
            {.title = "Who is known already",
             .main = html::cat({html::heading(1, html::HeadingSize::Large, "Who is known already"),
                                answer_html(visit, found)})});
    });
}

}  // namespace

html::Attributes asks_as_typed(const Visit& visit) {
    if (!may_ask(visit)) return {};
    return {{"data-looks", std::string(kAddress)}, {"data-looks-into", std::string(kRegion)}};
}

Html alike_region(const Visit& visit) {
    return may_ask(visit) ? region({}, Html()) : Html();
}

void add_alike_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.method = "POST",
              .pattern = std::string(kAddress),
              .name = "people like the one who is typed"},
             alike);
}

}  // namespace longstone::web
