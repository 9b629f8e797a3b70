#include "exchange/feed_take.h"

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "people/agency_events.h"
#include "people/relationships.h"
#include "work/acts/answer_record.h"
#include "work/acts/open_record.h"
#include "work/received.h"

namespace longstone::exchange {
namespace {

using People = std::map<std::string, std::string>;  // role → person

class Taking {
public:
    Taking(work::Context& context, const Sender& sender, const RowSays& row, Batch& batch)
        : context_(context),
          sender_(sender),
          row_(row),
          feed_(*row.feed),
          people_(context, sender, row, batch),
          viewer_(people_.viewer()),
          noted_{.agency = sender.agency(),
                 .feed = feed_.id,
                 .key = row.key,
                 .digest = row.digest,
                 .changed = row.changed,
                 .delivery = batch.delivery,
                 .happened = row.happened} {}

    Result<Taken> run() {
        const auto known = work::find_received(context_, noted_.agency, feed_.id, row_.key);
        if (known && known->digest == row_.digest)
            return Taken{.outcome = "already", .record = told(known->record)};
        if (known && is_older(*known)) return Taken{.outcome = "older"};
        if (known && row_.changed && known->changed == row_.changed)
            return refuse_row(feed_.changed,
                              "A row with this number and this time of change was received with "
                              "other content. Which is right cannot be told: send it with a new "
                              "time of change");
        if (known && !feed_.takes_changes)
            return refuse_row(key_column(),
                              cat({"A row with this number was received on ",
                                   say(known->received),
                                   " with other content, and this feed takes no changes. Send it "
                                   "under a number of its own"}));
        TRY(act(known));
        TRY(work::note_received(context_, sender_.viewer, noted_));
        return Taken{.outcome = noted_.outcome, .record = told(noted_.record)};
    }

private:
    Result<void> act(const std::optional<work::ReceivedRow>& known) {
        if (feed_.event) return tell(known);
        if (feed_.relation) return relate(known);
        if (known) return change(*known);
        if (feed_.pathway.empty()) return person_alone();
        return open_or_add();
    }

    // Corrections come in any order: what was changed last there is what holds here.
    [[nodiscard]] bool is_older(const work::ReceivedRow& known) const {
        return row_.changed && known.changed && *row_.changed < *known.changed;
    }

    [[nodiscard]] std::string key_column() const {
        return feed_.key.empty() ? std::string() : feed_.key.front();
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

    Result<void> person_alone() {
        noted_.outcome = "person";
        noted_.person = TRY(people_.found_or_new(feed_.subject));
        return people_.say_more(noted_.person, feed_.subject);
    }

    Result<access::Grant> leave_to_edit(const std::string& person) const {
        return access::allow(viewer_, access::Action::EditPerson, person);
    }

    // The person whom the row told of before, unless it tells of somebody else now.
    Result<std::string> person_of(const std::optional<work::ReceivedRow>& known) {
        if (!known || known->person.empty()) return people_.found_or_new(feed_.subject);
        auto found = TRY(people_.found(feed_.subject));
        if (found.empty() || found == known->person) {
            if (people_.tells_of_another(known->person, feed_.subject))
                return people_.found_or_new(feed_.subject);
            return known->person;
        }
        return found;
    }

    Result<void> take_back(const work::ReceivedRow& known, const std::string& why) {
        if (known.said.empty() || known.outcome == "withdrawn") return {};
        const auto grant = TRY(leave_to_edit(known.person));
        return people::withdraw_event(context_, grant, known.said, why);
    }

    // What is withdrawn stays known by its key, so that an older row does not bring it back.
    Result<void> tell(const std::optional<work::ReceivedRow>& known) {
        if (row_.withdrawn) {
            noted_.outcome = "withdrawn";
            if (!known) return {};
            noted_.person = known->person;
            noted_.said = known->said;
            return take_back(*known, cat({people_.source(), ": sent in error"}));
        }
        noted_.person = TRY(person_of(known));
        TRY(people_.say_more(noted_.person, feed_.subject));
        auto event = row_.event.value_or(people::AgencyEvent{});  // its feed says that there is one
        const bool same_person = known && known->person == noted_.person;
        if (same_person) event.id = known->said;
        if (known && !same_person)
            TRY(take_back(*known, cat({people_.source(), ": told of somebody else"})));
        event.delivery = noted_.delivery;
        if (event.known_at == Instant{}) event.known_at = context_.now;
        const auto grant = TRY(leave_to_edit(noted_.person));
        noted_.said = TRY(people::tell_event(context_, grant, event));
        noted_.outcome = known && known->outcome != "withdrawn" ? "changed" : "event";
        return {};
    }

    Result<void> unrelate(const work::ReceivedRow& known) {
        if (known.said.empty() || known.outcome == "withdrawn") return {};
        const auto grant = TRY(leave_to_edit(known.person));
        TRY(people::unrelate(context_,
                             grant,
                             journal::current_rev(context_.db, people::stream_of(known.person)),
                             known.said,
                             {},
                             cat({people_.source(), ": sent in error or corrected"})));
        return {};
    }

    // A relation that changes is said anew: the former stays in the history.
    Result<void> relate(const std::optional<work::ReceivedRow>& known) {
        noted_.outcome = row_.withdrawn ? "withdrawn" : known ? "changed" : "related";
        if (known) {
            noted_.person = known->person;
            TRY(unrelate(*known));
        }
        if (row_.withdrawn) return {};
        const auto relation = row_.relation.value_or(SaidRelation{});
        const auto rule = feed_.relation.value_or(define::FeedRelation{});
        const auto subject = TRY(people_.found_or_new(feed_.subject));
        noted_.person = TRY(people_.found_or_new(rule.of));
        const auto stands =
            people::standing_relationship(context_, noted_.person, subject, relation.type);
        if (!stands.empty()) return {};  // said by somebody already
        const auto grant = TRY(leave_to_edit(noted_.person));
        const auto rev = journal::current_rev(context_.db, people::stream_of(noted_.person));
        const auto done = people::relate(context_,
                                         grant,
                                         {.rev = rev,
                                          .other = subject,
                                          .type = relation.type,
                                          .from = relation.from,
                                          .until = relation.until,
                                          .source = people_.source()});
        // Whoever was restricted since is left as they are, and the sender is not told.
        if (!done && done.error().fault == Fault::NotFound) return {};
        if (!done) return Refused(relation_problem(done.error(), rule.type));
        noted_.said =
            people::standing_relationship(context_, noted_.person, subject, relation.type);
        return {};
    }

    [[nodiscard]] Problem relation_problem(Problem problem, const std::string& column) const {
        for (auto& field : problem.fields)
            if (field.field == "type") field.field = column;
        return problem;
    }

    Result<void> open_or_add() {
        People people;
        for (const auto& [role, stated] : row_.people)
            people[role] = TRY(people_.found_or_new(role));
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
        auto answered = work::answer_record(context_,
                                            viewer_,
                                            ref,
                                            {},
                                            {.answers = std::move(answers),
                                             .reason = people_.source(),
                                             .happened_at = row_.happened});
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
        if (!known.person.empty()) TRY(people_.say_more(known.person, feed_.subject));
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
    RowPeople people_;
    const access::Viewer& viewer_;
    work::ReceivedRow noted_;
};

}  // namespace

Result<Taken> take_row(work::Context& context,
                       const Sender& sender,
                       const RowSays& row,
                       Batch& batch) {
    return Taking(context, sender, row, batch).run();
}

}  // namespace longstone::exchange
