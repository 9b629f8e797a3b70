#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "work/load.h"
#include "work/redactions.h"

// Puts "Adult A" where somebody's name or details stand, however they are written: in capitals,
// without accents, between curly quotation marks, a number in other groups, a date in other order.
// Names go whole and by their parts, unless a part is also the name of somebody who is not left
// out: a father's family name is his child's.
namespace longstone::review {

struct ThirdParty {
    std::string person = {};
    std::string kind = {};                  // Adult, Child, Person, Professional
    std::vector<std::string> names = {};    // whole: "Dean Marrow"
    std::vector<std::string> parts = {};    // "Dean", "Marrow"
    std::vector<std::string> details = {};  // addresses, numbers, dates of birth
};

// These people but those whom the review is about, in this order; human beings only.
std::vector<ThirdParty> third_parties_of(work::Context& context,
                                         const std::vector<std::string>& people,
                                         const std::vector<std::string>& subjects);
// The names and details of these people: never replaced, whoever else has them.
std::vector<std::string> kept_words_of(work::Context& context,
                                       const std::vector<std::string>& subjects);

// A word where it stands in a text, folded.
struct Word {
    std::size_t at = 0, end = 0;
    std::string plain = {};
};

class Redactor {
public:
    Redactor() = default;
    Redactor(const std::vector<ThirdParty>& parties,
             const std::vector<work::Redaction>& redactions,
             const std::vector<std::string>& kept);

    // Whole words; the longest first.
    [[nodiscard]] std::string apply(std::string_view text) const;
    // A person by their label, or by the name given where nothing holds.
    [[nodiscard]] std::string name(std::string_view person, std::string_view otherwise) const;

private:
    [[nodiscard]] std::pair<std::size_t, std::string> at(std::string_view text,
                                                         const std::vector<Word>& words,
                                                         std::size_t i) const;

    // By the first word, folded: the words after it, and the label.
    std::map<std::string, std::vector<std::pair<std::vector<std::string>, std::string>>> words_ =
        {};
    std::map<std::string, std::string> numbers_ = {};  // digits alone, label
    std::vector<std::pair<std::string, std::string>> people_ = {};
};

}  // namespace longstone::review
