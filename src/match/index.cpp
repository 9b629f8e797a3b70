#include "match/index.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>
#include <utility>

#include "match/index_keys.h"
#include "match/link.h"
#include "match/parallel.h"
#include "match/similar.h"

namespace longstone::match {

struct Index::Found {
    std::vector<RecordNo> candidates = {};
    bool crowded = false;  // a key stood for too many, and was not looked at
    bool keyed = false;    // there was something to search by
};

Index::Index(Book book, const Model& model, Calibration calibration, const Options& options)
    : book_(std::move(book)),
      scale_(model),
      calibration_(calibration),
      options_(options),
      ledger_([this](RecordNo a, RecordNo b) {
          return book_[a].nhs != 0 && book_[b].nhs != 0 && book_[a].nhs != book_[b].nhs;
      }) {
    for (auto& shelf : shelves_)
        shelf = std::make_unique<Keys>();
    const auto count = static_cast<RecordNo>(book_.size());
    const auto threads = static_cast<std::size_t>(std::max(1, options_.threads));
    std::vector<std::array<std::vector<std::uint64_t>, kWays>> parts(threads);
    parallel(options_.threads, [&](std::size_t thread) {
        std::vector<Key> keys;
        const auto from = count * thread / threads;
        const auto to = count * (thread + 1) / threads;
        for (auto& part : parts[thread])
            part.reserve((to - from) * 5 / 4);
        for (auto no = static_cast<RecordNo>(from); no < to; ++no) {
            if (book_[no].is(kSealed)) continue;
            keys.clear();
            keys_of(book_, no, keys);
            for (const auto& key : keys)
                parts[thread][static_cast<std::size_t>(key.way)].push_back(held(key, no));
        }
    });
    parallel(options_.threads, [&](std::size_t thread) {
        for (std::size_t way = thread; way < kWays; way += threads) {
            std::vector<std::uint64_t> all = std::move(parts[0][way]);
            for (std::size_t other = 1; other < threads; ++other) {
                all.insert(all.end(), parts[other][way].begin(), parts[other][way].end());
                parts[other][way] = {};
            }
            shelves_[0]->fill(way, std::move(all));
        }
    });
    shelf_of_.assign(count, 0);
    for (RecordNo no = 0; no < count; ++no) {
        ledger_.add_record();
        if (book_[no].is(kSealed)) take_in(no, 1);
    }
}

Index::Index(std::span<const Entry> entries,
             const Model& model,
             Calibration calibration,
             const Options& options)
    : Index(
          [&] {
              Book book;
              book.add_all(entries);
              return book;
          }(),
          model,
          calibration,
          options) {}

Index::~Index() = default;

// Puts the keys of a record where they belong.
void Index::take_in(RecordNo no, std::uint8_t shelf) {
    std::vector<Key> keys;
    keys_of(book_, no, keys);
    const bool sealed = book_[no].is(kSealed);
    shelf_of_[no] = sealed ? std::clamp<std::uint8_t>(shelf, 1, kShelves - 1) : std::uint8_t{0};
    if (sealed) ledger_.seal(no, true);
    for (const auto& key : keys)
        shelves_[shelf_of_[no]]->add(key, no);
}

void Index::gather(const Book& book, const Record& sought, const Keys& keys, Found& found) const {
    std::vector<Key> wanted;
    keys_of(book, sought, wanted);
    found.keyed = found.keyed || !wanted.empty();
    std::vector<std::pair<std::uint32_t, Key>> by_count;
    for (const auto& key : wanted)
        if (const auto n = keys.count(key); n > 0) by_count.emplace_back(n, key);
    // The most telling first.
    std::stable_sort(by_count.begin(), by_count.end(), [](const auto& x, const auto& y) {
        return x.first < y.first;
    });
    for (const auto& [n, key] : by_count) {
        if (n > kMost || found.candidates.size() + n > 4 * std::size_t{options_.most_compared}) {
            found.crowded = true;
            continue;
        }
        keys.each(key, [&](RecordNo no) {
            found.candidates.push_back(no);
            return true;
        });
    }
    std::sort(found.candidates.begin(), found.candidates.end());
    found.candidates.erase(std::unique(found.candidates.begin(), found.candidates.end()),
                           found.candidates.end());
    if (found.candidates.size() > options_.most_compared) {
        found.candidates.resize(options_.most_compared);
        found.crowded = true;
    }
}

std::vector<Hit> Index::weigh(const Book& book,
                              RecordNo no,
                              const std::vector<RecordNo>& candidates) const {
    std::vector<Hit> hits;
    Comparer comparer(book, Comparer::kFew);
    for (const auto other : candidates) {
        if (other == no) continue;
        const auto pattern = comparer.compare(no, other);
        const auto rule = held_back(pattern, book[no], book[other]);
        const Bits plain = scale_.weight(pattern);
        const Bits weight =
            stated(calibration_.stated(plain, kind_of(pattern)), rule, options_.bands);
        if (weight < options_.least_shown) continue;
        hits.push_back({other,
                        other < ledger_.size() ? ledger_.person_of(other) : other,
                        weight,
                        chance_of(weight),
                        band_of(weight, rule, options_.bands),
                        rule});
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& x, const Hit& y) {
        return x.weight != y.weight ? x.weight > y.weight : x.record < y.record;
    });
    return hits;
}

