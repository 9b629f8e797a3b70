#include "demo/player.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "access/accounts.h"
#include "api/json_of_record.h"
#include "api/new_person.h"
#include "base/text.h"
#include "people/sight.h"
#include "work/acts/open_record.h"

namespace longstone::demo {
namespace {

constexpr std::string_view kPublic = "public";

// The API's names for what a story calls by other words.
std::string member_of(std::string_view key) {
    if (key == "born") return "birth_date";
    if (key == "expected") return "expected_date";
    std::string member(key);
    std::replace(member.begin(), member.end(), '-', '_');
    return member;
}

Json members_of(const Json& object) {
    Json members{Json::Object{}};
    for (const auto& [key, value] : object.members()) {
        members.set(member_of(key), value);
    }
    return members;
}

Json without(const Json& object, std::string_view left_out) {
    Json kept{Json::Object{}};
    for (const auto& [key, value] : object.members()) {
        if (key != left_out) kept.set(key, value);
    }
    return kept;
}

std::string name_of(const Json& person) {
    return cat({person.text("given-name"), " ", person.text("family-name")});
}

std::vector<std::string> words_of(const Json& json) {
    if (json.is_string()) return {json.text()};
    std::vector<std::string> words;
    for (const Json& item : json.items()) {
        words.push_back(item.text());
    }
    return words;
}

}  // namespace

Player::Player(work::House& house, Clock& clock, std::map<std::string, Json> answers)
    : house_(house), clock_(clock), callers_(house), answers_(std::move(answers)) {}

std::string Player::person(const std::string& given, const std::string& family) const {
    const auto known = people_.find(cat({given, " ", family}));
    return known == people_.end() ? std::string() : known->second;
}

std::vector<std::string> Player::play(const Json& step) {
    if (step.has("as")) as_ = step.text("as");
    if (step.has("at")) {
        const auto at = parse_instant(step.text("at"));
        if (!at) throw std::invalid_argument(cat({"not a time: ", step.text("at")}));
        clock_.now = *at;
    }
    if (step.has("record")) ref_ = records_.at(step.text("record"));
    std::vector<std::string> wrong;
    if (step.has("follow")) {
        const bool nth = step["follow"].is_object();
        const auto pathway = nth ? step["follow"].text("pathway") : step["follow"].text();
        const auto found = std::find_if(opened_.rbegin(), opened_.rend(), [&](const auto& ref) {
            return pathway_of(ref) == pathway;
        });
        const auto led_to = nth ? led_to_of(pathway, step["follow"].text("nth"))
                            : found == opened_.rend() ? led_to_of(pathway)
                                                      : *found;
        if (led_to.empty()) return {cat({"no ", pathway, " was opened"})};
        ref_ = led_to;
    }
    acted_ = false;
    act(step);
    if (step.has("refused")) {
        wrong = refusal_differences(step["refused"], last_);
    } else if (acted_ && last_.status >= 300) {
        wrong.push_back(
            cat({"refused with ", number(last_.status), ": ", what_is_wrong(last_.body)}));
        return wrong;
    }
    if (step.has("remember")) records_[step.text("remember")] = ref_;
    const auto note = [&](std::vector<std::string> more) {
        wrong.insert(wrong.end(), more.begin(), more.end());
    };
    if (step.has("expect")) {
        const auto& expected = step["expect"];
        note(differences(expected, last_.body));
        note(place_differences(expected["places"]));
        if (expected.has("opened")) {
            std::vector<std::string> pathways;
            pathways.reserve(opened_.size());
            for (const auto& ref : opened_) {
                pathways.push_back(pathway_of(ref));
            }
            if (pathways != words_of(expected["opened"]))
                wrong.push_back(cat(
                    {"it opened [", join(pathways, ", "), "], not ", expected["opened"].dump()}));
        }
    }
    if (step.has("see")) {
        const auto seen = call("GET", cat({"/api/v1/records/", ref_}));
        if (step["see"].has("not-found")) {
            if (seen.status != 404) wrong.emplace_back("the record can be seen");
        } else if (seen.status != 200) {
            wrong.push_back(cat({"reading it gave ", number(seen.status)}));
        } else {
            note(differences(step["see"], seen.body));
        }
    }
    return wrong;
}

Called Player::call(const std::string& method, const std::string& target, const Json& body) {
    return callers_.call(as_, method, target, body);
}

void Player::on_record(const std::string& method, const std::string& what, const Json& body) {
    acted_ = true;
    last_ = call(method, cat({"/api/v1/records/", ref_, what}), body);
}

std::string Player::pathway_of(const std::string& ref) const {
    const auto row = house_.store->read()->one("select pathway from record where ref = $1", {ref});
    return row ? row->text(0) : std::string();
}

std::string Player::led_to_of(const std::string& pathway, const std::string& nth) const {
    std::size_t n = 0;
    std::from_chars(nth.data(), nth.data() + nth.size(), n);
    const auto rows = house_.store->read()->rows(
        "select l.to_record from link l join record r on r.ref = l.to_record where l.from_record = "
        "$1 and r.pathway = $2 order by r.recorded_at, r.ref",
        {ref_, pathway});
    return n == 0 || n > rows.size() ? std::string() : rows[n - 1].text(0);
}

// Something else may have been played since it was opened.
std::string Player::led_to_of(const std::string& pathway) const {
    const auto row = house_.store->read()->one(
        "select l.to_record from link l join record r on r.ref = l.to_record where l.from_record = "
        "$1 and r.pathway = $2 order by r.recorded_at desc, r.ref desc limit 1",
        {ref_, pathway});
    return row ? row->text(0) : std::string();
}

Json Player::answers_of(const Json& step) const {
    Json answers{Json::Object{}};
    for (const auto& name : words_of(step["with"])) {
        const auto set = answers_.find(name);
        if (set == answers_.end())
            throw std::invalid_argument(cat({"there is no set of answers ", name}));
        for (const auto& [field, value] : set->second.members()) {
            answers.set(field, value);
        }
    }
    for (const auto& [field, value] : step["answers"].members()) {
        answers.set(field, value);
    }
    const auto left_out = words_of(step["without"]);
    Json kept{Json::Object{}};
    for (const auto& [field, value] : answers.members()) {
        if (std::find(left_out.begin(), left_out.end(), field) == left_out.end())
            kept.set(field, with_people(value));
    }
    return kept;
}

// Where an answer is the name of somebody in the story, the person is meant.
Json Player::with_people(const Json& value) const {
    if (value.is_string()) {
        const auto known = people_.find(value.text());
        return known == people_.end() ? value : Json(known->second);
    }
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json& item : value.items()) {
            list.push(with_people(item));
        }
        return list;
    }
    if (!value.is_object()) return value;
    Json object{Json::Object{}};
    for (const auto& [key, inner] : value.members()) {
        object.set(key, with_people(inner));
    }
    return object;
}

