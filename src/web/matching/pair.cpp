#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/reviews.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/radios.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "web/account/small_form.h"
#include "web/matching/matching_parts.h"
#include "web/pages/parts.h"
#include "work/lists.h"

// Two people side by side: what is known of each in line, and how it agrees in words. The weight
// stays out of sight until the reviewer has decided, or asks for it.
namespace longstone::web {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kFields = {
    {{"given-name", "Given name"},
     {"middle-name", "Middle name"},
     {"family-name", "Family name"},
     {"birth-date", "Date of birth"},
     {"expected-date", "Expected date of birth"},
     {"sex", "Sex"},
     {"address", "Addresses"},
     {"phone", "Telephone and e-mail"},
     {"nhs-number", "NHS number"},
     {"upn", "Unique pupil number"},
     {"child-id", "Child's number"}}};

std::string label_of(std::string_view field) {
    const auto found =
        std::ranges::find(kFields, field, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == kFields.end() ? field : found->second);
}

Html agreement_html(const people::FieldPair& field) {
    if (!field.agreement)
        return html::text(field.left.empty() || field.right.empty() ? "Not known of both" : "");
    const auto agreement = field.agreement->agreement;
    const char* colour = agreement == people::Agreement::Agrees    ? "govuk-tag--green"
                         : agreement == people::Agreement::Differs ? "govuk-tag--red"
                                                                   : "govuk-tag--yellow";
    const auto& words = field.agreement->words;
    Html tag = govuk::tag({.text = std::string(people::word(agreement)), .classes = colour});
    // "Family name differs" says no more than the tag in its row.
    const auto label = label_of(field.field);
    const bool says_more = words != cat({label, " agrees"}) && words != cat({label, " differs"});
    return says_more ? html::cat({tag, html::element("br"), words}) : tag;
}

Html values_html(const std::vector<std::string>& values) {
    std::vector<Html> lines;
    for (const auto& value : values)
        lines.push_back(html::text(value));
    return html::join(lines, html::element("br"));
}

Html records_cell(Visit& visit, work::Context& context, const std::string& person) {
    std::vector<Html> lines;
    for (const auto& line : work::records_of_person(context, visit.viewer(), person)) {
        const auto* pathway = visit.definitions().pathway(line.pathway);
        lines.push_back(html::cat({record_link(line.ref, line.ref),
                                   ", ",
                                   pathway == nullptr ? line.pathway : pathway->name,
                                   line.closed ? ", closed" : ", open"}));
    }
    return lines.empty() ? html::text("None open to you") : html::join(lines, html::element("br"));
}

// Which agencies told of somebody, and what from: a clinic's list and a telephone call differ.
Html said_by(Visit& visit, work::Context& context, const std::string& person) {
    std::vector<std::string> all;
    for (const auto& said : people::load_assertions(context.db, person)) {
        if (said.withdrawn || said.is_protected) continue;
        const auto agency = visit.agency_name(said.agency);
        const bool own = said.source.empty() || said.source == agency;
        auto words = own ? agency : agency.empty() ? said.source : cat({agency, ": ", said.source});
        if (!words.empty() && std::ranges::find(all, words) == all.end())
            all.push_back(std::move(words));
    }
    return values_html(all);
}

Html side_by_side(Visit& visit, work::Context& context, const people::PairSeen& seen) {
    const auto about = [&](const people::Summary& person) {
        return html::text(people::about_line(person, london(visit.now()).date));
    };
    ls::Table table{.caption = "What is known of the two",
                    .columns = {{.text = "What", .row_header = true},
                                {.text = cat({"One: ", people::display_name(seen.a)})},
                                {.text = cat({"The other: ", people::display_name(seen.b)})},
                                {.text = "How it agrees"}}};
    table.rows.push_back({.cells = {html::text("Who"), about(seen.a), about(seen.b), Html()}});
    for (const auto& field : seen.fields)
        table.rows.push_back({.cells = {html::text(label_of(field.field)),
                                        values_html(field.left),
                                        values_html(field.right),
                                        agreement_html(field)}});
    table.rows.push_back({.cells = {html::text("Said by"),
                                    said_by(visit, context, seen.a.id),
                                    said_by(visit, context, seen.b.id),
                                    Html()}});
    table.rows.push_back({.cells = {html::text("Records"),
                                    records_cell(visit, context, seen.a.id),
                                    records_cell(visit, context, seen.b.id),
                                    Html()}});
    table.rows.push_back(
        {.cells = {html::text("Their pages"),
                   html::link(cat({"/people/", seen.a.id}), people::display_name(seen.a)),
                   html::link(cat({"/people/", seen.b.id}), people::display_name(seen.b)),
                   Html()}});
    return visit.list(table);
}

std::string says_words(std::string_view says) {
    return says == people::kSame        ? "the same person"
           : says == people::kDifferent ? "two people"
                                        : "could not say";
}

Html opinions_html(Visit& visit, const people::PairSeen& seen) {
    std::vector<Html> lines;
    const auto line = [&](const people::Opinion& opinion, const std::string& who) {
        return html::cat({who,
                          ": ",
                          says_words(opinion.says),
                          ". ",
                          opinion.reason,
                          " ",
                          when_html(opinion.at)});
    };
    if (seen.own) lines.push_back(line(*seen.own, "You"));
    for (const auto& other : seen.others)
        lines.push_back(line(other, visit.shown_name(other.actor)));
    Html body = html::list(lines);
    body += html::paragraph(
        seen.decided ? cat({"They stand as ", seen.same ? "one person" : "two people", "."})
                     : std::string("Somebody else will look, too."));
    return ls::panel({.title = "What people decided", .body = body});
}

Html decide_html(const SmallForm& form, const people::PairSeen& seen) {
    auto& visit = form.visit;
    return html::form(
        {.action = pair_path(seen.a.id, seen.b.id), .csrf = visit.csrf()},
        {govuk::radios(
             {.name = "says",
              .fieldset = govuk::Fieldset{.legend = {.text = "Are these the same person?",
                                                     .classes = "govuk-fieldset__legend--m"}},
              .error_message = form.error("says"),
              .items = {govuk::RadioItem{.text = "Yes, the same person",
                                         .value = std::string(people::kSame)},
                        govuk::RadioItem{.text = "No, two people",
                                         .value = std::string(people::kDifferent)},
                        govuk::RadioItem{.text = "I cannot say",
                                         .value = std::string(people::kCannotSay),
                                         .hint = govuk::Hint{.text = "Somebody else is asked."}}},
              .value = visit.form().text("says")}),
         form.words("reason",
                    "What makes you think so",
                    "What you compared, and whom you asked. Nothing is merged."),
         govuk::button({.text = "Keep this decision", .prevent_double_click = true})});
}

http::Reply pair_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::JudgeMatches));
        const auto seen =
            TRY(people::review_pair(context, grant, visit.param("a"), visit.param("b")));
        const bool asks = !seen.own && !seen.decided;
        const bool shown = !asks || visit.request().query_text("weight") == "shown";
        Html main = ls::page_head({.title = "Are these the same person?", .caption = "Matching"});
        main += done_banner(visit);
        main += side_by_side(visit, context, seen);
        if (!asks && seen.own) main += opinions_html(visit, seen);
        if (!asks && !seen.own)
            main += html::paragraph(cat(
                {"This was decided: they stand as ", seen.same ? "one person." : "two people."}));
        if (!asks) main += html::paragraph(html::link(kMatchingPath, "Go on to the other pairs"));
        if (shown) main += reasons_html(visit, seen.reasons, seen.weight, seen.probability);
        if (asks) {
            main += decide_html(form, seen);
            if (!shown)
                main += html::paragraph(
                    html::link(cat({pair_path(seen.a.id, seen.b.id), "?weight=shown"}),
                               "Show what the comparison thinks before I decide"));
        }
        return form.page(
            {.title = "Are these the same person?",
             .main = std::move(main),
             .before_main = govuk::back_link({.text = "Back to the pairs", .href = kMatchingPath}),
             .current = kMatchingPath});
    });
}

