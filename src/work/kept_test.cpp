#include <doctest/doctest.h>

#include "work/drafts.h"
#include "work/notices.h"
#include "work/test_work.h"

// What is kept beside the records: drafts, passcodes, notices and mail.
using namespace longstone;
using namespace longstone::work;

namespace {

struct Desk {
    TestWork work = {};
    std::unique_ptr<store::Session> session = work.house().store->write();
    Context context = work.house().context(*session);
};

}  // namespace

TEST_CASE("a draft belongs to its author and its form") {
    Desk desk;
    save_draft(desk.context, "visitor", "visit", Json::object({{"worry", "Co"}}));
    save_draft(desk.context, "visitor", "visit", Json::object({{"worry", "Cold"}}));
    const auto mine = find_draft(desk.context, "visitor", "visit");
    REQUIRE(mine.has_value());
    CHECK(mine->body.text("worry") == "Cold");
    CHECK(mine->saved == desk.work.now());
    CHECK_FALSE(find_draft(desk.context, "officer", "visit"));
    CHECK_FALSE(find_draft(desk.context, "visitor", "after"));
    CHECK(drafts_of(desk.context, "visitor").size() == 1);
    drop_draft(desk.context, "visitor", "visit");
    CHECK(drafts_of(desk.context, "visitor").empty());
}

