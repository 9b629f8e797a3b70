#pragma once

#include "base/json.h"

// What a pathway offers beside its own work, as part of its JSON: links that anybody answers
// through and the story told of them, samples, yearly rounds, places to book.
namespace longstone::define {

struct LinkRule;
struct Pathway;

Json link_json(const LinkRule& rule);
void put_offers(Json& into, const Pathway& pathway);

}  // namespace longstone::define
