#pragma once

#include <string_view>
#include <vector>

// What is known of names in the United Kingdom: short forms and spellings of one given name, words
// that are no name at all. Plain tables, read once; everything is folded.
namespace longstone::match {

// The name that this one is a form of ("bob" → "robert", "muhamad" → "mohammed"); itself when the
// table knows nothing.
std::string_view root_of(std::string_view given);
// Another name that it may also be a form of ("jack" → "john"); empty when there is none.
std::string_view second_root_of(std::string_view given);

// All other forms of the names that this one is a form of ("becky" → "rebecca", "bex", …).
std::vector<std::string_view> forms_of(std::string_view given);

bool is_title(std::string_view word);                 // mr, dr, sir, haji
bool is_particle(std::string_view word);              // van, de, bin, al, o, mac
bool is_no_name(std::string_view word);               // baby, unborn, unknown, nfa
bool is_generation(std::string_view word);            // jr, junior, snr
std::string_view street_word(std::string_view word);  // "rd" → "road"; itself when not known

}  // namespace longstone::match
