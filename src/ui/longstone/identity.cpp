#include "ui/longstone/identity.h"

#include "ui/markup.h"

namespace longstone::ls {

namespace {

std::string_view tone_class(Tone tone) {
    switch (tone) {
        case Tone::Red:
            return "ls-rag--red";
        case Tone::Amber:
            return "ls-rag--amber";
        case Tone::Green:
            return "ls-rag--green";
        case Tone::Blue:
            return "ls-rag--blue";
        case Tone::Grey:
            break;
    }
    return "ls-rag--grey";
}

void write_clock(html::Markup& out, const IdentityClock& clock) {
    out.raw("<div").classes("ls-identity__clock", clock.late ? "ls-identity__clock--late" : "");
    out.raw(">");
    if (clock.rating) out.html(rag(*clock.rating));
    out.raw("<strong class=\"ls-identity__left\">").text(clock.left).raw("</strong>");
    if (!clock.words.empty()) out.raw(" <span>").text(clock.words).raw("</span>");
    out.raw("</div>");
}

}  // namespace

Html rag(const Rag& options) {
    html::Markup out;
    out.raw("<strong")
        .classes("ls-rag", tone_class(options.tone))
        .raw(">")
        .text(options.text)
        .raw("</strong>");
    return out.done();
}

Html identity_bar(const IdentityBar& options) {
    html::Markup out;
    out.raw("<section class=\"ls-identity\"")
        .attribute("aria-label", options.label)
        .raw("><div class=\"ls-identity__who\"><h1 class=\"ls-identity__name\">")
        .text(options.name);
    if (!options.also.empty()) {
        out.raw(" <span class=\"ls-identity__also\">").text(options.also).raw("</span>");
    }
    out.raw("</h1>");
    for (const auto& line : options.lines) {
        out.raw("<p class=\"ls-identity__line\">").html(line).raw("</p>");
    }
    out.raw("</div>");
    if (options.clock) write_clock(out, *options.clock);
    out.raw("</section>");
    return out.done();
}

Html flags(const Flags& options) {
    html::Markup out;
    if (options.tags.empty() && options.notes.empty()) return out.done();
    out.raw("<ul class=\"ls-flags\" aria-label=\"Flags\">");
    for (const auto& tag : options.tags)
        out.raw("<li>").html(tag).raw("</li>");
    for (const auto& note : options.notes) {
        out.raw("<li class=\"ls-flags__note\">").html(note).raw("</li>");
    }
    out.raw("</ul>");
    return out.done();
}

}  // namespace longstone::ls
