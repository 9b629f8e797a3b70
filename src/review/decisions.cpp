#include "review/decisions.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "journal/journal.h"
#include "work/answers.h"
#include "work/engine.h"

namespace longstone::review {
namespace {

std::set<std::string> subjects_of(const work::Opened& opened) {
    std::set<std::string> people;
    for (const auto& one : opened.record.people)
        if (work::is_subject_role(*opened.pathway, one.role)) people.insert(one.person);
    return people;
}

// About the same people, of the pathways that this one looks back on.
std::vector<std::string> looked_back_on(work::Context& context, const work::Opened& opened) {
    const auto& pathways = opened.pathway->looks_back;
    std::set<std::string> refs;
    for (const auto& person : subjects_of(opened)) {
        for (const auto& row :
             context.db.rows("select distinct r.ref, r.pathway from record_person rp join record r "
                             "on r.ref = rp.record where rp.person = $1",
                             {person})) {
            const bool wanted = std::ranges::find(pathways, row.text(1)) != pathways.end();
            if (wanted && row.text(0) != opened.record.ref) refs.insert(row.text(0));
        }
    }
    return {refs.begin(), refs.end()};
}

// The questions on which a move, or what a record leads to, turns.
std::set<std::string> deciding_fields(const define::Pathway& pathway) {
    std::vector<std::string> fields;
    for (const auto& stage : pathway.stages)
        for (const auto& move : stage.next)
            define::collect_fields(move.when, fields);
    for (const auto& opens : pathway.opens)
        define::collect_fields(opens.when, fields);
    if (!pathway.rating.empty()) fields.push_back(pathway.rating);
    return {fields.begin(), fields.end()};
}

class Reader {
public:
    Reader(work::Context& context, const define::Pathway& pathway, std::string ref)
        : context_(context),
          pathway_(pathway),
          ref_(std::move(ref)),
          deciding_(deciding_fields(pathway)) {}

    void read(std::vector<Decision>& decisions) {
        for (const auto& event : journal::read_stream(context_.db, cat({"record/", ref_}))) {
            if (event.body.is_null() || !decide(event)) continue;
            made_.record = ref_;
            made_.pathway = pathway_.id;
            made_.id = cat({ref_, "/", number(event.stream_rev)});
            made_.rev = event.stream_rev;
            made_.seq = event.seq;
            made_.happened = event.happened_at;
            made_.recorded = event.recorded_at;
            made_.by = event.actor;
            made_.agency = event.agency;
            decisions.push_back(std::move(made_));
        }
    }

private:
    [[nodiscard]] std::string stage(const std::string& id) const {
        const auto* known = pathway_.stage(id);
        return known == nullptr ? id : known->name;
    }

    // Whether the event is a decision; made_ then says which.
    bool decide(const journal::Event& event) {
        made_ = {};
        answers_of(event);
        if (event.kind == "record.moved") {
            made_.kind = Decision::Kind::Move;
            made_.words = cat({"Moved from ",
                               stage(event.body.text("from")),
                               " to ",
                               stage(event.body.text("to"))});
            made_.reason = event.body.text("reason");
            return true;
        }
        if (event.kind == "record.meeting-held") {
            const auto row = context_.db.one("select rule from meeting where id = $1",
                                             {event.body.text("meeting")});
            const auto* rule = row ? pathway_.meeting(row->text(0)) : nullptr;
            made_.kind = Decision::Kind::Meeting;
            made_.words = cat({rule == nullptr ? "A meeting" : rule->name, " was held"});
            return true;
        }
        made_.kind = Decision::Kind::Answer;
        made_.words = "Answered what the next step turns on";
        return event.kind != "record.opened" && event.kind != "record.replied" &&
               !made_.details.empty();
    }

    void answers_of(const journal::Event& event) {
        const auto given = work::answers_from_json(event.body["answers"]);
        if (!given) return;
        for (const auto& [id, value] : *given) {
            const auto* field = context_.definitions.field(pathway_, id);
            if (field == nullptr || !deciding_.contains(id) || value.empty()) continue;
            made_.details.emplace_back(field->label,
                                       answer_words(context_.definitions, *field, value));
        }
    }

    work::Context& context_;
    const define::Pathway& pathway_;
    std::string ref_;
    std::set<std::string> deciding_;
    Decision made_ = {};
};

}  // namespace

std::string answer_words(const define::Definitions& definitions,
                         const define::Field& field,
                         const work::Given& given) {
    std::vector<std::string> words;
    for (const auto& one : given.values)
        words.push_back(definitions.value_text(field, one));
    return join(words, ", ");
}

std::string moment_words(Instant at) {
    const auto local = london(at);
    return local.micros == 0 ? say(local.date) : say(at);
}

bool Review::has(std::string_view ref) const {
    return std::ranges::any_of(records,
                               [&](const access::Grant& grant) { return grant.subject() == ref; });
}

Result<Review> open_review(work::Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref) {
    const auto facts = TRY(work::facts_of(context, ref));
    const auto* pathway = context.definitions.pathway(facts.pathway);
    if (pathway == nullptr) return not_found();
    auto grant = TRY(access::allow(context.definitions,
                                   viewer,
                                   access::Action::Review,
                                   facts,
                                   cat({"review ", std::string(ref)})));
    auto record = work::load_record(context, grant);
    std::vector<access::Grant> records = {grant};
    Review review{
        .opened = {.grant = std::move(grant), .pathway = pathway, .record = std::move(record)},
        .records = std::move(records)};
    for (const auto& other : looked_back_on(context, review.opened)) {
        const auto there = work::facts_of(context, other);
        if (!there) continue;
        auto leave =
            access::allow_in_review(context.definitions, review.opened.grant, pathway->id, *there);
        if (leave) review.records.push_back(std::move(*leave));
    }
    return review;
}

std::vector<Decision> decisions_of(work::Context& context, const Review& review) {
    std::vector<Decision> decisions;
    for (const auto& grant : review.records) {
        const auto facts = work::facts_of(context, grant.subject());
        const auto* pathway = facts ? context.definitions.pathway(facts->pathway) : nullptr;
        if (pathway != nullptr) Reader(context, *pathway, grant.subject()).read(decisions);
    }
    std::ranges::stable_sort(decisions, {}, &Decision::recorded);
    return decisions;
}

std::optional<Decision> find_decision(work::Context& context,
                                      const Review& review,
                                      std::string_view id) {
    auto decisions = decisions_of(context, review);
    const auto found = std::ranges::find(decisions, id, &Decision::id);
    return found == decisions.end() ? std::nullopt : std::optional(std::move(*found));
}

}  // namespace longstone::review
