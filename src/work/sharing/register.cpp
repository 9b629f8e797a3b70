#include "work/sharing/register.h"

#include <algorithm>

#include "base/text.h"
#include "work/acts/releases.h"

namespace longstone::work {
namespace {

constexpr std::int64_t kMostLooks = 100;  // of one request

std::string name_of(Context& context, const std::string& person) {
    const auto row = context.db.one("select given, family from person where id = $1", {person});
    return row ? std::string(trim(cat({row->text(0), " ", row->text(1)}))) : std::string();
}

bool is_contact(const Context& context,
                const access::Viewer& viewer,
                const KnownQuestion& question) {
    const auto* agency = context.definitions.sharing.agency(question.owner);
    return agency != nullptr && std::ranges::any_of(viewer.posts, [&](const auto& held) {
               return cat({held.agency, "/", held.post}) == agency->contact;
           });
}

// Whom the agency knows as the person asked about: its own handle, or its own person here. A miss
// names nobody; one that its contact was told of is for the contact alone.
QuestionLine line_of(Context& context, const access::Viewer& viewer, KnownQuestion question) {
    const auto state = question.state(context.now, list_counts(context, question));
    QuestionLine line{.waits = state == KnownQuestion::State::Waiting,
                      .unanswered = state == KnownQuestion::State::Unanswered};
    const bool told = question.contact_told && is_contact(context, viewer, question);
    if (!line.waits && (question.known || told))
        line.person = question.own_system ? question.entry : name_of(context, question.entry);
    if (line.waits || (question.contact_told && !told)) {
        question.known = question.contact_told = false;
        question.category.clear();
    }
    question.entry.clear();
    question.person.clear();
    line.question = std::move(question);
    return line;
}

}  // namespace

Result<SharingRegister> sharing_register(Context& context,
                                         const access::Viewer& viewer,
                                         std::string_view agency) {
    const auto own = decides_for(context.definitions, viewer);
    const bool decides = !agency.empty() && std::ranges::find(own, agency) != own.end();
    if (!decides) {
        const auto grant = TRY(access::allow(viewer, access::Action::SeeSharing, agency));
        (void)grant;
    }
    SharingRegister found{.with_values = decides};
    for (auto& question : load_questions(context, agency))
        found.questions.push_back(line_of(context, viewer, std::move(question)));
    for (auto& request : load_field_requests(context, agency)) {
        ReleasedLine line{.person = name_of(context, request.person)};
        line.looks = journal::looks_at(context.db, cat({"release/", request.id}), kMostLooks);
        if (!decides)
            for (auto& field : request.fields)
                field.value.clear();
        line.request = std::move(request);
        found.requests.push_back(std::move(line));
    }
    journal::note_look(
        context.db,
        {.at = context.now,
         .actor = viewer.user,
         .agency = viewer.agency,
         .action = "read",
         .subject = cat({"sharing/", agency.empty() ? std::string_view("all") : agency}),
         .reason = {}});
    return found;
}

}  // namespace longstone::work
