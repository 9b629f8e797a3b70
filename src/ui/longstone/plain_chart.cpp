#include "ui/longstone/plain_chart.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "ui/longstone/chart_scale.h"
#include "ui/markup.h"

namespace longstone::ls {
namespace {

using html::Markup;

constexpr double kWidth = 700;
constexpr double kBarsFrom = 250;
constexpr double kBarsTo = 620;
constexpr double kRow = 30;
constexpr double kRowOfTwo = 48;
constexpr double kHead = 8;
constexpr double kKey = 30;
constexpr std::size_t kLongestLabel = 34;

constexpr double kRunHeight = 300;
constexpr double kLeft = 60;
constexpr double kRight = 680;
constexpr double kTop = 20;
constexpr double kBottom = 250;
constexpr std::size_t kLabels = 8;

constexpr html::Literal kInk = "#0b1f33";
constexpr html::Literal kSea = "#0f4c5c";
constexpr html::Literal kPale = "#ffffff";
constexpr html::Literal kGrey = "#b1b4b6";

std::string place(double value) {
    std::array<char, 32> out = {};
    std::snprintf(out.data(), out.size(), "%.1f", value);
    return out.data();
}

std::string shortened(const std::string& label) {
    if (label.size() <= kLongestLabel) return label;
    auto text = label.substr(0, kLongestLabel - 1);
    while (!text.empty() && !is_valid_utf8(text))
        text.pop_back();
    return text + "…";
}

class Paper {
public:
    Paper(const std::string& id,
          const std::string& title,
          const std::string& description,
          double height) {
        out_.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"")
            .attribute("viewBox", cat({"0 0 ", place(kWidth), " ", place(height)}))
            .attribute("aria-labelledby", cat({id, "-t ", id, "-d"}))
            .raw(" font-family=\"Arial, Liberation Sans, sans-serif\" font-size=\"14\"><title")
            .attribute("id", cat({id, "-t"}))
            .raw(">")
            .text(title)
            .raw("</title><desc")
            .attribute("id", cat({id, "-d"}))
            .raw(">")
            .text(description)
            .raw("</desc>");
    }
    void rect(double x, double y, double width, double height, html::Literal fill) {
        out_.raw("<rect")
            .attribute("x", place(x))
            .attribute("y", place(y))
            .attribute("width", place(width))
            .attribute("height", place(height))
            .attribute("fill", fill.text)
            .attribute("stroke", kSea.text)
            .raw("/>");
    }
    void line(double x1, double y1, double x2, double y2, html::Literal stroke, bool dashed) {
        out_.raw("<line")
            .attribute("x1", place(x1))
            .attribute("y1", place(y1))
            .attribute("x2", place(x2))
            .attribute("y2", place(y2))
            .attribute("stroke", stroke.text);
        if (dashed) out_.raw(" stroke-dasharray=\"6 4\"");
        out_.raw("/>");
    }
    void words(double x, double y, html::Literal anchor, std::string_view text) {
        out_.raw("<text")
            .attribute("x", place(x))
            .attribute("y", place(y))
            .attribute("text-anchor", anchor.text)
            .attribute("fill", kInk.text)
            .raw(">")
            .text(text)
            .raw("</text>");
    }
    void path(const std::string& way) {
        out_.raw("<path fill=\"none\" stroke-width=\"2.5\"")
            .attribute("stroke", kSea.text)
            .attribute("d", way)
            .raw("/>");
    }
    void point(double x, double y) {
        out_.raw("<circle r=\"3.5\"")
            .attribute("cx", place(x))
            .attribute("cy", place(y))
            .attribute("fill", kSea.text)
            .raw("/>");
    }
    Html done() {
        out_.raw("</svg>");
        return out_.done();
    }

private:
    Markup out_;
};

}  // namespace

