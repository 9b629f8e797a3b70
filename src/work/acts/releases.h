#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/acts/change.h"
#include "work/sharing/shared.h"

// Named fields asked of an agency that is known to know somebody, what it decides field by field,
// and the end of a release. A check (acts/requests) asks for an agency's view, by a form of the
// pathway and at its stage; this asks for what the agency keeps, by a law and until a day, and
// lets it see nothing of the record but who it is about.
namespace longstone::work {

struct AskedField {
    std::string field = {}, gateway = {};
    Date until = {};  // the last day on which it is open here
};
struct AskFields {
    std::string question = {};  // the answer "known" that this follows
    std::string purpose = {}, words = {};
    std::vector<AskedField> fields = {};
};
Result<FieldRequest> ask_fields(Context& context,
                                const access::Viewer& viewer,
                                std::string_view ref,
                                const AskFields& asked);
// The answers "known" on this record that fields may be asked after now.
std::vector<KnownQuestion> may_be_followed(Context& context, const Opened& opened);
Result<FieldRequest> withdraw_fields(Context& context,
                                     const access::Viewer& viewer,
                                     std::string_view request,
                                     const std::string& reason);

// For those who decide what their agency releases; NotFound for anybody else's.
struct AskedOfAgency {
    FieldRequest request = {};
    PersonOnRecord person = {};  // who it is about, and nobody else on the record
    std::string pathway = {};
};
Result<AskedOfAgency> find_field_request(Context& context,
                                         const access::Viewer& viewer,
                                         std::string_view request);
struct FieldDecision {
    std::string field = {};
    std::string decision = {};       // released, part, refused
    std::string value = {};          // what is released
    std::string reason = {};         // of a refusal, or of a part
    std::optional<Date> until = {};  // sooner than was asked
};
// All of them at once, each once.
Result<FieldRequest> decide_fields(Context& context,
                                   const access::Viewer& viewer,
                                   std::string_view request,
                                   const std::vector<FieldDecision>& decisions);
Result<FieldRequest> end_release(Context& context,
                                 const access::Viewer& viewer,
                                 std::string_view request,
                                 std::string_view field,
                                 const std::string& reason);

// For those who work on the record: what is open now has its value, and each reading is a look that
// the agency sees. What is over, or sensitive beyond the viewer, comes without.
Result<FieldRequest> read_releases(Context& context,
                                   const access::Viewer& viewer,
                                   std::string_view request);
// The agencies for which the viewer decides what is released.
std::vector<std::string> decides_for(const define::Definitions& definitions,
                                     const access::Viewer& viewer);

}  // namespace longstone::work
