#pragma once

#include "report/compose.h"
#include "ui/html.h"
#include "web/visit.h"

// What a report still lacks: what the law wants in it as a checklist, and the rest. Each thing
// leads to where it is written, for who may write it now.
namespace longstone::web {

Html law_checklist_html(Visit& visit,
                        const work::Context& context,
                        const work::Opened& opened,
                        const report::Composed& composed);
Html other_lacks_html(const work::Context& context,
                      const work::Opened& opened,
                      const report::Composed& composed);

}  // namespace longstone::web
