#pragma once

#include <string>

#include "ui/html.h"
#include "web/visit.h"
#include "work/answer_links.h"
#include "work/stories.h"

// What the pages about links share.
namespace longstone::web {

// "https://…/a/k7qf-29mx-ab3d", and as it is written on paper, without the scheme.
std::string link_address(const Visit& visit, const work::AnswerLink& link);
std::string short_address(const std::string& address);

// Whom to call, for somebody who is not safe now or wants to talk.
Html help_html(const Visit& visit);

// A page that anybody may be on, and stays unknown on: narrow, with "Exit this page".
http::Reply open_page(Visit& visit, PageParts parts);

// Adds one: it knows nobody, and no cookie is set.
void add_open_page(http::Router& router,
                   App& app,
                   const std::string& method,
                   const std::string& pattern,
                   const std::string& name,
                   PageHandler handler);

// A page that only says why there is nothing else on it, and whom to call.
struct OpenWords {
    std::string title = {}, words = {};
    int status = 410;
    Html more = {};  // after the words
};
http::Reply draw_words(Visit& visit, const OpenWords& said);

// What became of an asking, in words and figures; `level` is that of its headings.
Html story_html(const work::Story& story, int level);

}  // namespace longstone::web
