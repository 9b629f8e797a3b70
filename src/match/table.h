#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/many.h"

// Every distinct text once, under a 32-bit number; 0 is the empty text. Numbers are given in the
// order in which texts come, so the same input gives the same numbers.
namespace longstone::match {

using TextId = std::uint32_t;

std::uint64_t hash_of(std::string_view text);
std::uint64_t mix(std::uint64_t a, std::uint64_t b);

class Table {
public:
    // Over another table, which is not changed: its texts keep their numbers, new ones follow.
    explicit Table(const Table* under = nullptr);
    TextId add(std::string_view added);
    // Many at once, in their order, and their numbers behind those that are there: what the next
    // ones will read is on its way meanwhile.
    void add_all(std::span<const std::string_view> added, std::vector<TextId>& ids);
    // Brings near what looking for a text will read.
    void expect(std::string_view text) const;
    // 0 when it is not there.
    TextId find(std::string_view sought) const;
    std::string_view text(TextId id) const {
        if (id < offset_) return under_->text(id);
        const auto at = id - offset_;
        return std::string_view(letters_).substr(starts_[at], starts_[at + 1] - starts_[at]);
    }
    std::size_t size() const { return offset_ + starts_.size() - 1; }

private:
    TextId add(std::string_view added, std::uint32_t tag);
    std::size_t slot_of(std::string_view sought, std::uint32_t tag) const;
    void grow();

    const Table* under_ = nullptr;
    TextId offset_ = 0;
    std::string letters_ = {};
    Many<std::uint32_t> starts_ = {};
    // The tag of a text (half its hash) above, its number below; 0: free.
    Many<std::uint64_t> slots_ = {};
};

// Values by number, over others that are not changed.
template <class Value>
class Layered {
public:
    Layered() : own_(1) {}
    explicit Layered(const Layered* under) : under_(under), offset_(under->size()) {}
    const Value& operator[](std::size_t id) const {
        return id < offset_ ? (*under_)[id] : own_[id - offset_];
    }
    Value& change(std::size_t id) { return own_[id - offset_]; }  // one of its own
    void push_back(const Value& value) { own_.push_back(value); }
    std::size_t size() const { return offset_ + own_.size(); }

private:
    const Layered* under_ = nullptr;
    std::size_t offset_ = 0;
    Many<Value> own_ = {};
};

}  // namespace longstone::match
