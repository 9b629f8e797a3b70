#pragma once

#include "work/acts/requests.h"
#include "work/returns_taken.h"

// Giving an agency's answer to another partnership as a file, and taking one in. Only the answer to
// a question that is carried from round to round (`carries`), and only where the agency said that
// others may have it (`gives`).
namespace longstone::work {

// Whether it may be given, by the agency that answered or by who works on the record; else why not.
Result<void> may_give(const OpenRequest& found);
struct GivenFile {
    std::string name = {};  // of the file
    std::string text = {};
};
// Noted on the record. What is sensitive or for some alone stays here.
Result<GivenFile> give_return(Context& context,
                              const access::Viewer& viewer,
                              const SigningKey& key,
                              std::string_view request);

struct TakeReturn {
    std::string text = {};
    std::string seal = {};  // as the other partnership told it; needed the first time
    bool ours = false;      // it is this agency's, though it is called otherwise there
};
// The answers that fit stand in the form, to be confirmed; the others are listed with why. By the
// agency that is asked or by who works on the record. Invalid, with a sentence: a file
// that is none, was changed, is from here, is somebody else's, answers another question, or is
// sealed by somebody who is not known.
Result<TakenReturn> take_return(Context& context,
                                const access::Viewer& viewer,
                                std::string_view own_key,
                                std::string_view request,
                                const TakeReturn& given);

}  // namespace longstone::work
