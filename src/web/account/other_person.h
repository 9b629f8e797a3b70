#pragma once

#include <optional>
#include <string>

#include "people/search.h"
#include "web/account/small_form.h"

// Another person, place, group or organisation on a form about somebody: by a name, chosen from
// those whom it finds, or by the address of their page.
namespace longstone::web {

struct OtherPerson {
    std::string id = {};                  // empty: nobody is chosen yet
    people::Found found = {};             // by the name that was typed
    std::optional<Problem> problem = {};  // what to do to choose somebody
};

// What the form says of them. A name is sought as in the search box, and the search is noted:
// commit it, whoever is found. Refused when searches come too fast.
Result<OtherPerson> other_person(Visit& visit, work::Context& context);

// The input, and once a name was sent, those whom the viewer sees whole below it.
Html other_input(const SmallForm& form, const std::string& label, const people::Found& found);

}  // namespace longstone::web
