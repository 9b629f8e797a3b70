#include "work/history.h"

#include <algorithm>

#include "base/text.h"
#include "work/answers.h"
#include "work/engine.h"

namespace longstone::work {
namespace {

using journal::Event;

struct Teller {
    Context& context;
    const Opened& opened;
    std::map<std::string, Given> before = {};  // answers as they stood before this event

    [[nodiscard]] std::string agency(const std::string& id) const {
        const auto* known = context.definitions.partnership.agency(id);
        return known == nullptr ? id : known->name;
    }
    [[nodiscard]] std::string stage(const std::string& id) const {
        const auto* known = opened.pathway->stage(id);
        return known == nullptr ? id : known->name;
    }
    [[nodiscard]] std::string values(const define::Field& field, const Given& given) const {
        if (given.empty()) return "no answer";
        if (!given.items.empty())
            return count_of(static_cast<long long>(given.items.size()), "item", "items");
        std::vector<std::string> texts;
        for (const auto& value : given.values) {
            texts.push_back(context.definitions.value_text(field, value));
        }
        return join(texts, ", ");
    }
    void answers(const Event& event, HistoryEntry& entry) {
        const auto given = answers_from_json(event.body["answers"]);
        if (!given) return;
        for (const auto& [id, value] : *given) {
            const auto* field = context.definitions.field(*opened.pathway, id);
            const auto* section = context.definitions.section(*opened.pathway, id);
            const bool author =
                event.agency == opened.grant.viewer().agency && !event.agency.empty();
            if (field != nullptr && section != nullptr &&
                access::sees_field(opened.grant, *section, *field, author)) {
                const auto old = before.find(id);
                const bool changed = old != before.end() && old->second != value;
                entry.details.emplace_back(
                    field->label,
                    changed
                        ? cat({values(*field, value), " (was: ", values(*field, old->second), ")"})
                        : values(*field, value));
            }
            before[id] = value;
        }
    }
};

struct Sentence {
    std::string_view kind;
    std::string_view words;
};
constexpr std::array kSentences = {
    Sentence{"record.opened", "Opened"},
    Sentence{"record.linked", "Linked to a record that was open already"},
    Sentence{"record.answered", "Answers given"},
    Sentence{"record.request-withdrawn", "A request was withdrawn"},
    Sentence{"record.reminded", "A reminder was sent"},
    Sentence{"record.replied", "Answered what was asked"},
    Sentence{"record.meeting-called", "A meeting was called"},
    Sentence{"record.meeting-held", "A meeting was held"},
    Sentence{"record.meeting-cancelled", "A meeting was cancelled"},
    Sentence{"record.minutes-sent", "Minutes were sent"},
    Sentence{"record.minutes-received", "Minutes were acknowledged"},
    Sentence{"record.action-set", "An action was set"},
    Sentence{"record.action-ended", "An action was closed"},
    Sentence{"record.place-asked", "A place was asked for"},
    Sentence{"record.place-approved", "A place was approved"},
    Sentence{"record.place-declined", "A place was not approved"},
    Sentence{"record.place-cancelled", "A place was given back"},
    Sentence{"record.registered", "Who came was recorded"},
    Sentence{"record.place-evaluated", "An evaluation was sent"},
    Sentence{"record.told", "Somebody was told"},
    Sentence{"record.history-reviewed", "History was reviewed"},
    Sentence{"record.lead-assigned", "The lead was named"},
    Sentence{"record.dissented", "Disagreement was recorded"},
    Sentence{"record.clock-paused", "A clock was paused"},
    Sentence{"record.clock-resumed", "A clock was resumed"},
    Sentence{"record.clocks-reckoned", "Clocks were reckoned anew"},
    Sentence{"record.late-explained", "Lateness was explained"},
    Sentence{"record.document-attached", "A document was attached"},
    Sentence{"record.shared", "Shared with an agency"},
    Sentence{"record.glass-broken", "Break-glass was used"},
    Sentence{"record.restricted", "Restriction was changed"},
    Sentence{"record.barred", "A user was barred"},
    Sentence{"record.named", "A user was named on it"},
    Sentence{"record.person-added", "A person was added"},
    Sentence{"record.person-left", "A person was taken off"},
    Sentence{"record.sample-drawn", "A sample was drawn"},
    Sentence{"record.known-answered", "An agency answered whether it knows somebody"},
    Sentence{"record.fields-decided", "An agency decided what it releases"},
    Sentence{"record.fields-withdrawn", "What an agency was asked for was withdrawn"},
    Sentence{"record.release-ended", "An agency ended a release"},
    Sentence{"record.redacted", "Others were left out of the pack"},
    Sentence{"record.redaction-lifted", "Somebody left out of the pack can be read"},
    Sentence{"record.redaction-put-back", "Somebody was left out of the pack again"},
    Sentence{"record.link-made", "A link to answer through was made"},
    Sentence{"record.link-closed", "A link to answer through was closed"},
    Sentence{"record.request-link-made", "A link to answer what was asked was given"},
    Sentence{"record.request-link-closed", "A link to answer what was asked was revoked"},
    Sentence{"record.quotes-chosen", "Words were chosen to be shown"},
    Sentence{"record.story-published", "What came of it was published"},
    Sentence{"record.story-withdrawn", "What came of it is no longer public"},
    Sentence{"record.report-frozen", "The figures of the report were frozen"},
    Sentence{"record.report-published", "The report was published"},
};

// The parts of an event worth a line of their own, with the words they go under.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kDetails = {{
    {"reason", "Reason"},
    {"words", "Words"},
    {"not_told_reason", "Why not told"},
    {"how", "How"},
    {"what", "What"},
    {"owner", "Who"},
    {"evidence", "Evidence"},
    {"purpose", "Purpose"},
    {"gateway", "Law that allows it"},
    {"dissent", "Dissent"},
    {"name", "Name"},
    {"answered_as", "Through a link, by"},
}};

