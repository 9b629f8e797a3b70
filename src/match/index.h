#pragma once

#include <array>
#include <memory>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/calibrate.h"
#include "match/keys.h"
#include "match/ledger.h"
#include "match/rules.h"
#include "match/words.h"

// A living index of people: search, or add and work out the persons anew, in one call each, while
// others search. Sealed records stand on shelves of their own that only a search with that leave
// opens; without it nothing (result, count, time) depends on whether one exists.
namespace longstone::match {

struct Hit {
    RecordNo record = 0;
    RecordNo person = 0;  // the first record of the person
    Bits weight = 0;
    double chance = 0;
    Band band = Band::NoLink;
    Rule rule = Rule::None;
};

struct Answer {
    std::vector<Hit> hits = {};  // the best first, one for each person
    bool too_many = false;       // more fit than can be told apart
    bool keyed = false;          // what was given is enough to look anybody up by
    bool crowded = false;        // something that was given stands for too many to look at
    std::string advice = {};  // what to add, when too_many or when nothing was given to search by
};

struct Added {
    RecordNo record = 0;
    RecordNo person = 0;
    std::vector<AssertionNo> links = {};  // that it made by itself
    std::vector<Hit> for_review = {};
};

// Shelves of sealed records that a search opens, one bit each (shelf 1 is bit 0).
inline constexpr std::size_t kShelves = 5;  // the open one and four sealed ones
enum class MaySee : std::uint8_t { Open = 0, SealedToo = 0xff };

// What a pair weighs before it is calibrated: what a label by a person is about.
struct Weighed {
    Bits plain = 0;
    Kind kind = Kind::Free;
    Pattern pattern = {};
};

class Index {
public:
    struct Options {
        int threads = 1;
        std::size_t hits = 20;
        std::uint32_t most_compared = 600;  // in one search, the most telling keys first
        Bands bands = default_bands();
        std::string version = "shipped";
        // False where who is one person is kept elsewhere: add() then links nothing, and every
        // record is a hit of its own.
        bool keeps_persons = true;
        Bits least_shown = -4 * kBit;
    };
    // Over records that are there already. Linking them is link() and cluster(); what they said is
    // given as assertions to `ledger()`.
    Index(Book book, const Model& model, Calibration calibration, const Options& options);
    // The same over entries, as at a start: a million in about three seconds.
    Index(std::span<const Entry> entries,
          const Model& model,
          Calibration calibration,
          const Options& options);
    ~Index();

    Answer search(const Entry& sought, MaySee may_see = MaySee::Open) const;
    // The same weighing of records that were come to by another way, whatever their shelf, and of
    // entries that are not in the index: those are numbered on from size().
    std::vector<Hit> weigh_these(const Entry& sought,
                                 std::span<const RecordNo> records,
                                 std::span<const Entry> others = {}) const;
    // What would become of a record if it were added: hits that would link themselves, and those
    // for review; of open records alone.
    std::vector<Hit> place(const Entry& entry) const;
    // Who may be the same as a record that is here; of open records alone.
    std::vector<Hit> like(RecordNo no) const;
    Explained explain(const Entry& sought, RecordNo no) const;
    Explained explain(const Entry& sought, const Entry& other) const;
    Explained explain(RecordNo a, RecordNo b) const;
    Weighed weighed(RecordNo a, RecordNo b) const;
    // Adds a record, links it where it links itself, and gives the person it belongs to.
    Added add(const Entry& entry, std::int64_t when);

    // What a person decides; gives the number to withdraw it by.
    AssertionNo decide(
        RecordNo a, RecordNo b, bool same, const std::string& who, std::int64_t when);
    void withdraw(AssertionNo no, std::int64_t when);
    // Family names of open records that are one slip of the keyboard from this folded one: those
    // that most records bear first. Reads through all names.
    std::vector<std::string> family_names_near(std::string_view name, std::size_t most) const;
    // From here on chances are stated by this.
    void calibrate(const Calibration& calibration);
    void seal(RecordNo no, bool sealed);
    // Found by nobody any more: what it said has been said anew in another record.
    void retire(RecordNo no);

    std::size_t size() const;
    std::vector<RecordNo> person(RecordNo no) const;
    const Book& book() const { return book_; }

private:
    class Keys;
    struct Found;
    void gather(const Book& book, const Record& sought, const Keys& keys, Found& found) const;
    std::vector<Hit> weigh(const Book& book,
                           RecordNo no,
                           const std::vector<RecordNo>& candidates) const;
    std::vector<Hit> placed(const Book& book, RecordNo no) const;
    Explained explained(const Book& book, RecordNo a, RecordNo b) const;
    void take_in(RecordNo no, std::uint8_t shelf);

    mutable std::shared_mutex door_;
    Book book_;
    Scale scale_;
    Calibration calibration_;
    Options options_;
    Ledger ledger_;
    std::array<std::unique_ptr<Keys>, kShelves> shelves_;
    std::vector<std::uint8_t> shelf_of_ = {};
};

}  // namespace longstone::match
