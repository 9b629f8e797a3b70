#include <array>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kTypes = keys::words("text",
                                    "long-text",
                                    "number",
                                    "scale",
                                    "yes-no",
                                    "date",
                                    "date-time",
                                    "choice",
                                    "choices",
                                    "rag",
                                    "email",
                                    "phone",
                                    "postcode",
                                    "nhs-number",
                                    "agency",
                                    "agencies",
                                    "person",
                                    "people",
                                    "user",
                                    "group");
static_assert(kTypes.size() == static_cast<std::size_t>(FieldType::Group) + 1,
              "the words stand in the order of FieldType");

FieldType type_of(const MapReader& map) {
    if (!map.has("type")) {
        map.errors().add(
            map.place(), "a field needs \"type\"", "Add type: text, or another of the types.");
        return FieldType::Text;
    }
    const std::string word = map.word("type", kTypes, "text");
    for (std::size_t i = 0; i < kTypes.size(); ++i)
        if (kTypes[i] == word) return static_cast<FieldType>(i);
    return FieldType::Text;
}

void read_required(const MapReader& map, Field& field) {
    const Node* required = map.node("required");
    if (required == nullptr) return;
    if (required->is_map()) {
        field.required = read_condition(*required, map.errors());
        field.is_required = true;
    } else {
        field.is_required = map.yes("required");
    }
}

Section read_section(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a section", keys::kSection, errors);
    Section section{.id = id,
                    .title = map.text("title"),
                    .guidance = map.text("guidance"),
                    .when = map.condition("when"),
                    .private_to = map.list("private-to"),
                    .sensitive = map.yes("sensitive"),
                    .place = node.place};
    if (section.title.empty()) section.title = words_of(id);
    map.each("fields", [&](const std::string& field, const Node& value) {
        section.fields.push_back(read_field(field, value, errors));
    });
    if (section.fields.empty() && node.is_map())
        errors.add(node.place, "a section needs \"fields\"", "Ask something, or take it away.");
    return section;
}

// {date: field, plus: 30 days}, {held: meeting}, or the field alone; one or a list of them.
void read_bounds(const MapReader& map,
                 std::string_view key,
                 bool itself,
                 std::vector<DateBound>& bounds) {
    const Node* node = map.node(key);
    if (node == nullptr) return;
    const std::vector<Node> one = {*node};
    for (const Node& item : node->is_list() ? node->items : one) {
        if (item.is_text()) {
            bounds.push_back({.field = text_of(item, map.errors()), .itself = itself});
            continue;
        }
        const MapReader bound(item, "a bound of a date", keys::kDateBound, map.errors());
        const bool held = bound.has("held");
        if (held && bound.has("date"))
            map.errors().add(item.place, "a bound is a date or a meeting", "Write two of them.");
        bounds.push_back({.field = held ? cat({kHeldDay, bound.required_text("held")})
                                        : bound.required_text("date"),
                          .plus = bound.limit("plus"),
                          .itself = itself});
    }
}

}  // namespace

DateRule read_dates(const MapReader& map) {
    DateRule rule{.weekday = map.yes("weekday"), .source = map.text("source")};
    read_bounds(map, "not-before", true, rule.earliest);
    read_bounds(map, "after", false, rule.earliest);
    read_bounds(map, "not-after", true, rule.latest);
    read_bounds(map, "before", false, rule.latest);
    return rule;
}

std::string_view type_word(FieldType type) {
    return kTypes[static_cast<std::size_t>(type)];
}

Field read_field(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a field", keys::kField, errors);
    Field field{.id = id,
                .type = type_of(map),
                .label = map.required_text("label"),
                .hint = map.text("hint"),
                .guidance = map.text("guidance"),
                .codes = map.text("codes"),
                .when = map.condition("when"),
                .voice = map.yes("voice"),
                .instead = map.text("instead"),
                .sensitive = map.yes("sensitive"),
                .counted = map.yes("counted"),
                .private_to = map.list("private-to"),
                .hidden_until = map.text("hidden-until"),
                .minimum = map.number("min"),
                .maximum = map.number("max"),
                .max_length = map.whole("max-length", 1, 0),
                .error = map.text("error"),
                .renamed_from = map.list("renamed-from"),
                .past_only = map.yes("past-only"),
                .date = read_dates(map),
                .item_name = map.text("item"),
                .at_least = map.whole("at-least", 0, 0),
                .each = map.text("each"),
                .from = map.text("from"),
                .kinds = map.list("kinds"),
                .place = node.place};
    read_required(map, field);
    if (const Node* node_of_counts = map.node("counts")) {
        const MapReader counts(*node_of_counts, "what is counted", keys::kCounts, errors);
        field.counts = counts.list("fields");
        field.counted_answer = counts.required_text("answer");
    }
    map.each("fields", [&](const std::string& inner, const Node& value) {
        field.fields.push_back(read_field(inner, value, errors));
    });
    return field;
}

Form read_form(const Node& node, Errors& errors) {
    const MapReader map(node, "a form", keys::kForm, errors);
    Form form{.id = map.required_text("form"),
              .name = map.required_text("name"),
              .intro = map.text("intro"),
              .version = map.whole("version", 1, 1),
              .source = map.text("source"),
              .place = node.place};
    map.each("sections", [&](const std::string& id, const Node& value) {
        form.sections.push_back(read_section(id, value, errors));
    });
    if (form.sections.empty() && node.is_map())
        errors.add(node.place, "a form needs \"sections\"", "Ask something, or take it away.");
    return form;
}

}  // namespace longstone::define
