#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit.h"
#include "define/condition.h"

// Forms and code lists: what is asked. The same forms serve pathways, requests to agencies,
// meetings and public pages.
namespace longstone::define {

struct Place {
    std::string file = {};
    int line = 0;
    int column = 0;
};

// Subjects that are not one human being.
inline constexpr std::array<std::string_view, 3> kThings = {"place", "group", "organisation"};

struct Code {
    std::string id = {};
    std::string text = {};
    std::string hint = {};
    std::string inverse = {};  // in a list of relationships: what the other side is called
    // In a list of relationships: which kinds may be called so; empty: human beings.
    std::vector<std::string> kinds = {};
    int face = 0;          // of 1 (unhappy) to 5 (delighted): a face is shown beside it
    bool alone = false;    // cannot be chosen together with another
    bool retired = false;  // shown on old records, not offered on new ones
};

struct CodeList {
    std::string id = {};
    std::string name = {};
    std::string source = {};
    std::string status = {};  // ok, unverified, local
    bool groups = false;      // the partnership's groups are its first codes
    std::vector<Code> codes = {};
    Place place = {};

    [[nodiscard]] const Code* find(std::string_view code) const;
};

enum class FieldType {
    Text,
    LongText,
    Number,
    Scale,
    YesNo,
    Date,
    DateTime,
    Choice,
    Choices,
    Rag,
    Email,
    Phone,
    Postcode,
    NhsNumber,
    Agency,
    Agencies,
    Person,
    People,
    User,
    Group,
};

// When a date may lie. The names are those of date fields, or facts: opened, subject.birth-date,
// subject.expected-date, held.<meeting> (the day on which it was last held).
struct DateBound {
    std::string field = {};
    std::optional<Limit> plus = {};  // this long after it
    bool itself = true;              // that day will do
};
struct DateRule {
    std::vector<DateBound> earliest = {}, latest = {};
    bool weekday = false;     // not a Saturday or Sunday
    std::string source = {};  // where the rule stands
};

// A date that the engine itself knows: one of those facts.
bool is_date_fact(const std::string& name);
inline constexpr std::string_view kHeldDay = "held.";     // and a meeting
inline constexpr std::string_view kOpenedDay = "opened";  // the one that `copies` takes

struct Field {
    std::string id = {};
    FieldType type = FieldType::Text;
    std::string label = {};
    std::string hint = {};
    std::string guidance = {};  // longer help, shown beside the question on request
    std::string codes = {};     // code list of Choice and Choices
    Condition when = {};        // asked only then
    Condition required = {};    // {always} by `required: yes`; or required only when it holds
    bool is_required = false;   // false: never required
    bool voice = false;         // the person's own words, shown as a quotation
    std::string instead = {};   // voice or required field: the field that says why it is absent
    bool sensitive = false;     // hidden from viewers whose role sees only the ordinary
    bool counted = false;       // a coded value that measures may use
    std::vector<std::string> private_to = {};  // roles; empty: everyone who sees the record
    std::string hidden_until = {};             // stage until which only its author sees the answer
    std::optional<double> minimum = {};
    std::optional<double> maximum = {};
    int max_length = 0;      // characters; 0: the default of its type
    std::string error = {};  // what to say when it is missing, in place of the default
    std::vector<std::string> renamed_from = {};  // its ids in earlier versions; several: merged
    bool past_only = false;                      // a date that cannot lie in the future
    DateRule date = {};                          // of a date
    std::vector<Field> fields = {};              // of a Group
    std::string item_name = {};                  // of a Group: "Allegation"
    int at_least = 0;                            // of a Group
    std::string each = {};                 // of a Group: a role of people, each of whom has an item
    std::vector<std::string> counts = {};  // of a number: how many of these fields
    std::string counted_answer = {};       // have this answer
    std::string from = {};                 // the fact that answers it until somebody does
    std::vector<std::string> kinds = {};   // of an agency: only these are offered
    Place place = {};
};

struct Section {
    std::string id = {};
    std::string title = {};
    std::string guidance = {};
    Condition when = {};
    std::vector<std::string> private_to = {};
    bool sensitive = false;
    std::vector<Field> fields = {};
    Place place = {};
};

struct Form {
    std::string id = {};
    std::string name = {};
    std::string intro = {};
    int version = 1;
    std::string source = {};
    std::vector<Section> sections = {};
    Place place = {};

    [[nodiscard]] const Field* find(std::string_view field) const;
    [[nodiscard]] const Section* section_of(std::string_view field) const;
};

}  // namespace longstone::define
