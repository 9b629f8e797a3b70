#include "work/tried_moves.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::work {
namespace {

// The members of a pathway that a need may look at, whatever the stage.
constexpr std::string_view kShared[] = {"people", "tells", "meetings", "strands", "excludes"};

const Json& with(const Json& list, std::string_view member, std::string_view value) {
    static const Json kNone;
    for (const auto& item : list.items()) {
        if (item.text(member) == value) return item;
    }
    return kNone;
}

std::string form_of(const std::string& ask) {
    return ask.substr(0, ask.find('.'));
}

const Json& question(const Json& pathway, std::string_view field) {
    static const Json kNone;
    for (const auto& form : pathway["forms"].items()) {
        for (const auto& section : form["sections"].items()) {
            const auto& found = with(section["fields"], "id", field);
            if (!found.is_null()) return found;
        }
    }
    return kNone;
}

// Whether the stage asked the question, in whatever form.
bool asked_at(const Json& pathway, std::string_view stage, std::string_view field) {
    for (const auto& ask : with(pathway["stages"], "id", stage)["asks"].items()) {
        const auto& form = with(pathway["forms"], "id", form_of(ask.text()));
        for (const auto& section : form["sections"].items()) {
            const auto whole = cat({form.text("id"), ".", section.text("id")});
            if (ask.text() != form.text("id") && ask.text() != whole) continue;
            if (!with(section["fields"], "id", field).is_null()) return true;
        }
    }
    return false;
}

// "home.2.age" and "home" are both about "home".
std::string field_of(const std::string& anchor) {
    return anchor.substr(0, anchor.find_first_of(".[-/#"));
}

std::string known_field(const Situation& situation, const std::string& anchor) {
    if (situation.definitions.field(situation.pathway, anchor) != nullptr) return anchor;
    for (auto at = anchor.find_last_of(".[-/#"); at != std::string::npos && at > 0;
         at = anchor.find_last_of(".[-/#", at - 1)) {
        const auto shorter = anchor.substr(0, at);
        if (situation.definitions.field(situation.pathway, shorter) != nullptr) return shorter;
    }
    return field_of(anchor);
}

bool same_duty(const Json& before, const Json& after) {
    return before["required"] == after["required"] && before["when"] == after["when"] &&
           before["fields"] == after["fields"] && before["each"] == after["each"] &&
           before["at-least"] == after["at-least"];
}

Json without_sentence(const define::Need& need) {
    Json key = Json::object({{"need", need.kind}});
    if (!need.what.empty()) key.set("what", need.what);
    return key;
}

// The needs of a move as they were published have their conditions as JSON; that a condition
// changed counts as a new need where the need itself was there without one.
bool needed_before(const Json& needs, const define::Need& need) {
    return std::any_of(needs.items().begin(), needs.items().end(), [&](const Json& was) {
        Json key = Json::object({{"need", was.text("need")}});
        if (!was.text("what").empty()) key.set("what", was.text("what"));
        return key == without_sentence(need) && (was["when"].is_null() || !need.when.always());
    });
}

class Trying {
public:
    Trying(const Situation& situation, const Json& before, const Json& after)
        : s_(situation), before_(before), after_(after) {}

    std::vector<RefusedMove> run() {
        const auto& was = with(before_["stages"], "id", s_.record.stage);
        std::vector<RefusedMove> refused;
        for (const auto& open : moves_of(s_)) {
            const auto& move = with(was["next"], "to", open.move->to);
            if (move.is_null()) continue;  // a move that is new was never open
            for (const auto& missing : open.missing) {
                const auto why = new_because(move, *open.move, missing);
                if (!why.empty())
                    refused.push_back({.sentence = cat({"Move “",
                                                        open.move->name,
                                                        "” out of “",
                                                        stage_name(),
                                                        "” would be refused: ",
                                                        why}),
                                       .words = missing.sentence});
            }
        }
        return refused;
    }

private:
    std::string stage_name() const {
        const auto* stage = s_.pathway.stage(s_.record.stage);
        return stage == nullptr ? s_.record.stage : stage->name;
    }

    // Empty when it was missing under the version before as well.
    std::string new_because(const Json& was, const define::Move& is, const Missing& missing) const {
        if (missing.need == "answers") return answer_is_new(was, missing);
        bool stated = false;
        for (const auto& need : is.needs) {
            if (need.kind != missing.need) continue;
            if (!missing.about.empty() && !need.what.empty() && need.what != missing.about)
                continue;
            stated = true;
            if (!needed_before(was["needs"], need)) {
                auto words =
                    need.sentence.empty() ? cat({"it needs “", need.kind, "”"}) : need.sentence;
                if (words.ends_with('.')) words.pop_back();
                return cat({words, "."});
            }
        }
        if (stated || !exclusions_differ()) return {};
        return "another record about the same person is in the way.";
    }

    bool exclusions_differ() const { return after_["excludes"] != before_["excludes"]; }

    std::string answer_is_new(const Json& was, const Missing& missing) const {
        const auto field = known_field(s_, missing.anchor);
        const auto* asked = s_.definitions.field(s_.pathway, field);
        const bool answers_needed = std::any_of(
            was["needs"].items().begin(), was["needs"].items().end(), [](const Json& need) {
                return need.text("need") == "answers";
            });
        if (answers_needed && asked_at(before_, s_.record.stage, field)) {
            if (asked == nullptr) return {};
            if (same_duty(question(before_, field), question(after_, field))) return {};
        }
        return cat(
            {"“", asked == nullptr ? missing.sentence : asked->label, "” must be answered first."});
    }

    const Situation& s_;
    const Json& before_;
    const Json& after_;
};

}  // namespace

bool moves_may_differ(const Json& before, const Json& after, std::string_view stage) {
    const auto& was = with(before["stages"], "id", stage);
    const auto& is = with(after["stages"], "id", stage);
    if (was != is) return true;
    for (const auto key : kShared) {
        if (before[key] != after[key]) return true;
    }
    for (const auto& ask : is["asks"].items()) {
        const auto form = form_of(ask.text());
        if (with(before["forms"], "id", form) != with(after["forms"], "id", form)) return true;
    }
    return false;
}

std::vector<RefusedMove> newly_refused(const Situation& situation,
                                       const Json& before,
                                       const Json& after) {
    return Trying(situation, before, after).run();
}

}  // namespace longstone::work
