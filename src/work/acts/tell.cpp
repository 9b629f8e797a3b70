#include "work/acts/tell.h"

#include <algorithm>

#include "base/text.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

// One of those who are told.
struct Hearer {
    std::string agency = {}, person = {};
};

// Each agency or person named, or all that are left; one without a name where it is neither.
Result<std::vector<Hearer>> hearers_of(const Context& context,
                                       const Opened& opened,
                                       const Telling& telling) {
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    std::vector<Hearer> hearers;
    std::vector<std::string> agencies;  // that have a part here
    bool several = false;
    for (const auto& owed : told_and_owed(situation)) {
        if (owed.rule->whom != telling.whom) continue;
        agencies.push_back(owed.agency);
        several = several || telling.whom == "contributors" || !owed.people.empty();
        if (telling.all && telling.whom == "contributors" && !owed.settled)
            hearers.push_back({.agency = owed.agency});
        for (const auto& person : owed.people) {
            if (telling.all) hearers.push_back({.person = person});
        }
    }
    if (telling.all && hearers.empty() && several)
        return Refused(Problem{.message = "Each of them has been told, or it was said why not.",
                               .fields = {{"whom", "Nobody is left to tell"}}});
    for (const auto& agency : telling.agencies) {
        if (std::ranges::find(agencies, agency) == agencies.end())
            return Refused(Problem{.message = "That agency took no part here.",
                                   .fields = {{"agency", "Choose an agency that took part"}}});
        hearers.push_back({.agency = agency});
    }
    for (const auto& person : telling.people) {
        const bool here = std::ranges::any_of(opened.record.people, [&](const auto& p) {
            return p.person == person && p.role == telling.whom;
        });
        if (!here)
            return Refused(Problem{.message = "They are not on this record under that role.",
                                   .fields = {{"people", "Choose somebody of that role"}}});
        hearers.push_back({.person = person});
    }
    if (hearers.empty()) hearers.emplace_back();
    return hearers;
}

Result<void> check_telling(const Opened& opened, const Telling& telling) {
    const bool known = std::any_of(opened.pathway->tells.begin(),
                                   opened.pathway->tells.end(),
                                   [&](const auto& rule) { return rule.whom == telling.whom; });
    if (!known) {
        std::vector<std::string> names;
        for (const auto& rule : opened.pathway->tells) {
            names.push_back(rule.whom);
        }
        return Refused(Problem{
            .message = "Choose who is told.",
            .fields = {{.field = "whom", .message = cat({"Choose one of: ", join(names, ", ")})}}});
    }
    if (!trim(telling.not_told_reason).empty()) return {};
    TRY(require_words(telling.how, "how", "Say how they were told, or why they were not"));
    return require_words(telling.words, "words", "Write what they were told");
}

Result<void> tell_one(Context& context,
                      Opened& opened,
                      const Telling& telling,
                      const Hearer& hearer) {
    const bool untold = !trim(telling.not_told_reason).empty();
    Change change{.kind = "record.told", .happened_at = telling.at};
    change.body.set("whom", telling.whom).set("agency", hearer.agency);
    if (!hearer.person.empty()) change.body.set("person", hearer.person);
    if (untold) {
        change.body.set("not_told_reason", telling.not_told_reason);
    } else {
        change.body.set("how", telling.how).set("words", telling.words);
    }
    change.happenings = {{.kind = define::Trigger::Kind::Told, .what = telling.whom}};
    opened.record.told.push_back({.whom = telling.whom,
                                  .agency = hearer.agency,
                                  .how = telling.how,
                                  .words = telling.words,
                                  .not_told_reason = telling.not_told_reason,
                                  .by = opened.grant.viewer().user,
                                  .person = hearer.person,
                                  .at = telling.at.value_or(context.now)});
    TRY(commit_change(context, opened, std::move(change)));
    if (untold) return {};
    const auto& ref = opened.record.ref;
    if (telling.whom == "referrer" && opened.record.opened_by != "public")
        notify_user(context, ref, opened.record.opened_by, "There is an outcome for you to read");
    if (!hearer.agency.empty())
        notify_agency(context, ref, hearer.agency, "There is an outcome for you to read");
    return {};
}

}  // namespace

Result<Opened> tell(Context& context,
                    const access::Viewer& viewer,
                    std::string_view ref,
                    SeenRev seen,
                    const Telling& telling) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    TRY(check_telling(opened, telling));
    const auto hearers = TRY(hearers_of(context, opened, telling));
    if (telling.at && *telling.at > context.now + 5 * kMinute) {
        return Refused(Problem{.message = "They cannot have been told in the future.",
                               .fields = {{"at", "Enter a time that has passed"}}});
    }
    for (const auto& hearer : hearers)
        TRY(tell_one(context, opened, telling, hearer));
    return opened;
}

}  // namespace longstone::work
