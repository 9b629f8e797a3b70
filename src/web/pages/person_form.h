#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/policy.h"
#include "people/create.h"
#include "people/search.h"
#include "ui/html.h"
#include "web/forms/asking.h"

// Naming somebody: the few questions by which a person can be found again, who might be the same,
// and the new person when nobody is. Words travel by POST, never in an address. Of a role that
// takes a place, a group or an organisation fewer are asked: its name and where it is.
namespace longstone::web {

class Visit;

// Field ids as the people floor names what is wrong. Without a rule, of a human being.
std::vector<define::Field> person_fields(const define::PeopleRule* rule = nullptr);
std::map<std::string, Choices, std::less<>> person_offered(
    const define::PeopleRule* rule = nullptr);

// What was typed as a person to create. Somebody without a name is one not identified yet.
people::NewPerson person_of(const work::Answers& answers,
                            std::string source,
                            const define::PeopleRule* rule = nullptr);
// What is wrong with one to create, by the fields above.
std::vector<FieldProblem> person_problems(const people::Context& context,
                                          const people::NewPerson& person,
                                          const work::Answers& answers,
                                          const define::PeopleRule* rule);
// "place", "group": of what kind somebody named so is.
std::string kind_typed(const work::Answers& answers, const define::PeopleRule* rule);
// "Kieran Vance, born 3 March 1990": the line of somebody typed and not yet on record.
std::string typed_words(const work::Answers& answers);

// Nobody when the viewer may not search, or when nobody comes near. `creating` opens the search for
// a place to whoever may name one here. Notes the search. A problem while people are still being
// read in: nobody is put on record unsought.
Result<people::Found> same_as(Visit& visit,
                              people::Context& context,
                              const people::NewPerson& person,
                              const Result<access::Grant>& creating);

inline constexpr std::string_view kChoiceField = "same-person";
inline constexpr std::string_view kNewPerson = "new";
inline constexpr std::string_view kAskedField = "same-person-asked";
// They were shown the people and chose nothing.
bool was_asked(const Typed& typed);
// "Is it one of these people?": radios, and what was typed carried along.
std::string candidates_title(const define::PeopleRule* rule);
Html candidates_form(Visit& visit,
                     const people::Found& found,
                     const Typed& typed,
                     const define::PeopleRule* rule);

}  // namespace longstone::web
