#include "work/acts/dissent.h"

#include "work/notices.h"

namespace longstone::work {

Result<Opened> record_dissent(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              const std::string& about,
                              const std::string& words) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Read, ref, {}, Needs::AnyRecord));
    TRY(require_words(words, "words", "Say what you disagree with and why"));
    Change change{.kind = "record.dissented"};
    change.body.set("about", about).set("words", words);
    opened.record.dissents.push_back({.agency = viewer.agency,
                                      .user = viewer.user,
                                      .about = about,
                                      .words = words,
                                      .at = context.now});
    TRY(commit_change(context, opened, std::move(change)));
    notify_lead(context, opened, "An agency has recorded that it disagrees");
    return opened;
}

}  // namespace longstone::work
