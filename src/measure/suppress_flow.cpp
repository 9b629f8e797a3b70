#include "measure/suppress_flow.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace longstone::measure {
namespace {

std::int64_t room_for(const Room& room, bool along) {
    return along ? room.up : room.down;
}

}  // namespace

std::vector<std::int64_t> with_totals(const Shape& shape, const std::vector<std::int64_t>& cells) {
    std::vector<std::int64_t> full(shape.cells());
    for (std::size_t row = 0; row < shape.rows; ++row) {
        for (std::size_t column = 0; column < shape.columns; ++column) {
            const std::int64_t count = cells[row * shape.columns + column];
            full[shape.at(row, column)] = count;
            full[shape.at(row, shape.columns)] += count;
            full[shape.at(shape.rows, column)] += count;
            full[shape.at(shape.rows, shape.columns)] += count;
        }
    }
    return full;
}

// What a circle needs: the rooms now and were the cells marked, and what a mark costs.
struct Network::Terms {
    const std::vector<Room>& now;
    const std::vector<Room>& marked;
    const std::vector<std::int64_t>& costs;
    std::int64_t enough = 0;

    // What the step costs, or nothing where not even a mark makes room for it.
    [[nodiscard]] std::optional<std::int64_t> cost(std::size_t cell, bool along) const {
        if (room_for(now[cell], along) >= enough) return 0;
        if (room_for(marked[cell], along) < enough) return std::nullopt;
        return costs[cell];
    }
};

Network::Network(const Shape& shape) : shape_(shape), steps_(shape.nodes()) {
    for (std::size_t cell = 0; cell < shape_.cells(); ++cell) {
        const Arc arc = arc_of(cell);
        steps_[arc.from].push_back({.cell = cell, .to = arc.to, .along = true});
        steps_[arc.to].push_back({.cell = cell, .to = arc.from, .along = false});
    }
}

// Out of a row into its columns, and back through the totals: what flows into a row through its
// total flows out through its cells, and all totals meet in the grand total.
Network::Arc Network::arc_of(std::size_t cell) const {
    const std::size_t row = cell / shape_.width();
    const std::size_t column = cell % shape_.width();
    const std::size_t column_node = shape_.rows + 1 + column;
    const bool forward = (row == shape_.rows) == (column == shape_.columns);
    return forward ? Arc{.from = row, .to = column_node} : Arc{.from = column_node, .to = row};
}

// The way to `to`, out of the steps by which each node was reached.
std::vector<Network::Step> Network::walk_back(const std::vector<Step>& by,
                                              std::size_t from,
                                              std::size_t to) const {
    std::vector<Step> found;
    while (to != from) {
        found.push_back(by[to]);
        const Arc arc = arc_of(by[to].cell);
        to = by[to].along ? arc.from : arc.to;
    }
    return found;
}

// A shortest way with room left, or none.
std::vector<Network::Step> Network::way(const std::vector<Room>& rooms,
                                        std::size_t without,
                                        std::size_t from,
                                        std::size_t to) const {
    std::vector<Step> by(shape_.nodes());
    std::vector<std::size_t> reached = {from};
    for (std::size_t i = 0; i < reached.size() && by[to].cell == kNone; ++i) {
        for (const Step& step : steps_[reached[i]]) {
            if (step.cell == without || step.to == from || by[step.to].cell != kNone) continue;
            if (room_for(rooms[step.cell], step.along) == 0) continue;
            by[step.to] = step;
            reached.push_back(step.to);
        }
    }
    if (by[to].cell == kNone) return {};
    return walk_back(by, from, to);
}

std::int64_t Network::flow(std::vector<Room> rooms,
                           std::size_t without,
                           std::size_t from,
                           std::size_t to,
                           std::int64_t enough) const {
    std::int64_t sent = 0;
    while (sent < enough) {
        const std::vector<Step> found = way(rooms, without, from, to);
        if (found.empty()) break;
        std::int64_t most = enough - sent;
        for (const Step& step : found)
            most = std::min(most, room_for(rooms[step.cell], step.along));
        for (const Step& step : found) {
            Room& room = rooms[step.cell];
            room.up += step.along ? -most : most;
            room.down += step.along ? most : -most;
        }
        sent += most;
    }
    return sent;
}

std::int64_t Network::range_left(const std::vector<Room>& rooms,
                                 std::size_t cell,
                                 std::int64_t enough) const {
    const Arc arc = arc_of(cell);
    const std::int64_t up = std::min(rooms[cell].up, enough);
    const std::int64_t more = flow(rooms, cell, arc.to, arc.from, up);
    if (more >= enough) return more;
    const std::int64_t down = std::min(rooms[cell].down, enough);
    return more + flow(rooms, cell, arc.from, arc.to, down);
}

// Dijkstra's: the nodes in the order of what it costs to get there.
std::optional<Circle> Network::circle(const Terms& terms, std::size_t cell, bool up) const {
    const auto first = terms.cost(cell, up);
    if (!first) return std::nullopt;
    const Arc arc = arc_of(cell);
    const std::size_t from = up ? arc.to : arc.from;
    const std::size_t to = up ? arc.from : arc.to;
    std::vector<Step> by(shape_.nodes());
    std::vector<std::int64_t> best(shape_.nodes(), std::numeric_limits<std::int64_t>::max());
    using Waiting = std::pair<std::int64_t, std::size_t>;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
    best[from] = 0;
    waiting.emplace(0, from);
    while (!waiting.empty()) {
        const auto [so_far, node] = waiting.top();
        waiting.pop();
        if (so_far > best[node]) continue;
        for (const Step& step : steps_[node]) {
            if (step.cell == cell) continue;
            const auto cost = terms.cost(step.cell, step.along);
            if (!cost) continue;
            // One more for each step, so that of two ways as cheap the shorter is taken.
            const std::int64_t then = so_far + *cost + 1;
            if (then >= best[step.to]) continue;
            best[step.to] = then;
            by[step.to] = step;
            waiting.emplace(then, step.to);
        }
    }
    if (by[to].cell == kNone) return std::nullopt;
    Circle found{.cost = best[to] + *first, .cells = {}};
    if (*first > 0) found.cells.push_back(cell);
    for (const Step& step : walk_back(by, from, to)) {
        if (terms.cost(step.cell, step.along).value_or(0) > 0) found.cells.push_back(step.cell);
    }
    return found;
}

std::optional<Circle> Network::cheapest_circle(const std::vector<Room>& rooms,
                                               const std::vector<Room>& rooms_if_marked,
                                               const std::vector<std::int64_t>& costs,
                                               std::size_t cell,
                                               std::int64_t enough) const {
    const Terms terms{.now = rooms, .marked = rooms_if_marked, .costs = costs, .enough = enough};
    auto up = circle(terms, cell, true);
    auto down = circle(terms, cell, false);
    if (!up || (down && down->cost < up->cost)) return down;
    return up;
}

}  // namespace longstone::measure
