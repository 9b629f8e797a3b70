#include "people/projection.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "journal/journal.h"
#include "people/agency_events.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/keys.h"
#include "people/person.h"
#include "people/things.h"
#include "store/store.h"

namespace longstone::people {
namespace {

using journal::Event;

constexpr std::string_view kPrefix = "person/";

std::optional<std::string> maybe(const Json& json) {
    if (json.text().empty()) return std::nullopt;
    return json.text();
}

void keep_all(store::Session& db, std::string_view person, const Event& event) {
    for (const Json& end : event.body["ends"].items()) {
        end_assertion(db, person, end.text("id"), end.text("until"));
    }
    std::int64_t position = 0;
    for (const Json& stated : event.body["assertions"].items()) {
        keep_assertion(db, person, event, stated, position++);
    }
}

void put_keys(store::Session& db,
              std::string_view person,
              Kind kind,
              bool restricted,
              const std::vector<Assertion>& assertions) {
    for (const Key& key : keys_of(assertions, kind)) {
        db.run(
            "insert into person_key (key, restricted, protected, person) "
            "values ($1, $2, $3, $4)",
            {key.key, restricted ? 1 : 0, key.is_protected ? 1 : 0, person});
    }
}

// The line that lists show is open to all who see the person, so nothing protected goes into it.
Summary open_summary(const std::vector<Assertion>& assertions, Date today) {
    std::vector<Assertion> open;
    for (const Assertion& assertion : assertions) {
        if (!assertion.is_protected) open.push_back(assertion);
    }
    Summary summary;
    const Current current = current_of(open, today);
    summarise(summary, current);
    if (current.home != nullptr) summary.where = one_line(std::get<Address>(current.home->fact));
    return summary;
}

// Derives the line and the keys anew from everything said so far. "Today" is the day of the event,
// so that a rebuild derives the same.
void refresh(store::Session& db, std::string_view person, const Event& event) {
    const auto assertions = load_assertions(db, person);
    const auto row = db.one("select restricted, kind from person where id = $1", {person});
    if (!row) return;
    const bool restricted = row->integer(0) != 0;
    const Kind kind = kind_of(row->text(1)).value_or(Kind::Person);
    const Summary line = open_summary(assertions, london(event.recorded_at).date);
    const auto iso_or_null = [](const std::optional<Date>& date) {
        return date ? std::optional<std::string>(iso(*date)) : std::nullopt;
    };
    const auto birth =
        line.birth ? std::optional<std::string>(iso(line.birth->date)) : std::nullopt;
    const std::string_view precision = line.birth ? word(line.birth->precision) : "day";
    const auto expected = iso_or_null(line.expected);
    const auto died = iso_or_null(line.died);
    db.run(
        "update person set given = $2, family = $3, preferred = $4, birth_date = $5, "
        "birth_precision = $6, birth_estimated = $7, expected_date = $8, sex = $9, "
        "deceased = $10, death_date = $11, located = $12 where id = $1",
        {person,
         line.given,
         line.family,
         line.preferred,
         birth,
         precision,
         line.birth && line.birth->estimated ? 1 : 0,
         expected,
         word(line.sex),
         line.deceased ? 1 : 0,
         died,
         is_human(kind) ? std::string() : line.where});
    if (event.stream_rev > 1) db.run("delete from person_key where person = $1", {person});
    put_keys(db, person, kind, restricted, assertions);
}

void created(store::Session& db, std::string_view person, const Event& event) {
    db.run(
        "insert into person (id, rev, kind, restricted, given, family, preferred, "
        "birth_estimated, sex, deceased, created_by, created_agency, created_at) values "
        "($1, $2, $3, $4, '', '', '', 0, 'U', 0, $5, $6, $7)",
        {person,
         event.stream_rev,
         event.body.text("person"),
         event.body["restricted"].boolean() ? 1 : 0,
         event.actor,
         event.agency,
         event.recorded_at.micros});
}

struct Side {
    std::string_view person = {};
    std::string_view other = {};
    std::string type = {};
    std::string other_responsible = {};
    std::string person_responsible = {};
    int stated_here = 1;
};

void put_side(store::Session& db, const Event& event, const Side& side) {
    const Json& body = event.body;
    const auto from = maybe(body["from"]);
    const auto until = maybe(body["until"]);
    db.run(
        "insert into person_relationship (id, person, other, type, other_responsible, "
        "person_responsible, lives_with, contact, stated_here, source, actor, agency, "
        "happened_at, recorded_at, valid_from, valid_until, protected, seq, position) values "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0)",
        {body.text("id"),
         side.person,
         side.other,
         side.type,
         side.other_responsible,
         side.person_responsible,
         body.text("lives-with"),
         body.text("contact"),
         side.stated_here,
         body.text("source"),
         event.actor,
         event.agency,
         event.happened_at.micros,
         event.recorded_at.micros,
         from,
         until,
         body["protected"].boolean() ? 1 : 0,
         event.seq});
}

void related(store::Session& db, std::string_view person, const Event& event) {
    const Json& body = event.body;
    const std::string other = body.text("other");
    const Side here{.person = person,
                    .other = other,
                    .type = body.text("type"),
                    .other_responsible = body.text("other-responsible"),
                    .person_responsible = body.text("person-responsible")};
    const Side there{.person = other,
                     .other = person,
                     .type = body.text("inverse"),
                     .other_responsible = here.person_responsible,
                     .person_responsible = here.other_responsible,
                     .stated_here = 0};
    put_side(db, event, here);
    put_side(db, event, there);
}

void unrelated(store::Session& db, const Event& event) {
    const std::string id = event.body.text("id");
    const std::string reason = event.body.text("reason");
    if (const auto until = maybe(event.body["until"])) {
        db.run("update person_relationship set valid_until = $2 where id = $1", {id, until});
        return;
    }
    db.run(
        "update person_relationship set withdrawn_at = $2, withdrawn_by = $3, "
        "withdrawn_reason = $4 where id = $1",
        {id, event.recorded_at.micros, event.actor, reason});
}

// A new opinion about two people ends the one before it; both stay.
void judged(store::Session& db,
            std::string_view person,
            const Event& event,
            std::string_view says) {
    const std::string id = event.body.text("id");
    const std::string other = event.body.text("other");
    const std::string reason = event.body.text("reason");
    db.run(
        "update person_same set ended_at = $3, ended_by = $4 where ended_at is null and "
        "((person = $1 and other = $2) or (person = $2 and other = $1))",
        {person, other, event.recorded_at.micros, event.actor});
    const std::array<std::array<std::string_view, 2>, 2> sides = {
        {{person, other}, {std::string_view(other), person}}};
    for (const auto& side : sides) {
        db.run(
            "insert into person_same (id, person, other, says, reason, actor, agency, "
            "happened_at, recorded_at, seq) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            {id,
             side[0],
             side[1],
             says,
             reason,
             event.actor,
             event.agency,
             event.happened_at.micros,
             event.recorded_at.micros,
             event.seq});
    }
}

