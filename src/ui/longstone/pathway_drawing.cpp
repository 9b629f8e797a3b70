#include "ui/longstone/pathway_drawing.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "ui/longstone/layers.h"
#include "ui/markup.h"

namespace longstone::ls {

namespace {

using html::Markup;

constexpr std::size_t kLetters = 25;  // of a name on one line of a box
constexpr int kLineHeight = 19;
constexpr int kPadding = 12;
constexpr int kBackLane = 18;  // between arrows that lead back

std::vector<std::string> lines_of(std::string_view name) {
    std::vector<std::string> lines;
    for (const auto& word : split(name, ' ')) {
        if (word.empty()) continue;
        if (!lines.empty() && lines.back().size() + word.size() < kLetters) {
            lines.back() += cat({" ", word});
        } else {
            lines.push_back(word);
        }
    }
    return lines;
}

int height_of(const DrawnStage& stage) {
    const auto lines = static_cast<int>(lines_of(stage.name).size()) + (stage.note.empty() ? 0 : 1);
    return lines * kLineHeight + 2 * kPadding;
}

std::string description_of(const PathwayDrawing& options) {
    if (!options.description.empty()) return options.description;
    std::map<std::string, std::string> names;
    for (const auto& stage : options.stages)
        names[stage.id] = stage.name;
    std::vector<std::string> said;
    for (const auto& stage : options.stages) {
        std::vector<std::string> next;
        for (const auto& move : options.moves) {
            if (move.from == stage.id && names.contains(move.to)) next.push_back(names[move.to]);
        }
        said.push_back(next.empty() ? cat({stage.name, " ends it."})
                                    : cat({stage.name, " leads to ", join_and(next), "."}));
    }
    return join(said, " ");
}

std::string point(int x, int y) {
    return cat({number(x), " ", number(y)});
}

// Down from the foot of one box to the head of the next, through the points between.
std::string way_down(const LayeredBox& from, const LayeredBox& to, const LayeredArrow& arrow) {
    auto points = arrow.by_way_of;
    points.emplace_back(to.x, to.y - 7);
    int x = from.x;
    int y = from.y + from.height;
    auto way = cat({"M", point(x, y)});
    for (const auto& [next_x, next_y] : points) {
        const int half = (y + next_y) / 2;
        way +=
            x == next_x
                ? cat({"L", point(next_x, next_y)})
                : cat({"C", point(x, half), " ", point(next_x, half), " ", point(next_x, next_y)});
        x = next_x;
        y = next_y;
    }
    return way;
}

// Out at the right side, up beside everything, and in at the right side of where it leads.
std::string way_back(const LayeredBox& from, const LayeredBox& to, int lane) {
    const int start_y = from.y + from.height * 2 / 3;
    const int end_y = to.y + to.height / 3;
    const int start_x = from.x + from.width / 2;
    const int end_x = to.x + to.width / 2 + 7;
    return cat({"M",
                point(start_x, start_y),
                "C",
                point(lane, start_y),
                " ",
                point(lane, start_y),
                " ",
                point(lane, (start_y + end_y) / 2),
                "C",
                point(lane, end_y),
                " ",
                point(lane, end_y),
                " ",
                point(end_x, end_y)});
}

void write_arrows(Markup& out, const Layered& laid, const std::vector<DrawnMove>& moves) {
    int lane = laid.width;
    for (std::size_t at = 0; at < laid.arrows.size(); ++at) {
        const auto& arrow = laid.arrows[at];
        const auto& from = laid.boxes[arrow.from];
        const auto& to = laid.boxes[arrow.to];
        if (arrow.back) lane += kBackLane;
        out.raw("<path")
            .classes("ls-drawing__move", arrow.back ? "ls-drawing__move--back" : "")
            .attribute("d", arrow.back ? way_back(from, to, lane) : way_down(from, to, arrow))
            .raw(" marker-end=\"url(#ls-tip)\"/>");
        const auto& name = moves[at].name;
        if (name.empty() || arrow.back) continue;
        const int y = from.y + from.height + 18;
        const int x = arrow.by_way_of.empty() ? (from.x * 2 + to.x) / 3
                                              : (from.x + arrow.by_way_of.front().first) / 2;
        out.raw("<text class=\"ls-drawing__note ls-drawing__halo\" text-anchor=\"middle\"")
            .attribute("x", number(x))
            .attribute("y", number(y))
            .raw(">")
            .text(name)
            .raw("</text>");
    }
}

void write_line(Markup& out, const LayeredBox& box, int y, std::string_view words, bool is_note) {
    out.raw("<text text-anchor=\"middle\"")
        .attribute("class", is_note ? "ls-drawing__note" : "ls-drawing__name")
        .attribute("x", number(box.x))
        .attribute("y", number(y))
        .raw(">")
        .text(words)
        .raw("</text>");
}

void write_stage(Markup& out, const DrawnStage& stage, const LayeredBox& box) {
    const std::string_view kind = stage.now      ? "ls-drawing__stage--now"
                                  : stage.starts ? "ls-drawing__stage--start"
                                  : stage.ends   ? "ls-drawing__stage--end"
                                                 : "";
    if (!stage.href.empty()) out.raw("<a").attribute("href", stage.href).raw(">");
    out.raw("<rect rx=\"3\"")
        .classes("ls-drawing__stage", kind)
        .attribute("x", number(box.x - box.width / 2))
        .attribute("y", number(box.y))
        .attribute("width", number(box.width))
        .attribute("height", number(box.height))
        .raw("/>");
    int y = box.y + kPadding + 14;
    for (const auto& line : lines_of(stage.name)) {
        write_line(out, box, y, line, false);
        y += kLineHeight;
    }
    if (!stage.note.empty()) write_line(out, box, y, stage.note, true);
    if (!stage.href.empty()) out.raw("</a>");
}

// The moves between stages that are there, with their ends as places in the list.
struct KnownMoves {
    std::vector<DrawnMove> moves;
    std::vector<std::pair<std::size_t, std::size_t>> ends;
};

KnownMoves known_moves(const PathwayDrawing& options) {
    std::map<std::string, std::size_t> places;
    for (std::size_t at = 0; at < options.stages.size(); ++at)
        places[options.stages[at].id] = at;
    KnownMoves known;
    for (const auto& move : options.moves) {
        if (!places.contains(move.from) || !places.contains(move.to)) continue;
        known.moves.push_back(move);
        known.ends.emplace_back(places[move.from], places[move.to]);
    }
    return known;
}

}  // namespace

Html pathway_drawing(const PathwayDrawing& options) {
    std::vector<int> heights;
    for (const auto& stage : options.stages)
        heights.push_back(height_of(stage));
    const auto known = known_moves(options);
    const auto laid = lay_out(heights, known.ends);
    const auto backs = std::ranges::count(laid.arrows, true, &LayeredArrow::back);
    const int width =
        laid.width + static_cast<int>(backs) * kBackLane + (backs > 0 ? kBackLane : 0);
    // Links inside must stay reachable, so it is then a group and not one image.
    const bool has_links =
        std::ranges::any_of(options.stages, [](const auto& stage) { return !stage.href.empty(); });
    Markup out;
    out.raw("<div class=\"ls-wide\" role=\"region\" tabindex=\"0\"")
        .attribute("aria-label", options.title)
        .raw("><svg class=\"ls-drawing\"")
        .attribute("role", has_links ? "group" : "img")
        .attribute("width", number(width))
        .attribute("height", number(laid.height))
        .attribute("viewBox", cat({"0 0 ", number(width), " ", number(laid.height)}))
        .attribute("aria-labelledby", cat({options.id, "-title ", options.id, "-description"}))
        .raw("><title")
        .attribute("id", cat({options.id, "-title"}))
        .raw(">")
        .text(options.title)
        .raw("</title><desc")
        .attribute("id", cat({options.id, "-description"}))
        .raw(">")
        .text(description_of(options))
        .raw(
            "</desc><defs><marker id=\"ls-tip\" viewBox=\"0 0 10 10\" refX=\"3\" refY=\"5\" "
            "markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" "
            "orient=\"auto\"><path class=\"ls-drawing__tip\" d=\"M0 0L10 5L0 10z\"/>"
            "</marker></defs>");
    write_arrows(out, laid, known.moves);
    for (std::size_t at = 0; at < options.stages.size(); ++at) {
        write_stage(out, options.stages[at], laid.boxes[at]);
    }
    out.raw("</svg></div>");
    return out.done();
}

}  // namespace longstone::ls
