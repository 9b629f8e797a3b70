#pragma once

#include <map>
#include <string>
#include <vector>

#include "define/form.h"

// A feed: what agencies may send in bulk, row by row, and what a row does. Its columns fill the
// questions of a pathway's opening and the details of people; a row opens a record or adds to one
// that is open. A feed without a pathway only puts people on record.
namespace longstone::define {

struct FeedColumn {
    std::string id = {}, label = {}, hint = {};
    std::string type = {};       // text, number, date or yes-no, where no question says it
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

struct Feed {
    std::string id = {}, name = {}, source = {}, intro = {};
    std::vector<std::string> sends = {};  // kinds of agency
    std::string pathway = {};             // empty: people alone
    std::string as = {};                  // the role whose leave a row has
    std::string subject = "subject";      // the role of whoever a row is about
    std::string happened = {};            // the column that says when
    std::vector<std::string> key = {};    // columns: the same in two rows, the same row
    bool takes_changes = true;            // the same row with other content changes the record
    std::vector<FeedColumn> columns = {};
    std::vector<FeedAnswer> sets = {};
    FeedAdds adds = {};
    Place place = {};

    [[nodiscard]] const FeedColumn* column(std::string_view wanted) const;
    // The column that answers this question, if one does by itself.
    [[nodiscard]] const FeedColumn* answering(std::string_view field) const;
    // Whose details a column fills.
    [[nodiscard]] const std::string& role_of(const FeedColumn& column) const;
};

// "{agency}" and the columns that a text puts in: the words between braces, in order.
std::vector<std::string> holes_of(std::string_view words);

}  // namespace longstone::define
