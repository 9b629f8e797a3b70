#include "people/edit.h"

#include <algorithm>
#include <utility>

#include "access/policy.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/rules.h"
#include "people/sight.h"
#include "store/store.h"

namespace longstone::people {
namespace {

// The person as they stand before the change.
struct Before {
    std::string id = {};
    Kind kind = Kind::Person;
    std::vector<Assertion> assertions = {};
};

Result<Before> before(const Context& context, const access::Grant& grant) {
    TRY(may_edit(context, grant, grant.subject()));
    const auto row = context.db.one("select kind from person where id = $1", {grant.subject()});
    if (!row) return not_found();
    return Before{.id = grant.subject(),
                  .kind = kind_of(row->text(0)).value_or(Kind::Person),
                  .assertions = load_assertions(context.db, grant.subject())};
}

// What the writer may see of it: nobody ends or withdraws what is protected from them.
Assertion* find_live(Before& person, const access::Viewer& writer, std::string_view id) {
    const auto found =
        std::find_if(person.assertions.begin(), person.assertions.end(), [id](const auto& one) {
            return one.id == id && !one.withdrawn;
        });
    if (found == person.assertions.end()) return nullptr;
    const bool open = !found->is_protected || writer.sees_sensitive || writer.is_system();
    return open ? &*found : nullptr;
}

Result<std::int64_t> append(const Context& context,
                            const access::Grant& grant,
                            std::int64_t rev,
                            Instant happened_at,
                            std::string kind,
                            Json body) {
    const journal::Event event =
        TRY(journal::append(context.db,
                            context.projections,
                            {.stream = stream_of(grant.subject()),
                             .after_rev = rev,
                             .happened_at = happened_at == Instant{} ? context.now : happened_at,
                             .recorded_at = context.now,
                             .actor = grant.viewer().user,
                             .agency = grant.viewer().agency,
                             .kind = std::move(kind),
                             .body = std::move(body)}));
    return event.stream_rev;
}

Json with_ids(const std::vector<NewAssertion>& stated) {
    Json list = Json::array();
    for (const NewAssertion& one : stated) {
        Json json = to_json(one);
        json.set("id", new_id());
        list.push(std::move(json));
    }
    return list;
}

Json ending(std::string_view assertion, Date until) {
    return Json::object({{"id", assertion}, {"until", iso(until)}});
}

Refused one_problem(std::string_view field, std::string message) {
    return refuse_fields({{.field = std::string(field), .message = std::move(message)}});
}

// The date, the sex and the name.
std::vector<NewAssertion> facts_of(const Birth& birth) {
    std::vector<NewAssertion> facts = {
        {.fact = BirthDate{.date = birth.born}, .source = birth.source},
        {.fact = SexStated{.sex = birth.sex}, .source = birth.source}};
    if (birth.name) {
        facts.push_back({.fact = *birth.name, .source = birth.source, .from = birth.born});
    }
    return facts;
}

// The expected date, and what the baby was called before a name was given.
bool ends_at_birth(const Assertion& assertion, const Birth& birth) {
    if (std::holds_alternative<ExpectedDate>(assertion.fact)) return true;
    const auto* name = std::get_if<Name>(&assertion.fact);
    return name != nullptr && birth.name && name->use == NameUse::Current;
}

}  // namespace

Result<std::int64_t> state(const Context& context,
                           const access::Grant& grant,
                           const Statement& statement) {
    Before person = TRY(before(context, grant));
    const Date today = london(context.now).date;
    const Instant happened =
        statement.happened_at == Instant{} ? context.now : statement.happened_at;
    if (statement.assertions.empty() && statement.ends.empty()) {
        return one_problem("assertions", "Say what has changed");
    }
    if (happened > context.now) {
        return one_problem("happened-at", "This must have happened already. Check the date");
    }
    auto stated = statement.assertions;
    const bool unborn = is_unborn(person.assertions);
    for (NewAssertion& one : stated) {
        if (one.source.empty()) one.source = statement.source;
        if (unborn && std::holds_alternative<BirthDate>(one.fact)) {
            return one_problem("birth-date",
                               "This baby is recorded as unborn. Record the birth instead, so that "
                               "the expected date stays in the history");
        }
    }
    const std::vector<NewAssertion> tidied = TRY(checked_all(context.definitions, stated, today));
    Json ends = Json::array();
    for (const Ending& end : statement.ends) {
        Assertion* ended = find_live(person, grant.viewer(), end.assertion);
        if (ended == nullptr) return not_found();
        if (ended->from && end.until < *ended->from) {
            return one_problem("until", "The end must not come before the start");
        }
        ended->until = end.until;
        ends.push(ending(end.assertion, end.until));
    }
    for (const NewAssertion& one : tidied)
        person.assertions.push_back(as_assertion(one, happened));
    auto problems = whole_problems(person.kind, person.assertions, today);
    if (!problems.empty()) return refuse_fields(std::move(problems));
    return append(context,
                  grant,
                  statement.rev,
                  happened,
                  "person.asserted",
                  Json::object({{"assertions", with_ids(tidied)}, {"ends", std::move(ends)}}));
}

Result<std::int64_t> withdraw(const Context& context,
                              const access::Grant& grant,
                              std::int64_t rev,
                              std::string_view assertion,
                              std::string_view reason) {
    Before person = TRY(before(context, grant));
    Assertion* wrong = find_live(person, grant.viewer(), assertion);
    if (wrong == nullptr) return not_found();
    if (trim(reason).empty()) {
        return one_problem("reason", "Say why this is withdrawn. It stays in the history");
    }
    wrong->withdrawn = Withdrawal{.at = context.now};
    const Date today = london(context.now).date;
    if (!whole_problems(person.kind, person.assertions, today).empty()) {
        return one_problem("assertion",
                           "Nothing would be left to know this person by. Add what is right "
                           "first, then withdraw this");
    }
    return append(context,
                  grant,
                  rev,
                  context.now,
                  "person.withdrawn",
                  Json::object({{"id", assertion}, {"reason", trim(reason)}}));
}

Result<std::int64_t> record_birth(const Context& context,
                                  const access::Grant& grant,
                                  const Birth& birth) {
    Before person = TRY(before(context, grant));
    if (!is_unborn(person.assertions)) {
        return one_problem("birth-date",
                           "This person is not recorded as unborn. Change the birth date instead");
    }
    const Date today = london(context.now).date;
    const std::vector<NewAssertion> tidied =
        TRY(checked_all(context.definitions, facts_of(birth), today));
    Json ends = Json::array();
    for (Assertion& one : person.assertions) {
        if (one.withdrawn || one.until || !ends_at_birth(one, birth)) continue;
        one.until = birth.born;
        ends.push(ending(one.id, birth.born));
    }
    const Instant happened = std::min(from_london(birth.born, 0), context.now);
    for (const NewAssertion& one : tidied)
        person.assertions.push_back(as_assertion(one, happened));
    auto problems = whole_problems(person.kind, person.assertions, today);
    if (!problems.empty()) return refuse_fields(std::move(problems));
    return append(context,
                  grant,
                  birth.rev,
                  happened,
                  "person.born",
                  Json::object({{"assertions", with_ids(tidied)}, {"ends", std::move(ends)}}));
}

Result<std::int64_t> restrict_person(const Context& context,
                                     const access::Grant& grant,
                                     std::int64_t rev,
                                     bool restricted,
                                     std::string_view reason) {
    const Before person = TRY(before(context, grant));
    if (trim(reason).empty()) {
        return one_problem("reason",
                           restricted ? "Say why this person is to be restricted"
                                      : "Say why this person need not be restricted");
    }
    return append(context,
                  grant,
                  rev,
                  context.now,
                  "person.restricted",
                  Json::object({{"restricted", restricted}, {"reason", trim(reason)}}));
}

}  // namespace longstone::people
