#pragma once

#include "demo/runs.h"

// Many records that went much the same way, written once: the partnership's own years. A story
// that is told so says, besides what every story says (demo/stories.h),
//
//   crowd    how many records
//   between  [first day, last day] on which they start, spread evenly over the working days
//   months   in place of both: [9, 12, …], how many start in each of the last months. The last of
//            them is the month that runs, as far as it has gone. What would happen after the end of
//            the demonstration has not happened: such a record stands where it has come to.
//   deal     what differs from one to the next. {word: {value: weight, …}} or a list of values; an
//            item of a list that is an object brings its members as words, `weight` apart. Each
//            value falls to its exact share, the rest to the largest remainders, in an order that
//            only the story's id decides. A story that is `like` another deals what that deals too.
//
//   in-order  the same, in the order in which they start and not in another
//   spread   {word: [first day, last day]}: a working day of that time, in an order of its own
//
// Where the words `sex` (F or M) and `age` ("12", "9 days", "5 months") are given, somebody is
// invented: {given}, {family} and {born}; and for a child {mother}, {mother-born}, {father} and
// {father-born}, of the same family name. Nobody invented bears a name of families.yaml.
namespace longstone::demo {

// Counts through everybody, so that no two bear the same name.
class Invented {
public:
    Json somebody(const std::string& sex, const std::string& age, Date on);

private:
    std::size_t next_ = 0;
};

// Throws std::invalid_argument that says what is wrong.
std::vector<Run> crowd_of(const Run& made,
                          const Json& deal,
                          const Json& story,
                          const Calendar& calendar,
                          Date today,
                          Invented& invented);

// Which value falls to each of `count`, by the exact shares.
std::vector<Json> dealt(const Json& values, std::size_t count, const std::string& order);

}  // namespace longstone::demo
