#include "ui/longstone/run_chart.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "ui/longstone/chart_scale.h"
#include "ui/markup.h"

namespace longstone::ls {

namespace {

using html::Markup;

// The paper: as in the page's wide layout, in units that are pixels there.
constexpr double kWidth = 980;
constexpr double kHeight = 340;
constexpr double kLeft = 70;
constexpr double kRight = 940;
constexpr double kTop = 30;
constexpr double kBottom = 290;
constexpr std::size_t kLabels = 12;  // at most, along the foot

std::string place(double value) {
    std::array<char, 32> out = {};
    std::snprintf(out.data(), out.size(), "%.1f", value);
    return out.data();
}

class Drawer {
public:
    explicit Drawer(const RunChart& options) : options_(options), scale_(scale_of(options)) {}

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
        if (count < 2) return (kLeft + kRight) / 2;
        return kLeft + (kRight - kLeft) * static_cast<double>(at) / static_cast<double>(count - 1);
    }
    double up(double value) const { return scale_.place(value, kTop, kBottom); }

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
            line("ls-chart__grid", kLeft, up(mark), kRight, up(mark));
            words("end", kLeft - 10, up(mark) + 5, cat({figure(mark), options_.unit}));
        }
        const auto count = options_.points.size();
        const auto every = std::max<std::size_t>(1, (count + kLabels - 1) / kLabels);
        for (std::size_t at = 0; at < count; at += every) {
            words("middle", across(at), kBottom + 24, options_.points[at].label);
        }
    }

    void write_stretch(const ChartStretch& stretch) {
        if (options_.points.empty()) return;
        const auto last = options_.points.size() - 1;
        const double from = across(std::min(stretch.from, last));
        const double to = across(std::min(stretch.to, last));
        line("ls-chart__mean", from, up(stretch.mean), to, up(stretch.mean));
        words("end",
              to - 2,
              up(stretch.mean) - 6,
              cat({"mean ", figure(stretch.mean), options_.unit}));
        const auto limit = [&](const std::optional<double>& value, std::string_view name) {
            if (!value) return;
            line("ls-chart__limit", from, up(*value), to, up(*value));
            words("middle",
                  from + (to - from) / 4,
                  up(*value) - 6,
                  cat({name, " limit ", figure(*value), options_.unit}));
        };
        limit(stretch.upper, "upper");
        limit(stretch.lower, "lower");
    }

    // Their words stand at the left, each clear of the one above it.
    void write_levels() {
        constexpr double kApart = 16;
        auto levels = options_.levels;
        std::ranges::sort(levels, std::ranges::greater(), &ChartLevel::value);
        double last = kTop - 2 * kApart;
        for (const auto& level : levels) {
            line("ls-chart__level", kLeft, up(level.value), kRight, up(level.value));
            last = std::max(up(level.value) - 5, last + kApart);
            words("start", kLeft + 6, last, level.words);
        }
    }

    void write_change(const ChartChange& change) {
        if (change.at >= options_.points.size()) return;
        const double half = change.at > 0 ? (across(change.at) - across(change.at - 1)) / 2 : 0;
        const double x = across(change.at) - half;
        line("ls-chart__change", x, kTop - 10, x, kBottom);
        if (x > (kLeft + kRight) / 2) {
            words("end", x - 8, kBottom - 12, change.words);
        } else {
            words("start", x + 8, kBottom - 12, change.words);
        }
    }

    // Broken where nothing was counted, rather than led over it.
    void write_run() {
        std::string way;
        bool joined = false;
        for (std::size_t at = 0; at < options_.points.size(); ++at) {
            const auto& value = options_.points[at].value;
            if (value) {
                way += cat({joined ? "L" : "M", place(across(at)), " ", place(up(*value))});
            }
            joined = value.has_value();
        }
        if (!way.empty()) out_.raw("<path class=\"ls-chart__run\"").attribute("d", way).raw("/>");
    }

    void write_point(std::size_t at) {
        const auto& point = options_.points[at];
        if (!point.value) return;
        const double x = across(at);
        const double y = up(*point.value);
        const std::string_view kind = point.signal == Signal::None ? ""
                                      : point.worse                ? "ls-chart__point--worse"
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
    const Scale scale_;
    Markup out_;
};

}  // namespace

Html run_chart(const RunChart& options) {
    const bool has_links =
        std::ranges::any_of(options.points, [](const auto& point) { return !point.href.empty(); });
    Markup out;
    out.raw("<div class=\"ls-wide\" role=\"region\" tabindex=\"0\"")
        .attribute("aria-label", options.title)
        .raw("><svg class=\"ls-chart\"")
        .attribute("role", has_links ? "group" : "img")
        .attribute("width", figure(kWidth))
        .attribute("height", figure(kHeight))
        .attribute("viewBox", cat({"0 0 ", figure(kWidth), " ", figure(kHeight)}))
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

Html chart_key() {
    return html::small_paragraph(
        {"○ usual variation · ● run of points on one side of the mean · "
         "■ beyond the limits"});
}

}  // namespace longstone::ls
