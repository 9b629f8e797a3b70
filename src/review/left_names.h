#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "define/definitions.h"

// Names that a pack's texts still have and nothing here recognises: each run of capitalised words
// that is no word of the definitions, no day or month, and nobody who may be named. They are shown
// to whoever makes the pack, who ticks those to leave out: nothing here decides. Rather too many
// than too few: "Mum" is asked about when somebody wrote it so. Pure.
namespace longstone::review {

struct LeftName {
    std::string words = {};
    std::string kind = {};    // the label's: Adult, Professional, Person
    std::string around = {};  // where it stands first, with a few words about it
    std::size_t times = 0;
};

class LeftNames {
public:
    // `kept`: names that stand in the pack on purpose. `staff`: names of accounts.
    LeftNames(const define::Definitions& definitions,
              const std::vector<std::string>& kept,
              const std::vector<std::string>& staff);

    void read(std::string_view text);
    // Whole names first, then single words; of each the most frequent first.
    [[nodiscard]] std::vector<LeftName> found() const;

private:
    struct Place {
        std::size_t text = 0, at = 0;
    };
    struct Run {
        std::string words = {};
        bool begins = false;  // at the beginning of a sentence
        std::size_t at = 0;
    };
    [[nodiscard]] std::vector<Run> runs_of(std::string_view text) const;
    [[nodiscard]] std::string blanked(std::string_view text) const;
    [[nodiscard]] bool is_ordinary(const std::string& lower) const;
    [[nodiscard]] std::string around(const Place& place, std::size_t length) const;

    std::vector<std::string> phrases_ = {};  // longest first
    std::set<std::string, std::less<>> values_ = {}, staff_ = {};
    std::set<std::string, std::less<>> ordinary_ = {};  // words that stand in lower case somewhere
    std::vector<std::string> texts_ = {};
};

}  // namespace longstone::review