Html plain_bars(const PlainBars& options) {
    const bool two = !options.before.empty();
    double most = 1;
    for (const auto& bar : options.bars)
        most = std::max({most, bar.value.value_or(0), bar.before.value_or(0)});
    const double row = two ? kRowOfTwo : kRow;
    const double height = kHead + row * static_cast<double>(options.bars.size()) + (two ? kKey : 0);
    Paper paper(options.id, options.title, options.description, height);
    const auto length = [&](double value) { return (kBarsTo - kBarsFrom) * value / most; };
    double y = kHead;
    for (const auto& bar : options.bars) {
        paper.words(kBarsFrom - 8, y + 15, "end", shortened(bar.label));
        if (bar.value) paper.rect(kBarsFrom, y, length(*bar.value), 18, kSea);
        paper.words(kBarsFrom + length(bar.value.value_or(0)) + 6, y + 14, "start", bar.text);
        if (two) {
            if (bar.before) paper.rect(kBarsFrom, y + 21, length(*bar.before), 14, kPale);
            paper.words(
                kBarsFrom + length(bar.before.value_or(0)) + 6, y + 33, "start", bar.before_text);
        }
        y += row;
    }
    if (two) {
        paper.rect(kBarsFrom, y + 4, 16, 14, kSea);
        paper.words(kBarsFrom + 22, y + 16, "start", options.now);
        paper.rect(kBarsFrom - 240, y + 4, 16, 14, kPale);
        paper.words(kBarsFrom - 218, y + 16, "start", options.before);
    }
    return paper.done();
}

Html plain_run(const PlainRun& options) {
    std::vector<double> values;
    for (const auto& [label, value] : options.points)
        if (value) values.push_back(*value);
    for (const auto& stretch : options.stretches) {
        values.push_back(stretch.mean);
        for (const auto& limit : {stretch.lower, stretch.upper})
            if (limit) values.push_back(*limit);
    }
    if (values.empty()) values = {0, 1};
    const auto scale = scale_for(std::min(0.0, std::ranges::min(values)), std::ranges::max(values));
    const auto count = options.points.size();
    const auto across = [&](std::size_t at) {
        if (count < 2) return (kLeft + kRight) / 2;
        return kLeft + (kRight - kLeft) * static_cast<double>(at) / static_cast<double>(count - 1);
    };
    const auto up = [&](double value) { return scale.place(value, kTop, kBottom); };
    Paper paper(options.id, options.title, options.description, kRunHeight);
    for (const double mark : scale.marks()) {
        paper.line(kLeft, up(mark), kRight, up(mark), kGrey, false);
        paper.words(kLeft - 8, up(mark) + 5, "end", cat({figure(mark), options.unit}));
    }
    const auto every = std::max<std::size_t>(1, (count + kLabels - 1) / kLabels);
    for (std::size_t at = 0; at < count; at += every)
        paper.words(across(at), kBottom + 22, "middle", options.points[at].first);
    for (const auto& stretch : options.stretches) {
        if (count == 0) break;
        const double from = across(std::min(stretch.from, count - 1));
        const double to = across(std::min(stretch.to, count - 1));
        paper.line(from, up(stretch.mean), to, up(stretch.mean), kInk, false);
        paper.words(to, up(stretch.mean) - 5, "end", cat({"mean ", figure(stretch.mean)}));
        for (const auto& limit : {stretch.lower, stretch.upper})
            if (limit) paper.line(from, up(*limit), to, up(*limit), kInk, true);
    }
    std::string way;
    bool joined = false;
    for (std::size_t at = 0; at < count; ++at) {
        const auto& value = options.points[at].second;
        if (value) way += cat({joined ? "L" : "M", place(across(at)), " ", place(up(*value))});
        joined = value.has_value();
    }
    if (!way.empty()) paper.path(way);
    for (std::size_t at = 0; at < count; ++at)
        if (const auto& value = options.points[at].second) paper.point(across(at), up(*value));
    return paper.done();
}

}  // namespace longstone::ls
