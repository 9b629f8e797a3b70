#pragma once

#include <optional>
#include <string>

#include "chronology/entry.h"
#include "review/redactor.h"

// How a pack tells what happened in somebody's life: whose life it was, under their label where
// they are left out, and nothing that would tell who they are.
namespace longstone::review {

// The person whose life the entry tells of; nobody where it is of a record, which is about all who
// stand there.
std::string whose_life(const chronology::Entry& entry);
// Not the day on which somebody was born who is left out.
bool may_be_told(const Redactor& redactor, const chronology::Entry& entry);
// "Adult A: Moved to an address that is left out". `name` is theirs, for who is not left out.
std::string told_words(const Redactor& redactor,
                       const chronology::Entry& entry,
                       const std::string& name);

// "born 18 April 2026, died 5 October 2026, aged 5 months"
std::string life_words(Date born, std::optional<Date> died, Date today);

}  // namespace longstone::review
