#include <doctest/doctest.h>

#include "base/text.h"
#include "demo/player.h"
#include "demo/scenario.h"
#include "work/return_file.h"
#include "work/rounds.h"

// A college that is asked the same by two partnerships answers once: the one gives its answer as a
// file, and the other takes it in to be confirmed.
namespace longstone::demo {
namespace {

struct Place {
    Clock clock = {.now = *parse_instant("2026-10-05T09:00:00Z")};
    std::unique_ptr<work::House> house = {};
    std::unique_ptr<Player> player = {};

    explicit Place(const std::string& partnership,
                   const std::function<void(define::Definitions&)>& changed = {}) {
        auto read = define::load(LONGSTONE_ROOT "/definitions", partnership);
        REQUIRE(read);
        auto definitions = std::make_shared<define::Definitions>(**read);
        if (changed) changed(*definitions);
        house = work::open_house({.data_dir = ":memory:",
                                  .definitions = LONGSTONE_ROOT "/definitions",
                                  .partnership = partnership,
                                  .now = [this] { return clock.now; }},
                                 definitions);
        player = std::make_unique<Player>(
            *house, clock, read_answers(LONGSTONE_ROOT "/tests/scenarios/answers"));
    }

    void play(const Json& step) {
        const auto wrong = player->play(step);
        CHECK_MESSAGE(wrong.empty(), join(wrong, "; "), " ", player->last().body.dump());
    }

    // Opens the college's audit, and gives the id of what it is asked.
    std::string ask(const std::string& opener, const std::string& college) {
        play(Json::object({{"as", opener},
                           {"open", "section-175-157-audit"},
                           {"answers",
                            Json::object({{"sa-school", college},
                                          {"sa-year", "2026-27"},
                                          {"sa-phase", "high"},
                                          {"sa-line", "Safeguarding audit 2026-27"}})}}));
        return house->store->read()
            ->one("select id from request where record = $1", {player->ref()})
            ->text(0);
    }

    Called post(const std::string& as, const std::string& request, const char* what, Json body) {
        return player->callers().call(
            as, "POST", cat({"/api/v1/requests/", request, "/", what}), body);
    }

