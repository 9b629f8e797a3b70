#pragma once

#include "work/acts/change.h"
#include "work/stories.h"

// Choosing the words that are shown, and putting a story where anybody may read it: by who leads
// the record. What is public stays as it was published until it is published anew or withdrawn.
namespace longstone::work {

struct QuoteChosen {
    std::string record = {}, field = {};
};
// Invalid for words that may not be printed.
Result<Opened> choose_quotes(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             const std::vector<QuoteChosen>& quotes);
bool may_publish(const Opened& opened);
// The id under which it stands, the same each time.
Result<std::string> publish_story(Context& context,
                                  const access::Viewer& viewer,
                                  std::string_view ref);
Result<Opened> withdraw_story(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              const std::string& reason);

}  // namespace longstone::work
