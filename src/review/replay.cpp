#include "review/replay.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "chronology/line.h"
#include "chronology/story.h"
#include "journal/journal.h"
#include "work/engine.h"

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

// A record as its journal told it by a minute.
chronology::Story story_at(work::Context& context, const std::string& ref, Instant as_at) {
    return chronology::story_of(
        context.definitions,
        ref,
        journal::read_stream_as_at(context.db, cat({"record/", ref}), as_at),
        as_at);
}

// Whoever stood on the record by then, the subjects first.
std::vector<std::string> people_at(work::Context& context,
                                   const work::Opened& opened,
                                   Instant as_at) {
    if (as_at >= context.now) return chronology::people_of(opened);
    auto there = story_at(context, opened.record.ref, as_at).state.people;
    std::ranges::stable_sort(there, {}, [&](const work::PersonOnRecord& one) {
        return !work::is_subject_role(*opened.pathway, one.role);
    });
    std::vector<std::string> people;
    people.reserve(there.size());
    for (const auto& one : there)
        people.push_back(one.person);
    return people;
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

// Puts each entry where it belongs: seen, hidden, or later.
class Sorting {
public:
    Sorting(work::Context& context, const Decision& decision, Replayed& replayed)
        : context_(context), decision_(decision), replayed_(replayed), looks_(context, decision) {}

    // Of the line as it stood at that minute.
    void put_then(chronology::Entry entry) {
        if (entry.id == decision_.id || is_after(entry)) return;
        there_.insert(entry.id);
        about_.insert(entry.about.begin(), entry.about.end());
        subject(entry);
        if (!entry.open_then_to(decision_.by)) {
            const auto why = why_closed(entry);
            replayed_.hidden.push_back({.entry = std::move(entry), .why = why});
            return;
        }
        auto parts = entry;
        const auto kept = [](const chronology::Detail& one) { return one.kept_from; };
        std::erase_if(parts.details, [&](const auto& one) { return !kept(one); });
        std::erase_if(entry.details, kept);
        if (!parts.details.empty())
            replayed_.hidden.push_back({.entry = std::move(parts), .why = Why::Parts});
        const auto* known = entry.known_to_user(decision_.by);
        auto looked = looks_.at(entry.subject);
        if (looked && *looked < known->from) looked.reset();  // it was not there yet
        replayed_.could_see.push_back({.entry = std::move(entry), .looked = looked});
    }
    // Of the line as it stands today.
    void put_now(const chronology::Entry& entry) {
        if (entry.id == decision_.id) return;
        if (is_after(entry)) {
            subject(entry);
            replayed_.later.push_back(entry);
        } else if (!there_.contains(entry.id)) {
            subject(entry);
            replayed_.hidden.push_back({.entry = entry, .why = why_apart(entry)});
        }
    }
    void finish() {
        std::ranges::stable_sort(
            replayed_.hidden, {}, [](const Hidden& one) { return one.entry.happened; });
        std::ranges::stable_sort(replayed_.later, {}, &chronology::Entry::recorded);
        if (replayed_.by_a_person) replayed_.looks = looks_.all(subjects_);
    }

private:
    // What the decision itself led to stands in the same minute, after it in the journal.
    [[nodiscard]] bool is_after(const chronology::Entry& entry) const {
        return entry.recorded > decision_.recorded ||
               (entry.recorded == decision_.recorded && entry.seq > decision_.seq);
    }
    void subject(const chronology::Entry& entry) {
        if (!entry.subject.empty()) subjects_.insert(entry.subject);
        for (const auto& person : entry.about)
            subjects_.insert(cat({"person/", person}));
    }
    Why why_closed(const chronology::Entry& entry) {
        if (entry.known_to_user(decision_.by) != nullptr) return Why::NoLonger;
        if (entry.record.empty()) return Why::Closed;
        auto found = restricted_.find(entry.record);
        if (found == restricted_.end()) {
            const auto story = story_at(context_, entry.record, decision_.recorded);
            const bool is = !story.restricted.empty() && story.restricted.back().second;
            found = restricted_.emplace(entry.record, is).first;
        }
        return found->second ? Why::Restricted : Why::Closed;
    }
    // The line of then did not have it: not yet drawn onto it by a judgement, or by the record.
    Why why_apart(const chronology::Entry& entry) {
        if (on_record_.empty())
            for (const auto& one : story_at(context_, decision_.record, context_.now).people)
                on_record_.insert(one.person);
        const bool named = std::ranges::any_of(entry.about, [&](const std::string& person) {
            return on_record_.contains(person) && !about_.contains(person);
        });
        return named ? Why::NotOnRecord : Why::NotSame;
    }

    work::Context& context_;
    const Decision& decision_;
    Replayed& replayed_;
    LooksBefore looks_;
    std::set<std::string> there_ = {}, about_ = {}, subjects_ = {}, on_record_ = {};
    std::map<std::string, bool> restricted_ = {};
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
                       : "within a minute";
}

std::string_view words(Why why) {
    switch (why) {
        case Why::Restricted:
            return "The record was restricted, and they were not on it";
        case Why::NoLonger:
            return "It had been open to them before, and was not at that minute";
        case Why::Parts:
            return "They could see the entry, but not these parts of it";
        case Why::NotSame:
            return "Nobody had said by then that this is the same person";
        case Why::NotOnRecord:
            return "About somebody who was put on the record later";
        default:
            return "No post of theirs opened it";
    }
}

std::string_view word(Why why) {
    constexpr std::array<std::string_view, 6> kWords = {
        "closed", "restricted", "no-longer", "parts", "not-same", "not-on-record"};
    return kWords.at(static_cast<std::size_t>(why));
}

Result<std::vector<chronology::Entry>> line_of(work::Context& context,
                                               const Review& review,
                                               std::string_view record,
                                               Instant as_at,
                                               std::string_view user) {
    const auto opened = TRY(open_in(context, review, record));
    const auto leave =
        chronology::leave_through(context, opened, people_at(context, opened, as_at), as_at);
    // A record about a topic names nobody, and so stands on nobody's line.
    if (leave.empty()) return std::vector<chronology::Entry>{};
    chronology::Asked asked{.as_at = as_at};
    // What they knew for one agency they knew: a knower for each that they stood in for.
    std::map<std::string, chronology::Knower> at;
    for (const auto& held :
         user.empty() ? std::vector<access::PostHeld>{} : posts_at(context, user, as_at)) {
        auto& knower = at[held.agency];
        knower.agency = held.agency;
        knower.user = user;
        knower.at = as_at;
        knower.posts.push_back(held);
    }
    for (auto& [agency, knower] : at)
        asked.users.push_back(std::move(knower));
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

Result<const std::vector<chronology::Entry>*> Replayer::line_now(const std::string& record) {
    const auto known = now_.find(record);
    if (known != now_.end()) return &known->second;
    auto line = TRY(line_of(context_, review_, record, context_.now));
    return &now_.emplace(record, std::move(line)).first->second;
}

Result<Replayed> Replayer::replay(Decision decision) {
    Replayed replayed{.by_a_person =
                          decision.by != access::kSystemUser && decision.by != access::kPublicUser};
    const auto decided = decision.recorded;
    replayed.posts = posts_at(context_, decision.by, decided);
    const auto user = replayed.by_a_person ? decision.by : std::string();
    auto then = TRY(line_of(context_, review_, decision.record, decided, user));
    const auto* now = TRY(line_now(decision.record));
    Sorting sorting(context_, decision, replayed);
    for (auto& entry : then)
        sorting.put_then(std::move(entry));
    for (const auto& entry : *now)
        sorting.put_now(entry);
    sorting.finish();
    replayed.decision = std::move(decision);
    return replayed;
}

Result<Replayed> replay(work::Context& context, const Review& review, std::string_view decision) {
    auto found = find_decision(context, review, decision);
    if (!found) return not_found();
    return Replayer(context, review).replay(std::move(*found));
}

}  // namespace longstone::review
