#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "define/check.h"
#include "define/possible.h"

// What the checks ask of one pathway: which stages follow which, which fields are asked where, and
// what a field or fact may answer at a given point.
namespace longstone::define {

using Names = std::set<std::string>;

// One question asked by the pathway itself.
struct Use {
    const Form* form = nullptr;
    const Section* section = nullptr;
    const Field* field = nullptr;
    Names stages = {};       // at which it is asked, its meetings' stages included
    bool opening = false;    // asked to open a record
    bool to_public = false;  // asked of the public instead
};

class Scope {
public:
    Scope(const Definitions& definitions,
          const Pathway& pathway,
          const Sources& sources,
          Errors& errors);

    const Definitions& definitions;
    const Pathway& pathway;
    const Node& node;
    const Sources& sources;
    Errors& errors;

    // In the order in which they are asked; a field asked by two forms is here twice.
    std::vector<Use> uses = {};
    // Stage → the stages that can follow it, sooner or later.
    std::map<std::string, Names> after = {};

    [[nodiscard]] const Use* use(const std::string& field) const;
    [[nodiscard]] bool reachable(const std::string& stage) const;
    [[nodiscard]] Names stages() const;
    [[nodiscard]] Names holding(const std::string& meeting) const;
    // Asked before or at one of these stages, or carried over from another pathway.
    [[nodiscard]] bool available(const std::string& field, const Names& at) const;
    // What can be answered when the record stands at one of these stages; `extra` are fields that
    // come before the pathway's own (a request's form, the items of a group).
    [[nodiscard]] Domains domains(const Names& at, std::vector<const Field*> extra = {}) const;
    // What can be answered when one is being opened, before there is a record.
    [[nodiscard]] Domains domains_when_opening(bool to_public) const;

    // Whether answers through a link of another pathway open one of these.
    [[nodiscard]] bool linked() const { return linked_; }
    [[nodiscard]] std::vector<std::string> field_ids() const;
    [[nodiscard]] std::vector<std::string> stage_ids() const;
    void unknown_field(const Place& place, const std::string& field) const;
    // The question of that id, when the pathway asks it and it is of one of these types (of any,
    // when there are none): else says at `place` what is wrong and gives nothing. Nothing, and no
    // complaint, for no id.
    const Use* question(const Place& place,
                        const std::string& field,
                        const std::vector<FieldType>& types = {}) const;

private:
    void find_uses();
    void find_order();
    void find_carried();
    void find_linked(const Pathway& other);
    void add_uses(const std::vector<std::string>& asks,
                  const Names& stages,
                  bool opening,
                  bool to_public);

    bool linked_ = false;  // a link of another pathway opens this one
    Names carried_ = {};   // fields that another pathway may copy into this one
};

// What a field's answers may be.
Domain domain_of(const Definitions& definitions, const Field& field);
// The name of the form in "form" or "form.section".
std::string form_of(const std::string& ask);
std::vector<const Field*> fields_of(const Form& form);

// Conditions: unknown fields and answers, and what can never hold. `node` is where it is written.
void check_condition(const Scope& scope,
                     const Condition& condition,
                     const Node& node,
                     const Domains& domains);

// Roles, kinds of agency: known, held and there.
void check_roles(const Scope& scope, const std::vector<std::string>& roles, const Node& node);
void check_kinds(const Scope& scope, const std::vector<std::string>& kinds, const Node& node);
// Some post holds one of these roles.
bool held(const Definitions& definitions, const std::vector<std::string>& roles);
// Agencies of one of these kinds.
std::vector<const Agency*> agencies_of(const Definitions& definitions,
                                       const std::vector<std::string>& kinds);
Names kinds_of(const std::vector<const Agency*>& agencies);

// How long: the answers that decide are covered, the clock that is shared is there.
void check_within(const Scope& scope,
                  const Within& within,
                  const Condition& when,
                  const Node& node);

// When a date may lie: its names are dates that are asked by then, or facts. `beside` are the
// neighbours of a field in a group, or of a form that an agency answers.
void check_dates(const Scope& scope,
                 const DateRule& rule,
                 const Names& at,
                 const std::vector<const Field*>& beside,
                 const Node& node);

void check_links(const Scope& scope);
void check_samples(const Scope& scope);
void check_access(const Scope& scope);
void check_stages(const Scope& scope);
void check_requests(const Scope& scope);
void check_meetings(const Scope& scope);
void check_places(const Scope& scope);
void check_needs(const Scope& scope);
void check_fields(const Scope& scope);
void check_clocks(const Scope& scope);
void check_opens(const Scope& scope);
void check_ties(const Scope& scope);
void check_pages(const Scope& scope);
void check_meeting_group(const Scope& scope, const MeetingRule& rule, const Node& node);
void check_kinds_of_people(const Scope& scope);
// A fact about a birth, of a pathway whose subject is never born, is an error.
void check_date_fact(const Scope& scope, const std::string& fact, const Place& place);

}  // namespace longstone::define
