#pragma once

#include <optional>
#include <string>

#include "work/load.h"

// Half-typed forms, kept on the server for their author until sent. Not in the journal: a draft is
// nobody's record yet. `owner` is a user name, or "public/<reference>" for save and return.
namespace longstone::work {

struct Draft {
    Json body = {};
    Instant saved = {};
};
void save_draft(Context& context,
                std::string_view owner,
                std::string_view form_key,
                const Json& body);
std::optional<Draft> find_draft(Context& context,
                                std::string_view owner,
                                std::string_view form_key);
std::vector<std::pair<std::string, Draft>> drafts_of(Context& context, std::string_view owner);
void drop_draft(Context& context, std::string_view owner, std::string_view form_key);

// Save and return, and later news, for a member of the public: a reference and a passcode. Ten
// wrong passcodes lock the reference for an hour; a wrong one and an unknown reference answer
// alike.
std::string give_passcode(Context& context,
                          std::string_view reference);  // the passcode, shown once
Result<void> check_passcode(Context& context,
                            std::string_view reference,
                            std::string_view passcode);

}  // namespace longstone::work
