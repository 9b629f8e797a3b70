#include "work/reckon.h"

#include <algorithm>
#include <thread>
#include <unordered_map>

namespace longstone::work {
namespace {

constexpr std::size_t kWorthAThread = 20'000;
constexpr std::int64_t kUnknown = INT64_MIN;

// A limit in days gives one last day for all that starts on a day, so it is counted once for each.
// One for a thread.
class Counted {
public:
    explicit Counted(const Calendar& calendar) : calendar_(calendar) {}

    Instant due(Instant from, const Limit& limit) {
        const bool of_the_clock = limit.unit == Unit::Minutes || limit.unit == Unit::Hours;
        if (of_the_clock || limit.same_time) return calendar_.due(from, limit);
        auto& days = days_of(limit);
        const auto start = london(from).date;
        auto& kept = slot(days, start);
        if (kept == kUnknown) kept = calendar_.due(from, limit).micros;
        return Instant{kept};
    }

    [[nodiscard]] const Calendar& calendar() const { return calendar_; }

private:
    struct Days {
        std::int32_t first = 0;
        std::vector<std::int64_t> due = {};
    };

    Days& days_of(const Limit& limit) {
        if (&limit != last_limit_) {
            last_limit_ = &limit;
            last_days_ = &known_[&limit];
        }
        return *last_days_;
    }

    static std::int64_t& slot(Days& days, Date start) {
        if (days.due.empty()) days.first = start.days;
        if (start.days < days.first) {
            const auto more = static_cast<std::size_t>(days.first - start.days);
            days.due.insert(days.due.begin(), more, kUnknown);
            days.first = start.days;
        }
        const auto place = static_cast<std::size_t>(start.days - days.first);
        if (place >= days.due.size()) days.due.resize(place + 1, kUnknown);
        return days.due[place];
    }

    const Calendar& calendar_;
    std::unordered_map<const Limit*, Days> known_ = {};
    const Limit* last_limit_ = nullptr;
    Days* last_days_ = nullptr;
};

const define::Within* in_force(const define::Clock& rule, Instant start) {
    if (rule.versions.size() == 1 && !rule.versions.front().from && !rule.versions.front().until)
        return &rule.versions.front().within;
    const Date day = london(start).date;
    for (const auto& version : rule.versions) {
        if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until))
            return &version.within;
    }
    return nullptr;
}

const Limit* limit_of(const define::Within& within, const Running& clock) {
    if (within.by.empty()) return within.limit ? &*within.limit : nullptr;
    const auto found = within.cases.find(clock.decided);
    return found == within.cases.end() ? nullptr : &found->second;
}

Instant later(Instant due, std::int64_t stood) {
    return stood == 0 ? due : stood_later(due, stood);
}

bool is_share(const Running& clock) {
    return clock.of.has_value();
}

class Reckoner {
public:
    Reckoner(const Calendar& calendar, std::span<const Running> clocks)
        : calendar_(calendar), clocks_(clocks), due_(clocks.size()) {
        for (std::size_t at = 0; at < clocks.size(); ++at)
            due_[at] = clocks[at].due;
    }

    std::vector<Reckoned> run(unsigned threads) {
        std::vector<Reckoned> changed;
        // A share needs the due time of the other clock as it is now, so shares come after, and a
        // share of a share after that.
        pass(threads, changed, [](const Running& clock) { return !is_share(clock); });
        const auto all = clocks_;
        pass(threads, changed, [all](const Running& clock) {
            return is_share(clock) && !is_share(all[*clock.of]);
        });
        pass(1, changed, [all](const Running& clock) {
            return is_share(clock) && is_share(all[*clock.of]);
        });
        std::ranges::sort(changed, {}, &Reckoned::at);
        return changed;
    }

private:
    template <class Which>
    void pass(unsigned threads, std::vector<Reckoned>& changed, const Which& which) {
        const std::size_t parts = std::max<std::size_t>(
            1, std::min<std::size_t>(threads, clocks_.size() / kWorthAThread));
        std::vector<std::vector<Reckoned>> found(parts);
        {
            std::vector<std::jthread> workers;
            for (std::size_t part = 1; part < parts; ++part)
                workers.emplace_back([&, part] { stretch(part, parts, which, found[part]); });
            stretch(0, parts, which, found[0]);
        }
        for (const auto& mine : found) {
            for (const auto& one : mine)
                due_[one.at] = one.due;
            changed.insert(changed.end(), mine.begin(), mine.end());
        }
    }

    template <class Which>
    void stretch(std::size_t part,
                 std::size_t parts,
                 const Which& which,
                 std::vector<Reckoned>& found) const {
        Counted counted(calendar_);
        const auto from = clocks_.size() * part / parts;
        const auto to = clocks_.size() * (part + 1) / parts;
        for (std::size_t at = from; at < to; ++at) {
            const Running& clock = clocks_[at];
            if (clock.still || clock.rule == nullptr || !which(clock)) continue;
            const auto due = due_of(counted, clock);
            if (!due) continue;
            Reckoned one{.at = at, .due = later(*due, clock.stood)};
            if (one.due == clock.due) continue;
            if (const auto& warn = clock.rule->warn)
                one.warn = later(clock.rule->warn_before ? calendar_.before(*due, *warn)
                                                         : counted.due(clock.started, *warn),
                                 clock.stood);
            found.push_back(one);
        }
    }

    std::optional<Instant> due_of(Counted& counted, const Running& clock) const {
        const auto* within = in_force(*clock.rule, clock.started);
        if (within == nullptr) return {};
        if (clock.rule->before) {
            const auto* limit = limit_of(*within, clock);
            if (limit == nullptr || !clock.anchor) return {};
            return calendar_.due_before(*clock.anchor, *limit);
        }
        if (within->next_school_day) return calendar_.next_school_day(clock.started);
        if (!within->of.empty()) {
            if (!clock.of) return {};
            const auto other = clocks_[*clock.of].started;
            return calendar_.share(
                std::max(clock.started, other), due_[*clock.of], within->percent);
        }
        const auto* limit = limit_of(*within, clock);
        if (limit == nullptr) return {};
        return counted.due(clock.started, *limit);
    }

    const Calendar& calendar_;
    std::span<const Running> clocks_;
    std::vector<Instant> due_;
};

}  // namespace

std::vector<Reckoned> reckon(const Calendar& calendar,
                             std::span<const Running> clocks,
                             unsigned threads) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    return Reckoner(calendar, clocks).run(threads);
}

}  // namespace longstone::work
