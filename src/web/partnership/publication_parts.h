#pragma once

#include <string>

#include "web/visit.h"
#include "work/published.h"

// What the pages of what is published share.
namespace longstone::web {

std::string publication_path(const define::Pathway& pathway, std::string_view ref = {});
// An answer that is published, in words; nothing where there is none.
Html published_html(const Visit& visit,
                    const define::Pathway& pathway,
                    const work::Edition& version,
                    const std::string& field);
// "To be reviewed on …", and that it is late to whoever is signed in.
Html review_html(const Visit& visit, const work::Edition& version);
// Those who look after what is published here.
bool keeps(const Visit& visit, const define::Pathway& pathway);

// The page of one document, and saying that one has read it.
void add_publication_routes(http::Router& router, App& app, const define::Pathway& pathway);

}  // namespace longstone::web
