#include <charconv>

#include "access/accounts.h"
#include "base/text.h"
#include "demo/player.h"
#include "http/message.h"
#include "work/acts/answer_links.h"
#include "work/acts/rounds.h"
#include "work/acts/samples.h"
#include "work/acts/stories.h"

// The steps of a story that have no call of the API: links, what comes through them from people
// without an account, and what is told of it. They call the same acts as the pages.
namespace longstone::demo {
namespace {

// Everything in a story is text.
std::int64_t figure(const Json& json) {
    const auto text = json.text();
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

void Player::settle(Result<void> done) {
    acted_ = true;
    if (done) {
        last_ = {.status = 204};
        return;
    }
    const auto reply = http::Reply::problem_json(done.error());
    last_ = {.status = reply.status, .body = *Json::parse(reply.body)};
}

void Player::make_link(const Json& asked) {
    const auto user = callers_.user_of(as_);
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto viewer = access::load_viewer(*session, *house_.definitions, user);
    const auto made = work::make_answer_link(context,
                                             viewer.value_or(access::Viewer{}),
                                             house_.keys.csrf_key,
                                             ref_,
                                             {.rule = asked.text("rule"),
                                              .label = asked.text("label"),
                                              .until = parse_date(asked.text("until")),
                                              .most = figure(asked["most"])});
    if (made) {
        links_[ref_] = work::link_token(house_.keys.csrf_key, *made);
        session->commit();
        settle({});
    } else {
        settle(std::unexpected(made.error()));
    }
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
    const auto user = callers_.user_of(as_);
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto viewer =
        access::load_viewer(*session, *house_.definitions, user).value_or(access::Viewer{});
    const auto years = [&](std::string_view key) -> std::optional<int> {
        if (!asked.has(key)) return {};
        return static_cast<int>(figure(asked[key]));
    };
    const auto drawn =
        work::draw_sample(context,
                          viewer,
                          ref_,
                          {.criteria = {.pathway = asked.text("pathway"),
                                        .by = asked.text("by"),
                                        .since = parse_date(asked.text("since")).value_or(Date{}),
                                        .until = parse_date(asked.text("until")).value_or(Date{}),
                                        .field = asked.text("field"),
                                        .value = asked.text("value"),
                                        .age_from = years("age-from"),
                                        .age_to = years("age-to"),
                                        .agency = asked.text("agency"),
                                        .strata = asked.text("strata")},
                           .size = figure(asked["size"]),
                           .seed = asked.text("seed"),
                           .reason = asked.text("reason")});
    if (drawn) {
        session->commit();
        settle({});
    } else {
        settle(std::unexpected(drawn.error()));
    }
}

void Player::begin_round(const std::string& pathway) {
    const auto user = callers_.user_of(as_);
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto viewer =
        access::load_viewer(*session, *house_.definitions, user).value_or(access::Viewer{});
    const auto opened = work::open_round(context, viewer, pathway);
    if (opened) {
        session->commit();
        opened_ = *opened;
        settle({});
    } else {
        settle(std::unexpected(opened.error()));
    }
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
