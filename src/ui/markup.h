#pragma once

#include <string>
#include <string_view>

#include "ui/html.h"

// What components are written with: one growing string, literals as they are, everything else
// escaped. For src/ui alone; pages use html::element and the components.
namespace longstone::html {

void escape_into(std::string& out, std::string_view words);
void attribute_into(std::string& out, std::string_view name, std::string_view value);

class Markup {
public:
    Markup& raw(Literal literal) {
        out_ += literal.text;
        return *this;
    }
    Markup& text(std::string_view words) {
        escape_into(out_, words);
        return *this;
    }
    Markup& html(const Html& markup) {
        out_ += markup.str();
        return *this;
    }
    Markup& number(long long value);
    // The macros' rule: html wins over text.
    Markup& content(const Html& markup, std::string_view words) {
        return markup.empty() ? text(words) : html(markup);
    }
    // ` name="value"`, always.
    Markup& attribute(Literal name, std::string_view value) {
        attribute_into(out_, name.text, value);
        return *this;
    }
    // ` name="value"` unless the value is empty.
    Markup& optional(Literal name, std::string_view value) {
        if (!value.empty()) attribute_into(out_, name.text, value);
        return *this;
    }
    // ` name` when on.
    Markup& flag(Literal name, bool on);
    // `<h2`, left open for its attributes, and `</h2>`. Levels outside 1 to 6 are drawn in.
    Markup& heading_start(int level);
    Markup& heading_end(int level);
    // ` class="base extra"`
    Markup& classes(Literal base, std::string_view extra = {}, std::string_view more = {});
    Markup& attributes(const Attributes& attributes);
    Html done() { return Html::trusted(std::move(out_)); }

private:
    std::string out_;
};

}  // namespace longstone::html
