#pragma once

#include <cstdint>
#include <string_view>

// A date of birth as it was written, with the doubt that stands in it. Pure.
namespace longstone::match {

struct Birth {
    std::uint16_t year = 0;  // 0: nothing is known
    std::uint8_t month = 0;  // 0: the year alone
    std::uint8_t day = 0;    // 0: year and month
    bool operator==(const Birth&) const = default;

    bool known() const { return year != 0; }
    // 1 January, or no day: an age that somebody turned into a date.
    bool doubtful() const { return month == 0 || day == 0 || (month == 1 && day == 1); }
};

// 2010-12-05, 20101205, 05/12/2010, 5.12.10 is not taken. 1900-01-01 and other stand-ins say
// nothing.
Birth read_birth(std::string_view written);

// Days between two whole dates, roughly (months of 31 days); both known.
int days_apart(Birth a, Birth b);

enum class BirthLevel : std::uint8_t {
    Same,
    DoubtSame,   // the same 1 January, or the same year alone
    Swapped,     // day and month changed places
    Slip,        // one digit, or two neighbouring digits changed places
    YearDoubt,   // one of them is a year alone, or 1 January, of the same year
    Month,       // same year and month
    DayMonth,    // same day and month of another year
    Year,        // same year
    Near,        // within twelve years
    Generation,  // twelve years and more
    Missing,
};
BirthLevel compare_births(Birth a, Birth b);

}  // namespace longstone::match
