#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"

// The frame of every page: a whole document from a Page. It holds no script and no style of its
// own, so it stands under a content security policy of default-src 'self'. Everything in it works
// without JavaScript.
namespace longstone::ui {

inline constexpr std::string_view kSearchField = "words";  // of POST /search: no name in an address

struct NavigationItem {
    std::string text = {};
    std::string href = {};
    bool current = false;
    long long count = 0;           // shown beside the text when above nought
    std::string count_means = {};  // "waiting for you": what the count counts, heard after it
};

struct SignedIn {
    std::string name = {};  // "Dana Oyelaran, hub social worker"
    std::string account_href = "/account";
    std::string sign_out_action = "/sign-out";
    std::string notices_href = "/notices";
    long long notices = 0;  // not yet read
};

struct FooterLink {
    std::string text = {};
    std::string href = {};
};

enum class Width {
    Wide,    // work pages: tables, two columns
    Narrow,  // one question a page, long text
};

struct Page {
    std::string title = {};  // of the page alone: "Hub board"
    std::string partnership_name = {};
    std::string colours_href = {};  // the stylesheet made by colours_css
    std::vector<NavigationItem> navigation = {};
    std::optional<SignedIn> signed_in = {};  // without it neither search nor account is shown
    std::string csrf = {};
    std::string search_words = {};
    Html before_main = {};  // back link, breadcrumbs, phase banner
    Html main = {};
    Width width = Width::Wide;
    bool has_errors = false;        // the title then starts with "Error: "
    std::string exit_address = {};  // shows "Exit this page", which goes there at once
    std::string asset_version = {};
    std::string language = "en";
    std::vector<FooterLink> footer = {{.text = "Accessibility", .href = "/accessibility"},
                                      {.text = "Privacy", .href = "/privacy"},
                                      {.text = "Cookies", .href = "/cookies"}};
};

std::string page(const Page& page);

// A partnership's own colours, each "#rrggbb"; one that is not is left at the house's own.
struct Colours {
    std::string ink = "#0b1f33";   // header and headings
    std::string sea = "#0f4c5c";   // identity bar, what is current
    std::string lamp = "#ffb703";  // the line under the header, the stage we are at
    std::string foam = "#f3f7f8";  // navigation and quiet panels
};
std::string colours_css(const Colours& colours);

}  // namespace longstone::ui
