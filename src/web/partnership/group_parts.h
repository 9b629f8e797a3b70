#pragma once

#include <string>
#include <string_view>

#include "define/partnership.h"
#include "web/visit.h"
#include "work/groups.h"

// What the pages of groups share.
namespace longstone::web {

inline constexpr const char* kGroupsPath = "/groups";
std::string group_path(const define::Group& group);

// Whoever sits on a group, stands in or observes sees it, and those who may see all.
bool sees_group(const Visit& visit, const define::Group& group);
bool sees_some_group(const Visit& visit);
// The group in the address; not found where it is not there or not for this viewer.
Result<const define::Group*> find_group(const Visit& visit);

// "Designated nurse, Integrated care board" for "icb/designated-nurse".
std::string post_words(const Visit& visit, std::string_view agency_and_post);
// The name of a group as a link where this viewer may open it.
Html group_html(const Visit& visit, std::string_view id);
// "75%", or nothing where nobody was invited.
std::string percent_words(const work::Coming& coming);
// The answer to a question as far as this viewer may see it; nothing else.
Html seen_html(const Visit& visit, const work::Opened& opened, const std::string& field);
// The line by which a record is known, as a link to it.
Html record_title(const work::Opened& opened);

// Open actions of groups: late first; with the group where several stand together.
Html actions_table(Visit& visit,
                   const std::vector<std::pair<const define::Group*, work::GroupAction>>& actions,
                   bool with_group);
// Who came to which meeting of a group, an agency a row.
Html attendance_table(Visit& visit, const work::GroupWork& work);
// The sections of a group's page that show the records belonging to it.
Html group_records_html(Visit& visit, const work::GroupWork& work);

}  // namespace longstone::web
