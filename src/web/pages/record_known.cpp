#include <algorithm>

#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_overview.h"
#include "work/visible.h"

// What the people concerned say and what the agencies know.
namespace longstone::web {
namespace {

constexpr std::size_t kExcerpt = 220;

// The start of a long text, cut between words.
std::string excerpt(std::string text) {
    if (text.size() <= kExcerpt) return text;
    text.resize(kExcerpt);
    const auto space = text.rfind(' ');
    if (space != std::string::npos) text.resize(space);
    while (!text.empty() && !is_valid_utf8(text)) {
        text.pop_back();
    }
    return text + " …";
}

struct Voiced {
    const define::Field* field = nullptr;
    const work::Answer* answer = nullptr;
};

// What is asked of the words once they are there: how we know, who heard them, when.
std::vector<std::string> about_words(const Visit& visit,
                                     const work::Opened& opened,
                                     const std::map<std::string, work::Answer, std::less<>>& seen,
                                     const std::string& id) {
    std::vector<std::string> words;
    const auto* section = visit.definitions().section(*opened.pathway, id);
    if (section == nullptr) return words;
    for (const auto& field : section->fields) {
        const auto found = seen.find(field.id);
        const bool follows =
            field.when.kind == define::Condition::Kind::Answered && field.when.field == id;
        if (!follows || found == seen.end()) continue;
        words.push_back(value_words(visit.definitions(), field, found->second.given.first()));
    }
    return words;
}

Html voice_of(Visit& visit, const Voiced& voiced, std::vector<std::string> about) {
    const auto& answer = *voiced.answer;
    if (about.empty()) about.push_back(say_short(answer.at));
    about.push_back(cat({"noted by ", visit.shown_name(answer.by)}));
    if (!answer.carried_from.empty()) about.push_back(cat({"from ", answer.carried_from}));
    return html::cat(
        {html::heading(3, html::HeadingSize::Small, voiced.field->label),
         ls::voice({.words = cat({"“", answer.given.first(), "”"}), .who = join(about, " · ")})});
}

// The first long answer in one section of a reply.
std::string words_in(const define::Section& section, const work::RequestState& request) {
    for (const auto& field : section.fields) {
        const auto found = request.answers.find(field.id);
        const bool is_words = field.type == define::FieldType::LongText && !field.voice;
        if (is_words && found != request.answers.end()) return found->second.first();
    }
    return {};
}

// What a reply says, for its line in the table: what was asked of this agency alone, else why it
// gives its rating, else whatever it wrote first.
std::string main_words(const define::Form& form,
                       const define::RequestRule* rule,
                       const work::RequestState& request) {
    for (const auto& section : form.sections) {
        if (section.when.always()) continue;
        if (auto words = words_in(section, request); !words.empty()) return words;
    }
    const auto* rated = rule == nullptr ? nullptr : form.section_of(rule->compare);
    if (rated != nullptr) {
        if (auto words = words_in(*rated, request); !words.empty()) return words;
    }
    for (const auto& section : form.sections) {
        if (auto words = words_in(section, request); !words.empty()) return words;
    }
    return {};
}

std::string answer_in(const work::RequestState& request, const std::string& field) {
    const auto found = request.answers.find(field);
    return found == request.answers.end() ? std::string() : found->second.first();
}

// The answer to the one question of a form that is a number from 0 to 10.
std::string scale_in(const define::Form& form, const work::RequestState& request) {
    for (const auto& section : form.sections) {
        for (const auto& field : section.fields) {
            if (field.type == define::FieldType::Scale) return answer_in(request, field.id);
        }
    }
    return {};
}

Html answer_cell(Visit& visit, const work::Opened& opened, const work::RequestState& request) {
    if (request.withdrawn) {
        return ls::muted(cat({"Withdrawn: ", request.withdrawn_reason}));
    }
    if (!request.answered) {
        const auto due = by_when(visit.now(), request.due);
        return request.due < visit.now() ? ls::late(cat({"Late. It was due ", due}))
                                         : ls::muted(cat({"Not answered. Due ", due}));
    }
    if (!work::sees_reply(opened, request)) {
        return ls::muted("Answered. You see it once your own agency has answered.");
    }
    const auto* form = visit.definitions().form(request.form);
    if (form == nullptr) return {};
    const auto* rule = opened.pathway->request(request.rule);
    return html::text(excerpt(main_words(*form, rule, request)));
}

Html rating_cell(const work::Opened& opened, const work::RequestState& request) {
    const auto* rule = opened.pathway->request(request.rule);
    if (rule == nullptr || rule->compare.empty() || !request.answered) return {};
    if (!work::sees_reply(opened, request)) return {};
    const auto rating = answer_in(request, rule->compare);
    if (rating.empty()) return {};
    Html cell = rag_html(rating);
    if (cell.empty()) cell = html::text(rating);
    if (!rule->blind_until.empty()) cell += html::cat({" ", ls::muted("before seeing others")});
    return cell;
}

std::string rating_word(const std::string& value) {
    return value == "red" || value == "amber" || value == "green" ? value : cat({"“", value, "”"});
}

// Whether the viewer may see every rating that is compared: agencies rate before they see others.
bool sees_all(const work::Opened& opened, const define::RequestRule& rule) {
    return std::ranges::all_of(opened.record.requests, [&](const work::RequestState& request) {
        return request.rule != rule.id || !request.answered || work::sees_reply(opened, request);
    });
}

Html differences(const Visit& visit, const work::Opened& opened) {
    Html out;
    for (const auto& comparison : work::compare_ratings(*opened.pathway, opened.record)) {
        if (!comparison.disagree || !sees_all(opened, *comparison.rule)) continue;
        std::vector<std::string> ratings;
        ratings.reserve(comparison.ratings.size());
        for (const auto& [agency, value] : comparison.ratings) {
            ratings.push_back(cat({agency.empty() ? "this record" : visit.agency_name(agency),
                                   " ",
                                   rating_word(value)}));
        }
        out += html::small_paragraph(
            {"Ratings differ: ", join_and(ratings), ". Say why before deciding."});
    }
    return out;
}

}  // namespace

Html voices_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    Html out;
    const auto visible = work::visible_answers(context, opened);
    for (const auto& [id, answer] : visible) {
        const auto* field = visit.definitions().field(*opened.pathway, id);
        if (field == nullptr || !field->voice || answer.given.empty()) continue;
        out += voice_of(
            visit, {.field = field, .answer = &answer}, about_words(visit, opened, visible, id));
    }
    if (out.empty()) return out;
    return html::cat({html::heading(2, html::HeadingSize::Medium, "In their own words"), out});
}

Html checks_table(Visit& visit, const work::Opened& opened) {
    if (opened.record.requests.empty()) return {};
    ls::Table table{.caption = "What the agencies answered",
                    .columns = {{.text = "Agency", .row_header = true},
                                {.text = "Asked"},
                                {.text = "Answer"},
                                {.text = "Their rating"},
                                {.text = "Scale", .numeric = true}}};
    for (const auto& request : opened.record.requests) {
        const auto* form = visit.definitions().form(request.form);
        const bool seen = request.answered && work::sees_reply(opened, request);
        table.rows.push_back(
            {.cells = {
                 html::link(cat({"/requests/", request.id}), visit.agency_name(request.agency)),
                 when_html(request.asked),
                 answer_cell(visit, opened, request),
                 rating_cell(opened, request),
                 html::text(seen && form != nullptr ? scale_in(*form, request) : "")}});
    }
    return html::cat({html::heading(2, html::HeadingSize::Medium, "Partner checks"),
                      visit.list(table),
                      differences(visit, opened)});
}

}  // namespace longstone::web
