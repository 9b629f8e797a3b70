#pragma once

#include "ui/html.h"
#include "work/samples.h"

// What the pages about a sample share.
namespace longstone::web {

class Visit;

// The criteria in words: which records, when, with which answer.
Html criteria_html(const Visit& visit, const work::FrameAsked& asked);

}  // namespace longstone::web
