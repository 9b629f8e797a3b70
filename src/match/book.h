#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/bearers.h"
#include "match/names.h"
#include "match/record.h"
#include "match/table.h"

// The records to be matched, each read once (names.h, birth.h, marks.h) and kept small. What was
// written stays with whoever holds the records; a book never changes or merges it. Numbers of
// records and texts are given in the order of adding.
namespace longstone::match {

class Book {
public:
    Book() = default;
    // A leaf over another book, which is not changed, for somebody who is only looked for. It may
    // add records and compare them with those of the book; they are not counted.
    explicit Book(const Book* under);
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    Book(Book&&) = default;
    Book& operator=(Book&&) = default;

    RecordNo add(const Entry& entry);
    // Many at once, as at a start, which takes less time than one by one.
    void add_all(std::span<const Entry> entries);
    // The same in two steps, for entries that are plain: without a whole name and former values.
    // One thread may look up what some have written while another adds, in the same order.
    struct Written {
        std::vector<TextId> names = {};  // of each: given, family, middle
        std::vector<TextId> births = {}, postcodes = {}, addresses = {}, towns = {};
    };
    static bool is_plain(const Entry& entry);
    Written look_up(std::span<const Entry> plain);
    void add_all(std::span<const Entry> plain, const Written& written);
    void seal(RecordNo no, bool sealed);
    // Counts it no longer among those who bear its names.
    void forget(RecordNo no);
    // Works out beforehand how rare names are, for many comparisons; until the next record comes.
    void settle(int threads = 1);
    bool is_settled() const { return settled_; }

    std::size_t size() const { return first_ + records_.size(); }
    const Record& operator[](RecordNo no) const {
        return no < first_ ? (*under_)[no] : records_[no - first_];
    }
    // Records with the former values of this one in place of its own, one for each.
    const std::vector<Record>& former(RecordNo no) const;

    const NameFacts& name(TextId id) const { return facts_[id]; }
    const PostcodeFacts& postcode(TextId id) const { return postcode_facts_[id]; }
    // False when two postcodes are certainly more than a slip apart.
    bool may_be_slip(TextId a, TextId b) const;
    std::string_view name_text(TextId id) const { return names_.text(id); }
    std::string_view text(TextId id) const { return texts_.text(id); }
    std::string_view postcode_text(TextId id) const { return postcodes_.text(id); }
    std::string_view source_name(std::uint16_t source) const {
        return texts_.text(sources_[source]);
    }
    std::size_t source_count() const { return sources_.size(); }

    bool is_shared_address(TextId address) const;
    bool is_shared_phone(TextId phone) const;
    // The share of records whose given or family name this is, smoothed; never 0.
    double given_share(TextId name) const;
    double family_share(TextId name) const;
    // Of the others who bear the family name, the share with this given name: of people called
    // Singh far more are Gurpreet than of all people.
    double given_share_within(TextId given, TextId family) const;
    // The share of people who bear this value in a further field.
    double extra_share(std::size_t extra, TextId value) const;
    std::size_t name_count() const { return names_.size(); }

private:
    struct Read {
        TextId name = 0;
        std::uint8_t flags = 0, multiple = 0, generation = 0;
    };
    struct Looked {  // the numbers of what one entry has written
        TextId given = 0, family = 0, middle = 0, birth = 0, postcode = 0, address = 0, town = 0;
    };
    RecordNo add(const Entry& entry, const Looked& looked);
    TextId look_up_address(std::string_view house, std::string_view street);
    Read read(std::string_view written) { return read(written_names_.add(written), written); }
    Read read(TextId id, std::string_view written);
    TextId name_id(const ReadName& name);
    TextId postcode_id(TextId id, std::string_view written, std::uint8_t& flags);
    void put_address(Record& record,
                     TextId address,
                     TextId town_id,
                     std::string_view house,
                     std::string_view street,
                     std::string_view town);
    Birth birth(TextId id, std::string_view written);
    std::uint16_t source(std::string_view written);
    void put_names(Record& record,
                   std::string_view given,
                   std::string_view middle,
                   std::string_view family);
    static void put_names(Record& record, const Read& first, const Read& last);
    void put_whole_name(Record& record, const Entry& entry);
    void count(const Record& record);
    void count_names(const Record& record);
    std::size_t slot_of_names(std::uint64_t names) const;
    void count_shared(Layered<SharedBy>& shared, TextId id, TextId family);

    const Book* under_ = nullptr;
    std::size_t first_ = 0;
    Many<Record> records_ = {};
    Table names_ = Table{}, texts_ = Table{}, postcodes_ = Table{}, addresses_ = Table{},
          phones_ = Table{};
    Layered<NameFacts> facts_ = {};
    Layered<PostcodeFacts> postcode_facts_ = {};
    // What was written, so that each is read once.
    Table written_names_ = Table{}, written_postcodes_ = Table{}, written_births_ = Table{},
          written_addresses_ = Table{};
    Layered<Read> read_names_ = {};
    Layered<TextId> read_postcodes_ = {};
    Layered<Birth> read_births_ = {};
    struct ReadAddress {
        TextId street = 0, house = 0, flat = 0;
        bool no_abode = false;
    };
    Layered<ReadAddress> read_addresses_ = {};
    Table written_towns_ = Table{};
    Layered<TextId> read_towns_ = {};
    Layered<SharedBy> at_address_ = {}, at_phone_ = {};
    // People of one whole name are told apart, roughly, by the year in which they were born.
    struct Bearers {
        std::uint64_t names = 0;
        std::uint64_t years = 0;
    };
    Many<Bearers> bearers_ = Many<Bearers>(1024);
    std::size_t whole_names_ = 0;
    std::array<ValueBearers, kExtras> extras_borne_ = {};
    bool settled_ = false;
    std::size_t counted_ = 0;  // records that are not sealed
    std::vector<TextId> sources_ = {};
    std::vector<std::pair<RecordNo, std::vector<Record>>> former_ = {};
};

}  // namespace longstone::match
