#pragma once

#include <string>
#include <vector>

#include "report/document.h"

// Makes a report out of its definition, the record that carries it and its figures, and says what
// of it is missing: a question that nobody answered, a partner that has not written, a figure with
// nothing to count, a review that whoever makes it may not open.
namespace longstone::report {

struct Lack {
    std::string section = {}, section_title = {};
    std::string what = {};   // in words: "Looking forward is not written"
    std::string field = {};  // the question of the record that puts it right, where one does
};

// One thing that the law wants, and where it stands.
struct Wanted {
    std::string id = {}, what = {}, source = {}, whom = {};
    std::vector<std::string> sections = {};  // titles of those that tell it
    std::vector<Lack> lacks = {};

    [[nodiscard]] bool there() const { return lacks.empty(); }
};

struct Composed {
    Document document = {};
    std::vector<Wanted> wanted = {};  // for those the report is for
    std::vector<Lack> lacks = {};     // of every section

    [[nodiscard]] bool complete() const;
};

// What is missing stands in a draft, where it is missing; what goes out has neither that nor a
// section in which nothing is told.
enum class Gaps { Shown, LeftOut };

// `opened` is what the maker may see of the record; what they may not see is not told.
Composed compose(work::Context& context,
                 const work::Opened& opened,
                 const define::Report& report,
                 const TakenFigures& figures,
                 Gaps gaps = Gaps::Shown);

// Words with their holes filled.
std::string fill(std::string_view words, const Document& document);

}  // namespace longstone::report
