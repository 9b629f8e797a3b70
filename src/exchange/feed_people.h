#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/feed_sender.h"
#include "exchange/feed_values.h"
#include "people/arrivals.h"

// Whom a row is about: the agency's own record of them, found by its own number or put on record;
// and what the row says more of them. Another's record is never written to: that the two are one
// person is an assertion beside both, by the matching where it is certain (people/match_up.h), else
// by people.
namespace longstone::exchange {

// What the rows of one transaction share.
struct Batch {
    std::string delivery = {};
    people::Arrivals arrivals = {};
};

class RowPeople {
public:
    RowPeople(work::Context& context, const Sender& sender, const RowSays& row, Batch& batch);

    [[nodiscard]] const access::Viewer& viewer() const { return viewer_; }
    // "Northumbria Police, Incidents"
    [[nodiscard]] std::string source() const;

    // Invalid when the agency's number is used for two, or was somebody else's; or when nobody is
    // known by it and the row names nobody.
    Result<std::string> found_or_new(const std::string& role);
    // Empty when nobody is found.
    Result<std::string> found(const std::string& role);
    // The row tells of somebody else than this person.
    bool tells_of_another(const std::string& person, const std::string& role);
    // Whoever was restricted since is left as they are.
    Result<void> say_more(const std::string& person, const std::string& role);

private:
    const std::vector<people::NewAssertion>& stated_of(const std::string& role);
    const std::vector<people::Assertion>& said_of(const std::string& person);
    [[nodiscard]] std::string number_column(const std::string& role) const;
    [[nodiscard]] std::string column_of(const std::string& what, const std::string& role) const;
    Result<std::string> found_by_number(const std::string& role);
    Result<access::Grant> leave_to_create();
    Result<std::string> put_on_record(const std::string& role);
    Result<void> match(const std::string& person);

    work::Context& context_;
    const Sender& sender_;
    const RowSays& row_;
    const define::Feed& feed_;
    Batch& batch_;
    const access::Viewer viewer_;
    std::map<std::string, std::vector<people::NewAssertion>> stated_ = {};  // by role
    // Of whoever was read last, until something more is said of them.
    std::string read_ = {};
    std::vector<people::Assertion> said_ = {};
    std::string created_ = {};  // who was put on record by this row, with all that it says
};

// Refuses a row under one of its columns.
Refused refuse_row(const std::string& column, std::string message);

}  // namespace longstone::exchange
