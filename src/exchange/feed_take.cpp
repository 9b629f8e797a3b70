#include "exchange/feed_take.h"

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "people/certain.h"
#include "people/create.h"
#include "people/edit.h"
#include "work/acts/answer_record.h"
#include "work/acts/open_record.h"
#include "work/received.h"

namespace longstone::exchange {
namespace {

using People = std::map<std::string, std::string>;  // role → person

Refused refuse_row(const std::string& column, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = column, .message = std::move(message)}}});
}

class Taking {
public:
    Taking(work::Context& context,
           const Sender& sender,
           const RowSays& row,
           const std::string& delivery)
        : context_(context),
          sender_(sender),
          row_(row),
          feed_(*row.feed),
          viewer_(row_viewer(context.definitions, sender, feed_)),
          noted_{.agency = sender.agency(),
                 .feed = feed_.id,
                 .key = row.key,
                 .digest = row.digest,
                 .delivery = delivery,
                 .happened = row.happened} {}

    Result<Taken> run() {
        const auto known = work::find_received(context_, noted_.agency, feed_.id, row_.key);
        if (known && known->digest == row_.digest)
            return Taken{.outcome = "already", .record = told(known->record)};
        if (known && !feed_.takes_changes)
            return refuse_row(key_column(),
                              cat({"A row with this number was received on ",
                                   say(known->received),
                                   " with other content, and this feed takes no changes. Send it "
                                   "under a number of its own"}));
        if (known) {
            TRY(change(*known));
        } else if (feed_.pathway.empty()) {
            TRY(person_alone());
        } else {
            TRY(open_or_add());
        }
        TRY(work::note_received(context_, sender_.viewer, noted_));
        return Taken{.outcome = noted_.outcome, .record = told(noted_.record)};
    }

private:
    [[nodiscard]] std::string key_column() const {
        return feed_.key.empty() ? std::string() : feed_.key.front();
    }

    [[nodiscard]] std::string source() const {
        const auto* agency = context_.definitions.partnership.agency(sender_.agency());
        return cat({agency == nullptr ? sender_.agency() : agency->name, ", ", feed_.name});
    }

    // The reference, where the sender may know that there is such a record.
    std::string told(const std::string& ref) {
        if (ref.empty()) return {};
        const auto facts = work::facts_of(context_, ref);
        if (!facts) return {};
        const bool open =
            access::reach_of(context_.definitions, sender_.viewer, *facts) != access::Reach::None;
        return open ? ref : std::string();
    }

    std::vector<people::NewAssertion> stated_of(const std::string& role) const {
        const auto found = row_.people.find(role);
        if (found == row_.people.end()) return {};
        auto stated = found->second;
        for (auto& one : stated)
            one.source = source();
        return stated;
    }

    Result<access::Grant> leave_to_create() {
        if (feed_.pathway.empty()) return access::allow(viewer_, access::Action::CreatePerson);
        const access::RecordFacts facts{
            .pathway = feed_.pathway, .agencies = {viewer_.agency}, .users = {viewer_.user}};
        const auto open =
            TRY(access::allow(context_.definitions, viewer_, access::Action::Open, facts));
        return access::allow_through(open, access::Action::CreatePerson, {});
    }

    Result<std::string> found_or_new(const std::string& role) {
        const auto stated = stated_of(role);
        if (auto person = people::certainly(context_, viewer_, stated)) return *person;
        const auto grant = TRY(leave_to_create());
        return people::create_person(context_,
                                     grant,
                                     {.assertions = stated,
                                      .source = source(),
                                      .happened_at = row_.happened.value_or(context_.now)});
    }

    // More about somebody who is on record. Whoever was restricted since is left as they are.
    Result<void> say_more(const std::string& person, const std::string& role) {
        const auto stated = stated_of(role);
        if (const auto scheme = people::other_number(context_, person, stated); !scheme.empty()) {
            return Refused(
                Problem{.fields = {under_person(
                            scheme,
                            role,
                            "This differs from the number that was sent before. Check it; "
                            "if it is another person, send a row of its own")}});
        }
        auto fresh = people::not_yet_said(context_, person, stated);
        if (fresh.empty()) return {};
        const auto grant = TRY(access::allow(viewer_, access::Action::EditPerson, person));
        const auto done =
            people::state(context_,
                          grant,
                          {.rev = journal::current_rev(context_.db, people::stream_of(person)),
                           .assertions = std::move(fresh),
                           .source = source(),
                           .happened_at = row_.happened.value_or(context_.now)});
        if (!done && done.error().fault != Fault::NotFound) return Refused(done.error());
        return {};
    }

