#include "work/return_file.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "define/read.h"
#include "work/answer_values.h"
#include "work/answers.h"

namespace longstone::work {
namespace {

constexpr std::string_view kKind = "longstone-return";
constexpr std::int64_t kFormat = 1;
constexpr std::size_t kSealBytes = 8;
constexpr std::size_t kSealGroup = 4;

Json to_json(const ReturnFile& file) {
    Json questions = Json::array();
    for (const auto& question : file.questions)
        questions.push(Json::object(
            {{"id", question.id},
             {"words", question.words},
             {"type", question.type},
             {"answer", question.given.empty() ? Json() : work::to_json(question.given)},
             {"says", question.says}}));
    return Json::object({{"partnership", file.partnership},
                         {"partnership_name", file.partnership_name},
                         {"agency", file.agency},
                         {"agency_name", file.agency_name},
                         {"pathway", file.pathway},
                         {"request", file.request},
                         {"name", file.name},
                         {"form", file.form},
                         {"version", file.version},
                         {"record", file.record},
                         {"round", file.round},
                         {"answered_at", iso(file.answered)},
                         {"made_at", iso(file.made)},
                         {"questions", std::move(questions)}});
}

Refused wrong(Fault fault, std::string sentence) {
    return refuse(fault, std::move(sentence));
}

constexpr const char* kNotOne =
    "This is not a return that another partnership gave. Choose the file as it was given to you, "
    "whose name ends in .json.";
constexpr const char* kNoJson =
    "This is not a return that another partnership gave, or it was cut off on its way. Choose the "
    "file as it was given to you, whose name ends in .json.";
constexpr const char* kChanged = "This file was changed after it was sealed. Ask for it once more.";

Result<ReturnFile> told(const Json& said) {
    ReturnFile file{.partnership = said.text("partnership"),
                    .partnership_name = said.text("partnership_name"),
                    .agency = said.text("agency"),
                    .agency_name = said.text("agency_name"),
                    .pathway = said.text("pathway"),
                    .request = said.text("request"),
                    .form = said.text("form"),
                    .name = said.text("name"),
                    .version = said["version"].integer(1),
                    .record = said.text("record"),
                    .round = said.text("round")};
    const auto answered = parse_instant(said.text("answered_at"));
    const auto made = parse_instant(said.text("made_at"));
    if (!answered || !made || file.partnership.empty() || file.agency_name.empty() ||
        file.request.empty() || !said["questions"].is_array())
        return wrong(Fault::Malformed, kNotOne);
    file.answered = *answered;
    file.made = *made;
    for (const Json& one : said["questions"].items()) {
        ReturnQuestion question{.id = one.text("id"),
                                .words = one.text("words"),
                                .type = one.text("type"),
                                .says = one.text("says")};
        if (!one["answer"].is_null()) {
            auto answers = answers_from_json(Json::object({{question.id, one["answer"]}}));
            if (!answers) return wrong(Fault::Malformed, kNotOne);
            if (const auto found = answers->find(question.id); found != answers->end())
                question.given = std::move(found->second);
        }
        file.questions.push_back(std::move(question));
    }
    return file;
}

std::string letters(std::string_view text) {
    std::string out;
    for (const char c : fold(text))
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) out.push_back(c);
    return out;
}

// Whether it may be answered with these values here; why not, in words.
std::string why_unfit(const define::Definitions& definitions,
                      const define::Field& field,
                      std::vector<std::string>& values,
                      Instant now) {
    if (field.type == define::FieldType::Person || field.type == define::FieldType::People ||
        field.type == define::FieldType::User)
        return "who that is, is known there alone";
    for (auto& value : values) {
        const auto why = check_value(definitions, field, value, now);
        if (!why.empty()) return why;
    }
    return {};
}

class Fitting {
public:
    Fitting(const define::Definitions& definitions, std::string_view pathway, Instant now)
        : definitions_(definitions), pathway_(pathway), now_(now) {}

