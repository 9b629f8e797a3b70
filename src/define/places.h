#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit.h"
#include "define/condition.h"
#include "define/form.h"

// Places on what a record offers: a session of a course, a workshop. Which answers say how many
// there are and when it is, who must approve, what those who come are asked before and after.
namespace longstone::define {

// A form that whoever has a place answers, or their manager about them.
struct PlaceEvaluation {
    std::string id = {}, name = {}, form = {};
    bool before = false;  // asked once they have a place, until it begins; else of those who came,
    std::optional<Limit> after = {};   // this long after its last day (at once without it),
    std::optional<Limit> within = {};  // to be answered within this
    bool by_manager = false;
    Place place = {};
};

// How a place stands, as measures weigh and break down by it.
inline constexpr std::string_view kPlaceFact = "place";
inline constexpr auto kPlaceWords = std::to_array<std::string_view>(
    {"asked", "booked", "waiting", "declined", "cancelled", "late", "off", "attended", "missed"});

struct PlacesRule {
    std::vector<std::string> at = {};   // stages at which places may be asked for
    std::vector<std::string> off = {};  // stages that call the whole off
    // Questions of the pathway's own.
    std::string capacity = {}, begins = {}, ends = {}, times = {}, where = {};
    std::vector<std::string> shows = {};     // what whoever may book reads beside these
    std::vector<std::string> filters = {};   // coded questions to choose by
    std::optional<Condition> approval = {};  // when a manager must approve; nothing: never
    bool waiting_list = false;
    std::optional<Limit> cancel = {};   // the last day to give a place back without being late
    std::vector<Limit> reminders = {};  // before it begins
    std::vector<PlaceEvaluation> evaluations = {};
    bool certificate = false;
    std::string valid_months = {};  // the question that says how long a certificate is valid
    Place place = {};

    [[nodiscard]] const PlaceEvaluation* evaluation(std::string_view id) const;
};

}  // namespace longstone::define
