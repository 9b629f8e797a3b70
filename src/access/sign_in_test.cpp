#include "access/sign_in.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "access/one_time_code.h"
#include "access/sessions.h"
#include "access/test_accounts.h"

using namespace longstone;
using namespace longstone::access;

namespace {

constexpr const char* kPassword = "lighthouse kettle orbit";
const From kHere = {.source = "192.0.2.1", .device = "Firefox on Linux"};

From from(const std::string& source, const std::string& device_token = {}) {
    return {.source = source, .device = "Firefox on Linux", .device_token = device_token};
}

void set_up(House& house) {
    house.add("ann", {{"school", "admin"}});
    house.give_password("ann", kPassword);
}

std::string enrol(House& house) {
    const Viewer ann = house.viewer("ann");
    const Grant own = *allow(ann, Action::OwnAccount, "ann");
    const auto db = house.store.write();
    const Change change = house.change(*db, kTestNoon + -kHour);
    REQUIRE(offer_code(change, own, "ann", "Testshire").has_value());
    const std::string key =
        db->one("select code_key_offered from user_secret where user_name = 'ann'")->bytes(0);
    REQUIRE(confirm_code(change, own, "ann", code_at(key, change.now)).has_value());
    db->commit();
    return key;
}

Fault fault_of(const Result<FirstStep>& answer) {
    REQUIRE_FALSE(answer.has_value());
    return answer.error().fault;
}

bool session_holds(House& house, const std::string& token, Instant now) {
    const auto db = house.store.read();
    return find_session(*db, token, {}, now).has_value();
}

std::string known_device(const SignIn& sign_in) {
    return sign_in.with_password("ann", kPassword, kHere, kTestNoon + -kDay)
        ->signed_in->device_token;
}

}  // namespace

TEST_CASE("the right password lets in who has no code, to enrol one first") {
    for_each_house([](House& house) {
        set_up(house);
        const SignIn strict(house.store, house.hasher);
        const auto step = strict.with_password(" ANN ", kPassword, kHere, kTestNoon);
        REQUIRE(step.has_value());
        REQUIRE(step->signed_in.has_value());
        CHECK(step->signed_in->user == "ann");
        CHECK(step->signed_in->must_enrol);
        CHECK(step->step_token.empty());
        CHECK(session_holds(house, step->signed_in->session_token, kTestNoon));

        const SignIn easy(house.store, house.hasher, {.code_required = false});
        CHECK_FALSE(easy.with_password("ann", kPassword, kHere, kTestNoon)->signed_in->must_enrol);
        const auto db = house.store.read();
        const auto looks = journal::looks_by(*db, "ann", 10);
        REQUIRE(looks.size() == 2);
        CHECK(looks[0].action == "sign-in");
        CHECK(looks[0].subject == "user/ann");
    });
}

TEST_CASE("an unknown user, a wrong password, no password and a disabled account look the same") {
    for_each_house([](House& house) {
        set_up(house);
        house.add("new", {{"school", "admin"}});
        house.add("off", {{"school", "admin"}});
        house.give_password("off", kPassword);
        {
            const auto db = house.store.write();
            const Viewer system = system_viewer();
            REQUIRE(disable_user(
                house.change(*db), *allow(system, Action::ManageUsers), "off", "Left"));
            db->commit();
        }
        const SignIn sign_in(house.store, house.hasher);
        const auto wrong = sign_in.with_password("ann", "not this one", kHere, kTestNoon);
        REQUIRE_FALSE(wrong.has_value());
        CHECK(wrong.error().fault == Fault::Invalid);
        const std::string longest(5000, 'x');
        for (const auto& [user, password] :
             std::vector<std::pair<std::string, std::string>>{{"nobody", kPassword},
                                                              {"new", ""},
                                                              {"new", kPassword},
                                                              {"off", kPassword},
                                                              {"a/b", kPassword},
                                                              {"", ""},
                                                              {"ann", longest}}) {
            CAPTURE(user);
            const auto answer = sign_in.with_password(user, password, from("192.0.2.9"), kTestNoon);
            REQUIRE_FALSE(answer.has_value());
            CHECK(answer.error().fault == wrong.error().fault);
            CHECK(answer.error().message == wrong.error().message);
            CHECK(answer.error().fields == wrong.error().fields);
        }
        const auto db = house.store.read();
        CHECK(db->integer("select count(*) from user_session") == 0);
        CHECK(journal::looks_at(*db, "user/?", 10).size() == 3);
    });
}

