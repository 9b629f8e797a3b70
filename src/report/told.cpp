#include "report/told.h"

#include <algorithm>

#include "base/label.h"
#include "base/text.h"
#include "work/visible.h"

namespace longstone::report {
namespace {

using define::Field;
using define::FieldType;
using Kind = Block::Kind;

std::vector<std::string> paragraphs(std::string_view text) {
    std::vector<std::string> out;
    for (const auto& line : split(text, '\n'))
        if (!trim(line).empty()) out.emplace_back(trim(line));
    return out;
}

std::string values_words(const define::Definitions& definitions,
                         const Field& field,
                         const std::vector<std::string>& values) {
    std::vector<std::string> words;
    for (const auto& value : values)
        words.push_back(definitions.value_text(field, value));
    return join(words, ", ");
}

// Long words under their question; what is short on one line with it.
void add_value(const define::Definitions& definitions,
               const Field& field,
               const std::vector<std::string>& values,
               std::vector<Block>& blocks) {
    if (values.empty()) return;
    auto words = paragraphs(values_words(definitions, field, values));
    if (words.empty()) return;
    if (field.type == FieldType::LongText)
        blocks.push_back({.kind = field.voice ? Kind::Voice : Kind::Words,
                          .title = field.label,
                          .words = std::move(words)});
    else
        blocks.push_back({.words = {cat({before_answer(field.label), words[0]})}});
}

// The items of a group: each begins with its first answer.
void add_items(const define::Definitions& definitions,
               const Field& group,
               const std::vector<work::Given::Item>& items,
               const std::string& chosen_by,
               std::vector<Block>& blocks) {
    for (const auto& item : items) {
        for (const auto& field : group.fields) {
            const auto found = item.find(field.id);
            if (field.id != chosen_by && found != item.end())
                add_value(definitions, field, found->second, blocks);
        }
    }
}

bool agreed(const work::Answers& answers, const std::string& consent) {
    if (consent.empty()) return true;
    const auto found = answers.find(consent);
    return found != answers.end() && found->second.first() == "yes";
}

const define::RequestRule* rule_of(const define::Pathway& pathway, const std::string& id) {
    for (const auto& stage : pathway.stages)
        for (const auto& rule : stage.requests)
            if (rule.id == id) return &rule;
    return nullptr;
}

std::string agency_name(const define::Definitions& definitions, const std::string& id) {
    const auto* agency = definitions.partnership.agency(id);
    return agency == nullptr ? id : agency->name;
}

}  // namespace

Told tell_answer(const Telling& telling, const define::ReportPart& part, bool titled) {
    Told told;
    const auto& definitions = telling.context.definitions;
    const auto* field = definitions.field(*telling.opened.pathway, part.field);
    if (field == nullptr) return told;
    const auto found = telling.answers.find(part.field);
    const bool there = found != telling.answers.end() && !trim(found->second.given.first()).empty();
    if (!there) {
        told.lacks.push_back(
            {.what = cat({"\"", field->label, "\" is not answered"}), .field = part.field});
        return told;
    }
    if (!part.consent.empty()) {
        const auto consent = telling.answers.find(part.consent);
        if (consent == telling.answers.end() || consent->second.given.first() != "yes") {
            const auto* asked = definitions.field(*telling.opened.pathway, part.consent);
            told.lacks.push_back({.what = cat({"\"",
                                               field->label,
                                               "\" is left out: \"",
                                               asked == nullptr ? part.consent : asked->label,
                                               "\" is not answered with yes"}),
                                  .field = part.consent});
            return told;
        }
    }
    std::vector<std::string> words;
    for (const auto& value : found->second.given.values)
        for (auto& line : paragraphs(definitions.value_text(*field, value)))
            words.push_back(std::move(line));
    told.blocks.push_back({.kind = field->voice ? Kind::Voice : Kind::Words,
                           .title = titled ? field->label : std::string(),
                           .words = std::move(words)});
    return told;
}

Told tell_items(const Telling& telling, const define::ReportPart& part) {
    Told told;
    const auto& definitions = telling.context.definitions;
    const auto* group = definitions.field(*telling.opened.pathway, part.field);
    if (group == nullptr) return told;
    std::vector<work::Given::Item> items;
    if (const auto found = telling.answers.find(part.field); found != telling.answers.end())
        items = found->second.given.items;
    if (!part.item.empty())
        std::erase_if(items, [&](const auto& item) {
            const auto value = item.find(part.item);
            return value == item.end() ||
                   std::ranges::find(value->second, part.is) == value->second.end();
        });
    if (items.empty()) {
        std::string which;
        for (const auto& field : group->fields)
            if (field.id == part.item) which = definitions.value_text(field, part.is);
        told.lacks.push_back({.what = which.empty()
                                          ? cat({"\"", group->label, "\" has no item"})
                                          : cat({"\"", group->label, "\" says nothing of ", which}),
                              .field = part.field});
        return told;
    }
    add_items(definitions, *group, items, part.item, told.blocks);
    return told;
}

Told tell_returns(const Telling& telling, const define::ReportPart& part) {
    Told told;
    const auto& definitions = telling.context.definitions;
    const auto* rule = rule_of(*telling.opened.pathway, part.request);
    const auto* form = rule == nullptr ? nullptr : definitions.form(rule->form);
    if (form == nullptr) return told;
    bool asked = false;
    for (const auto& request : telling.opened.record.requests) {
        if (request.rule != part.request) continue;
        asked = true;
        const auto agency = agency_name(definitions, request.agency);
        // A case that people agreed to is a gift, and not asked of every agency.
        const bool owed = part.consent.empty();
        if (request.withdrawn) {
            if (!owed) continue;
            told.blocks.push_back({.kind = Kind::Heading, .title = agency});
            told.blocks.push_back(
                {.words = {cat({"This agency did not answer: ", request.withdrawn_reason})}});
            continue;
        }
        if (!request.answered) {
            if (owed) told.lacks.push_back({.what = cat({agency, " has not answered"})});
            continue;
        }
        if (!work::sees_reply(telling.opened, request) || !agreed(request.answers, part.consent))
            continue;
        std::vector<Block> blocks;
        for (const auto& id : part.fields) {
            const auto* field = form->find(id);
            const auto given = request.answers.find(id);
            if (field == nullptr || given == request.answers.end()) continue;
            if (field->type == FieldType::Group)
                add_items(definitions, *field, given->second.items, {}, blocks);
            else
                add_value(definitions, *field, given->second.values, blocks);
        }
        if (blocks.empty()) continue;
        told.blocks.push_back({.kind = Kind::Heading, .title = agency});
        std::ranges::move(blocks, std::back_inserter(told.blocks));
    }
    if (!asked) told.lacks.push_back({.what = "No partner has been asked"});
    return told;
}

Told tell_records(const Telling& telling, const define::ReportPart& part, const Taken& taken) {
    Told told;
    if (taken.records.empty()) {
        told.blocks.push_back({.words = {part.none}});
        return told;
    }
    std::int64_t shut = 0;
    std::int64_t n = 0;
    for (const auto& ref : taken.records) {
        auto context = telling.context;
        const auto opened = work::open_record_for(
            context, telling.opened.grant.viewer(), access::Action::Read, ref);
        if (!opened || opened->grant.reach() != access::Reach::Whole) {
            ++shut;
            continue;
        }
        const auto answers = work::visible_answers(context, *opened);
        std::vector<Block> blocks;
        for (const auto& id : part.fields) {
            const auto* field = telling.context.definitions.field(*opened->pathway, id);
            const auto given = answers.find(id);
            if (field == nullptr) continue;
            if (given == answers.end())
                told.lacks.push_back(
                    {.what = cat({ref, ": \"", field->label, "\" is not answered"})});
            else if (field->type == FieldType::Group)
                add_items(
                    telling.context.definitions, *field, given->second.given.items, {}, blocks);
            else
                add_value(telling.context.definitions, *field, given->second.given.values, blocks);
        }
        told.blocks.push_back(
            {.kind = Kind::Heading, .title = cat({opened->pathway->name, " ", number(++n)})});
        std::ranges::move(blocks, std::back_inserter(told.blocks));
    }
    if (shut > 0)
        told.lacks.push_back(
            {.what = cat({count_of(shut, "record is", "records are"),
                          " not open to you: somebody who may see them must publish this"})});
    return told;
}

Told tell_members(const define::Definitions& definitions, const define::ReportPart& part) {
    Told told;
    const auto& agencies = definitions.partnership.agencies;
    Block every{.kind = Kind::List};
    std::vector<bool> named(agencies.size(), false);
    for (const auto& group : definitions.partnership.groups) {
        const bool wanted = std::ranges::find(part.groups, group.id) != part.groups.end();
        if (!wanted && !part.groups.empty()) continue;
        Block list{.kind = Kind::List, .title = group.name};
        for (std::size_t at = 0; at < agencies.size(); ++at) {
            const auto& agency = agencies[at];
            const bool member = std::ranges::any_of(
                group.members,
                [&](const define::GroupMember& said) { return said.agency == agency.id; });
            if (!member) continue;
            list.words.push_back(agency.name);
            named[at] = true;
        }
        if (wanted) told.blocks.push_back(std::move(list));
    }
    if (!part.groups.empty()) return told;
    for (std::size_t at = 0; at < agencies.size(); ++at)
        if (named[at]) every.words.push_back(agencies[at].name);
    told.blocks.push_back(std::move(every));
    return told;
}

}  // namespace longstone::report
