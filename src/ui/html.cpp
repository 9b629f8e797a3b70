#include "ui/html.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::html {

namespace {

constexpr std::array<std::string_view, 14> kVoidElements = {"area",
                                                            "base",
                                                            "br",
                                                            "col",
                                                            "embed",
                                                            "hr",
                                                            "img",
                                                            "input",
                                                            "link",
                                                            "meta",
                                                            "param",
                                                            "source",
                                                            "track",
                                                            "wbr"};

constexpr std::array<std::string_view, 4> kSafeSchemes = {"http", "https", "mailto", "tel"};

bool is_void(std::string_view tag) {
    return std::ranges::find(kVoidElements, tag) != kVoidElements.end();
}

bool is_address(std::string_view name) {
    return name == "href" || name == "action" || name == "formaction" || name == "src";
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

// Relative addresses and the few schemes that only go somewhere. Browsers drop blanks and control
// characters inside a scheme ("java\nscript:"), so an address that starts with any is refused.
bool is_safe_address(std::string_view address) {
    const auto end = address.find_first_of(":/?#");
    if (end == std::string_view::npos || address[end] != ':') {
        return address.empty() || static_cast<unsigned char>(address.front()) > ' ';
    }
    std::string scheme;
    for (const char letter : address.substr(0, end))
        scheme += lower(letter);
    return std::ranges::find(kSafeSchemes, scheme) != kSafeSchemes.end();
}

void open_tag(std::string& out, std::string_view tag, const Attributes& attributes) {
    out += '<';
    out += tag;
    for (const auto& attribute : attributes) {
        if (!attribute.shown) continue;
        if (attribute.bare) {
            out += ' ';
            escape_into(out, attribute.name);
        } else {
            attribute_into(out, attribute.name, attribute.value);
        }
    }
    out += '>';
}

void close_tag(std::string& out, std::string_view tag) {
    if (is_void(tag)) return;
    out += "</";
    out += tag;
    out += '>';
}

Html list_of(Literal tag, std::string_view classes, const std::vector<Html>& items) {
    std::string out;
    open_tag(out, tag.text, {{"class", classes}});
    for (const auto& item : items) {
        out += "<li>";
        out += item.str();
        out += "</li>";
    }
    close_tag(out, tag.text);
    return Html::trusted(std::move(out));
}

}  // namespace

void escape_into(std::string& out, std::string_view words) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::string_view entity;
        switch (words[at]) {
            case '&':
                entity = "&amp;";
                break;
            case '<':
                entity = "&lt;";
                break;
            case '>':
                entity = "&gt;";
                break;
            case '"':
                entity = "&quot;";
                break;
            case '\'':
                entity = "&#39;";
                break;
            default:
                continue;
        }
        out.append(words, from, at - from);
        out += entity;
        from = at + 1;
    }
    out.append(words, from, words.size() - from);
}

void attribute_into(std::string& out, std::string_view name, std::string_view value) {
    out += ' ';
    escape_into(out, name);
    out += "=\"";
    escape_into(out, is_address(name) && !is_safe_address(value) ? "#" : value);
    out += '"';
}

Attribute::Attribute(std::string_view given_name, int number)
    : Attribute(given_name, static_cast<long long>(number)) {}

Attribute::Attribute(std::string_view given_name, long long number)
    : name(given_name), value(std::to_string(number)) {}

void Piece::write(std::string& out) const {
    if (is_markup_) {
        out += view_;
    } else {
        escape_into(out, view_);
    }
}

Markup& Markup::number(long long value) {
    out_ += std::to_string(value);
    return *this;
}

Markup& Markup::heading_start(int level) {
    out_ += "<h";
    out_ += static_cast<char>('0' + std::clamp(level, 1, 6));
    return *this;
}

Markup& Markup::heading_end(int level) {
    out_ += "</h";
    out_ += static_cast<char>('0' + std::clamp(level, 1, 6));
    out_ += '>';
    return *this;
}

Markup& Markup::flag(Literal name, bool on) {
    if (!on) return *this;
    out_ += ' ';
    out_ += name.text;
    return *this;
}

Markup& Markup::classes(Literal base, std::string_view extra, std::string_view more) {
    out_ += " class=\"";
    out_ += base.text;
    for (const auto words : {extra, more}) {
        if (words.empty()) continue;
        out_ += ' ';
        escape_into(out_, words);
    }
    out_ += '"';
    return *this;
}

Markup& Markup::attributes(const Attributes& attributes) {
    for (const auto& attribute : attributes) {
        if (!attribute.shown) continue;
        if (attribute.bare) {
            out_ += ' ';
            escape_into(out_, attribute.name);
        } else {
            attribute_into(out_, attribute.name, attribute.value);
        }
    }
    return *this;
}

