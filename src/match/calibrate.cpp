#include "match/calibrate.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "match/likelihood.h"

namespace longstone::match {
namespace {

// Of pairs of one person whose numbers are compared, so many bear different ones.
constexpr double kFalseNumber = .01;
// So many pairs does the plain weight count for in each step.
constexpr double kPlain = 15;
constexpr double kOneWrong = 1;  // and one more that was wrong, where none was seen
constexpr double kFewest = 30;   // labelled pairs, to say anything
constexpr int kPooledFrom = 9;   // bits

struct Step {
    double same = 0;
    double all = 0;
};

// The nearest chances that never fall as the weight grows (pool adjacent violators).
std::vector<double> rising(const std::vector<Step>& steps) {
    struct Pool {
        double same = 0, all = 0;
        std::size_t steps = 0;
    };
    std::vector<Pool> pools;
    for (const auto& step : steps) {
        pools.push_back({step.same, step.all, 1});
        while (pools.size() > 1) {
            const auto& last = pools.back();
            auto& before = pools[pools.size() - 2];
            if (before.same * last.all <= last.same * before.all) break;
            before = {before.same + last.same, before.all + last.all, before.steps + last.steps};
            pools.pop_back();
        }
    }
    std::vector<double> out;
    for (const auto& pool : pools)
        out.insert(out.end(), pool.steps, pool.same / pool.all);
    return out;
}

// By how many bits, the same for all, the plain weights would have to move to say what was seen.
double best_shift(const std::vector<Step>& steps) {
    double best = 0;
    double most = -1e300;
    for (int quarter = -24; quarter <= 12; ++quarter) {
        const double shift = quarter / 4.0;
        double fit = -shift * shift / 8;  // without evidence: none
        for (std::size_t step = 0; step < steps.size(); ++step) {
            const double chance = 1 / (1 + std::exp2(8.0 - static_cast<double>(step) - shift));
            fit += steps[step].same * std::log(chance) +
                   std::max(0.0, steps[step].all - steps[step].same) * std::log(1 - chance);
        }
        if (fit > most) {
            most = fit;
            best = shift;
        }
    }
    return best;
}

}  // namespace

Kind kind_of(const Pattern& p) {
    const auto told = [](Mark mark) { return mark != Mark::Missing; };
    if (told(p.nhs) || told(p.upn)) return Kind::Numbered;
    if (p.given == Given::Missing) return Kind::Unnamed;
    if (p.given == Given::CloseKnown || p.given == Given::Near || p.given == Given::Differs)
        return Kind::AnotherName;
    if (p.birth == BirthLevel::Near || p.birth == BirthLevel::Generation) return Kind::FarBirth;
    const bool born = p.birth <= BirthLevel::Month;
    const bool home = p.place <= Place::Near || p.phone == Agree::Same;
    return born || home ? Kind::Free : Kind::NameAlone;
}

Calibration::Calibration() {
    for (auto& kind : at_)
        for (int step = 0; step < kSteps; ++step)
            kind[static_cast<std::size_t>(step)] = (kLeast + step) * kBit;
}

Calibration Calibration::from(const std::vector<Label>& labels) {
    Calibration made;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        // A step is stated by what lies below it, so that doubt lowers what is promised.
        std::vector<Step> steps(kSteps);
        Step tail;
        for (const auto& label : labels) {
            if (static_cast<std::size_t>(label.kind) != kind) continue;
            const auto step =
                static_cast<long>(std::ceil(static_cast<double>(label.weight) / kBit)) - kLeast;
            if (step < 0) continue;
            auto& s = step < kSteps ? steps[static_cast<std::size_t>(step)] : tail;
            s.all += label.count;
            s.same += label.same ? label.count : 0;
        }
        double labelled = tail.all;
        for (const auto& step : steps)
            labelled += step.all;
        if (labelled < kFewest) continue;  // the weight as it is
        const double shift = best_shift(steps);
        for (std::size_t step = kSteps; step-- > 0;) {
            auto& s = steps[step];
            // No step alone can show one wrong in a thousand: high up, all above it count with it.
            if (kLeast + static_cast<int>(step) >= kPooledFrom) {
                s.all += tail.all;
                s.same += tail.same;
                tail = s;
            }
            s.all += kPlain + kOneWrong;
            s.same += kPlain * chance_of((kLeast + static_cast<int>(step)) * kBit +
                                         static_cast<Bits>(shift * kBit));
        }
        const auto chances = rising(steps);
        for (std::size_t step = 0; step < kSteps; ++step)
            made.at_[kind][step] = bits_of_chance(std::clamp(chances[step], 1e-4, 1 - 1e-4));
    }
    return made;
}

Calibration Calibration::learn(const Scale& scale,
                               const CountedPatterns& patterns,
                               const std::vector<Label>& said) {
    std::vector<Label> labels = said;
    for (const auto& [packed, times] : patterns) {
        const double count = times;
        auto p = Pattern::unpacked(packed);
        const auto told = [](Mark mark) { return mark == Mark::Same || mark == Mark::Differs; };
        if (!told(p.nhs) && !told(p.upn)) continue;
        const bool same = p.nhs == Mark::Same || p.upn == Mark::Same;
        p.nhs = p.upn = Mark::Missing;
        const auto kind = kind_of(p);
        const Bits weight = scale.weight(p);
        if (same) {
            labels.push_back({weight, kind, true, count / (1 - kFalseNumber)});
            // Numbers that differ by mistake belong to pairs as likely as these.
            labels.push_back({weight, kind, false, -count * kFalseNumber / (1 - kFalseNumber)});
        } else {
            labels.push_back({weight, kind, false, count});
        }
    }
    return from(labels);
}

Bits Calibration::stated(Bits weight, Kind kind) const {
    const auto& line = at_[static_cast<std::size_t>(kind)];
    const Bits from = weight - kLeast * kBit;
    if (from < 0) return weight + line.front() - kLeast * kBit;
    const auto step = static_cast<std::size_t>(from / kBit);
    if (step + 1 >= line.size()) return weight + line.back() - (kLeast + kSteps - 1) * kBit;
    const Bits part = from % kBit;
    return line[step] + static_cast<Bits>(std::int64_t{line[step + 1] - line[step]} * part / kBit);
}

}  // namespace longstone::match
