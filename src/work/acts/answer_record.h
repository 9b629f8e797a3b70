#pragma once

#include "work/acts/change.h"

// Answering the questions of a record. Forms of the stage it is at and of stages it has passed may
// be answered; a changed answer keeps the old one in the journal with the reason given.
namespace longstone::work {

struct AnswersGiven {
    Answers answers = {};
    std::string reason = {};
    std::optional<Instant> happened_at = {};
};
// Gives the record as it then stands. Invalid names every wrong field; nothing is saved then.
Result<Opened> answer_record(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             SeenRev seen,
                             const AnswersGiven& given);

// The sections that this viewer may answer on the record as it stands.
std::vector<const define::Section*> answerable(const Context& context, const Opened& opened);

// Checks answers against `sections`, puts them into the record and writes the change's body and
// happenings; used by every act that carries answers.
Result<void> take_answers(Context& context,
                          Opened& opened,
                          const std::vector<const define::Section*>& sections,
                          Answers answers,
                          Change& change);

}  // namespace longstone::work