TEST_CASE("a passcode opens its reference alone, however it is typed") {
    Desk desk;
    const auto code = give_passcode(desk.context, "VI-2026-0001");
    CHECK(check_passcode(desk.context, "VI-2026-0001", code));
    auto typed = code;
    for (char& c : typed) {
        if (c == '-') c = ' ';
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    CHECK(check_passcode(desk.context, "VI-2026-0001", typed));
    const auto wrong = check_passcode(desk.context, "VI-2026-0001", "aaaa-bbbb-cccc");
    const auto unknown = check_passcode(desk.context, "VI-2026-0002", code);
    REQUIRE_FALSE(wrong);
    REQUIRE_FALSE(unknown);
    CHECK(wrong.error().message == unknown.error().message);
    const auto renewed = give_passcode(desk.context, "VI-2026-0001");
    CHECK_FALSE(check_passcode(desk.context, "VI-2026-0001", code));
    CHECK(check_passcode(desk.context, "VI-2026-0001", renewed));
}

TEST_CASE("ten wrong passcodes lock a reference for an hour, against the right one too") {
    Desk desk;
    const auto code = give_passcode(desk.context, "VI-2026-0001");
    for (int i = 0; i < 9; ++i) {
        CHECK_FALSE(check_passcode(desk.context, "VI-2026-0001", "wrong"));
    }
    CHECK(check_passcode(desk.context, "VI-2026-0001", code));  // and the count starts anew
    for (int i = 0; i < 10; ++i) {
        CHECK_FALSE(check_passcode(desk.context, "VI-2026-0001", "wrong"));
    }
    CHECK_FALSE(check_passcode(desk.context, "VI-2026-0001", code));
    desk.context.now = desk.context.now + kHour + 1;
    CHECK(check_passcode(desk.context, "VI-2026-0001", code));
}

TEST_CASE("mail names a reference and nobody") {
    Desk desk;
    notify_agency(desk.context, "VI-2026-0001", "police", "Your agency is asked");
    const auto mails = claim_mail(*desk.session, desk.work.now(), 10);
    REQUIRE(mails.size() == 1);
    CHECK(mails.front().to == "police@example.org");
    CHECK(mails.front().body.find("VI-2026-0001") != std::string::npos);
    const auto notices = notices_of(desk.context, desk.work.officer(), 10);
    REQUIRE(notices.size() == 1);
    CHECK(notices.front().record == "VI-2026-0001");
    CHECK(notices_of(desk.context, desk.work.nurse(), 10).empty());
}

TEST_CASE("a notice to an agency or a role is read by each of its people for themselves") {
    Desk desk;
    auto colleague = desk.work.officer();
    colleague.user = "sergeant";
    const auto& officer = desk.work.officer();
    notify_agency(desk.context, "VI-2026-0001", "police", "Your agency is asked");
    notify_role(desk.context, "VI-2026-0002", "guest", "Something waits for a guest");
    notify_user(desk.context, "VI-2026-0003", "officer", "You lead it");
    CHECK(unread_notices(desk.context, officer) == 3);
    CHECK(unread_notices(desk.context, colleague) == 2);
    CHECK(unread_notices(desk.context, desk.work.nurse()) == 1);
    mark_read(desk.context, officer);
    mark_read(desk.context, officer);  // twice is once
    CHECK(unread_notices(desk.context, officer) == 0);
    CHECK(unread_notices(desk.context, colleague) == 2);
    for (const auto& notice : notices_of(desk.context, officer, 10)) {
        CHECK(notice.read);
    }
    const auto theirs = notices_of(desk.context, colleague, 10);
    REQUIRE(theirs.size() == 2);
    CHECK_FALSE(theirs[0].read);
    REQUIRE(mark_read(desk.context, colleague, theirs[0].id));
    CHECK(unread_notices(desk.context, colleague) == 1);
    CHECK(unread_notices(desk.context, desk.work.nurse()) == 1);

    // Who holds two of the roles that hear of it has one notice, which is read once.
    auto both = desk.work.nurse();
    both.roles = {"guest", "host"};
    mark_read(desk.context, both);
    desk.context.now = desk.context.now + kHour;  // later than the others, or their order is chance
    notify_role(desk.context, "VI-2026-0005", "guest", "New: Visit");
    notify_role(desk.context, "VI-2026-0005", "host", "New: Visit");
    CHECK(unread_notices(desk.context, both) == 1);
    const auto one = notices_of(desk.context, both, 10);
    REQUIRE(one.size() == 2);
    CHECK(one[0].record == "VI-2026-0005");
    REQUIRE(mark_read(desk.context, both, one[0].id));
    CHECK(unread_notices(desk.context, both) == 0);
    mark_read(desk.context, officer);

    // One that was not sent to them is not there.
    const auto own = desk.session->one("select id from notice where user_name = 'officer'");
    CHECK_FALSE(mark_read(desk.context, colleague, own->text(0)));
    const auto agencys = desk.session->one("select id from notice where agency = 'police'");
    CHECK_FALSE(mark_read(desk.context, desk.work.nurse(), agencys->text(0)));
    CHECK_FALSE(mark_read(desk.context, colleague, "nothing"));

    // After a month nobody is told of it as new.
    notify_agency(desk.context, "VI-2026-0004", "police", "Your agency is asked");
    CHECK(unread_notices(desk.context, officer) == 1);
    desk.context.now = desk.context.now + 31 * kDay;
    CHECK(unread_notices(desk.context, officer) == 0);
}

TEST_CASE("a claimed mail is nobody else's until its sender is given up for lost") {
    Desk desk;
    notify_agency(desk.context, "VI-2026-0001", "police", "Your agency is asked");
    const Instant now = desk.work.now();
    const auto mine = claim_mail(*desk.session, now, 10);
    REQUIRE(mine.size() == 1);
    CHECK(claim_mail(*desk.session, now, 10).empty());
    CHECK(claim_mail(*desk.session, now + 5 * kMinute, 10).size() == 1);
    mail_sent(*desk.session, mine.front().id, now);
    CHECK(claim_mail(*desk.session, now + kDay, 10).empty());
}

TEST_CASE("a mail that fails waits longer each time and is given up in the end") {
    Desk desk;
    notify_agency(desk.context, "VI-2026-0001", "police", "Your agency is asked");
    Instant now = desk.work.now();
    std::int64_t wait = 0;
    for (int i = 1; i <= kMailTries; ++i) {
        const auto mails = claim_mail(*desk.session, now, 10);
        REQUIRE(mails.size() == 1);
        mail_failed(*desk.session, mails.front(), "no such host", now);
        const auto next = desk.session->integer("select next_try_at from outbox") - now.micros;
        CHECK(next >= wait);
        CHECK(next <= 6 * kHour);
        CHECK(claim_mail(*desk.session, now + (next - 1), 10).empty());
        wait = next;
        now = now + next;
    }
    CHECK(wait == 6 * kHour);
    CHECK(claim_mail(*desk.session, now + kDay, 10).empty());
    CHECK(desk.session->integer("select count(*) from outbox where failed_at is not null") == 1);
}
