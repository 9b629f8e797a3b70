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
// Of all twins: half of those who are not identical, and those are two in three (Weinberg's rule,
// with the share of identical twins in England).
constexpr double kBoyAndGirl = .35;
constexpr int kPromised = 6;

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
    if (!born && !home) return Kind::NameAlone;
    return p.birth == BirthLevel::Missing ? Kind::NoBirth : Kind::Free;
}

Calibration::Calibration() {
    for (auto& kind : at_)
        for (int step = 0; step < kSteps; ++step)
            kind[static_cast<std::size_t>(step)] = (kLeast + step) * kBit;
}

Calibration Calibration::from(const std::vector<Label>& labels) {
    Calibration made;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        std::vector<Step> steps(kSteps);
        Step tail;
        for (const auto& label : labels) {
            if (static_cast<std::size_t>(label.kind) != kind) continue;
            // Below, a label counts for the two steps between which it lies; where links are
            // promised it counts for the step above it alone, so that doubt lowers the promise.
            const Bits from = label.weight - kLeast * kBit;
            if (from < 0) continue;
            const auto under = static_cast<std::size_t>(from / kBit);
            const double part = static_cast<double>(from % kBit) / kBit;
            const auto put = [&](std::size_t step, double share) {
                if (share == 0) return;
                auto& s = step < kSteps ? steps[step] : tail;
                s.all += share * label.count;
                s.same += label.same ? share * label.count : 0;
            };
            if (kLeast + static_cast<int>(under) >= kPromised) {
                put(part > 0 ? under + 1 : under, 1);
            } else {
                put(under, 1 - part);
                put(under + 1, part);
            }
        }
        double labelled = tail.all;
        for (const auto& step : steps)
            labelled += step.all;
        if (labelled < kFewest) continue;  // the weight as it is
        made.told_[kind] = true;
        const double shift = best_shift(steps);
        for (std::size_t step = kSteps; step-- > 0;) {
            auto& s = steps[step];
            // No step alone can show one wrong in a thousand: high up, all above it count with it.
            if (kLeast + static_cast<int>(step) >= kPooledFrom) {
                s.all += tail.all;
                s.same += tail.same;
                tail = s;
            }
            s.all += kPlain + (kLeast + static_cast<int>(step) >= kPromised ? kOneWrong : 0);
            s.same += kPlain * chance_of((kLeast + static_cast<int>(step)) * kBit +
                                         static_cast<Bits>(shift * kBit));
        }
        const auto chances = rising(steps);
        for (std::size_t step = 0; step < kSteps; ++step)
            made.at_[kind][step] = bits_of_chance(std::clamp(chances[step], 1e-4, 1 - 1e-4));
    }
    return made;
}

std::array<bool, kKinds> Calibration::add(const std::vector<Label>& labels) {
    const auto more = from(labels);
    std::array<bool, kKinds> shown{};
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        shown[kind] = !told_[kind] && !is_sexed(static_cast<Kind>(kind)) && more.told_[kind];
        if (!shown[kind]) continue;
        for (int step = 0; (kLeast + step) * kBit < kNearlyLinks; ++step) {
            const auto at = static_cast<std::size_t>(step);
            at_[kind][at] = std::min(more.at_[kind][at], kNearlyLinks);
        }
    }
    return shown;
}

