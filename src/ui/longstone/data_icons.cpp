#include "ui/longstone/data_icons.h"

#include "ui/markup.h"

namespace longstone::ls {
namespace {

Html icon(html::Literal tone, html::Literal letter, const std::string& words) {
    html::Markup out;
    out.raw("<span class=\"ls-icon\"><svg")
        .classes("ls-icon__ring", tone.text)
        .raw(
            " width=\"36\" height=\"36\" viewBox=\"0 0 36 36\" aria-hidden=\"true\" "
            "focusable=\"false\"><circle cx=\"18\" cy=\"18\" r=\"15.5\"/>"
            "<text x=\"18\" y=\"24\" text-anchor=\"middle\">")
        .text(letter.text)
        .raw("</text></svg><span class=\"ls-icon__words\">")
        .text(words)
        .raw("</span></span>");
    return out.done();
}

}  // namespace

Html variation_icon(const VariationIcon& options) {
    switch (options.bearing) {
        case Bearing::Usual:
            return icon("ls-icon__ring--usual", "∿", options.words);
        case Bearing::Better:
            return options.high ? icon("ls-icon__ring--better", "H", options.words)
                                : icon("ls-icon__ring--better", "L", options.words);
        case Bearing::Worse:
            return options.high ? icon("ls-icon__ring--worse", "H", options.words)
                                : icon("ls-icon__ring--worse", "L", options.words);
        case Bearing::Neither:
            return options.high ? icon("ls-icon__ring--neither", "↗", options.words)
                                : icon("ls-icon__ring--neither", "↘", options.words);
    }
    return {};
}

Html assurance_icon(const AssuranceIcon& options) {
    switch (options.aim) {
        case Aim::Met:
            return icon("ls-icon__ring--better", "P", options.words);
        case Aim::Missed:
            return icon("ls-icon__ring--worse", "F", options.words);
        case Aim::Chance:
            return icon("ls-icon__ring--usual", "?", options.words);
    }
    return {};
}

}  // namespace longstone::ls
