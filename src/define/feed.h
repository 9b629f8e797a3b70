#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "define/form.h"

// A feed: what agencies may send in bulk, row by row, and what a row does. Its columns fill the
// questions of a pathway's opening and the details of people; a row opens a record or adds to one
// that is open. Without a pathway a row is an event of its person, or how two people are related,
// or somebody alone.
namespace longstone::define {

struct FeedColumn {
    std::string id = {}, label = {}, hint = {};
    std::string type = {};       // text, number, date, time or yes-no, where no question says it
    std::string field = {};      // the question it answers
    std::string person = {};     // the detail of a person it fills: a word, or a kind of number
    std::string role = {};       // whose detail; empty: the subject's
    bool required = false;       // no row without it
    std::string otherwise = {};  // in place of nothing; may hold {agency} and {column}
    std::vector<std::string> only_itself = {};      // kinds of sender that may name only themselves
    std::map<std::string, std::string> codes = {};  // theirs → ours
    Place place = {};
};

// An answer that no column gives by itself: words with columns in them, or a share in percent.
struct FeedAnswer {
    std::string field = {};
    std::string words = {};
    std::string percent = {}, of = {};  // columns
    Place place = {};
};

// To which open record a row belongs, and what of it is added there.
struct FeedAdds {
    std::vector<std::string> same = {};  // roles of people, or fields: all must agree
    std::vector<std::string> answers = {};
    Place place = {};
};

// That a row is an event of its person: something that happened and is no record here. What is not
// said otherwise is the name of a column.
struct FeedEvent {
    std::string kinds = {};  // the code list of what may happen
    std::string kind = {};
    std::string words = {};         // a text with columns in it
    std::string known = {};         // when the agency knew of it; empty: when it was received
    std::string until = {};         // when it ended
    std::string significance = {};  // a code of the list `event-significance`
    std::string address = {}, postcode = {};  // where
    std::string occurrence = {};  // rows of several people with the same one are one occurrence
    std::vector<std::string> sensitive = {};  // kinds that only those see who see the sensitive
    std::string sensitive_if = {};            // a column that says so of a row
    Place place = {};
};

// That a row says how two people are related: the subject is the `type` of whoever is `of`.
struct FeedRelation {
    std::string type = {};  // a column with a code of the list `relationship`
    std::string of = {};    // a role
    std::string from = {}, until = {};
    Place place = {};
};

struct Feed {
    std::string id = {}, name = {}, source = {}, intro = {};
    std::vector<std::string> sends = {};  // kinds of agency
    std::string pathway = {};             // of which a row opens a record
    std::string as = {};                  // the role whose leave a row has
    std::string subject = "subject";      // the role of whoever a row is about
    std::string happened = {};            // the column that says when
    std::vector<std::string> key = {};    // columns: the same in two rows, the same row
    bool takes_changes = true;            // the same row with other content changes the record
    std::string own_number = {};          // the column with the agency's own number of a person
    std::string changed = {};    // the column that says when a row was last changed: newer corrects
    std::string withdrawn = {};  // the column that says that a row was sent in error
    std::vector<FeedColumn> columns = {};
    std::vector<FeedAnswer> sets = {};
    FeedAdds adds = {};
    std::optional<FeedEvent> event = {};
    std::optional<FeedRelation> relation = {};
    Place place = {};

    // A row that only puts somebody on record, or says more of them.
    [[nodiscard]] bool of_people() const { return pathway.empty() && !event; }

    [[nodiscard]] const FeedColumn* column(std::string_view wanted) const;
    // The column that answers this question, if one does by itself.
    [[nodiscard]] const FeedColumn* answering(std::string_view field) const;
    // Whose details a column fills.
    [[nodiscard]] const std::string& role_of(const FeedColumn& column) const;
};

// "{agency}" and the columns that a text puts in: the words between braces, in order.
std::vector<std::string> holes_of(std::string_view words);

}  // namespace longstone::define
