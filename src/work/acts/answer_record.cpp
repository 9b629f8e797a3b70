#include "work/acts/answer_record.h"

#include <algorithm>

#include "base/text.h"
#include "work/places.h"

namespace longstone::work {
namespace {

void note_line(const Opened& opened, const Answers& answers, Change& change) {
    const auto& pathway = *opened.pathway;
    if (answers.contains(pathway.summary))
        change.body.set("summary", opened.record.first_answer(pathway.summary).substr(0, 400));
    if (answers.contains(pathway.rating))
        change.body.set("rating", opened.record.first_answer(pathway.rating));
}

// Seats that people hold are not taken from them by a smaller number.
void check_seats(const Opened& opened, const Answers& answers, std::vector<FieldProblem>& wrong) {
    if (!opened.pathway->places) return;
    const auto& field = opened.pathway->places->capacity;
    const auto given = answers.find(field);
    if (given == answers.end()) return;
    const auto taken = seats_taken(opened.record.places);
    const auto capacity = parse_figure(given->second.first()).value_or(0);
    if (capacity >= static_cast<double>(taken)) return;
    wrong.push_back({.field = field,
                     .message = cat({count_of(taken, "person has", "people have"),
                                     " a place. Give some back in the register first, or offer "
                                     "at least ",
                                     number(taken)})});
}

// Cutting at 400 bytes must not split a character.
std::string whole_characters(std::string text) {
    while (!text.empty() && !is_valid_utf8(text)) {
        text.pop_back();
    }
    return text;
}

}  // namespace

std::vector<const define::Section*> answerable(const Context& context, const Opened& opened) {
    std::vector<const define::Section*> sections =
        context.definitions.asked(opened.pathway->opening);
    for (const auto* section : context.definitions.asked(opened.pathway->public_opening)) {
        sections.push_back(section);
    }
    for (const auto& stage : opened.pathway->stages) {
        if (!opened.record.reached(stage.id)) continue;
        for (const auto* section : context.definitions.asked(stage.asks)) {
            sections.push_back(section);
        }
    }
    const auto& viewer = opened.grant.viewer();
    std::erase_if(sections, [&](const define::Section* section) {
        return !section->private_to.empty() && !viewer.holds_any(section->private_to);
    });
    return sections;
}

Result<void> take_answers(Context& context,
                          Opened& opened,
                          const std::vector<const define::Section*>& sections,
                          Answers answers,
                          Change& change) {
    if (answers.empty()) return {};
    // Conditions may turn on the answers that arrive together with these.
    const RecordState before = opened.record;
    put_answers(opened, answers, context.now);
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    auto problems =
        check_answers(context.definitions, sections, answers, lookup_of(situation), context.now);
    check_seats(opened, answers, problems);
    if (!problems.empty()) {
        opened.record = before;
        return Refused(Problem{.fault = Fault::Invalid,
                               .message = "Some answers need attention. Nothing was saved.",
                               .fields = std::move(problems)});
    }
    work_out(sections, lookup_of(situation), answers);
    put_answers(opened, answers, context.now);
    auto given = to_json(answers);
    for (const auto& [field, value] : answers) {
        // An answer under an earlier name must not come back when this one is taken away.
        const auto* was = before.answer(field);
        if (was == nullptr) continue;
        for (const auto& name : was->kept_as)
            given.set(name, Json());
    }
    change.body.set("answers", std::move(given));
    note_line(opened, answers, change);
    if (change.body.has("summary"))
        change.body.set("summary", whole_characters(change.body.text("summary")));
    for (const auto& [field, value] : answers) {
        if (value.empty()) continue;
        change.happenings.push_back({.kind = define::Trigger::Kind::Answered, .what = field});
        change.happenings.push_back({.kind = define::Trigger::Kind::DateOf,
                                     .what = field,
                                     .was = before.first_answer(field)});
    }
    return {};
}

Result<Opened> answer_record(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             SeenRev seen,
                             const AnswersGiven& given) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    Change change{.kind = "record.answered", .happened_at = given.happened_at};
    if (!given.reason.empty()) change.body.set("reason", given.reason);
    Answers changed = given.answers;
    std::erase_if(changed, [&](const auto& entry) {
        const auto* now = opened.record.answer(entry.first);
        // What was worked out is confirmed by saying the same.
        return now == nullptr ? entry.second.empty()
                              : !now->by.empty() && now->given == entry.second;
    });
    if (changed.empty()) return opened;
    TRY(take_answers(context, opened, answerable(context, opened), std::move(changed), change));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

}  // namespace longstone::work
