#pragma once

#include <array>
#include <expected>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "define/feed.h"
#include "define/line_of_time.h"
#include "define/loop.h"
#include "define/measure.h"
#include "define/partnership.h"
#include "define/pathway.h"
#include "define/report.h"
#include "define/sharing.h"
#include "define/training.h"

// Everything a partnership runs on, read from definitions/ and checked. A Definitions is complete
// and consistent or it does not exist: load() proves every reference, reachability, that clocks can
// start and stop, that no required field is hidden from those who must fill it, and more.
namespace longstone::define {

// What is wrong, where, and what would be right.
struct DefinitionError {
    Place place = {};
    std::string what = {};
    std::string cure = {};
    std::string line_text = {};

    // "file:line:column: what. cure", the line and a caret beneath.
    [[nodiscard]] std::string say() const;
};

struct Definitions {
    Partnership partnership = {};
    Calendar calendar = {};
    std::map<std::string, Role, std::less<>> roles = {};
    std::map<std::string, CodeList, std::less<>> codes = {};
    std::map<std::string, Form, std::less<>> forms = {};
    std::map<std::string, Pathway, std::less<>> pathways = {};
    std::map<std::string, Measure, std::less<>> measures = {};
    std::map<std::string, Feed, std::less<>> feeds = {};
    // "pathway/question" and "pathway/group.question" by their names in earlier versions
    std::map<std::string, std::string, std::less<>> present_names = {};
    std::map<std::string, Report, std::less<>> reports = {};
    std::map<std::string, Loop, std::less<>> loops = {};
    std::map<std::string, Requirement, std::less<>> training = {};
    LineOfTime line = {};
    Sharing sharing = {};

    [[nodiscard]] const Pathway* pathway(std::string_view id) const;
    [[nodiscard]] const Form* form(std::string_view id) const;
    [[nodiscard]] const Measure* measure(std::string_view id) const;
    [[nodiscard]] const Feed* feed(std::string_view id) const;
    [[nodiscard]] const Report* report(std::string_view id) const;
    [[nodiscard]] const Loop* loop(std::string_view id) const;
    [[nodiscard]] const CodeList* code_list(std::string_view id) const;
    // The field wherever in the pathway's own forms (stages, opening, meetings) it stands.
    [[nodiscard]] const Field* field(const Pathway& pathway, std::string_view id) const;
    [[nodiscard]] const Section* section(const Pathway& pathway, std::string_view field) const;
    // Each form that the pathway asks, wholly or in part, of its workers or of agencies: once.
    [[nodiscard]] std::vector<const Form*> forms_of(const Pathway& pathway) const;
    // The forms (or single sections) that a stage asks, in order.
    [[nodiscard]] std::vector<const Section*> asked(const std::vector<std::string>& asks) const;
    // What a question is called now, where the pathway called it something else before: of a
    // question inside a group, "group.question" gives its own name.
    [[nodiscard]] std::string_view present_name(std::string_view pathway,
                                                std::string_view field) const;
    // A value as people read it: code text, yes/no, agency name, day, moment; else the value.
    [[nodiscard]] std::string value_text(const Field& field, const std::string& value) const;
};

// `folder` holds england/, <partnership>/ and schema/; `partnership` is its folder's name or a
// path.
std::expected<std::shared_ptr<const Definitions>, std::vector<DefinitionError>> load(
    const std::string& folder, const std::string& partnership);

// The pathway, its forms, codes, stages, moves and clocks as the API and the drawing show them.
Json to_json(const Definitions& definitions, const Pathway& pathway);

// The powers a role may hold.
inline constexpr auto kPowers = std::to_array<std::string_view>({
    "search-people",   "create-people",    "edit-people",     "read-documents",
    "break-glass",     "manage-users",     "read-access-log", "see-definitions",
    "see-all-people",  "be-asked",         "see-restricted",  "review-break-glass",
    "send-feeds",      "see-figures",      "keep-figures",    "see-groups",
    "book-training",   "approve-training", "see-training",    "judge-matches",
    "ask-known",       "decide-release",   "see-sharing",     "review-decisions",
    "lift-redactions",
});
// What figures are broken down by beside coded answers.
inline constexpr std::array<std::string_view, 12> kBreakdowns = {"pathway",
                                                                 "stage",
                                                                 "source",
                                                                 "agency",
                                                                 "lead-agency",
                                                                 "opened-by-agency",
                                                                 "pair",
                                                                 "clock",
                                                                 "meeting",
                                                                 "subject.age",
                                                                 "subject.sex",
                                                                 "request"};
bool is_breakdown(std::string_view by);

// The needs a move may state.
inline constexpr std::array<std::string_view, 16> kNeeds = {
    "answers",             // every required question of the stage
    "requests-made",       // at least as many as the request rule says
    "requests-answered",   // all answered, or withdrawn with a reason
    "history-reviewed",    // each earlier contact opened or set aside with a reason
    "voice-or-reason",     // the person's own words, or why they are absent
    "people",              // somebody in the role `what`, or in each that is required
    "men-asked",           // each role asked for by name is there, or why not known
    "meeting-held",        // the named meeting was held
    "meeting-quorate",     // and was quorate
    "disagreement-noted",  // where compared answers differ, the field `what` says why
    "told",                // whom the record must tell (`what`), or why not is recorded
    "all-told",            // everyone in `tells`
    "strands-ended",       // the named strand, or each that runs
    "actions-closed",      // every action done or cancelled with a reason
    "sample-drawn",        // the pathway's sample has been drawn
    "opened-closed"};      // each record of the pathway `what` that this one led to is closed

}  // namespace longstone::define
