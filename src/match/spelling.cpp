#include "match/spelling.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "match/held.h"
#include "match/similar.h"

namespace longstone::match {
namespace {

constexpr std::uint32_t kFewBear = 3;
constexpr std::size_t kShortest = 4;  // letters: of shorter names a slip is mostly another name

std::uint32_t bearers(const Book& book, TextId name) {
    return book.name(name).as_given + book.name(name).as_family;
}

}  // namespace

Spelling::Spelling(const Book& book) : likelier_(book.name_count()) {
    std::iota(likelier_.begin(), likelier_.end(), TextId{0});
    // Two names a slip apart have something in common: one of them, or what is left when a letter
    // is taken out of each.
    std::vector<std::uint64_t> left;
    std::string shorter;
    for (TextId name = 1; name < likelier_.size(); ++name) {
        const auto text = book.name_text(name);
        if (text.size() < kShortest || bearers(book, name) == 0) continue;
        const auto put = [&](std::string_view part) {
            left.push_back((hash_of(part) & 0xffffffff00000000U) | name);
        };
        put(text);
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (at > 0 && text[at] == text[at - 1]) continue;
            shorter.assign(text, 0, at);
            shorter.append(text, at + 1);
            put(shorter);
        }
    }
    sort_held(left);
    for (std::size_t at = 0; at < left.size();) {
        std::size_t end = at + 1;
        while (end < left.size() && left[end] >> 32U == left[at] >> 32U)
            ++end;
        if (end - at > 1) {
            const auto likelier = [&](TextId x, TextId y) {
                const auto of_x = bearers(book, x);
                const auto of_y = bearers(book, y);
                return of_x != of_y ? of_x > of_y : x < y;
            };
            auto most = static_cast<TextId>(left[at]);
            for (auto of = at; of < end; ++of)
                if (const auto name = static_cast<TextId>(left[of]); likelier(name, most))
                    most = name;
            for (auto of = at; of < end; ++of) {
                const auto name = static_cast<TextId>(left[of]);
                if (name == most || bearers(book, name) > kFewBear) continue;
                if (likelier(most, likelier_[name]) &&
                    one_slip(book.name_text(name), book.name_text(most)))
                    likelier_[name] = most;
            }
        }
        at = end;
    }
}

}  // namespace longstone::match
