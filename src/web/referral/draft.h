#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "define/definitions.h"
#include "web/forms/asking.h"
#include "work/acts/open_record.h"
#include "work/drafts.h"

// A referral on its way: what somebody has told us so far and not sent. It is kept on the server
// under its owner, so that only they come back to it.
namespace longstone::web {

class Visit;

struct DraftPerson {
    std::string tag = {};  // shared by one person's several roles
    std::string role = {};
    std::string known = {};  // somebody already on record; empty: a new person
    std::string name = {};   // as the list shows them
    Typed typed = {};        // the questions of person_form.h
};

struct Referral {
    std::string id = {};
    const define::Pathway* pathway = nullptr;
    bool from_public = false;
    std::string owner = {};  // of the draft
    std::string key = {};
    std::string base = {};  // the address of its pages
    const access::Viewer* viewer = nullptr;
    Typed typed = {};  // of all its sections
    std::vector<DraftPerson> people = {};
    std::set<std::string> seen = {};  // sections that were saved once
    Instant saved = {};

    [[nodiscard]] std::string path(std::string_view rest) const;
    [[nodiscard]] const define::PeopleRule* rule(std::string_view role) const;
    [[nodiscard]] bool names(std::string_view role) const;
};

void save_referral(work::Context& context, const Referral& referral);
// Fills a referral from what was kept; NotFound when its pathway is no longer there.
Result<Referral> read_referral(const define::Definitions& definitions,
                               Referral blank,
                               const work::Draft& draft);

// What a referral is asked: its forms, given what has been answered and named so far.
class Questions {
public:
    Questions(const Visit& visit, const Referral& referral);
    Questions(const Questions&) = delete;
    Questions& operator=(const Questions&) = delete;

    // Those whose condition holds.
    [[nodiscard]] std::vector<const define::Section*> sections() const;
    [[nodiscard]] const define::Section* section(std::string_view key) const;
    [[nodiscard]] std::string key(const define::Section& section) const;
    // One section; it borrows these Questions.
    [[nodiscard]] Asking asking(const define::Section& section) const;
    // All that is missing or wrong, people too; the field of a person is "people/<role>".
    [[nodiscard]] std::vector<FieldProblem> problems() const;
    [[nodiscard]] std::vector<FieldProblem> problems(const define::Section& section) const;
    [[nodiscard]] work::Answers answers() const;
    // Where a problem is put right.
    [[nodiscard]] std::string where(const std::string& field) const;

private:
    const Visit& visit_;
    const Referral& referral_;
    Asking all_;
};

// What was posted takes the place of that section's values, unticked boxes and all.
void take_section(Typed& all, const define::Section& section, const Typed& posted);

// The questions by which somebody of the role is named, and their answers; without a rule, of a
// human being.
define::Section person_section(const define::PeopleRule* rule = nullptr);
work::Answers person_answers(const define::Definitions& definitions,
                             const Typed& typed,
                             const define::PeopleRule* rule = nullptr);
// The answer that excuses a name asked for: a question of the opening forms, or nothing.
struct Excuse {
    std::string field = {};
    const define::Section* section = nullptr;
    bool given = false;
};
Excuse excuse_of(const Questions& questions, const Referral& referral);

// Leave to put on record whoever it names.
Result<access::Grant> leave_to_name(const define::Definitions& definitions,
                                    const Referral& referral);
// Creates the new people and opens the record, in the caller's transaction.
Result<work::Opened> send_referral(work::Context& context,
                                   const Referral& referral,
                                   const Questions& questions,
                                   const std::string& source_words);

}  // namespace longstone::web
