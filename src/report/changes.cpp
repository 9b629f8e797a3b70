#include "report/changes.h"

#include <algorithm>

#include "base/text.h"
#include "measure/figure_chart.h"
#include "measure/figures.h"
#include "measure/marks.h"
#include "work/loop.h"
#include "work/visible.h"

namespace longstone::report {
namespace {

using Kind = Block::Kind;

constexpr int kYear = 12;
// An average of fewer than this could be one person's story.
constexpr std::int64_t kLeastCounted = 10;

std::string_view word(measure::Change change) {
    switch (change) {
        case measure::Change::TooFew:
            return "too-few";
        case measure::Change::NotDetectable:
            return "no-change";
        case measure::Change::AlreadyMoving:
            return "before";
        case measure::Change::Better:
            return "better";
        case measure::Change::Worse:
            return "worse";
        case measure::Change::Different:
            return "changed";
    }
    return {};
}

bool tells_of_a_loop(const define::Report& report) {
    for (const auto& chapter : report.chapters)
        for (const auto& section : chapter.sections)
            for (const auto& part : section.parts)
                if (part.kind == define::ReportPart::Kind::Learning) return true;
    return false;
}

// "Multi-agency audit, October 2022"
std::string record_words(const define::Definitions& definitions, const work::LoopRecord& record) {
    const auto* pathway = definitions.pathway(record.pathway);
    const auto day = civil_of(london(record.opened).date);
    return cat({pathway == nullptr ? record.pathway : pathway->name,
                ", ",
                month_name(day.month),
                " ",
                number(day.year)});
}

std::string place_words(const define::Definitions& definitions, const work::LoopPlace& place) {
    std::vector<std::string> words;
    for (const auto& record : place.records)
        words.push_back(record_words(definitions, record));
    if (!place.actions.empty()) {
        const auto done = std::ranges::count_if(place.actions, &work::LoopAction::done);
        for (const auto& action : place.actions)
            words.push_back(action.what);
        words.back() += cat({" (",
                             number(done),
                             " of ",
                             number(static_cast<long long>(place.actions.size())),
                             " done)"});
    } else if (place.listed > 0) {
        words.push_back(count_of(place.listed, "step planned", "steps planned"));
    }
    return cat({place.step->name, ": ", words.empty() ? "nothing yet" : join(words, "; ")});
}

}  // namespace

std::vector<TakenChange> changes_in(work::Context& context,
                                    measure::Figures& figures,
                                    const define::Report& report,
                                    Spell whole) {
    std::vector<TakenChange> changes;
    if (!tells_of_a_loop(report)) return changes;
    const auto first = back(whole, kYear).from;
    const auto last = std::min(whole.to, london(context.now).date);
    for (const auto& mark : measure::all_marks_for_records(context)) {
        const auto* measure = context.definitions.measure(mark.measure);
        if (measure == nullptr || mark.from < first || last < mark.from) continue;
        const auto changed = measure::changed_since(figures, *measure, mark.from, last);
        if (!changed) continue;
        TakenChange taken{.record = mark.record,
                          .measure = measure->id,
                          .name = measure->name,
                          .from = mark.from,
                          .says = changed->says,
                          .found = std::string(word(changed->change))};
        const auto since = figures.total(*measure, {.from = mark.from, .to = last});
        if (since.counted < kLeastCounted) {
            taken.found = word(measure::Change::TooFew);
            taken.says = "Too few were counted since then to say it here.";
        }
        changes.push_back(std::move(taken));
    }
    return changes;
}

Told tell_learning(const Telling& telling,
                   const define::ReportPart& part,
                   const std::vector<TakenChange>& changes) {
    Told told;
    auto context = telling.context;
    const auto& definitions = context.definitions;
    const auto& viewer = telling.opened.grant.viewer();
    const auto& loop = definitions.loops.at(part.loop);
    std::int64_t shut = 0;
    for (const auto& change : changes) {
        const auto opened =
            work::open_record_for(context, viewer, access::Action::Read, change.record);
        const auto followed = work::followed_from(context, viewer, loop, change.record);
        if (!opened || !followed || followed->empty()) {
            ++shut;
            continue;
        }
        const auto answers = work::visible_answers(context, *opened);
        Block words;
        std::string heading = opened->pathway->name;
        for (std::size_t at = 0; at < part.fields.size(); ++at) {
            const auto given = answers.find(part.fields[at]);
            if (given == answers.end() || given->second.given.values.empty()) continue;
            const auto& text = given->second.given.first();
            if (at == 0)
                heading = text;
            else
                words.words.push_back(text);
        }
        told.blocks.push_back({.kind = Kind::Heading, .title = heading});
        Block steps{.kind = Kind::List};
        for (const auto& place : work::chain_of(context, viewer, loop, followed->front()).places) {
            if (place.step->id == loop.follows) continue;
            if (place.step->kind == define::LoopStep::Kind::Measures)
                steps.words.push_back(cat({place.step->name,
                                           ": ",
                                           change.name,
                                           ", watched from ",
                                           say(change.from),
                                           ". ",
                                           change.says}));
            else
                steps.words.push_back(place_words(definitions, place));
        }
        told.blocks.push_back(std::move(steps));
        if (!words.words.empty()) told.blocks.push_back(std::move(words));
    }
    if (shut > 0)
        told.lacks.push_back(
            {.what = cat({count_of(shut, "record is", "records are"),
                          " not open to you: somebody who may see them must publish this"})});
    if (told.blocks.empty() && !part.none.empty()) told.blocks.push_back({.words = {part.none}});
    return told;
}

}  // namespace longstone::report
