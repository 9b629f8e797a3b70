#include "api/door.h"

#include <algorithm>

#include "access/accounts.h"
#include "access/tokens.h"
#include "base/secret.h"
#include "base/text.h"
#include "work/answers.h"
#include "work/house.h"
#include "work/visible.h"

// The door of the API: the token, the rate, the transaction and the Idempotency-Key.
namespace longstone::api {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::size_t kLongestKey = 200;

http::Reply reply_of(const Answer& answer) {
    if (answer.status >= 500)  // not yet: nothing is wrong with what was asked
        return http::Reply::problem_json(answer.status, {.message = answer.body.text("detail")});
    auto reply =
        answer.status == 204 ? http::Reply::empty() : http::Reply::json(answer.status, answer.body);
    if (!answer.location.empty()) reply.headers.set("Location", answer.location);
    return reply;
}

Refused no_token() {
    return refuse(
        Fault::Unauthenticated,
        "Send a token that is in use: Authorization: Bearer TOKEN. Ask an administrator for one.");
}

struct Caller {
    access::Viewer viewer = {};
    std::string token = {};
};

Result<Caller> caller_of(Api& api,
                         store::Session& session,
                         const http::Request& request,
                         Instant now) {
    const auto header = request.header("Authorization");
    if (!header.starts_with(kBearer)) return no_token();
    const auto use =
        access::find_token(session, std::string_view(header).substr(kBearer.size()), now);
    if (!use) return no_token();
    if (const auto wait = api.calls.take(use->id, now); wait > 0) {
        return refuse(
            Fault::TooMany,
            cat({"Too many calls. Try again in ", number(wait / kSecond + 1), " seconds."}));
    }
    auto viewer = access::load_viewer(session, *api.house.definitions, use->user);
    if (!viewer) return no_token();
    if (use->touch_due) access::touch_token(session, use->id, now);
    return Caller{.viewer = std::move(*viewer), .token = use->id};
}

Result<Json> body_of(const http::Request& request) {
    if (request.body.empty()) return Json(Json::Object{});
    auto body = TRY(request.json());
    if (!body.is_object()) return refuse(Fault::Malformed, "Send the body as a JSON object.");
    return body;
}

// The first answer to this key, or Invalid when the key came with another body. Taking the key
// first makes a second request with it wait for, and then see, the first one's answer.
Result<std::optional<Answer>> answered_before(store::Session& session,
                                              const Caller& caller,
                                              const std::string& key,
                                              const std::string& hash,
                                              Instant now) {
    const auto taken = session.one(
        "insert into idempotency (owner, idem_key, request_hash, status, body, at) values ($1, $2, "
        "$3, 0, '', $4) "
        "on conflict (owner, idem_key) do nothing returning idem_key",
        {caller.viewer.user, key, hash, now.micros});
    if (taken) return std::optional<Answer>{};
    const auto row = session.one(
        "select request_hash, status, body from idempotency where owner = $1 and idem_key = $2",
        {caller.viewer.user, key});
    if (!row || row->text(0) != hash) {
        return Refused(
            Problem{.message = "This Idempotency-Key was used for another request. Give each new "
                               "request its own key.",
                    .fields = {{"Idempotency-Key", "Give each new request its own key"}}});
    }
    const auto kept = TRY(Json::parse(row->text(2)));
    return std::optional(Answer{.status = static_cast<int>(row->integer(1)),
                                .body = kept["body"],
                                .location = kept.text("location")});
}

void keep_answer(store::Session& session,
                 const Caller& caller,
                 const std::string& key,
                 const Answer& answer) {
    session.run("update idempotency set status = $3, body = $4 where owner = $1 and idem_key = $2",
                {caller.viewer.user,
                 key,
                 answer.status,
                 Json::object({{"body", answer.body}, {"location", answer.location}}).dump()});
}

Result<Answer> write_once(Api& api, const http::Request& request, const Writing& writing) {
    const auto session = api.house.store->write();
    auto context = api.house.context(*session);
    const auto caller = TRY(caller_of(api, *session, request, context.now));
    const auto body = TRY(body_of(request));
    const auto key = request.header("Idempotency-Key");
    if (key.size() > kLongestKey)
        return refuse(Fault::Malformed, "An Idempotency-Key has at most 200 characters.");
    if (!key.empty()) {
        const auto hash = hex(blake2b({request.method, " ", request.path, "\n", request.body}));
        auto before = TRY(answered_before(*session, caller, key, hash, context.now));
        if (before) return std::move(*before);
    }
    Call call{.api = api, .request = request, .viewer = caller.viewer, .context = context};
    auto answer = TRY(writing(call, body));
    if (!key.empty()) keep_answer(*session, caller, key, answer);
    session->commit();
    return answer;
}

Result<Answer> read_once(Api& api, const http::Request& request, const Reading& reading) {
    const auto session = api.house.store->write();  // it notes its looks
    auto context = api.house.context(*session);
    const auto caller = TRY(caller_of(api, *session, request, context.now));
    Call call{.api = api, .request = request, .viewer = caller.viewer, .context = context};
    auto answer = TRY(reading(call));
    session->commit();
    return answer;
}

// What the caller sent beside what stands now, so that a person can choose between the two.
http::Reply conflict_reply(Api& api, const http::Request& request, const Problem& problem) {
    return in_transaction(api, request, [&](Call& call) -> Result<http::Reply> {
        auto reply = http::Reply::problem_json(problem);
        const auto opened = TRY(work::open_record_for(
            call.context, call.viewer, access::Action::Read, request.param("ref")));
        work::note_read(call.context, opened.grant);
        const auto sent = TRY(body_of(request));
        const auto visible = work::visible_answers(call.context, opened);
        Json theirs{Json::Object{}};
        for (const auto& [field, value] : sent["answers"].members()) {
            const auto known = visible.find(field);
            theirs.set(field, known == visible.end() ? Json() : work::to_json(known->second.given));
        }
        auto json = TRY(Json::parse(reply.body));
        json.set("rev", opened.record.rev).set("stage", opened.record.stage);
        json.set("theirs", std::move(theirs)).set("yours", sent["answers"]);
        reply.body = json.dump();
        return reply;
    });
}

http::Reply reply_to_writing(Api& api, const http::Request& request, const Writing& writing) {
    const auto answer = write_once(api, request, writing);
    if (answer) return reply_of(*answer);
    const bool both = answer.error().fault == Fault::Conflict && !request.param("ref").empty();
    return both ? conflict_reply(api, request, answer.error()) : refused_reply(answer.error());
}

std::string full(const std::string& pattern) {
    return cat({"/api/v1", pattern});
}

}  // namespace

