#include "demo/stage.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "access/accounts.h"
#include "base/text.h"
#include "demo/small_files.h"
#include "measure/counted.h"
#include "measure/marks.h"
#include "measure/reference.h"
#include "report/acts.h"
#include "work/acts/link.h"

namespace longstone::demo {
namespace {

constexpr std::string_view kBoundary = "document-of-the-demonstration";

std::string multipart(const std::string& name, const std::string& bytes) {
    return cat({"--",
                kBoundary,
                "\r\nContent-Disposition: form-data; name=\"document\"; filename=\"",
                name,
                "\"\r\nContent-Type: application/octet-stream\r\n\r\n",
                bytes,
                "\r\n--",
                kBoundary,
                "--\r\n"});
}

bool lacks_history(const Json& refused) {
    const auto& errors = refused["errors"].items();
    return std::any_of(errors.begin(), errors.end(), [](const Json& error) {
        return error.text("field") == "history";
    });
}

}  // namespace

Stage::Stage(work::House& house, Clock& clock, std::string folder)
    : house_(house), clock_(clock), folder_(std::move(folder)), player_(house, clock, {}) {}

void Stage::play(const Json& step, Instant at) {
    clock_.now = at;
    if (step.has("as")) as_ = step.text("as");
    if (step.has("do")) {
        if (step.has("record")) ref_ = refs_.at(step.text("record"));
        act(step);
        return;
    }
    auto wrong = player_.play(step);
    if (!wrong.empty() && step.has("move") && lacks_history(player_.last().body)) {
        // What other stories say of the same people is looked at first.
        ref_ = player_.ref();
        review();
        wrong = player_.play(step);
    }
    if (!wrong.empty())
        throw std::logic_error(cat({"At ",
                                    iso(at),
                                    " ",
                                    as_,
                                    " could not: ",
                                    join(wrong, "; "),
                                    "\n",
                                    player_.last().body["errors"].dump(),
                                    "\n",
                                    step.dump()}));
    if (step.has("remember")) refs_[step.text("remember")] = player_.ref();
}

void Stage::act(const Json& step) {
    const auto what = step.text("do");
    const auto& with = step["of"];
    if (what == "review") {
        review();
    } else if (what == "assign") {
        assign(step);
    } else if (what == "call") {
        call_meeting(step);
    } else if (what == "remind") {
        remind();
    } else if (what == "document") {
        attach(with);
    } else if (what == "bar") {
        post("/barred", Json::object({{"user", with["user"]}, {"reason", with["reason"]}}));
    } else if (what == "glass") {
        post("/break-glass", Json::object({{"reason", with["reason"]}}));
    } else if (what == "relate") {
        relate(step["ties"]);
    } else if (what == "tie" || what == "watch") {
        follow_learning(with, what == "watch");
    } else if (what == "freeze" || what == "publish") {
        make_report(with, what == "publish");
    } else if (what == "feed") {
        send_feed(step);
    } else if (what == "load") {
        load_figures(with);
    } else if (!sharing_.play(what, as_, ref_, with)) {
        throw std::invalid_argument(cat({"nobody knows how to ", what}));
    }
}

void Stage::post(const std::string& target, const Json& body) {
    const auto called =
        player_.callers().call(as_, "POST", cat({"/api/v1/records/", ref_, target}), body);
    if (called.status >= 300)
        throw std::logic_error(cat({as_, " could not do ", target, ": ", called.body.dump()}));
}

void Stage::review() {
    const auto record = player_.callers().call(as_, "GET", cat({"/api/v1/records/", ref_}));
    Json items = Json::array();
    for (const Json& earlier : record.body["history"].items()) {
        if (!earlier.text("decision").empty()) continue;
        items.push(Json::object({{"record", earlier["record"]}, {"decision", "opened"}}));
    }
    if (!items.items().empty()) post("/history", Json::object({{"items", std::move(items)}}));
}

void Stage::assign(const Json& step) {
    post("/lead", Json::object({{"lead", step["user"]}}));
}

void Stage::call_meeting(const Json& step) {
    Json seats = Json::array();
    for (const Json& agency : step["agencies"].items()) {
        seats.push(Json::object({{"agency", agency}, {"invited", true}}));
    }
    post("/meetings",
         Json::object({{"meeting", step["meeting"]},
                       {"at", step["on"]},
                       {"place", "By video, and room 2 at the hub"},
                       {"seats", std::move(seats)}}));
}

void Stage::remind() {
    const auto record = player_.callers().call(as_, "GET", cat({"/api/v1/records/", ref_}));
    for (const Json& request : record.body["requests"].items()) {
        if (!request["answered_at"].is_null()) continue;
        const auto called =
            player_.callers().call(as_,
                                   "POST",
                                   cat({"/api/v1/requests/", request.text("id"), "/reminders"}),
                                   Json(Json::Object{}));
        if (called.status >= 300)
            throw std::logic_error(cat({as_, " could not remind: ", called.body.dump()}));
    }
}

void Stage::relate(const Json& ties) {
    for (const Json& tie : ties.items()) {
        const auto person = tie.text("person");
        const auto other = tie.text("to");
        if (!player_.knows(person) || !player_.knows(other)) continue;
        if (!related_.emplace(person, other).second) continue;
        const auto wrong = player_.play(Json::object({{"as", as_}, {"relate", tie}}));
        if (!wrong.empty())
            throw std::logic_error(
                cat({as_, " could not relate ", person, " to ", other, ": ", join(wrong, "; ")}));
    }
}

void Stage::attach(const Json& document) {
    const auto name = document.text("name");
    auto request = http::Request::to("POST", cat({"/api/v1/records/", ref_, "/documents"}));
    if (!request) throw std::logic_error(request.error().message);
    request->headers.set("Content-Type", cat({"multipart/form-data; boundary=", kBoundary}));
    request->body = multipart(name, name.ends_with(".png") ? small_png() : small_pdf(name));
    const auto called =
        player_.callers().send(std::move(*request), player_.callers().token_of(as_));
    if (called.status >= 300)
        throw std::logic_error(cat({as_, " could not attach: ", called.body.dump()}));
}

void Stage::make_report(const Json& asked, bool publish) {
    while (measure::refresh(house_) > 0) {
    }
    const auto* report = house_.definitions->report(asked.text("report"));
    if (report == nullptr) throw std::invalid_argument(cat({"no report ", asked.text("report")}));
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto viewer =
        access::load_viewer(*session, *house_.definitions, player_.callers().user_of(as_));
    if (!viewer) throw std::logic_error(cat({"nobody is ", as_}));
    const auto made =
        publish ? report::publish(context, *viewer, *report, ref_, {}, asked.text("address"))
                : report::freeze(context, *viewer, *report, ref_, {});
    if (!made) {
        std::string missing;
        for (const auto& field : made.error().fields)
            missing += cat({"\n", field.field, ": ", field.message});
        throw std::logic_error(cat({as_, " could not make it: ", made.error().message, missing}));
    }
    session->commit();
}

// As the page of a loop of learning does.
void Stage::follow_learning(const Json& asked, bool watch) {
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto viewer =
        access::load_viewer(*session, *house_.definitions, player_.callers().user_of(as_))
            .value_or(access::Viewer{});
    const auto done = [&]() -> Result<void> {
        if (!watch) {
            const auto& other = refs_.at(asked.text("to"));
            TRY(work::link_record(context, viewer, ref_, {}, other, asked.text("link")));
            return {};
        }
        const auto grant = TRY(access::allow(viewer, access::Action::KeepFigures));
        return measure::put_mark(context,
                                 grant,
                                 {.measure = asked.text("measure"),
                                  .from = parse_date(asked.text("from")),
                                  .record = ref_,
                                  .why = asked.text("why")});
    }();
    if (!done)
        throw std::logic_error(
            cat({as_,
                 " could not follow ",
                 ref_,
                 ": ",
                 done.error().message,
                 " ",
                 asked.dump(),
                 done.error().fields.empty() ? std::string()
                                             : cat({" ", done.error().fields.front().message})}));
    session->commit();
}

void Stage::send_feed(const Json& step) {
    const auto agency = as_.substr(0, as_.find('/'));
    const auto* kind = step["people"].boolean() ? "people" : "events";
    auto request = http::Request::to("POST", cat({"/api/v1/feeds/", agency, "/", kind}));
    if (!request) throw std::logic_error(request.error().message);
    for (const Json& row : step["rows"].items())
        request->body += cat({row.dump(), "\n"});
    const auto called =
        player_.callers().send(std::move(*request), player_.callers().token_of(as_));
    if (called.status >= 300 || called.body["counts"]["refused"].integer() > 0)
        throw std::logic_error(cat({as_, " could not send: ", called.body.dump()}));
}

// As `longstone measure load` does.
void Stage::load_figures(const Json& file) {
    std::ifstream stream(cat({folder_, "/figures/", file.text("figures"), ".csv"}));
    const std::string csv((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
    const auto loaded = measure::read_reference(*house_.definitions, csv);
    if (!loaded) throw std::logic_error(loaded.error().message);
    if (!loaded->bad.empty()) throw std::logic_error(loaded->bad.front().why);
    const auto session = house_.store->write();
    auto context = house_.context(*session);
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::KeepFigures);
    if (!grant) throw std::logic_error(grant.error().message);
    const auto kept = measure::keep_reference(
        context, *grant, *loaded, {.source = file.text("source"), .on = london(context.now).date});
    if (!kept) throw std::logic_error(kept.error().message);
    session->commit();
}

}  // namespace longstone::demo
