#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "work/state.h"

// Answers as they come in (JSON of the API, fields of a form) and as they are kept.
namespace longstone::work {

// {"field": "text" | 3 | true | ["a","b"] | [{"part": …}]} to Answers; null or "" takes one away.
Result<Answers> answers_from_json(const Json& json);
Json to_json(const Answers& answers);
Json to_json(const Given& given);

// Types, code lists, limits and dates: every problem names its field and says what to do.
// `sections` is what may be answered here; a field not in them is refused. Values are put in
// their canonical form (dates ISO, yes/no, postcodes upper case).
std::vector<FieldProblem> check_answers(const define::Definitions& definitions,
                                        const std::vector<const define::Section*>& sections,
                                        Answers& answers,
                                        const define::Lookup& lookup,
                                        Instant now);

// Puts in the numbers that are counted from other answers, where one of those is among `answers`;
// `lookup` gives the answers there were before.
void work_out(const std::vector<const define::Section*>& sections,
              const define::Lookup& lookup,
              Answers& answers);

// The required questions among `sections` that still lack an answer, given what is known.
std::vector<FieldProblem> missing_answers(
    const std::vector<const define::Section*>& sections,
    const define::Lookup& lookup,
    const std::function<const Given*(const std::string&)>& answer);

}  // namespace longstone::work
