#include "work/acts/documents.h"

#include "access/accounts.h"
#include "api/api.h"
#include "api/door.h"
#include "api/routes.h"
#include "http/sniff.h"
#include "work/house.h"

// Documents: attached as multipart with one file named "document", given back as they came.
namespace longstone::api {
namespace {

http::Reply attach(Api& api, const http::Request& request) {
    return in_transaction(api, request, [&](Call& call) -> Result<http::Reply> {
        const auto form = TRY(request.form());
        const auto* file = form.file("document");
        if (file == nullptr) {
            return Refused(Problem{.message = "Send the file as multipart/form-data.",
                                   .fields = {{"document", "Send one file named “document”"}}});
        }
        const auto state = TRY(work::attach_document(call.context,
                                                     call.viewer,
                                                     api.house.options.data_dir,
                                                     request.param("ref"),
                                                     {.name = file->filename,
                                                      .bytes = file->bytes,
                                                      .type = std::string(http::sniff(file->bytes)),
                                                      .request = form.text("request")}));
        return http::Reply::json(201,
                                 Json::object({{"id", state.id},
                                               {"name", state.name},
                                               {"type", state.type},
                                               {"size", state.size}}));
    });
}

http::Reply download(Api& api, const http::Request& request) {
    return in_transaction(api, request, [&](Call& call) -> Result<http::Reply> {
        auto found = TRY(work::read_document(
            call.context, call.viewer, api.house.options.data_dir, request.param("id")));
        return http::Reply::file({.filename = found.document.name,
                                  .content_type = found.document.type,
                                  .bytes = std::move(found.bytes)});
    });
}

}  // namespace

void add_document_routes(http::Router& router, Api& api) {
    router.add("POST",
               "/api/v1/records/{ref}/documents",
               [&api](const http::Request& request) { return attach(api, request); },
               {.name = "attach a document",
                .access = http::AccessKind::Api,
                .body_limit = std::size_t{21} << 20U});
    router.add("GET",
               "/api/v1/documents/{id}",
               [&api](const http::Request& request) { return download(api, request); },
               {.name = "download a document", .access = http::AccessKind::Api});
}

}  // namespace longstone::api
