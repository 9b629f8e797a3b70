// One long file: tables that are hidden, each beside how it could be worked out.
#include "measure/suppress.h"

#include <algorithm>
#include <cstdlib>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace longstone;
using namespace longstone::measure;

namespace {

CountTable table_of(std::size_t rows, std::size_t columns, std::vector<std::int64_t> cells) {
    return {.rows = rows, .columns = columns, .cells = std::move(cells)};
}

CountTable list_of(std::vector<std::int64_t> cells) {
    const std::size_t rows = cells.size();
    return {.rows = rows, .columns = 1, .cells = std::move(cells), .row_totals = false};
}

Profile profile(std::string_view id) {
    return find_profile(id).value();
}

// The table as a page shows it, a row of totals last.
std::string page(const Release& made) {
    std::string out;
    for (std::size_t row = 0; row <= made.rows(); ++row) {
        for (std::size_t column = 0; column <= made.columns(); ++column)
            out += cat({column == 0 ? "" : " ", made.text(row, column)});
        out += row < made.rows() ? " / " : "";
    }
    return out;
}

// The count itself, totals too.
std::int64_t count_at(const Release& made, std::size_t row, std::size_t column) {
    const CountTable& table = made.table();
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        if (row != table.rows && i / table.columns != row) continue;
        if (column != table.columns && i % table.columns != column) continue;
        sum += table.cells[i];
    }
    return sum;
}

// --- the attacker --------------------------------------------------------------------------------
// Knows the published numbers, how they were marked and rounded, that cells add up to totals, and
// that no count is negative. An exact search in whole numbers; it shares nothing with the program
// but the table.

constexpr std::int64_t kBeyond = 2'000;  // more than any count of these tables need be

struct Range {
    std::int64_t least = 0, most = kBeyond;
};

struct Sum {
    std::vector<std::size_t> parts = {};
    std::size_t total = 0;
};

class Attacker {
public:
    // Adds a table; gives the place of its first variable.
    std::size_t add(const Release& shown, const Release* earlier = nullptr) {
        const std::size_t first = known_.size();
        const std::size_t width = shown.columns() + 1;
        for (std::size_t row = 0; row <= shown.rows(); ++row) {
            for (std::size_t column = 0; column < width; ++column) {
                known_.push_back(range(shown, earlier, row, column));
                truth_.push_back(count_at(shown, row, column));
            }
        }
        for (std::size_t row = 0; row <= shown.rows(); ++row) {
            Sum sum{.parts = {}, .total = first + row * width + shown.columns()};
            for (std::size_t column = 0; column < shown.columns(); ++column)
                sum.parts.push_back(first + row * width + column);
            sums_.push_back(sum);
        }
        for (std::size_t column = 0; column < width; ++column) {
            Sum sum{.parts = {}, .total = first + shown.rows() * width + column};
            for (std::size_t row = 0; row < shown.rows(); ++row)
                sum.parts.push_back(first + row * width + column);
            sums_.push_back(sum);
        }
        return first;
    }

    // Knows that two counts are the same.
    void same(std::size_t one, std::size_t other) { same_.emplace_back(one, other); }

    // Whether the counts could all be so that this one is `value`.
    [[nodiscard]] bool possible(std::size_t variable, std::int64_t value) const {
        std::vector<Range> ranges = known_;
        ranges[variable] = {.least = std::max(value, ranges[variable].least),
                            .most = std::min(value, ranges[variable].most)};
        int budget = 20'000;
        return search(std::move(ranges), budget);
    }

    // Whether the difference of two could be `value`: for what came in between two releases.
    [[nodiscard]] bool possible_between(std::size_t now,
                                        std::size_t before,
                                        std::int64_t value) const {
        Attacker told = *this;
        const std::size_t step = told.known_.size();
        const std::int64_t size = std::abs(value);
        told.known_.push_back({.least = size, .most = size});
        told.truth_.push_back(size);
        told.sums_.push_back(value < 0 ? Sum{.parts = {now, step}, .total = before}
                                       : Sum{.parts = {before, step}, .total = now});
        return told.possible(step, size);
    }

private:
    std::vector<Range> known_ = {};
    std::vector<std::int64_t> truth_ = {};
    std::vector<Sum> sums_ = {};
    std::vector<std::pair<std::size_t, std::size_t>> same_ = {};

