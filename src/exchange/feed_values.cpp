#include "exchange/feed_values.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/secret.h"
#include "base/text.h"
#include "people/create.h"
#include "people/rules.h"

namespace longstone::exchange {
namespace {

using define::FeedColumn;
using define::Field;
using define::FieldType;

constexpr std::size_t kDefaultLength = 500;
constexpr int kYearsAhead = 10;

std::vector<const define::Section*> sections_of(const define::Definitions& definitions,
                                                const define::Pathway& pathway) {
    auto sections = definitions.asked(pathway.opening);
    if (const auto* first = pathway.stage(pathway.first)) {
        for (const auto* section : definitions.asked(first->asks))
            sections.push_back(section);
    }
    return sections;
}

// The share in percent, to one place.
std::string percent_of(double part, double whole) {
    const auto tenths = static_cast<long long>(std::lround(part * 1000 / whole));
    return tenths % 10 == 0 ? number(tenths / 10)
                            : cat({number(tenths / 10), ".", number(tenths % 10)});
}

class Reader {
public:
    Reader(const work::Context& context, const std::string& agency, const RawRow& row)
        : context_(context),
          definitions_(context.definitions),
          agency_(agency),
          row_(row),
          feed_(*row.feed),
          pathway_(context.definitions.pathway(row.feed->pathway)) {
        says_.feed = row.feed;
        says_.line = row.line;
        says_.problems = row.problems;
        if (pathway_ == nullptr) return;
        sections_ = sections_of(definitions_, *pathway_);
    }

    RowSays run() {
        if (!row_.problems.empty()) return std::move(says_);
        for (const FeedColumn& column : feed_.columns)
            take(column);
        for (const auto& answer : feed_.sets)
            set(answer);
        put_people(says_);
        put_key();
        put_times(says_, context_.now);
        if (feed_.event) put_event(says_, *feed_.event, definitions_, agency_);
        if (feed_.relation) put_relation(says_, *feed_.relation);
        check_years();
        check_people();
        check_form();
        return std::move(says_);
    }

private:
    void bad(const std::string& column, std::string message) {
        says_.bad(column, std::move(message));
    }

    [[nodiscard]] const Field* question(const std::string& id) const {
        for (const auto* section : sections_) {
            for (const Field& field : section->fields) {
                if (field.id == id) return &field;
            }
        }
        return nullptr;
    }

    [[nodiscard]] const std::string& value(const std::string& column) const {
        return says_.value(column);
    }

    // As people read it, for a text with columns in it.
    [[nodiscard]] std::string shown(const std::string& hole) const {
        if (hole == "agency") {
            const auto* sender = definitions_.partnership.agency(agency_);
            return sender == nullptr ? agency_ : sender->name;
        }
        const auto* column = feed_.column(hole);
        const auto* field = column == nullptr ? nullptr : question(column->field);
        const auto& text = value(hole);
        return field == nullptr || text.empty() ? text : definitions_.value_text(*field, text);
    }

    [[nodiscard]] std::string filled(const std::string& words) const {
        std::string out = words;
        for (const auto& hole : define::holes_of(words)) {
            const auto mark = cat({"{", hole, "}"});
            if (const auto at = out.find(mark); at != std::string::npos)
                out.replace(at, mark.size(), shown(hole));
        }
        return out;
    }

    void take(const FeedColumn& column) {
        const auto cell = row_.cells.find(column.id);
        std::string text(cell == row_.cells.end() ? std::string_view() : trim(cell->second));
        if (text.empty() && !column.otherwise.empty()) text = filled(column.otherwise);
        if (text.empty()) {
            if (column.required) bad(column.id, cat({"Give this: ", column.label}));
            return;
        }
        const Field* field = column.field.empty() ? nullptr : question(column.field);
        std::vector<std::string> values{text};
        if (field != nullptr &&
            (field->type == FieldType::Choices || field->type == FieldType::Agencies))
            values = split(text, ';');
        for (auto& one : values)
            one = canonical(column, field, std::string(trim(one)));
        says_.values[column.id] = join(values, ";");
        if (field == nullptr) return;
        says_.answers[column.field] = {.values = values};
    }

