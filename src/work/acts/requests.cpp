#include "work/acts/requests.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

const define::RequestRule* rule_for(const define::Pathway& pathway,
                                    const RecordState& record,
                                    const std::string& id) {
    if (!id.empty()) {
        const auto* rule = pathway.request(id);
        for (const auto& stage : pathway.stages) {
            for (const auto& own : stage.requests) {
                if (&own == rule && record.reached(stage.id)) return rule;
            }
        }
        return nullptr;
    }
    const auto* stage = pathway.stage(record.stage);
    return stage != nullptr && stage->requests.size() == 1 ? &stage->requests.front() : nullptr;
}

// Whom the record itself names for a request: the answer to its field of agencies.
std::vector<std::string> named_for(const RecordState& record, const define::RequestRule& rule) {
    const auto* answer = rule.to_field.empty() ? nullptr : record.answer(rule.to_field);
    return answer == nullptr ? std::vector<std::string>{} : answer->given.values;
}

bool counts_as(const define::Agency& agency, const std::vector<std::string>& kinds) {
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), agency.kind) != kinds.end() ||
           std::any_of(agency.kinds.begin(), agency.kinds.end(), [&](const auto& kind) {
               return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
           });
}

Result<void> check_agency(const Context& context,
                          const RecordState& record,
                          const define::RequestRule& rule,
                          const std::string& id) {
    const auto wrong = [&](std::string message) {
        return Refused(
            Problem{.message = message, .fields = {{.field = "agencies", .message = message}}});
    };
    const auto* agency = context.definitions.partnership.agency(id);
    if (agency == nullptr)
        return wrong(cat({"There is no agency “", id, "”. Choose from the list"}));
    const auto named = named_for(record, rule);
    const bool is_named = std::find(named.begin(), named.end(), id) != named.end();
    const bool of_kind = !rule.to_kinds.empty() && counts_as(*agency, rule.to_kinds);
    if (!is_named && !of_kind)
        return wrong(cat({agency->name, " is not among the agencies asked here"}));
    for (const auto& request : record.requests) {
        if (request.rule == rule.id && request.agency == id && request.open())
            return wrong(cat({agency->name, " has been asked and has not answered yet"}));
    }
    return {};
}

bool is_made(const Context& context, const Opened& opened, const define::RequestRule& rule) {
    return holds(rule.when,
                 lookup_of({.definitions = context.definitions,
                            .pathway = *opened.pathway,
                            .record = opened.record,
                            .now = context.now}));
}

RequestState* find_in(RecordState& record, std::string_view id) {
    for (auto& request : record.requests) {
        if (request.id == id) return &request;
    }
    return nullptr;
}

bool all_answered(const RecordState& record, const std::string& rule) {
    return std::none_of(record.requests.begin(), record.requests.end(), [&](const RequestState& r) {
        return r.rule == rule && r.open();
    });
}

std::vector<const define::Section*> sections_of(const define::Form& form) {
    std::vector<const define::Section*> sections;
    for (const auto& section : form.sections) {
        sections.push_back(&section);
    }
    return sections;
}

// Conditions in the form turn on its own answers first, then on the record.
define::Lookup reply_lookup(const Situation& situation, const Answers& answers) {
    return [&answers, outer = lookup_of(situation)](const std::string& field) {
        const auto found = answers.find(field);
        return found == answers.end() ? outer(field) : found->second.values;
    };
}

