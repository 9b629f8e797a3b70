#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/json.h"
#include "base/text.h"
#include "work/return_file.h"

// A return out of another partnership as it comes, and the same under a seal that holds, as a
// partnership that means harm could make it: refused in words, or read and written again unchanged
// and fitted to what is asked here.
namespace {

using namespace longstone;

void must(bool holds) {
    if (!holds) std::abort();
}

const SigningKey& key() {
    static const SigningKey kKey = new_signing_key();
    return kKey;
}

const define::Form& asked() {
    static const define::Form kForm = [] {
        define::Form form{.id = "asked"};
        form.sections.push_back(
            {.fields = {{.id = "how", .type = define::FieldType::Text, .label = "How"},
                        {.id = "when", .type = define::FieldType::Date, .label = "When"},
                        {.id = "each",
                         .type = define::FieldType::Group,
                         .label = "Each",
                         .fields = {{.id = "part", .label = "Part"}}}}});
        return form;
    }();
    return kForm;
}

void look_at(const Result<work::ReturnFile>& file) {
    static const define::Definitions kNone;
    if (!file) {
        must(!file.error().message.empty() && is_valid_utf8(file.error().message));
        return;
    }
    const auto fitted =
        work::fit_return(kNone, "fuzz", asked(), *file, Instant{1'800'000'000'000'000});
    for (const auto& unfit : fitted.unfit)
        must(!unfit.why.empty());
    const auto again = work::read_return(work::write_return(*file, key()));
    must(again.has_value() && again->questions.size() == file->questions.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    look_at(work::read_return(bytes));
    auto said = Json::parse(bytes);
    if (!said || !said->is_object()) return 0;
    const auto text = said->dump();
    look_at(work::read_return(Json::object({{"kind", "longstone-return"},
                                            {"format", 1},
                                            {"return", std::move(*said)},
                                            {"digest", hex(blake2b({text}))},
                                            {"key", hex(key().public_key)},
                                            {"seal", hex(sign(key(), text))}})
                                  .dump()));
    return 0;
}
