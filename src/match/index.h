#pragma once

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

// A living index of people: search, or add and work out the persons anew, in one call each, while
// others search. Sealed records stand in a second index that only a search with that permission
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
    std::string advice = {};  // what to add, when too_many or when nothing was given to search by
};

struct Added {
    RecordNo record = 0;
    RecordNo person = 0;
    std::vector<AssertionNo> links = {};  // that it made by itself
    std::vector<Hit> for_review = {};
};

enum class MaySee : std::uint8_t { Open, SealedToo };

class Index {
public:
    struct Options {
        int threads = 1;
        std::size_t hits = 20;
        std::uint32_t most_compared = 600;  // in one search, the most telling keys first
        Bands bands = default_bands();
        std::string version = "shipped";
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
    // Adds a record, links it where it links itself, and gives the person it belongs to.
    Added add(const Entry& entry, std::int64_t when);

    // What a person decides; gives the number to withdraw it by.
    AssertionNo decide(
        RecordNo a, RecordNo b, bool same, const std::string& who, std::int64_t when);
    void withdraw(AssertionNo no, std::int64_t when);
    void seal(RecordNo no, bool sealed);

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
    void take_in(RecordNo no);

    mutable std::shared_mutex door_;
    Book book_;
    Scale scale_;
    Calibration calibration_;
    Options options_;
    Ledger ledger_;
    std::unique_ptr<Keys> open_, sealed_;
    std::vector<bool> is_sealed_ = {};
};

}  // namespace longstone::match
