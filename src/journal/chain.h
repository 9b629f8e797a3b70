#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The hashes that make the journal tamper-evident: pure, and fixed for ever, since old journals
// are verified with them. Each is BLAKE2b over a text in which every piece of text has its length
// before it and every number is eight bytes, so that no two headers give the same text.
namespace longstone::journal {

inline constexpr std::size_t kSaltBytes = 16;

// What stands before the first event of a stream, the first look of a reader and the first
// checkpoint.
std::string no_hash();

// The salt keeps a short body from being guessed by its digest once it was destroyed.
std::string body_digest(std::string_view salt, std::string_view body);

struct EventHeader {
    std::int64_t seq = 0;
    std::string_view stream = {};
    std::int64_t stream_rev = 0;
    std::int64_t happened_at = 0;
    std::int64_t recorded_at = 0;
    std::string_view actor = {};
    std::string_view agency = {};
    std::string_view kind = {};
    std::string_view body_digest = {};
    std::string_view prev = {};
};
std::string event_hash(const EventHeader& header);

struct LookHeader {
    std::int64_t id = 0;
    std::string_view actor = {};
    std::int64_t chain_rev = 0;
    std::int64_t at = 0;
    std::string_view agency = {};
    std::string_view action = {};
    std::string_view subject = {};
    std::string_view reason = {};
    std::string_view prev = {};
};
std::string look_hash(const LookHeader& header);

// The digest of a run of hashes, taken one by one from no_hash() on.
std::string next_digest(std::string_view digest, std::string_view hash);

// What a checkpoint seals: the events and looks since the one before, and by its root all before.
struct Seal {
    std::int64_t number = 0;
    std::int64_t made_at = 0;
    std::int64_t events_to = 0;  // the last seq it covers
    std::int64_t events = 0;     // how many since the checkpoint before
    std::int64_t looks_to = 0;
    std::int64_t looks = 0;
    std::string event_digest = {};
    std::string look_digest = {};
    std::string previous_root = {};
};
std::string seal_root(const Seal& seal);
std::string signed_text(std::string_view root);

}  // namespace longstone::journal
