#pragma once

#include "work/acts/change.h"
#include "work/places.h"

// Booking: asking for a place, approving, giving back, recording who came, and what those who came
// say of it. Two who want the last seat race for the record's revision: one gets it, the other is
// told so and may wait.
namespace longstone::work {

// A record with places that its viewer may book on, book for their people, or has had a place on.
// The pathway has places; NotFound for what is not offered yet.
Result<Opened> open_places(Context& context, const access::Viewer& viewer, std::string_view ref);
Situation situation_of(const Context& context, const Opened& opened);

// Whether somebody may say yes to this place: the manager who was named, whoever approves at the
// learner's agency, and where nobody was named those who work on the record. Never the learner.
bool may_approve(const define::Definitions& definitions,
                 const access::Viewer& viewer,
                 const Opened& opened,
                 const PlaceState& place);
// Whether the record is theirs to run: its register, places given back for others.
bool runs_places(const access::Viewer& viewer, const Opened& opened);

struct AskPlace {
    std::string manager = {};  // a user of the same agency, where somebody approves
    std::string needs = {};    // what makes it possible to come
    bool wait = false;         // on the waiting list, when all are taken
};
Result<Opened> ask_place(Context& context,
                         const access::Viewer& viewer,
                         std::string_view ref,
                         const AskPlace& asked);
Result<Opened> approve_place(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             std::string_view place);
Result<Opened> decline_place(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             std::string_view place,
                             const std::string& reason);
// By the learner, whoever approves for them, or who runs it. Late without a reason is refused.
Result<Opened> cancel_place(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            std::string_view place,
                            const std::string& reason);

struct Came {
    std::string place = {};
    bool came = false;
};
struct WalkIn {
    std::string learner = {};  // a user, or
    std::string name = {}, agency = {};
};
struct Register {
    std::vector<Came> came = {};
    std::vector<WalkIn> walk_ins = {};
};
// From the first day on, as often as it must be put right. Gives certificates where there are any.
Result<Opened> take_register(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             SeenRev seen,
                             const Register& taken);

// Answers one evaluation of a place, once.
Result<Opened> evaluate_place(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              std::string_view place,
                              std::string_view evaluation,
                              Answers answers);
// Whether it is for this viewer to answer, and open.
Result<EvaluationAsked> find_evaluation(const Context& context,
                                        const access::Viewer& viewer,
                                        const Opened& opened,
                                        std::string_view place,
                                        std::string_view evaluation);

}  // namespace longstone::work
