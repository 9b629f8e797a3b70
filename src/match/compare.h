#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "match/book.h"

// How two records agree, field by field, in levels. Pure and symmetric. A level of Missing says
// nothing, for or against.
namespace longstone::match {

enum class Given : std::uint8_t {
    Same,
    Variant,     // short form or another spelling of one name
    Close,       // one slip, or sounds the same, and one of the two is no known name
    CloseKnown,  // the same, but both are names that people bear: Jane and Jade
    Initial,
    Part,  // one word of several, or the other's middle name
    Near,
    Differs,
    Missing,
};
enum class Middle : std::uint8_t { Same, Initial, Differs, Missing };
enum class Order : std::uint8_t { Straight, Swapped };
enum class Family : std::uint8_t { Same, Close, CloseKnown, Part, Differs, Missing };
enum class Place : std::uint8_t {
    Same,      // house and street
    Postcode,  // the postcode alone
    Near,      // a postcode with one slip, or the street in the same town
    Area,      // the town, the postcode area, or an institution
    Differs,
    Missing,
};
enum class Agree : std::uint8_t { Same, Differs, Missing };       // telephone, sex
enum class Mark : std::uint8_t { Same, Slip, Differs, Missing };  // identifiers
enum class Extra : std::uint8_t { Same, Close, Differs, Missing };

struct Pattern {
    Given given = Given::Missing;
    Middle middle = Middle::Missing;
    Order order = Order::Straight;
    Family family = Family::Missing;
    Place place = Place::Missing;
    Agree phone = Agree::Missing;
    BirthLevel birth = BirthLevel::Missing;
    Agree sex = Agree::Missing;
    Mark nhs = Mark::Missing;
    Mark upn = Mark::Missing;
    Mark other_id = Mark::Missing;
    std::array<Extra, kExtras> extras = {Extra::Missing, Extra::Missing, Extra::Missing};
    std::uint8_t given_rarity = 0;  // how rare the name is, in bits, 0 to 15
    std::uint8_t family_rarity = 0;
    std::array<std::uint8_t, kExtras> extra_rarity = {};  // where they agree
    std::uint8_t sources = 0;                             // which two sources
    bool operator==(const Pattern&) const = default;

    std::uint64_t packed() const;
    static Pattern unpacked(std::uint64_t packed);
};

enum class Likeness : std::uint8_t { Same, Variant, Close, Sound, Initial, Part, Near, Differs };

// Compares, and remembers how names are alike. One for each thread.
class Comparer {
public:
    static constexpr std::size_t kMany = 1U << 17U, kFew = 1U << 6U;  // names that are remembered
    explicit Comparer(const Book& book, std::size_t remembered = kMany);
    Pattern compare(RecordNo a, RecordNo b);
    // Records that may stand in no book, whose texts do.
    Pattern compare(const Record& a, const Record& b);
    // The same in two steps: all but the place, which takes the most of what is left.
    Pattern compare_but_place(const Record& a, const Record& b);
    Place place(const Record& a, const Record& b);
    // Brings near what comparing the names of two records will read.
    void expect(const Record& a, const Record& b) const;

private:
    Likeness names(TextId a, TextId b);
    Likeness look_at_names(TextId a, TextId b) const;
    bool streets_alike(TextId a, TextId b);
    bool both_known(TextId a, TextId b, bool given) const;
    Given given(const Record& a, const Record& b, TextId name_a, TextId name_b);
    Family family(TextId a, TextId b);
    void try_swapped(Pattern& pattern, const Record& a, const Record& b);
    void put_rarity(Pattern& pattern, const Record& a, const Record& b);
    void put_names(Pattern& pattern, const Record& a, const Record& b);
    bool is_shared(const Record& a, const Record& b, bool address) const;
    Mark texts(TextId a, TextId b) const;
    Extra extra(TextId a, TextId b);

    const Book* book_ = nullptr;
    // Two numbers of 30 bits, and how alike their texts are.
    Many<std::uint64_t> known_ = {};
    Many<std::uint64_t> known_streets_ = {};
};

// The number of an unordered pair of sources, below kSourcePairs.
inline constexpr std::size_t kSourcePairs = 22;
std::uint8_t source_pair(std::uint16_t a, std::uint16_t b);

}  // namespace longstone::match
