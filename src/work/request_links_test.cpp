#include "work/request_links.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "define/define_test_tools.h"
#include "journal/journal.h"
#include "work/acts/answer_links.h"
#include "work/acts/request_links.h"
#include "work/drafts.h"
#include "work/test_work.h"

// A link to one request: it opens that question and no other, answers it once, and ends.
using namespace longstone;
using namespace longstone::work;

namespace {

constexpr const char* kKey = "0123456789abcdef0123456789abcdef";
constexpr const char* kNext = "    next:\n      talking:";
constexpr const char* kByLink =
    "    links:\n"
    "      view-link: {name: A view, opens: view, readers: Those who work on it., after: They read "
    "it., expires: 5 working days}\n"
    "    next:\n      talking:";

// Visits whose view may be answered by a link; police and clinic are asked on the first.
class ByLink {
public:
    ByLink() {
        static const auto definitions =
            invented({{.path = "england/pathways/visit.yaml", .old = kNext, .anew = kByLink}});
        work.house().definitions = definitions;
        ref = work.open("amber");
        work.ask(ref, {"police", "clinic"});
    }

    std::string request(const std::string& agency) {
        for (const auto& one : work.see(work.visitor(), ref).record.requests) {
            if (one.agency == agency) return one.id;
        }
        return {};
    }
    Result<std::string> give(const std::string& agency) {
        const auto asked = request(agency);
        return work.in([&](Context& context) {
            return make_request_link(context, work.visitor(), kKey, asked, "Mrs Ord, head teacher");
        });
    }
    LinkStanding standing(const std::string& link) {
        const auto session = work.house().store->read();
        auto context = work.house().context(*session);
        HeldRequest held;
        hold_request(context, request_link_token(kKey, link), held);
        return held.standing;
    }
    Result<void> answer(const std::string& link, const std::string& as = "Ann Ord, head") {
        return work.in([&](Context& context) -> Result<void> {
            HeldRequest held;
            hold_request(context, request_link_token(kKey, link), held);
            return answer_request_by_link(context, held, {{"their-rating", said("green")}}, as);
        });
    }

