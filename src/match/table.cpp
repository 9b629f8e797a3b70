#include "match/table.h"

#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace longstone::match {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6U) + (a >> 2U));
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t h = 0x243f6a8885a308d3ULL + text.size();
    while (text.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        h = mix(h, word);
        text.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    return mix(h, rest);
}

Table::Table(const Table* under)
    : under_(under),
      offset_(under == nullptr ? 0 : static_cast<TextId>(under->size())),
      slots_(under == nullptr ? 1024 : 16, 0) {
    starts_ = under == nullptr ? Many<std::uint32_t>{0, 0} : Many<std::uint32_t>{0};
}

std::size_t Table::slot_of(std::string_view sought, std::uint32_t tag) const {
    const std::size_t last = slots_.size() - 1;
    std::size_t at = tag & last;
    while (slots_[at] != 0 &&
           (slots_[at] >> 32U != tag || text(static_cast<TextId>(slots_[at])) != sought))
        at = (at + 1) & last;
    return at;
}

void Table::expect(std::string_view text) const {
    const auto tag = static_cast<std::uint32_t>(hash_of(text));
    __builtin_prefetch(&slots_[tag & (slots_.size() - 1)]);
}

TextId Table::find(std::string_view sought) const {
    if (sought.empty()) return 0;
    const TextId below = under_ == nullptr ? 0 : under_->find(sought);
    if (below != 0) return below;
    return static_cast<TextId>(
        slots_[slot_of(sought, static_cast<std::uint32_t>(hash_of(sought)))]);
}

void Table::add_all(std::span<const std::string_view> added, std::vector<TextId>& ids) {
    // A text is hashed; then its slot is near, then where its letters begin, then the letters.
    constexpr std::size_t kAhead = 16;
    std::array<std::uint32_t, kAhead> tags{};
    const auto tag_of = [&](std::size_t at) -> std::uint32_t& { return tags[at % kAhead]; };
    const auto likely = [&](std::size_t at) {
        const auto slot = slots_[tag_of(at) & (slots_.size() - 1)];
        const auto id = static_cast<TextId>(slot);
        return slot >> 32U == tag_of(at) && id >= offset_ ? id - offset_ : starts_.size();
    };
    for (std::size_t step = 0; step < added.size() + kAhead; ++step) {
        if (step >= kAhead) {
            const auto at = step - kAhead;
            ids.push_back(added[at].empty() ? 0 : add(added[at], tag_of(at)));
        }
        if (step < added.size()) {
            tag_of(step) = static_cast<std::uint32_t>(hash_of(added[step]));
            __builtin_prefetch(&slots_[tag_of(step) & (slots_.size() - 1)]);
        }
        if (const auto at = step - kAhead / 4; step >= kAhead / 4 && at < added.size())
            if (const auto own = likely(at); own < starts_.size())
                __builtin_prefetch(&starts_[own]);
        if (const auto at = step - kAhead / 2; step >= kAhead / 2 && at < added.size())
            if (const auto own = likely(at); own < starts_.size())
                __builtin_prefetch(letters_.data() + starts_[own]);
    }
}

TextId Table::add(std::string_view added) {
    return added.empty() ? 0 : add(added, static_cast<std::uint32_t>(hash_of(added)));
}

TextId Table::add(std::string_view added, std::uint32_t tag) {
    if (under_ != nullptr)
        if (const TextId below = under_->find(added); below != 0) return below;
    const std::size_t at = slot_of(added, tag);
    if (slots_[at] != 0) return static_cast<TextId>(slots_[at]);
    if (letters_.size() + added.size() > UINT32_MAX)
        throw std::length_error("the texts of a book are too many");
    const auto id = static_cast<TextId>(size());
    letters_.append(added);
    starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
    slots_[at] = std::uint64_t{tag} << 32U | id;
    if (starts_.size() * 2 > slots_.size()) grow();
    return id;
}

void Table::grow() {
    const auto before = std::move(slots_);
    slots_.assign(before.size() * 4, 0);
    const std::size_t last = slots_.size() - 1;
    for (const auto slot : before) {
        if (slot == 0) continue;
        std::size_t at = (slot >> 32U) & last;
        while (slots_[at] != 0)
            at = (at + 1) & last;
        slots_[at] = slot;
    }
}

}  // namespace longstone::match
