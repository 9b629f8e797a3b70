#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"

// Who a page is about, first and always in the same place: name, where the work stands, the clock
// that matters most, and what everybody must know before reading on.
namespace longstone::ls {

enum class Tone { Red, Amber, Green, Blue, Grey };

// A rating as a word on a colour.
struct Rag {
    std::string text = {};  // "AMBER"
    Tone tone = Tone::Grey;
};
Html rag(const Rag& options);

struct IdentityClock {
    std::optional<Rag> rating = {};
    std::string left = {};   // "2 h 10 min left", "20 min late"
    std::string words = {};  // "to decide, by 15:40 today"
    bool late = false;
};

struct IdentityBar {
    std::string name = {};         // "Maisie Thorburn"
    std::string also = {};         // "and one brother"
    std::vector<Html> lines = {};  // age and home; pathway, reference and lead
    std::optional<IdentityClock> clock = {};
    std::string label = "Who this is about";
};
Html identity_bar(const IdentityBar& options);

// Under the identity bar: tags, and quieter notes after them.
struct Flags {
    std::vector<Html> tags = {};
    std::vector<Html> notes = {};
};
Html flags(const Flags& options);

}  // namespace longstone::ls
