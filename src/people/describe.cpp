#include "people/describe.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "people/current.h"
#include "people/things.h"

namespace longstone::people {
namespace {

constexpr int kAdult = 18;
// Under this many years an age is told in months, under this many days in days: they say more.
constexpr int kToddler = 2;
constexpr int kNewborn = 28;

std::optional<int> years(const Summary& person, Date on) {
    if (!person.birth || person.birth->date > on) return std::nullopt;
    return years_between(person.birth->date, on);
}

int whole_months(Date from, Date to) {
    int months = 0;
    while (add_months(from, months + 1) <= to)
        ++months;
    return months;
}

bool is_vague(const BirthDate& birth) {
    return birth.estimated || birth.precision != Precision::Day;
}

// "Place · Manchester Street, Morpeth": nothing of it is born or dies.
std::string thing_line(const Summary& thing, const std::string& where) {
    std::string line(noun_of(thing.kind));
    line.front() = static_cast<char>(line.front() - 'a' + 'A');
    return where.empty() ? line : cat({line, " · ", where});
}

std::string_view noun(const Summary& person, Date today) {
    if (person.unborn()) return "Unborn";
    if (person.kind == Kind::Professional) return "Professional";
    const auto age = years(person, person.died.value_or(today));
    if (!age) {
        if (person.sex == Sex::Female) return "Female";
        return person.sex == Sex::Male ? "Male" : "Person";
    }
    if (*age < kAdult) {
        if (person.sex == Sex::Female) return "Girl";
        return person.sex == Sex::Male ? "Boy" : "Child";
    }
    if (person.sex == Sex::Female) return "Woman";
    return person.sex == Sex::Male ? "Man" : "Adult";
}

std::string say_birth(const BirthDate& birth) {
    const Civil civil = civil_of(birth.date);
    std::string date;
    if (birth.precision == Precision::Day) date = say(birth.date);
    if (birth.precision == Precision::Month) {
        date = cat({month_name(civil.month), " ", number(civil.year)});
    }
    if (birth.precision == Precision::Year) date = number(civil.year);
    return cat({birth.estimated ? "born about " : "born ", date});
}

std::string say_death(const Summary& person) {
    if (!person.died) return "has died";
    const auto age = years(person, *person.died);
    if (!age) return cat({"died ", say(*person.died)});
    return cat({"died ", say(*person.died), ", aged ", number(*age)});
}

}  // namespace

std::string say_age(const Summary& person, Date today) {
    const auto age = years(person, today);
    if (!age || !person.birth || person.deceased) return {};
    const Date born = person.birth->date;
    if (is_vague(*person.birth)) return cat({"about ", count_of(*age, "year", "years")});
    if (today - born < kNewborn) return count_of(today - born, "day", "days");
    if (*age < kToddler) return count_of(whole_months(born, today), "month", "months");
    return count_of(*age, "year", "years");
}

std::string about_line(const Summary& person, Date today) {
    if (!is_human(person.kind)) return thing_line(person, person.where);
    std::string who(noun(person, today));
    if (const std::string age = say_age(person, today); !age.empty()) who = cat({who, ", ", age});
    std::vector<std::string> parts = {who};
    if (person.deceased) parts.push_back(say_death(person));
    if (person.unborn()) {
        if (!person.deceased && person.expected)
            parts.push_back(cat({"expected ", say(*person.expected)}));
    } else if (person.birth) {
        parts.push_back(say_birth(*person.birth));
    } else if (person.kind != Kind::Professional) {
        parts.emplace_back("birth date not known");
    }
    return join(parts, " · ");
}

std::string about_line(const Person& person, Date today) {
    if (!is_human(person.line.kind)) {
        const Current now = current_of(person.assertions, today);
        if (person.address_withheld || now.home == nullptr) return thing_line(person.line, {});
        return thing_line(person.line, one_line(std::get<Address>(now.home->fact)));
    }
    std::string line = about_line(person.line, today);
    if (person.address_withheld) return cat({line, " · address withheld"});
    const Current current = current_of(person.assertions, today);
    if (current.home == nullptr || person.line.deceased) return line;
    return cat({line, " · lives at ", one_line(std::get<Address>(current.home->fact))});
}

std::string one_line(const Address& address) {
    std::vector<std::string> parts = address.lines;
    if (!address.postcode.empty()) parts.push_back(address.postcode);
    return join(parts, ", ");
}

}  // namespace longstone::people
