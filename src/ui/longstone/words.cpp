#include "ui/longstone/words.h"

#include "ui/markup.h"

namespace longstone::ls {

Html late(html::Piece words) {
    return html::element("span", {{"class", "ls-late"}}, words);
}

Html muted(html::Piece words) {
    return html::element("span", {{"class", "ls-muted"}}, words);
}

Html unbroken(html::Piece words) {
    return html::element("span", {{"class", "ls-unbroken"}}, words);
}

Html voice(const Voice& options) {
    html::Markup out;
    out.raw("<blockquote class=\"ls-voice\">");
    if (options.html.empty()) {
        out.raw("<p class=\"ls-voice__words\">").text(options.words).raw("</p>");
    } else {
        out.html(options.html);
    }
    if (!options.who.empty()) {
        out.raw("<footer class=\"ls-voice__who\">").text(options.who).raw("</footer>");
    }
    out.raw("</blockquote>");
    return out.done();
}

Html say(std::initializer_list<html::Piece> content) {
    return html::element("p", {{"class", "ls-say"}}, content);
}

Html nothing(html::Piece words) {
    return html::element("p", {{"class", "ls-nothing"}}, words);
}

}  // namespace longstone::ls
