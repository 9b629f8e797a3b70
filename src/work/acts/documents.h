#pragma once

#include "work/acts/change.h"

// Documents attached to a record: content-addressed bytes in the data folder, their description in
// the journal. The bytes are on disk before the event is appended; a sweep removes bytes that no
// event ever named.
namespace longstone::work {

struct NewDocument {
    std::string name = {};
    std::string bytes = {};
    std::string type = {};     // what its bytes say it is (http::sniff), never what was claimed
    std::string request = {};  // the request it answers, if any
};
inline constexpr std::int64_t kDocumentBytes = std::int64_t{20} << 20U;

// Invalid when empty, over the limit, or of a kind not taken (the kind is judged by content).
Result<DocumentState> attach_document(Context& context,
                                      const access::Viewer& viewer,
                                      const std::string& data_dir,
                                      std::string_view ref,
                                      const NewDocument& document);

struct DocumentBytes {
    DocumentState document = {};
    std::string record = {};
    std::string bytes = {};
};
// For those who may see the record (an involved agency: its own documents only). Notes the look.
Result<DocumentBytes> read_document(Context& context,
                                    const access::Viewer& viewer,
                                    const std::string& data_dir,
                                    std::string_view id);

}  // namespace longstone::work