    [[nodiscard]] FieldProblem under_person(const std::string& what,
                                            const std::string& role,
                                            std::string message) const {
        for (const auto& column : feed_.columns) {
            if (column.person == what && feed_.role_of(column) == role)
                return {.field = column.id, .message = std::move(message)};
        }
        return {.field = what, .message = std::move(message)};
    }

    Result<void> person_alone() {
        noted_.outcome = "person";
        const auto stated = stated_of(feed_.subject);
        noted_.person = TRY(found_or_new(feed_.subject));
        return say_more(noted_.person, feed_.subject);
    }

    Result<void> open_or_add() {
        People people;
        for (const auto& [role, stated] : row_.people)
            people[role] = TRY(found_or_new(role));
        if (const auto subject = people.find(feed_.subject); subject != people.end())
            noted_.person = subject->second;
        const auto ref = record_to_add_to(people);
        if (!ref.empty()) return add_to(ref, "added", added_answers());
        work::NewRecord asked{.pathway = feed_.pathway,
                              .happened_at = row_.happened,
                              .source = "partner",
                              .answers = row_.answers};
        for (const auto& [role, person] : people)
            asked.people.push_back({.person = person, .role = role});
        auto opened = work::open_record(context_, viewer_, asked);
        if (!opened) return Refused(under_columns(std::move(opened).error()));
        noted_.outcome = "opened";
        noted_.opened = true;
        noted_.record = opened->record.ref;
        return {};
    }

    [[nodiscard]] work::Answers added_answers() const {
        work::Answers answers;
        for (const auto& field : feed_.adds.answers) {
            if (const auto found = row_.answers.find(field); found != row_.answers.end())
                answers[field] = found->second;
        }
        return answers;
    }

    // Open records that agree with the row in one thing that its feed names.
    std::vector<std::string> agreeing(const std::string& same, const People& people) {
        const auto person = people.find(same);
        if (person != people.end())
            return work::open_about(context_, feed_.pathway, same, person->second);
        const auto answer = row_.answers.find(same);
        if (answer == row_.answers.end()) return {};
        return work::open_answering(context_, feed_.pathway, same, answer->second.first());
    }

    std::string record_to_add_to(const People& people) {
        std::vector<std::string> refs;
        for (std::size_t n = 0; n < feed_.adds.same.size(); ++n) {
            const auto agree = agreeing(feed_.adds.same[n], people);
            if (n == 0) refs = agree;
            std::erase_if(refs, [&](const std::string& ref) {
                return std::ranges::find(agree, ref) == agree.end();
            });
        }
        const auto open = std::ranges::find_if(refs, [&](const std::string& ref) {
            const auto facts = work::facts_of(context_, ref);
            return facts && may_know_of(context_.definitions, sender_.agency(), *facts) &&
                   access::allow(context_.definitions, viewer_, access::Action::Work, *facts)
                       .has_value();
        });
        return open == refs.end() ? std::string() : *open;
    }

    Result<void> add_to(const std::string& ref, std::string outcome, work::Answers answers) {
        auto answered = work::answer_record(
            context_,
            viewer_,
            ref,
            {},
            {.answers = std::move(answers), .reason = source(), .happened_at = row_.happened});
        if (!answered) {
            if (answered.error().fault == Fault::NotFound || answered.error().fields.empty())
                return refuse_row(
                    key_column(),
                    "What this row opened is closed, or no longer open to a feed. Send "
                    "it under a new number, or ring those who work on it");
            return Refused(under_columns(std::move(answered).error()));
        }
        noted_.outcome = std::move(outcome);
        noted_.record = ref;
        return {};
    }

    Result<void> change(const work::ReceivedRow& known) {
        noted_.person = known.person;
        noted_.record = known.record;
        noted_.outcome = "changed";
        if (!known.person.empty()) TRY(say_more(known.person, feed_.subject));
        if (known.record.empty()) return {};
        // What this row opened, it may answer anew; to what was there, it adds.
        noted_.opened = known.opened;
        return add_to(known.record, "changed", known.opened ? row_.answers : added_answers());
    }

    Problem under_columns(Problem problem) const {
        for (auto& field : problem.fields)
            field = under_column(feed_, std::move(field));
        return problem;
    }

    work::Context& context_;
    const Sender& sender_;
    const RowSays& row_;
    const define::Feed& feed_;
    const access::Viewer viewer_;
    work::ReceivedRow noted_;
};

}  // namespace

Result<Taken> take_row(work::Context& context,
                       const Sender& sender,
                       const RowSays& row,
                       const std::string& delivery) {
    return Taking(context, sender, row, delivery).run();
}

}  // namespace longstone::exchange
