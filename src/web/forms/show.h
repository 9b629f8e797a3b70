#pragma once

#include <string>
#include <vector>

#include "define/definitions.h"
#include "ui/html.h"
#include "web/forms/asking.h"
#include "work/state.h"

// Answers as they are read: in words, the person's own words as a quotation, groups item by item.
namespace longstone::web {

// One value in words: "3 March 2019", "Yes", the text of a code, the name of an agency.
std::string value_words(const define::Definitions& definitions,
                        const define::Field& field,
                        const std::string& value,
                        const Choices& people = {});
// One item of a group, a line for each of its answers.
Html item_html(const define::Definitions& definitions,
               const define::Field& group,
               const work::Given::Item& item,
               const Choices& people = {});
// All of an answer; empty when there is none.
Html given_html(const define::Definitions& definitions,
                const define::Field& field,
                const work::Given& given,
                const Choices& people = {});

// A section's answers as a summary list. Questions without an answer are left out unless asked for.
struct SectionShown {
    const define::Definitions& definitions;
    const define::Section& section;
    const work::Answers& answers;
    Choices people = {};
    bool with_empty = false;
    std::string change_href = {};  // for a "Change" link on each row; "#field" is added
    std::string title = {};        // of the card; no card when empty
    int heading_level = 2;
};
Html show_section(const SectionShown& shown);

}  // namespace longstone::web
