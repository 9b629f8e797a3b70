#include "work/acts/link.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::work {
namespace {

bool may_follow(const define::Pathway& from, const define::Pathway& to) {
    return std::ranges::find(to.starts_from, from.id) != to.starts_from.end() ||
           std::ranges::find(from.opens, to.id, &define::OpenRule::pathway) != from.opens.end();
}

Refused wrong(std::string sentence) {
    return Refused(Problem{.message = "The records were not tied to each other.",
                           .fields = {{"to", std::move(sentence)}}});
}

}  // namespace

Result<Opened> link_record(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           SeenRev seen,
                           const std::string& to,
                           const std::string& kind) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Work, ref, seen, Needs::AnyRecord));
    const auto wanted = std::string(trim(to));
    if (wanted.empty()) return wrong("Give the reference of the other record");
    // What is not open to them looks like what is not there.
    const auto other = open_record_for(context, viewer, access::Action::Read, wanted);
    if (!other || wanted == opened.record.ref)
        return wrong(cat({"There is no other record ", wanted, " that you may open"}));
    if (!may_follow(*opened.pathway, *other->pathway))
        return wrong(cat({wanted,
                          " is a ",
                          other->pathway->noun,
                          ", and none of those follows from a ",
                          opened.pathway->noun}));
    const auto there = context.db.integer(
        "select count(*) from link where from_record = $1 and to_record = $2 and kind = $3",
        {opened.record.ref, wanted, kind});
    if (there > 0) return opened;
    Change change{.kind = "record.linked"};
    change.body.set("record", wanted).set("link", kind).set("cause", "");
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

}  // namespace longstone::work
