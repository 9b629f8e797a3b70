#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/load.h"

// Lists of records, each filtered inside its query to what this viewer may see.
namespace longstone::work {

struct Line {
    std::string ref = {}, pathway = {}, stage = {}, summary = {}, rating = {}, lead = {},
                lead_agency = {}, opened_by = {}, opened_agency = {};
    std::string person = {}, person_name = {}, sex = {};
    std::optional<Date> born = {}, expected = {};
    Instant opened = {};
    std::optional<Instant> closed = {}, due = {};
    std::int64_t people = 0, requests_asked = 0, requests_answered = 0;
    std::vector<std::string> waiting_for = {};  // agencies asked that have not answered
};

// Who the line is about: the first person in the first subject role of its pathway.
void name_subject(Context& context, Line& line);

struct Filter {
    std::string pathway = {}, stage = {}, person = {}, lead = {}, agency_waiting = {}, board = {},
                opened_by = {}, text = {};
    bool closed_too = false;
    std::optional<Instant> due_before = {};
    std::string after = {};  // cursor: "<due micros>/<ref>" of the last line
    int limit = 50;
};
struct Page {
    std::vector<Line> lines = {};
    std::string next = {};  // cursor of the next page, empty at the end
};
// Sorted by due time, then reference. With `board` the pathways that stand on that board.
Page list_records(Context& context, const access::Viewer& viewer, const Filter& filter);

struct WaitingRequest {
    std::string id = {}, record = {}, pathway = {}, rule = {}, agency = {}, person_name = {};
    Instant asked = {}, due = {};
};
std::vector<WaitingRequest> requests_waiting(Context& context,
                                             const access::Viewer& viewer,
                                             int limit);
std::int64_t count_requests_waiting(Context& context, const access::Viewer& viewer);

struct ComingMeeting {
    std::string id = {}, record = {}, pathway = {}, rule = {}, place = {};
    Instant at = {};
    std::int64_t sequence = 0;  // of its entry in calendars
};
std::vector<ComingMeeting> meetings_coming(Context& context,
                                           const access::Viewer& viewer,
                                           int limit);

struct OpenAction {
    std::string id = {}, record = {}, what = {}, owner = {};
    std::optional<Date> due = {};
};
std::vector<OpenAction> actions_open(Context& context, const access::Viewer& viewer, int limit);

// Counts for the head of the board: open, late, due today, by the board's pathways.
struct BoardCounts {
    std::int64_t open = 0, late = 0, due_today = 0, late_by_friday = 0;
};
BoardCounts count_board(Context& context, const access::Viewer& viewer, const std::string& board);
// How many open records stand at each stage of a pathway, of those the viewer may see.
std::map<std::string, std::int64_t> count_stages(Context& context,
                                                 const access::Viewer& viewer,
                                                 const std::string& pathway);

// Records about a person or whoever is held to be them, that the viewer may see: those that are
// open by what is due first (of a record seen whole alone), then the closed, newest first.
std::vector<Line> records_of_person(Context& context,
                                    const access::Viewer& viewer,
                                    const std::string& person);
// Those of these records that the viewer may see, in the same order, at most `most`, beginning with
// the one at `from`. `from` becomes the place of the first that was not looked at.
std::vector<Line> lines_named(Context& context,
                              const access::Viewer& viewer,
                              const std::vector<std::string>& refs,
                              int most,
                              std::size_t& from);
std::vector<Line> lines_named(Context& context,
                              const access::Viewer& viewer,
                              const std::vector<std::string>& refs,
                              int most);
// By reference or words of the summary.
std::vector<Line> search_records(Context& context,
                                 const access::Viewer& viewer,
                                 const std::string& words,
                                 int limit);

}  // namespace longstone::work