    Fitted fit(const define::Form& form, const ReturnFile& file) {
        std::set<std::string> asked_there;
        for (const auto& question : file.questions) {
            const std::string now(definitions_.present_name(pathway_, question.id));
            asked_there.insert(now);
            if (!question.given.empty()) take(form.find(now), question);
        }
        for (const auto& section : form.sections)
            for (const auto& field : section.fields)
                if (!asked_there.contains(field.id)) fitted_.not_asked.push_back(field.label);
        return std::move(fitted_);
    }

private:
    void unfit(const ReturnQuestion& question, std::string why) {
        fitted_.unfit.push_back({.id = question.id,
                                 .words = question.words,
                                 .says = question.says,
                                 .why = std::move(why)});
    }

    void take(const define::Field* field, const ReturnQuestion& question) {
        if (field == nullptr) return unfit(question, "it is not asked here");
        if (define::type_word(field->type) != question.type)
            return unfit(question,
                         cat({"it is asked here as ",
                              define::type_word(field->type),
                              " and was answered as ",
                              question.type}));
        if (!field->counts.empty()) return;  // worked out here
        Given given = question.given;
        if (field->type == define::FieldType::Group) {
            if (auto why = items(*field, given); !why.empty()) return unfit(question, why);
        } else if (auto why = why_unfit(definitions_, *field, given.values, now_); !why.empty()) {
            return unfit(question, std::move(why));
        }
        if (field->label != question.words) fitted_.other_words.push_back(field->label);
        fitted_.answers[field->id] = std::move(given);
    }

    // An item is carried over whole or not at all.
    std::string items(const define::Field& group, Given& given) {
        for (auto& item : given.items) {
            Given::Item named;
            for (auto& [part, values] : item) {
                const auto whole = cat({group.id, ".", part});
                const auto now = definitions_.present_name(pathway_, whole);
                const std::string id = now == whole ? part : std::string(now);
                const auto found = std::ranges::find(group.fields, id, &define::Field::id);
                if (found == group.fields.end())
                    return cat({"its part \"", part, "\" is not asked here"});
                const auto why = why_unfit(definitions_, *found, values, now_);
                if (!why.empty()) return cat({found->label, ": ", why});
                named.emplace(id, std::move(values));
            }
            item = std::move(named);
        }
        return {};
    }

    const define::Definitions& definitions_;
    std::string_view pathway_;
    Instant now_;
    Fitted fitted_ = {};
};

}  // namespace

std::string write_return(const ReturnFile& file, const SigningKey& key) {
    auto said = to_json(file);
    const auto text = said.dump();
    return Json::object({{"kind", kKind},
                         {"format", kFormat},
                         {"return", std::move(said)},
                         {"digest", hex(blake2b({text}))},
                         {"key", hex(key.public_key)},
                         {"seal", hex(sign(key, text))}})
        .dump_pretty();
}

Result<ReturnFile> read_return(std::string_view text) {
    const auto json = Json::parse(text);
    if (!json || json->text("kind") != kKind || !(*json)["return"].is_object())
        return wrong(Fault::Malformed, json ? kNotOne : kNoJson);
    if ((*json)["format"].integer() != kFormat)
        return wrong(Fault::Invalid,
                     "This file was made by a later Longstone, and this one does not know its "
                     "form. Ask whoever keeps this service to bring it up to date.");
    const auto& said = (*json)["return"];
    const auto canonical = said.dump();
    const auto digest = hex(blake2b({canonical}));
    if (digest != json->text("digest")) return wrong(Fault::Invalid, kChanged);
    const auto key = unhex(json->text("key"));
    if (!signature_holds(key, canonical, unhex(json->text("seal"))))
        return wrong(Fault::Invalid,
                     "The seal on this file does not hold: it is not from whom it says. Ask the "
                     "other partnership for it once more.");
    auto file = TRY(told(said));
    file.key = key;
    file.digest = digest;
    return file;
}

std::string seal_words(std::string_view public_key) {
    const auto whole = hex(blake2b({public_key}).substr(0, kSealBytes));
    std::string words;
    for (std::size_t at = 0; at < whole.size(); at += kSealGroup) {
        if (at > 0) words += ' ';
        words += whole.substr(at, kSealGroup);
    }
    return words;
}

bool is_seal(std::string_view typed, std::string_view public_key) {
    return letters(typed) == letters(seal_words(public_key));
}

Fitted fit_return(const define::Definitions& definitions,
                  std::string_view pathway,
                  const define::Form& form,
                  const ReturnFile& file,
                  Instant now) {
    return Fitting(definitions, pathway, now).fit(form, file);
}

}  // namespace longstone::work