    static Range range(const Release& shown,
                       const Release* earlier,
                       std::size_t row,
                       std::size_t column) {
        const Profile& rule = shown.profile();
        if (shown.cell(row, column) == Cell::Absent) return {};
        if (shown.marked(row, column)) {
            const bool was = earlier != nullptr && earlier->marked(row, column);
            return {.least = shown.withheld() || was || rule.from <= 0 ? 0 : 1, .most = kBeyond};
        }
        const std::int64_t value = shown.value(row, column).value();
        if (rule.round == 1 || rule.exact_percentages) {
            const std::int64_t exact = count_at(shown, row, column);
            return {.least = exact, .most = exact};
        }
        Range found{.least = kBeyond, .most = 0};
        for (std::int64_t guess = 0; guess <= value + rule.round; ++guess) {
            const bool is_small = rule.from <= guess && guess <= rule.to;
            const std::int64_t apart = std::abs(guess - value);
            if (is_small || 2 * apart > rule.round) continue;
            found = {.least = std::min(found.least, guess), .most = std::max(found.most, guess)};
        }
        return found;
    }

    static bool narrow(Range& range, std::int64_t least, std::int64_t most, bool& moved) {
        if (least > range.least || most < range.most) moved = true;
        range = {.least = std::max(range.least, least), .most = std::min(range.most, most)};
        return range.least <= range.most;
    }

    // Draws from each sum what follows for each of its parts; false where it cannot be.
    [[nodiscard]] bool follow(std::vector<Range>& ranges) const {
        for (bool moved = true; moved;) {
            moved = false;
            for (const auto& [one, other] : same_) {
                const Range first = ranges[one];
                const Range second = ranges[other];
                if (!narrow(ranges[one], second.least, second.most, moved)) return false;
                if (!narrow(ranges[other], first.least, first.most, moved)) return false;
            }
            for (const Sum& sum : sums_) {
                std::int64_t least = 0;
                std::int64_t most = 0;
                for (std::size_t part : sum.parts) {
                    least += ranges[part].least;
                    most += ranges[part].most;
                }
                Range& total = ranges[sum.total];
                if (!narrow(total, least, most, moved)) return false;
                for (std::size_t part : sum.parts) {
                    Range& range = ranges[part];
                    const std::int64_t others_least = least - range.least;
                    const std::int64_t others_most = most - range.most;
                    const Range was = range;
                    if (!narrow(range, total.least - others_most, total.most - others_least, moved))
                        return false;
                    least += range.least - was.least;
                    most += range.most - was.most;
                }
            }
        }
        return true;
    }

    // The truth is where the search looks first; it finds the same without, but later. Given up, it
    // counts as not possible, which is on the safe side here.
    [[nodiscard]] bool search(std::vector<Range> ranges, int& budget) const {
        if (--budget <= 0 || !follow(ranges)) return false;
        const auto open = std::ranges::min_element(ranges, {}, [](const Range& range) {
            return range.least == range.most ? 2 * kBeyond : range.most - range.least;
        });
        if (open->least == open->most) return true;
        const auto place = static_cast<std::size_t>(open - ranges.begin());
        const Range whole = *open;
        const std::int64_t first = std::clamp(truth_[place], whole.least, whole.most);
        const auto with = [&](std::int64_t least, std::int64_t most) {
            if (least > most) return false;
            std::vector<Range> part = ranges;
            part[place] = {.least = least, .most = most};
            return search(std::move(part), budget);
        };
        return with(first, first) || with(whole.least, first - 1) || with(first + 1, whole.most);
    }
};

