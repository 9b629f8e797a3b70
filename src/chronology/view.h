#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chronology/around.h"
#include "chronology/choose.h"
#include "chronology/line.h"
#include "chronology/patterns.h"
#include "chronology/pins.h"

// A line as it was asked for, by a page or a program: whose, as at when, chosen how, and what shows
// in it.
namespace longstone::chronology {

struct ViewAsked {
    std::string person = {};
    std::string record = {};               // in place of a person: whoever stands on it
    bool everything = false;               // hidden records too, for the review that this record is
    std::vector<std::string> with = {};    // others on the line (around.h)
    std::optional<Instant> as_at = {};     // as it was recorded by then
    std::string known_to = {};             // what this agency could have known
    std::optional<Instant> known_by = {};  // by then; nothing: by `as_at`, or now
    std::optional<Instant> after = {};     // and what of it became known after this
    Filter filter = {};
};

struct AgencyOnLine {
    std::string id = {}, name = {};
    std::size_t entries = 0;  // that it recorded
};

struct View {
    Circle circle = {};
    std::vector<std::string> people = {};  // on the line
    Instant as_at = {};
    std::vector<Entry> all = {};          // of the line, in order
    std::vector<std::size_t> shown = {};  // positions in `all` of those chosen
    std::vector<AgencyOnLine> agencies = {};
    std::vector<Gap> gaps = {};
    std::vector<Burst> bursts = {};
    std::vector<FreshStart> starts = {};
    Pins pins = {};  // positions in `all`
    std::optional<KnownCount> known = {};

    [[nodiscard]] std::string name_of(const std::string& person) const;
};

// NotFound when the viewer may not see the person or the record. Invalid names what could not be
// read.
Result<View> view_of(work::Context& context, const access::Viewer& viewer, const ViewAsked& asked);

// "2026-03-03" is the end of that day in London; else RFC 3339.
std::optional<Instant> minute_of(std::string_view text);

}  // namespace longstone::chronology
