#include <algorithm>
#include <array>

#include "base/text.h"
#include "exchange/feed_values.h"

// What a row states of people: names, numbers, where they live and lived.
namespace longstone::exchange {
namespace {

using define::FeedColumn;

// Those that are put together from several columns.
constexpr std::array<std::string_view, 11> kParts = {"given-name",
                                                     "middle-name",
                                                     "family-name",
                                                     "previous-given-name",
                                                     "previous-family-name",
                                                     "alias",
                                                     "address",
                                                     "postcode",
                                                     "address-kind",
                                                     "address-from",
                                                     "address-until"};

bool is_part(std::string_view what) {
    return std::ranges::find(kParts, what) != kParts.end();
}

class PeopleSaid {
public:
    explicit PeopleSaid(RowSays& row) : row_(row), feed_(*row.feed) {}

    void run() {
        for (const FeedColumn& column : feed_.columns)
            if (!column.person.empty() && !row_.value(column.id).empty()) put(column);
        for (auto& [role, person] : row_.people) {
            put_names(role, person);
            put_address(role, person);
        }
        std::erase_if(row_.people, [](const auto& entry) { return entry.second.empty(); });
    }

private:
    using Stated = std::vector<people::NewAssertion>;

    void put(const FeedColumn& column) {
        auto& person = row_.people[feed_.role_of(column)];
        if (is_part(column.person)) return;
        const auto& text = row_.value(column.id);
        const auto& what = column.person;
        if (what == "birth-date" || what == "death-date") {
            put_day(person, what, text);
        } else if (what == "sex") {
            const auto sex = people::sex_of(text);
            if (!sex) row_.bad(column.id, "Write F, M, or U when it is not known");
            if (sex) person.push_back({.fact = people::SexStated{.sex = *sex}});
        } else if (what == "phone" || what == "email") {
            person.push_back({.fact = people::Contact{.means = what, .value = text}});
        } else if (what == "school" || what == "ethnicity" || what == "language") {
            person.push_back({.fact = people::Detail{.field = what, .value = text}});
        } else {
            person.push_back({.fact = people::Identifier{.scheme = what, .value = text}});
        }
    }

    static void put_day(Stated& person, const std::string& what, const std::string& text) {
        const auto date = parse_date(text);
        if (date && what == "birth-date")
            person.push_back({.fact = people::BirthDate{.date = *date}});
        if (date && what == "death-date") person.push_back({.fact = people::Death{.date = *date}});
    }

    [[nodiscard]] std::string detail(const std::string& role, std::string_view what) const {
        for (const FeedColumn& column : feed_.columns) {
            if (column.person == what && feed_.role_of(column) == role)
                return row_.value(column.id);
        }
        return {};
    }

    void put_names(const std::string& role, Stated& person) const {
        people::Name name{.given = detail(role, "given-name"),
                          .middle = detail(role, "middle-name"),
                          .family = detail(role, "family-name")};
        const auto put_other = [&](std::string given, std::string family, people::NameUse use) {
            if (given.empty() && family.empty()) return;
            if (use == people::NameUse::Previous && given.empty()) given = name.given;
            if (use == people::NameUse::Previous && family.empty()) family = name.family;
            person.push_back(
                {.fact = people::Name{
                     .given = std::move(given), .family = std::move(family), .use = use}});
        };
        put_other(detail(role, "previous-given-name"),
                  detail(role, "previous-family-name"),
                  people::NameUse::Previous);
        const auto alias = detail(role, "alias");
        const auto space = alias.rfind(' ');
        put_other(alias.substr(0, space),
                  space == std::string::npos ? std::string() : alias.substr(space + 1),
                  people::NameUse::Alias);
        if (!name.given.empty() || !name.family.empty())
            person.insert(person.begin(), {.fact = std::move(name)});
    }

    void put_address(const std::string& role, Stated& person) const {
        people::Address address{.postcode = detail(role, "postcode"), .kind = "home"};
        if (const auto kind = detail(role, "address-kind"); !kind.empty()) address.kind = kind;
        for (const auto& line : split(detail(role, "address"), ','))
            if (!trim(line).empty()) address.lines.emplace_back(trim(line));
        if (address.lines.empty() && address.postcode.empty()) return;
        person.push_back({.fact = std::move(address),
                          .from = parse_date(detail(role, "address-from")),
                          .until = parse_date(detail(role, "address-until"))});
    }

    RowSays& row_;
    const define::Feed& feed_;
};

}  // namespace

void put_people(RowSays& row) {
    PeopleSaid(row).run();
}

}  // namespace longstone::exchange
