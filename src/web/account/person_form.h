#pragma once

#include <string>
#include <string_view>

#include "web/account/small_form.h"

// What the small forms about a person share: the grant to edit, the revision that was seen, the
// frame of the page.
namespace longstone::web {

// "/people/<id>" of the page we are on, and what follows it.
std::string person_path(const Visit& visit, std::string_view rest = {});
Result<access::Grant> leave_to_edit(const Visit& visit);
// Of what kind they are; of a human being when nobody is there.
people::Kind kind_here(const Visit& visit, work::Context& context);
// The revision the person saw, carried in the form; who has none has just opened it.
std::int64_t person_rev(Visit& visit, work::Context& context);
http::Reply person_form(Visit& visit,
                        const SmallForm& form,
                        const std::string& title,
                        const std::string& action,
                        const Html& inputs,
                        const std::string& button);

using SmallPage = http::Reply (*)(Visit&, const Problem*);
// A form's page and what its button does, at one address.
void add_pair(http::Router& router,
              App& app,
              const std::string& path,
              const std::string& name,
              SmallPage page,
              http::Reply (*post)(Visit&));

}  // namespace longstone::web
