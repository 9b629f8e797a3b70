#pragma once

#include "base/json.h"

// What the partnership's own pages show of a pathway, as part of its JSON.
namespace longstone::define {

struct Pathway;

void put_pages(Json& into, const Pathway& pathway);

}  // namespace longstone::define
