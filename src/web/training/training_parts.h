#pragma once

#include <string>
#include <string_view>

#include "partnership/competence.h"
#include "partnership/training.h"
#include "ui/html.h"
#include "ui/moj/sub_navigation.h"
#include "web/visit.h"

// What the pages of training share: addresses, words for places, the tabs.
namespace longstone::web {

constexpr const char* kTrainingPath = "/training";
std::string training_path(std::string_view ref, std::string_view rest = {});

// The page's heading with the tabs under it: the catalogue, their own training, approvals.
Html training_head(Visit& visit, const std::string& title, const Html& lead = {});
// Only for whoever may book: NotFound for others.
Result<access::Grant> may_book(const Visit& visit);

// "Tuesday 7 July 2026, 09:30 to 16:00"
std::string when_words(const work::Offer& offer);
// "12 of 30 places left", "Full: 3 wait"
std::string seats_words(const work::Offer& offer);
// How a place stands, as a tag: the colour never speaks alone.
Html place_tag(const partnership::PlaceOn& one);
Html place_tag(const work::PlaceState& place, std::int64_t position);
// How somebody stands with what their role needs; and whether there is a page of it for them.
Html standing_tag(const partnership::Due& due);
bool sees_competence(const Visit& visit);
// The texts of a coded answer: "Level 3, Managers".
std::string chosen_words(const Visit& visit,
                         const partnership::Session& session,
                         std::string_view field);
// What the one who learns is called.
std::string learner_name(Visit& visit, const work::PlaceState& place);

std::string evaluation_path(const partnership::ToEvaluate& one);

// A session out of an opened record.
partnership::Session session_of(const Visit& visit, const work::Opened& opened);

}  // namespace longstone::web
