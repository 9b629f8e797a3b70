#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit.h"
#include "base/time.h"
#include "define/clock.h"

// A measure: a figure worked out of the records themselves. What is counted, when each of them
// counts, which of them meet the aim, and how the figure is shown and compared.
namespace longstone::define {

// What there is one of in the population.
enum class Counts {
    Records,
    Items,     // of a group of answers
    People,    // in a role on the record
    Clocks,    // each run of a clock, at its end
    Meetings,  // each that was held
    Seats,     // each who was invited to a meeting that was held
    Requests,  // each that was asked and not withdrawn
    Pairs,     // each two agencies that gave the same compared answer of a request
    Actions,
    History,  // each earlier record that was looked at before a decision
    Steps,    // up or down
    Places,   // asked for on what the record offers
};

enum class Shown { Count, Percent, Mean, Sum, Rate, Days };
enum class Good { Up, Down, Neither };
enum class Period { Month, Quarter, Year };

// The subject of the record had another of these pathways within this long before.
struct AgainRule {
    std::vector<std::string> pathways = {};
    std::optional<Limit> within = {};
};

// From this day on its usual variation is worked out anew, because something was changed.
struct Rebase {
    Date from = {};
    std::string why = {};
};

// Of a measure that counts notes of what is heard: their words stand beside the charts of figures
// on the same thing.
struct NotesRule {
    std::string words = {}, theme = {}, where = {};  // questions of what is counted
    // Of a theme of notes, the themes of measures whose charts they stand beside.
    std::map<std::string, std::vector<std::string>, std::less<>> beside = {};

    [[nodiscard]] bool any() const { return !words.empty(); }
};

struct Measure {
    std::string id = {}, name = {};
    std::string question = {};  // what it tells, in a sentence
    std::string theme = {};     // under which it is listed
    std::string about = {};     // child, adult or both
    std::string source = {}, note = {};
    Counts counts = Counts::Records;
    std::string what = {};  // the group, role, clock, meeting, request or direction
    std::string field =
        {};  // of pairs: the answer compared; of items: the request in whose answers they stand
    std::vector<std::string> of = {};  // pathways; empty: all
    Shown shown = Shown::Count;
    std::optional<Trigger> at = {};     // when one counts; nothing: when it was opened
    std::optional<Trigger> until = {};  // of `open`: when it stops counting; nothing: when closed
    bool open = false;                  // those standing at the end of the period
    Condition when = {};                // only these are in the population
    Condition met = {};                 // these are its numerator,
    std::string met_word = {};          // or those of which this fact holds
    AgainRule again = {};               // or these
    std::string value = {};             // the figure that is summed or averaged
    std::optional<Trigger> days_from = {}, days_to = {};
    std::string population = {};  // of a rate: the table of people it is per
    int per = 10'000;
    std::vector<std::string> by = {};  // breakdowns: fields, or facts (kBreakdowns)
    Good good = Good::Neither;
    Period period = Period::Month;
    std::optional<double> target = {};
    bool rare = false;  // too few for limits of usual variation
    std::vector<Rebase> rebases = {};
    NotesRule notes = {};
    Place place = {};

    // Whether it is a share of something, so that it has a numerator.
    [[nodiscard]] bool has_numerator() const { return shown == Shown::Percent; }
    [[nodiscard]] bool counts_on(std::string_view pathway) const;
};

std::string_view word(Counts counts);
std::string_view word(Shown shown);
std::string_view word(Good good);
std::string_view word(Period period);

}  // namespace longstone::define
