#include "work/acts/stories.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"

namespace longstone::work {
namespace {

constexpr std::size_t kIdLength = 10;

// A story is told of a closed record too.
Result<Opened> begin(Context& context, const access::Viewer& viewer, std::string_view ref) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Work, ref, {}, Needs::AnyRecord));
    if (!opened.pathway->story) return not_found();
    return opened;
}

}  // namespace

Result<Opened> choose_quotes(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             const std::vector<QuoteChosen>& quotes) {
    auto opened = TRY(begin(context, viewer, ref));
    const auto* rule = opened.pathway->link(opened.pathway->story->link);
    const auto answers = link_answers(context, opened.grant, *rule);
    const auto may = quotes_of(context, opened.grant, *rule, answers);
    Json list = Json::array();
    for (const auto& chosen : quotes) {
        const bool there = std::ranges::any_of(may, [&](const Quote& quote) {
            return quote.record == chosen.record && quote.field == chosen.field;
        });
        if (!there)
            return refuse(Fault::Invalid,
                          "Whoever said that did not agree to have it printed. Choose again.");
        list.push(Json::object({{"record", chosen.record}, {"field", chosen.field}}));
    }
    Change change{.kind = "record.quotes-chosen"};
    change.body.set("quotes", std::move(list));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

bool may_publish(const Opened& opened) {
    const auto& viewer = opened.grant.viewer();
    return opened.pathway->story && opened.grant.reach() == access::Reach::Whole &&
           (opened.record.lead == viewer.user || viewer.holds_any(opened.pathway->access.lead));
}

Result<std::string> publish_story(Context& context,
                                  const access::Viewer& viewer,
                                  std::string_view ref) {
    auto opened = TRY(begin(context, viewer, ref));
    if (!may_publish(opened)) return not_found();
    const auto before = published_of(context, opened.grant);
    const auto id = before ? before->id : random_code(kIdLength);
    const auto story = story_of(context, opened);
    if (story.did.empty())
        return refuse(
            Fault::Invalid,
            "Write what was done before it is published: people were asked for a reason.");
    Change change{.kind = "record.story-published"};
    change.body.set("story", id).set("title", story.title).set("told", to_json(story));
    TRY(commit_change(context, opened, std::move(change)));
    return id;
}

Result<Opened> withdraw_story(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              const std::string& reason) {
    auto opened = TRY(begin(context, viewer, ref));
    if (!may_publish(opened)) return not_found();
    TRY(require_words(reason, "reason", "Say why it is withdrawn"));
    const auto before = published_of(context, opened.grant);
    if (!before || before->withdrawn) return refuse(Fault::Invalid, "It is not public.");
    Change change{.kind = "record.story-withdrawn"};
    change.body.set("story", before->id).set("reason", std::string(trim(reason)));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

}  // namespace longstone::work
