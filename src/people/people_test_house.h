#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "access/policy.h"
#include "define/definitions.h"
#include "journal/journal.h"
#include "people/create.h"
#include "people/edit.h"
#include "people/find.h"
#include "people/living.h"
#include "people/search.h"
#include "store/store.h"

// A small house for the tests of this floor: its tables, three viewers, a few code lists and a
// clock that stands still until it is moved.
namespace longstone::people {

struct House {
    explicit House(store::Store& on);
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    store::Store& store;
    define::Definitions definitions = {};
    std::array<journal::Projection, 1> projections;
    Instant now = {};
    access::Viewer worker = {};   // sees all people, not the sensitive
    access::Viewer keeper = {};   // sees the sensitive and the restricted as well
    access::Viewer partner = {};  // sees only those on records they may see
    std::string log_key = std::string(32, 'k');
    std::unique_ptr<Living> living = {};

    [[nodiscard]] Context context(store::Session& db) const;
    [[nodiscard]] static access::Grant grant(const access::Viewer& viewer,
                                             access::Action action,
                                             std::string_view person = {});

    Result<std::string> try_create(const access::Viewer& viewer, const NewPerson& person);
    // Must succeed.
    std::string create(const NewPerson& person);
    std::string create_as(const access::Viewer& viewer, const NewPerson& person);
    Result<Person> find(const access::Viewer& viewer, std::string_view person);
    Result<Found> search(const access::Viewer& viewer, const Query& query);
    // Runs one command in a transaction that is committed when it succeeds.
    Result<std::int64_t> change(
        const access::Viewer& viewer,
        std::string_view person,
        const std::function<Result<std::int64_t>(const Context&, const access::Grant&)>& command);
    // Puts the person on a record that the user of that name is named on.
    void name_on_record(std::string_view person,
                        std::string_view record,
                        std::string_view user,
                        std::string_view agency,
                        bool restricted = false);
    std::string kinds_of_events(std::string_view person);
};

// "Amara Bell", born "2019-03-03" unless empty.
NewPerson somebody(std::string given, std::string family, std::string_view born = {});
std::string field_at_fault(const Problem& problem);

// Runs on SQLite, and on PostgreSQL where there is one.
void in_each_house(const std::function<void(House&)>& test);

}  // namespace longstone::people