TEST_CASE("with a code, the password alone gives no session") {
    for_each_house([](House& house) {
        set_up(house);
        const std::string key = enrol(house);
        const SignIn sign_in(house.store, house.hasher);
        const auto step = sign_in.with_password("ann", kPassword, kHere, kTestNoon);
        REQUIRE(step.has_value());
        CHECK_FALSE(step->signed_in.has_value());
        REQUIRE_FALSE(step->step_token.empty());
        CHECK_FALSE(session_holds(house, step->step_token, kTestNoon));

        const Instant now = kTestNoon + kMinute;
        const std::string old_code = code_at(key, kTestNoon + -kHour);
        CHECK(
            sign_in.with_code(step->step_token, old_code, kHere, now).error().fields.at(0).field ==
            "code");
        const auto done = sign_in.with_code(step->step_token, code_at(key, now), kHere, now);
        REQUIRE(done.has_value());
        CHECK(done->user == "ann");
        CHECK_FALSE(done->must_enrol);
        CHECK(session_holds(house, done->session_token, now));
        // The step is used up, and so is the code.
        CHECK(sign_in.with_code(step->step_token, code_at(key, now), kHere, now).error().fault ==
              Fault::Unauthenticated);
        const auto again = sign_in.with_password("ann", kPassword, kHere, now);
        CHECK_FALSE(
            sign_in.with_code(again->step_token, code_at(key, now), kHere, now).has_value());
    });
}

TEST_CASE("the first step goes stale, and a code can be guessed only a few times") {
    for_each_house([](House& house) {
        set_up(house);
        const std::string key = enrol(house);
        const SignIn sign_in(house.store, house.hasher);
        const auto step = [&](Instant now) {
            return sign_in.with_password("ann", kPassword, kHere, now)->step_token;
        };
        const std::string stale = step(kTestNoon);
        const Instant late = kTestNoon + 10 * kMinute;
        CHECK(sign_in.with_code(stale, code_at(key, late), kHere, late).error().fault ==
              Fault::Unauthenticated);

        int looked_at = 0;
        for (int i = 0; i < 40; ++i) {
            const auto answer = sign_in.with_code(step(late), "000000", kHere, late);
            REQUIRE_FALSE(answer.has_value());
            if (answer.error().fault == Fault::Invalid) ++looked_at;
        }
        CHECK(looked_at == 6);
        CHECK(sign_in.with_code(step(late), code_at(key, late), kHere, late).error().fault ==
              Fault::TooMany);
        const Instant after = late + 5 * kMinute;
        CHECK(sign_in.with_code(step(after), code_at(key, after), kHere, after).has_value());
    });
}

TEST_CASE("an account is guessed at ten times in five minutes, from however many places") {
    for_each_house([](House& house) {
        set_up(house);
        const SignIn sign_in(house.store, house.hasher);
        for (const std::string user : {"ann", "nobody"}) {
            int looked_at = 0;
            for (int i = 0; i < 100; ++i) {
                const auto answer = sign_in.with_password(user,
                                                          "wrong",
                                                          from("198.51.100." + std::to_string(i)),
                                                          kTestNoon + i * kSecond);
                if (fault_of(answer) == Fault::Invalid) ++looked_at;
            }
            CHECK(looked_at == 10);
            // Refused guesses do not prolong the wait.
            const Instant after = kTestNoon + 5 * kMinute;
            CHECK(fault_of(sign_in.with_password(user, "wrong", from("::1"), after)) ==
                  Fault::Invalid);
        }
    });
}

