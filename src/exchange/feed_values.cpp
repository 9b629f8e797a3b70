#include "exchange/feed_values.h"

#include <algorithm>
#include <cmath>

#include "base/secret.h"
#include "base/text.h"
#include "people/create.h"

namespace longstone::exchange {
namespace {

using define::FeedColumn;
using define::Field;
using define::FieldType;

constexpr std::size_t kDefaultLength = 500;

// 27/3/2026 and 27/03/2026 as 2026-03-27; anything else as it is.
std::string iso_date(const std::string& text) {
    const auto parts = split(text, '/');
    if (parts.size() != 3 || parts[2].size() != 4 || parts[0].empty() || parts[1].empty() ||
        parts[0].size() > 2 || parts[1].size() > 2)
        return text;
    const auto two = [](const std::string& part) {
        return part.size() == 1 ? cat({"0", part}) : part;
    };
    return cat({parts[2], "-", two(parts[1]), "-", two(parts[0])});
}

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

std::string cut_to(std::string text, std::size_t characters) {
    std::size_t at = 0;
    for (std::size_t n = 0; n < characters && at < text.size(); ++n)
        at += std::max<std::size_t>(utf8_length(text, at), 1);
    if (at < text.size()) text.resize(at);
    return text;
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
        for (const FeedColumn& column : feed_.columns)
            put_detail(column);
        put_names_and_addresses();
        put_key();
        put_happened();
        check_people();
        check_form();
        return std::move(says_);
    }

private:
    void bad(const std::string& column, std::string message) {
        const bool said =
            std::ranges::find(says_.problems, column, &FieldProblem::field) != says_.problems.end();
        if (!said) says_.problems.push_back({.field = column, .message = std::move(message)});
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
        const auto found = values_.find(column);
        return found == values_.end() ? nothing_ : found->second;
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
        values_[column.id] = join(values, ";");
        if (field == nullptr) return;
        says_.answers[column.field] = {.values = values};
    }

    std::string canonical(const FeedColumn& column, const Field* field, std::string text) {
        const auto folded = fold(text);
        for (const auto& [theirs, ours] : column.codes) {
            if (fold(theirs) == folded) return ours;
        }
        if (field != nullptr &&
            (field->type == FieldType::Choice || field->type == FieldType::Choices))
            return coded(column, *field, text);
        if (field != nullptr &&
            (field->type == FieldType::Agency || field->type == FieldType::Agencies))
            return agency_named(column, text);
        const bool date = column.type == "date" || column.person == "birth-date" ||
                          (field != nullptr && field->type == FieldType::Date);
        if (date) {
            text = iso_date(text);
            if (!parse_date(text))
                bad(column.id, "Give a real date, for example 2026-03-27 or 27/03/2026");
        }
        if (column.type == "number" && !parse_figure(text))
            bad(column.id, "Give a number in figures");
        if (column.type == "yes-no" && folded != "yes" && folded != "no")
            bad(column.id, "Write yes or no");
        return text;
    }

    // Our own code or its words will do as well as what the sender's system writes.
    std::string coded(const FeedColumn& column, const Field& field, const std::string& text) {
        const auto* list = definitions_.code_list(field.codes);
        std::vector<std::string> offered;
        offered.reserve(column.codes.size());
        for (const auto& [theirs, ours] : column.codes)
            offered.push_back(theirs);
        if (list != nullptr) {
            for (const auto& code : list->codes) {
                const bool named = fold(code.id) == fold(text) || fold(code.text) == fold(text);
                if (named && !code.retired) return code.id;
                if (!code.retired && column.codes.empty()) offered.push_back(code.id);
            }
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

    void put_detail(const FeedColumn& column) {
        const auto& text = value(column.id);
        if (column.person.empty() || text.empty()) return;
        auto& person = says_.people[feed_.role_of(column)];
        const auto& what = column.person;
        if (what == "given-name" || what == "middle-name" || what == "family-name" ||
            what == "address" || what == "postcode")
            return;
        if (what == "birth-date") {
            if (const auto date = parse_date(text))
                person.push_back({.fact = people::BirthDate{.date = *date}});
        } else if (what == "sex") {
            const auto sex = people::sex_of(text);
            if (!sex) bad(column.id, "Write F, M, or U when it is not known");
            if (sex) person.push_back({.fact = people::SexStated{.sex = *sex}});
        } else if (what == "phone" || what == "email") {
            person.push_back({.fact = people::Contact{.means = what, .value = text}});
        } else if (what == "school" || what == "ethnicity" || what == "language") {
            person.push_back({.fact = people::Detail{.field = what, .value = text}});
        } else {
            person.push_back({.fact = people::Identifier{.scheme = what, .value = text}});
        }
    }

    [[nodiscard]] std::string detail(const std::string& role, std::string_view what) const {
        for (const FeedColumn& column : feed_.columns) {
            if (column.person == what && feed_.role_of(column) == role) return value(column.id);
        }
        return {};
    }

    void put_names_and_addresses() {
        for (auto& [role, person] : says_.people) {
            people::Name name{.given = detail(role, "given-name"),
                              .middle = detail(role, "middle-name"),
                              .family = detail(role, "family-name")};
            if (!name.given.empty() || !name.family.empty())
                person.insert(person.begin(), {.fact = std::move(name)});
            people::Address address{.postcode = detail(role, "postcode"), .kind = "home"};
            for (const auto& line : split(detail(role, "address"), ','))
                if (!trim(line).empty()) address.lines.emplace_back(trim(line));
            if (!address.lines.empty() || !address.postcode.empty())
                person.push_back({.fact = std::move(address)});
        }
        std::erase_if(says_.people, [](const auto& entry) { return entry.second.empty(); });
    }

    void put_key() {
        std::vector<std::string> parts;
        parts.reserve(feed_.key.size());
        for (const auto& column : feed_.key)
            parts.push_back(value(column));
        says_.key = join(parts, " / ");
        std::string all;
        for (const auto& [column, text] : values_)
            all += cat({column, "=", text, "\n"});
        says_.digest = hex(blake2b({all}));
    }

    void put_happened() {
        const auto& text = value(feed_.happened);
        if (feed_.happened.empty() || text.empty()) return;
        if (const auto date = parse_date(text)) {
            says_.happened = from_london(*date, 0);
        } else {
            says_.happened = parse_instant(text);
        }
        if (says_.happened && *says_.happened > context_.now)
            bad(feed_.happened, "This cannot be in the future. Check the date");
    }

    void check_people() {
        for (const auto& [role, stated] : says_.people) {
            for (auto& problem : people::problems_of(context_, {.assertions = stated}))
                add(std::move(problem), role);
        }
        if (pathway_ == nullptr) return;
        for (const auto& rule : pathway_->people) {
            if (rule.required && !says_.people.contains(rule.role))
                bad({}, cat({"Say who this is about: ", rule.name}));
        }
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
    std::map<std::string, std::string> values_ = {};
    std::string nothing_ = {};
    RowSays says_ = {};
};

}  // namespace

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
