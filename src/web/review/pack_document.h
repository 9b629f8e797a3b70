#pragma once

#include <string>

#include "define/partnership.h"
#include "review/pack.h"
#include "ui/standalone.h"

// A pack as a document that stands by itself; the PDF is made from the same.
namespace longstone::web {

std::string pack_html(const review::Pack& pack,
                      const define::Partnership& partnership,
                      ui::For reader);

}  // namespace longstone::web