// The widest range of values around the true one, as far as it matters.
template <class Possible>
std::int64_t width_around(std::int64_t truth, Possible&& possible) {
    std::int64_t least = truth;
    std::int64_t most = truth;
    for (std::int64_t apart = 1; apart <= kLeastWidth; ++apart) {
        if (possible(truth - apart)) least = truth - apart;
        if (possible(truth + apart)) most = truth + apart;
    }
    return most - least;
}

std::string first_pinned(const Release& made) {
    Attacker attacker;
    const std::size_t first = attacker.add(made);
    for (std::size_t row = 0; row <= made.rows(); ++row) {
        for (std::size_t column = 0; column <= made.columns(); ++column) {
            if (!made.marked(row, column)) continue;
            const std::size_t cell = first + row * (made.columns() + 1) + column;
            const std::int64_t width =
                width_around(count_at(made, row, column),
                             [&](std::int64_t value) { return attacker.possible(cell, value); });
            if (width < kLeastWidth)
                return cat({"row ",
                            number(static_cast<long long>(row)),
                            " column ",
                            number(static_cast<long long>(column)),
                            " of ",
                            page(made)});
        }
    }
    return {};
}

// The same of two releases together, and of what came in between.
std::string first_pinned(const Release& before, const Release& now) {
    Attacker attacker;
    const std::size_t old_first = attacker.add(before);
    const std::size_t new_first = attacker.add(now, &before);
    const std::size_t width = now.columns() + 1;
    for (std::size_t i = 0; i < width * (now.rows() + 1); ++i) {
        const bool there = now.cells()[i] != Cell::Absent;
        if (there && count_at(before, i / width, i % width) == count_at(now, i / width, i % width))
            attacker.same(old_first + i, new_first + i);
    }
    const auto pinned = [&](std::size_t cell, std::int64_t truth) {
        return width_around(truth, [&](std::int64_t value) {
                   return attacker.possible(cell, value);
               }) < kLeastWidth;
    };
    for (std::size_t i = 0; i < width * (now.rows() + 1); ++i) {
        const std::size_t row = i / width;
        const std::size_t column = i % width;
        const std::string where = cat({" cell ",
                                       number(static_cast<long long>(i)),
                                       " of ",
                                       page(before),
                                       " then ",
                                       page(now)});
        const std::int64_t was = count_at(before, row, column);
        const std::int64_t is = count_at(now, row, column);
        if (before.marked(row, column) && pinned(old_first + i, was)) return "earlier" + where;
        if (now.marked(row, column) && pinned(new_first + i, is)) return "now" + where;
        const std::int64_t apart = std::abs(is - was);
        if (apart < std::max<std::int64_t>(1, now.profile().from) || apart > now.profile().to ||
            now.cells()[i] == Cell::Absent)
            continue;
        if (width_around(is - was, [&](std::int64_t value) {
                return attacker.possible_between(new_first + i, old_first + i, value);
            }) < kLeastWidth)
            return "difference" + where;
    }
    return {};
}

// The same numbers in every run.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::int64_t below(std::int64_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t state_;
};

// Small tables with many small counts and zeros.
CountTable invented(Numbers& numbers) {
    CountTable table{.rows = static_cast<std::size_t>(2 + numbers.below(3)),
                     .columns = static_cast<std::size_t>(1 + numbers.below(4))};
    for (std::size_t i = 0; i < table.rows * table.columns; ++i) {
        const std::int64_t kind = numbers.below(10);
        table.cells.push_back(kind < 3   ? 1 + numbers.below(4)
                              : kind < 5 ? 0
                                         : 5 + numbers.below(30));
    }
    table.row_totals = numbers.below(5) != 0;
    table.column_totals = numbers.below(5) != 0;
    return table;
}

}  // namespace

