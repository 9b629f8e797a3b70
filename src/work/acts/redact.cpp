#include "work/acts/redact.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::work {
namespace {

constexpr std::size_t kLeastWords = 2;  // letters: less would be hidden everywhere

const Redaction* find_in(const std::vector<Redaction>& all, const std::string& label) {
    const auto found = std::ranges::find(all, label, &Redaction::label);
    return found == all.end() ? nullptr : &*found;
}

Result<void> may_review(const Opened& review) {
    if (review.grant.action() != access::Action::Review) return not_found();
    return {};
}

Result<void> turn(Context& context,
                  Opened& review,
                  const std::string& label,
                  const std::string& reason,
                  bool lift) {
    TRY(may_review(review));
    const auto all = redactions_of(context, review.grant);
    const auto* found = find_in(all, label);
    if (found == nullptr || (lift && !review.grant.viewer().may("lift-redactions")))
        return not_found();
    // What only the rule leaves out may be decided so by a person.
    const bool decides = !lift && found->holds() && found->by.empty();
    if (found->holds() != lift && !decides)
        return refuse(Fault::Invalid,
                      lift ? "This can be read already." : "This is left out already.");
    TRY(require_words(
        reason, "reason", lift ? "Say why it may be read" : "Say why it is left out"));
    Change change{.kind = lift ? "record.redaction-lifted" : "record.redaction-put-back"};
    change.body.set("label", label).set("reason", std::string(trim(reason)));
    return commit_change(context, review, std::move(change));
}

}  // namespace

Result<std::vector<Redaction>> redact(Context& context,
                                      Opened& review,
                                      const std::vector<Redaction>& redactions) {
    TRY(may_review(review));
    const auto before = redactions_of(context, review.grant);
    Json added = Json::array();
    for (const auto& one : redactions) {
        if (find_in(before, one.label) != nullptr) continue;
        added.push(Json::object({{"label", one.label},
                                 {"person", one.person},
                                 {"hides", one.words},
                                 {"why", one.reason}}));
    }
    if (added.items().empty()) return before;
    Change change{.kind = "record.redacted"};
    change.body.set("redactions", std::move(added));
    TRY(commit_change(context, review, std::move(change)));
    return redactions_of(context, review.grant);
}

Result<std::vector<Redaction>> redact_words(Context& context,
                                            Opened& review,
                                            const std::vector<Hidden>& hidden,
                                            const std::string& reason) {
    TRY(may_review(review));
    TRY(require_words(reason, "reason", "Say why they are left out"));
    auto all = redactions_of(context, review.grant);
    for (const auto& one : hidden) {
        TRY(require_words(one.words, "words", "Write the words as they stand"));
        const auto words = std::string(trim(one.words));
        if (words.size() < kLeastWords)
            return Refused(Problem{.message = "Write the whole name or words.",
                                   .fields = {{"words", "Write the whole name or words"}}});
        if (std::ranges::find(kKinds, one.kind) == kKinds.end())
            return Refused(Problem{.message = "Choose what it is.",
                                   .fields = {{"kind", "Choose what it is"}}});
        all.push_back({.label = next_label(all, one.kind),
                       .words = words,
                       .reason = std::string(trim(reason))});
    }
    return redact(context, review, all);
}

Result<void> lift_redaction(Context& context,
                            Opened& review,
                            const std::string& label,
                            const std::string& reason) {
    return turn(context, review, label, reason, true);
}

Result<void> put_redaction_back(Context& context,
                                Opened& review,
                                const std::string& label,
                                const std::string& reason) {
    return turn(context, review, label, reason, false);
}

}  // namespace longstone::work