TEST_CASE("a hundred guesses at once are still ten, and a code sent twice at once counts once") {
    for_each_house([](House& house) {
        set_up(house);
        const std::string key = enrol(house);
        const SignIn sign_in(house.store, house.hasher);
        const auto at_once = [](const std::function<void(int)>& work) {
            std::vector<std::thread> threads;
            for (int i = 0; i < 10; ++i)
                threads.emplace_back(work, i);
            for (std::thread& thread : threads)
                thread.join();
        };
        std::atomic<int> looked_at = 0;
        at_once([&](int thread) {
            for (int i = 0; i < 10; ++i) {
                const auto answer =
                    sign_in.with_password("ann",
                                          "wrong",
                                          from("198.51.100." + std::to_string(10 * thread + i)),
                                          kTestNoon);
                if (!answer && answer.error().fault == Fault::Invalid) ++looked_at;
            }
        });
        CHECK(looked_at == 10);

        std::vector<std::string> steps;
        for (int i = 0; i < 10; ++i) {
            const Instant now = kTestNoon + kHour + i * kSecond;
            steps.push_back(sign_in.with_password("ann", kPassword, kHere, now)->step_token);
        }
        const Instant now = kTestNoon + kHour + 10 * kSecond;
        const std::string code = code_at(key, now);
        std::atomic<int> let_in = 0;
        at_once([&](int thread) {
            const auto answer =
                sign_in.with_code(steps[static_cast<std::size_t>(thread)], code, kHere, now);
            if (answer) ++let_in;
        });
        CHECK(let_in == 1);
    });
}

TEST_CASE("each guess from the same place waits longer than the one before") {
    for_each_house([](House& house) {
        set_up(house);
        const SignIn sign_in(house.store, house.hasher);
        const auto guess = [&](std::int64_t at) {
            return fault_of(sign_in.with_password("ann", "wrong", kHere, kTestNoon + at));
        };
        for (int i = 0; i < 3; ++i)
            CHECK(guess(0) == Fault::Invalid);
        CHECK(guess(0) == Fault::TooMany);
        CHECK(guess(kSecond) == Fault::Invalid);
        CHECK(guess(2 * kSecond) == Fault::TooMany);
        CHECK(guess(3 * kSecond) == Fault::Invalid);
        CHECK(guess(7 * kSecond - 1) == Fault::TooMany);
        const auto refused =
            sign_in.with_password("ann", kPassword, kHere, kTestNoon + 4 * kSecond);
        CHECK(refused.error().message ==
              "There were too many tries to sign in. Wait 3 seconds, then try again.");
        CHECK(sign_in.with_password("ann", kPassword, kHere, kTestNoon + 7 * kSecond).has_value());
    });
}

TEST_CASE("guessing from elsewhere, or from the same office, does not lock out a known device") {
    for_each_house([](House& house) {
        set_up(house);
        const SignIn sign_in(house.store, house.hasher);
        const std::string device = known_device(sign_in);
        for (int i = 0; i < 60; ++i) {
            (void)sign_in.with_password("ann", "wrong", from("198.51.100.7"), kTestNoon);
            (void)sign_in.with_password("user" + std::to_string(i), "wrong", kHere, kTestNoon);
        }
        CHECK(fault_of(sign_in.with_password("ann", kPassword, kHere, kTestNoon)) ==
              Fault::TooMany);
        const auto mine =
            sign_in.with_password("ann", kPassword, from(kHere.source, device), kTestNoon);
        REQUIRE(mine.has_value());
        CHECK(mine->signed_in->device_token == device);
        // The device of one is not the device of another, and has a limit of its own.
        CHECK(fault_of(sign_in.with_password(
                  "nobody", "wrong", from(kHere.source, device), kTestNoon)) == Fault::TooMany);
        int looked_at = 0;
        for (int i = 0; i < 300; ++i) {
            const auto answer = sign_in.with_password(
                "ann", "wrong", from(kHere.source, device), kTestNoon + i * kSecond / 2);
            if (fault_of(answer) == Fault::Invalid) ++looked_at;
        }
        CHECK(looked_at <= 10);
        CHECK(looked_at > 5);
    });
}

