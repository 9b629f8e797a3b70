#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Markup as a type. Text enters a page only through escaping: every string given to the functions
// here is text, and only components make Html. Tag names and fixed markup are literals, checked
// when compiled, so nothing that came from a request can become a tag. An address with a scheme
// that a browser would run (javascript:, data:) is written as "#".
namespace longstone::html {

// A string literal written by us; no run-time string converts to it.
struct Literal {
    // NOLINTNEXTLINE(google-explicit-constructor)
    consteval Literal(const char* literal) : text(literal) {}
    std::string_view text;
};

class Html {
public:
    Html() = default;
    // Only for src/ui: whoever calls it vouches for the markup.
    static Html trusted(std::string markup) {
        Html html;
        html.markup_ = std::move(markup);
        return html;
    }
    bool empty() const { return markup_.empty(); }
    const std::string& str() const& { return markup_; }
    std::string str() && { return std::move(markup_); }
    Html& operator+=(const Html& other) {
        markup_ += other.markup_;
        return *this;
    }
    bool operator==(const Html&) const = default;

private:
    std::string markup_;
};

// What stands between tags: markup as it is, or text, which is escaped. It only borrows, so it
// lives no longer than the expression it is written in.
class Piece {
public:
    Piece(const Html& html) : view_(html.str()), is_markup_(true) {}  // NOLINT
    Piece(std::string_view text) : view_(text) {}                     // NOLINT
    Piece(const std::string& text) : view_(text) {}                   // NOLINT
    Piece(const char* text) : view_(text) {}                          // NOLINT
    void write(std::string& out) const;

private:
    std::string_view view_;
    bool is_markup_ = false;
};

// One attribute. A bool writes the name alone or nothing; an empty optional writes nothing.
struct Attribute {
    Attribute(std::string_view given_name, std::string_view given_value)
        : name(given_name), value(given_value) {}
    Attribute(std::string_view given_name, const char* given_value)
        : name(given_name), value(given_value) {}
    Attribute(std::string_view given_name, const std::string& given_value)
        : name(given_name), value(given_value) {}
    Attribute(std::string_view given_name, const std::optional<std::string>& given_value)
        : name(given_name), value(given_value.value_or("")), shown(given_value.has_value()) {}
    Attribute(std::string_view given_name, bool on) : name(given_name), shown(on), bare(true) {}
    Attribute(std::string_view given_name, int number);
    Attribute(std::string_view given_name, long long number);

    std::string name;
    std::string value = {};
    bool shown = true;
    bool bare = false;

    bool operator==(const Attribute&) const = default;
};

// In the order given; a repeated name is written twice, so do not repeat one.
using Attributes = std::vector<Attribute>;

// Escaped text. The same as an empty-handed cat({text}).
Html text(std::string_view words);
// Text whose line breaks become <br>.
Html lines(std::string_view words);
// cat({"Led by ", name, link}) : strings are escaped, Html goes in as it is.
Html cat(std::initializer_list<Piece> pieces);
Html cat(const std::vector<Html>& pieces);
Html join(const std::vector<Html>& pieces, Piece separator);

// element("p", {{"class", "govuk-body"}}, "words") or element("p", {}, {"Led by ", name}).
// Void elements (input, br, hr, img …) get no end tag.
Html element(Literal tag, const Attributes& attributes, Piece content);
Html element(Literal tag,
             const Attributes& attributes = {},
             std::initializer_list<Piece> content = {});

// Everyday furniture of a page, with the design system's classes.
Html paragraph(Piece content);                               // govuk-body
Html paragraph(std::initializer_list<Piece> content);        // govuk-body
Html small_paragraph(std::initializer_list<Piece> content);  // govuk-body-s
Html link(std::string_view href, Piece content);             // govuk-link
Html link(std::string_view href, Piece content, const Attributes& attributes);
Html strong(Piece content);
Html hidden_text(Piece words);  // heard, not seen
enum class HeadingSize { XLarge, Large, Medium, Small };
Html heading(int level, HeadingSize size, Piece content, const Attributes& attributes = {});
Html list(const std::vector<Html>& items);     // plain
Html bullets(const std::vector<Html>& items);  // with bullets
Html numbers(const std::vector<Html>& items);  // numbered
Html time(std::string_view machine, Piece words);
Html hidden_field(std::string_view name, std::string_view value);

// The name under which a form carries the visitor's token; the server looks for it there.
inline constexpr std::string_view kTokenField = "csrf_token";

// A form that changes something always carries the visitor's token.
struct Form {
    std::string action = {};
    std::string csrf = {};  // left out of the form when empty
    std::string method = "post";
    std::string classes = {};
    std::string id = {};
    bool uploads = false;    // multipart/form-data
    std::string draft = {};  // key under which half-typed words are kept on the server
    Attributes attributes = {};
};
Html form(const Form& options, std::initializer_list<Piece> content);

}  // namespace longstone::html

namespace longstone {
using html::Html;
}
