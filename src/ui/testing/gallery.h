#pragma once

#include <string>
#include <vector>

#include "ui/layout.h"

// Pages made of the components, with invented people. For tests.
namespace longstone::testing {

struct GalleryPage {
    std::string name = {};
    std::string markup = {};
};

std::vector<GalleryPage> gallery();

// The frame that the pages share, signed in, with the given item of the navigation current.
ui::Page gallery_frame(const std::string& title, const std::string& current);

GalleryPage record_page();
GalleryPage board_page();
GalleryPage chronology_page();
GalleryPage form_page();
GalleryPage errors_page();
GalleryPage furniture_page();
GalleryPage pathway_page();
GalleryPage figures_page();

}  // namespace longstone::testing
