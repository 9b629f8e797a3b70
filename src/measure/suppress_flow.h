#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// A table with totals as a network: every row and every column is a node, every cell an arc whose
// flow is its count, and that cells add up to their totals is that what flows into a node flows out
// again. Whoever tries to work a cell out can move it exactly as far as a circle of other cells can
// make good for it, so what is known of a cell is a greatest flow, in whole numbers and exact.
namespace longstone::measure {

// Every cell with totals, row after row; the last row and the last column are the totals.
struct Shape {
    std::size_t rows = 0, columns = 0;

    [[nodiscard]] std::size_t width() const { return columns + 1; }
    [[nodiscard]] std::size_t cells() const { return (rows + 1) * width(); }
    [[nodiscard]] std::size_t nodes() const { return rows + columns + 2; }
    [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const {
        return row * width() + column;
    }
    [[nodiscard]] bool is_total(std::size_t cell) const {
        return cell / width() == rows || cell % width() == columns;
    }
};

std::vector<std::int64_t> with_totals(const Shape& shape, const std::vector<std::int64_t>& cells);

// How far one count may be from the truth for all an attacker knows.
struct Room {
    std::int64_t up = 0, down = 0;
};
inline constexpr std::int64_t kAnyRoom = std::int64_t{1} << 40;

// The other cells of a circle that need a mark before one can move along it by enough.
struct Circle {
    std::int64_t cost = 0;
    std::vector<std::size_t> cells = {};
};

class Network {
public:
    explicit Network(const Shape& shape);

    // The range left to `cell`; not counted beyond `enough` either way.
    [[nodiscard]] std::int64_t range_left(const std::vector<Room>& rooms,
                                          std::size_t cell,
                                          std::int64_t enough) const;
    // The cheapest circle along which `cell` could move by `enough` one way or the other, were the
    // cells it needs marked (`cell` itself among them); marking one costs as given, above 0.
    [[nodiscard]] std::optional<Circle> cheapest_circle(const std::vector<Room>& rooms,
                                                        const std::vector<Room>& rooms_if_marked,
                                                        const std::vector<std::int64_t>& costs,
                                                        std::size_t cell,
                                                        std::int64_t enough) const;

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    struct Arc {
        std::size_t from = 0, to = 0;
    };
    // One step of a way: along a cell, or against it.
    struct Step {
        std::size_t cell = kNone;
        std::size_t to = 0;
        bool along = true;
    };
    struct Terms;

    Shape shape_;
    std::vector<std::vector<Step>> steps_;  // out of each node

    [[nodiscard]] Arc arc_of(std::size_t cell) const;
    [[nodiscard]] std::vector<Step> walk_back(const std::vector<Step>& by,
                                              std::size_t from,
                                              std::size_t to) const;
    [[nodiscard]] std::vector<Step> way(const std::vector<Room>& rooms,
                                        std::size_t without,
                                        std::size_t from,
                                        std::size_t to) const;
    [[nodiscard]] std::int64_t flow(std::vector<Room> rooms,
                                    std::size_t without,
                                    std::size_t from,
                                    std::size_t to,
                                    std::int64_t enough) const;
    [[nodiscard]] std::optional<Circle> circle(const Terms& terms, std::size_t cell, bool up) const;
};

}  // namespace longstone::measure
