#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "access/viewer.h"
#include "base/problem.h"

// A little longer than the measure: all that is decided stands together.
// The one place that decides. A Grant is proof of a decision: only allow() makes one, and every
// read and write of a person or record demands it. The answer to "no" is always NotFound, so what
// is withheld looks like what does not exist; NeedsReason where break-glass would open it to this
// viewer and they may know that it exists.
namespace longstone::define {
struct Definitions;
struct Field;
struct Pathway;
struct Section;
}  // namespace longstone::define
namespace longstone::store {
class Session;
}

namespace longstone::access {

enum class Action {
    // on records
    Read,
    Work,
    Assign,
    Open,
    Reply,
    Attach,
    ReadPublished,  // what its pathway publishes of it, and no more
    DecideRelease,  // fields that an agency was asked for there (work/acts/releases holds which)
    Review,         // decisions on it, with what whoever made them could see
    // on people
    ReadPerson,
    SearchPeople,
    CreatePerson,
    EditPerson,
    // on the rest; BreakGlass on a record or a person, OwnAccount by its user alone
    OwnAccount,
    ManageUsers,
    ReadAccessLog,
    BreakGlass,
    SeeDefinitions,
    SeeFigures,
    BookPlaces,   // on courses: asked, had, approved and answered about
    SeeTraining,  // everybody's, by name
    SendFeeds,  // for one agency: a post of theirs there must give the power (exchange/feed_sender)
    SeeSharing,    // what every agency was asked and released, without what it said
    KeepFigures,   // what figures are held against, and what is marked on them
    JudgeMatches,  // whether two people on record are one; both must be open to the viewer
};

// Whole: the record as its workers see it. Part: an involved agency's own part (what it sent, what
// it was asked and answered, meetings it was invited to, what it has been told). Of a person,
// Part is whoever stands on a record that this viewer sees, and those that a search found.
enum class Reach { None, Part, Whole };

// What the policy weighs about one record; loaded by the caller inside the same transaction.
struct RecordFacts {
    std::string ref = {};
    std::string pathway = {};
    bool restricted = false;
    std::string lead = {};                // user; named on it by being its lead
    std::set<std::string> agencies = {};  // referring, asked, invited or shared with
    std::set<std::string> users =
        {};  // named on it: opener, lead, invited, break-glass not yet over
    std::set<std::string> barred = {};       // users who must not see it (conflict of interest)
    std::set<std::string> broke_glass = {};  // of `users`: those whose break-glass is not yet over
};

class Grant {
public:
    [[nodiscard]] const Viewer& viewer() const { return *viewer_; }
    [[nodiscard]] Action action() const { return action_; }
    [[nodiscard]] Reach reach() const { return reach_; }
    [[nodiscard]] const std::string& subject() const {
        return subject_;
    }  // record ref or person id
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    friend Result<Grant> allow(
        const define::Definitions&, const Viewer&, Action, const RecordFacts&, std::string_view);
    friend Result<Grant> allow(const Viewer&, Action, std::string_view, std::string_view);
    friend Result<Grant> allow_through(const Grant&, Action, std::string_view);
    friend Result<Grant> allow_in_review(const define::Definitions&,
                                         const Grant&,
                                         std::string_view,
                                         const RecordFacts&);
    Grant(const Viewer& viewer, Action action, Reach reach, std::string subject, std::string reason)
        : viewer_(&viewer),
          action_(action),
          reach_(reach),
          subject_(std::move(subject)),
          reason_(std::move(reason)) {}
    const Viewer* viewer_;
    Action action_;
    Reach reach_;
    std::string subject_;
    std::string reason_;
};

// About a record; BreakGlass takes its reason. The Grant borrows the viewer.
Result<Grant> allow(const define::Definitions& definitions,
                    const Viewer& viewer,
                    Action action,
                    const RecordFacts& record,
                    std::string_view reason = {});
// About people, accounts and the log; `subject` is a person's id or a user's name or empty.
Result<Grant> allow(const Viewer& viewer,
                    Action action,
                    std::string_view subject = {},
                    std::string_view reason = {});
// What a grant on a record carries about the people on it: who may open or work it may put a new
// person on it, and who may read it may read `subject`, whom the caller has found on it.
Result<Grant> allow_through(const Grant& record, Action action, std::string_view subject);

// What a review carries: with a grant to Review a record of the pathway `reviewing`, to review one
// of the pathways that it looks back on, about the same person, as the caller has found. Restricted
// and sealed ones stay closed to whoever could not open them without it.
Result<Grant> allow_in_review(const define::Definitions& definitions,
                              const Grant& review,
                              std::string_view reviewing,
                              const RecordFacts& record);

// How far the viewer sees into the record. For counting and explaining; reading takes a Grant.
Reach reach_of(const define::Definitions& definitions,
               const Viewer& viewer,
               const RecordFacts& record);

// Inside a record: may this viewer see this field's answer? `author` says whether they, or with
// Reach::Part their agency, gave it or were sent it. Whether a field that is hidden until a later
// stage may be seen by now is the engine's question, which knows the stages passed.
bool sees_field(const Grant& grant,
                const define::Section& section,
                const define::Field& field,
                bool author);

// Writes post_reach(agency, post, pathway, reach, restricted) from the definitions, for the
// filters inside queries. Done at every start; the caller commits.
void publish_policy(store::Session& db, const define::Definitions& definitions);

// The filter inside every query over records: reach_of(…) != None, said in SQL (a test holds the
// two equal). Joins: record r. Parameters: $1 user, $2 now (micros).
// What most rows pass stands first, and what is asked of the viewer alone is read once a query.
#define LONGSTONE_VISIBLE_RECORD                                                                  \
    "(r.ref not in (select b.record from record_party b where b.party = $1 and b.kind = "         \
    "'barred') and ((r.pathway, case when r.restricted = 0 then 0 else 1 end) in (select "        \
    "pr.pathway, k.level from user_post up join post_reach pr on pr.agency = up.agency and "      \
    "pr.post = up.post join (select 0 as level union all select 1) k on k.level <= "              \
    "pr.restricted where up.user_name = $1 and pr.reach = 'whole') or "                           \
    "exists (select 1 from record_party n where n.record = r.ref and n.kind = 'user' and "        \
    "n.party = $1 and n.party <> 'public' and (n.until is null or n.until > $2)) or "             \
    "(r.restricted = 0 and exists (select 1 from record_party a where a.record = r.ref and "      \
    "a.kind = 'agency' and (a.party, r.pathway) in (select pr.agency, pr.pathway from user_post " \
    "up join post_reach pr on pr.agency = up.agency and pr.post = up.post where up.user_name = "  \
    "$1 and pr.reach = 'part')))))"

}  // namespace longstone::access
