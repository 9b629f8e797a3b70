#include "work/acts/answer_links.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "work/acts/open_record.h"
#include "work/notices.h"
#include "work/request_links.h"

namespace longstone::work {
namespace {

constexpr std::size_t kLongestLabel = 120;

// The rule, where the record stands at the stage that has it.
Result<const define::LinkRule*> rule_now(const Opened& opened, std::string_view id) {
    const auto* stage = opened.pathway->stage(opened.record.stage);
    if (stage != nullptr) {
        for (const auto& rule : stage->links) {
            if (rule.id == id && !is_to_request(*opened.pathway, rule)) return &rule;
        }
    }
    return refuse(Fault::Invalid,
                  "Nobody is asked at this stage. Move the record to the stage that asks first.");
}

const AnswerLink* find_link(const std::vector<AnswerLink>& links, std::string_view id) {
    const auto found = std::ranges::find(links, id, &AnswerLink::id);
    return found == links.end() ? nullptr : &*found;
}

Problem wrong(std::string field, std::string message) {
    return {.message = message, .fields = {{std::move(field), message}}};
}

// Only what is asked of whoever answers is taken from them.
void take(const Context& context, const HeldLink& held, const Answers& answers, NewRecord& asked) {
    const auto* there = context.definitions.pathway(held.rule->opens);
    for (const auto* section : context.definitions.asked(there->public_opening)) {
        for (const auto& field : section->fields) {
            const auto given = answers.find(field.id);
            if (given == answers.end() || asked.carried.contains(field.id)) continue;
            asked.answers[field.id] = given->second;
        }
    }
}

// False when this page has been sent before.
bool first_time(Context& context, const AnswerLink& link, std::string_view once) {
    if (once.empty()) return true;
    return !context.db
                .rows(
                    "insert into idempotency (owner, idem_key, request_hash, status, body, at) "
                    "values ($1, $2, '', 201, '', $3) on conflict do nothing returning owner",
                    {cat({"answer-link/", link.id}), hex(blake2b({once})), context.now.micros})
                .empty();
}

// Each answer takes a seat by its number, which the store gives once: two who answer at the same
// moment cannot both have the last. False when none is left.
bool takes_seat(Context& context, const AnswerLink& link) {
    if (link.most == 0) return true;
    for (auto seat = link.answers + 1; seat <= link.most; ++seat) {
        const auto taken = context.db.rows(
            "insert into idempotency (owner, idem_key, request_hash, status, body, at) values ($1, "
            "$2, '', 201, '', $3) on conflict do nothing returning owner",
            {cat({"answer-link/", link.id, "/seat"}), number(seat), context.now.micros});
        if (!taken.empty()) return true;
    }
    return false;
}

}  // namespace

Result<std::string> make_answer_link(Context& context,
                                     const access::Viewer& viewer,
                                     std::string_view key,
                                     std::string_view ref,
                                     const NewLink& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    const auto* rule = TRY(rule_now(opened, asked.rule));
    if (asked.label.size() > kLongestLabel)
        return Refused(wrong("label", "Say it in fewer words: 120 letters at most"));
    auto expires = context.definitions.calendar.due(context.now, *rule->expires);
    if (asked.until) {
        const auto end = from_london(*asked.until + 1, 0);
        if (end <= context.now) return Refused(wrong("until", "Give a day that is still to come"));
        if (expires < end)
            return Refused(wrong("until",
                                 cat({"A link lives for ",
                                      say(*rule->expires),
                                      " at most. Make it again when it has ended"})));
        expires = end;
    }
    if (asked.most < 0 || (rule->most > 0 && asked.most > rule->most))
        return Refused(wrong("most", cat({"At most ", number(rule->most), " may answer"})));
    const auto id = new_id();
    Change change{.kind = "record.link-made"};
    change.body.set("link", id)
        .set("rule", rule->id)
        .set("label", std::string(trim(asked.label)))
        .set("hash", link_hash(link_token(key, id)))
        .set("expires", iso(expires))
        .set("most", asked.most > 0 ? asked.most : std::int64_t{rule->most});
    TRY(commit_change(context, opened, std::move(change)));
    return id;
}

Result<Opened> close_answer_link(Context& context,
                                 const access::Viewer& viewer,
                                 std::string_view ref,
                                 std::string_view id,
                                 const std::string& reason) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    TRY(require_words(reason, "reason", "Say why it is closed"));
    const auto links = answer_links_of(context, opened.grant);
    const auto* link = find_link(links, id);
    if (link == nullptr) return not_found();
    if (link->closed) return refuse(Fault::Invalid, "This link is closed already.");
    Change change{.kind = "record.link-closed"};
    change.body.set("link", link->id).set("reason", std::string(trim(reason)));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

Result<void> mail_answer_link(Context& context,
                              const access::Viewer& viewer,
                              std::string_view key,
                              std::string_view ref,
                              std::string_view id,
                              const std::string& to) {
    const auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    const auto links = answer_links_of(context, opened.grant);
    const auto* link = find_link(links, id);
    if (link == nullptr) return not_found();
    const auto* rule = TRY(rule_now(opened, link->rule));
    if (!link->live(context.now))
        return refuse(Fault::Invalid, "Nobody can answer through this link any more.");
    mail_outside(context,
                 to,
                 rule->name,
                 cat({filled(context, *opened.pathway, opened.record, rule->intro),
                      "\r\n\r\nYou need no account: {base}/a/",
                      link_token(key, link->id),
                      "\r\n\r\n",
                      rule->readers,
                      "\r\nYou need not answer. Nobody will ask you why.\r\n"}));
    return {};
}

Answers link_gives(const Context& context, const HeldLink& held) {
    Answers gives;
    const auto* pathway = context.definitions.pathway(held.asking.pathway);
    const auto& rule = *held.rule;
    const auto* opens = context.definitions.pathway(rule.opens);
    for (const auto& copy : rule.copies) {
        const auto* answer = held.asking.answer(copy);
        if (answer == nullptr) continue;
        const auto renamed = rule.renames.find(copy);
        const auto& there = renamed == rule.renames.end() ? copy : renamed->second;
        const auto* field = context.definitions.field(*opens, there);
        // Several agencies do not fit where one is asked for.
        if (field == nullptr ||
            (field->type == define::FieldType::Agency && answer->given.values.size() != 1))
            continue;
        gives[there] = answer->given;
    }
    for (const auto& [there, text] : rule.sets) {
        const auto words = filled(context, *pathway, held.asking, text);
        if (words.empty()) continue;
        gives[there] = {.values = {words}};
    }
    return gives;
}

Result<void> answer_by_link(Context& context,
                            const HeldLink& held,
                            Answers answers,
                            std::string_view once) {
    if (held.standing != Standing::Live) return not_found();
    const auto* asking = context.definitions.pathway(held.asking.pathway);
    Context then = context;
    if (is_anonymous(context, *held.rule, *asking, held.asking))
        then.now = from_london(london(context.now).date, 0);
    if (!first_time(then, held.link, once)) return {};
    if (!takes_seat(then, held.link))
        return refuse(Fault::Conflict, "So many people answered that we have stopped asking.");
    NewRecord asked{.pathway = held.rule->opens,
                    .source = "public",
                    .from = {{.record = held.asking.ref,
                              .kind = std::string(kAnsweredBy),
                              .cause = cat({"link/", held.rule->id, "/", held.link.id})}}};
    asked.answers = link_gives(context, held);
    for (const auto& [field, given] : asked.answers)
        asked.carried[field] = held.asking.ref;
    take(context, held, answers, asked);
    TRY(open_record(then, held.viewer, asked));
    return {};
}

}  // namespace longstone::work
