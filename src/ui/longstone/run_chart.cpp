#include "ui/longstone/run_chart.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <initializer_list>

#include "base/text.h"
#include "ui/longstone/chart_scale.h"
#include "ui/markup.h"

namespace longstone::ls {

namespace {

using html::Markup;

// The paper: as in the page's wide layout, in units that are pixels there.
struct Paper {
    double width = 0, height = 0, left = 0, right = 0, top = 0, bottom = 0;
};
constexpr Paper kWide = {
    .width = 980, .height = 340, .left = 70, .right = 940, .top = 30, .bottom = 290};
constexpr Paper kSmall = {
    .width = 560, .height = 240, .left = 60, .right = 520, .top = 24, .bottom = 194};
constexpr double kLetter = 7.4;  // how wide a letter is, at most on average
constexpr double kAscent = 12;   // how high
constexpr double kBeside = 7;    // what a point takes around it
constexpr double kApart = 14;    // between two labels along the foot

const Paper& paper_of(const RunChart& options) {
    return options.small ? kSmall : kWide;
}

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;

    [[nodiscard]] bool holds(double x, double y) const {
        return x > left && x < right && y > top && y < bottom;
    }
    [[nodiscard]] bool meets(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

std::string place(double value) {
    std::array<char, 32> out = {};
    std::snprintf(out.data(), out.size(), "%.1f", value);
    return out.data();
}

class Drawer {
public:
    explicit Drawer(const RunChart& options)
        : options_(options), paper_(paper_of(options)), scale_(scale_of(options)) {}

    Html draw() {
        write_grid();
        for (const auto& stretch : options_.stretches)
            write_stretch(stretch);
        write_levels();
        for (const auto& change : options_.changes)
            write_change(change);
        write_run();
        for (std::size_t at = 0; at < options_.points.size(); ++at)
            write_point(at);
        return out_.done();
    }

private:
    static Scale scale_of(const RunChart& options) {
        std::vector<double> values;
        for (const auto& point : options.points) {
            if (point.value) values.push_back(*point.value);
        }
        for (const auto& stretch : options.stretches) {
            values.push_back(stretch.mean);
            for (const auto& limit : {stretch.lower, stretch.upper}) {
                if (limit) values.push_back(*limit);
            }
        }
        for (const auto& level : options.levels)
            values.push_back(level.value);
        if (values.empty()) values = {0, 1};
        return scale_for(options.lowest.value_or(std::ranges::min(values)),
                         options.highest.value_or(std::ranges::max(values)));
    }

    double across(std::size_t at) const {
        const auto count = options_.points.size();
        if (count < 2) return (paper_.left + paper_.right) / 2;
        return paper_.left + (paper_.right - paper_.left) * static_cast<double>(at) /
                                 static_cast<double>(count - 1);
    }
    double up(double value) const { return scale_.place(value, paper_.top, paper_.bottom); }

    // Words on the chart stand where no point, no stroke of the run and no other words are.
    static Box box_of(double x, double y, std::string_view text) {
        return {.left = x, .top = y - kAscent, .right = x + width_of(text), .bottom = y + 3};
    }
    static double width_of(std::string_view text) {
        return kLetter * static_cast<double>(text.size());
    }
    bool is_clear(const Box& box) const {
        if (box.top < 0 || box.bottom > paper_.bottom || box.left < paper_.left ||
            box.right > paper_.width)
            return false;
        if (std::ranges::any_of(taken_, [&](const Box& other) { return box.meets(other); }))
            return false;
        const Box wide = {.left = box.left - kBeside,
                          .top = box.top - kBeside,
                          .right = box.right + kBeside,
                          .bottom = box.bottom + kBeside};
        for (std::size_t at = 0; at < options_.points.size(); ++at) {
            const auto& value = options_.points[at].value;
            if (!value) continue;
            if (wide.holds(across(at), up(*value))) return false;
            if (at == 0 || !options_.points[at - 1].value) continue;
            constexpr int kSteps = 24;
            const double from = up(*options_.points[at - 1].value);
            for (int step = 1; step < kSteps; ++step) {
                const double part = static_cast<double>(step) / kSteps;
                const double x = across(at - 1) + (across(at) - across(at - 1)) * part;
                if (box.holds(x, from + (up(*value) - from) * part)) return false;
            }
        }
        return true;
    }
    // Beside a line at this height: above or below it, at one of several places along it.
    void words_along(double from,
                     double to,
                     double y,
                     std::initializer_list<double> places,
                     std::string_view text) {
        const double room = std::max(to - from - width_of(text) - 4, 0.0);
        const auto put = [&](double place, double height) {
            const double x = from + 2 + room * place;
            taken_.push_back(box_of(x, height, text));
            words("start", x, height, text);
        };
        for (const double place : places)
            for (const double height : {y - 6, y + 15})
                if (is_clear(box_of(from + 2 + room * place, height, text)))
                    return put(place, height);
        put(*places.begin(), y - 6);
    }

    void line(html::Literal classes, double x1, double y1, double x2, double y2) {
        out_.raw("<line")
            .classes(classes)
            .attribute("x1", place(x1))
            .attribute("y1", place(y1))
            .attribute("x2", place(x2))
            .attribute("y2", place(y2))
            .raw("/>");
    }
    void words(html::Literal anchor, double x, double y, std::string_view text) {
        out_.raw("<text class=\"ls-drawing__halo\"")
            .attribute("text-anchor", anchor.text)
            .attribute("x", place(x))
            .attribute("y", place(y))
            .raw(">")
            .text(text)
            .raw("</text>");
    }

    void write_grid() {
        for (const double mark : scale_.marks()) {
            line("ls-chart__grid", paper_.left, up(mark), paper_.right, up(mark));
            words("end", paper_.left - 10, up(mark) + 5, cat({figure(mark), options_.unit}));
        }
        const auto count = options_.points.size();
        double longest = 1;
        for (const auto& point : options_.points)
            longest = std::max(longest, width_of(point.label) + kApart);
        const auto fit = static_cast<std::size_t>((paper_.right - paper_.left) / longest) + 1;
        const auto every = std::max<std::size_t>(1, (count + fit - 1) / fit);
        for (std::size_t at = 0; at < count; at += every) {
            // The last is not cut off by the edge of the paper.
            const double half = width_of(options_.points[at].label) / 2;
            words("middle",
                  std::min(across(at), paper_.width - half),
                  paper_.bottom + 24,
                  options_.points[at].label);
        }
    }

    void write_stretch(const ChartStretch& stretch) {
        if (options_.points.empty()) return;
        const auto last = options_.points.size() - 1;
        const double from = across(std::min(stretch.from, last));
        const double to = across(std::min(stretch.to, last));
        line("ls-chart__mean", from, up(stretch.mean), to, up(stretch.mean));
        words_along(from,
                    to,
                    up(stretch.mean),
                    {1, 0, 0.75, 0.5, 0.25},
                    cat({"mean ", figure(stretch.mean), options_.unit}));
        const auto limit = [&](const std::optional<double>& value, std::string_view name) {
            if (!value) return;
            line("ls-chart__limit", from, up(*value), to, up(*value));
            words_along(from,
                        to,
                        up(*value),
                        {0.25, 0.75, 0.5, 0, 1},
                        cat({name, " limit ", figure(*value), options_.unit}));
        };
        limit(stretch.upper, "upper");
        limit(stretch.lower, "lower");
    }

    // Their words stand at the left, each clear of the one above it.
    void write_levels() {
        constexpr double kBelow = 16;
        auto levels = options_.levels;
        std::ranges::sort(levels, std::ranges::greater(), &ChartLevel::value);
        double last = paper_.top - 2 * kBelow;
        for (const auto& level : levels) {
            line("ls-chart__level", paper_.left, up(level.value), paper_.right, up(level.value));
            last = std::max(up(level.value) - 5, last + kBelow);
            words("start", paper_.left + 6, last, level.words);
        }
    }

    void write_change(const ChartChange& change) {
        if (change.at >= options_.points.size()) return;
        const double half = change.at > 0 ? (across(change.at) - across(change.at - 1)) / 2 : 0;
        const double x = across(change.at) - half;
        line("ls-chart__change", x, paper_.top - 10, x, paper_.bottom);
        if (x > (paper_.left + paper_.right) / 2) {
            words("end", x - 8, paper_.bottom - 12, change.words);
        } else {
            words("start", x + 8, paper_.bottom - 12, change.words);
        }
    }

    // Broken where nothing was counted, rather than led over it, and dashed to what is not over.
    void write_run() {
        std::string way, open;
        for (std::size_t at = 0; at < options_.points.size(); ++at) {
            const auto& point = options_.points[at];
            if (!point.value) continue;
            const bool joined = at > 0 && options_.points[at - 1].value;
            const auto here = cat({place(across(at)), " ", place(up(*point.value))});
            if (joined && point.open) {
                const auto& before = options_.points[at - 1];
                open += cat({"M", place(across(at - 1)), " ", place(up(*before.value))});
                open += cat({"L", here});
            } else {
                way += cat({joined ? "L" : "M", here});
            }
        }
        if (!way.empty()) out_.raw("<path class=\"ls-chart__run\"").attribute("d", way).raw("/>");
        if (!open.empty())
            out_.raw("<path class=\"ls-chart__run ls-chart__run--open\"")
                .attribute("d", open)
                .raw("/>");
    }

    void write_point(std::size_t at) {
        const auto& point = options_.points[at];
        if (!point.value) return;
        const double x = across(at);
        const double y = up(*point.value);
        const std::string_view kind = point.open                     ? "ls-chart__point--open"
                                      : point.signal == Signal::None ? ""
                                      : point.worse                  ? "ls-chart__point--worse"
                                                                     : "ls-chart__point--signal";
        if (!point.href.empty()) {
            out_.raw("<a").attribute("href", point.href);
            out_.optional("aria-label", point.words).raw(">");
        }
        if (point.signal == Signal::Beyond) {
            out_.raw("<rect width=\"12\" height=\"12\"")
                .classes("ls-chart__point", kind)
                .attribute("x", place(x - 6))
                .attribute("y", place(y - 6));
        } else {
            out_.raw("<circle r=\"6\"")
                .classes("ls-chart__point", kind)
                .attribute("cx", place(x))
                .attribute("cy", place(y));
        }
        if (point.words.empty()) {
            out_.raw("/>");
        } else {
            out_.raw("><title>").text(point.words).raw("</title>");
            if (point.signal == Signal::Beyond) {
                out_.raw("</rect>");
            } else {
                out_.raw("</circle>");
            }
        }
        if (!point.href.empty()) out_.raw("</a>");
    }

    const RunChart& options_;
    const Paper& paper_;
    const Scale scale_;
    std::vector<Box> taken_ = {};
    Markup out_;
};

}  // namespace

Html run_chart(const RunChart& options) {
    const bool has_links =
        std::ranges::any_of(options.points, [](const auto& point) { return !point.href.empty(); });
    const auto& paper = paper_of(options);
    Markup out;
    out.raw("<div class=\"ls-wide\" role=\"region\" tabindex=\"0\"")
        .attribute("aria-label", options.title)
        .raw("><svg class=\"ls-chart\"")
        .attribute("role", has_links ? "group" : "img")
        .attribute("width", figure(paper.width))
        .attribute("height", figure(paper.height))
        .attribute("viewBox", cat({"0 0 ", figure(paper.width), " ", figure(paper.height)}))
        .attribute("aria-labelledby", cat({options.id, "-title ", options.id, "-description"}))
        .raw("><title")
        .attribute("id", cat({options.id, "-title"}))
        .raw(">")
        .text(options.title)
        .raw("</title><desc")
        .attribute("id", cat({options.id, "-description"}))
        .raw(">")
        .text(options.description)
        .raw("</desc>")
        .html(Drawer(options).draw())
        .raw("</svg></div>");
    return out.done();
}

Html chart_key(const RunChart& options) {
    const bool open = std::ranges::any_of(options.points, &ChartPoint::open);
    return html::small_paragraph(
        {"○ usual variation · ● run of points on one side of the mean · "
         "■ beyond the limits",
         open ? " · ◌ not over yet" : ""});
}

}  // namespace longstone::ls
