#include "chronology/entry.h"

#include <algorithm>
#include <utility>

#include "base/label.h"
#include "base/text.h"

namespace longstone::chronology {
namespace {

struct KindWords {
    Kind kind;
    std::string_view word, words;
};
constexpr std::array kKindWords = {
    KindWords{.kind = Kind::Opened, .word = "opened", .words = "Opened"},
    KindWords{.kind = Kind::Answers, .word = "answers", .words = "Found out"},
    KindWords{.kind = Kind::Decision, .word = "decision", .words = "Decided"},
    KindWords{.kind = Kind::Asked, .word = "asked", .words = "Asked"},
    KindWords{.kind = Kind::Replied, .word = "replied", .words = "Answered"},
    KindWords{.kind = Kind::Meeting, .word = "meeting", .words = "Meeting"},
    KindWords{.kind = Kind::Action, .word = "action", .words = "Action"},
    KindWords{.kind = Kind::Told, .word = "told", .words = "Told"},
    KindWords{.kind = Kind::Shared, .word = "shared", .words = "Shared"},
    KindWords{.kind = Kind::Document, .word = "document", .words = "Document"},
    KindWords{.kind = Kind::Disagreed, .word = "disagreed", .words = "Disagreed"},
    KindWords{.kind = Kind::Missed, .word = "missed", .words = "Limit missed"},
    KindWords{.kind = Kind::Life, .word = "life", .words = "Life"},
    KindWords{.kind = Kind::Feed, .word = "feed", .words = "Agency’s own record"},
};

const KindWords& of(Kind kind) {
    return *std::ranges::find(kKindWords, kind, &KindWords::kind);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kWeights = {
    {{"none", "Routine"}, {"some", "Matters"}, {"serious", "Serious"}, {"grave", "Grave"}}};

}  // namespace

std::string line_words(std::string_view label, std::string_view value) {
    return cat({before_answer(label), value});
}

std::string_view word(Kind kind) {
    return of(kind).word;
}

std::string_view words(Kind kind) {
    return of(kind).words;
}

std::optional<Kind> kind_of(std::string_view word) {
    const auto found = std::ranges::find(kKindWords, word, &KindWords::word);
    return found == kKindWords.end() ? std::nullopt : std::optional(found->kind);
}

std::string_view words(How how) {
    switch (how) {
        case How::Recorded:
            return "recorded it";
        case How::Works:
            return "works on such records";
        case How::Involved:
            return "is involved";
        case How::Asked:
            return "was asked";
        case How::Told:
            return "was told";
        case How::Shared:
            return "it was shared with them";
        case How::Met:
            return "was at the meeting";
    }
    return {};
}

std::string_view word(Weight weight) {
    return kWeights.at(static_cast<std::size_t>(weight)).first;
}

std::string_view words(Weight weight) {
    return kWeights.at(static_cast<std::size_t>(weight)).second;
}

std::optional<Weight> weight_of(std::string_view word) {
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        if (kWeights.at(i).first == word) return static_cast<Weight>(i);
    return std::nullopt;
}

const Known* Entry::known_to(std::string_view of) const {
    const auto found = std::ranges::find_if(
        known, [&](const Known& one) { return one.user.empty() && one.agency == of; });
    return found == known.end() ? nullptr : &*found;
}

const Known* Entry::known_to_user(std::string_view of) const {
    const auto found = std::ranges::find(known, of, &Known::user);
    return found == known.end() ? nullptr : &*found;
}

bool Entry::open_then_to(std::string_view user) const {
    return std::ranges::any_of(known,
                               [&](const Known& one) { return one.user == user && one.open_then; });
}

}  // namespace longstone::chronology