Answer Index::search(const Entry& sought, MaySee may_see) const {
    const std::shared_lock reading(door_);
    Book leaf(&book_);
    Entry plain = sought;
    plain.sealed = false;
    const auto no = leaf.add(plain);
    Found found;
    gather(leaf, leaf[no], *shelves_[0], found);
    for (std::size_t shelf = 1; shelf < kShelves; ++shelf)
        if ((static_cast<unsigned>(may_see) >> (shelf - 1) & 1U) != 0)
            gather(leaf, leaf[no], *shelves_[shelf], found);
    Answer answer{.keyed = found.keyed, .crowded = found.crowded};
    for (const auto& hit : weigh(leaf, no, found.candidates)) {
        const bool known = options_.keeps_persons &&
                           std::any_of(answer.hits.begin(), answer.hits.end(), [&](const Hit& h) {
                               return h.person == hit.person;
                           });
        if (!known) answer.hits.push_back(hit);
        if (answer.hits.size() == options_.hits) break;
    }
    answer.too_many = found.crowded && answer.hits.empty();
    const auto& record = leaf[no];
    if (answer.too_many || !found.keyed) {
        answer.advice = !record.birth.known() ? "Add a date of birth, or the year"
                        : record.postcode == 0
                            ? "Add a postcode"
                            : "Add an NHS number, a telephone number or a middle name";
    }
    return answer;
}

std::vector<Hit> Index::weigh_these(const Entry& sought,
                                    std::span<const RecordNo> records,
                                    std::span<const Entry> others) const {
    const std::shared_lock reading(door_);
    Book leaf(&book_);
    std::vector<RecordNo> candidates(records.begin(), records.end());
    for (const auto& other : others)
        candidates.push_back(leaf.add(other));
    Entry plain = sought;
    plain.sealed = false;
    return weigh(leaf, leaf.add(plain), candidates);
}

// Somebody who fits two people who cannot be one links to neither.
std::vector<Hit> Index::placed(const Book& book, RecordNo no) const {
    Found found;
    gather(book, book[no], *shelves_[0], found);
    auto hits = weigh(book, no, found.candidates);
    const auto contested = [&](const Hit& hit) {
        return std::any_of(hits.begin(), hits.end(), [&](const Hit& rival) {
            return rival.person != hit.person && rival.weight + 6 * kBit >= hit.weight &&
                   rival.weight > 4 * kBit && cannot_be_one(book_[rival.record], book_[hit.record]);
        });
    };
    for (auto& hit : hits) {
        if (hit.band != Band::Link || !contested(hit)) continue;
        hit.band = Band::Review;
        hit.rule = Rule::Contested;
    }
    std::erase_if(hits, [](const Hit& hit) { return hit.band == Band::NoLink; });
    return hits;
}

std::vector<Hit> Index::place(const Entry& entry) const {
    const std::shared_lock reading(door_);
    Book leaf(&book_);
    const auto no = leaf.add(entry);
    return leaf[no].is(kSealed) ? std::vector<Hit>{} : placed(leaf, no);
}

std::vector<Hit> Index::like(RecordNo no) const {
    const std::shared_lock reading(door_);
    if (shelf_of_[no] != 0) return {};
    Found found;
    gather(book_, book_[no], *shelves_[0], found);
    return weigh(book_, no, found.candidates);
}

Explained Index::explained(const Book& book, RecordNo a, RecordNo b) const {
    auto out = match::explain(book, scale_, a, b, options_.bands);
    out.stated = stated(
        calibration_.stated(out.evidence.weight, kind_of(out.pattern)), out.rule, options_.bands);
    out.chance = chance_of(out.stated);
    out.band = band_of(out.stated, out.rule, options_.bands);
    return out;
}

