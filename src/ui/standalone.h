#pragma once

#include <string>

#include "ui/html.h"
#include "ui/layout.h"

// A document that stands by itself: one file with its own style and no script, to be read in a
// browser, sent to somebody, or made into a PDF.
namespace longstone::ui {

// Word sets a document's title above it and has no need of a way past its head.
enum class For { Browser, Word };

struct Standalone {
    std::string title = {};
    std::string language = "en";
    std::string description = {};
    Colours colours = {};
    std::string over = {}, under = {};  // a line above the title, and one below
    Html main = {};
    Html footer = {};
    For reader = For::Browser;
};

std::string standalone(const Standalone& document);

// What such a document may load, for the reply that carries it: nothing, and it runs nothing. Its
// style stands in it.
inline constexpr const char* kStandalonePolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

}  // namespace longstone::ui
