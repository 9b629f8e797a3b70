#include "demo/fill.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "access/password.h"
#include "access/tokens.h"
#include "base/text.h"
#include "define/definitions.h"
#include "demo/random.h"
#include "demo/stage.h"
#include "demo/stories.h"
#include "demo/told.h"
#include "work/drafts.h"

namespace longstone::demo {
namespace {

constexpr int kDays = 480;         // before the end, when the first account was made
constexpr int kRead = 14;          // days until everybody has read of what is over
constexpr Date kYears = {18'597};  // 1 December 2020: before the first record of demo/year

constexpr std::array<std::string_view, 24> kGiven = {
    "Alice", "Ben",   "Carol", "Dev",  "Esther", "Frank", "Gwen",  "Hari",
    "Irene", "Jamal", "Karen", "Liam", "Meera",  "Nick",  "Olive", "Pavel",
    "Rosa",  "Stan",  "Tess",  "Umar", "Vera",   "Will",  "Yana",  "Zac"};
constexpr std::array<std::string_view, 24> kFamily = {
    "Alder",    "Bewick",  "Cairns",  "Dobson", "Embleton", "Fairley", "Gair",    "Hogg",
    "Ilderton", "Jobling", "Kirkup",  "Lamb",   "Mather",   "Noble",   "Ord",     "Potts",
    "Rowe",     "Selby",   "Trotter", "Usher",  "Vasey",    "Weddell", "Yielder", "Young"};
constexpr std::array<std::string_view, 12> kWords = {"harbour",
                                                     "lantern",
                                                     "kittiwake",
                                                     "limestone",
                                                     "meadow",
                                                     "orchard",
                                                     "pebble",
                                                     "rowan",
                                                     "sandpiper",
                                                     "thistle",
                                                     "viaduct",
                                                     "whinstone"};

template <class Value>
Value must(Result<Value> result) {
    if (!result) throw std::logic_error(result.error().message);
    return std::move(*result);
}

// Three words and a number: easy to read out, and used nowhere but here.
std::string password_from(Random& random) {
    std::set<int> chosen;
    while (chosen.size() < 3) {
        chosen.insert(random.below(static_cast<int>(kWords.size())));
    }
    std::string password;
    for (const int n : chosen) {
        password += cat({kWords.at(static_cast<std::size_t>(n)), "-"});
    }
    return password + number(10 + random.below(90));
}

class Filling {
public:
    Filling(work::House& house, Clock& clock, Instant end, const FillOptions& options)
        : house_(house),
          clock_(clock),
          end_(end),
          options_(options),
          script_(read_script(options.folder, london(end).date, 0)),
          random_(static_cast<std::uint32_t>(std::stoul(script_.plan.text("seed")))),
          stage_(house, clock, options.folder) {}

    Filled run() {
        clock_.now = begins(end_, options_.told);
        cast_people();
        fill_posts();
        give_password();
        play_stories();
        clock_.now = end_ + -30 * kSecond;
        if (options_.only.empty() && options_.told != Told::Year) keep_draft();
        revoke_tokens();
        put_away_old_mail();
        seal();
        return std::move(filled_);
    }

private:
    const define::Definitions& definitions() { return *house_.definitions; }

    void introduce(const std::string& post, const Somebody& somebody) {
        stage_.player().callers().introduce(
            post, somebody.user, somebody.shown, cat({somebody.user, "@example.org"}));
        cast_.shown[post] = somebody.shown;
    }

    // Backwards, so that the first of a post is the last introduced, who plays it.
    void cast_people() {
        const auto& people = script_.users["people"].items();
        for (auto person = people.rbegin(); person != people.rend(); ++person) {
            const Somebody somebody{.user = person->text("user"),
                                    .shown = person->text("shown"),
                                    .post = person->text("post"),
                                    .what_to_try = person->text("try")};
            introduce(somebody.post, somebody);
            filled_.people.push_back(somebody);
        }
        std::reverse(filled_.people.begin(), filled_.people.end());
    }

    void fill_posts() {
        std::set<std::string> taken;
        for (const auto& agency : definitions().partnership.agencies) {
            cast_.agencies[agency.id] = agency.name;
            short_names_[agency.id] = agency.short_name;
            cast_.phones[agency.id] = agency.phone;
            cast_.emails[agency.id] = agency.email;
            for (const auto& post : agency.posts) {
                const auto key = cat({agency.id, "/", post.id});
                cast_.posts[key] = post.name;
                if (cast_.shown.contains(key)) continue;
                const auto somebody = invent(key, taken);
                introduce(key, somebody);
                filled_.people.push_back(somebody);
            }
        }
        for (auto& somebody : filled_.people) {
            const auto agency = somebody.post.substr(0, somebody.post.find('/'));
            somebody.post = cat({cast_.posts.at(somebody.post), ", ", short_names_.at(agency)});
        }
    }

    Somebody invent(const std::string& post, std::set<std::string>& taken) {
        while (true) {
            const auto given = kGiven.at(static_cast<std::size_t>(random_.below(kGiven.size())));
            const auto family = kFamily.at(static_cast<std::size_t>(random_.below(kFamily.size())));
            auto user = cat({fold(given), ".", fold(family)});
            if (!taken.insert(user).second) continue;
            return {.user = std::move(user), .shown = cat({given, " ", family}), .post = post};
        }
    }

    void give_password() {
        filled_.password = password_from(random_);
        const auto hash =
            access::PasswordHasher({.passes = static_cast<std::uint64_t>(options_.hash_passes)})
                .hash(filled_.password);
        const auto viewer = access::system_viewer();
        const auto session = house_.store->write();
        for (const auto& somebody : filled_.people) {
            const auto grant =
                must(access::allow(viewer, access::Action::ManageUsers, somebody.user));
            const auto set = access::set_password(
                {.db = *session, .projections = house_.projections, .now = clock_.now},
                grant,
                somebody.user,
                hash);
            if (!set) throw std::logic_error(set.error().message);
        }
        session->commit();
    }

    void choose_stories() {
        auto& stories = script_.stories;
        if (options_.told == Told::Year) stories.clear();
        if (options_.told != Told::Present)
            stories.insert(stories.end(), script_.year.begin(), script_.year.end());
        // Like those of the years, and after them, so that these are the same with them or without.
        if (options_.told == Told::Both)
            stories.insert(stories.end(), script_.recent.begin(), script_.recent.end());
    }

    void play_stories() {
        choose_stories();
        auto beats = stories_of(script_, cast_, definitions().calendar, end_, options_.only);
        if (options_.only.empty() && options_.told != Told::Year) {
            for (auto& delivery : deliveries_of(script_, definitions().calendar, end_))
                beats.push_back(std::move(delivery));
        }
        std::stable_sort(
            beats.begin(), beats.end(), [](const Beat& a, const Beat& b) { return a.at < b.at; });
        for (const auto& beat : beats) {
            for (const auto& step : beat.steps) {
                stage_.play(step, std::min(beat.at, end_));
            }
        }
    }

    // A referral begun and not sent.
    void keep_draft() {
        const auto& draft = script_.plan["draft"];
        const auto session = house_.store->write();
        auto context = house_.context(*session);
        Json typed{Json::Object{}};
        for (const auto& [field, value] : draft["typed"].members()) {
            typed.set(field, Json(Json::Array{value}));
        }
        work::save_draft(context,
                         draft.text("user"),
                         cat({"referral/", draft.text("pathway")}),
                         Json::object({{"pathway", draft["pathway"]},
                                       {"typed", std::move(typed)},
                                       {"people", Json::array()},
                                       {"seen", Json::array()}}));
        session->commit();
    }

    // Nobody signs in by what the players used.
    void revoke_tokens() {
        const auto viewer = access::system_viewer();
        const auto session = house_.store->write();
        const access::Change change{
            .db = *session, .projections = house_.projections, .now = clock_.now};
        for (const auto& somebody : filled_.people) {
            const auto grant =
                must(access::allow(viewer, access::Action::ManageUsers, somebody.user));
            for (const auto& token : must(access::list_tokens(*session, grant, somebody.user))) {
                const auto revoked = access::revoke_token(change, grant, somebody.user, token.id);
                if (!revoked) throw std::logic_error(revoked.error().message);
            }
        }
        session->commit();
    }

    // Nobody signs in to the notices of years ago, and no mail of then goes out. Of what is over
    // and was told before this fortnight, everybody has read; what is open is still to be looked
    // at.
    void put_away_old_mail() {
        const auto session = house_.store->write();
        const auto present = (end_ + -kDays * kDay).micros;
        const auto read = (end_ + -kRead * kDay).micros;
        session->run("delete from notice where at < $1", {present});
        session->run(
            "update notice set read_at = at where at < $1 and read_at is null and record in "
            "(select ref from record where closed_at is not null)",
            {read});
        session->run("delete from outbox where created_at < $1", {present});
        session->commit();
    }

    void seal() {
        const auto session = house_.store->write();
        const auto counts =
            session->rows("select (select count(*) from record), (select count(*) from event)", {});
        filled_.records = counts.front().integer(0);
        filled_.events = counts.front().integer(1);
        journal::checkpoint(*session, clock_.now, house_.keys.public_key, house_.keys.secret_key);
        session->commit();
    }

    work::House& house_;
    Clock& clock_;
    Instant end_;
    const FillOptions& options_;
    Script script_;
    Random random_;
    Stage stage_;
    Cast cast_ = {};
    std::map<std::string, std::string> short_names_ = {};  // of the agencies
    Filled filled_ = {};
};

// The definitions publish themselves when a house opens.
bool is_empty(work::House& house) {
    return !house.store->read()->one(
        "select seq from event where kind <> 'definition.published' limit 1", {});
}

}  // namespace

Instant whole_hour(Instant now) {
    return {now.micros - now.micros % kHour};
}

Instant begins(Instant end, Told told) {
    const auto present = end + -kDays * kDay;
    return told == Told::Present ? present : std::min(present, from_london(kYears, 0));
}

Result<Filled> fill(work::House& house, Clock& clock, Instant end, const FillOptions& options) {
    if (!is_empty(house))
        return refuse(Fault::Invalid,
                      cat({house.options.data_dir,
                           " holds a partnership already. Give --data a folder that is empty."}));
    return Filling(house, clock, end, options).run();
}

}  // namespace longstone::demo
