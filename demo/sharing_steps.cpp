#include "demo/sharing_steps.h"

#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"
#include "work/sharing/known_list.h"

namespace longstone::demo {
namespace {

constexpr const char* kEpoch = "demonstration";
constexpr int kOthers = 60;  // on the list beside whom the record is about

std::vector<people::Assertion> said(const std::string& given,
                                    const std::string& family,
                                    const std::string& born) {
    std::vector<people::Assertion> all = {{.fact = people::Name{.given = given, .family = family}}};
    if (const auto date = parse_date(born))
        all.push_back({.fact = people::BirthDate{.date = *date}});
    return all;
}

}  // namespace

Json SharingSteps::call(const std::string& as,
                        const std::string& method,
                        const std::string& path,
                        const Json& body) {
    auto called = callers_.call(as, method, cat({"/api/v1", path}), body);
    if (called.status >= 300)
        throw std::logic_error(
            cat({as, " could not ", method, " ", path, ": ", called.body.dump()}));
    return std::move(called.body);
}

Json SharingSteps::subject_of(const std::string& as, const std::string& ref) {
    const auto record = call(as, "GET", cat({"/records/", ref}));
    for (const Json& person : record["people"].items())
        if (person.text("role") == "subject") return person;
    throw std::logic_error(cat({"nobody is the subject of ", ref}));
}

void SharingSteps::send_list(const std::string& as, const std::string& ref, const Json& with) {
    const auto agency = with.text("agency");
    if (key_.empty()) key_ = oblivious::new_key();
    Json entries = Json::array();
    const auto put = [&](const std::string& entry, const std::vector<people::Assertion>& person) {
        entries.push(Json::object(
            {{"entry", entry},
             {"category", with.text("category")},
             {"tokens", Json::strings(work::tokens_of(key_, agency, kEpoch, person))}}));
    };
    const auto subject = subject_of(with.text("shown-by"), ref);
    const auto name = subject.text("name");
    const auto space = name.rfind(' ');
    put("N-4471", said(name.substr(0, space), name.substr(space + 1), subject.text("birth_date")));
    for (int i = 0; i < kOthers; ++i)
        put(cat({"N-", number(5000 + i)}),
            said(cat({"Invented", number(i)}), "Nobody", iso(Date{14'000 + 37 * i})));
    call(as,
         "POST",
         cat({"/known/", agency, "/list"}),
         Json::object({{"epoch", kEpoch},
                       {"public_key", hex(oblivious::public_key(key_))},
                       {"entries", std::move(entries)}}));
}

void SharingSteps::answer(const std::string& as, const Json& with) {
    const auto path = cat({"/known/", with.text("agency"), "/questions"});
    const auto open = call(as, "GET", path);
    for (const Json& question : open["questions"].items()) {
        std::vector<std::string> points;
        for (const Json& point : question["points"].items())
            points.push_back(point.text());
        const auto turned = work::turn_points(key_, points);
        if (!turned) throw std::logic_error(turned.error().message);
        call(as,
             "POST",
             cat({path, "/", question.text("id")}),
             Json::object({{"points", Json::strings(*turned)}}));
    }
}

void SharingSteps::ask_fields(const std::string& as, const std::string& ref, const Json& with) {
    const auto known = call(as, "GET", cat({"/records/", ref, "/known"}));
    std::string question;
    for (const Json& one : known["questions"].items())
        if (one.text("agency") == with.text("agency") && one.text("answer") == "known")
            question = one.text("id");
    if (question.empty())
        throw std::logic_error(cat({with.text("agency"), " does not know them: ", known.dump()}));
    Json fields = Json::array();
    for (const Json& field : with["fields"].items())
        fields.push(Json::object({{"field", field.text()},
                                  {"gateway", with.text("gateway")},
                                  {"until", with.text("until")}}));
    const auto asked = call(as,
                            "POST",
                            cat({"/records/", ref, "/field-requests"}),
                            Json::object({{"question", question},
                                          {"purpose", with.text("purpose")},
                                          {"words", with.text("words")},
                                          {"fields", std::move(fields)}}));
    request_ = asked.text("id");
}

bool SharingSteps::play(const std::string& what,
                        const std::string& as,
                        const std::string& ref,
                        const Json& with) {
    if (what == "known-list") {
        send_list(as, ref, with);
    } else if (what == "ask-known") {
        call(as,
             "POST",
             cat({"/records/", ref, "/known"}),
             Json::object({{"person", subject_of(as, ref).text("id")},
                           {"agency", with.text("agency")},
                           {"purpose", with.text("purpose")},
                           {"gateway", with.text("gateway")}}));
    } else if (what == "answer-known") {
        answer(as, with);
    } else if (what == "ask-fields") {
        ask_fields(as, ref, with);
    } else if (what == "decide") {
        call(as,
             "POST",
             cat({"/field-requests/", request_, "/decisions"}),
             Json::object({{"decisions", with["decisions"]}}));
    } else if (what == "look") {
        call(as, "GET", cat({"/released/", request_}));
    } else if (what == "end") {
        call(as,
             "POST",
             cat({"/field-requests/", request_, "/ends"}),
             Json::object({{"field", with.text("field")}, {"reason", with.text("reason")}}));
    } else {
        return false;
    }
    return true;
}

}  // namespace longstone::demo