namespace {

enum class Said : std::uint8_t { Nothing, Same, Another };

Said by_number(const Pattern& p) {
    const auto told = [](Mark mark) { return mark == Mark::Same || mark == Mark::Differs; };
    if (!told(p.nhs) && !told(p.upn)) return Said::Nothing;
    return p.nhs == Mark::Same || p.upn == Mark::Same ? Said::Same : Said::Another;
}

Said by_birth(const Pattern& p) {
    switch (p.birth) {
        case BirthLevel::Same:
        case BirthLevel::Swapped:
        case BirthLevel::Slip:
            return Said::Same;
        case BirthLevel::Near:
        case BirthLevel::Generation:
            return Said::Another;
        default:
            return Said::Nothing;
    }
}

// How often two sexes differ: of one person by mistake, of two people by who else the two may be.
struct Sexes {
    double one = 0, two = 0;
};

Sexes sexes_of(const Scale& scale, Pattern p) {
    const auto evidence = [&](Agree sex) {
        p.sex = sex;
        return scale.evidence(p);
    };
    const auto rest = evidence(Agree::Missing);
    const auto same = evidence(Agree::Same);
    const auto differ = evidence(Agree::Differs);
    const Bits least = *std::min_element(rest.against.begin(), rest.against.end());
    Sexes out;
    double all = 0;
    for (std::size_t rival = 0; rival < kRivals; ++rival) {
        const auto ratio = [&](const Evidence& e) {
            const auto bits = e.bits[rival][static_cast<std::size_t>(Field::Sex)];
            return std::exp2(static_cast<double>(bits) / kBit);
        };
        const double two = (1 - ratio(same)) / (ratio(differ) - ratio(same));
        const double share = std::exp2(static_cast<double>(least - rest.against[rival]) / kBit);
        all += share;
        out.two += share * (rival == 0 ? kBoyAndGirl : two);
        out.one = two * ratio(differ);
    }
    out.two /= all;
    return out;
}

// Of pairs whose sexes differ nearly all are two people, and so many more share a sex: what such
// pairs are worth, without anybody's label.
void add_sexes(std::vector<Calibration::Label>& labels,
               const Scale& scale,
               Pattern p,
               double count) {
    if (p.sex == Agree::Missing) return;
    const auto sexes = sexes_of(scale, p);
    if (sexes.two <= sexes.one) return;
    const bool differ = p.sex == Agree::Differs;
    const double two =
        count * (1 - sexes.two) / (sexes.two - sexes.one) * (differ ? 1 - sexes.one : -sexes.one);
    p.sex = Agree::Same;
    const Bits weight = scale.weight(p);
    labels.push_back({weight, Kind::AnotherName, false, two});
    labels.push_back({weight, Kind::AnotherName, true, (differ ? 0 : count) - two});
}

}  // namespace

Calibration Calibration::learn(const Scale& scale,
                               const CountedPatterns& patterns,
                               const std::vector<Label>& said) {
    std::vector<Label> labels = said;
    for (const auto& [packed, times] : patterns) {
        const double count = times;
        auto p = Pattern::unpacked(packed);
        const auto number = by_number(p);
        const auto birth = by_birth(p);
        p.nhs = p.upn = Mark::Missing;
        if (number != Said::Nothing) {
            const auto kind = kind_of(p);
            const Bits weight = scale.weight(p);
            if (number == Said::Same) {
                labels.push_back({weight, kind, true, count / (1 - kFalseNumber)});
                // Numbers that differ by mistake belong to pairs as likely as these.
                labels.push_back({weight, kind, false, -count * kFalseNumber / (1 - kFalseNumber)});
            } else {
                labels.push_back({weight, kind, false, count});
            }
        }
        const auto told = number != Said::Nothing ? number : birth;
        if (p.birth == BirthLevel::Missing || told == Said::Nothing) continue;
        p.birth = BirthLevel::Missing;
        if (kind_of(p) == Kind::NoBirth)
            labels.push_back({scale.weight(p), Kind::NoBirth, told == Said::Same, count});
    }
    auto made = from(labels);
    if (made.is_told(Kind::AnotherName)) return made;
    std::vector<Label> sexes;
    for (const auto& [packed, times] : patterns) {
        auto p = Pattern::unpacked(packed);
        p.nhs = p.upn = Mark::Missing;
        if (kind_of(p) == Kind::AnotherName) add_sexes(sexes, scale, p, times);
    }
    made.sexed_ = made.add(sexes)[static_cast<std::size_t>(Kind::AnotherName)];
    return made;
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
