#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "journal/journal.h"
#include "people/assertions.h"
#include "people/rows.h"
#include "store/store.h"

// Assertions in their tables: names, addresses, identifiers, and everything else in person_detail.
namespace longstone::people {
namespace {

#define LONGSTONE_STATED                                                                    \
    "source, actor, agency, happened_at, recorded_at, valid_from, valid_until, protected, " \
    "withdrawn_at, withdrawn_by, withdrawn_reason, seq, position"

// An assertion with its place in the order of recording.
struct Kept {
    std::int64_t seq = 0;
    std::int64_t position = 0;
    Assertion assertion = {};
};

// The columns of LONGSTONE_STATED from `at`; the id is column 0.
Kept kept(const store::Row& row, std::size_t at, Fact fact) {
    Assertion said{.id = row.text(0),
                   .fact = std::move(fact),
                   .source = row.text(at),
                   .actor = row.text(at + 1),
                   .agency = row.text(at + 2),
                   .happened_at = {row.integer(at + 3)},
                   .recorded_at = {row.integer(at + 4)},
                   .from = maybe_date(row, at + 5),
                   .until = maybe_date(row, at + 6),
                   .is_protected = row.integer(at + 7) != 0};
    if (!row.is_null(at + 8)) {
        said.withdrawn = Withdrawal{
            .at = {row.integer(at + 8)}, .by = row.text(at + 9), .reason = row.text(at + 10)};
    }
    return {.seq = row.integer(at + 11),
            .position = row.integer(at + 12),
            .assertion = std::move(said)};
}

// A row of person_detail: kind, field, value, qualifier.
Fact detail_fact(const store::Row& row) {
    const std::string& kind = row.text(1);
    const std::string& field = row.text(2);
    const std::string& value = row.text(3);
    const std::string& qualifier = row.text(4);
    if (kind == "birth-date") {
        return BirthDate{.date = parse_date(value).value_or(Date{}),
                         .precision = precision_of(qualifier).value_or(Precision::Day),
                         .estimated = field == "estimated"};
    }
    if (kind == "expected-date") return ExpectedDate{.date = parse_date(value).value_or(Date{})};
    if (kind == "sex") return SexStated{.sex = sex_of(value).value_or(Sex::Unknown)};
    if (kind == "death") return Death{.date = parse_date(value)};
    if (kind == "contact") return Contact{.means = field, .value = value};
    if (kind == "flag") return Flag{.code = field};
    if (kind == "note") return Note{.text = value};
    return Detail{.field = field, .value = value};
}

struct DetailRow {
    std::string field = {};
    std::string value = {};
    std::string qualifier = {};
};

DetailRow detail_row(const Fact& fact) {
    if (const auto* birth = std::get_if<BirthDate>(&fact)) {
        return {.field = birth->estimated ? "estimated" : "",
                .value = iso(birth->date),
                .qualifier = std::string(word(birth->precision))};
    }
    if (const auto* expected = std::get_if<ExpectedDate>(&fact)) {
        return {.value = iso(expected->date)};
    }
    if (const auto* sex = std::get_if<SexStated>(&fact)) {
        return {.value = std::string(word(sex->sex))};
    }
    if (const auto* death = std::get_if<Death>(&fact)) {
        return {.value = death->date ? iso(*death->date) : ""};
    }
    if (const auto* contact = std::get_if<Contact>(&fact)) {
        return {.field = contact->means, .value = contact->value};
    }
    if (const auto* flag = std::get_if<Flag>(&fact)) return {.field = flag->code};
    if (const auto* note = std::get_if<Note>(&fact)) return {.value = note->text};
    const auto& detail = std::get<Detail>(fact);
    return {.field = detail.field, .value = detail.value};
}

// What an event states about each of its assertions.
struct Stated {
    std::string source = {};
    std::optional<std::string> from = {};
    std::optional<std::string> until = {};
    int is_protected = 0;
};

std::optional<std::string> maybe_text(const Json& json) {
    if (json.text().empty()) return std::nullopt;
    return json.text();
}

Stated stated_in(const Json& json) {
    return {.source = json.text("source"),
            .from = maybe_text(json["from"]),
            .until = maybe_text(json["until"]),
            .is_protected = json["protected"].boolean() ? 1 : 0};
}

}  // namespace

std::vector<Assertion> load_assertions(store::Session& db, std::string_view person) {
    std::vector<Kept> all;
    for (const auto& row : db.rows("select id, given, middle, family, name_use, " LONGSTONE_STATED
                                   " from person_name where person = $1",
                                   {person})) {
        all.push_back(kept(row,
                           5,
                           Name{.given = row.text(1),
                                .middle = row.text(2),
                                .family = row.text(3),
                                .use = name_use_of(row.text(4)).value_or(NameUse::Current)}));
    }
    for (const auto& row :
         db.rows("select id, lines, postcode, kind, lives_there, " LONGSTONE_STATED
                 " from person_address where person = $1",
                 {person})) {
        all.push_back(kept(row,
                           5,
                           Address{.lines = split(row.text(1), '\n'),
                                   .postcode = row.text(2),
                                   .kind = row.text(3),
                                   .lives_there = row.integer(4) != 0}));
    }
    for (const auto& row : db.rows("select id, scheme, value, " LONGSTONE_STATED
                                   " from person_identifier where person = $1",
                                   {person})) {
        all.push_back(kept(row, 3, Identifier{.scheme = row.text(1), .value = row.text(2)}));
    }
    for (const auto& row : db.rows("select id, kind, field, value, qualifier, " LONGSTONE_STATED
                                   " from person_detail where person = $1",
                                   {person})) {
        all.push_back(kept(row, 5, detail_fact(row)));
    }
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) {
        return std::pair(a.seq, a.position) < std::pair(b.seq, b.position);
    });
    std::vector<Assertion> assertions;
    assertions.reserve(all.size());
    for (Kept& one : all)
        assertions.push_back(std::move(one.assertion));
    return assertions;
}

