#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "define/compare.h"
#include "work/load.h"

// What a change of the definitions would do to the records that are open, told before it is
// published: records at stages that would go, moves that would be refused for something that was
// not asked before, clocks that would be due at another time, answers whose question would go.
// Nothing is changed by asking.
namespace longstone::work {

struct Example {
    std::string record = {};
    std::string words = {};  // "due 3 Nov 17:00, would be due 2 Nov 23:59"
};

struct Consequence {
    enum class Kind {
        PathwayGone,
        StageGone,
        MoveRefused,
        ClockMoved,
        ClockGone,
        RequestGone,
        AnswersGone
    };
    Kind kind = Kind::StageGone;
    std::string sentence = {};
    std::int64_t records = 0;
    std::int64_t late = 0;  // of a clock that moved: not late now, and late by the new time
    std::vector<Example> examples = {};  // only records that the viewer may see
};

struct PathwayEffect {
    std::string pathway = {}, name = {};
    std::int64_t open = 0;     // its open records
    std::int64_t touched = 0;  // of them, those at stages whose moves may be refused
    std::int64_t tried = 0;    // of those, those whose moves were tried
    std::vector<define::Difference> differences = {};
    std::vector<Consequence> consequences = {};
};

struct EffectOptions {
    std::string pathway = {};           // that one alone; empty: every one
    std::int64_t most_tried = 100'000;  // records whose moves are tried, those due first
    std::size_t examples = 20;          // of each consequence
};

// Of each pathway that differs from what was last published, or whose clocks would move because the
// calendar differs. The Grant is to see definitions: of what its viewer may not see numbers are
// told, and of sealed records nothing.
std::vector<PathwayEffect> effect_of(Context& context,
                                     const access::Grant& grant,
                                     const define::Definitions& candidate,
                                     const EffectOptions& options = {});

Json to_json(const PathwayEffect& effect);

}  // namespace longstone::work
