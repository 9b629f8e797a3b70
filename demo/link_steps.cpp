#include "access/accounts.h"
#include "base/text.h"
#include "demo/player.h"
#include "http/message.h"
#include "work/acts/answer_links.h"
#include "work/acts/stories.h"

// Links, what comes through them from people without an account, and what is told of it. Answers
// by link and stories have no call of the API: they call the same acts as the pages.
namespace longstone::demo {

void Player::settle(Result<void> done) {
    acted_ = true;
    if (done) {
        last_ = {.status = 204};
        return;
    }
    const auto reply = http::Reply::problem_json(done.error());
    last_ = {.status = reply.status, .body = *Json::parse(reply.body)};
}

namespace {

// A story writes all as text; the call takes numbers where numbers are meant.
Json as_number(const Json& text) {
    const auto figure = parse_figure(text.text());
    return figure ? Json(static_cast<std::int64_t>(*figure)) : text;
}

}  // namespace

void Player::make_link(const Json& asked) {
    Json body = Json::object({{"link", asked.text("rule")},
                              {"label", asked.text("label")},
                              {"until", asked.text("until")}});
    if (asked.has("most")) body.set("most", as_number(asked["most"]));
    on_record("POST", "/links", body);
    if (last_.status < 300) links_[ref_] = last_.body.text("token");
}

void Player::answer_by_link(const Json& step) {
    const std::vector<Json> all = step.is_array()
                                      ? std::vector<Json>(step.items().begin(), step.items().end())
                                      : std::vector<Json>{step};
    for (const Json& one : all) {
        const auto session = house_.store->write();
        auto context = house_.context(*session);
        const auto held = work::held_link(context, links_[ref_]);
        auto answers = work::answers_from_json(answers_of(one));
        const auto done =
            answers ? work::answer_by_link(context, held, std::move(*answers), one.text("once"))
                    : Result<void>(std::unexpected(answers.error()));
        if (done) session->commit();
        settle(done);
        if (!done) return;
    }
}

void Player::draw_sample(const Json& asked) {
    Json body{Json::Object{}};
    for (const auto& [key, value] : asked.members()) {
        const std::string member = key == "age-from" ? "age_from"
                                   : key == "age-to" ? "age_to"
                                                     : key;
        const bool counts = member == "size" || member.starts_with("age_");
        body.set(member, counts ? as_number(value) : value);
    }
    on_record("POST", "/samples", body);
}

void Player::begin_round(const std::string& pathway) {
    acted_ = true;
    last_ = call("POST", cat({"/api/v1/rounds/", pathway}));
    opened_.clear();
    for (const Json& ref : last_.body["opened"].items())
        opened_.push_back(ref.text());
}

void Player::tell_story(const Json& asked) {
    const auto user = callers_.user_of(as_);
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto viewer =
        access::load_viewer(*session, *house_.definitions, user).value_or(access::Viewer{});
    const auto telling = [&]() -> Result<void> {
        if (asked.has("words")) {
            const auto opened =
                TRY(work::open_record_for(context, viewer, access::Action::Read, ref_));
            const auto* rule = opened.pathway->link(opened.pathway->story->link);
            std::vector<work::QuoteChosen> quotes;
            for (const auto& quote :
                 work::quotes_of(context,
                                 opened.grant,
                                 *rule,
                                 work::link_answers(context, opened.grant, *rule))) {
                quotes.push_back({.record = quote.record, .field = quote.field});
            }
            TRY(work::choose_quotes(context, viewer, ref_, quotes));
        }
        if (asked.has("publish")) TRY(work::publish_story(context, viewer, ref_));
        if (asked.has("withdraw"))
            TRY(work::withdraw_story(context, viewer, ref_, asked.text("withdraw")));
        return {};
    };
    const auto told = telling();
    if (told) session->commit();
    settle(told);
}

}  // namespace longstone::demo