// Whom an agency was asked about, for what and by which law: never what it answered or released.
void tell_sharing(const Teller& teller, const Event& event, HistoryEntry& entry) {
    if (event.kind != "record.known-asked" && event.kind != "record.fields-asked") return;
    const auto& sharing = teller.context.definitions.sharing;
    const auto agency = teller.agency(event.body.text("holder"));
    entry.words = event.kind == "record.known-asked"
                      ? cat({"Asked whether ", agency, " knows somebody"})
                      : cat({"Asked ", agency, " for information"});
    std::vector<std::string> names, laws;
    const auto law = [&](const std::string& id) {
        const auto* gateway = sharing.gateway(id);
        const auto& source = gateway == nullptr ? id : gateway->source;
        if (!source.empty() && std::find(laws.begin(), laws.end(), source) == laws.end())
            laws.push_back(source);
    };
    for (const Json& asked : event.body["fields"].items()) {
        const auto* field = sharing.field(asked.text("field"));
        names.push_back(field == nullptr ? asked.text("field") : field->name);
        law(asked.text("law"));
    }
    law(event.body.text("law"));
    if (!names.empty()) entry.details.emplace_back("What", join(names, "; "));
    const auto* purpose = sharing.purpose(event.body.text("for"));
    entry.details.emplace_back("Purpose",
                               purpose == nullptr ? event.body.text("for") : purpose->name);
    entry.details.emplace_back("Law that allows it", join(laws, "; "));
}

void tell_event(Teller& teller, const Event& event, HistoryEntry& entry) {
    for (const auto& sentence : kSentences) {
        if (sentence.kind == event.kind) entry.words = std::string(sentence.words);
    }
    if (event.kind == "record.moved") {
        entry.words = cat({"Moved from ",
                           teller.stage(event.body.text("from")),
                           " to ",
                           teller.stage(event.body.text("to"))});
    }
    if (event.kind == "record.asked") {
        std::vector<std::string> agencies;
        for (const Json& request : event.body["requests"].items()) {
            agencies.push_back(teller.agency(request.text("agency")));
        }
        entry.words = cat({"Asked ", join_and(agencies)});
    }
    tell_sharing(teller, event, entry);
    if (event.body.has("agency") && !event.body.text("agency").empty())
        entry.details.emplace_back("Agency", teller.agency(event.body.text("agency")));
    for (const auto& [key, label] : kDetails) {
        if (const auto text = event.body.text(key); !text.empty())
            entry.details.emplace_back(std::string(label), text);
    }
    if (event.body.has("answers")) teller.answers(event, entry);
    if (event.body.is_null()) entry.words = "Destroyed under a retention rule";
}

}  // namespace

std::vector<HistoryEntry> history_of(Context& context, const Opened& opened) {
    std::vector<HistoryEntry> entries;
    Teller teller{.context = context, .opened = opened};
    const auto& viewer = opened.grant.viewer();
    for (const auto& event :
         journal::read_stream(context.db, cat({"record/", opened.record.ref}))) {
        const bool own = !viewer.agency.empty() && (event.agency == viewer.agency ||
                                                    event.body.text("agency") == viewer.agency);
        if (opened.grant.reach() != access::Reach::Whole && !own) continue;
        HistoryEntry entry{.rev = event.stream_rev,
                           .happened = event.happened_at,
                           .recorded = event.recorded_at,
                           .actor = event.actor,
                           .agency = event.agency,
                           .kind = event.kind};
        tell_event(teller, event, entry);
        entries.push_back(std::move(entry));
    }
    std::reverse(entries.begin(), entries.end());
    return entries;
}

}  // namespace longstone::work
