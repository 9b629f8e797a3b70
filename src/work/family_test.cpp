#include "work/family.h"

#include <doctest/doctest.h>

#include "people/create.h"
#include "people/edit.h"
#include "people/relationships.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

struct Town {
    TestWork work = {};

    std::string person(const std::string& given,
                       const std::vector<std::string>& lines = {},
                       people::Kind kind = people::Kind::Person) {
        const auto id = work.in([&](Context& context) {
            const auto viewer = access::system_viewer();
            const auto grant = access::allow(viewer, access::Action::CreatePerson);
            people::NewPerson created{.kind = kind};
            created.assertions = {{.fact = people::Name{.given = given, .family = "Example"}}};
            if (!lines.empty())
                created.assertions.push_back(
                    {.fact =
                         people::Address{.lines = lines, .postcode = "NE61 1AB", .kind = "home"}});
            return people::create_person(context, *grant, created);
        });
        if (!id) FAIL(id.error().message);
        return *id;
    }
    void relate(const std::string& one, const std::string& other, const std::string& type) {
        const auto done = work.in([&](Context& context) {
            const auto viewer = access::system_viewer();
            const auto grant = access::allow(viewer, access::Action::EditPerson, one);
            const auto rev = context.db.integer("select rev from person where id = $1", {one});
            return people::relate(
                context, *grant, {.rev = rev, .other = other, .type = type, .source = "Test"});
        });
        if (!done) FAIL(done.error().message);
    }
    std::string record(const std::vector<std::pair<std::string, std::string>>& people) {
        const auto opened = work.in([&](Context& context) {
            NewRecord asked{.pathway = "visit", .source = "system"};
            for (const auto& [id, role] : people) {
                asked.people.push_back({.person = id, .role = role});
            }
            asked.answers = {{"rating", said("amber")}, {"worry", said("Cold house")}};
            return open_record(context, work.visitor(), asked);
        });
        if (!opened) FAIL(opened.error().message);
        return opened->record.ref;
    }
    void write(const std::string& ref, const std::string& kind, Json body) {
        const auto session = work.house().store->write();
        auto context = work.house().context(*session);
        const auto rev = journal::current_rev(*session, "record/" + ref);
        REQUIRE(journal::append(*session,
                                context.projections,
                                {.stream = "record/" + ref,
                                 .after_rev = rev,
                                 .happened_at = context.now,
                                 .recorded_at = context.now,
                                 .actor = "visitor",
                                 .agency = "council",
                                 .kind = kind,
                                 .body = std::move(body)}));
        session->commit();
    }
    Result<Family> see(const access::Viewer& viewer, const std::string& person) {
        return work.in([&](Context& context) -> Result<Family> {
            const auto grant = TRY(access::allow(viewer, access::Action::ReadPerson, person));
            return family_of(context, grant, person);
        });
    }
};

bool has(const Family& family, const std::string& person) {
    return family.member(person) != nullptr;
}

}  // namespace

TEST_CASE("a family is whom records, relationships and an address join, and their work") {
    Town town;
    const auto child = town.person("Ada");
    const auto mother = town.person("Bea", {"4 Dene Road", "Morpeth"});
    const auto lodger = town.person("Col", {"4 Dene Road", "Morpeth"});
    const auto stranger = town.person("Dan");
    const auto one = town.record({{child, "subject"}, {mother, "partner"}});
    const auto two = town.record({{lodger, "subject"}});
    const auto three = town.record({{stranger, "subject"}});
    town.write(one,
               "record.action-set",
               Json::object({{"action", "a1"},
                             {"what", "Mend the heating"},
                             {"owner", "Bea"},
                             {"agency", "clinic"},
                             {"by", "2026-11-06"}}));
    town.write(two,
               "record.action-set",
               Json::object({{"action", "a2"},
                             {"what", "See the lodger"},
                             {"owner", "Visitor"},
                             {"agency", "council"},
                             {"by", "2026-11-04"}}));
    const auto family = town.see(town.work.visitor(), child);
    REQUIRE(family.has_value());
    CHECK(family->members.front().person.id == child);
    CHECK(has(*family, mother));
    CHECK(has(*family, lodger));
    CHECK_FALSE(has(*family, stranger));
    CHECK(family->member(mother)->ties ==
          std::vector<std::string>{"Partner on " + one, "Lives with Col Example"});
    CHECK(family->member(lodger)->ties == std::vector<std::string>{"Lives with Bea Example"});
    CHECK(family->member(lodger)->steps == 2);
    REQUIRE(family->records.size() == 2);
    REQUIRE(family->actions.size() == 2);
    CHECK(family->actions[0].what == "See the lodger");  // due first
    CHECK(family->actions[1].people.size() == 2);        // about the child and her mother
    CHECK(family->clocks.size() == 2);
    // Everybody who was shown was looked at, and the log says so.
    const auto session = town.work.house().store->read();
    for (const auto& id : {child, mother, lodger}) {
        CHECK(journal::looks_at(*session, "person/" + id, 5).size() == 1);
    }
    CHECK(journal::looks_at(*session, "person/" + stranger, 5).empty());
    (void)three;
}

TEST_CASE("a relationship joins, until it is over; a professional joins nobody") {
    Town town;
    const auto child = town.person("Ada");
    const auto gran = town.person("Eve");
    const auto nurse = town.person("Fay", {}, people::Kind::Professional);
    town.record({{child, "subject"}, {nurse, "partner"}});
    town.record({{gran, "subject"}});
    town.relate(child, gran, "grandparent");
    const auto family = town.see(town.work.visitor(), child);
    REQUIRE(family.has_value());
    CHECK(has(*family, gran));
    CHECK_FALSE(has(*family, nurse));
    CHECK(family->records.size() == 2);
}

TEST_CASE("what the viewer may not see is not in the family") {
    Town town;
    const auto child = town.person("Ada");
    const auto mother = town.person("Bea");
    const auto one = town.record({{child, "subject"}, {mother, "partner"}});
    const auto secret = town.record({{mother, "subject"}});
    town.write(secret, "record.barred", Json::object({{"user", "visitor"}, {"reason", "kin"}}));
    const auto family = town.see(town.work.visitor(), child);
    REQUIRE(family.has_value());
    REQUIRE(family->records.size() == 1);
    CHECK(family->records[0].line.ref == one);
    // Who may not search people has no page of a person, and so none of a family.
    CHECK_FALSE(town.see(town.work.nurse(), child).has_value());
}

TEST_CASE("an involved agency sees its own actions and meetings, and no clock or other person") {
    Town town;
    const auto child = town.person("Ada");
    const auto mother = town.person("Bea");
    const auto ref = town.record({{child, "subject"}, {mother, "partner"}});
    town.work.ask(ref, {"clinic"});
    const auto set = [&](const char* id, const char* agency) {
        town.write(ref,
                   "record.action-set",
                   Json::object({{"action", id},
                                 {"what", "Something"},
                                 {"owner", ""},
                                 {"agency", agency},
                                 {"by", "2026-11-06"}}));
    };
    set("a1", "clinic");
    set("a2", "council");
    auto nurse = town.work.nurse();
    nurse.powers.insert("search-people");
    const auto family = town.see(nurse, child);
    REQUIRE(family.has_value());
    CHECK(family->members.size() == 1);
    REQUIRE(family->records.size() == 1);
    CHECK_FALSE(family->records[0].whole);
    REQUIRE(family->actions.size() == 1);
    CHECK(family->actions[0].agency == "clinic");
    CHECK(family->clocks.empty());
}
