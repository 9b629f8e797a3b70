#include "match/loose.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "match/parallel.h"

namespace longstone::match {
namespace {

// Of dates so many, because in a book of some size every date is borne by strangers.
constexpr std::uint8_t kFewBirths = 6;
constexpr std::uint8_t kFew = 8;

std::uint64_t of_birth(const Record& r) {
    return r.birth.known() && !r.birth.doubtful()
               ? mix(r.birth.year * 10'000U + r.birth.month * 100U + r.birth.day, 21)
               : 0;
}

// An e-mail by what stands before its @, anything else whole.
std::uint64_t of_extra(const Book& book, const Record& r, std::size_t at) {
    if (r.extras[at] == 0) return 0;
    const auto text = book.text(r.extras[at]);
    const auto before = text.substr(0, text.find('@'));
    return before.size() < 4 ? 0 : mix(hash_of(before), 22 + at);
}

std::uint64_t of_name(const Book& book, TextId name, std::uint64_t which) {
    return name == 0 || book.name_text(name).size() < 3 ? 0 : mix(book.name(name).root, which);
}

}  // namespace

Loose::Loose(const Book& book, int threads) : book_(book), spelling_(book) {
    const auto slots = std::bit_ceil(std::max<std::size_t>(1024, book.size() * 2));
    for (auto* counts : {&births_, &given_, &family_, &extras_})
        counts->assign(slots, 0);
    const auto count = [&](Counts& counts, std::uint64_t value) {
        auto& n = counts[value & (slots - 1)];
        if (value != 0 && n <= kFew) ++n;
    };
    const auto each = [&](auto look) {
        for (RecordNo no = 0; no < book.size(); ++no)
            if (const auto& r = book[no]; !r.is(kSealed)) look(r);
    };
    // Each count is one thread's.
    parallel(std::min(threads, 2), [&](std::size_t thread) {
        if (thread == 0)
            each([&](const Record& r) {
                count(births_, of_birth(r));
                count(given_, of_name(book, spelling_.of(r.given), 25));
            });
        if (thread == 1 || threads < 2)
            each([&](const Record& r) {
                count(family_, of_name(book, spelling_.of(r.family), 26));
                for (std::size_t at = 0; at < kExtras; ++at)
                    count(extras_, of_extra(book, r, at));
            });
    });
}

void Loose::put(Way way, const Counts& counts, std::uint64_t value, std::vector<Key>& keys) const {
    if (value == 0) return;
    const auto n = counts[value & (counts.size() - 1)];
    if (n > 1 && n <= (way == Way::Birth ? kFewBirths : kFew))
        keys.push_back({way, mix(value, 27)});
}

void Loose::keys_of(RecordNo no, std::vector<Key>& keys) const {
    Record r = book_[no];
    const auto given = spelling_.of(r.given);
    const auto family = spelling_.of(r.family);
    put(Way::Birth, births_, of_birth(r), keys);
    put(Way::RareGiven, given_, of_name(book_, given, 25), keys);
    put(Way::RareFamily, family_, of_name(book_, family, 26), keys);
    for (std::size_t at = 0; at < kExtras; ++at)
        put(Way::Extra, extras_, of_extra(book_, r, at), keys);
    if (given == r.given && family == r.family) return;
    r.given = given;
    r.family = family;
    match::keys_of(book_, r, keys);
}

}  // namespace longstone::match