Html text(std::string_view words) {
    std::string out;
    escape_into(out, words);
    return Html::trusted(std::move(out));
}

Html lines(std::string_view words) {
    std::string out;
    for (std::size_t from = 0; from <= words.size();) {
        const auto end = std::min(words.find('\n', from), words.size());
        auto line = words.substr(from, end - from);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (from > 0) out += "<br>";
        escape_into(out, line);
        from = end + 1;
    }
    return Html::trusted(std::move(out));
}

Html cat(std::initializer_list<Piece> pieces) {
    std::string out;
    for (const auto& piece : pieces)
        piece.write(out);
    return Html::trusted(std::move(out));
}

Html cat(const std::vector<Html>& pieces) {
    std::size_t size = 0;
    for (const auto& piece : pieces)
        size += piece.str().size();
    std::string out;
    out.reserve(size);
    for (const auto& piece : pieces)
        out += piece.str();
    return Html::trusted(std::move(out));
}

Html join(const std::vector<Html>& pieces, Piece separator) {
    std::string out;
    for (const auto& piece : pieces) {
        if (&piece != &pieces.front()) separator.write(out);
        out += piece.str();
    }
    return Html::trusted(std::move(out));
}

Html element(Literal tag, const Attributes& attributes, Piece content) {
    return element(tag, attributes, {content});
}

Html element(Literal tag, const Attributes& attributes, std::initializer_list<Piece> content) {
    std::string out;
    open_tag(out, tag.text, attributes);
    for (const auto& piece : content)
        piece.write(out);
    close_tag(out, tag.text);
    return Html::trusted(std::move(out));
}

Html paragraph(Piece content) {
    return element("p", {{"class", "govuk-body"}}, content);
}

Html paragraph(std::initializer_list<Piece> content) {
    return element("p", {{"class", "govuk-body"}}, content);
}

Html small_paragraph(std::initializer_list<Piece> content) {
    return element("p", {{"class", "govuk-body-s"}}, content);
}

Html link(std::string_view href, Piece content) {
    return element("a", {{"class", "govuk-link"}, {"href", href}}, content);
}

Html link(std::string_view href, Piece content, const Attributes& attributes) {
    Attributes all = {{"class", "govuk-link"}, {"href", href}};
    all.insert(all.end(), attributes.begin(), attributes.end());
    return element("a", all, content);
}

Html strong(Piece content) {
    return element("strong", {}, content);
}

Html hidden_text(Piece words) {
    return element("span", {{"class", "govuk-visually-hidden"}}, words);
}

Html heading(int level, HeadingSize size, Piece content, const Attributes& attributes) {
    static constexpr std::array<std::string_view, 6> kTags = {"h1", "h2", "h3", "h4", "h5", "h6"};
    static constexpr std::array<std::string_view, 4> kSizes = {"xl", "l", "m", "s"};
    const auto tag = kTags[static_cast<std::size_t>(std::clamp(level, 1, 6) - 1)];
    Attributes all = {
        {"class", longstone::cat({"govuk-heading-", kSizes[static_cast<std::size_t>(size)]})}};
    all.insert(all.end(), attributes.begin(), attributes.end());
    std::string out;
    open_tag(out, tag, all);
    content.write(out);
    close_tag(out, tag);
    return Html::trusted(std::move(out));
}

Html list(const std::vector<Html>& items) {
    return list_of("ul", "govuk-list", items);
}

Html bullets(const std::vector<Html>& items) {
    return list_of("ul", "govuk-list govuk-list--bullet", items);
}

Html numbers(const std::vector<Html>& items) {
    return list_of("ol", "govuk-list govuk-list--number", items);
}

Html time(std::string_view machine, Piece words) {
    return element("time", {{"datetime", machine}}, words);
}

Html hidden_field(std::string_view name, std::string_view value) {
    return element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

Html form(const Form& options, std::initializer_list<Piece> content) {
    Attributes attributes = {{"action", options.action}, {"method", options.method}};
    if (!options.classes.empty()) attributes.emplace_back("class", options.classes);
    if (!options.id.empty()) attributes.emplace_back("id", options.id);
    if (options.uploads) attributes.emplace_back("enctype", "multipart/form-data");
    if (!options.draft.empty()) attributes.emplace_back("data-draft", options.draft);
    // The browser's own bubbles say less than our summaries and cannot be styled or translated.
    attributes.emplace_back("novalidate", true);
    attributes.insert(attributes.end(), options.attributes.begin(), options.attributes.end());
    std::string out;
    open_tag(out, "form", attributes);
    if (!options.csrf.empty()) out += hidden_field(kTokenField, options.csrf).str();
    for (const auto& piece : content)
        piece.write(out);
    close_tag(out, "form");
    return Html::trusted(std::move(out));
}

}  // namespace longstone::html
