#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "base/text.h"
#include "define/definitions.h"
#include "people/assertions.h"
#include "people/keys.h"
#include "people/match_card.h"
#include "people/rules.h"
#include "work/answers.h"

// A body of the API as it comes: what is said of a person is refused in words, or reads the same
// once it was tidied and written, and gives keys and a card; answers likewise.
namespace {

using namespace longstone;

void must(bool holds) {
    if (!holds) std::abort();
}

void in_words(const Problem& problem) {
    must(!problem.message.empty() && is_valid_utf8(problem.message));
    for (const auto& field : problem.fields)
        must(!field.message.empty() && is_valid_utf8(field.message));
}

void said_of_somebody(const Json& json) {
    static const define::Definitions kNone;
    constexpr Date kToday{20'780};
    const auto stated = people::new_assertion_of(json);
    if (!stated) return in_words(stated.error());
    const auto tidy = people::checked(kNone, *stated, kToday);
    if (!tidy) return in_words(tidy.error());
    const auto again = people::checked(kNone, *tidy, kToday);
    must(again.has_value() && people::to_json(*again) == people::to_json(*tidy));
    const auto read = people::new_assertion_of(people::to_json(*tidy));
    must(read.has_value() && people::to_json(*read) == people::to_json(*tidy));
    const auto card = people::match_card({*tidy}, "police");
    must(is_valid_utf8(card));
    static_cast<void>(people::entry_of(card));
    for (const auto& key : people::keys_of({people::as_assertion(*tidy, {})}, people::Kind::Person))
        must(is_valid_utf8(key.key));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto json = Json::parse({reinterpret_cast<const char*>(data), size});
    if (!json) return 0;
    said_of_somebody(*json);
    const auto answers = work::answers_from_json(*json);
    if (!answers) {
        in_words(answers.error());
        return 0;
    }
    const auto again = work::answers_from_json(work::to_json(*answers));
    must(again.has_value() && work::to_json(*again) == work::to_json(*answers));
    return 0;
}
