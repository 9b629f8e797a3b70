#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chronology/entry.h"
#include "define/definitions.h"

// What a line of time shows that no entry says: silence unusually long for this person, more in a
// few days than chance would bring, and fresh starts. Each is found by a rule that the page states,
// and told in words with the figures that it turned on. Pure, so that each can be worked by hand.
namespace longstone::chronology {

struct PatternRules {
    int gap_days = 60;     // no shorter silence is a gap
    int gap_times = 3;     // and it is this many times the usual (median) one
    int gap_silences = 3;  // with fewer silences to compare, only gap_alone_days counts
    int gap_alone_days = 180;
    int burst_days = 30;
    int burst_least = 4;       // fewer are no burst
    int burst_once_in = 1000;  // so many or more come by chance less often than once in so many
    int fresh_months = 12;
};

// As the definitions say.
PatternRules rules_of(const define::Definitions& definitions);

struct Gap {
    Date from = {}, to = {};  // the days of the entries before and after; `to` may be today
    int days = 0;
    int usual = 0;      // the median silence of this line, in days
    bool open = false;  // it lasts to the end of the line
    std::string words = {};
};
// Silence between entries of agencies (not limits that ran out, and not births or moves).
std::vector<Gap> gaps_of(const std::vector<Entry>& entries,
                         Date today,
                         const PatternRules& rules = {});

struct Burst {
    Date from = {}, to = {};
    int count = 0;
    double expected = 0;  // in as many days, at the rate of the whole line
    double chance = 0;    // of so many or more
    std::string words = {};
};
// Of what matters at all.
std::vector<Burst> bursts_of(const std::vector<Entry>& entries,
                             Date today,
                             const PatternRules& rules = {});

// A record closed, and within the year somebody's new worry of the kind it repeats: the work begins
// again without what was known ("start again syndrome", Brandon and others 2008, in serious case
// reviews). A record that an earlier one opened is no fresh start.
struct FreshStart {
    std::string closed = {}, opened = {};  // ids of the entries
    std::string closed_record = {}, opened_record = {};
    Date closed_on = {}, opened_on = {};
    int nth = 1;  // on this line
    std::string words = {};
};
std::vector<FreshStart> fresh_starts_of(const define::Definitions& definitions,
                                        const std::vector<Entry>& entries,
                                        const PatternRules& rules = {});

// P(X >= count) for a Poisson count of this mean.
double poisson_tail(int count, double mean);

// Each rule in a sentence, for the page.
std::vector<std::string> rules_in_words(const PatternRules& rules);

}  // namespace longstone::chronology