    TestWork work;
    std::string ref;
};

TEST_CASE("a link opens the question that it is for, answers it once, and says who answered") {
    ByLink by;
    const auto link = by.give("police");
    REQUIRE(link);
    CHECK(by.standing(*link) == LinkStanding::Live);
    {
        const auto session = by.work.house().store->read();
        auto context = by.work.house().context(*session);
        HeldRequest held;
        hold_request(context, request_link_token(kKey, *link), held);
        const auto found = held_question(context, held);
        REQUIRE(found);
        CHECK(found->request.agency == "police");
        CHECK(found->opened.grant.reach() == access::Reach::Part);
        // Nothing else: no other question, no record, nothing new of its pathway.
        CHECK(!find_request(context, held.viewer, access::Action::Reply, by.request("clinic")));
        CHECK(!find_request(context, held.viewer, access::Action::Read, held.link.request));
        CHECK(!open_record_for(context, held.viewer, access::Action::Read, by.ref));
        CHECK(!open_record_for(context, held.viewer, access::Action::Work, by.ref));
        CHECK(!open_record_for(context, held.viewer, access::Action::Open, by.ref));
        // The store holds no token.
        CHECK(session->integer("select count(*) from request_link where hash like '%-%'") == 0);
    }
    CHECK(by.answer(*link, "").error().fields.at(0).field == "answered-as");
    REQUIRE(by.answer(*link));
    CHECK(by.standing(*link) == LinkStanding::Used);
    CHECK(!by.answer(*link));
    const auto seen = by.work.see(by.work.visitor(), by.ref);
    CHECK(seen.record.requests.at(0).answered);
    CHECK(seen.record.requests.at(0).answered_by == access::kPublicUser);
    const auto session = by.work.house().store->write();
    auto context = by.work.house().context(*session);
    CHECK(request_links_of(context, seen.grant).at(0).answered_as == "Ann Ord, head");
    // A rebuild says the same.
    journal::rebuild(*session, by.work.house().projections);
    const auto again = request_links_of(context, seen.grant);
    REQUIRE(again.size() == 1);
    CHECK(again.at(0).answered_as == "Ann Ord, head");
    CHECK(again.at(0).used.has_value());
}

TEST_CASE("a link ends with its time, when it is revoked, by another, and by another answer") {
    ByLink by;
    const auto first = by.give("police");
    const auto second = by.give("police");
    REQUIRE(second);
    CHECK(by.standing(*first) == LinkStanding::Closed);
    CHECK(by.standing(*second) == LinkStanding::Live);
    REQUIRE(by.work.in([&](Context& context) {
        return close_request_link(context, by.work.visitor(), by.ref, *second, "To the wrong one.");
    }));
    CHECK(by.standing(*second) == LinkStanding::Closed);
    CHECK(!by.answer(*second));

    const auto third = by.give("police");
    REQUIRE(by.work.reply(by.work.officer(), by.ref, "red"));
    CHECK(by.standing(*third) == LinkStanding::Over);
    CHECK(!by.answer(*third));
    CHECK(!by.give("police"));

    const auto fourth = by.give("clinic");
    REQUIRE(fourth);
    by.work.turn(8 * kDay);
    CHECK(by.standing(*fourth) == LinkStanding::Expired);
    CHECK(!by.answer(*fourth));
    CHECK(by.standing("nobody-knows-this") == LinkStanding::Unknown);
}

TEST_CASE("who does not work on the record gives no link, nor for what none is said") {
    ByLink by;
    const auto request = by.request("police");
    CHECK(!by.work.in([&](Context& context) {
        return make_request_link(context, by.work.officer(), kKey, request, "Myself");
    }));
    CHECK(!by.work.in([&](Context& context) {
        return make_request_link(context, by.work.visitor(), kKey, request, " ");
    }));
    // It makes no answers that are records of their own.
    CHECK(!by.work.in([&](Context& context) {
        return make_answer_link(
            context, by.work.visitor(), kKey, by.ref, {.rule = "view-link", .label = "All"});
    }));
    TestWork plain;
    const auto ref = plain.open("amber");
    plain.ask(ref, {"police"});
    const auto id = plain.see(plain.visitor(), ref).record.requests.at(0).id;
    CHECK(!plain.in([&](Context& context) {
        return make_request_link(context, plain.visitor(), kKey, id, "Somebody");
    }));
}

TEST_CASE("what a link mails says nothing of whom it is about") {
    ByLink by;
    const auto link = by.give("clinic");
    REQUIRE(by.work.in([&](Context& context) {
        return mail_request_link(
            context, by.work.visitor(), kKey, by.ref, *link, "ann.ord@example.org");
    }));
    const auto session = by.work.house().store->read();
    const auto mail =
        session
            ->rows("select to_address, body from outbox where to_address = 'ann.ord@example.org'",
                   {})
            .at(0);
    CHECK(mail.text(1).find(request_link_token(kKey, *link)) != std::string::npos);
    CHECK(mail.text(1).find("Ada") == std::string::npos);
    CHECK(mail.text(1).find("Cold house") == std::string::npos);
}

TEST_CASE("a link to a request is refused where few may know, and where it says too much") {
    using namespace define::test;
    auto files = sound();
    const std::string visit = "england/pathways/visit.yaml";
    swap(files, visit, kNext, kByLink);
    CHECK(load(files).said().empty());
    auto wordy = files;
    swap(wordy, visit, "expires: 5 working days}", "expires: 5 working days, most: 3}");
    CHECK(load(wordy).said().find("says nothing of a link to a request") != std::string::npos);
    auto unknown = files;
    swap(unknown, visit, "opens: view, readers", "opens: viewing, readers");
    CHECK(load(unknown).said().find("viewing") != std::string::npos);
}

}  // namespace
