#include "work/words.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "store/full_text.h"
#include "work/answer_rows.h"
#include "work/answers.h"
#include "work/forecast.h"
#include "work/whole.h"

namespace longstone::work {
namespace {

using journal::Event;

constexpr std::int64_t kMostMatches = 3000;  // the newest answers with the words that are weighed
constexpr std::int64_t kMostFields = 1024;   // in one event
constexpr std::size_t kLongestText = 200;

// ---- the projection

std::string words_of(const Given& given) {
    std::string words;
    for (const auto& row : rows_of(given)) {
        const auto text = trim(row.value);
        if (text.find_first_of(" \n\t") == std::string_view::npos) continue;
        if (!words.empty()) words += ' ';
        words += fold(text);
    }
    return words;
}

// Nothing of an earlier answer stays, and what came later has the higher id, so that the newest
// are found first.
void put_words(store::Session& db, const Event& e, std::string_view ref) {
    const auto given = answers_from_json(e.body["answers"]);
    if (!given) return;
    std::int64_t place = 0;
    for (const auto& [field, value] : *given) {
        if (e.stream_rev > 1)
            db.run("delete from answer_text where record = $1 and field = $2", {ref, field});
        const auto words = words_of(value);
        if (words.empty() || place >= kMostFields) continue;
        db.run(
            "insert into answer_text (id, record, field, agency, carried, at, words) values ($1, "
            "$2, $3, $4, $5, $6, $7)",
            {e.seq * kMostFields + place++,
             ref,
             field,
             e.agency,
             e.body["carried"].text(field).empty() ? 0 : 1,
             e.happened_at.micros,
             words});
    }
}

void apply_words(store::Session& db, const Event& e) {
    constexpr std::string_view kPrefix = "record/";
    if (!e.stream.starts_with(kPrefix) || !e.body.has("answers")) return;
    put_words(db, e, e.stream.substr(kPrefix.size()));
}

// ---- who may see which field

bool open_to(const access::Viewer& viewer,
             const std::vector<std::string>& roles,
             bool sensitive,
             const std::string& hidden_until) {
    const bool role = roles.empty() || viewer.holds_any(roles);
    return role && (!sensitive || viewer.sees_sensitive) && hidden_until.empty();
}

// With one part closed, the whole group is: its words are kept as one.
bool sees_all_of(const access::Viewer& viewer, const define::Field& field) {
    return open_to(viewer, field.private_to, field.sensitive, field.hidden_until) &&
           std::ranges::all_of(field.fields,
                               [&](const auto& part) { return sees_all_of(viewer, part); });
}

// Fields that this viewer does not see in others' answers though they see the record whole: a
// list so short that each answer is held against it. A field by the same id in two pathways counts
// as closed in both as soon as it is in one.
std::string closed_fields(const define::Definitions& definitions, const access::Viewer& viewer) {
    std::string closed = "/";
    for (const auto& [id, form] : definitions.forms) {
        for (const auto& section : form.sections) {
            const bool open = open_to(viewer, section.private_to, section.sensitive, {});
            for (const auto& field : section.fields) {
                if (!open || !sees_all_of(viewer, field)) closed += field.id + "/";
            }
        }
    }
    return closed;
}

// ---- the search

#define LONGSTONE_WORDS_HEAD                                                                \
    "select r.ref, r.pathway, r.stage, r.summary, r.rating, r.lead_user, r.lead_agency, "   \
    "r.opened_at, r.closed_at, t.field, t.at, t.agency, t.carried from answer_text t join " \
    "record r on r.ref = t.record where t.id in ("
#define LONGSTONE_WORDS_TAIL                                         \
    ") and " LONGSTONE_VISIBLE_RECORD                                \
    " and ((t.agency = $6 and t.agency <> '' and t.carried = 0) or " \
    "(" LONGSTONE_WHOLE_RECORD                                       \
    " and $7 not like '%/' || t.field || '/%')) order by t.id desc limit $8"

constexpr store::EitherSql kFind = {
    .sqlite = LONGSTONE_WORDS_HEAD
    "select rowid from answer_word where answer_word match $4 order by rowid desc limit "
    "$5" LONGSTONE_WORDS_TAIL,
    .postgres = LONGSTONE_WORDS_HEAD
    "select w.id from answer_text w where to_tsvector('simple', w.words) @@ to_tsquery('simple', "
    "$4) order by w.id desc limit $5" LONGSTONE_WORDS_TAIL};

constexpr store::EitherSql kCount = {
    .sqlite =
        "select count(*) from (select rowid from answer_word where answer_word match $1 "
        "limit $2) w",
    .postgres =
        "select count(*) from (select w.id from answer_text w where to_tsvector('simple', "
        "w.words) @@ to_tsquery('simple', $1) limit $2) w"};

Line line_of(const store::Row& row) {
    Line line{.ref = row.text(0),
              .pathway = row.text(1),
              .stage = row.text(2),
              .summary = row.text(3),
              .rating = row.text(4),
              .lead = row.text(5),
              .lead_agency = row.text(6)};
    line.opened = Instant{row.integer(7)};
    if (!row.is_null(8)) line.closed = Instant{row.integer(8)};
    return line;
}

// Out of the answer as it was written, the value that has the most of the words.
std::vector<ExcerptPiece> excerpt(Context& context,
                                  const std::string& ref,
                                  const std::string& field,
                                  const std::vector<std::string>& words) {
    std::string best;
    std::size_t most = 0;
    for (const auto& row :
         context.db.rows("select value from answer where record = $1 and field = $2 order by item, "
                         "part, n",
                         {ref, field})) {
        const auto n = words_in(row.text(0), words);
        if (n <= most) continue;
        most = n;
        best = row.text(0);
    }
    return excerpt_of(best, words);
}

// The policy's own word on the answer, whatever the query let through.
bool may_show(const Context& context, const access::Viewer& viewer, const store::Row& row) {
    const auto* pathway = context.definitions.pathway(row.text(1));
    if (pathway == nullptr) return false;
    const auto* field = context.definitions.field(*pathway, row.text(9));
    const auto* section = context.definitions.section(*pathway, row.text(9));
    if (field == nullptr || section == nullptr) return false;
    const bool author =
        !viewer.agency.empty() && row.text(11) == viewer.agency && row.integer(12) == 0;
    return author || (open_to(viewer, section->private_to, section->sensitive, {}) &&
                      sees_all_of(viewer, *field));
}

}  // namespace

WordsFound search_words(Context& context,
                        const access::Viewer& viewer,
                        const std::string& text,
                        int limit) {
    if (text.size() > kLongestText)
        return {.advice = "Shorten what you search for to 200 characters."};
    const auto words = sought_words(text);
    const auto match = store::match_all(context.db.dialect(), words);
    if (match.empty()) return {};
    const int most = std::clamp(limit, 1, 100);
    const auto rows = store::rows(context.db,
                                  kFind,
                                  {viewer.user,
                                   context.now.micros,
                                   roles_reach(context.definitions, viewer),
                                   match,
                                   kMostMatches,
                                   viewer.agency,
                                   closed_fields(context.definitions, viewer),
                                   most});
    WordsFound found;
    for (const auto& row : rows) {
        if (!may_show(context, viewer, row)) continue;
        FoundWords one{
            .record = line_of(row), .field = row.text(9), .at = Instant{row.integer(10)}};
        const auto* pathway = context.definitions.pathway(one.record.pathway);
        one.label = context.definitions.field(*pathway, one.field)->label;
        one.excerpt = excerpt(context, one.record.ref, one.field, words);
        name_subject(context, one.record);
        found.answers.push_back(std::move(one));
    }
    if (std::cmp_less(rows.size(), most)) {
        const auto matches = store::rows(context.db, kCount, {match, kMostMatches});
        found.too_many = matches.front().integer(0) >= kMostMatches;
    }
    if (found.too_many)
        found.advice =
            "Very many answers have these words: only the newest were looked at. Add "
            "another word.";
    return found;
}

void note_word_search(Context& context, const access::Viewer& viewer, const std::string& text) {
    constexpr std::size_t kShortestKey = 16;
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = viewer.user,
                        .agency = viewer.agency,
                        .action = "search",
                        .subject = context.log_key.size() < kShortestKey
                                       ? std::string()
                                       : hex(keyed_blake2b(context.log_key, fold(text)))});
}

journal::Projection words_projection() {
    return {.name = "words", .tables = {"answer_text"}, .apply = apply_words};
}

void index_older_answers(store::Store& store) {
    constexpr store::Sql kBegun = "select count(*) from answer_text_begun";
    if (store.read()->integer(kBegun) > 0) return;
    const auto session = store.write();
    if (session->integer(kBegun) > 0) return;  // another program was first
    const std::vector<journal::Projection> own = {words_projection()};
    journal::rebuild(*session, own);
    session->run("insert into answer_text_begun (begun) values (1)", {});
    session->commit();
}

}  // namespace longstone::work
