#include "match/keys.h"

#include <algorithm>
#include <cstddef>

namespace longstone::match {
namespace {

class Writer {
public:
    Writer(const Book& book, const Record& record, std::vector<Key>& keys)
        : book_(book), r_(record), keys_(keys) {
        const auto low = std::min(r_.birth.month, r_.birth.day);
        const auto high = std::max(r_.birth.month, r_.birth.day);
        if (r_.birth.known()) {
            day_ = mix(low * 100U + high, 7);
            born_ = mix(r_.birth.year, day_);
            month_ = mix(r_.birth.year * 100U + r_.birth.month, 8);
        }
    }

    void write() {
        put(Way::NhsNumber, r_.nhs, 1);
        put(Way::Upn, r_.upn, 1);
        put(Way::OtherId, r_.other_id, 1);
        const auto& given = book_.name(r_.given);
        const auto& family = book_.name(r_.family);
        if (r_.given != 0) with_given(given.root);
        if (given.second_root != 0) with_given(given.second_root);
        for (std::size_t at = 1; at < given.token_count; ++at)
            put(Way::GivenBirth, given.tokens[at], born_);
        if (r_.middle != 0) put(Way::GivenBirth, book_.name(r_.middle).root, born_);
        if (r_.family != 0) with_family(family.sound);
        // One name alone may be either.
        if (r_.family == 0 && r_.given != 0) with_family(given.sound);
        if (family.token_count > 1)
            for (std::size_t at = 0; at < family.token_count; ++at)
                with_family(mix(family.tokens[at], 3));
        if (family.token_count == 1) with_family(mix(family.tokens[0], 3), true);
        if (r_.given != 0 && r_.family != 0) with_both(given, family);
        if (r_.birth.known()) put(Way::PostcodeBirth, r_.postcode, born_);
        put(Way::PhoneBirth, r_.phone, born_);
        put(Way::Address, r_.address, 1);
    }

private:
    void put(Way way, std::uint64_t a, std::uint64_t b) {
        if (a != 0 && b != 0)
            keys_.push_back({way, mix(mix(a, b), static_cast<std::uint64_t>(way) + 1)});
    }

    void with_given(std::uint64_t root) {
        put(Way::GivenBirth, root, born_);
        put(Way::PostcodeGiven, root, r_.postcode);
        put(Way::PhoneGiven, root, r_.phone);
        if (r_.house != 0 && r_.street != 0) put(Way::HouseGiven, root, mix(r_.house, r_.street));
        for (std::size_t at = 0; at < kExtras; ++at)
            put(Way::ExtraGiven, root, r_.extras[at]);
    }

    // `token` is one word of a name; it serves only to meet a name of several words.
    void with_family(std::uint64_t heard, bool token = false) {
        put(Way::FamilyBirth, heard, born_);
        if (token) return;
        put(Way::PostcodeFamily, heard, r_.postcode);
        put(Way::PhoneFamily, heard, r_.phone);
        put(Way::FamilyMonth, heard, month_);
        for (std::size_t at = 0; at < kExtras; ++at)
            put(Way::ExtraFamily, heard, r_.extras[at]);
    }

    void with_both(const NameFacts& given, const NameFacts& family) {
        const std::uint64_t root = mix(given.root, family.sound);
        if (r_.birth.known()) {
            put(Way::NamesYear, root, r_.birth.year);
            if (!r_.birth.doubtful()) put(Way::NamesDay, root, day_);
        }
        const std::uint64_t low = std::min(given.sound, family.sound);
        const std::uint64_t high = std::max(given.sound, family.sound);
        put(Way::Names, mix(low, high), 1);
        const auto front = [&](TextId name) { return hash_of(book_.name_text(name).substr(0, 3)); };
        put(Way::Beginnings, mix(front(r_.given), front(r_.family)), month_);
    }

    const Book& book_;
    const Record& r_;
    std::vector<Key>& keys_;
    std::uint64_t day_ = 0, born_ = 0, month_ = 0;
};

}  // namespace

const char* name_of(Way way) {
    static constexpr std::array<const char*, kWays> kNames = {"NHS number",
                                                              "UPN",
                                                              "other identifier",
                                                              "family name and birth",
                                                              "given name and birth",
                                                              "names and year",
                                                              "names in any order",
                                                              "postcode and given name",
                                                              "postcode and family name",
                                                              "postcode and birth",
                                                              "address",
                                                              "house and given name",
                                                              "phone and given name",
                                                              "phone and birth",
                                                              "phone and family name",
                                                              "beginnings and month",
                                                              "names, day and month",
                                                              "family name and month",
                                                              "further field and given name",
                                                              "further field and family name",
                                                              "a rare date of birth",
                                                              "a rare given name",
                                                              "a rare family name",
                                                              "a rare further field"};
    return kNames[static_cast<std::size_t>(way)];
}

void keys_of(const Book& book, const Record& record, std::vector<Key>& keys) {
    Writer(book, record, keys).write();
}

void keys_of(const Book& book, RecordNo no, std::vector<Key>& keys) {
    keys_of(book, book[no], keys);
    if (book[no].is(kHasFormer))
        for (const auto& former : book.former(no))
            keys_of(book, former, keys);
}

std::uint64_t refinement(const Book& book, const Record& record, int depth) {
    switch (depth) {
        case 0:
            return book.name(record.given).root;
        case 1:
            return book.name(record.family).sound;
        case 2:
            return record.birth.year;
        case 3:
            return book.postcode(record.postcode).district;
        case 4:
            return record.birth.month * 100U + record.birth.day;
        default:
            return record.postcode;
    }
}

}  // namespace longstone::match