http::Reply decide(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(access::allow(visit.viewer(), access::Action::JudgeMatches));
            TRY(people::review(context,
                               grant,
                               visit.param("a"),
                               visit.param("b"),
                               visit.form().text("says"),
                               visit.form().text("reason")));
            return http::Reply::see_other(
                done_at(pair_path(visit.param("a"), visit.param("b")), "judged"));
        },
        [&](const Problem& problem) { return pair_page(visit, &problem); });
}

}  // namespace

std::string chance_words(double probability) {
    if (probability >= 0.9995) return "more than 999 in 1,000";
    if (probability >= 0.99)
        return cat({number(static_cast<long long>(std::floor(probability * 1000))), " in 1,000"});
    if (probability < 0.01) return "less than 1 in 100";
    return cat({number(static_cast<long long>(std::round(probability * 100))), " in 100"});
}

Html reasons_html(Visit& visit,
                  const std::vector<people::FieldWeight>& reasons,
                  double weight,
                  double probability) {
    ls::Table table{.caption = "What the comparison thinks",
                    .caption_unseen = false,
                    .columns = {{.text = "What it saw", .row_header = true},
                                {.text = "For or against", .numeric = true}}};
    for (const auto& reason : reasons) {
        const bool rule = reason.field == "rule";
        table.rows.push_back({.cells = {html::text(reason.words),
                                        html::text(rule ? std::string("held back")
                                                        : cat({reason.weight > 0 ? "+" : "",
                                                               decimals(reason.weight, 1)}))}});
    }
    return html::cat(
        {visit.list(table),
         html::paragraph(cat({"Together: the same person in ",
                              chance_words(probability),
                              " such pairs (weight ",
                              decimals(weight, 1),
                              "). Each point doubles the odds against a stranger; the whole counts "
                              "less than its parts, since relatives share names and homes."}))});
}

void add_pair_routes(http::Router& router, App& app) {
    const std::string path = cat({kMatchingPath, "/{a}/{b}"});
    add_page(router, app, {.pattern = path, .name = "matching: a pair"}, [](Visit& visit) {
        return pair_page(visit, nullptr);
    });
    add_page(
        router, app, {.method = "POST", .pattern = path, .name = "matching: judge a pair"}, decide);
}

}  // namespace longstone::web
