#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "work/load.h"

// Links through which people without an account answer. The address holds a token that nobody can
// guess; it is made from the link's id with a key that stands beside the data, and the store has
// its hash alone. How many answered is counted from the records that came of it.
namespace longstone::work {

struct AnswerLink {
    std::string id = {}, record = {}, rule = {};
    std::string label = {};  // for whom or where it is: "Poster in the hub"
    Instant made = {}, expires = {};
    std::string made_by = {};
    std::int64_t most = 0;  // answers; 0: any number
    std::optional<Instant> closed = {};
    std::string closed_reason = {};
    std::int64_t answers = 0;
    std::string hash = {};

    [[nodiscard]] bool live(Instant now) const { return !closed && now < expires && !full(); }
    [[nodiscard]] bool full() const { return most > 0 && answers >= most; }
};

// Every link of the record that the Grant is for, newest first.
std::vector<AnswerLink> answer_links_of(Context& context, const access::Grant& grant);

// What stands in the address, as "k7qf-29mx-ab3d".
std::string link_token(std::string_view key, std::string_view id);
std::string link_hash(std::string_view token);

// Why somebody who holds an address cannot answer.
enum class Standing { Live, Unknown, Expired, Closed, Over, Full };
struct HeldLink {
    Standing standing = Standing::Unknown;
    AnswerLink link = {};
    const define::LinkRule* rule = nullptr;
    access::Viewer viewer = {};  // whoever holds it
    RecordState asking = {};     // as its public page may tell of it
};
// Nothing of the record is known where the address is none of ours.
HeldLink held_link(Context& context, std::string_view token);

// Whether whoever answers stays unknown.
bool is_anonymous(const Context& context,
                  const define::LinkRule& rule,
                  const define::Pathway& pathway,
                  const RecordState& asking);
// The text with each {field} replaced by its answer in words, {ref} by the reference.
std::string filled(const Context& context,
                   const define::Pathway& pathway,
                   const RecordState& record,
                   std::string_view text);

// What came through the links of a rule, for who works on the asking: each answer's record.
struct LinkAnswer {
    std::string ref = {}, stage = {};
    Date day = {};
    Answers answers = {};
};
// Only those of records that the viewer sees whole; oldest first.
std::vector<LinkAnswer> link_answers(Context& context,
                                     const access::Grant& grant,
                                     const define::LinkRule& rule);

// How the link of an answer to its asking is called.
inline constexpr std::string_view kAnsweredBy = "answered-by";

extern const std::span<const store::Migration> kAnswerLinkMigrations;
// Applies "record.link-made", "record.link-closed" and the events of stories.
journal::Projection answer_links_projection();

}  // namespace longstone::work
