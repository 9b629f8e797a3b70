#pragma once

#include <map>
#include <string>
#include <vector>

#include "work/load.h"

// What of a record its viewer may see: answers, people, agencies' replies.
namespace longstone::work {

// Whether the viewer's agency is only asked what is asked without names: then whom the record is
// about is not told, and the reference stands in place of the name.
bool is_nameless(const Opened& opened);
// Answers that go with a question which the viewer's agency is asked.
std::map<std::string, Answer, std::less<>> shared_answers(const Context& context,
                                                          const Opened& opened);
// Answers that this viewer may see: field marks, private sections, and for an involved agency only
// its own part and what is shared with it.
std::map<std::string, Answer, std::less<>> visible_answers(Context& context, const Opened& opened);
// The people whom this viewer may know to be on it: for an involved agency those whom it is about,
// everybody where a question it is asked shares `people`, and nobody where it is asked without
// names.
std::vector<PersonOnRecord> visible_people(const Opened& opened);
// Whether this viewer may see the answers of a request now (blindness until a stage).
bool sees_reply(const Opened& opened, const RequestState& request);

}  // namespace longstone::work