// One event for all of them, and a notice to each.
Result<void> make_requests(Context& context,
                           Opened& opened,
                           const define::RequestRule& rule,
                           const std::vector<std::string>& agencies,
                           const std::string& words) {
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    const auto due = request_due(situation, rule);
    if (!due) {
        return Refused(Problem{
            .message =
                "The time to answer depends on something not yet decided: give the rating first.",
            .fields = {{opened.pathway->rating, "Give the rating first"}}});
    }
    Change change{.kind = "record.asked"};
    Json requests = Json::array();
    for (const auto& agency : agencies) {
        const auto id = new_id();
        requests.push(Json::object({{"id", id},
                                    {"rule", rule.id},
                                    {"form", rule.form},
                                    {"agency", agency},
                                    {"words", words},
                                    {"due", iso(*due)}}));
        opened.record.requests.push_back({.id = id,
                                          .rule = rule.id,
                                          .form = rule.form,
                                          .agency = agency,
                                          .words = words,
                                          .asked = context.now,
                                          .due = *due,
                                          .asked_by = opened.grant.viewer().user});
    }
    change.body.set("requests", std::move(requests));
    change.happenings = {{.kind = define::Trigger::Kind::RequestsMade, .what = rule.id}};
    TRY(commit_change(context, opened, std::move(change)));
    for (const auto& agency : agencies) {
        notify_asked(context, opened, rule, agency);
    }
    return {};
}

}  // namespace

Result<Opened> ask_agencies(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            SeenRev seen,
                            const AskAgencies& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    const auto* rule = rule_for(*opened.pathway, opened.record, asked.rule);
    if (rule == nullptr) {
        return Refused(Problem{
            .message = "Agencies are not asked at this stage.",
            .fields = {{"request", "Move the record to the stage that asks agencies first"}}});
    }
    if (!is_made(context, opened, *rule)) {
        return Refused(Problem{.message = "This is not asked on this record, as it stands.",
                               .fields = {{"request", "Look at the answers it turns on"}}});
    }
    if (asked.agencies.empty()) {
        return Refused(Problem{.message = "Choose at least one agency to ask.",
                               .fields = {{"agencies", "Choose at least one agency to ask"}}});
    }
    for (const auto& agency : asked.agencies) {
        TRY(check_agency(context, opened.record, *rule, agency));
    }
    TRY(make_requests(context, opened, *rule, asked.agencies, asked.words));
    return opened;
}

Result<void> send_requests(Context& context, Opened& opened, const define::Stage& stage) {
    for (const auto& rule : stage.requests) {
        if (!rule.sends || !is_made(context, opened, rule)) continue;
        auto agencies = named_for(opened.record, rule);
        for (const auto& agency : context.definitions.partnership.agencies) {
            const bool known =
                std::find(agencies.begin(), agencies.end(), agency.id) != agencies.end();
            if (!known && !rule.preselect.empty() && counts_as(agency, rule.preselect))
                agencies.push_back(agency.id);
        }
        // Somebody who has been asked already, or whom nobody asks here, does not stop the move.
        std::erase_if(agencies, [&](const std::string& agency) {
            return !check_agency(context, opened.record, rule, agency);
        });
        if (!agencies.empty()) TRY(make_requests(context, opened, rule, agencies, {}));
    }
    return {};
}

Result<OpenRequest> find_request(Context& context,
                                 const access::Viewer& viewer,
                                 access::Action action,
                                 std::string_view id) {
    const auto row = context.db.one("select record from request where id = $1", {id});
    // Whoever holds a link to one question finds no other.
    if (!row || (viewer.is_public() && viewer.by_link.opens != id)) return not_found();
    auto opened = TRY(open_record_for(context, viewer, action, row->text(0)));
    const auto* request = find_in(opened.record, id);
    if (request == nullptr) return not_found();
    const bool mine = request->agency == viewer.agency;
    if (!mine && (action == access::Action::Reply || opened.grant.reach() != access::Reach::Whole))
        return not_found();
    OpenRequest found{.opened = std::move(opened)};
    found.request = *find_in(found.opened.record, id);
    found.rule = found.opened.pathway->request(found.request.rule);
    found.form = context.definitions.form(found.request.form);
    if (found.form == nullptr || found.rule == nullptr) return not_found();
    if (mine && !viewer.is_public() && !may_answer(*found.rule, viewer) &&
        found.opened.grant.reach() != access::Reach::Whole)
        return not_found();
    return found;
}