    std::string canonical(const FeedColumn& column, const Field* field, std::string text) {
        const auto folded = fold(text);
        for (const auto& [theirs, ours] : column.codes) {
            if (fold(theirs) == folded) return ours;
        }
        if (const auto* list = codes_of(column, field)) return coded(column, *list, text);
        if (field != nullptr &&
            (field->type == FieldType::Agency || field->type == FieldType::Agencies))
            return agency_named(column, text);
        if (is_date(column, field)) {
            text = iso_date(text);
            if (!parse_date(text))
                bad(column.id, "Give a real date, for example 2026-03-27 or 27/03/2026");
        }
        if (column.type == "time") {
            text = iso_time(text);
            if (!instant_of(text))
                bad(column.id,
                    "Give a real date and time, for example 2026-03-27T21:30 or 27/03/2026 21:30");
        }
        if (column.type == "number" && !parse_figure(text))
            bad(column.id, "Give a number in figures");
        if (column.type == "yes-no" && (folded == "yes" || folded == "no")) return folded;
        if (column.type == "yes-no" && folded != "yes" && folded != "no")
            bad(column.id, "Write yes or no");
        return text;
    }

    static bool is_date(const FeedColumn& column, const Field* field) {
        static constexpr std::array<std::string_view, 4> kDates = {
            "birth-date", "death-date", "address-from", "address-until"};
        return column.type == "date" || std::ranges::find(kDates, column.person) != kDates.end() ||
               (field != nullptr && field->type == FieldType::Date);
    }

    // The list whose codes a column holds, if it holds codes.
    [[nodiscard]] const define::CodeList* codes_of(const FeedColumn& column,
                                                   const Field* field) const {
        if (field != nullptr)
            return field->type == FieldType::Choice || field->type == FieldType::Choices
                       ? definitions_.code_list(field->codes)
                       : nullptr;
        if (column.person == "address-kind") return definitions_.code_list("address-kind");
        if (feed_.relation && feed_.relation->type == column.id)
            return definitions_.code_list("relationship");
        if (!feed_.event) return nullptr;
        if (feed_.event->kind == column.id) return definitions_.code_list(feed_.event->kinds);
        return feed_.event->significance == column.id ? definitions_.code_list("event-significance")
                                                      : nullptr;
    }

    // Our own code or its words will do as well as what the sender's system writes.
    std::string coded(const FeedColumn& column,
                      const define::CodeList& list,
                      const std::string& text) {
        std::vector<std::string> offered;
        offered.reserve(column.codes.size());
        for (const auto& [theirs, ours] : column.codes)
            offered.push_back(theirs);
        for (const auto& code : list.codes) {
            const bool named = fold(code.id) == fold(text) || fold(code.text) == fold(text);
            if (named && !code.retired) return code.id;
            if (!code.retired && column.codes.empty()) offered.push_back(code.id);
        }
        bad(column.id,
            cat({"“",
                 cut_to(text, 40),
                 "” is not one of the answers. Write one of: ",
                 join(offered, ", ")}));
        return text;
    }

    std::string agency_named(const FeedColumn& column, const std::string& text) {
        std::string found;
        for (const auto& agency : definitions_.partnership.agencies) {
            if (agency.id == text || fold(agency.name) == fold(text) ||
                fold(agency.short_name) == fold(text))
                found = agency.id;
        }
        if (found.empty())
            bad(column.id,
                cat({"“", cut_to(text, 60), "” is no agency here. Write its name or key"}));
        const auto* sender = definitions_.partnership.agency(agency_);
        const bool only = sender != nullptr &&
                          std::ranges::any_of(column.only_itself, [&](const std::string& kind) {
                              return std::ranges::find(sender->kinds, kind) != sender->kinds.end();
                          });
        if (only && !found.empty() && found != agency_)
            bad(column.id,
                cat({"You send for ", sender->name, " alone. Leave this empty or name it"}));
        return found.empty() ? text : found;
    }

    void set(const define::FeedAnswer& answer) {
        if (answer.percent.empty()) {
            auto text = filled(answer.words);
            const Field* field = question(answer.field);
            const bool prose = field != nullptr && (field->type == FieldType::Text ||
                                                    field->type == FieldType::LongText);
            if (prose)
                text = cut_to(std::move(text),
                              field->max_length > 0 ? static_cast<std::size_t>(field->max_length)
                                                    : kDefaultLength);
            if (!text.empty()) says_.answers[answer.field] = {.values = {text}};
            return;
        }
        const auto part = parse_figure(value(answer.percent));
        const auto whole = parse_figure(value(answer.of));
        if (!part || !whole) return;
        if (*whole <= 0 || *part < 0 || *part > *whole) {
            bad(answer.percent, cat({"This cannot be more than “", answer.of, "”. Check both"}));
            return;
        }
        says_.answers[answer.field] = {.values = {percent_of(*part, *whole)}};
    }

    void put_key() {
        std::vector<std::string> parts;
        parts.reserve(feed_.key.size());
        for (const auto& column : feed_.key)
            parts.push_back(value(column));
        says_.key = join(parts, " / ");
        std::string all;
        for (const auto& [column, text] : says_.values)
            all += cat({column, "=", text, "\n"});
        says_.digest = hex(blake2b({all}));
    }

