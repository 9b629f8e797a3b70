#include "work/acts/person_changed.h"

#include "work/acts/change.h"

namespace longstone::work {

Result<void> person_changed(Context& context, std::string_view person) {
    const auto system = access::system_viewer();  // a grant refers to it
    for (const auto& row : context.db.rows(
             "select distinct r.ref from record_person rp join record r on r.ref = rp.record where "
             "rp.person = $1 and rp.until is null and r.closed_at is null order by r.ref",
             {person})) {
        auto opened = TRY(open_record_for(context, system, access::Action::Work, row.text(0)));
        const Situation situation{.definitions = context.definitions,
                                  .pathway = *opened.pathway,
                                  .record = opened.record,
                                  .now = context.now};
        if (clock_effects(situation, {}).empty()) continue;
        TRY(commit_change(context, opened, {.kind = "record.clocks-reckoned"}));
    }
    return {};
}

}  // namespace longstone::work