http::Reply refused_reply(const Problem& problem) {
    auto reply = http::Reply::problem_json(problem);
    if (problem.fault == Fault::Unauthenticated) reply.headers.set("WWW-Authenticate", "Bearer");
    return reply;
}

Result<access::Viewer> caller_by_token(Api& api, const http::Request& request) {
    const auto session = api.house.store->write();  // it notes that the token is used
    auto caller = TRY(caller_of(api, *session, request, api.house.now()));
    session->commit();
    return std::move(caller.viewer);
}

void add_reading(http::Router& router,
                 Api& api,
                 const std::string& pattern,
                 const std::string& name,
                 Reading reading) {
    router.add("GET",
               full(pattern),
               [&api, reading = std::move(reading)](const http::Request& request) {
                   const auto answer = read_once(api, request, reading);
                   return answer ? reply_of(*answer) : refused_reply(answer.error());
               },
               {.name = name, .access = http::AccessKind::Api});
}

void add_writing(http::Router& router,
                 Api& api,
                 const std::string& method,
                 const std::string& pattern,
                 const std::string& name,
                 Writing writing) {
    router.add(method,
               full(pattern),
               [&api, writing = std::move(writing)](const http::Request& request) {
                   return reply_to_writing(api, request, writing);
               },
               {.name = name, .access = http::AccessKind::Api});
}

http::Reply in_transaction(Api& api, const http::Request& request, const Raw& raw) {
    const auto session = api.house.store->write();
    auto context = api.house.context(*session);
    const auto caller = caller_of(api, *session, request, context.now);
    if (!caller) return refused_reply(caller.error());
    Call call{.api = api, .request = request, .viewer = caller->viewer, .context = context};
    auto reply = raw(call);
    if (!reply) return refused_reply(reply.error());
    session->commit();
    return std::move(*reply);
}

Result<work::Opened> open_whole(Call& call) {
    auto opened = TRY(work::open_record_for(
        call.context, call.viewer, access::Action::Read, call.request.param("ref")));
    if (opened.grant.reach() != access::Reach::Whole) return not_found();
    work::note_read(call.context, opened.grant);
    return opened;
}

}  // namespace longstone::api
