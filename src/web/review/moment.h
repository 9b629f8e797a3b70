#pragma once

#include "review/decisions.h"
#include "ui/html.h"

// When something was, with its year: what a review looks back on is of many.
namespace longstone::web {

inline Html moment_html(Instant at) {
    return html::time(iso(at), review::moment_words(at));
}

}  // namespace longstone::web
