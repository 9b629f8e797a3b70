#pragma once

#include <string>

#include "ui/html.h"

// Small words on a work page. Colour never speaks alone: each also says what it means.
namespace longstone::ls {

Html late(html::Piece words);   // red and bold; the words say that it is late
Html muted(html::Piece words);  // what matters less
// A reference or a time left: read as one word, so never broken across lines.
Html unbroken(html::Piece words);

// A person's own words, kept apart from what professionals write.
struct Voice {
    std::string words = {};
    std::string who = {};  // who said it, how and when, to whom
    Html html = {};        // instead of words, when they have several paragraphs
};
Html voice(const Voice& options);

// A conclusion set out before its evidence.
Html say(std::initializer_list<html::Piece> content);

// What a list or table says when there is nothing in it.
Html nothing(html::Piece words);

}  // namespace longstone::ls
