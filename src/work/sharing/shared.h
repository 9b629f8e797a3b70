#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "work/load.h"

// What agencies were asked about somebody and what they released: questions whether they know
// them, and fields, one by one, each with its law, its purpose and its end. All of it is events on
// the record that the asking belongs to.
namespace longstone::work {

struct KnownQuestion {
    enum class State { Waiting, Known, NotKnown, Unanswered };
    std::string id = {}, record = {}, person = {};
    std::string asker = {}, asked_by = {}, owner = {};  // agency, user, agency
    std::string purpose = {}, gateway = {};
    Instant asked = {}, shows = {};  // nothing is shown before
    bool own_system = false;
    std::string epoch = {};
    std::optional<Instant> answered = {};
    bool known = false, contact_told = false;
    std::string category = {};
    std::string entry = {};  // whom the owner knows as them: for the owner alone

    [[nodiscard]] State state(Instant now, bool list_counts = true) const;
};

struct SharedField {
    std::string field = {}, gateway = {};
    Instant until = {};
    std::string decision = {};  // released, part, refused; empty: not decided
    std::string value = {}, reason = {};
    std::optional<Instant> ended = {};
    std::string ended_by = {}, ended_reason = {};

    [[nodiscard]] bool released() const { return decision == "released" || decision == "part"; }
    // Whether whoever asked may read it now.
    [[nodiscard]] bool open(Instant now) const { return released() && !ended && now < until; }
    [[nodiscard]] Instant closed_at() const { return ended && *ended < until ? *ended : until; }
};

struct FieldRequest {
    std::string id = {}, record = {}, person = {};
    std::string asker = {}, asked_by = {}, owner = {};
    std::string purpose = {}, words = {};
    Instant asked = {};
    std::optional<Instant> decided = {}, withdrawn = {};
    std::string decided_by = {};
    std::vector<SharedField> fields = {};

    [[nodiscard]] bool waits() const { return !decided && !withdrawn; }
    // Nobody decided before the last day for which it was asked: nothing can be released by it.
    [[nodiscard]] bool lapsed(Instant now) const;
};

// Of one record, the newest first; the caller holds a Grant for it.
std::vector<KnownQuestion> questions_of(Context& context, const access::Grant& grant);
std::vector<FieldRequest> field_requests_of(Context& context, const access::Grant& grant);
// Whether an own system could still answer it.
bool list_counts(Context& context, const KnownQuestion& question);

// For this module: unguarded.
std::optional<KnownQuestion> load_question(Context& context, std::string_view id);
std::optional<FieldRequest> load_field_request(Context& context, std::string_view id);
std::vector<KnownQuestion> load_questions(Context& context, std::string_view owner);
std::vector<FieldRequest> load_field_requests(Context& context, std::string_view owner);

inline constexpr std::string_view kKnownAsked = "record.known-asked";
inline constexpr std::string_view kKnownAnswered = "record.known-answered";
inline constexpr std::string_view kFieldsAsked = "record.fields-asked";
inline constexpr std::string_view kFieldsDecided = "record.fields-decided";
inline constexpr std::string_view kFieldsWithdrawn = "record.fields-withdrawn";
inline constexpr std::string_view kReleaseEnded = "record.release-ended";

extern const std::span<const store::Migration> kSharingMigrations;
journal::Projection sharing_projection();

}  // namespace longstone::work