TEST_CASE("the profiles are those of the publishers") {
    CHECK(page(release(list_of({0, 4, 5, 7, 8, 120}), profile("sac")).value()) ==
          "*  / *  / 5  / 5  / 10  / 120  / 145 ");
    CHECK(page(release(list_of({0, 1, 5, 6, 41}), profile("cin")).value()) ==
          "0  / c  / c  / 6  / 41  / 53 ");
    CHECK(page(release(list_of({0, 1, 4, 5, 41}), profile("default")).value()) ==
          "0  / c  / c  / 5  / 40  / 50 ");
    CHECK(page(release(list_of({0, 1, 4, 5, 41}), profile("none")).value()) ==
          "0  / 1  / 4  / 5  / 41  / 51 ");
    CHECK_FALSE(find_profile("other"));
}

TEST_CASE("a lone marked count is covered by another, the smallest that does") {
    CHECK(page(release(list_of({3, 9, 50}), profile("cin")).value()) == "c  / c  / 50  / 62 ");
    // Rounding alone leaves 3 between 0 and 7: no cover needed.
    CHECK(page(release(list_of({3, 10, 50}), profile("default")).value()) ==
          "c  / 10  / 50  / 65 ");
    const Release table =
        release(table_of(3, 3, {3, 20, 30, 40, 12, 60, 70, 80, 90}), profile("cin")).value();
    CHECK(page(table) == "c c 30 53 / c c 60 112 / 70 80 90 240 / 113 112 180 405");
    CHECK(table.cell(0, 0) == Cell::Small);
    CHECK(table.cell(1, 1) == Cell::Cover);
}

TEST_CASE("a 0 stays a 0: it could cover nothing") {
    CHECK(page(release(list_of({0, 3, 9}), profile("cin")).value()) == "0  / c  / c  / 12 ");
}

TEST_CASE("a table of one small count shows none of its totals") {
    CHECK(page(release(table_of(2, 2, {2, 0, 0, 0}), profile("cin")).value()) ==
          "c 0 c / 0 0 0 / c 0 c");
}

TEST_CASE("two marked counts that add up to little are covered by a third") {
    // 1 + 1: the total of 9 less 7 would tell both.
    const Release made = release(list_of({1, 1, 7, 30}), profile("cin")).value();
    CHECK(page(made) == "c  / c  / c  / 30  / 39 ");
    CHECK(first_pinned(made).empty());
}

TEST_CASE("a percentage goes with either of its counts") {
    const Release sac = release(table_of(2, 2, {3, 97, 40, 61}), profile("sac")).value();
    CHECK_FALSE(sac.row_percent(0, 0));
    CHECK_FALSE(sac.row_percent(0, 1));  // it covers for the other
    const Release open = release(table_of(2, 2, {13, 87, 40, 61}), profile("sac")).value();
    CHECK(*open.row_percent(0, 0) == doctest::Approx(13));  // of the counts before rounding
    CHECK(*open.column_percent(1, 0) == doctest::Approx(100.0 * 40 / 53));
    const Release rounded = release(table_of(1, 2, {13, 87}), profile("default")).value();
    CHECK(*rounded.row_percent(0, 0) == doctest::Approx(15));  // of those after it
    const Release few = release(table_of(1, 2, {13, 7}), profile("default")).value();
    CHECK_FALSE(few.row_percent(0, 0));  // 15 of 20: rounding would mislead
    CHECK_FALSE(release(list_of({13, 87}), profile("none"))->row_percent(0, 0));
    CHECK(*release(list_of({13, 87}), profile("none"))->column_percent(0, 0) ==
          doctest::Approx(13));
    CHECK_FALSE(release(list_of({0, 0}), profile("none"))->column_percent(0, 0));
}

TEST_CASE("what is no table is refused in words") {
    CHECK_FALSE(release(table_of(2, 2, {1, 2, 3}), profile("cin")));
    CHECK_FALSE(release(table_of(0, 0, {}), profile("cin")));
    CHECK_FALSE(release(list_of({-1, 4}), profile("cin")));
    const Release other = release(list_of({1, 2, 3}), profile("cin")).value();
    CHECK(release(list_of({1, 2}), profile("cin"), &other).error().message ==
          "Compare with an earlier release of the same rows and columns.");
}

