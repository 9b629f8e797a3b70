#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/oblivious.h"
#include "work/load.h"
#include "work/sharing/known_words.h"

// Asking an agency's own system whether it knows somebody (docs/sharing.md). The agency makes a key
// that only it holds, hashes its people with it and sends the hashes; a question is thirty-two
// blinded points, whoever it is about, which it turns with its key. We then hash what we asked as
// it would have, and look it up in its list. It never learns whom we asked about, and we never
// learn who else is on its list.
namespace longstone::work {

inline constexpr std::size_t kQuestionPoints = 32;
inline constexpr std::size_t kMostWords = 26;  // the rest, six at least, are about nothing
inline constexpr std::size_t kMostEntries = 2'000'000;

// ---- the agency's side, done by its own system or by `longstone known`

struct ListEntry {
    std::string entry = {};     // the agency's own handle, which says nothing to others
    std::string category = {};  // what a hit may name
    bool is_protected = false;  // always answered as a miss; the agency's contact is told
    std::vector<std::string> tokens = {};  // hex
};
// What each hash of an agency's epoch goes with, so that one list says nothing about another.
std::string known_label(std::string_view agency, std::string_view epoch);
std::vector<std::string> tokens_of(std::string_view key,
                                   std::string_view agency,
                                   std::string_view epoch,
                                   const std::vector<people::Assertion>& assertions);
// Turns each point with the key; Invalid where one is no point.
Result<std::vector<std::string>> turn_points(std::string_view key,
                                             const std::vector<std::string>& points);

// ---- our side

struct AgencyList {
    std::string agency = {}, epoch = {};
    std::string public_key = {};  // hex
    std::vector<ListEntry> entries = {};
};
Result<AgencyList> list_from_json(std::string_view agency, const Json& body);
// Takes the place of the list of the same epoch; lists whose time is over are thrown away.
Result<void> keep_list(Context& context, const AgencyList& list);
struct ListHeld {
    std::string epoch = {}, public_key = {};
    Instant received = {}, until = {};
    std::int64_t entries = 0;
};
// The newest that still counts.
std::optional<ListHeld> list_held(Context& context, std::string_view agency);

// The points of a question, in an order that says nothing; what is needed to read the answers stays
// here, apart from the journal, until they have come.
std::vector<std::string> keep_question(Context& context,
                                       std::string_view question,
                                       const std::vector<KnownWord>& words);
std::vector<std::string> points_of(Context& context, std::string_view question);

struct Hit {
    bool known = false;
    bool is_protected = false;
    std::string entry = {}, category = {};
};
// Reads the answers and forgets the question; Invalid where they are not made with the key whose
// public half came with the list.
Result<Hit> read_answers_of(Context& context,
                            std::string_view question,
                            std::string_view agency,
                            std::string_view epoch,
                            const std::vector<std::string>& answers);
void forget_question(Context& context, std::string_view question);

// ---- agencies whose people stand here because they sent them

// Whoever the agency itself has told of, looked for by the same combinations.
Hit known_here(Context& context,
               std::string_view agency,
               std::string_view person,
               const std::vector<KnownWord>& words);
// Restricted, or on sealed and restricted records alone: answered as a miss, whoever asks.
bool is_kept_from_others(Context& context, std::string_view person);

}  // namespace longstone::work
