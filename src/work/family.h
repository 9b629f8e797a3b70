#pragma once

#include <string>
#include <vector>

#include "access/policy.h"
#include "define/clock.h"
#include "people/person.h"
#include "work/lists.h"

// A family's work on one page: everybody connected with a person and, across pathways, what is open
// about any of them: records, actions, running clocks, meetings to come. Connected are those who
// stand on the same open record, whom a relationship joins, and who live at the same address, as
// far as this viewer may know each of these; from them the search goes on. Professionals are of no
// family, and a record or address with very many people (an institution) joins nobody.
namespace longstone::work {

inline constexpr std::size_t kLargestFamily = 40;
inline constexpr int kFamilySteps = 3;  // how far from the person somebody may stand

struct FamilyMember {
    people::Summary person = {};
    std::vector<std::string> ties = {};  // how they are joined, in words: "Mother of Ada Example"
    int steps = 0;                       // from the person asked about, who is 0
};
struct FamilyRecord {
    Line line = {};
    bool whole = false;                    // else only this agency's own part of it
    std::vector<std::string> people = {};  // ids of members on it
};
struct FamilyAction {
    std::string id = {}, record = {}, what = {}, owner = {}, agency = {};
    std::optional<Date> due = {};
    std::vector<std::string> people = {};
};
struct FamilyClock {
    std::string record = {}, clock = {}, name = {}, status = {}, source = {};
    Instant due = {};
    bool paused = false;
    define::ClockKind kind = define::ClockKind::Local;
    std::vector<std::string> people = {};
};
struct FamilyMeeting {
    std::string id = {}, record = {}, name = {}, place = {};
    Instant at = {};
    std::vector<std::string> people = {};
};

struct Family {
    std::vector<FamilyMember> members = {};  // the person asked about first
    bool many = false;                       // more are connected than kLargestFamily
    std::vector<FamilyRecord> records = {};  // open ones; due first
    std::vector<FamilyAction> actions = {};  // open ones; due first
    std::vector<FamilyClock> clocks = {};    // due first
    std::vector<FamilyMeeting> meetings = {};

    [[nodiscard]] const FamilyMember* member(std::string_view person) const;
};

// The grant is for ReadPerson on them. Each member is read, so each look goes to the access log:
// the session must be one that writes, and the caller commits.
Result<Family> family_of(Context& context, const access::Grant& grant, const std::string& person);

}  // namespace longstone::work
