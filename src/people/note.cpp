#include "people/note.h"

#include "journal/journal.h"

namespace longstone::people {

Result<void> note(const Context& context,
                  const access::Viewer& viewer,
                  const std::string& stream,
                  std::string_view kind,
                  Json body,
                  std::optional<Instant> happened) {
    TRY(journal::append(context.db,
                        context.projections,
                        {.stream = stream,
                         .after_rev = journal::current_rev(context.db, stream),
                         .happened_at = happened.value_or(context.now),
                         .recorded_at = context.now,
                         .actor = viewer.user,
                         .agency = viewer.agency,
                         .kind = std::string(kind),
                         .body = std::move(body)}));
    return {};
}

}  // namespace longstone::people
