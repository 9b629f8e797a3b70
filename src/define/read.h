#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "define/definitions.h"
#include "define/errors.h"
#include "define/keys.h"
#include "define/yaml.h"

// From nodes to typed values. A reader never stops at a mistake: it reports it, leaves the default
// in its place and reads on, so that one run names everything that is wrong.
namespace longstone::define {

// One mapping with known keys. What is missing or of the wrong kind reads as the default.
class MapReader {
public:
    MapReader(const Node& node, std::string_view what, Words keys, Errors& errors);

    [[nodiscard]] const Node* node(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return node(key) != nullptr; }
    [[nodiscard]] const Place& place() const { return node_.place; }
    [[nodiscard]] Errors& errors() const { return errors_; }

    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::string required_text(std::string_view key) const;
    [[nodiscard]] std::string word(std::string_view key,
                                   Words allowed,
                                   std::string_view otherwise) const;
    [[nodiscard]] bool yes(std::string_view key, bool otherwise = false) const;
    [[nodiscard]] int whole(std::string_view key, int least, int otherwise) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view key) const;
    [[nodiscard]] Condition condition(std::string_view key) const;
    [[nodiscard]] std::optional<Limit> limit(std::string_view key) const;
    [[nodiscard]] std::optional<Date> date(std::string_view key) const;

    using Each = std::function<void(const std::string& id, const Node& value)>;
    // A mapping of ids to things, in order; ids that are not well made are reported.
    void each(std::string_view key, const Each& read) const;

private:
    const Node& node_;
    std::string what_;
    Errors& errors_;
};

bool is_id(std::string_view text);
// "strategy-discussion" as "Strategy discussion", where no name is given.
std::string words_of(std::string_view id);
// The word of a type in the language.
std::string_view type_word(FieldType type);
std::string text_of(const Node& node, Errors& errors);
std::vector<std::string> list_of(const Node& node, Errors& errors);
std::optional<Limit> limit_of(const Node& node, Errors& errors);
std::optional<Date> date_of(const Node& node, Errors& errors);

Condition read_condition(const Node& node, Errors& errors);
CodeList read_codes(const Node& node, Errors& errors);
Form read_form(const Node& node, Errors& errors);
// The keys that say when a date may lie.
DateRule read_dates(const MapReader& map);
Field read_field(const std::string& id, const Node& node, Errors& errors);
Pathway read_pathway(const Node& node, Errors& errors);
void read_pages(const Node& node, Pathway& pathway, Errors& errors);
Stage read_stage(const std::string& id, const Node& node, Errors& errors);
LinkRule read_link(const std::string& id, const Node& node, Errors& errors);
StoryRule read_story(const Node& node, Errors& errors);
SampleRule read_sample(const Node& node, Errors& errors);
RoundRule read_round(const Node& node, Errors& errors);
RequestRule read_request(const std::string& id, const Node& node, Errors& errors);
MeetingRule read_meeting(const std::string& id, const Node& node, Errors& errors);
PlacesRule read_places(const Node& node, Errors& errors);
Clock read_clock(const std::string& id, const Node& node, Errors& errors);
std::optional<Trigger> read_trigger(const Node& node, Errors& errors);
Measure read_measure(const Node& node, Errors& errors);
Within read_within(const Node& node, Errors& errors);
Feed read_feed(const Node& node, Errors& errors);
Report read_report(const Node& node, Errors& errors);
Loop read_loop(const Node& node, Errors& errors);
Partnership read_partnership(const Node& node, Errors& errors);
std::set<Date> read_school_closures(const Node& partnership, Errors& errors);
void read_sharing(const Node& node, Sharing& sharing, Errors& errors);
void read_training(const Node& node, Definitions& definitions, Errors& errors);
void read_chronology(const Node& node, Definitions& definitions, Errors& errors);
void read_roles(const Node& node, Definitions& definitions, Errors& errors);
std::set<Date> read_bank_holidays(const Node& node, Errors& errors);

// England's definition with what a partnership changes in it.
Node extended(const Node& base, const Node& change, Errors& errors);

}  // namespace longstone::define
