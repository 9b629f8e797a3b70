#include "people/create.h"

#include <utility>

#include "access/policy.h"
#include "base/json.h"
#include "base/secret.h"
#include "journal/journal.h"
#include "people/assertions.h"
#include "people/rules.h"

namespace longstone::people {
namespace {

Instant when(const Context& context, Instant happened_at) {
    return happened_at == Instant{} ? context.now : happened_at;
}

// The assertions as they will stand, or what is wrong with them one by one and together.
Result<std::vector<NewAssertion>> ready(const Context& context, const NewPerson& person) {
    const Date today = london(context.now).date;
    auto stated = person.assertions;
    for (NewAssertion& one : stated) {
        if (one.source.empty()) one.source = person.source;
    }
    std::vector<NewAssertion> tidied = TRY(checked_all(context.definitions, stated, today));
    std::vector<Assertion> whole;
    for (const NewAssertion& one : tidied) {
        whole.push_back(as_assertion(one, when(context, person.happened_at)));
    }
    auto problems = whole_problems(person.kind, whole, today);
    if (person.happened_at > context.now) {
        problems.push_back(
            {.field = "happened-at", .message = "This must have happened already. Check the date"});
    }
    if (!problems.empty()) return refuse_fields(std::move(problems));
    return tidied;
}

}  // namespace

std::vector<FieldProblem> problems_of(const Context& context, const NewPerson& person) {
    auto tidied = ready(context, person);
    if (tidied) return {};
    return std::move(tidied).error().fields;
}

Result<std::string> create_person(const Context& context,
                                  const access::Grant& grant,
                                  const NewPerson& person) {
    return create_person(context, grant, person, new_id());
}

Result<std::string> create_person(const Context& context,
                                  const access::Grant& grant,
                                  const NewPerson& person,
                                  std::string id) {
    if (grant.action() != access::Action::CreatePerson) return not_found();
    const std::vector<NewAssertion> tidied = TRY(ready(context, person));
    Json assertions = Json::array();
    for (const NewAssertion& one : tidied) {
        Json json = to_json(one);
        json.set("id", new_id());
        assertions.push(std::move(json));
    }
    TRY(journal::append(context.db,
                        context.projections,
                        {.stream = stream_of(id),
                         .after_rev = 0,
                         .happened_at = when(context, person.happened_at),
                         .recorded_at = context.now,
                         .actor = grant.viewer().user,
                         .agency = grant.viewer().agency,
                         .kind = "person.created",
                         .body = Json::object({{"person", word(person.kind)},
                                               {"restricted", person.restricted},
                                               {"assertions", std::move(assertions)}})}));
    return id;
}

}  // namespace longstone::people
