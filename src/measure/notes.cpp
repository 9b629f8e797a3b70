#include "measure/notes.h"

#include <algorithm>

#include "work/visible.h"

namespace longstone::measure {
namespace {

using define::Field;
using define::Measure;

constexpr int kYearsBack = 2;
constexpr int kMonthsAYear = 12;
constexpr std::size_t kMostRecords = 40;

// The themes of notes that belong beside this measure.
std::vector<std::string> themes_for(const define::NotesRule& rule, const Measure& measure) {
    std::vector<std::string> themes;
    for (const auto& [theme, beside] : rule.beside)
        if (std::ranges::find(beside, measure.theme) != beside.end()) themes.push_back(theme);
    return themes;
}

std::string first_of(const work::Given::Item& item, const std::string& part) {
    const auto found = item.find(part);
    return found == item.end() || found->second.empty() ? std::string() : found->second.front();
}

class Notes {
public:
    Notes(work::Context& context, const Measure& counting, std::vector<std::string> themes)
        : context_(context), counting_(counting), themes_(std::move(themes)) {}

    // What this viewer may read of them on one record.
    void read(const work::Opened& opened) {
        if (counting_.field.empty()) {
            const auto answers = work::visible_answers(context_, opened);
            const auto found = answers.find(counting_.what);
            const auto* group = context_.definitions.field(*opened.pathway, counting_.what);
            if (found == answers.end() || group == nullptr) return;
            for (const auto& item : found->second.given.items)
                add(opened, *group, item, opened.record.opened_agency, opened.record.opened);
            return;
        }
        for (const auto& request : opened.record.requests) {
            if (request.rule != counting_.field || !request.answered || request.withdrawn ||
                !work::sees_reply(opened, request))
                continue;
            const auto* form = context_.definitions.form(request.form);
            const Field* group = form == nullptr ? nullptr : form->find(counting_.what);
            const auto given = request.answers.find(counting_.what);
            if (group == nullptr || given == request.answers.end()) continue;
            for (const auto& item : given->second.items)
                add(opened, *group, item, request.agency, *request.answered);
        }
    }

    std::vector<Note> latest(std::size_t most) {
        std::ranges::stable_sort(notes_, std::ranges::greater{}, &Note::on);
        if (notes_.size() > most) notes_.resize(most);
        return std::move(notes_);
    }

private:
    void add(const work::Opened& opened,
             const Field& group,
             const work::Given::Item& item,
             const std::string& from,
             Instant at) {
        const auto& rule = counting_.notes;
        const auto theme = first_of(item, rule.theme);
        if (std::ranges::find(themes_, theme) == themes_.end()) return;
        const auto said = [&](const std::string& part) {
            const auto field = std::ranges::find(group.fields, part, &Field::id);
            const auto value = first_of(item, part);
            return field == group.fields.end() ? value
                                               : context_.definitions.value_text(*field, value);
        };
        const auto* agency = context_.definitions.partnership.agency(from);
        notes_.push_back({.words = first_of(item, rule.words),
                          .theme = said(rule.theme),
                          .where = said(rule.where),
                          .agency = agency == nullptr ? from : agency->name,
                          .record = opened.record.ref,
                          .on = london(at).date});
    }

    work::Context& context_;
    const Measure& counting_;
    std::vector<std::string> themes_;
    std::vector<Note> notes_ = {};
};

}  // namespace

std::vector<Note> notes_beside(work::Context& context,
                               Figures& figures,
                               const Measure& measure,
                               Date until,
                               std::size_t most,
                               const std::function<void(const access::Grant&)>& looked) {
    std::vector<Note> all;
    const Date from = add_months(until, -kYearsBack * kMonthsAYear);
    for (const auto& [id, counting] : context.definitions.measures) {
        if (!counting.notes.any()) continue;
        auto themes = themes_for(counting.notes, measure);
        if (themes.empty()) continue;
        Notes notes(context, counting, std::move(themes));
        auto behind = figures.counted_on(counting, {.from = from, .to = until});
        if (behind.size() > kMostRecords) behind.resize(kMostRecords);
        for (const auto& one : behind) {
            const auto opened = work::open_record_for(
                context, figures.grant().viewer(), access::Action::Read, one.record);
            if (!opened) continue;
            looked(opened->grant);
            notes.read(*opened);
        }
        std::ranges::move(notes.latest(most), std::back_inserter(all));
    }
    return all;
}

}  // namespace longstone::measure
