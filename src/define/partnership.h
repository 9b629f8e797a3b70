#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/limit.h"
#include "define/form.h"

// One partnership: its name and colours, agencies with their teams and posts, groups, roles.
namespace longstone::define {

// What a role may do beyond records (those are said by each pathway's access).
struct Role {
    std::string id = {}, name = {}, does = {};
    std::set<std::string> may = {};  // powers, see kPowers in define/definitions.h
    bool sees_sensitive = false;
    Place place = {};
};

struct Post {
    std::string id = {}, name = {};
    std::vector<std::string> roles = {};
    std::string team = {};
};

struct Agency {
    std::string id = {}, name = {}, kind = {}, short_name = {};
    std::vector<std::string> kinds = {};  // all it counts as: {health, health-acute}
    std::string email = {}, phone = {};   // duty line
    std::map<std::string, std::string> teams = {};
    std::vector<Post> posts = {};
    Place place = {};
};

struct Group {
    std::string id = {}, name = {}, scope = {}, purpose = {}, chair = {};
    std::vector<std::string> members = {};  // agency ids or kinds
    std::string meets = {};
    std::vector<std::string> quorum = {};
    Place place = {};
};

struct Board {
    std::string id = {}, name = {};
    std::vector<std::string> roles = {};  // who has it in their navigation
};

struct Partnership {
    std::string id = {}, name = {}, short_name = {}, area = {};
    std::map<std::string, std::string> colours = {};  // ink, sea, lamp …
    std::string emergency = {};                       // what to do when somebody is in danger now
    std::string front_door_phone = {}, out_of_hours_phone = {}, email = {};
    std::string privacy = {}, accessibility = {};  // paragraphs of the two pages
    std::vector<Agency> agencies = {};
    std::vector<Group> groups = {};
    std::vector<Board> boards = {};
    std::map<std::string, std::string> contact = {};  // other named contacts shown on public pages
    int repeat_within_months = 12;

    [[nodiscard]] const Agency* agency(std::string_view id) const;
};

}  // namespace longstone::define