// Whether the line and the keys may have changed.
bool change(store::Session& db, std::string_view person, const Event& event) {
    if (event.kind == "person.created") {
        created(db, person, event);
        keep_all(db, person, event);
        return true;
    }
    if (event.kind == "person.asserted" || event.kind == "person.born") {
        keep_all(db, person, event);
        return true;
    }
    if (event.kind == "person.withdrawn") {
        withdraw_assertion(db, person, event.body.text("id"), event);
        return true;
    }
    if (event.kind == "person.restricted") {
        db.run("update person set restricted = $2 where id = $1",
               {person, event.body["restricted"].boolean() ? 1 : 0});
        return true;
    }
    apply_agency_event(db, person, event);
    if (event.kind == "person.related") related(db, person, event);
    if (event.kind == "person.unrelated") unrelated(db, event);
    if (event.kind == "person.same-as") judged(db, person, event, "same");
    if (event.kind == "person.not-same-as") judged(db, person, event, "different");
    return false;
}

void apply(store::Session& db, const Event& event) {
    if (!event.stream.starts_with(kPrefix)) return;
    const std::string person = event.stream.substr(kPrefix.size());
    if (event.body.is_null() && event.kind != "person.created") {
        // What it said was destroyed under a retention rule; that something was said remains.
        db.run("update person set rev = $2 where id = $1", {person, event.stream_rev});
        return;
    }
    const bool changed = change(db, person, event);
    db.run("update person set rev = $2 where id = $1", {person, event.stream_rev});
    if (changed) refresh(db, person, event);
}

}  // namespace

journal::Projection projection() {
    return {.name = "people",
            .tables = {"person",
                       "person_name",
                       "person_address",
                       "person_identifier",
                       "person_detail",
                       "person_relationship",
                       "person_same",
                       "person_event",
                       "person_key"},
            .apply = apply};
}

}  // namespace longstone::people
