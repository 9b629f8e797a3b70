#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// How two people stand to each other, seen from both sides. What the other side is called comes
// from the code list `relationship`: an item's `inverse`, or the same code; its `kinds` say who may
// be called so (a place where they go, an organisation that runs it). The grant is for
// EditPerson on the first person; the other one must be somebody the viewer may name.
namespace longstone::access {
class Grant;
}
namespace longstone::define {
struct Code;
}

namespace longstone::people {

struct Relationship {
    std::string id = {};
    Summary other = {};
    bool may_open = false;  // whether the viewer sees the other person whole
    std::string type = {};  // `other` is the `type` of this person: mother, sibling, …
    Answer other_responsible = Answer::NotKnown;  // other has parental responsibility for them
    Answer person_responsible = Answer::NotKnown;
    Answer lives_with = Answer::NotKnown;
    std::string contact = {};  // a code of the list `contact-level`
    bool stated_here = true;   // false: stated from the other person's side
    std::string source = {};
    std::string actor = {};
    std::string agency = {};
    Instant recorded_at = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    bool is_protected = false;
    std::optional<Withdrawal> withdrawn = {};
};

struct NewRelationship {
    std::int64_t rev = 0;
    std::string other = {};  // a person's id
    std::string type = {};
    Answer other_responsible = Answer::NotKnown;
    Answer person_responsible = Answer::NotKnown;
    Answer lives_with = Answer::NotKnown;
    std::string contact = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    bool is_protected = false;
    std::string source = {};
};
// Answers with the new revision of the first person.
Result<std::int64_t> relate(const Context& context,
                            const access::Grant& grant,
                            const NewRelationship& relationship);

// It ended on that day; without a day, it was stated in error. Either person's side will do: the
// grant and `rev` are of the person from whose page it is done.
Result<std::int64_t> unrelate(const Context& context,
                              const access::Grant& grant,
                              std::int64_t rev,
                              std::string_view relationship,
                              std::optional<Date> until,
                              std::string_view reason);

// The relationship that stands between the two as this type, by its id; empty when there is none.
std::string standing_relationship(const Context& context,
                                  std::string_view person,
                                  std::string_view other,
                                  std::string_view type);

// What the other side of a relationship is called.
std::string inverse_of(const define::Definitions& definitions, std::string_view type);
// The codes by which a subject of the kind `other` may be called by one of the kind `own`; without
// `other`, by whatever kind may be.
std::vector<const define::Code*> types_between(const define::Definitions& definitions,
                                               Kind own,
                                               std::optional<Kind> other = {});

}  // namespace longstone::people
