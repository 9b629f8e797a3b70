#pragma once

#include <string>
#include <vector>

#include "work/excerpt.h"
#include "work/lists.h"

// Words in the answers of records: each word as the beginning of a word, all of them in one answer,
// without regard to case or accents. Of what this viewer may see and nothing else: records by the
// same filter as every list, and inside a record the marks of each field (sensitive, private to
// some, hidden until a stage), and for an involved agency its own answers alone. An answer of a
// single word is a code, a name or a date, and is found elsewhere.
namespace longstone::work {

struct FoundWords {
    Line record = {};
    std::string field = {};  // its id
    std::string label = {};  // its question
    Instant at = {};
    std::vector<ExcerptPiece> excerpt = {};
};
struct WordsFound {
    std::vector<FoundWords> answers = {};  // newest first
    bool too_many = false;                 // so many answers have them that older ones were left
    std::string advice = {};               // what to do, when too_many or nothing was to be sought
};
// Notes no look; note_word_search does, and its caller commits.
WordsFound search_words(Context& context,
                        const access::Viewer& viewer,
                        const std::string& text,
                        int limit);
// Leaves a trace in the access log that somebody searched, with a keyed hash of the words.
void note_word_search(Context& context, const access::Viewer& viewer, const std::string& text);

// Keeps answer_text; its database indexes it.
journal::Projection words_projection();
// Indexes what was answered before there was this index: at the first start of a program that has
// it, and never again, however many answers have no words.
void index_older_answers(store::Store& store);

}  // namespace longstone::work
