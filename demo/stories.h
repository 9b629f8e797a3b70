#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/limit.h"
#include "demo/script.h"

// One long header: it is the reference of those who write stories.
// The stories of the demonstration, in stories/*.yaml: each a list of records with the steps that
// brought them where they are. A story has
//
//   id       its records are remembered as "<id>", "<id>-2" and so on, in the order they are
//            worked; when it is told for each of a list, "<id>/1", "<id>/1-2", "<id>/2" and so on
//   starts   a time (demo/times.h) counted from the end of the demonstration: "-45 days 10:15".
//            A story without it is only for others to be like.
//   steps    as demo/player.h and demo/stage.h say, and besides
//     at       as `starts`; a step without it or `after` follows the one before at once
//     after    the same, counted from the step before: "20m", "1 working days 10:15"
//     exactly  yes: also on a day when offices are closed
//     when     told only if these words are given, or have these values (demo/words.h); `unless`
//              is the contrary. An item of `with` may be {when: …, use: a set, answers: {…}}.
//     for      a list of agencies: told once for each, with {agency} and its words in
//     agencies.yaml;
//              or of anything else, such as numbers
//     people   {role, name}: somebody of families.yaml, whose details stand there; or
//              {role, every: child}: all who are that in the family of `about`, but for `about`
//     relate   of `do`: how that family is related, as far as its people are on record
//     mark     a name for `until`
//     a text   "-3 days" is a date and "+3 days 10:15" a time, counted from the end, on a working
//              day; "{-3 days}" on whatever day that is; "{today +7 days}" counted from the step
//   with     names sets of answers in stories/answers
//
// Of years that are over, year/*.yaml tells in the same way, with times such as "2022-12-06 10:15",
// and by the hundred (demo/crowds.h).
//
// and, where many worries go the same way,
//
//   like     the id of a story whose words and steps come first
//   until    the mark of the step with which those end
//   words    {word: value}, or a list of such, for {word} in any text of the steps and answers
//   each     a list: the story is told once for each, with its own `starts`, `until` and further
//            `steps`; whatever else it says are words. Those of the story itself come before.
//
// Some words bring others: `about`, somebody of families.yaml (name, first: the given name, age:
// unborn, baby, young, child, teen or adult, household, school, school-name, protected, and for
// each kind of member, such as mother, the name of the first and mother-at-home); `tale`, one of
// tales.yaml; `by`, "agency/post" (referrer, referrer-job, -agency, -phone, -email and what
// agencies.yaml says under `referring`). {again} is yes when an earlier story was about the same
// person; {id}, {today} and {now} are the story's and the step's. What an item of `each` says
// wins over its tale, that over the family, and that over the words of the story.
namespace longstone::demo {

struct Beat {
    Instant at = {};
    std::vector<Json> steps = {};  // played one after the other, at that time
};

// Who plays, by "agency/post", and what is known of their agencies, by its id.
struct Cast {
    std::map<std::string, std::string> shown = {}, posts = {};
    std::map<std::string, std::string> agencies = {}, phones = {}, emails = {};
};

// In the order in which the stories start; only those whose id holds `only`. Throws
// std::invalid_argument that names the story and says what is wrong.
std::vector<Beat> stories_of(const Script& script,
                             const Cast& cast,
                             const Calendar& calendar,
                             Instant end,
                             const std::string& only = {});

}  // namespace longstone::demo
