#pragma once

#include <string>
#include <vector>

#include "work/acts/change.h"
#include "work/sharing/known_list.h"
#include "work/sharing/shared.h"

// Asking an agency whether it knows somebody, and its answer (docs/sharing.md). A question belongs
// to a record and says its purpose and its law; the answer is shown after the same time and looks
// the same whether it is yes or no, and somebody whom the agency protects is not known to it.
namespace longstone::work {

struct AskKnown {
    std::string person = {};  // on the record
    std::string holder = {};  // the agency that is asked
    std::string purpose = {}, gateway = {};
};
// TooMany beyond the limits of the definitions.
Result<KnownQuestion> ask_known(Context& context,
                                const access::Viewer& viewer,
                                std::string_view ref,
                                const AskKnown& asked);
// The agencies that the viewer may ask, and the laws by which they may on this pathway.
std::vector<const define::SharingAgency*> agencies_to_ask(const Context& context,
                                                          const access::Viewer& viewer);
std::vector<const define::Gateway*> gateways_for(const Context& context,
                                                 const access::Viewer& viewer,
                                                 const define::Pathway& pathway);
// Invalid, with the field, where this law is not for that.
Result<void> check_gateway(const Context& context,
                           const access::Viewer& viewer,
                           const define::Pathway& pathway,
                           std::string_view purpose,
                           std::string_view gateway,
                           bool sensitive);

// What an agency's own system does; NotFound unless a post of the viewer's there may send feeds.
struct OpenQuestion {
    std::string id = {}, asker = {}, epoch = {}, purpose = {}, gateway = {};
    Instant asked = {};
    std::vector<std::string> points = {};
};
Result<std::vector<OpenQuestion>> questions_open(Context& context,
                                                 const access::Viewer& viewer,
                                                 std::string_view agency);
Result<void> answer_known(Context& context,
                          const access::Viewer& viewer,
                          std::string_view agency,
                          std::string_view question,
                          const std::vector<std::string>& points);
Result<ListHeld> send_known_list(Context& context,
                                 const access::Viewer& viewer,
                                 const AgencyList& list);

}  // namespace longstone::work
