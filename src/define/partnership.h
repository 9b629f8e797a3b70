#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit.h"
#include "base/time.h"
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

// Who sits for an agency, and who stands in and may decide.
struct GroupMember {
    std::string agency = {};
    std::vector<std::string> posts = {}, substitutes = {};
};

struct GroupTerms {
    std::string version = {};
    std::optional<Date> from = {}, review = {};
};

struct Group {
    std::string id = {}, name = {}, scope = {}, purpose = {};
    std::string decides = {};     // what it may decide, and what not
    std::string answers_to = {};  // another group; empty: to nobody
    std::string chair = {};       // agency/post
    std::vector<GroupMember> members = {};
    std::vector<std::string> observers = {};  // agency/post
    std::vector<std::string> quorum = {};     // agencies, or kinds of agency, that must attend
    std::string meets = {};
    std::optional<Limit> minutes = {};    // due so long after a meeting
    std::vector<std::string> takes = {};  // pathways of which all records come to it
    GroupTerms terms = {};
    Place place = {};

    // Whether that post is its chair, sits on it, stands in or observes.
    [[nodiscard]] bool seats(std::string_view agency, std::string_view post) const;
    // The agencies that sit on it, that of its chair too.
    [[nodiscard]] std::vector<std::string> agencies() const;
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
    [[nodiscard]] const Group* group(std::string_view id) const;
    // "agency/post", where there is one.
    [[nodiscard]] const Post* post(std::string_view agency_and_post) const;
};

}  // namespace longstone::define
