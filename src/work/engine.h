#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/viewer.h"
#include "base/problem.h"
#include "work/state.h"

// The pure engine: given a pathway and a record as it stands, what is asked, what is missing, which
// moves are open and to whom, and what happens to the clocks. No database, no clock of its own.
namespace longstone::work {

struct Situation {
    const define::Definitions& definitions;
    const define::Pathway& pathway;
    const RecordState& record;
    Instant now = {};
};

// Answers and the facts the engine keeps (stage, subject.kind, subject.age, requests.disagree,
// history.count, history.repeat, steps.count, source, opened, subject.birth-date,
// subject.expected-date), for conditions and dates. Those of subjects have a value for each, empty
// where it is not known.
define::Lookup lookup_of(const Situation& situation);

// The sections asked at a stage whose conditions hold; every form of the pathway when `stage` is
// null.
std::vector<const define::Section*> sections_asked(const Situation& situation,
                                                   const define::Stage& stage);

// Something a move still lacks. `anchor` is where on the record's pages it is put right: a field
// id, or people, checks, history, meetings, actions, outcome.
struct Missing {
    std::string need = {};
    std::string sentence = {};
    std::string anchor = {};
    std::string about = {};  // whom to tell, where it is that
};

struct OpenMove {
    const define::Move* move = nullptr;
    std::vector<Missing> missing = {};
};

// The moves out of the record's stage whose conditions hold, with what each still lacks.
std::vector<OpenMove> moves_of(const Situation& situation);
bool may_move(const define::Pathway& pathway,
              const define::Stage& stage,
              const define::Move& move,
              const access::Viewer& viewer);
// Whether somebody of the agency that is asked is one of those who answer.
bool may_answer(const define::RequestRule& rule, const access::Viewer& viewer);
// The questions asked by now that a fact answers until somebody does, and what it says.
std::vector<std::pair<std::string, std::string>> answered_by_facts(const Situation& situation);
bool may_work(const define::Pathway& pathway,
              const define::Stage& stage,
              const access::Viewer& viewer);

// The required questions among these that lack an answer, and the people of a role who lack their
// item in a group that wants one for each. Fields are named as check_answers names them.
std::vector<FieldProblem> still_missing(const Situation& situation,
                                        const std::vector<const define::Section*>& sections);
// Whether a role of people is one whom the pathway's records are about.
bool is_subject_role(const define::Pathway& pathway, std::string_view role);
// Whether another record may not run at once with entering `stage` (empty: with opening).
bool is_excluded(const Situation& situation, std::string_view stage, const OtherRecord& other);
// What may not run at once with entering `stage` (empty: with opening), one for each record in the
// way; the anchor is people.
std::vector<Missing> excluded(const Situation& situation, std::string_view stage);

// What runs side by side and must end.
struct StrandState {
    const define::Strand* strand = nullptr;
    bool runs = false, ended = false;
};
std::vector<StrandState> strands_of(const Situation& situation);

// Values of the compared field across answered requests and the record's own rating.
struct Comparison {
    const define::RequestRule* rule = nullptr;
    std::vector<std::pair<std::string, std::string>> ratings =
        {};  // agency (empty: the record) and value
    bool disagree = false;
};
std::vector<Comparison> compare_ratings(const define::Pathway& pathway, const RecordState& record);

// Whether any compared ratings differ.
bool ratings_disagree(const Situation& situation);

// Who must be told before the record may close, and whether they were (or why not).
struct Owed {
    const define::TellRule* rule = nullptr;
    std::string agency = {};  // for each contributor and the referrer
    bool settled = false;
    std::vector<std::string> people = {};  // of a role of people: those not told yet
};
std::vector<Owed> told_and_owed(const Situation& situation);

// What happened to the record, as clocks see it.
struct Happening {
    define::Trigger::Kind kind = define::Trigger::Kind::Opened;
    std::string what = {};
    Instant at = {};
    std::string was = {};  // of a date: the one that it puts right
};
struct ClockEffect {
    enum class Kind { Start, Due, Stop };
    Kind kind = Kind::Start;
    std::string clock = {};
    std::int64_t n = 1;
    Instant started = {}, due = {}, stopped = {};
    std::optional<Instant> warn = {};
    bool restarts = false;  // of Due: it starts at another time as well
};
// What the happenings do to the clocks; `situation.record` is the record after its change, with the
// clocks as they were before.
std::vector<ClockEffect> clock_effects(const Situation& situation,
                                       const std::vector<Happening>& happenings);
// Brings the effects into a record's clocks, as apply() does in the tables.
void put_clocks(RecordState& record, const std::vector<ClockEffect>& effects);
Json to_json(const std::vector<ClockEffect>& effects);
std::vector<ClockEffect> effects_from_json(const Json& json);

// The date that a clock runs from, as it was given, or as the engine itself knows it: of several
// subjects that of the eldest for whom the clock's condition holds.
std::string date_for(const Situation& situation,
                     const define::Clock& clock,
                     const std::string& name);

// When a request made now under a rule is due.
std::optional<Instant> request_due(const Situation& situation, const define::RequestRule& rule);

// The clock that matters most: the running main clock, else the running clock due first.
const ClockState* main_clock(const define::Pathway& pathway, const RecordState& record);

// The flags that hold.
std::vector<const define::Flag*> flags_of(const Situation& situation);

}  // namespace longstone::work