Result<OpenRequest> reply_to_request(Context& context,
                                     const access::Viewer& viewer,
                                     std::string_view id,
                                     Answers answers,
                                     const ThroughLink* through) {
    auto found = TRY(find_request(context, viewer, access::Action::Reply, id));
    auto& record = found.opened.record;
    if (record.closed || found.request.withdrawn) {
        return refuse(Fault::Invalid,
                      "This check is no longer needed: it was withdrawn or the record has closed. "
                      "Telephone the team if you know something new.");
    }
    if (found.request.answered && through != nullptr)
        return refuse(Fault::Invalid, "This has been answered already, and once is all.");
    if (found.request.answered && !found.rule->blind_until.empty() &&
        record.reached(found.rule->blind_until)) {
        return refuse(Fault::Invalid,
                      "Others have seen this answer, so it can no longer be changed. Telephone the "
                      "team with what has changed.");
    }
    const Situation situation{.definitions = context.definitions,
                              .pathway = *found.opened.pathway,
                              .record = record,
                              .now = context.now};
    const auto sections = sections_of(*found.form);
    auto problems = check_answers(
        context.definitions, sections, answers, reply_lookup(situation, answers), context.now);
    if (problems.empty()) {
        work_out(sections, reply_lookup(situation, answers), answers);
        problems = missing_answers(sections,
                                   reply_lookup(situation, answers),
                                   [&](const std::string& field) -> const Given* {
                                       const auto given = answers.find(field);
                                       return given == answers.end() ? nullptr : &given->second;
                                   });
    }
    if (!problems.empty()) {
        return Refused(Problem{.message = "Some answers need attention. Nothing was sent.",
                               .fields = std::move(problems)});
    }
    auto* request = find_in(record, id);
    request->answered = context.now;
    request->answered_by = viewer.user;
    request->answers = answers;
    Change change{.kind = "record.replied"};
    change.body.set("request", std::string(id)).set("reply", to_json(answers));
    if (through != nullptr) change.body.set("link", through->link).set("answered_as", through->as);
    if (all_answered(record, request->rule))
        change.happenings = {
            {.kind = define::Trigger::Kind::RequestsAnswered, .what = request->rule}};
    found.request = *request;
    TRY(commit_change(context, found.opened, std::move(change)));
    notify_lead(context, found.opened, "an agency has answered");
    return found;
}

Result<Opened> withdraw_request(Context& context,
                                const access::Viewer& viewer,
                                std::string_view id,
                                const std::string& reason) {
    auto found = TRY(find_request(context, viewer, access::Action::Work, id));
    TRY(require_words(reason, "reason", "Say why this check is no longer needed"));
    if (!found.request.open())
        return refuse(Fault::Invalid, "This check has been answered or withdrawn already.");
    auto* request = find_in(found.opened.record, id);
    request->withdrawn = context.now;
    Change change{.kind = "record.request-withdrawn"};
    change.body.set("request", std::string(id)).set("reason", reason);
    if (all_answered(found.opened.record, request->rule))
        change.happenings = {
            {.kind = define::Trigger::Kind::RequestsAnswered, .what = request->rule}};
    TRY(commit_change(context, found.opened, std::move(change)));
    return std::move(found.opened);
}

Result<Opened> remind(Context& context, const access::Viewer& viewer, std::string_view id) {
    auto found = TRY(find_request(context, viewer, access::Action::Work, id));
    if (!found.request.open())
        return refuse(Fault::Invalid, "This check has been answered or withdrawn already.");
    if (found.request.reminded && context.now < *found.request.reminded + 10 * kMinute) {
        return refuse(Fault::Invalid,
                      "A reminder went less than ten minutes ago. Telephone their duty line if it "
                      "cannot wait.");
    }
    Change change{.kind = "record.reminded"};
    change.body.set("request", std::string(id));
    TRY(commit_change(context, found.opened, std::move(change)));
    notify_asked(context, found.opened, *found.rule, found.request.agency);
    return std::move(found.opened);
}

}  // namespace longstone::work
