#include "people/relationships.h"

#include <algorithm>
#include <utility>

#include "access/policy.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "define/definitions.h"
#include "journal/journal.h"
#include "people/rows.h"
#include "people/rules.h"
#include "people/sight.h"
#include "people/things.h"
#include "store/store.h"

namespace longstone::people {
namespace {

Refused one_problem(std::string_view field, std::string message) {
    return refuse_fields({{.field = std::string(field), .message = std::move(message)}});
}

bool may_be_called(const define::Code& code, Kind kind) {
    if (code.kinds.empty()) return is_human(kind);
    return std::find(code.kinds.begin(), code.kinds.end(), noun_of(kind)) != code.kinds.end();
}

// Whether the one may be called so by the other, and called back.
bool fits(const Context& context, const NewRelationship& stated, std::string_view person) {
    const auto own = load_summary(context.db, person);
    const auto other = load_summary(context.db, stated.other);
    const auto* list = context.definitions.code_list("relationship");
    if (!own || !other || list == nullptr) return true;
    const auto types = types_between(context.definitions, own->kind, other->kind);
    return std::any_of(types.begin(), types.end(), [&](const define::Code* code) {
        return code->id == stated.type;
    });
}

std::vector<FieldProblem> problems_of(const Context& context,
                                      const NewRelationship& stated,
                                      std::string_view person) {
    std::vector<FieldProblem> problems;
    if (stated.other == person) {
        problems.push_back({.field = "other", .message = "Choose another person"});
    }
    const std::string type = code_problem(context.definitions, "relationship", stated.type);
    if (stated.type.empty()) {
        problems.push_back({.field = "type", .message = "Choose how the two are related"});
    } else if (!type.empty()) {
        problems.push_back({.field = "type", .message = type});
    }
    if (!stated.type.empty() && type.empty() && !fits(context, stated, person)) {
        problems.push_back(
            {.field = "type",
             .message = "Choose one that fits both: people are not related to a place as they are "
                        "to each other"});
    }
    const std::string contact = code_problem(context.definitions, "contact-level", stated.contact);
    if (!contact.empty()) problems.push_back({.field = "contact", .message = contact});
    if (stated.from && stated.until && *stated.until < *stated.from) {
        problems.push_back(
            {.field = "until", .message = "The end must come after the start. Check both dates"});
    }
    if (stated.other_responsible == Answer::Yes && stated.person_responsible == Answer::Yes) {
        problems.push_back({.field = "parental-responsibility",
                            .message = "Only one of the two can have parental responsibility for "
                                       "the other"});
    }
    return problems;
}

Result<std::int64_t> append(const Context& context,
                            const access::Grant& grant,
                            std::int64_t rev,
                            std::string kind,
                            Json body) {
    const journal::Event event = TRY(journal::append(context.db,
                                                     context.projections,
                                                     {.stream = stream_of(grant.subject()),
                                                      .after_rev = rev,
                                                      .happened_at = context.now,
                                                      .recorded_at = context.now,
                                                      .actor = grant.viewer().user,
                                                      .agency = grant.viewer().agency,
                                                      .kind = std::move(kind),
                                                      .body = std::move(body)}));
    return event.stream_rev;
}

}  // namespace

std::string inverse_of(const define::Definitions& definitions, std::string_view type) {
    const auto list = definitions.codes.find("relationship");
    if (list == definitions.codes.end()) return std::string(type);
    for (const define::Code& code : list->second.codes) {
        if (code.id == type) return code.inverse.empty() ? code.id : code.inverse;
    }
    return std::string(type);
}

std::vector<const define::Code*> types_between(const define::Definitions& definitions,
                                               Kind own,
                                               std::optional<Kind> other) {
    std::vector<const define::Code*> types;
    const auto* list = definitions.code_list("relationship");
    if (list == nullptr) return types;
    for (const define::Code& code : list->codes) {
        const auto* back = list->find(code.inverse.empty() ? code.id : code.inverse);
        if (code.retired || back == nullptr || !may_be_called(*back, own)) continue;
        if (!other || may_be_called(code, *other)) types.push_back(&code);
    }
    return types;
}

Result<std::int64_t> relate(const Context& context,
                            const access::Grant& grant,
                            const NewRelationship& relationship) {
    TRY(may_edit(context, grant, grant.subject()));
    TRY(may_name(context, grant.viewer(), relationship.other));
    auto problems = problems_of(context, relationship, grant.subject());
    if (!problems.empty()) return refuse_fields(std::move(problems));
    Json body = Json::object({{"id", new_id()},
                              {"other", relationship.other},
                              {"type", relationship.type},
                              {"inverse", inverse_of(context.definitions, relationship.type)},
                              {"other-responsible", word(relationship.other_responsible)},
                              {"person-responsible", word(relationship.person_responsible)},
                              {"lives-with", word(relationship.lives_with)}});
    if (!relationship.contact.empty()) body.set("contact", relationship.contact);
    if (relationship.from) body.set("from", iso(*relationship.from));
    if (relationship.until) body.set("until", iso(*relationship.until));
    if (relationship.is_protected) body.set("protected", true);
    if (!relationship.source.empty()) body.set("source", relationship.source);
    return append(context, grant, relationship.rev, "person.related", std::move(body));
}

std::string standing_relationship(const Context& context,
                                  std::string_view person,
                                  std::string_view other,
                                  std::string_view type) {
    const auto row = context.db.one(
        "select id from person_relationship where person = $1 and other = $2 and type = $3 and "
        "withdrawn_at is null and valid_until is null order by seq desc limit 1",
        {person, other, type});
    return row ? row->text(0) : std::string();
}

Result<std::int64_t> unrelate(const Context& context,
                              const access::Grant& grant,
                              std::int64_t rev,
                              std::string_view relationship,
                              std::optional<Date> until,
                              std::string_view reason) {
    TRY(may_edit(context, grant, grant.subject()));
    const auto row = context.db.one(
        "select other, valid_from, protected from person_relationship where id = $1 and "
        "person = $2 and withdrawn_at is null",
        {relationship, grant.subject()});
    if (!row) return not_found();
    if (row->integer(2) != 0 && !grant.viewer().sees_sensitive) return not_found();
    TRY(may_name(context, grant.viewer(), row->text(0)));
    if (trim(reason).empty()) {
        return one_problem("reason", until ? "Say what changed" : "Say what was wrong about it");
    }
    const auto from = parse_date(row->text(1));
    if (until && from && *until < *from) {
        return one_problem("until", "The end must not come before the start");
    }
    Json body =
        Json::object({{"id", relationship}, {"other", row->text(0)}, {"reason", trim(reason)}});
    if (until) body.set("until", iso(*until));
    return append(context, grant, rev, "person.unrelated", std::move(body));
}

}  // namespace longstone::people
