#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "work/load.h"
#include "work/redactions.h"

// Puts "Adult A" where somebody's name or details stand. Names go whole and by their parts, unless
// a part is also the name of somebody who is not left out: a father's family name is his child's.
namespace longstone::review {

struct ThirdParty {
    std::string person = {};
    std::string kind = {};                  // Adult, Child, Person, Professional
    std::vector<std::string> names = {};    // whole: "Dean Marrow"
    std::vector<std::string> parts = {};    // "Dean", "Marrow"
    std::vector<std::string> details = {};  // addresses, numbers, dates of birth
};

// Everybody on these records but those whom the review is about, in order of first mention.
std::vector<ThirdParty> third_parties_of(work::Context& context,
                                         const std::vector<std::string>& people,
                                         const std::vector<std::string>& subjects);
// The names and details of these people: never replaced, whoever else has them.
std::vector<std::string> kept_words_of(work::Context& context,
                                       const std::vector<std::string>& subjects);

class Redactor {
public:
    Redactor() = default;
    Redactor(const std::vector<ThirdParty>& parties,
             const std::vector<work::Redaction>& redactions,
             const std::vector<std::string>& kept);

    // Whole words, whatever their case; the longest first.
    [[nodiscard]] std::string apply(std::string_view text) const;
    // A person by their label, or by the name given where nothing holds.
    [[nodiscard]] std::string name(std::string_view person, std::string_view otherwise) const;

private:
    std::vector<std::pair<std::string, std::string>> words_ = {};  // folded for case, label
    std::vector<std::pair<std::string, std::string>> people_ = {};
};

}  // namespace longstone::review
