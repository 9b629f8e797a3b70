#include "chronology/marks.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/note.h"

namespace longstone::chronology {
namespace {

constexpr const char* kMarked = "chronology.marked";
constexpr const char* kWithdrawn = "chronology.mark-withdrawn";
constexpr std::array<std::string_view, 2> kSays = {"significant", "worst"};

std::string stream_of(std::string_view subject) {
    return cat({"chronology/", subject});
}

Refused wrong(std::string field, std::string message) {
    return Refused(Problem{.message = message, .fields = {{std::move(field), message}}});
}

Result<Entry> entry_seen_whole(work::Context& context,
                               const std::vector<access::Grant>& grants,
                               const std::string& id) {
    auto entries = TRY(entries_about(context, grants, {}));
    const auto found = std::ranges::find(entries, id, &Entry::id);
    if (found == entries.end() || !found->whole) return not_found();
    return std::move(*found);
}

struct MarkOf {
    std::string entry = {};
    Mark mark = {};
};

std::vector<MarkOf> marks_on(store::Session& db, const std::string& subject, Instant as_at) {
    std::vector<MarkOf> marks;
    for (const auto& e : journal::read_stream_as_at(db, stream_of(subject), as_at)) {
        if (e.kind == kMarked)
            marks.push_back({.entry = e.body.text("entry"),
                             .mark = {.id = e.body.text("mark"),
                                      .says = e.body.text("says"),
                                      .reason = e.body.text("reason"),
                                      .by = e.actor,
                                      .agency = e.agency,
                                      .at = e.recorded_at}});
        if (e.kind == kWithdrawn)
            std::erase_if(marks,
                          [&](const MarkOf& one) { return one.mark.id == e.body.text("mark"); });
    }
    return marks;
}

}  // namespace

Result<Mark> mark_entry(work::Context& context,
                        const std::vector<access::Grant>& grants,
                        const NewMark& mark) {
    if (std::ranges::find(kSays, mark.says) == kSays.end())
        return wrong("says", "Choose what it is");
    if (trim(mark.reason).empty()) return wrong("reason", "Say why, in a sentence");
    const auto entry = TRY(entry_seen_whole(context, grants, mark.entry));
    const auto& viewer = grants.front().viewer();
    const auto id = new_id();
    TRY(people::note(context,
                     viewer,
                     stream_of(entry.subject),
                     kMarked,
                     Json::object({{"mark", id},
                                   {"entry", entry.id},
                                   {"says", mark.says},
                                   {"reason", std::string(trim(mark.reason))}})));
    return Mark{.id = id,
                .says = mark.says,
                .reason = std::string(trim(mark.reason)),
                .by = viewer.user,
                .agency = viewer.agency,
                .at = context.now};
}

Result<void> withdraw_mark(work::Context& context,
                           const std::vector<access::Grant>& grants,
                           const std::string& entry_id,
                           const std::string& mark,
                           const std::string& reason) {
    if (trim(reason).empty()) return wrong("reason", "Say why it is withdrawn");
    const auto entry = TRY(entry_seen_whole(context, grants, entry_id));
    if (std::ranges::find(entry.marks, mark, &Mark::id) == entry.marks.end()) return not_found();
    return people::note(context,
                        grants.front().viewer(),
                        stream_of(entry.subject),
                        kWithdrawn,
                        Json::object({{"mark", mark}, {"reason", std::string(trim(reason))}}));
}

void put_marks(work::Context& context,
               Instant as_at,
               const std::string& agency,
               std::vector<Entry>& entries) {
    std::map<std::string, std::vector<MarkOf>> said;
    for (auto& entry : entries) {
        auto found = said.find(entry.subject);
        if (found == said.end())
            found = said.emplace(entry.subject, marks_on(context.db, entry.subject, as_at)).first;
        for (const auto& one : found->second) {
            if (one.entry == entry.id && (entry.whole || one.mark.agency == agency))
                entry.marks.push_back(one.mark);
        }
    }
}

}  // namespace longstone::chronology