void keep_assertion(store::Session& db,
                    std::string_view person,
                    const journal::Event& event,
                    const Json& stated,
                    std::int64_t position) {
    const auto fact = fact_of(stated);
    if (!fact) return;  // written by nobody: commands state only what fact_of reads
    const std::string id = stated.text("id");
    const Stated s = stated_in(stated);
    const std::int64_t happened = event.happened_at.micros;
    const std::int64_t recorded = event.recorded_at.micros;
    if (const auto* name = std::get_if<Name>(&*fact)) {
        db.run(
            "insert into person_name (id, person, given, middle, family, "
            "name_use, " LONGSTONE_STATED
            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
            "$13, $14, null, null, null, $15, $16)",
            {id,
             person,
             name->given,
             name->middle,
             name->family,
             word(name->use),
             s.source,
             event.actor,
             event.agency,
             happened,
             recorded,
             s.from,
             s.until,
             s.is_protected,
             event.seq,
             position});
    } else if (const auto* address = std::get_if<Address>(&*fact)) {
        const std::string lines = join(address->lines, "\n");
        const std::string place = place_key(*address);
        db.run(
            "insert into person_address (id, person, lines, postcode, kind, lives_there, "
            "place, " LONGSTONE_STATED
            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
            "$11, $12, $13, $14, $15, null, null, null, $16, $17)",
            {id,
             person,
             lines,
             address->postcode,
             address->kind,
             address->lives_there ? 1 : 0,
             place,
             s.source,
             event.actor,
             event.agency,
             happened,
             recorded,
             s.from,
             s.until,
             s.is_protected,
             event.seq,
             position});
    } else if (const auto* identifier = std::get_if<Identifier>(&*fact)) {
        db.run("insert into person_identifier (id, person, scheme, value, " LONGSTONE_STATED
               ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, null, null, "
               "$13, $14)",
               {id,
                person,
                identifier->scheme,
                identifier->value,
                s.source,
                event.actor,
                event.agency,
                happened,
                recorded,
                s.from,
                s.until,
                s.is_protected,
                event.seq,
                position});
    } else {
        const DetailRow row = detail_row(*fact);
        db.run(
            "insert into person_detail (id, person, kind, field, value, "
            "qualifier, " LONGSTONE_STATED
            ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
            "$13, $14, null, null, null, $15, $16)",
            {id,
             person,
             kind_word(*fact),
             row.field,
             row.value,
             row.qualifier,
             s.source,
             event.actor,
             event.agency,
             happened,
             recorded,
             s.from,
             s.until,
             s.is_protected,
             event.seq,
             position});
    }
}

void end_assertion(store::Session& db,
                   std::string_view person,
                   std::string_view id,
                   std::string_view until) {
    db.run("update person_name set valid_until = $3 where person = $1 and id = $2",
           {person, id, until});
    db.run("update person_address set valid_until = $3 where person = $1 and id = $2",
           {person, id, until});
    db.run("update person_identifier set valid_until = $3 where person = $1 and id = $2",
           {person, id, until});
    db.run("update person_detail set valid_until = $3 where person = $1 and id = $2",
           {person, id, until});
}

void withdraw_assertion(store::Session& db,
                        std::string_view person,
                        std::string_view id,
                        const journal::Event& event) {
    const std::int64_t at = event.recorded_at.micros;
    const std::string reason = event.body.text("reason");
    db.run(
        "update person_name set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5 where "
        "person = $1 and id = $2",
        {person, id, at, event.actor, reason});
    db.run(
        "update person_address set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5 "
        "where person = $1 and id = $2",
        {person, id, at, event.actor, reason});
    db.run(
        "update person_identifier set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5 "
        "where person = $1 and id = $2",
        {person, id, at, event.actor, reason});
    db.run(
        "update person_detail set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5 "
        "where person = $1 and id = $2",
        {person, id, at, event.actor, reason});
}

}  // namespace longstone::people
