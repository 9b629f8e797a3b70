#pragma once

#include <string>

#include "people/find.h"
#include "ui/html.h"

// What agencies told of a person out of their own systems, for those who may see it.
namespace longstone::web {

class Visit;

// Of every record that is held to be this person. Empty when nothing is open to the viewer.
Html agency_events_html(Visit& visit, const people::Context& context, const people::Person& person);

// "2 Nov 2026", or with the time of day where it is known.
std::string event_time(Instant at, bool day_only);

}  // namespace longstone::web
