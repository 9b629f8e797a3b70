#include "work/running.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "work/engine.h"

namespace longstone::work {
namespace {

using define::Clock;

// The fields whose answers decide a limit or are what a clock counts back from.
std::vector<std::string> deciding_fields(const Clock& rule) {
    std::vector<std::string> fields;
    for (const auto& version : rule.versions) {
        if (!version.within.by.empty()) fields.push_back(version.within.by);
    }
    if (rule.before) {
        for (const auto& trigger : rule.from)
            fields.push_back(trigger.what);
    }
    return fields;
}

std::string field_list(const define::Definitions& definitions, std::string_view pathway) {
    std::set<std::string> fields;
    for (const auto& [id, one] : definitions.pathways) {
        if (!pathway.empty() && id != pathway) continue;
        for (const auto& rule : one.clocks) {
            for (auto& field : deciding_fields(rule))
                fields.insert(std::move(field));
        }
    }
    return cat({"/", join(std::vector<std::string>(fields.begin(), fields.end()), "/"), "/"});
}

const define::Within* version_in_force(const Clock& rule, Instant start) {
    const Date day = london(start).date;
    for (const auto& version : rule.versions) {
        if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until))
            return &version.within;
    }
    return nullptr;
}

// What the engine knows by itself (when somebody was born or is expected) it must be asked.
std::optional<Date> known_anchor(Context& context, const ClockOwner& owner, const Clock& rule) {
    const auto system = access::system_viewer();
    const auto opened = open_record_for(context, system, access::Action::Read, owner.record);
    if (!opened) return {};
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened->pathway,
                              .record = opened->record,
                              .now = context.now};
    for (const auto& trigger : rule.from) {
        if (const auto date = parse_date(date_for(situation, rule, trigger.what))) return date;
    }
    return {};
}

class Slice {
public:
    Slice(Context& context, std::string_view pathway, const std::string& fields)
        : context_(context), pathway_(pathway), fields_(fields) {}

    // False when there is nothing after.
    bool read(const std::string& after, int records) {
        const auto refs = context_.db.rows(
            "select ref, pathway from record where closed_at is null and ref > $1 and ($2 = '' or "
            "pathway = $2) order by ref limit $3",
            {after, pathway_, records});
        if (refs.empty()) return false;
        first_ = refs.front().text(0);
        last_ = refs.back().text(0);
        for (const auto& row : refs)
            pathways_[row.text(0)] = row.text(1);
        read_answers();
        read_clocks();
        tie_shares();
        return true;
    }

    [[nodiscard]] const RunningClocks& found() const { return found_; }
    [[nodiscard]] const std::string& last() const { return last_; }

private:
    void read_answers() {
        for (const auto& row : context_.db.rows(
                 "select record, field, value from answer where record >= $1 and record <= $2 and "
                 "item = 0 and n = 0 and $3 like '%/' || field || '/%'",
                 {first_, last_, fields_}))
            answers_[cat({row.text(0), "/", row.text(1)})] = row.text(2);
    }

    std::string answer(const std::string& record, const std::string& field) const {
        const auto found = answers_.find(cat({record, "/", field}));
        return found == answers_.end() ? std::string() : found->second;
    }

    void read_clocks() {
        for (const auto& row : context_.db.rows(
                 "select record, clock, n, started_at, due_at, warn_at, stopped_at, paused_at, "
                 "stood from clock where record >= $1 and record <= $2 order by record, clock, n",
                 {first_, last_})) {
            const auto pathway = pathways_.find(row.text(0));
            if (pathway == pathways_.end()) continue;
            ClockOwner owner{.record = row.text(0),
                             .pathway = pathway->second,
                             .clock = row.text(1),
                             .n = row.integer(2)};
            const auto* definition = context_.definitions.pathway(owner.pathway);
            Running clock{.rule = definition == nullptr ? nullptr : definition->clock(owner.clock),
                          .started = Instant{row.integer(3)},
                          .due = Instant{row.integer(4)},
                          .stood = row.integer(8),
                          .still = !row.is_null(6) || !row.is_null(7)};
            if (!row.is_null(5)) clock.warn = Instant{row.integer(5)};
            if (clock.rule != nullptr && !clock.still) decide(owner, clock);
            found_.clocks.push_back(std::move(clock));
            found_.owners.push_back(std::move(owner));
        }
    }

    void decide(const ClockOwner& owner, Running& clock) {
        const auto* within = version_in_force(*clock.rule, clock.started);
        if (within != nullptr && !within->by.empty())
            clock.decided = answer(owner.record, within->by);
        if (!clock.rule->before) return;
        for (const auto& trigger : clock.rule->from) {
            clock.anchor = parse_date(answer(owner.record, trigger.what));
            if (clock.anchor) return;
        }
        clock.anchor = known_anchor(context_, owner, *clock.rule);
    }

    // The newest run of the clock that another is a share of.
    void tie_shares() {
        for (std::size_t at = 0; at < found_.clocks.size(); ++at) {
            auto& clock = found_.clocks[at];
            if (clock.rule == nullptr || clock.still) continue;
            const auto* within = version_in_force(*clock.rule, clock.started);
            if (within == nullptr || within->of.empty()) continue;
            for (std::size_t other = start_of(at); other < found_.clocks.size(); ++other) {
                if (found_.owners[other].record != found_.owners[at].record) break;
                if (found_.owners[other].clock == within->of) clock.of = other;
            }
        }
    }

    [[nodiscard]] std::size_t start_of(std::size_t at) const {
        while (at > 0 && found_.owners[at - 1].record == found_.owners[at].record)
            --at;
        return at;
    }

    Context& context_;
    std::string_view pathway_;
    const std::string& fields_;
    std::string first_ = {}, last_ = {};
    std::map<std::string, std::string> pathways_ = {};
    std::map<std::string, std::string> answers_ = {};
    RunningClocks found_ = {};
};

}  // namespace

void each_running(Context& context,
                  const access::Grant& grant,
                  std::string_view pathway,
                  int records,
                  const std::function<void(const RunningClocks&)>& see) {
    if (grant.action() != access::Action::SeeDefinitions) return;
    const auto fields = field_list(context.definitions, pathway);
    std::string after;
    while (true) {
        Slice slice(context, pathway, fields);
        if (!slice.read(after, records)) return;
        after = slice.last();
        see(slice.found());
    }
}

}  // namespace longstone::work