// Somebody who stands on sealed records alone does not exist for others: they give the details
// anew, as in life.
bool Player::may_name(const std::string& person) {
    if (as_ == kPublic) return true;
    const auto session = house_.store->read();
    const auto context = house_.context(*session);
    const auto viewer = access::load_viewer(*session, *house_.definitions, callers_.user_of(as_));
    return viewer && people::sight_of(context, *viewer, person) != people::Sight::Hidden;
}

Json Player::people_of(const Json& step) {
    Json people = Json::array();
    for (const Json& person : step["people"].items()) {
        Json entry = Json::object({{"role", person.text("role")}});
        const auto known = people_.find(name_of(person));
        if (known != people_.end() && may_name(known->second)) {
            entry.set("id", known->second);
        } else {
            Json details{Json::Object{}};
            for (const auto& [key, value] : person.members()) {
                if (key != "role") details.set(member_of(key), value);
            }
            entry.set("new", std::move(details));
        }
        people.push(std::move(entry));
    }
    return people;
}

// Which person each name came to be: the caller may see less of the record than was said.
void Player::note_people(const Json& asked, const Json& record) {
    const auto session = house_.store->read();
    for (const auto& row : session->rows(
             "select p.id, p.given, p.family from record_person rp join person p on p.id = "
             "rp.person where rp.record = $1",
             {record.text("ref")})) {
        const auto name = cat({row.text(1), " ", row.text(2)});
        for (const Json& person : asked.items()) {
            if (name_of(person) == name) people_[name] = row.text(0);
        }
    }
}

void Player::open(const Json& step) {
    Json body = Json::object({{"pathway", step.text("open")},
                              {"people", people_of(step)},
                              {"answers", answers_of(step)}});
    if (step.has("reason")) body.set("reason", step["reason"]);
    if (step.has("happened-at")) body.set("happened_at", step["happened-at"]);
    acted_ = true;
    if (as_ == kPublic) {
        open_as_public(step, body);
    } else {
        last_ = call("POST", "/api/v1/records", body);
    }
    if (last_.status != 201) return;
    ref_ = last_.body.text("ref");
    opened_.clear();
    note_people(step["people"], last_.body);
}

