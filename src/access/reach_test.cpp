#include "access/reach.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "access/policy.h"
#include "access/test_partnership.h"
#include "define/definitions.h"
#include "store/store.h"

using namespace longstone;
using namespace longstone::access;

namespace {

void add_users(store::Session& db, const std::vector<Viewer>& viewers) {
    for (const Viewer& viewer : viewers) {
        for (const PostHeld& held : viewer.posts) {
            db.run(
                "insert into user_post (user_name, agency, post, position) "
                "values ($1, $2, $3, 0)",
                {viewer.user, held.agency, held.post});
        }
    }
}

// The two tables that the filter joins, as far as it needs them.
void make_record_tables(store::Session& db) {
    db.run(
        "create table record (ref text primary key, pathway text not null, "
        "restricted bigint not null)");
    db.run(
        "create table record_party (record text not null, kind text not null, "
        "party text not null, until bigint)");
}

void add_party(store::Session& db,
               const RecordFacts& facts,
               const char* kind,
               const std::set<std::string>& parties) {
    for (const std::string& party : parties) {
        db.run("insert into record_party (record, kind, party, until) values ($1, $2, $3, null)",
               {facts.ref, kind, party});
    }
}

// Every pathway, restricted or not, with each mix of involved agency, named and barred user.
std::vector<RecordFacts> every_record(const define::Definitions& definitions) {
    std::vector<RecordFacts> records;
    for (const auto& [pathway, unused] : definitions.pathways) {
        for (const bool restricted : {false, true}) {
            for (const std::set<std::string>& agencies :
                 std::vector<std::set<std::string>>{{}, {"school"}, {"hub", "police"}}) {
                for (const std::set<std::string>& users : std::vector<std::set<std::string>>{
                         {}, {"u-hub-researcher"}, {"u-police-officer", "public"}}) {
                    for (const std::set<std::string>& barred :
                         std::vector<std::set<std::string>>{{}, {"u-hub-manager", "u-two"}}) {
                        records.push_back({.ref = "R-" + std::to_string(records.size()),
                                           .pathway = pathway,
                                           .restricted = restricted,
                                           .agencies = agencies,
                                           .users = users,
                                           .barred = barred});
                    }
                }
            }
        }
    }
    return records;
}

std::vector<Viewer> every_viewer(const define::Definitions& definitions) {
    std::vector<Viewer> viewers;
    for (const define::Agency& agency : definitions.partnership.agencies) {
        for (const define::Post& post : agency.posts) {
            viewers.push_back(
                test_viewer(definitions, "u-" + agency.id + "-" + post.id, {{agency.id, post.id}}));
        }
    }
    viewers.push_back(
        test_viewer(definitions, "u-two", {{"school", "admin"}, {"police", "liaison"}}));
    viewers.push_back(public_viewer());
    return viewers;
}

}  // namespace

TEST_CASE("the filter inside queries and the policy agree on every viewer and record") {
    for_each_access_store([](store::Store& store) {
        const define::Definitions definitions = test_partnership();
        const std::vector<Viewer> viewers = every_viewer(definitions);
        const std::vector<RecordFacts> records = every_record(definitions);
        const auto db = store.write();
        make_record_tables(*db);
        publish_policy(*db, definitions);
        add_users(*db, viewers);
        for (const RecordFacts& facts : records) {
            db->run("insert into record (ref, pathway, restricted) values ($1, $2, $3)",
                    {facts.ref, facts.pathway, facts.restricted ? 1 : 0});
            add_party(*db, facts, "agency", facts.agencies);
            add_party(*db, facts, "user", facts.users);
            add_party(*db, facts, "barred", facts.barred);
        }
        int seen = 0;
        for (const Viewer& viewer : viewers) {
            std::set<std::string> found;
            for (const store::Row& row :
                 db->rows("select r.ref from record r where " LONGSTONE_VISIBLE_RECORD,
                          {viewer.user, kTestNoon.micros})) {
                found.insert(row.text(0));
            }
            for (const RecordFacts& facts : records) {
                CAPTURE(viewer.user);
                CAPTURE(facts.ref);
                CAPTURE(facts.pathway);
                CHECK((reach_of(definitions, viewer, facts) != Reach::None) ==
                      found.contains(facts.ref));
            }
            seen += static_cast<int>(found.size());
        }
        CHECK(seen > 100);
        CHECK(seen < static_cast<int>(viewers.size() * records.size()) - 100);
    });
}

TEST_CASE("a name on a record counts until its time is over") {
    for_each_access_store([](store::Store& store) {
        const auto db = store.write();
        make_record_tables(*db);
        db->run("insert into record (ref, pathway, restricted) values ('R-1', 'enquiry', 0)");
        db->run(
            "insert into record_party (record, kind, party, until) "
            "values ('R-1', 'user', 'olu', $1)",
            {kTestNoon.micros});
        const auto count = [&](Instant now) {
            return db->integer("select count(*) from record r where " LONGSTONE_VISIBLE_RECORD,
                               {"olu", now.micros});
        };
        CHECK(count(kTestNoon + -1) == 1);
        CHECK(count(kTestNoon) == 0);
    });
}

TEST_CASE("publishing again follows the definitions, and writes nothing that stands already") {
    for_each_access_store([](store::Store& store) {
        define::Definitions definitions = test_partnership();
        const auto db = store.write();
        const auto rows = [&] { return db->integer("select count(*) from post_reach"); };
        const auto reach = [&](const char* post, const char* pathway) {
            const auto row = db->one(
                "select reach || restricted from post_reach where post = $1 and pathway = $2",
                {post, pathway});
            return row ? row->text(0) : std::string("none");
        };
        publish_policy(*db, definitions);
        CHECK(reach("manager", "enquiry") == "whole1");
        CHECK(reach("researcher", "enquiry") == "whole0");
        CHECK(reach("officer", "enquiry") == "part0");
        CHECK(reach("officer", "closed-talk") == "none");
        CHECK(reach("researcher", "serious") == "none");
        CHECK(reach("manager", "serious") == "whole1");
        const auto before = rows();
        publish_policy(*db, definitions);
        CHECK(rows() == before);

        definitions.pathways["enquiry"].access.works = {};
        definitions.pathways.erase("worry");
        publish_policy(*db, definitions);
        CHECK(reach("researcher", "enquiry") == "part0");
        CHECK(reach("manager", "worry") == "none");
    });
}