    std::optional<work::CarriedReply> carried(const std::string& request) {
        const auto session = house->store->read();
        auto context = house->context(*session);
        const auto record =
            session->one("select record from request where id = $1", {request})->text(0);
        const auto viewer = access::system_viewer();
        const auto opened = work::open_record_for(context, viewer, access::Action::Read, record);
        REQUIRE(opened);
        return work::carried_reply(context, *opened, opened->record.requests.front());
    }
};

constexpr const char* kFrom = "tweedside-college/safeguarding-lead";
constexpr const char* kTo = "saltholm-college/safeguarding-lead";

Json empty() {
    return Json(Json::Object{});
}

std::string why(const Called& called) {
    return called.body["errors"].items().empty()
               ? called.body.text("detail")
               : called.body["errors"].items().front().text("detail");
}

TEST_CASE("a college's audit is answered once and confirmed in a second partnership") {
    Place north("northumberland");
    Place south("merrowshire", [](define::Definitions& definitions) {
        // Here one question is called otherwise, one is not asked and one is asked as words.
        auto& form = definitions.forms.at("school-audit-return");
        for (auto& section : form.sections) {
            std::erase_if(section.fields,
                          [](const auto& field) { return field.id == "sr-encompass"; });
            for (auto& field : section.fields) {
                if (field.id == "sr-lead") field.label = "Who leads on safeguarding?";
                if (field.id == "sr-deputies") field.type = define::FieldType::Text;
            }
        }
        form.sections.front().fields.push_back({.id = "sr-island", .label = "Is it an island?"});
    });
    const auto given = north.ask("la-education/schools-safeguarding", "tweedside-college");
    CHECK(north.post(kFrom, given, "return-file", empty()).status == 422);  // not answered yet
    north.play(Json::object(
        {{"as", kFrom},
         {"reply", Json::object({{"to", "tweedside-college"}, {"with", "school-audit-return"}})}}));
    const auto file = north.post(kFrom, given, "return-file", empty());
    REQUIRE(file.status == 200);
    // Nobody else's to give.
    CHECK(north.post("hartlaw-high/safeguarding-lead", given, "return-file", empty()).status ==
          404);

    const auto asked = south.ask("learning/schools-safeguarding", "saltholm-college");
    const auto seal = work::seal_words(north.house->keys.public_key);
    const auto take = [&](const Json& sent, const std::string& told, bool ours) {
        return south.post(kTo,
                          asked,
                          "taken-return",
                          Json::object({{"file", sent}, {"seal", told}, {"ours", ours}}));
    };
    // What is not there, cut off, changed or sealed anew by somebody else.
    CHECK(take("Dear all", "", true).status >= 400);
    CHECK(why(take("{\"kind\": \"longstone-ret", "", true)).find("cut off") != std::string::npos);
    CHECK(why(take(empty(), "", true)).find("not a return") != std::string::npos);
    auto changed = file.body;
    auto said = changed["return"];
    said.set("agency_name", "Saltholm College");
    changed.set("return", said);
    CHECK(why(take(changed, seal, true)).find("was changed") != std::string::npos);
    changed.set("digest", hex(blake2b({said.dump()})));
    CHECK(why(take(changed, seal, true)).find("seal on this file does not hold") !=
          std::string::npos);
    // From somebody whose seal is not known here, or who is somebody else.
    CHECK(why(take(file.body, "", true)).find("first return from Northumberland") !=
          std::string::npos);
    CHECK(why(take(file.body, "0000 0000 0000 0000", true)).find("does not bear that seal") !=
          std::string::npos);
    CHECK(why(take(file.body, seal, false)).find("It was answered by Tweedside") !=
          std::string::npos);
    CHECK(why(north.post(kFrom, given, "taken-return", Json::object({{"file", file.body}})))
              .find("answered, or is no longer asked") != std::string::npos);
    CHECK(!south.carried(asked));

    const auto taken = take(file.body, seal, true);
    REQUIRE_MESSAGE(taken.status == 200, taken.body.dump());
    const auto carried = south.carried(asked);
    REQUIRE(carried);
    REQUIRE(carried->taken);
    CHECK(carried->answers.at("sr-lead").first() == "The head of year");
    CHECK(carried->answers.at("sr-rag").first() == "amber");
    CHECK_FALSE(carried->answers.contains("sr-encompass"));
    CHECK_FALSE(carried->answers.contains("sr-deputies"));
    const auto& fitted = carried->taken->fitted;
    REQUIRE(fitted.unfit.size() == 2);
    CHECK(fitted.unfit[0].id == "sr-deputies");
    CHECK(fitted.unfit[0].why.find("number") != std::string::npos);
    CHECK(fitted.unfit[1].id == "sr-encompass");
    CHECK(fitted.unfit[1].why == "it is not asked here");
    CHECK(fitted.other_words == std::vector<std::string>{"Who leads on safeguarding?"});
    CHECK(fitted.not_asked == std::vector<std::string>{"Is it an island?"});
    // It is no answer until the college says so.
    CHECK(south.house->store->read()->integer(
              "select count(*) from request where id = $1 and answered_at is null", {asked}) == 1);
    // The seal is known now; another by the same name is not believed.
    CHECK(take(file.body, "", true).status == 200);
    Place feigned("northumberland");
    const auto other = feigned.ask("la-education/schools-safeguarding", "tweedside-college");
    feigned.play(Json::object(
        {{"as", kFrom},
         {"reply", Json::object({{"to", "tweedside-college"}, {"with", "school-audit-return"}})}}));
    const auto false_file = feigned.post(kFrom, other, "return-file", empty());
    CHECK(why(take(false_file.body, "", true)).find("is known here since") != std::string::npos);

    // Who did not agree that others have it does not find it given.
    const auto kept = feigned.ask("la-education/schools-safeguarding", "hartlaw-high");
    feigned.play(Json::object({{"as", "hartlaw-high/safeguarding-lead"},
                               {"reply",
                                Json::object({{"to", "hartlaw-high"},
                                              {"with", "school-audit-return"},
                                              {"answers", Json::object({{"sr-share", "no"}})}})}}));
    CHECK(feigned.post("hartlaw-high/safeguarding-lead", kept, "return-file", empty()).status ==
          422);
}

}  // namespace
}  // namespace longstone::demo
