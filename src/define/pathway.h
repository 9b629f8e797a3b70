#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit.h"
#include "define/clock.h"
#include "define/form.h"
#include "define/link.h"
#include "define/pages.h"
#include "define/places.h"
#include "define/sample.h"

// One long header: the plain values of one definition belong together.

// A pathway: the stages a record moves along, what each asks and of whom, what a move needs, which
// clocks run, which meetings are held and what other records a decision opens.
namespace longstone::define {

// What a move needs before it is allowed; `kind` is a word of the language (see
// docs/definition-language.md), `what` its object where it has one, `sentence` what the page says
// when it is missing.
struct Need {
    std::string kind = {};
    std::string what = {};
    std::string sentence = {};
    Condition when = {};
    Place place = {};
};

struct Move {
    std::string to = {};
    std::string name = {};  // the button
    Condition when = {};
    std::vector<Need> needs = {};
    std::vector<std::string> who = {};  // roles; empty: those of the stage
    bool reason = false;                // asks why
    bool back = false;                  // returns to earlier work
    std::string step = {};              // up or down: counted as a step of the subject
    Place place = {};
};

struct RequestRule {
    std::string id = {}, name = {}, form = {};
    std::vector<std::string> to_kinds = {};   // agency kinds offered, first ticked
    std::vector<std::string> preselect = {};  // agency kinds asked unless unticked
    Within due = {};
    std::string blind_until = {};  // stage: until then each agency sees its own answer only
    std::string compare = {};      // field compared across answers and with the record's own
    int at_least = 0;
    std::string to_field = {};             // a field of agencies: those are asked
    bool sends = false;                    // made by itself when the stage is entered
    Condition when = {};                   // whether it is made at all
    std::vector<std::string> by = {};      // roles that answer; empty: whoever may be asked
    std::vector<std::string> shares = {};  // forms, sections, fields or people that go with it
    bool anonymous = false;                // whoever is asked is not told whom it is about
    bool carries = false;  // begins with the same agency's answers to the round before, to confirm
    std::string gives = {};  // its question whose yes lets the answer go to other partnerships
    Place place = {};
};

struct Stage {
    std::string id = {}, name = {};
    std::vector<std::string> who = {};   // roles that work here; empty: access.works
    std::vector<std::string> asks = {};  // forms, or form.section
    std::vector<RequestRule> requests = {};
    std::vector<LinkRule> links = {};
    std::vector<std::string> holds = {};  // meetings
    std::vector<Move> next = {};
    bool closes = false;
    std::string hint = {};
    Place place = {};
};

struct MeetingRule {
    std::string id = {}, name = {};
    std::vector<std::string> chair = {};    // roles
    std::vector<std::string> invites = {};  // agency kinds
    std::vector<std::string> quorum = {};   // agency kinds that must all attend
    std::string asks = {};                  // form of its record
    std::optional<Limit> minutes_within = {};
    std::string group = {};    // the question that names the group which says who comes
    std::string reports = {};  // the request whose answers are the reports to it
    DateRule held = {};        // when it may be held
    Place place = {};
};

struct OpenRule {
    std::string pathway = {};
    Condition when = {};
    std::string at = {};                              // on entering this stage
    std::vector<std::string> copies = {};             // field ids, "people", or "opened"
    std::map<std::string, std::string> renames = {};  // field here → field there
    std::map<std::string, std::string> roles = {};    // role of people here → role there
    std::string each = {};            // a group or a role of people: a record for each of them
    std::string each_as = "subject";  // the role there of each person
    std::string link = "led-to";
    std::string step = {};     // up or down: counted as a step of the subject
    bool again = false;        // opens one each time, not once
    bool unless_open = false;  // links to the open one about the same person instead
    Place place = {};
};

// What runs beside other things and must end before the record goes on.
struct Strand {
    std::string id = {}, name = {};
    Condition when = {};     // whether it runs
    Condition ends = {};     // whether it has ended
    std::string shows = {};  // the field that tells how it stands
    Place place = {};
};

// A pathway that may not be open about the same person at the same time.
struct Exclusion {
    std::string pathway = {};
    std::string at = {};                   // entering this stage; empty: on opening
    std::vector<std::string> stages = {};  // of the other record; empty: any that is open
    std::string sentence = {}, source = {};
    Place place = {};
};

// Somebody who must hear something before the record may close.
struct TellRule {
    std::string whom = {};  // referrer, contributors, family, a role of people
    std::string name = {};
    Condition when = {};
    Place place = {};
};

struct PeopleRule {
    std::string role = {}, name = {};
    bool required = false, many = false, subject = false;
    bool ask_by_name = false;  // fathers and other men: asked for, or why not known
    std::string ask = {};
    std::vector<std::string> kinds = {};  // of kThings; empty: a human being

