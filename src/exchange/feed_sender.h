#pragma once

#include <string>
#include <vector>

#include "access/policy.h"
#include "define/definitions.h"

// Who sends a feed, for which agency, and what of the partnership's records that agency may be
// told of. A row is applied by the leave of the role that its feed names (Feed::as); what the
// sender is shown goes by the sender's own.
namespace longstone::exchange {

// The viewer acts for the agency: it is the source of all that comes of it.
struct Sender {
    access::Viewer viewer = {};
    [[nodiscard]] const std::string& agency() const { return viewer.agency; }
};

// NotFound unless a post that the viewer holds at that agency may send feeds. The program itself,
// at the machine, sends for any agency of the partnership.
Result<Sender> sender_for(const define::Definitions& definitions,
                          const access::Viewer& viewer,
                          std::string_view agency);
// The agencies for which the viewer may send.
std::vector<std::string> sends_for(const define::Definitions& definitions,
                                   const access::Viewer& viewer);

// The feeds that this agency may send: those that tell of events, those of people alone, or both.
enum class Tells { Events, People, Either };
std::vector<const define::Feed*> feeds_of(const define::Definitions& definitions,
                                          std::string_view agency,
                                          Tells tells);

// The sender with the leave of the feed's role, for applying a row and for nothing else.
access::Viewer row_viewer(const define::Definitions& definitions,
                          const Sender& sender,
                          const define::Feed& feed);

// Whether the agency may be told that this record is there: it is involved in it, or a post of it
// that sends feeds sees the whole pathway. A row is never added to any other.
bool may_know_of(const define::Definitions& definitions,
                 std::string_view agency,
                 const access::RecordFacts& record);

}  // namespace longstone::exchange