// Members of the public have no token: their pages call the same act.
void Player::open_as_public(const Json& step, const Json& body) {
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto viewer = access::public_viewer();
    const auto opening = [&]() -> Result<work::Opened> {
        const auto pathway = step.text("open");
        const auto leave = TRY(
            access::allow(context.definitions, viewer, access::Action::Open, {.pathway = pathway}));
        const auto grant = TRY(access::allow_through(leave, access::Action::CreatePerson, {}));
        work::NewRecord asked{.pathway = pathway, .source = "public"};
        for (const Json& entry : body["people"].items()) {
            auto id = entry.text("id");
            if (id.empty()) {
                const auto person = TRY(api::new_person_from(entry["new"], "people/"));
                id = TRY(people::create_person(context, grant, person));
            }
            asked.people.push_back({.person = id, .role = entry.text("role")});
        }
        asked.answers = TRY(work::answers_from_json(body["answers"]));
        return work::open_record(context, viewer, asked);
    };
    const auto opened = opening();
    if (!opened) {
        const auto reply = http::Reply::problem_json(opened.error());
        last_ = {.status = reply.status, .body = *Json::parse(reply.body)};
        return;
    }
    auto record = api::json_of_record(context, *opened);
    record.set("clocks", api::json_of_clocks(context, *opened));
    session->commit();
    last_ = {.status = 201, .body = std::move(record)};
}

void Player::reply(const Json& asked) {
    // Who answers may see the question and not the record.
    const auto row = house_.store->read()->one(
        "select id from request where record = $1 and agency = $2 and withdrawn_at is null order "
        "by case when answered_at is null then 0 else 1 end, n desc limit 1",
        {ref_, asked.text("to")});
    const auto id = row ? row->text(0) : std::string();
    acted_ = true;
    last_ = call("POST",
                 cat({"/api/v1/requests/", id.empty() ? "none" : id, "/answers"}),
                 Json::object({{"answers", answers_of(asked)}}));
}

void Player::meet(const Json& meeting) {
    Json seats = Json::array();
    for (const std::string_view part : {"attended", "apologies"}) {
        for (const auto& agency : words_of(meeting[part])) {
            seats.push(
                Json::object({{"agency", agency}, {"invited", true}, {std::string(part), true}}));
        }
    }
    Json body = Json::object({{"meeting", meeting.text("meeting")},
                              {"seats", std::move(seats)},
                              {"answers", answers_of(meeting)},
                              {"held_at", iso(clock_.now)}});
    for (const std::string_view member : {"dissent", "place", "held-at"}) {
        if (meeting.has(member)) body.set(member_of(member), meeting[member]);
    }
    on_record("POST", "/meetings", body);
}

void Player::review(const Json& history) {
    const auto record = call("GET", cat({"/api/v1/records/", ref_}));
    Json items = Json::array();
    for (const Json& earlier : record.body["history"].items()) {
        items.push(Json::object({{"record", earlier["record"]},
                                 {"decision", history["all"]},
                                 {"reason", history.text("reason")}}));
    }
    on_record("POST", "/history", Json::object({{"items", std::move(items)}}));
}

void Player::act_on_action(const Json& action) {
    if (!action.has("end")) {
        on_record("POST", "/actions", members_of(action));
        return;
    }
    const auto record = call("GET", cat({"/api/v1/records/", ref_}));
    for (const Json& known : record.body["actions"].items()) {
        if (known.text("status") != "open") continue;
        if (action.has("what") && action.text("what") != known.text("what")) continue;
        on_record("PATCH",
                  cat({"/actions/", known.text("id")}),
                  Json::object({{"status", action["end"]}, {"evidence", action.text("evidence")}}));
        return;
    }
    throw std::invalid_argument("there is no open action to end");
}

// Of the meeting that was held last.
void Player::send_minutes(const std::string& which) {
    const auto record = call("GET", cat({"/api/v1/records/", ref_}));
    std::string id;
    for (const Json& meeting : record.body["meetings"].items()) {
        if (!meeting["held_at"].is_null()) id = meeting.text("id");
    }
    on_record("POST",
              cat({"/meetings/", id, which == "received" ? "/receipts" : "/minutes"}),
              Json(Json::Object{}));
}

