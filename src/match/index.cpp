#include "match/index.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>
#include <utility>

#include "match/link.h"
#include "match/parallel.h"

namespace longstone::match {
namespace {

constexpr std::size_t kRun = 4096;  // new keys that are kept by themselves before they are merged
constexpr std::size_t kGrowth =
    8;  // each run is merged into the next when it is so many times as long
constexpr std::uint32_t kMost = 400;  // records under one key that are looked at
constexpr Bits kLeastShown = -4 * kBit;

std::uint64_t held(const Key& key, RecordNo no) {
    return (key.value & 0xffffffff00000000U) | no;
}

}  // namespace

// The keys of every way, sorted, in a few runs of growing length.
class Index::Keys {
public:
    void add(const Key& key, RecordNo no) {
        auto& runs = of_[static_cast<std::size_t>(key.way)];
        if (runs.empty()) runs.emplace_back();
        auto& newest = runs.back();
        const auto value = held(key, no);
        newest.insert(std::upper_bound(newest.begin(), newest.end(), value), value);
        if (newest.size() >= kRun) merge(runs);
    }

    void fill(std::size_t way, std::vector<std::uint64_t> all) {
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        of_[way].clear();
        of_[way].push_back(std::move(all));
        of_[way].emplace_back();
    }

    template <class Look>
    void each(const Key& key, Look look) const {
        const std::uint64_t from = key.value & 0xffffffff00000000U;
        for (const auto& run : of_[static_cast<std::size_t>(key.way)])
            for (auto at = std::lower_bound(run.begin(), run.end(), from);
                 at != run.end() && (*at ^ from) >> 32U == 0;
                 ++at)
                if (!look(static_cast<RecordNo>(*at))) return;
    }

    // How many are under the key, as far as anybody wants to know.
    std::uint32_t count(const Key& key) const {
        std::uint32_t n = 0;
        each(key, [&](RecordNo) { return ++n <= kMost; });
        return n;
    }

    void take_out(const Key& key, RecordNo no) {
        for (auto& run : of_[static_cast<std::size_t>(key.way)]) {
            const auto value = held(key, no);
            const auto at = std::lower_bound(run.begin(), run.end(), value);
            if (at != run.end() && *at == value) run.erase(at);
        }
    }

private:
    using Run = std::vector<std::uint64_t>;
    static void merge(std::vector<Run>& runs) {
        while (runs.size() > 1 && runs[runs.size() - 2].size() < runs.back().size() * kGrowth) {
            Run both;
            both.reserve(runs.back().size() + runs[runs.size() - 2].size());
            std::merge(runs[runs.size() - 2].begin(),
                       runs[runs.size() - 2].end(),
                       runs.back().begin(),
                       runs.back().end(),
                       std::back_inserter(both));
            runs.pop_back();
            runs.back() = std::move(both);
        }
        runs.emplace_back();
    }

    std::array<std::vector<Run>, kWays> of_ = {};
};

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
      }),
      open_(std::make_unique<Keys>()),
      sealed_(std::make_unique<Keys>()) {
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
            open_->fill(way, std::move(all));
        }
    });
    is_sealed_.assign(count, false);
    for (RecordNo no = 0; no < count; ++no) {
        ledger_.add_record();
        if (book_[no].is(kSealed)) take_in(no);
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
void Index::take_in(RecordNo no) {
    std::vector<Key> keys;
    keys_of(book_, no, keys);
    const bool sealed = book_[no].is(kSealed);
    is_sealed_[no] = sealed;
    if (sealed) ledger_.seal(no, true);
    for (const auto& key : keys)
        (sealed ? *sealed_ : *open_).add(key, no);
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
        if (weight < kLeastShown) continue;
        hits.push_back({other,
                        ledger_.person_of(other),
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
    gather(leaf, leaf[no], *open_, found);
    if (may_see == MaySee::SealedToo) gather(leaf, leaf[no], *sealed_, found);
    Answer answer;
    for (const auto& hit : weigh(leaf, no, found.candidates)) {
        const bool known = std::any_of(answer.hits.begin(), answer.hits.end(), [&](const Hit& h) {
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

Added Index::add(const Entry& entry, std::int64_t when) {
    const std::unique_lock writing(door_);
    Added added;
    added.record = book_.add(entry);
    ledger_.add_record();
    is_sealed_.push_back(false);
    const auto no = added.record;
    if (!book_[no].is(kSealed)) {
        Found found;
        gather(book_, book_[no], *open_, found);
        const auto hits = weigh(book_, no, found.candidates);
        const auto contested = [&](const Hit& hit) {
            return std::any_of(hits.begin(), hits.end(), [&](const Hit& rival) {
                return rival.person != hit.person && rival.weight + 6 * kBit >= hit.weight &&
                       rival.weight > 4 * kBit &&
                       cannot_be_one(book_[rival.record], book_[hit.record]);
            });
        };
        for (const auto& hit : hits) {
            if (hit.band == Band::NoLink) continue;
            if (hit.band == Band::Link && !contested(hit)) {
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
    take_in(no);
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

void Index::withdraw(AssertionNo no, std::int64_t when) {
    const std::unique_lock writing(door_);
    ledger_.withdraw(no, when);
}

void Index::seal(RecordNo no, bool sealed) {
    const std::unique_lock writing(door_);
    if (is_sealed_[no] == sealed) return;
    std::vector<Key> keys;
    keys_of(book_, no, keys);
    for (const auto& key : keys) {
        (sealed ? *open_ : *sealed_).take_out(key, no);
        (sealed ? *sealed_ : *open_).add(key, no);
    }
    is_sealed_[no] = sealed;
    book_.seal(no, sealed);
    ledger_.seal(no, sealed);
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
