#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "work/load.h"

// What pathways publish of their records (`publishes`): the arrangements, the procedures, the
// library. Records that answer the questions of the series alike are versions of one document.
// Nothing else of a record is read here than the answers that are published.
namespace longstone::work {

struct Edition {
    access::Grant grant;
    std::string ref = {};
    std::string title = {};
    std::string stage = {};
    Date from = {};
    std::optional<Date> review = {};
    Answers answers = {};

    [[nodiscard]] std::string first(std::string_view field) const;
};

// The versions of one document: that in force first, then those before it; those that begin later
// stand apart.
struct PublishedDocument {
    std::vector<Edition> versions = {};
    std::vector<Edition> to_come = {};

    [[nodiscard]] const Edition& shown() const {
        return versions.empty() ? to_come.front() : versions.front();
    }
};

// All that this viewer may read on the page of the pathway, by title.
std::vector<PublishedDocument> published(Context& context,
                                         const access::Viewer& viewer,
                                         const define::Pathway& pathway);
// Whether each of these words begins a word of it, in its title or its text; no words: yes.
bool has_words(const Edition& version, std::string_view words);

// ---- who has read it

struct Receipts {
    std::int64_t people = 0;
    std::map<std::string, std::int64_t> by_agency = {};
    std::optional<Instant> ours = {};  // when this viewer said so
};
Receipts receipts_of(Context& context, const access::Viewer& viewer, const std::string& ref);
// "I have read this": kept as an event, once for each person.
Result<void> note_receipt(Context& context,
                          const access::Viewer& viewer,
                          const define::Pathway& pathway,
                          const std::string& ref);

// How often it was opened, by day: counted where it is shown, and told to those who keep it. Not
// part of the journal, which keeps what people said and did.
void count_use(Context& context, const std::string& ref);
std::int64_t uses_of(Context& context, const std::string& ref);

extern const std::span<const store::Migration> kPublishedMigrations;
// Applies every "published.*" event.
journal::Projection published_projection();

}  // namespace longstone::work
