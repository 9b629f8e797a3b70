#pragma once

#include <string>
#include <vector>

#include "web/forms/asking.h"
#include "work/answers.h"

// From what was typed to answers. Every question that is asked is read, an emptied one too (its
// Given is empty and takes the answer away); a question that no longer applies is emptied when
// something was known. Checking them is the business of the work floor.
namespace longstone::web {

work::Answers read_answers(const Asking& asking);

// What is wrong with the answers on this page: badly given, and (unless `half` is enough) missing.
enum class Enough { Half, Whole };
std::vector<FieldProblem> problems_of(const Asking& asking, Instant now, Enough enough);

// Takes out the items of groups in which nothing was typed, so that the nth item typed is the nth
// item read.
void tidy_items(Typed& typed, const Asking& asking);

// "Add another", "Remove" or "Show the questions that follow" was pressed: the form is drawn again.
bool change_items(Typed& typed, const Asking& asking);

}  // namespace longstone::web
