#include <algorithm>

#include "base/text.h"
#include "demo/player.h"

// What a record must show, and must not.
namespace longstone::demo {
namespace {

// One answer of several values may be written as a list or, when it is one, as a word.
Json plain(const Json& json) {
    return json.is_array() && json.items().size() == 1 && json.items().front().is_string()
               ? json.items().front()
               : json;
}

// Whether an object anywhere inside has this member.
bool mentions(const Json& json, const std::string& member) {
    if (json.has(member)) return true;
    for (const auto& [key, value] : json.members()) {
        if (mentions(value, member)) return true;
    }
    const auto& items = json.items();
    return std::any_of(
        items.begin(), items.end(), [&](const Json& item) { return mentions(item, member); });
}

// The clock as it last ran.
const Json* clock_in(const Json& record, const std::string& id) {
    const Json* found = nullptr;
    for (const Json& clock : record["clocks"].items()) {
        if (clock.text("id") == id) found = &clock;
    }
    return found;
}

std::string clock_difference(const std::string& id, const std::string& wanted, const Json* clock) {
    if (wanted == "none") return clock == nullptr ? "" : cat({"clock ", id, " was started"});
    if (clock == nullptr) return cat({"clock ", id, " was not started"});
    const bool stopped = !(*clock)["stopped_at"].is_null();
    if (wanted == "stopped") return stopped ? "" : cat({"clock ", id, " still runs"});
    if (wanted == "running") return stopped ? cat({"clock ", id, " has stopped"}) : "";
    if (wanted == "near" || wanted == "far") {
        const bool near = (*clock)["near"].boolean();
        if (near == (wanted == "near")) return {};
        return cat({"clock ", id, near ? " is near" : " is not near"});
    }
    if (clock->text("due_at") == wanted) return {};
    return cat({"clock ", id, " is due ", clock->text("due_at"), ", not ", wanted});
}

// The moves out of its stage that are open as things stand, whatever they still lack.
void check_moves(const Json& expected, const Json& record, std::vector<std::string>& wrong) {
    std::vector<std::string> open;
    for (const Json& move : record["moves"].items()) {
        open.push_back(move.text("to"));
    }
    std::vector<std::string> wanted;
    for (const Json& move : expected.items()) {
        wanted.push_back(move.text());
    }
    std::sort(open.begin(), open.end());
    std::sort(wanted.begin(), wanted.end());
    if (open != wanted)
        wrong.push_back(
            cat({"it may move to [", join(open, ", "), "], not [", join(wanted, ", "), "]"}));
}

bool stands_on(const Json& record, const Json& wanted) {
    const auto& people = record["people"].items();
    return std::any_of(people.begin(), people.end(), [&](const Json& person) {
        return person.text("role") == wanted.text("role") &&
               person.text("name") == wanted.text("name");
    });
}

bool names(const Json& body, const std::string& wanted) {
    const auto& errors = body["errors"].items();
    return std::any_of(errors.begin(), errors.end(), [&](const Json& error) {
        const auto field = error.text("field");
        return field == wanted || field.starts_with(cat({wanted, "/"}));
    });
}

}  // namespace

std::string what_is_wrong(const Json& body) {
    std::string text = body.text("detail");
    for (const Json& error : body["errors"].items()) {
        text += cat({"\n    ", error.text("field"), ": ", error.text("detail")});
    }
    return text.empty() ? body.dump() : text;
}

std::vector<std::string> refusal_differences(const Json& refused, const Called& last) {
    if (last.status < 400) return {"it was allowed, and should have been refused"};
    std::vector<std::string> wrong;
    if (refused.is_string() && refused.text() == "not-found") {
        if (last.status != 404) wrong.push_back(cat({"it answered ", number(last.status)}));
        return wrong;
    }
    if (last.status != 422)
        wrong.push_back(cat({"it was refused with ", number(last.status), ", not 422"}));
    const auto check = [&](const std::string& field) {
        if (!names(last.body, field))
            wrong.push_back(cat(
                {"the refusal does not name ", field, "; it says: ", what_is_wrong(last.body)}));
    };
    if (refused.is_string()) check(refused.text());
    for (const Json& field : refused.items()) {
        check(field.text());
    }
    return wrong;
}

std::vector<std::string> differences(const Json& expected, const Json& record) {
    std::vector<std::string> wrong;
    for (const auto& [what, value] : expected.members()) {
        if (what == "stage") {
            if (record.text("stage") != value.text())
                wrong.push_back(
                    cat({"it stands at ", record.text("stage"), ", not ", value.text()}));
        } else if (what == "clocks") {
            for (const auto& [id, due] : value.members()) {
                auto difference = clock_difference(id, due.text(), clock_in(record, id));
                if (!difference.empty()) wrong.push_back(std::move(difference));
            }
        } else if (what == "answers") {
            for (const auto& [field, answer] : value.members()) {
                const auto& given = record["answers"][field];
                if (plain(given) != plain(answer))
                    wrong.push_back(cat({field, " is ", given.dump(), ", not ", answer.dump()}));
            }
        } else if (what == "hidden") {
            for (const Json& field : value.items()) {
                if (mentions(record["answers"], field.text()) ||
                    mentions(record["requests"], field.text()))
                    wrong.push_back(cat({field.text(), " can be seen"}));
            }
        } else if (what == "people") {
            for (const Json& person : value.items()) {
                if (!stands_on(record, person))
                    wrong.push_back(
                        cat({person.text("name"), " is not there as ", person.text("role")}));
            }
        } else if (what == "flags") {
            for (const Json& flag : value.items()) {
                const auto& shown = record["flags"].items();
                if (std::none_of(shown.begin(), shown.end(), [&](const Json& one) {
                        return one.text("id") == flag.text();
                    }))
                    wrong.push_back(cat({"the flag ", flag.text(), " is not shown"}));
            }
        } else if (what == "allowed") {
            check_moves(value, record, wrong);
        } else if (what != "opened" && what != "places") {
            wrong.push_back(cat({"a story cannot expect “", what, "”"}));
        }
    }
    return wrong;
}

}  // namespace longstone::demo
