#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "access/policy.h"
#include "access/test_partnership.h"
#include "define/definitions.h"

using namespace longstone;
using namespace longstone::access;

// Every post of the test partnership against every action on every class of record, compared with
// the table in policy_matrix.txt. When the policy is meant to change, write the new table with
// LONGSTONE_WRITE_MATRIX=1, read the difference line by line, and commit the two together.
namespace {

struct Class {
    std::string name = {};
    std::function<void(RecordFacts&, const Viewer&)> make = {};
};

std::vector<Class> classes() {
    return {
        {"strange", [](RecordFacts&, const Viewer&) {}},
        {"involved",
         [](RecordFacts& facts, const Viewer& viewer) { facts.agencies = {viewer.agency}; }},
        {"named", [](RecordFacts& facts, const Viewer& viewer) { facts.users = {viewer.user}; }},
        {"lead",
         [](RecordFacts& facts, const Viewer& viewer) {
             facts.lead = viewer.user;
             facts.users = {viewer.user};
         }},
        {"broke-glass",
         [](RecordFacts& facts, const Viewer& viewer) {
             facts.users = {viewer.user};
             facts.broke_glass = {viewer.user};
         }},
        {"barred",
         [](RecordFacts& facts, const Viewer& viewer) {
             facts.agencies = {viewer.agency};
             facts.lead = viewer.user;
             facts.users = {viewer.user};
             facts.barred = {viewer.user};
         }},
    };
}

// A letter for each action: capital with the whole record, small with a part of it, "?" where a
// reason is asked for, "." for no.
std::string cell(const define::Definitions& definitions,
                 const Viewer& viewer,
                 const RecordFacts& facts) {
    struct Letter {
        Action action;
        char letter;
    };
    std::string out;
    for (const auto [action, letter] : {Letter{Action::Read, 'R'},
                                        Letter{Action::Work, 'W'},
                                        Letter{Action::Assign, 'A'},
                                        Letter{Action::Open, 'O'},
                                        Letter{Action::Reply, 'P'},
                                        Letter{Action::Attach, 'T'},
                                        Letter{Action::BreakGlass, 'G'}}) {
        const auto answer = allow(definitions, viewer, action, facts, "A reason");
        if (!answer) {
            out += answer.error().fault == Fault::NeedsReason ? '?' : '.';
        } else {
            const bool whole = answer->reach() == Reach::Whole;
            out += whole ? letter : static_cast<char>(letter - 'A' + 'a');
        }
    }
    return out;
}

std::string table() {
    const define::Definitions definitions = test_partnership();
    std::vector<Viewer> viewers;
    for (const define::Agency& agency : definitions.partnership.agencies) {
        for (const define::Post& post : agency.posts) {
            viewers.push_back(
                test_viewer(definitions, agency.id + "-" + post.id, {{agency.id, post.id}}));
        }
    }
    viewers.push_back(public_viewer());
    std::string out;
    for (const auto& [pathway, unused] : definitions.pathways) {
        for (const bool restricted : {false, true}) {
            for (const Class& record : classes()) {
                out += pathway + (restricted ? " restricted " : " ordinary ") + record.name + "\n";
                for (const Viewer& viewer : viewers) {
                    RecordFacts facts = {
                        .ref = "R-1", .pathway = pathway, .restricted = restricted};
                    record.make(facts, viewer);
                    std::string name = viewer.user;
                    name.resize(16, ' ');
                    out += "    " + name + cell(definitions, viewer, facts) + "\n";
                }
            }
        }
    }
    return out;
}

}  // namespace

TEST_CASE("every post may do to every class of record what the table says, and nothing else") {
    const std::string path = LONGSTONE_ROOT "/src/access/policy_matrix.txt";
    const std::string made = table();
    if (std::getenv("LONGSTONE_WRITE_MATRIX") != nullptr) std::ofstream(path) << made;
    std::ifstream file(path);
    const std::string held((std::istreambuf_iterator<char>(file)), {});
    CHECK(held.size() > 10'000);
    CHECK(made == held);
}
