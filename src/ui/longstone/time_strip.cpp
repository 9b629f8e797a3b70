#include "ui/longstone/time_strip.h"

#include <algorithm>

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::ls {
namespace {

constexpr double kWidth = 1200;
constexpr double kHeight = 84;
constexpr double kFloor = 64;  // where the bars stand

std::string place(double value) {
    auto text = decimals(value, 1);
    std::erase(text, ',');
    return text;
}

void rect(html::Markup& out,
          std::string_view classes,
          double x,
          double y,
          double width,
          double height,
          std::string_view title) {
    out.raw("<rect")
        .attribute("class", classes)
        .attribute("x", place(x))
        .attribute("y", place(y))
        .attribute("width", place(width))
        .attribute("height", place(height))
        .raw("><title>")
        .text(title)
        .raw("</title></rect>");
}

std::string_view tone_class(StripTone tone) {
    switch (tone) {
        case StripTone::Grave:
            return "ls-strip__bar ls-strip__bar--grave";
        case StripTone::Serious:
            return "ls-strip__bar ls-strip__bar--serious";
        case StripTone::Hollow:
            return "ls-strip__bar ls-strip__bar--hollow";
        case StripTone::Plain:
            break;
    }
    return "ls-strip__bar";
}

Html key_html(const TimeStrip& options) {
    Html items;
    const auto put = [&](bool there, html::Literal classes, const std::string& words) {
        if (!there || words.empty()) return;
        items += html::Markup()
                     .raw("<li class=\"ls-strip__item\"><span class=\"ls-strip__swatch")
                     .raw(classes)
                     .raw("\"></span>")
                     .text(words)
                     .raw("</li>")
                     .done();
    };
    const auto has = [&](StripTone tone) {
        return std::ranges::find(options.bars, tone, &StripBar::tone) != options.bars.end();
    };
    put(has(StripTone::Grave), " ls-strip__swatch--grave", options.grave);
    put(has(StripTone::Serious), " ls-strip__swatch--serious", options.serious);
    put(has(StripTone::Plain), "", options.plain);
    put(has(StripTone::Hollow), " ls-strip__swatch--hollow", options.hollow);
    put(!options.gaps.empty(), " ls-strip__swatch--gap", options.gap);
    if (items.empty()) return {};
    return html::Markup().raw("<ul class=\"ls-strip__key\">").html(items).raw("</ul>").done();
}

}  // namespace

Html time_strip(const TimeStrip& options) {
    html::Markup out;
    out.raw(
           "<figure class=\"ls-strip\"><svg viewBox=\"0 0 1200 84\" preserveAspectRatio=\"none\" "
           "role=\"img\" focusable=\"false\"")
        .attribute("aria-label", options.label)
        .raw(">");
    for (const auto& band : options.gaps)
        rect(out,
             "ls-strip__gap",
             band.from * kWidth,
             4,
             (band.to - band.from) * kWidth,
             kFloor - 4,
             band.title);
    for (const auto& bar : options.bars) {
        const double height = 6 + bar.height * (kFloor - 12);
        rect(out,
             tone_class(bar.tone),
             bar.at * kWidth,
             kFloor - height,
             bar.width * kWidth,
             height,
             bar.title);
    }
    out.raw("<rect class=\"ls-strip__floor\" x=\"0\" y=\"64\" width=\"1200\" height=\"2\"/>");
    for (const auto& tick : options.ticks)
        rect(out, "ls-strip__tick", tick.at * kWidth, kFloor, 2, kHeight - kFloor, tick.text);
    out.raw("</svg><ol class=\"ls-strip__years\" aria-hidden=\"true\">");
    // The drawing is stretched, words are not: they stand below it in columns as wide as a year.
    for (const auto& tick : options.ticks)
        out.raw("<li class=\"ls-strip__year\">").text(tick.text).raw("</li>");
    out.raw("</ol>").html(key_html(options)).raw("</figure>");
    return out.done();
}

}  // namespace longstone::ls