TEST_CASE("one place guesses at many accounts only so often") {
    for_each_house([](House& house) {
        const SignIn sign_in(house.store, house.hasher);
        int looked_at = 0;
        for (int i = 0; i < 60; ++i) {
            const auto answer =
                sign_in.with_password("user" + std::to_string(i), "wrong", kHere, kTestNoon);
            if (fault_of(answer) == Fault::Invalid) ++looked_at;
        }
        CHECK(looked_at == 30);
    });
}

TEST_CASE("right passwords are not guesses: a whole office signs in from one address") {
    for_each_house([](House& house) {
        set_up(house);
        const SignIn sign_in(house.store, house.hasher);
        for (int i = 0; i < 40; ++i) {
            CHECK(sign_in.with_password("ann", kPassword, kHere, kTestNoon).has_value());
        }
    });
}

TEST_CASE("a trusted account needs no code from inside, and does from outside") {
    for_each_house([](House& house) {
        set_up(house);
        (void)enrol(house);
        const SignIn sign_in(house.store, house.hasher);
        From inside = kHere;
        inside.network = Network::Trusted;
        CHECK_FALSE(sign_in.with_password("ann", kPassword, inside, kTestNoon)->signed_in);
        {
            const auto db = house.store.write();
            const Viewer system = system_viewer();
            REQUIRE(set_code_rule(house.change(*db),
                                  *allow(system, Action::ManageUsers),
                                  "ann",
                                  CodeRule::OutsideTrustedNetwork,
                                  "Works at the desk"));
            db->commit();
        }
        CHECK(sign_in.with_password("ann", kPassword, inside, kTestNoon)->signed_in);
        CHECK_FALSE(sign_in.with_password("ann", kPassword, kHere, kTestNoon)->signed_in);
    });
}

TEST_CASE("a new password forgets the devices, and a dearer hash replaces a cheap one") {
    for_each_house([](House& house) {
        set_up(house);
        const PasswordHasher dearer({.passes = 2, .memory = 16384});
        const SignIn sign_in(house.store, dearer, {.code_required = false});
        const auto hash = [&] {
            const auto db = house.store.read();
            return db->one("select password_hash from user_secret where user_name = 'ann'")
                ->text(0);
        };
        CHECK(dearer.is_outdated(hash()));
        const std::string device = known_device(sign_in);
        CHECK_FALSE(dearer.is_outdated(hash()));
        CHECK(sign_in.with_password("ann", kPassword, from("::1", device), kTestNoon)
                  ->signed_in->device_token == device);
        house.give_password("ann", "a different set of words");
        const auto fresh = sign_in.with_password(
            "ann", "a different set of words", from("::1", device), kTestNoon);
        CHECK(fresh->signed_in->device_token != device);
        CHECK_FALSE(sign_in.with_password("ann", kPassword, kHere, kTestNoon).has_value());
    });
}

TEST_CASE("a password can be asked for again, and old guesses are swept away") {
    for_each_house([](House& house) {
        set_up(house);
        const SignIn sign_in(house.store, house.hasher);
        CHECK(sign_in.confirm_password("ann", kPassword, kHere, kTestNoon).has_value());
        const auto no = sign_in.confirm_password("ann", "wrong", kHere, kTestNoon);
        CHECK(no.error().message == "This is not your password. Try again.");
        const auto guesses = [&] {
            return house.store.read()->integer("select count(*) from sign_in_guess");
        };
        CHECK(guesses() == 3);
        sign_in.sweep(kTestNoon + kMinute);
        CHECK(guesses() == 3);
        sign_in.sweep(kTestNoon + 5 * kMinute);
        CHECK(guesses() == 0);
    });
}