    void check_people() {
        for (const auto& [role, stated] : says_.people) {
            for (auto& problem : problems_about(stated))
                add(std::move(problem), role);
        }
        if (feed_.relation && !says_.people.contains(feed_.relation->of))
            bad({}, "Say who the other person is");
        if (pathway_ == nullptr) return;
        for (const auto& rule : pathway_->people) {
            if (rule.required && !says_.people.contains(rule.role))
                bad({}, cat({"Say who this is about: ", rule.name}));
        }
    }

    // Whoever is found by the agency's own number need not be named again.
    [[nodiscard]] std::vector<FieldProblem> problems_about(
        const std::vector<people::NewAssertion>& stated) const {
        const bool named = std::ranges::any_of(stated, [](const people::NewAssertion& one) {
            return std::holds_alternative<people::Name>(one.fact);
        });
        if (named || feed_.own_number.empty())
            return people::problems_of(context_, {.assertions = stated});
        const auto checked = people::checked_all(definitions_, stated, london(context_.now).date);
        return checked ? std::vector<FieldProblem>() : checked.error().fields;
    }

    void add(FieldProblem problem, const std::string& role) {
        for (const FeedColumn& column : feed_.columns) {
            if (column.person == problem.field && feed_.role_of(column) == role) {
                bad(column.id, std::move(problem.message));
                return;
            }
        }
        bad(problem.field, std::move(problem.message));
    }

    // Of dates that nothing else bounds: how long somebody lived there, or will be away.
    void check_years() {
        const auto year = civil_of(london(context_.now).date).year;
        for (const FeedColumn& column : feed_.columns) {
            const auto when = instant_of(value(column.id));
            if (!when || !holds_time(column)) continue;
            const auto said = civil_of(london(*when).date).year;
            if (said < kEarliestYear)
                bad(column.id, "This is more than a lifetime ago. Check the date");
            if (said > year + kYearsAhead)
                bad(column.id, "This is more than ten years ahead. Check the date");
        }
    }

    [[nodiscard]] bool holds_time(const FeedColumn& column) const {
        const Field* field = column.field.empty() ? nullptr : question(column.field);
        return column.type == "time" || is_date(column, field);
    }

    // What opening one asks; the acts ask it again.
    void check_form() {
        if (pathway_ == nullptr) return;
        const auto lookup = [&](const std::string& id) {
            const auto found = says_.answers.find(id);
            return found == says_.answers.end() ? std::vector<std::string>() : found->second.values;
        };
        for (auto& problem :
             work::check_answers(definitions_, sections_, says_.answers, lookup, context_.now))
            bad_question(std::move(problem));
        const auto answer = [&](const std::string& id) -> const work::Given* {
            const auto found = says_.answers.find(id);
            return found == says_.answers.end() ? nullptr : &found->second;
        };
        for (auto& problem :
             work::missing_answers(definitions_.asked(pathway_->opening), lookup, answer))
            bad_question(std::move(problem));
    }

    void bad_question(FieldProblem problem) {
        problem = under_column(feed_, std::move(problem));
        bad(problem.field, std::move(problem.message));
    }

    const work::Context& context_;
    const define::Definitions& definitions_;
    const std::string& agency_;
    const RawRow& row_;
    const define::Feed& feed_;
    const define::Pathway* pathway_;
    std::vector<const define::Section*> sections_ = {};
    RowSays says_ = {};
};

}  // namespace

std::string cut_to(std::string text, std::size_t characters) {
    std::size_t at = 0;
    for (std::size_t n = 0; n < characters && at < text.size(); ++n)
        at += std::max<std::size_t>(utf8_length(text, at), 1);
    if (at < text.size()) text.resize(at);
    return text;
}

const std::string& RowSays::value(std::string_view column) const {
    static const std::string kNothing;
    const auto found = values.find(column);
    return found == values.end() ? kNothing : found->second;
}

void RowSays::bad(const std::string& column, std::string message) {
    const bool said = std::ranges::find(problems, column, &FieldProblem::field) != problems.end();
    if (!said) problems.push_back({.field = column, .message = std::move(message)});
}

RowSays says(const work::Context& context, const std::string& agency, const RawRow& row) {
    if (row.feed == nullptr) return {.line = row.line, .problems = row.problems};
    return Reader(context, agency, row).run();
}

FieldProblem under_column(const define::Feed& feed, FieldProblem problem) {
    if (const auto* column = feed.answering(problem.field)) problem.field = column->id;
    const auto set = std::ranges::find(feed.sets, problem.field, &define::FeedAnswer::field);
    if (set != feed.sets.end() && !set->percent.empty()) problem.field = set->percent;
    return problem;
}

}  // namespace longstone::exchange
