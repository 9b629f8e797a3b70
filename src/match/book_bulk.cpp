#include <algorithm>
#include <cmath>
#include <cstddef>

#include "match/book.h"
#include "match/parallel.h"

// What a book does for many records at once.
namespace longstone::match {
namespace {

constexpr std::size_t kAtOnce = 4096;

}  // namespace

std::uint8_t rarity(double share) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(-std::log2(share)), 0L, 15L));
}

bool Book::is_plain(const Entry& entry) {
    return entry.whole.empty() && entry.former.empty();
}

Book::Written Book::look_up(std::span<const Entry> plain) {
    Written out;
    std::vector<std::string_view> texts;
    texts.reserve(plain.size() * 3);
    for (const auto& entry : plain)
        texts.insert(texts.end(), {entry.given, entry.family, entry.middle});
    out.names.reserve(texts.size());
    written_names_.add_all(texts, out.names);
    const auto each = [&](Table& table, std::vector<TextId>& ids, auto field) {
        texts.clear();
        for (const auto& entry : plain)
            texts.push_back(entry.*field);
        ids.reserve(texts.size());
        table.add_all(texts, ids);
    };
    each(written_births_, out.births, &Entry::birth);
    each(written_postcodes_, out.postcodes, &Entry::postcode);
    each(written_towns_, out.towns, &Entry::town);
    std::size_t size = 0;
    for (const auto& entry : plain)
        size += entry.house.size() + 1 + entry.street.size();
    std::string letters;
    letters.reserve(size);  // nothing moves that is pointed to
    texts.clear();
    for (const auto& entry : plain) {
        const auto from = letters.size();
        letters += entry.house;
        letters += '\n';
        letters += entry.street;
        texts.push_back(std::string_view(letters).substr(from));
    }
    out.addresses.reserve(texts.size());
    written_addresses_.add_all(texts, out.addresses);
    return out;
}

void Book::add_all(std::span<const Entry> plain, const Written& written) {
    constexpr std::size_t kAhead = 6;
    if (const auto all = records_.size() + plain.size(); all > records_.capacity())
        records_.reserve(std::max(all, records_.capacity() * 2));
    for (std::size_t at = 0; at < plain.size(); ++at) {
        if (at + kAhead < plain.size()) {
            // What adding it will read is on its way while others are added.
            const auto& ahead = plain[at + kAhead];
            if (!ahead.upn.empty()) texts_.expect(ahead.upn);
            if (const auto id = written.addresses[at + kAhead]; id < read_addresses_.size())
                __builtin_prefetch(&read_addresses_[id]);
        }
        add(plain[at],
            {.given = written.names[3 * at],
             .family = written.names[3 * at + 1],
             .middle = written.names[3 * at + 2],
             .birth = written.births[at],
             .postcode = written.postcodes[at],
             .address = written.addresses[at],
             .town = written.towns[at]});
    }
}

void Book::add_all(std::span<const Entry> entries) {
    while (!entries.empty()) {
        const auto some = entries.first(std::min(kAtOnce, entries.size()));
        entries = entries.subspan(some.size());
        if (std::all_of(some.begin(), some.end(), is_plain)) {
            add_all(some, look_up(some));
        } else {
            for (const auto& entry : some)
                add(entry);
        }
    }
}

void Book::settle(int threads) {
    for (auto& borne : extras_borne_)
        borne.settle();
    const auto share = static_cast<std::size_t>(std::max(1, threads));
    parallel(threads, [&](std::size_t thread) {
        const auto end = records_.size() * (thread + 1) / share;
        for (auto no = records_.size() * thread / share; no < end; ++no) {
            auto& r = records_[no];
            for (std::size_t at = 0; at < kExtras; ++at)
                if (r.extras[at] != 0) r.rare_extras[at] = rarity(extra_share(at, r.extras[at]));
            r.rare_given = rarity(given_share(r.given));
            r.rare_within = std::min(r.rare_given, rarity(given_share_within(r.given, r.family)));
            r.rare_family = rarity(family_share(r.family));
            r.flags = static_cast<std::uint8_t>(r.flags & ~(kSharedAddress | kSharedPhone));
            if (is_shared_address(r.address)) r.flags |= kSharedAddress;
            if (is_shared_phone(r.phone)) r.flags |= kSharedPhone;
        }
    });
    settled_ = former_.empty();  // former names are looked up as they come
}

}  // namespace longstone::match
