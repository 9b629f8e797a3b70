#pragma once

#include <string>

#include "exchange/feed_sender.h"
#include "exchange/feed_values.h"

// Whom a row is about: the agency's own record of them, found by its own number or put on record;
// and what the row says more of them. Another's record is never written to: that the two are one
// person is an assertion beside both, by the matching where it is certain (people/match_up.h), else
// by people.
namespace longstone::exchange {

class RowPeople {
public:
    RowPeople(work::Context& context, const Sender& sender, const RowSays& row);

    [[nodiscard]] const access::Viewer& viewer() const { return viewer_; }
    // "Northumbria Police, Incidents"
    [[nodiscard]] std::string source() const;

    // Invalid when the agency's number is used for two, or was somebody else's; or when nobody is
    // known by it and the row names nobody.
    Result<std::string> found_or_new(const std::string& role);
    // Empty when nobody is found.
    Result<std::string> found(const std::string& role);
    // Whoever was restricted since is left as they are.
    Result<void> say_more(const std::string& person, const std::string& role);

private:
    [[nodiscard]] std::vector<people::NewAssertion> stated_of(const std::string& role) const;
    [[nodiscard]] std::string number_column(const std::string& role) const;
    [[nodiscard]] std::string column_of(const std::string& what, const std::string& role) const;
    Result<std::string> found_by_number(const std::string& role,
                                        const std::vector<people::NewAssertion>& stated);
    Result<access::Grant> leave_to_create();
    Result<std::string> put_on_record(const std::vector<people::NewAssertion>& stated);
    Result<void> match(const std::string& person);

    work::Context& context_;
    const Sender& sender_;
    const RowSays& row_;
    const define::Feed& feed_;
    const access::Viewer viewer_;
};

// Refuses a row under one of its columns.
Refused refuse_row(const std::string& column, std::string message);

}  // namespace longstone::exchange