void Player::name_person(const Json& person) {
    const auto known = people_.find(name_of(person));
    std::string id = known == people_.end() ? std::string() : known->second;
    if (id.empty()) {
        Json details{Json::Object{}};
        for (const auto& [key, value] : person.members()) {
            if (key != "role") details.set(member_of(key), value);
        }
        acted_ = true;
        last_ = call("POST", "/api/v1/people", details);
        if (last_.status != 201) return;
        id = last_.body.text("id");
        people_[name_of(person)] = id;
    }
    on_record("POST", "/people", Json::object({{"person", id}, {"role", person.text("role")}}));
}

// The story's name for the child is the new one from here on; the old one still does.
void Player::record_birth(const Json& birth) {
    const auto id = people_.at(birth.text("person"));
    Json asked = Json::object({{"rev", rev_of(id)},
                               {"born", birth.text("born")},
                               {"sex", birth.text("sex")},
                               {"source", birth.text("source")}});
    for (const char* name : {"given-name", "family-name"}) {
        if (birth.has(name)) asked.set(member_of(name), birth.text(name));
    }
    acted_ = true;
    last_ = call("POST", cat({"/api/v1/people/", id, "/birth"}), asked);
    if (last_.status < 300 && birth.has("given-name")) people_[name_of(birth)] = id;
}

// Of the person as whoever plays reads them.
Json Player::rev_of(const std::string& person) {
    return call("GET", cat({"/api/v1/people/", person})).body["rev"];
}

void Player::relate(const Json& tie) {
    const auto id = people_.at(tie.text("person"));
    Json asked = members_of(without(without(tie, "person"), "to"));
    asked.set("rev", rev_of(id)).set("other", people_.at(tie.text("to")));
    acted_ = true;
    last_ = call("POST", cat({"/api/v1/people/", id, "/links"}), asked);
}

void Player::act(const Json& step) {
    if (act_on_places(step)) return;
    if (step.has("open")) {
        open(step);
    } else if (step.has("answer")) {
        Json said = step;
        for (const auto& [field, value] : step["answer"].members()) {
            Json answers = said["answers"];
            said.set("answers", std::move(answers.set(field, value)));
        }
        Json body = Json::object({{"answers", answers_of(said)}});
        if (step.has("reason")) body.set("reason", step["reason"]);
        on_record("PATCH", "/answers", body);
    } else if (step.has("move")) {
        Json body = Json::object({{"to", step["move"]}, {"answers", answers_of(step)}});
        if (step.has("reason")) body.set("reason", step["reason"]);
        on_record("POST", "/moves", body);
        opened_ = words_of(last_.body["opened"]);
    } else if (step.has("ask")) {
        on_record("POST", "/requests", members_of(step["ask"]));
    } else if (step.has("reply")) {
        reply(step["reply"]);
    } else if (step.has("meet")) {
        meet(step["meet"]);
    } else if (step.has("tell")) {
        on_record("POST", "/outcomes", members_of(step["tell"]));
    } else if (step.has("history")) {
        review(step["history"]);
    } else if (step.has("action")) {
        act_on_action(step["action"]);
    } else if (step.has("name")) {
        name_person(step["name"]);
    } else if (step.has("lead")) {
        on_record("POST", "/lead", Json::object({{"lead", callers_.user_of(step["lead"].text())}}));
    } else if (step.has("disagree")) {
        on_record("POST", "/dissents", members_of(step["disagree"]));
    } else if (step.has("pause")) {
        on_record("POST",
                  cat({"/clocks/", step["pause"].text("clock"), "/pause"}),
                  members_of(without(step["pause"], "clock")));
    } else if (step.has("resume")) {
        on_record("POST", cat({"/clocks/", step.text("resume"), "/resume"}), Json(Json::Object{}));
    } else if (step.has("explain")) {
        on_record("POST",
                  cat({"/clocks/", step["explain"].text("clock"), "/lateness"}),
                  Json::object({{"reason", step["explain"].text("reason")}}));
    } else if (step.has("restrict")) {
        on_record("POST",
                  "/restriction",
                  Json::object({{"restricted", true}, {"reason", step["restrict"]}}));
    } else if (step.has("birth")) {
        record_birth(step["birth"]);
    } else if (step.has("relate")) {
        relate(step["relate"]);
    } else if (step.has("link")) {
        make_link(step["link"]);
    } else if (step.has("by-link")) {
        answer_by_link(step["by-link"]);
    } else if (step.has("round")) {
        begin_round(step.text("round"));
    } else if (step.has("draw")) {
        draw_sample(step["draw"]);
    } else if (step.has("story")) {
        tell_story(step["story"]);
    } else if (step.has("minutes")) {
        send_minutes(step.text("minutes"));
    }
}

}  // namespace longstone::demo
