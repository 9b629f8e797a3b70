#include <algorithm>

#include "base/text.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/words.h"
#include "web/links/link_parts.h"
#include "web/links/link_routes.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "work/acts/stories.h"

// "You said, we did": what became of an asking, on the record as it stands now, and as it was
// published, for everybody.
namespace longstone::web {
namespace {

using define::FieldType;

constexpr int kMostStories = 100;

std::string story_path(const std::string& ref, std::string_view rest = {}) {
    return record_path(ref, cat({"/story", rest}));
}

Html standing_html(const work::Opened& opened, const std::optional<work::Published>& published) {
    std::vector<Html> todo;
    const auto& ref = opened.record.ref;
    if (opened.grant.viewer().holds_any(opened.pathway->access.works) || work::may_publish(opened))
        todo.push_back(html::link(story_path(ref, "/words"), "Choose the words that are shown"));
    const bool is_public = published && !published->withdrawn;
    if (work::may_publish(opened)) {
        todo.push_back(html::link(story_path(ref, "/publish"),
                                  is_public ? "Publish it as it stands now" : "Publish it"));
        if (is_public) todo.push_back(html::link(story_path(ref, "/withdraw"), "Withdraw it"));
    }
    Html out;
    if (is_public)
        out += govuk::inset_text(
            {.html = html::cat({"Anybody can read it as it was on ",
                                say(published->at),
                                ": ",
                                html::link(cat({"/you-said/", published->id}), "the public page"),
                                "."})});
    else
        out += html::paragraph("It is not public. This is how it would read.");
    return todo.empty() ? out : html::cat({out, html::bullets(todo)});
}

http::Reply show(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened) || !opened.pathway->story) return not_found();
        reading.looked(opened.grant);
        const auto story = work::story_of(reading.context, opened);
        Html main = html::heading(2, html::HeadingSize::Large, "You said, we did");
        main +=
            html::element("div",
                          {{"class", "ls-unprinted"}},
                          standing_html(opened, work::published_of(reading.context, opened.grant)));
        main += story_html(story, 3);
        return record_page(
            visit, opened, {.title = "You said, we did", .tab = "story", .main = std::move(main)});
    });
}

std::string key_of(const work::Quote& quote) {
    return cat({quote.record, "/", quote.field});
}

RecordAct choosing() {
    return {
        .path = "/story/words",
        .name = "record: words of the story",
        .form = [](Visit&, work::Context& context, const work::Opened& opened) -> Result<ActForm> {
            if (!opened.pathway->story) return not_found();
            const auto* rule = opened.pathway->link(opened.pathway->story->link);
            const auto answers = work::link_answers(context, opened.grant, *rule);
            const auto quotes = work::quotes_of(context, opened.grant, *rule, answers);
            ActForm form{.title = "Choose the words that are shown",
                         .intro = html::paragraph("Only those whose writer agreed. Leave out what "
                                                  "others could know somebody by."),
                         .fields = {ask_optional("words", FieldType::Choices, "Words")},
                         .button = "Save",
                         .tab = "story"};
            Choices choices;
            std::vector<std::string> chosen;
            for (const auto& quote : quotes) {
                choices.emplace_back(key_of(quote), quote.words);
                if (quote.chosen) chosen.push_back(key_of(quote));
            }
            if (choices.empty()) {
                form.intro = ls::nothing("Nobody has agreed yet to have their words shown.");
                form.fields.clear();
                form.button = "";
            }
            form.offered["words"] = std::move(choices);
            form.typed.set("words", std::move(chosen));
            return form;
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            std::vector<work::QuoteChosen> quotes;
            for (const auto& key : given.all("words")) {
                const auto slash = key.find('/');
                if (slash == std::string::npos) continue;
                quotes.push_back({.record = key.substr(0, slash), .field = key.substr(slash + 1)});
            }
            TRY(work::choose_quotes(given.context, visit.viewer(), given.ref, quotes));
            return done_at(story_path(given.ref), "quotes");
        }};
}

RecordAct publishing() {
    return {.path = "/story/publish",
            .name = "record: publish the story",
            .form = [](Visit&, work::Context&, const work::Opened& opened) -> Result<ActForm> {
                if (!work::may_publish(opened)) return not_found();
                return ActForm{
                    .title = "Publish it",
                    .intro = html::paragraph(
                        "Anybody can read it then, as it stands now, without an account. "
                        "What changes later is public when you publish it again."),
                    .button = "Publish",
                    .tab = "story"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::publish_story(given.context, visit.viewer(), given.ref));
                return done_at(story_path(given.ref), "published");
            }};
}

RecordAct withdrawing() {
    return {.path = "/story/withdraw",
            .name = "record: withdraw the story",
            .form = [](Visit&, work::Context&, const work::Opened& opened) -> Result<ActForm> {
                if (!work::may_publish(opened)) return not_found();
                return ActForm{.title = "Withdraw it",
                               .intro = html::paragraph("Nobody outside can read it any more."),
                               .fields = {ask("reason", FieldType::LongText, "Why?")},
                               .button = "Withdraw",
                               .is_grave = true,
                               .tab = "story"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::withdraw_story(
                    given.context, visit.viewer(), given.ref, given.text("reason")));
                return done_at(story_path(given.ref), "unpublished");
            }};
}

// ---- for everybody

http::Reply all(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        std::vector<Html> items;
        for (const auto& one : work::published_stories(reading.context, kMostStories)) {
            items.push_back(html::cat({html::link(cat({"/you-said/", one.id}), one.title),
                                       ", ",
                                       say(london(one.at).date)}));
        }
        Html main = html::heading(1, html::HeadingSize::Large, "You said, we did");
        main += html::paragraph(
            "What people told us about the help they had, and what was done about it.");
        main +=
            items.empty() ? ls::nothing("Nothing has been published yet.") : html::bullets(items);
        return open_page(visit, {.title = "You said, we did", .main = std::move(main)});
    });
}

http::Reply one(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto published = work::published_story(reading.context, visit.param("id"));
        if (!published) return not_found();
        Html main = html::heading(1, html::HeadingSize::Large, published->title);
        main += html::paragraph(
            {visit.definitions().partnership.name, ", ", say(london(published->at).date)});
        main += story_html(published->story, 2);
        main += html::paragraph(html::link("/you-said", "Other things people told us"));
        return open_page(visit, {.title = published->title, .main = std::move(main)});
    });
}

}  // namespace

void add_story_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/story", .name = "record: story"}, show);
    add_record_act(router, app, choosing());
    add_record_act(router, app, publishing());
    add_record_act(router, app, withdrawing());
    add_open_page(router, app, "GET", "/you-said", "you said, we did", all);
    add_open_page(router, app, "GET", "/you-said/{id}", "you said, we did: one", one);
}

}  // namespace longstone::web