TEST_CASE("a release can be kept and made again") {
    const Release made = release(table_of(2, 2, {3, 97, 40, 61}), profile("cin")).value();
    const Release again(made.table(), made.profile(), made.cells(), made.withheld());
    CHECK(page(again) == page(made));
}

// The attacker must be able to win, or the tests below prove nothing.
TEST_CASE("without the cover the attacker finds the counts") {
    const CountTable table = list_of({3, 9, 50});
    const Release made = release(table, profile("cin")).value();
    std::vector<Cell> cells = made.cells();
    std::ranges::replace(cells, Cell::Cover, Cell::Open);
    CHECK_FALSE(first_pinned(Release(table, profile("cin"), cells, false)).empty());
    CHECK(first_pinned(made).empty());

    const CountTable grown = list_of({3, 10, 50});
    const Release alone = release(grown, profile("cin")).value();
    CHECK(first_pinned(alone).empty());
    CHECK_FALSE(first_pinned(made, alone).empty());
}

TEST_CASE("no marked count of any table is known to less than a range of three") {
    Numbers numbers(7);
    for (int i = 0; i < 700; ++i) {
        const CountTable table = invented(numbers);
        for (std::string_view id : {"default", "cin", "sac"}) {
            const Release made = release(table, profile(id)).value();
            REQUIRE_FALSE(made.withheld());
            REQUIRE(first_pinned(made) == "");
        }
    }
}

TEST_CASE("a count marked earlier is not given away by a second release of the same counts") {
    const CountTable table = table_of(2, 3, {3, 20, 30, 40, 12, 60});
    const Release before = release(table, profile("cin")).value();
    const Release now = release(table, profile("cin"), &before).value();
    CHECK(page(now) == page(before));
    CHECK(first_pinned(before, now).empty());
}

TEST_CASE("one more child since the earlier release is not to be seen") {
    const Release before = release(list_of({20, 30, 40}), profile("cin")).value();
    CHECK(page(before) == "20  / 30  / 40  / 90 ");
    const Release now = release(list_of({21, 30, 40}), profile("cin"), &before).value();
    CHECK(page(now) == "c  / 30  / 40  / c ");
    // Rounded, the one more is among many that it might be.
    const Release first = release(list_of({20, 30, 40}), profile("default")).value();
    const Release second = release(list_of({21, 30, 40}), profile("default"), &first).value();
    CHECK(page(second) == "20  / 30  / 40  / 90 ");
}

TEST_CASE("no marked count is known from two releases, nor a small change between them") {
    Numbers numbers(11);
    int withheld = 0;
    int made = 0;
    for (int i = 0; i < 400; ++i) {
        const CountTable first = invented(numbers);
        CountTable second = first;
        const std::int64_t changes = numbers.below(4);
        for (std::int64_t change = 0; change < changes; ++change) {
            const auto at = static_cast<std::size_t>(
                numbers.below(static_cast<std::int64_t>(second.cells.size())));
            second.cells[at] = std::max<std::int64_t>(0, second.cells[at] + numbers.below(9) - 3);
        }
        for (std::string_view id : {"default", "cin", "sac"}) {
            const Release before = release(first, profile(id)).value();
            const Release now = release(second, profile(id), &before).value();
            ++made;
            if (now.withheld()) {
                ++withheld;
                continue;
            }
            REQUIRE(first_pinned(before, now) == "");
        }
    }
    CHECK(withheld * 10 < made);
}

TEST_CASE("a long table is worked out") {
    Numbers numbers(3);
    CountTable table{.rows = 120, .columns = 40};
    for (std::size_t i = 0; i < table.rows * table.columns; ++i)
        table.cells.push_back(numbers.below(40) == 0 ? numbers.below(6) : 6 + numbers.below(400));
    const Release made = release(table, profile("cin")).value();
    CHECK_FALSE(made.withheld());
    const auto covers = std::ranges::count(made.cells(), Cell::Cover);
    CHECK(covers > 0);
    CHECK(covers < std::ranges::count(made.cells(), Cell::Small));
    const Release again = release(table, profile("cin"), &made).value();
    CHECK(again.cells() == made.cells());
}
