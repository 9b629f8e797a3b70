#include "review/replay.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "chronology/line.h"
#include "journal/journal.h"

namespace longstone::review {
namespace {

constexpr int kMostLooks = 200;

// The record by the leave of the review.
Result<work::Opened> open_in(work::Context& context, const Review& review, std::string_view ref) {
    for (const auto& grant : review.records) {
        if (grant.subject() != ref) continue;
        const auto facts = TRY(work::facts_of(context, ref));
        const auto* pathway = context.definitions.pathway(facts.pathway);
        if (pathway == nullptr) return not_found();
        auto record = work::load_record(context, grant);
        return work::Opened{.grant = grant, .pathway = pathway, .record = std::move(record)};
    }
    return not_found();
}

// What the reviewer may know of: what their own roles open, and what the review looks back on.
bool is_open(work::Context& context, const Review& review, const std::string& ref) {
    if (ref.empty() || review.has(ref)) return true;
    const auto facts = work::facts_of(context, ref);
    return facts &&
           access::allow(
               context.definitions, review.opened.grant.viewer(), access::Action::Review, *facts);
}

// Of each subject, when the decider last looked at it before the decision.
class LooksBefore {
public:
    LooksBefore(work::Context& context, const Decision& decision)
        : context_(context), decision_(decision) {}

    std::optional<Instant> at(const std::string& subject) {
        const auto known = found_.find(subject);
        if (known != found_.end()) return known->second;
        const auto row = context_.db.one(
            "select max(at) from access_log where subject = $1 and actor = $2 and at <= $3",
            {subject, decision_.by, decision_.recorded.micros});
        const auto micros = row ? row->maybe_integer(0) : std::nullopt;
        const auto at = micros ? std::optional(Instant{*micros}) : std::nullopt;
        found_.emplace(subject, at);
        return at;
    }

    std::vector<Looked> all(const std::set<std::string>& subjects) {
        std::vector<Looked> looks;
        for (const auto& subject : subjects) {
            for (const auto& row : context_.db.rows(
                     "select at, subject, action, reason from access_log where subject = $1 and "
                     "actor = $2 and at <= $3 order by id desc limit $4",
                     {subject, decision_.by, decision_.recorded.micros, kMostLooks})) {
                looks.push_back({.at = Instant{row.integer(0)},
                                 .subject = row.text(1),
                                 .action = row.text(2),
                                 .reason = row.text(3)});
            }
        }
        std::ranges::stable_sort(looks, std::ranges::greater(), &Looked::at);
        if (looks.size() > kMostLooks) looks.resize(kMostLooks);
        return looks;
    }

private:
    work::Context& context_;
    const Decision& decision_;
    std::map<std::string, std::optional<Instant>> found_ = {};
};

}  // namespace

std::vector<access::PostHeld> posts_at(work::Context& context,
                                       std::string_view user,
                                       Instant recorded_by) {
    std::vector<access::PostHeld> posts;
    for (const auto& event :
         journal::read_stream_as_at(context.db, cat({"user/", std::string(user)}), recorded_by)) {
        if (event.body.is_null() || !event.body.has("posts")) continue;
        posts.clear();
        for (const Json& held : event.body["posts"].items())
            posts.push_back({.agency = held.text("agency"), .post = held.text("post")});
    }
    return posts;
}

std::string later_words(Instant decided, Instant recorded) {
    const auto micros = recorded.micros - decided.micros;
    const auto days = micros / kDay, hours = micros % kDay / kHour,
               minutes = micros % kHour / kMinute;
    if (days > 0)
        return cat({count_of(days, "day", "days"),
                    hours > 0 ? cat({" ", count_of(hours, "hour", "hours")}) : "",
                    " later"});
    if (hours > 0)
        return cat({count_of(hours, "hour", "hours"),
                    minutes > 0 ? cat({" ", count_of(minutes, "minute", "minutes")}) : "",
                    " later"});
    return minutes > 0 ? cat({count_of(minutes, "minute", "minutes"), " later"})
                       : "Within a minute";
}

Result<std::vector<chronology::Entry>> line_of(work::Context& context,
                                               const Review& review,
                                               std::string_view record,
                                               const std::vector<std::string>& users,
                                               Instant posts_by) {
    const auto opened = TRY(open_in(context, review, record));
    // A record about a topic names nobody, and so stands on nobody's line.
    if (chronology::people_of(opened).empty()) return std::vector<chronology::Entry>{};
    const auto leave = TRY(chronology::leave_through(context, opened));
    chronology::Asked asked;
    for (const auto& user : users) {
        // What they knew for one agency they knew: a knower for each that they stood in for.
        std::map<std::string, chronology::Knower> at;
        for (const auto& held : posts_at(context, user, posts_by)) {
            auto& knower = at[held.agency];
            knower.agency = held.agency;
            knower.user = user;
            knower.posts.push_back(held);
        }
        for (auto& [agency, knower] : at)
            asked.users.push_back(std::move(knower));
    }
    auto entries = TRY(chronology::whole_entries_about(context, leave, asked));
    std::map<std::string, bool> open;
    std::erase_if(entries, [&](const chronology::Entry& entry) {
        const auto known = open.find(entry.record);
        if (known != open.end()) return !known->second;
        const bool may = is_open(context, review, entry.record);
        open.emplace(entry.record, may);
        return !may;
    });
    return entries;
}

Result<Replayed> replay(work::Context& context, const Review& review, std::string_view id) {
    auto decision = find_decision(context, review, id);
    if (!decision) return not_found();
    const auto decided = decision->recorded;
    Replayed replayed{.by_a_person = decision->by != access::kSystemUser &&
                                     decision->by != access::kPublicUser};
    replayed.posts = posts_at(context, decision->by, decided);
    const std::vector<std::string> users =
        replayed.by_a_person ? std::vector{decision->by} : std::vector<std::string>{};
    auto entries = TRY(line_of(context, review, decision->record, users, decided));
    LooksBefore looks(context, *decision);
    std::set<std::string> subjects;
    for (auto& entry : entries) {
        if (entry.id == decision->id) continue;
        if (!entry.subject.empty()) subjects.insert(entry.subject);
        for (const auto& person : entry.about)
            subjects.insert(cat({"person/", person}));
        const auto* known = entry.known_to_user(decision->by);
        if (entry.recorded > decided) {
            replayed.later.push_back(std::move(entry));
        } else if (known != nullptr && known->from <= decided) {
            auto looked = looks.at(entry.subject);
            if (looked && *looked < known->from) looked.reset();  // it was not there yet
            replayed.could_see.push_back({.entry = std::move(entry), .looked = looked});
        } else {
            replayed.hidden.push_back(std::move(entry));
        }
    }
    std::ranges::stable_sort(replayed.later, {}, &chronology::Entry::recorded);
    if (replayed.by_a_person) replayed.looks = looks.all(subjects);
    replayed.decision = std::move(*decision);
    return replayed;
}

}  // namespace longstone::review
