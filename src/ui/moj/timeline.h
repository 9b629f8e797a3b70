#pragma once

#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::moj {

struct TimelineDate {
    std::string timestamp = {};  // for machines
    std::string words = {};      // "14 June 2026 at 2:01pm"
};

struct TimelineItem {
    govuk::Content label = {};
    govuk::Content byline = {};
    TimelineDate datetime = {};
    std::string text = {};
    Html html = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

struct Timeline {
    std::vector<TimelineItem> items = {};
    int heading_level = 2;
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html timeline(const Timeline& options);

}  // namespace longstone::moj
