#include "people/people_test_house.h"

#include <utility>

#include "base/text.h"
#include "people/projection.h"
#include "people/schema.h"
#include "store/test_store.h"

namespace longstone::people {
namespace {

// The tables of other floors that the search looks at, as narrow as it needs them.
constexpr std::array<store::Migration, 1> kOthers = {
    {{.number = 900,
      .name = "records for the tests",
      .sql = "create table record (ref text primary key, pathway text not null, lead_user text not "
             "null "
             "default '', restricted bigint not null, opened_at bigint not null default 0, "
             "closed_at bigint, opened_agency text not null default '');\n"
             "create table record_party (record text not null, kind text not null, party text not "
             "null, until bigint);\n"
             "create table record_person (record text not null, person text not null, role text "
             "not null default '', until bigint);\n"
             "create table user_post (user_name text not null, agency text not null, post text "
             "not null);\n"
             "create table post_reach (agency text not null, post text not null, pathway text not "
             "null, reach text not null, restricted bigint not null)"}}};

define::CodeList list(std::string id, std::vector<define::Code> codes) {
    return {.id = id, .name = id, .codes = std::move(codes)};
}

define::Definitions small_definitions() {
    define::Definitions definitions;
    const auto add = [&definitions](define::CodeList codes) {
        const std::string id = codes.id;
        definitions.codes.emplace(id, std::move(codes));
    };
    add(list("relationship",
             {{.id = "mother", .text = "Mother", .inverse = "child"},
              {.id = "child", .text = "Child", .inverse = "parent"},
              {.id = "parent", .text = "Parent", .inverse = "child"},
              {.id = "sibling", .text = "Brother or sister"}}));
    add(list(
        "ethnicity",
        {{.id = "WBRI", .text = "White British"}, {.id = "OLD", .text = "Old", .retired = true}}));
    add(list("identifier",
             {{.id = "nhs-number", .text = "NHS"},
              {.id = "upn", .text = "UPN"},
              {.id = "child-id", .text = "Child"},
              {.id = "police-ref", .text = "Police reference"}}));
    add(list("agency-kind",
             {{.id = "police", .text = "Police"}, {.id = "school", .text = "School"}}));
    definitions.partnership.agencies = {{.id = "north-police", .name = "North", .kind = "police"},
                                        {.id = "dene-first", .name = "Dene", .kind = "school"}};
    return definitions;
}

access::Viewer viewer(std::string user, std::set<std::string> powers, bool sees_sensitive) {
    powers.insert({"search-people", "create-people", "edit-people"});
    return {.user = std::move(user),
            .agency = "dene-first",
            .powers = std::move(powers),
            .sees_sensitive = sees_sensitive};
}

}  // namespace

House::House(store::Store& on)
    : store(on),
      definitions(small_definitions()),
      projections({projection()}),
      now(parse_instant("2026-11-13T10:00:00Z").value()),
      worker(viewer("worker", {"see-all-people"}, false)),
      keeper(viewer("keeper", {"see-all-people", "see-restricted"}, true)),
      partner(viewer("partner", {}, false)) {
    for (const auto& migrations :
         {journal::kMigrations, kMigrations, std::span<const store::Migration>(kOthers)}) {
        store::migrate(store, migrations);
    }
    living = std::make_unique<Living>(store);
}

Context House::context(store::Session& db) const {
    return {.db = db,
            .projections = projections,
            .definitions = definitions,
            .now = now,
            .log_key = log_key,
            .living = living.get()};
}

access::Grant House::grant(const access::Viewer& viewer,
                           access::Action action,
                           std::string_view person) {
    return access::allow(viewer, action, person).value();
}

Result<std::string> House::try_create(const access::Viewer& viewer, const NewPerson& person) {
    const auto db = store.write();
    auto id = create_person(context(*db), grant(viewer, access::Action::CreatePerson), person);
    if (id) db->commit();
    return id;
}

std::string House::create(const NewPerson& person) {
    return create_as(worker, person);
}

std::string House::create_as(const access::Viewer& viewer, const NewPerson& person) {
    return try_create(viewer, person).value();
}

Result<Person> House::find(const access::Viewer& viewer, std::string_view person) {
    const auto db = store.write();
    auto found =
        find_person(context(*db), grant(viewer, access::Action::ReadPerson, person), person);
    db->commit();
    return found;
}

Result<Found> House::search(const access::Viewer& viewer, const Query& query) {
    const auto db = store.write();
    auto found = people::search(context(*db), grant(viewer, access::Action::SearchPeople), query);
    db->commit();
    return found;
}

Result<std::int64_t> House::change(
    const access::Viewer& viewer,
    std::string_view person,
    const std::function<Result<std::int64_t>(const Context&, const access::Grant&)>& command) {
    const auto db = store.write();
    auto rev = command(context(*db), grant(viewer, access::Action::EditPerson, person));
    if (rev) db->commit();
    return rev;
}

void House::name_on_record(std::string_view person,
                           std::string_view record,
                           std::string_view user,
                           std::string_view agency,
                           bool restricted) {
    const auto db = store.write();
    db->run("insert into record (ref, pathway, restricted) values ($1, 'any', $2)",
            {record, restricted ? 1 : 0});
    db->run("insert into record_person (record, person) values ($1, $2)", {record, person});
    db->run("insert into record_party (record, kind, party) values ($1, 'user', $2)",
            {record, user});
    db->run("insert into record_party (record, kind, party) values ($1, 'agency', $2)",
            {record, agency});
    // As the work floor does: whoever follows the journal hears of it.
    REQUIRE(journal::append(*db,
                            {},
                            {.stream = "record/" + std::string(record),
                             .recorded_at = now,
                             .actor = std::string(user),
                             .kind = "record.opened"}));
    db->commit();
}

std::string House::kinds_of_events(std::string_view person) {
    const auto db = store.read();
    std::vector<std::string> kinds;
    for (const auto& event : journal::read_stream(*db, stream_of(person))) {
        kinds.push_back(event.kind);
    }
    return join(kinds, " ");
}

NewPerson somebody(std::string given, std::string family, std::string_view born) {
    NewPerson person{.source = "Referral form"};
    person.assertions.push_back(
        {.fact = Name{.given = std::move(given), .family = std::move(family)}});
    if (const auto date = parse_date(born)) {
        person.assertions.push_back({.fact = BirthDate{.date = *date}});
    }
    return person;
}

std::string field_at_fault(const Problem& problem) {
    return problem.fields.empty() ? std::string() : problem.fields.front().field;
}

void in_each_house(const std::function<void(House&)>& test) {
    store::for_each_store([&test](store::Store& store) {
        House house(store);
        test(house);
    });
}

}  // namespace longstone::people
