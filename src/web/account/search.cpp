#include "people/search.h"

#include "base/text.h"
#include "http/router.h"
#include "people/current.h"
#include "people/describe.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/account/account_routes.h"
#include "web/matching/matching_routes.h"
#include "web/pages/parts.h"
#include "web/searching.h"
#include "web/visit.h"
#include "work/house.h"
#include "work/lists.h"
#include "work/words.h"

// One box for people, references and words, always within what this viewer may see. The words come
// by POST from the head of every page: an address with a name in it would stand in logs and
// histories.
namespace longstone::web {
namespace {

constexpr int kShown = 25;

Html candidate_name(const people::Candidate& candidate) {
    if (!candidate.whole) return html::text(candidate.name);
    Html name = html::link(cat({"/people/", candidate.id}), people::display_name(candidate.person));
    if (candidate.same.empty()) return name;
    const auto others = static_cast<long long>(candidate.same.size());
    return html::cat({name,
                      html::element("br"),
                      ls::muted(cat({"and ",
                                     count_of(others, "other record", "other records"),
                                     " held to be the same person"}))});
}

Html candidate_why(const people::Candidate& candidate) {
    std::vector<Html> words;
    words.reserve(candidate.explanation.size());
    for (const auto& field : candidate.explanation) {
        words.push_back(html::text(field.words));
    }
    return html::join(words, ". ");
}

Html people_found(Visit& visit, const people::Found& found) {
    if (!found.ready) return govuk::inset_text({.text = found.advice});
    ls::Table table{.caption = "People",
                    .caption_unseen = false,
                    .columns = {{.text = "Name", .row_header = true},
                                {.text = "About them"},
                                {.text = "Why they fit"}},
                    .if_empty =
                        "Nobody whom you may see fits these words. Try another spelling, "
                        "or add a date of birth, a postcode or an NHS number."};
    const auto today = london(visit.now()).date;
    for (const auto& candidate : found.candidates) {
        const auto about = candidate.whole ? people::about_line(candidate.person, today)
                                           : cat({"Known to ", join_and(candidate.known_to)});
        table.rows.push_back(
            {.cells = {candidate_name(candidate), html::text(about), candidate_why(candidate)}});
    }
    Html main = visit.list(table);
    if (found.too_many) main += govuk::inset_text({.text = found.advice});
    return main;
}

Html records_found(Visit& visit, const std::vector<work::Line>& lines) {
    ls::Table table{
        .caption = "Records",
        .caption_unseen = false,
        .columns = {{.text = "Reference", .row_header = true},
                    {.text = "Who"},
                    {.text = "Worry, in a line"},
                    {.text = "Where it stands"}},
        .if_empty = "No record that you may see has these words in its reference or its line."};
    for (const auto& line : lines) {
        const auto* pathway = visit.definitions().pathway(line.pathway);
        const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
        table.rows.push_back({.cells = {record_link(line.ref, line.ref),
                                        html::text(line.person_name),
                                        html::text(line.summary),
                                        html::text(stage == nullptr ? line.stage : stage->name)}});
    }
    return visit.list(table);
}

Html excerpt_html(const std::vector<work::ExcerptPiece>& pieces) {
    Html out;
    for (const auto& piece : pieces) {
        out += piece.hit ? html::element("mark", {}, piece.text) : html::text(piece.text);
    }
    return out;
}

Html answers_found(Visit& visit, const work::WordsFound& found) {
    ls::Table table{
        .caption = "Words in answers",
        .caption_unseen = false,
        .columns = {{.text = "Reference", .row_header = true},
                    {.text = "Who"},
                    {.text = "What was written"},
                    {.text = "Where it stands"}},
        .if_empty =
            "No answer that you may read has all of these words. Words are found by how "
            "they begin: “bruis” finds bruise and bruising."};
    for (const auto& one : found.answers) {
        const auto& line = one.record;
        const auto* pathway = visit.definitions().pathway(line.pathway);
        const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
        table.rows.push_back({.cells = {html::link(record_path(line.ref, "/answers"), line.ref),
                                        html::text(line.person_name),
                                        html::cat({html::strong(one.label),
                                                   html::element("br"),
                                                   excerpt_html(one.excerpt)}),
                                        html::text(line.closed        ? "Closed"
                                                   : stage == nullptr ? line.stage
                                                                      : stage->name)}});
    }
    Html main = visit.list(table);
    if (!found.advice.empty()) main += govuk::inset_text({.text = found.advice});
    return main;
}

// Asked by the script while the words are being typed, or by the button.
http::RateLimiter& limiter_of(Visit& visit) {
    auto& limiters = visit.app().limiters;
    return visit.form().has("typed") ? limiters.typing : limiters.searches;
}

std::string said_of(const people::Found& found) {
    if (found.too_many || !found.ready) return found.advice;
    return cat({count_of(static_cast<long long>(found.candidates.size()), "person", "people"),
                " whom you may see fit so far."});
}

http::Reply results(Visit& visit, const std::string& words) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        TRY(may_search_again(visit, limiter_of(visit)));
        Html main;
        std::string said;
        if (words.empty())
            main += html::paragraph(
                "Write a name, a date of birth, a postcode, an NHS number, a reference or a few "
                "words in the box above. Words are sought in the answers of records, too.");
        const auto grant = access::allow(visit.viewer(), access::Action::SearchPeople);
        bool noted = false;
        if (grant && !words.empty()) {
            const auto found = people::search(context, *grant, {.text = words, .limit = kShown});
            noted = found.has_value();
            if (found) said = said_of(*found);
            main += found ? people_found(visit, *found)
                          : govuk::inset_text({.text = found.error().message});
        }
        if (!words.empty()) {
            main +=
                records_found(visit, work::search_records(context, visit.viewer(), words, kShown));
            if (!noted) work::note_word_search(context, visit.viewer(), words);
            main +=
                answers_found(visit, work::search_words(context, visit.viewer(), words, kShown));
        }
        if (judges_matches(visit))
            main += html::paragraph(html::link(kMatchingPath, "People who may be one person"));
        return visit.page(
            {.title = "Search",
             .main =
                 html::cat({html::heading(1, html::HeadingSize::Large, "Search"),
                            html::element("div", {{"id", "found"}, {"data-said", said}}, main)}),
             .search_words = words});
    });
}

}  // namespace

void add_search_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/search", .name = "search"}, [](Visit& visit) {
        return results(visit, {});
    });
    add_page(
        router, app, {.method = "POST", .pattern = "/search", .name = "search"}, [](Visit& visit) {
            return results(visit, std::string(trim(visit.form().text(ui::kSearchField))));
        });
}

}  // namespace longstone::web