std::vector<std::string> Index::family_names_near(std::string_view name, std::size_t most) const {
    const std::shared_lock reading(door_);
    const auto bearers = [&](TextId id) { return book_.name(id).as_family; };
    std::vector<TextId> near;
    for (TextId id = 1; id < book_.name_count(); ++id) {
        const auto text = book_.name_text(id);
        if (bearers(id) > 0 && text != name && one_slip(text, name)) near.push_back(id);
    }
    std::ranges::stable_sort(near, std::ranges::greater(), bearers);
    if (near.size() > most) near.resize(most);
    std::vector<std::string> names;
    names.reserve(near.size());
    for (const auto id : near)
        names.emplace_back(book_.name_text(id));
    return names;
}

Explained Index::explain(const Entry& sought, RecordNo no) const {
    const std::shared_lock reading(door_);
    Book leaf(&book_);
    Entry plain = sought;
    plain.sealed = false;
    return explained(leaf, leaf.add(plain), no);
}

Explained Index::explain(const Entry& sought, const Entry& other) const {
    const std::shared_lock reading(door_);
    Book leaf(&book_);
    Entry plain = sought;
    plain.sealed = false;
    const auto a = leaf.add(plain);
    return explained(leaf, a, leaf.add(other));
}

Explained Index::explain(RecordNo a, RecordNo b) const {
    const std::shared_lock reading(door_);
    return explained(book_, a, b);
}

Weighed Index::weighed(RecordNo a, RecordNo b) const {
    const std::shared_lock reading(door_);
    const auto pattern = Comparer(book_, Comparer::kFew).compare(a, b);
    return {.plain = scale_.weight(pattern), .kind = kind_of(pattern), .pattern = pattern};
}

Added Index::add(const Entry& entry, std::int64_t when) {
    const std::unique_lock writing(door_);
    Added added;
    added.record = book_.add(entry);
    ledger_.add_record();
    shelf_of_.push_back(0);
    const auto no = added.record;
    if (options_.keeps_persons && !book_[no].is(kSealed)) {
        for (const auto& hit : placed(book_, no)) {
            if (hit.band == Band::Link) {
                added.links.push_back(ledger_.say({.a = no,
                                                   .b = hit.record,
                                                   .same = true,
                                                   .who = options_.version,
                                                   .weight = hit.weight,
                                                   .evidence = "linked itself",
                                                   .from = when}));
            } else {
                added.for_review.push_back(hit);
            }
        }
    }
    take_in(no, entry.shelf);
    added.person = ledger_.person_of(no);
    return added;
}

AssertionNo Index::decide(
    RecordNo a, RecordNo b, bool same, const std::string& who, std::int64_t when) {
    const std::unique_lock writing(door_);
    return ledger_.say({.a = a,
                        .b = b,
                        .same = same,
                        .who = who,
                        .by_person = true,
                        .evidence = {},
                        .from = when});
}

void Index::calibrate(const Calibration& calibration) {
    const std::unique_lock writing(door_);
    calibration_ = calibration;
}

void Index::withdraw(AssertionNo no, std::int64_t when) {
    const std::unique_lock writing(door_);
    ledger_.withdraw(no, when);
}

void Index::seal(RecordNo no, bool sealed) {
    const std::unique_lock writing(door_);
    if ((shelf_of_[no] != 0) == sealed) return;
    const std::uint8_t shelf = sealed ? 1 : 0;
    std::vector<Key> keys;
    keys_of(book_, no, keys);
    for (const auto& key : keys) {
        shelves_[shelf_of_[no]]->take_out(key, no);
        shelves_[shelf]->add(key, no);
    }
    shelf_of_[no] = shelf;
    book_.seal(no, sealed);
    ledger_.seal(no, sealed);
}

void Index::retire(RecordNo no) {
    const std::unique_lock writing(door_);
    std::vector<Key> keys;
    keys_of(book_, no, keys);
    for (const auto& key : keys)
        shelves_[shelf_of_[no]]->take_out(key, no);
    book_.forget(no);
}

std::size_t Index::size() const {
    const std::shared_lock reading(door_);
    return book_.size();
}

std::vector<RecordNo> Index::person(RecordNo no) const {
    const std::shared_lock reading(door_);
    return ledger_.records_of(no);
}

}  // namespace longstone::match
