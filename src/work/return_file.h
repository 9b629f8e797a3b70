#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "work/state.h"

// What an agency answered to one question, as a file that another partnership can take in: each
// question with its id and words, the answers, who gave them, of which round and when, sealed with
// the key of the house it comes from. A file that was changed or cut off does not hold its seal.
// Pure; who may make one and take one in is asked elsewhere (acts/return_files.h).
namespace longstone::work {

struct ReturnQuestion {
    std::string id = {}, words = {}, type = {};
    Given given = {};       // empty: asked, and not answered
    std::string says = {};  // the answer as people read it
};

struct ReturnFile {
    std::string partnership = {}, partnership_name = {};
    std::string agency = {}, agency_name = {};
    std::string pathway = {}, request = {}, form = {}, name = {};  // the name of the question
    std::int64_t version = 1;                                      // of the form
    std::string record = {}, round = {};  // the record it stands on, and the year of its round
    Instant answered = {}, made = {};
    std::vector<ReturnQuestion> questions = {};
    std::string key = {};     // of the house it comes from: 32 bytes
    std::string digest = {};  // of all it says, as hex; filled by read_return
};

std::string write_return(const ReturnFile& file, const SigningKey& key);
// Malformed or Invalid, with a sentence: no such file, another format, cut off or changed, a seal
// that does not hold.
Result<ReturnFile> read_return(std::string_view text);

// A seal as people tell it each other by telephone: "4f2a 91c0 77aa 0b12".
std::string seal_words(std::string_view public_key);
// Whether these are the words of that seal, however they are written down.
bool is_seal(std::string_view typed, std::string_view public_key);

// How answers given elsewhere fit the questions asked here.
struct Fitted {
    Answers answers = {};
    struct Unfit {
        std::string id = {}, words = {}, says = {}, why = {};
    };
    std::vector<Unfit> unfit = {};              // answered there, and not carried over
    std::vector<std::string> other_words = {};  // carried over, though worded otherwise there
    std::vector<std::string> not_asked = {};    // asked here, and not there
};
Fitted fit_return(const define::Definitions& definitions,
                  std::string_view pathway,
                  const define::Form& form,
                  const ReturnFile& file,
                  Instant now);

}  // namespace longstone::work
