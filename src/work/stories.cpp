#include "work/stories.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"
#include "work/engine.h"

namespace longstone::work {
namespace {

std::optional<double> figure(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

std::string one_decimal(double value) {
    const auto tenths = static_cast<long long>(value * 10 + 0.5);
    return cat({number(tenths / 10), ".", number(tenths % 10)});
}

const define::Pathway& there(const Context& context, const define::LinkRule& rule) {
    return *context.definitions.pathway(rule.opens);
}

std::vector<StoryWords> answers_in_words(const Context& context,
                                         const Opened& opened,
                                         const std::vector<std::string>& fields) {
    std::vector<StoryWords> out;
    for (const auto& id : fields) {
        const auto* field = context.definitions.field(*opened.pathway, id);
        const auto* answer = opened.record.answer(id);
        if (field == nullptr || answer == nullptr || answer->given.values.empty()) continue;
        std::vector<std::string> words;
        for (const auto& value : answer->given.values)
            words.push_back(context.definitions.value_text(*field, value));
        out.push_back({.label = field->label, .words = join(words, ", ")});
    }
    return out;
}

std::vector<std::vector<StoryWords>> items_in_words(const Context& context,
                                                    const Opened& opened,
                                                    const std::string& group) {
    std::vector<std::vector<StoryWords>> out;
    const auto* field = context.definitions.field(*opened.pathway, group);
    const auto* answer = opened.record.answer(group);
    if (field == nullptr || answer == nullptr) return out;
    for (const auto& item : answer->given.items) {
        std::vector<StoryWords> one;
        for (const auto& part : field->fields) {
            const auto given = item.find(part.id);
            if (given == item.end() || given->second.empty()) continue;
            std::vector<std::string> words;
            for (const auto& value : given->second)
                words.push_back(context.definitions.value_text(part, value));
            one.push_back({.label = part.label, .words = join(words, ", ")});
        }
        out.push_back(std::move(one));
    }
    return out;
}

std::int64_t whole_answer(const RecordState& record, const std::string& field) {
    return static_cast<std::int64_t>(figure(record.first_answer(field)).value_or(0));
}

// A quote stands under the first theme of its answer.
void place_quotes(Story& story,
                  const define::LinkRule& rule,
                  const std::vector<LinkAnswer>& answers,
                  const std::vector<Quote>& quotes) {
    for (const auto& quote : quotes) {
        if (!quote.chosen) continue;
        const auto answer = std::ranges::find(answers, quote.record, &LinkAnswer::ref);
        const auto themes = answer->answers.find(rule.themes);
        const auto first = themes == answer->answers.end() ? std::string() : themes->second.first();
        const auto place = std::ranges::find(story.themes, first, &StoryTheme::code);
        if (place == story.themes.end())
            story.quotes.push_back(quote.words);
        else
            place->quotes.push_back(quote.words);
    }
}

Json words_json(const std::vector<StoryWords>& all) {
    Json out = Json::array();
    for (const auto& one : all)
        out.push(Json::object({{"label", one.label}, {"words", one.words}}));
    return out;
}

std::vector<StoryWords> words_from(const Json& json) {
    std::vector<StoryWords> out;
    for (const Json& one : json.items())
        out.push_back({.label = one.text("label"), .words = one.text("words")});
    return out;
}

std::vector<std::string> texts_from(const Json& json) {
    std::vector<std::string> out;
    for (const Json& one : json.items())
        out.push_back(one.text());
    return out;
}

Published published_from(const store::Row& row) {
    Published published{.id = row.text(0),
                        .record = row.text(1),
                        .title = row.text(2),
                        .at = Instant{row.integer(3)}};
    if (!row.is_null(4)) published.withdrawn = Instant{row.integer(4)};
    if (const auto json = Json::parse(row.text(5))) published.story = story_from(*json);
    return published;
}

#define LONGSTONE_STORY_COLUMNS \
    "select id, record, title, published_at, withdrawn_at, body from story "

}  // namespace

AnswersTold tell(Context& context,
                 const define::LinkRule& rule,
                 const std::vector<LinkAnswer>& answers) {
    AnswersTold told{.answers = static_cast<std::int64_t>(answers.size())};
    double sum = 0;
    std::map<std::string, std::int64_t> themes;
    std::map<std::string, std::int64_t> ratings;
    for (const auto& answer : answers) {
        if (const auto rated = answer.answers.find(rule.rating); rated != answer.answers.end()) {
            const auto value = rated->second.first();
            ++ratings[value];
            if (const auto mark = figure(value)) {
                ++told.rated;
                sum += *mark;
            }
        }
        const auto coded = answer.answers.find(rule.themes);
        if (coded == answer.answers.end()) continue;
        ++told.coded;
        for (const auto& theme : coded->second.values)
            ++themes[theme];
    }
    if (told.rated > 0) told.mean = sum / static_cast<double>(told.rated);
    const auto& pathway = there(context, rule);
    if (const auto* field = context.definitions.field(pathway, rule.rating)) {
        if (const auto* list = context.definitions.code_list(field->codes)) {
            for (const auto& code : list->codes)
                told.ratings.emplace_back(code.text, ratings[code.id]);
        }
    }
    if (const auto* field = context.definitions.field(pathway, rule.themes)) {
        for (const auto& [code, count] : themes)
            told.themes.push_back({.code = code,
                                   .name = context.definitions.value_text(*field, code),
                                   .answers = count});
    }
    std::ranges::stable_sort(told.themes,
                             [](const auto& a, const auto& b) { return a.answers > b.answers; });
    return told;
}

std::vector<Quote> quotes_of(Context& context,
                             const access::Grant& grant,
                             const define::LinkRule& rule,
                             const std::vector<LinkAnswer>& answers) {
    std::set<std::pair<std::string, std::string>> chosen;
    for (const auto& row : context.db.rows(
             "select answer, field from story_quote where record = $1", {grant.subject()})) {
        chosen.emplace(row.text(0), row.text(1));
    }
    std::vector<Quote> quotes;
    for (const auto& answer : answers) {
        const auto lookup = [&](const std::string& field) {
            const auto given = answer.answers.find(field);
            return given == answer.answers.end() ? std::vector<std::string>{}
                                                 : given->second.values;
        };
        if (rule.print.always() || !define::holds(rule.print, lookup)) continue;
        for (const auto& comment : rule.comments) {
            const auto words = lookup(comment);
            if (words.empty()) continue;
            quotes.push_back({.record = answer.ref,
                              .field = comment,
                              .words = words.front(),
                              .chosen = chosen.contains({answer.ref, comment})});
        }
    }
    return quotes;
}

Story story_of(Context& context, const Opened& opened) {
    const auto& rule = *opened.pathway->story;
    const auto* link = opened.pathway->link(rule.link);
    Story story{.title = opened.record.first_answer(opened.pathway->summary),
                .asked = answers_in_words(context, opened, rule.asked),
                .fewest = rule.fewest,
                .invited = whole_answer(opened.record, rule.invited),
                .did = items_in_words(context, opened, rule.did),
                .changed = answers_in_words(context, opened, rule.changed)};
    const auto answers = link_answers(context, opened.grant, *link);
    const auto told = tell(context, *link, answers);
    const auto all = std::max(told.answers, whole_answer(opened.record, rule.answered));
    if (all >= rule.fewest) story.answered = all;
    if (told.mean && told.rated >= rule.fewest) {
        story.mean = one_decimal(*told.mean);
        story.rated = told.rated;
    }
    for (auto theme : told.themes) {
        if (theme.answers < rule.fewest) theme.answers = 0;
        story.themes.push_back(std::move(theme));
    }
    place_quotes(story, *link, answers, quotes_of(context, opened.grant, *link, answers));
    return story;
}

Json to_json(const Story& story) {
    Json themes = Json::array();
    for (const auto& theme : story.themes)
        themes.push(Json::object({{"code", theme.code},
                                  {"name", theme.name},
                                  {"answers", theme.answers},
                                  {"quotes", Json::strings(theme.quotes)}}));
    Json did = Json::array();
    for (const auto& item : story.did)
        did.push(words_json(item));
    return Json::object({{"title", story.title},
                         {"asked", words_json(story.asked)},
                         {"fewest", story.fewest},
                         {"invited", story.invited},
                         {"answered", story.answered},
                         {"mean", story.mean},
                         {"rated", story.rated},
                         {"themes", std::move(themes)},
                         {"quotes", Json::strings(story.quotes)},
                         {"did", std::move(did)},
                         {"changed", words_json(story.changed)}});
}

Story story_from(const Json& json) {
    Story story{.title = json.text("title"),
                .asked = words_from(json["asked"]),
                .fewest = static_cast<int>(json["fewest"].integer()),
                .invited = json["invited"].integer(),
                .answered = json["answered"].integer(),
                .mean = json.text("mean"),
                .rated = json["rated"].integer(),
                .quotes = texts_from(json["quotes"]),
                .changed = words_from(json["changed"])};
    for (const Json& theme : json["themes"].items())
        story.themes.push_back({.code = theme.text("code"),
                                .name = theme.text("name"),
                                .answers = theme["answers"].integer(),
                                .quotes = texts_from(theme["quotes"])});
    for (const Json& item : json["did"].items())
        story.did.push_back(words_from(item));
    return story;
}

std::optional<Published> published_of(Context& context, const access::Grant& grant) {
    const auto row = context.db.one(LONGSTONE_STORY_COLUMNS "where record = $1", {grant.subject()});
    return row ? std::optional(published_from(*row)) : std::nullopt;
}

std::vector<Published> published_stories(Context& context, int most) {
    std::vector<Published> stories;
    for (const auto& row :
         context.db.rows(LONGSTONE_STORY_COLUMNS
                         "where withdrawn_at is null order by published_at desc, id limit $1",
                         {most})) {
        stories.push_back(published_from(row));
    }
    return stories;
}

std::optional<Published> published_story(Context& context, std::string_view id) {
    const auto row =
        context.db.one(LONGSTONE_STORY_COLUMNS "where id = $1 and withdrawn_at is null", {id});
    return row ? std::optional(published_from(*row)) : std::nullopt;
}

}  // namespace longstone::work
