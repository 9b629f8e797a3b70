#pragma once

#include <map>
#include <string>
#include <vector>

#include "define/condition.h"
#include "define/form.h"

// What the pages of the partnership itself show of a pathway's records: which group they belong to,
// what of them is published, which of them are the plan, the scrutiny, a register. Questions go by
// their ids.
namespace longstone::define {

// `group`: each record belongs to the group that a question names, or to each that takes its
// pathway.
struct GroupPart {
    std::string of = {};    // the question that names it
    std::string to = {};    // the question that names the group that hears it
    std::string name = {};  // its heading on the group's page: "Chair's reports"
    std::string next = {};  // the question that dates the group's next meeting
    std::vector<std::string> shows = {};
    bool itself = false;  // a record is a group of its own for a time, with its main clock
    Place place = {};
};

// `publishes`: what stands of a record on a page that everybody, or all staff, may read.
struct Publication {
    std::string page = {}, name = {}, hint = {};  // the page's address is /page
    std::vector<std::string> stages = {};         // at which a record is published
    bool to_public = false;                       // without signing in
    Condition public_when = {};                   // and only where this holds
    std::vector<std::string> series = {};  // records that answer these alike are versions of one
    std::string version = {}, from = {}, review = {}, why = {}, changed = {};
    std::vector<std::string> source = {};   // what it comes from, in answers
    std::vector<std::string> shows = {};    // what is read
    std::vector<std::string> filters = {};  // by which a long list is narrowed
    bool receipts = false;                  // staff say that they have read it
    Place place = {};
};

// One priority of a plan, a record of another pathway.
struct PriorityPart {
    std::string pathway = {};
    std::string change = {}, year = {}, drivers = {}, owner = {}, board = {}, group = {};
    std::string measures = {};  // ids of measures, with commas between
    std::string direction = {}, difference = {};
    std::string actions = {};  // a group of questions, and which of them is what:
    std::string action = {}, agency = {}, who = {}, due = {}, evidence = {}, rating = {};
};

// `plan`: the record is a plan of the partnership, with its priorities.
struct PlanPart {
    std::vector<std::string> stages = {};  // at which it is shown
    std::string from = {}, until = {};
    std::vector<std::string> shows = {};
    PriorityPart priorities = {};
    Place place = {};
};

// `scrutiny`: the record judges the partnership on standards.
struct ScrutinyPart {
    std::string standards = {};                      // a list of codes
    std::map<std::string, std::string> judges = {};  // standard, the question that judges it
    std::string from = {}, until = {}, reported = {}, whole = {};
    std::string evidence = {};  // a group of questions, and which of them is what:
    std::string standard = {}, method = {}, on = {}, what = {}, where = {};
    Place place = {};
};

// `register`: all its records on one page, with these questions as columns.
struct RegisterPart {
    std::string name = {}, hint = {};
    std::vector<std::string> shows = {};
    Place place = {};
};

}  // namespace longstone::define
