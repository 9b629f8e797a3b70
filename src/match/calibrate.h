#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "match/learn.h"
#include "match/rules.h"
#include "match/weigh.h"

// From the weight of the evidence to the chance that is stated. Fields are never quite independent,
// so plain bits promise too much in the middle. Two records that both bear an NHS number (or UPN)
// show, without anybody's label, whether they are one person: their weight is taken without the
// number and held against it. Without numbers, the sexes show how many who bear different first
// names are two: of two born together a third are a boy and a girl. Pairs that a rule holds back
// have a curve of their own.
namespace longstone::match {

enum class Kind : std::uint8_t {
    Free,
    AnotherName,
    FarBirth,
    NameAlone,
    Unnamed,
    NoBirth,  // of one home: who of two who share a name there is not said
    Numbered
};
inline constexpr std::size_t kKinds = 7;
Kind kind_of(const Pattern& pattern);

class Calibration {
public:
    Calibration();  // states the weight as it is
    // Labels by people: each a weight, its kind, and whether it was one person.
    struct Label {
        Bits weight = 0;
        Kind kind = Kind::Free;
        bool same = false;
        double count = 1;
    };
    // From pairs whose numbers tell, and from what people said beside them.
    static Calibration learn(const Scale& scale,
                             const CountedPatterns& patterns,
                             const std::vector<Label>& said = {});
    static Calibration from(const std::vector<Label>& labels);

    // What only a few labels show, of kinds that nothing else does. From kNearlyLinks on a few tell
    // nothing: there the weight stays as it is. Gives the kinds that they show.
    static constexpr Bits kNearlyLinks = 8 * kBit;
    std::array<bool, kKinds> add(const std::vector<Label>& labels);

    Bits stated(Bits weight, Kind kind) const;
    // Whether numbers, births or people showed what pairs of the kind are worth.
    bool is_told(Kind kind) const { return told_[static_cast<std::size_t>(kind)]; }
    // Pairs of another first name, where nothing but their sexes showed what they are worth.
    bool is_sexed(Kind kind) const { return sexed_ && kind == Kind::AnotherName; }
    // A number says by itself what such a pair is.
    bool is_untold(Kind kind) const { return kind != Kind::Numbered && !is_told(kind); }

private:
    static constexpr int kLeast = -8;
    static constexpr int kSteps = 18;  // of one bit each
    std::array<std::array<Bits, kSteps>, kKinds> at_ = {};
    std::array<bool, kKinds> told_ = {};
    bool sexed_ = false;
};

}  // namespace longstone::match
