#pragma once

#include <map>
#include <string>
#include <vector>

#include "work/sharing/shared.h"

// Everything an agency was asked and ever released: to whom, which field, of whom, for what, by
// which law, when, until when, and who has looked at it. For those who decide at the agency, with
// what was released; for the data protection officer of all agencies, without.
namespace longstone::work {

struct ReleasedLine {
    FieldRequest request = {};
    std::string person = {};  // their name on the record
    std::vector<journal::Look> looks = {};
};
struct QuestionLine {
    KnownQuestion question = {};
    std::string person = {};  // only where the agency said that it knows them, or its contact asks
    bool waits = false;
    bool unanswered = false;  // and can no longer be
};
struct SharingRegister {
    std::vector<QuestionLine> questions = {};  // the newest first
    std::vector<ReleasedLine> requests = {};
    bool with_values = false;
};
// Of one agency; of all where `agency` is empty, which needs the power see-sharing. NotFound for
// whoever has neither. Leaves a look.
Result<SharingRegister> sharing_register(Context& context,
                                         const access::Viewer& viewer,
                                         std::string_view agency);

}  // namespace longstone::work
