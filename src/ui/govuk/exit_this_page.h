#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

// For public pages that somebody at risk may be reading. It leaves at once for an everyday page.
struct ExitThisPage {
    std::string text = {};
    Html html = {};
    std::string redirect_url = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string activated_text = {};
    std::string timed_out_text = {};
    std::string press_two_more_times_text = {};
    std::string press_one_more_time_text = {};
};

Html exit_this_page(const ExitThisPage& options);

}  // namespace longstone::govuk
