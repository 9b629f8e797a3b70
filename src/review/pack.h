#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "review/left_names.h"
#include "review/replay.h"
#include "work/redactions.h"

// What a rapid review needs in its first days, made of what the system holds: the facts, the
// agencies, one line of time and each decision with what could be seen. Others than those whom the
// review is about are left out by default, each under the same label throughout; what is lifted
// reads again. Nothing is in it that the review may not know.
namespace longstone::review {

struct PackPerson {
    std::string name = {}, about = {}, role = {};
    bool subject = false;
};
struct PackRecord {
    std::string ref = {}, pathway = {}, stage = {};
    Instant opened = {};
    std::optional<Instant> closed = {};
    std::string line = {};
};
struct PackAgency {
    std::string name = {};
    std::size_t entries = 0;  // that it recorded
    std::optional<Instant> first_known = {};
};
struct PackEntry {
    Instant happened = {}, recorded = {};
    std::string record = {}, agency = {}, source = {}, words = {}, weight = {};
    std::vector<std::pair<std::string, std::string>> details = {};
};
struct PackLine {
    std::string words = {}, agency = {};
    std::string when = {};  // that it happened, and how much later it arrived or was looked at
};
struct PackDecision {
    std::string id = {}, record = {}, words = {}, reason = {}, post = {}, agency = {};
    Instant at = {};
    std::size_t could_see = 0, looked = 0;
    std::vector<std::pair<std::string, std::string>> details = {};
    std::vector<PackLine> hidden = {}, later = {};
    bool by_a_person = true;
};
// Made: everything as it stands now, and which names in it nothing recognises.
struct Pack {
    std::string record = {}, title = {}, partnership = {}, gateway = {};
    Instant made = {};
    std::vector<PackPerson> people = {};
    std::vector<PackRecord> records = {};
    std::vector<std::pair<std::string, std::string>> facts = {};
    std::vector<PackAgency> agencies = {};
    std::vector<PackEntry> line = {};
    std::vector<PackDecision> decisions = {};
    std::vector<work::Redaction> redactions = {};
    std::vector<LeftName> left_names = {};
};

// Makes it as it stands now. Whoever is not yet left out and is not a subject is left out first, by
// an event of the review's record: the session must be one that writes.
Result<Pack> make_pack(work::Context& context, Review& review);
Json to_json(const Pack& pack);

}  // namespace longstone::review