    [[nodiscard]] bool takes(std::string_view kind) const;
};

struct Access {
    std::vector<std::string> lead = {}, works = {}, sees = {};
    std::vector<std::string> opens = {};    // roles that may open one
    std::vector<std::string> assigns = {};  // roles that may name the lead
    bool open_to_public = false;
    bool involved_agencies_see = true;  // those asked or referring see it, within sections
    bool restricted = false;
    bool sealed = false;        // restricted, and nobody else learns that it exists
    std::string audience = {};  // a sentence: who sees these and why
};

struct Flag {
    std::string id = {}, name = {}, colour = {};
    Condition when = {};
};

struct Pathway {
    std::string id = {}, name = {}, noun = {};
    std::string about = {};      // child, adult, person, agency, place, topic …
    std::string reference = {};  // prefix
    int version = 1;
    std::string source = {}, purpose = {}, gateway = {};
    std::string summary = {};  // the field shown in a line
    std::string rating = {};   // the field shown as its rating
    std::string board = {};    // the board it appears on
    std::string harm = {};     // while one is open: immediate, likely; empty: neither
    std::vector<std::string> starts_from = {};
    std::vector<std::string> looks_back =
        {};  // pathways whose decisions about its subjects it reviews
    std::vector<std::string> repeats = {};  // pathways of which an earlier one makes it a repeat
    std::string first = {};                 // the first stage
    std::vector<std::string> opening = {};  // forms asked to open one
    std::vector<std::string> public_opening = {};  // forms asked of a member of the public instead
    Access access = {};
    std::vector<PeopleRule> people = {};
    std::vector<Stage> stages = {};
    std::vector<Clock> clocks = {};
    std::vector<MeetingRule> meetings = {};
    std::vector<OpenRule> opens = {};
    std::vector<TellRule> tells = {};
    std::vector<Flag> flags = {};
    std::vector<Strand> strands = {};
    std::vector<Exclusion> excludes = {};
    std::optional<PlacesRule> places = {};
    std::optional<StoryRule> story = {};
    std::optional<SampleRule> sample = {};
    std::optional<RoundRule> round = {};
    std::optional<GroupPart> group = {};
    std::optional<Publication> publishes = {};
    std::optional<PlanPart> plan = {};
    std::optional<ScrutinyPart> scrutiny = {};
    std::optional<RegisterPart> registers = {};
    Place place = {};

    [[nodiscard]] const Stage* stage(std::string_view id) const;
    [[nodiscard]] const Clock* clock(std::string_view id) const;
    [[nodiscard]] const MeetingRule* meeting(std::string_view id) const;
    [[nodiscard]] const RequestRule* request(std::string_view id) const;
    [[nodiscard]] const LinkRule* link(std::string_view id) const;
    [[nodiscard]] const Strand* strand(std::string_view id) const;
    [[nodiscard]] const PeopleRule* role(std::string_view id) const;
    // Whether somebody who was or will be born may be its subject.
    [[nodiscard]] bool about_people() const;
};

}  // namespace longstone::define
