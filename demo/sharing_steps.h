#pragma once

#include <string>

#include "base/json.h"
#include "demo/callers.h"

// What agencies ask of each other and release, as steps of a story (stage.h): `of` says what.
//
//   known-list    the own system of `agency` sends its hashed people, whom this record is about
//                 among them, in `category`
//   ask-known     whether `agency` knows whom the record is about, for `purpose` by `gateway`
//   answer-known  the own system of `agency` answers what it was asked
//   ask-fields    of `agency`, which knows them: `fields`, `words`, `purpose`, `gateway`, `until`
//   decide        what was asked last: `decisions`, a list of {field, decision, value, reason}
//   look          whoever asked opens what was released
//   end           the agency ends `field` early, with a `reason`
namespace longstone::demo {

class SharingSteps {
public:
    explicit SharingSteps(Callers& callers) : callers_(callers) {}

    // Whether it is one of these; throws std::logic_error where it could not be done.
    bool play(const std::string& what,
              const std::string& as,
              const std::string& ref,
              const Json& with);

private:
    Json call(const std::string& as,
              const std::string& method,
              const std::string& path,
              const Json& body = Json(Json::Object{}));
    [[nodiscard]] Json subject_of(const std::string& as, const std::string& ref);
    void send_list(const std::string& as, const std::string& ref, const Json& with);
    void answer(const std::string& as, const Json& with);
    void ask_fields(const std::string& as, const std::string& ref, const Json& with);

    Callers& callers_;
    std::string key_ = {};      // of the own system that plays
    std::string request_ = {};  // the last that was asked for
};

}  // namespace longstone::demo
