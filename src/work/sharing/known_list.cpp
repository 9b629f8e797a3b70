#include "work/sharing/known_list.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/secret.h"
#include "base/text.h"

namespace longstone::work {
namespace {

constexpr std::size_t kLongestHandle = 64;
constexpr std::size_t kTokenHex = 32;
constexpr std::size_t kMostTokens = 64;  // of one person

Refused wrong(std::string field, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

bool is_hex(std::string_view text, std::size_t letters) {
    return text.size() == letters && !unhex(text).empty();
}

Result<ListEntry> entry_from(const Json& json) {
    ListEntry entry{.entry = json.text("entry"),
                    .category = json.text("category"),
                    .is_protected = json["protected"].boolean()};
    if (entry.entry.empty() || entry.entry.size() > kLongestHandle)
        return wrong("entries", "Give each entry a handle of at most 64 letters");
    for (const Json& token : json["tokens"].items()) {
        if (!is_hex(token.text(), kTokenHex))
            return wrong("entries", "Each token is 32 hexadecimal digits");
        entry.tokens.push_back(token.text());
    }
    if (entry.tokens.size() > kMostTokens)
        return wrong("entries", "An entry has at most 64 tokens");
    return entry;
}

struct KeptPoint {
    oblivious::Blinded blinded = {};
    KnownBy by = KnownBy::Strong;
    std::string text = {};  // empty: about nothing
};

std::vector<KeptPoint> kept_points(Context& context, std::string_view question) {
    std::vector<KeptPoint> points;
    for (const auto& row : context.db.rows("select point, factor, known_by, word from known_blind "
                                           "where question = $1 order by point",
                                           {question})) {
        points.push_back({.blinded = {.point = unhex(row.text(0)), .factor = unhex(row.text(1))},
                          .by = static_cast<KnownBy>(row.integer(2)),
                          .text = row.text(3)});
    }
    return points;
}

}  // namespace

std::string known_label(std::string_view agency, std::string_view epoch) {
    return cat({agency, "/", epoch});
}

std::vector<std::string> tokens_of(std::string_view key,
                                   std::string_view agency,
                                   std::string_view epoch,
                                   const std::vector<people::Assertion>& assertions) {
    std::vector<std::string> tokens;
    for (const auto& word : known_words(assertions, kMostTokens))
        tokens.push_back(hex(oblivious::keyed(key, known_label(agency, epoch), word.text)));
    return tokens;
}

Result<std::vector<std::string>> turn_points(std::string_view key,
                                             const std::vector<std::string>& points) {
    std::vector<std::string> turned;
    for (const auto& point : points) {
        const auto one = oblivious::evaluate(key, unhex(point));
        if (!one) return wrong("points", "A point of the question cannot be read. Fetch it again");
        turned.push_back(hex(*one));
    }
    return turned;
}

Result<AgencyList> list_from_json(std::string_view agency, const Json& body) {
    AgencyList list{.agency = std::string(agency),
                    .epoch = body.text("epoch"),
                    .public_key = body.text("public_key")};
    if (list.epoch.empty() || list.epoch.size() > kLongestHandle)
        return wrong("epoch", "Name the epoch of this list: a date will do");
    if (!oblivious::is_point(unhex(list.public_key)))
        return wrong("public_key", "Give the public half of the key, 64 hexadecimal digits");
    if (body["entries"].items().size() > kMostEntries)
        return wrong("entries", "A list has at most two million entries");
    for (const Json& json : body["entries"].items()) {
        auto entry = TRY(entry_from(json));
        list.entries.push_back(std::move(entry));
    }
    return list;
}

Result<void> keep_list(Context& context, const AgencyList& list) {
    const auto* rules = context.definitions.sharing.agency(list.agency);
    const auto& known = context.definitions.sharing.known;
    if (rules == nullptr || !known || rules->answers != define::SharingAgency::Answers::OwnSystem)
        return not_found();
    for (const auto& entry : list.entries)
        if (!entry.category.empty() && !known->categories.contains(entry.category))
            return wrong("entries", cat({"There is no category “", entry.category, "”"}));
    auto& db = context.db;
    const auto until = context.definitions.calendar.due(context.now, known->list_lasts);
    db.run(
        "delete from known_entry where agency = $1 and (epoch = $2 or epoch in (select epoch from "
        "known_list where agency = $1 and until_at <= $3))",
        {list.agency, list.epoch, context.now.micros});
    db.run("delete from known_list where agency = $1 and (epoch = $2 or until_at <= $3)",
           {list.agency, list.epoch, context.now.micros});
    db.run(
        "insert into known_list (agency, epoch, public_key, received_at, until_at, entries) values "
        "($1, $2, $3, $4, $5, $6)",
        {list.agency,
         list.epoch,
         list.public_key,
         context.now.micros,
         until.micros,
         static_cast<std::int64_t>(list.entries.size())});
    for (const auto& entry : list.entries) {
        for (const auto& token : entry.tokens) {
            db.run(
                "insert into known_entry (agency, epoch, token, entry, category, protected) values "
                "($1, $2, $3, $4, $5, $6) on conflict (agency, epoch, token, entry) do nothing",
                {list.agency,
                 list.epoch,
                 token,
                 entry.entry,
                 entry.category,
                 entry.is_protected ? 1 : 0});
        }
    }
    return {};
}

std::optional<ListHeld> list_held(Context& context, std::string_view agency) {
    const auto row = context.db.one(
        "select epoch, public_key, received_at, until_at, entries from known_list where agency = "
        "$1 and until_at > $2 order by received_at desc, epoch desc limit 1",
        {agency, context.now.micros});
    if (!row) return {};
    return ListHeld{.epoch = row->text(0),
                    .public_key = row->text(1),
                    .received = Instant{row->integer(2)},
                    .until = Instant{row->integer(3)},
                    .entries = row->integer(4)};
}

std::vector<std::string> keep_question(Context& context,
                                       std::string_view question,
                                       const std::vector<KnownWord>& words) {
    const auto keep = [&](const oblivious::Blinded& blinded, KnownBy by, std::string_view text) {
        context.db.run(
            "insert into known_blind (question, point, factor, known_by, word) values ($1, $2, $3, "
            "$4, $5)",
            {question, hex(blinded.point), hex(blinded.factor), static_cast<int>(by), text});
    };
    const auto asked = std::min(words.size(), kMostWords);
    for (std::size_t i = 0; i < kQuestionPoints; ++i) {
        if (i < asked)
            keep(oblivious::blind(words[i].text), words[i].by, words[i].text);
        else
            keep(oblivious::decoy(), KnownBy::Strong, "");
    }
    return points_of(context, question);
}

std::vector<std::string> points_of(Context& context, std::string_view question) {
    std::vector<std::string> points;
    for (const auto& point : kept_points(context, question))
        points.push_back(hex(point.blinded.point));
    return points;
}

Result<Hit> read_answers_of(Context& context,
                            std::string_view question,
                            std::string_view agency,
                            std::string_view epoch,
                            const std::vector<std::string>& answers) {
    const auto points = kept_points(context, question);
    const auto list = context.db.one(
        "select public_key from known_list where agency = $1 and epoch = $2", {agency, epoch});
    if (!list || points.empty())
        return refuse(Fault::Invalid, "This question is no longer open. Fetch those that are.");
    if (answers.size() != points.size())
        return wrong("points", "Answer with as many points as were asked, in the same order");
    const auto public_key = unhex(list->text(0));
    std::map<std::string, std::vector<KnownBy>> agreeing;  // by entry
    std::map<std::string, Hit> entries;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto answer = unhex(answers[i]);
        if (points[i].text.empty()) {
            if (!oblivious::decoy_holds(points[i].blinded, answer, public_key))
                return wrong("points",
                             "These answers are not made with the key of the list. Send the list "
                             "anew with the key that is used");
            continue;
        }
        const auto point = oblivious::unblind(answer, points[i].blinded.factor);
        if (!point) return wrong("points", "An answer is no point of the group");
        const auto token =
            hex(oblivious::finish(known_label(agency, epoch), points[i].text, *point));
        for (const auto& row : context.db.rows(
                 "select entry, category, protected from known_entry where agency = $1 and epoch = "
                 "$2 and token = $3 order by entry",
                 {agency, epoch, token})) {
            agreeing[row.text(0)].push_back(points[i].by);
            entries[row.text(0)] = {.known = true,
                                    .is_protected = row.integer(2) != 0,
                                    .entry = row.text(0),
                                    .category = row.text(1)};
        }
    }
    forget_question(context, question);
    Hit hit;
    for (const auto& [entry, by] : agreeing) {
        if (!agree_enough(by)) continue;
        // Where two entries agree and one is protected, the careful answer holds.
        if (!hit.known || entries[entry].is_protected) hit = entries[entry];
    }
    return hit;
}

void forget_question(Context& context, std::string_view question) {
    context.db.run("delete from known_blind where question = $1", {question});
}

}  // namespace longstone::work
