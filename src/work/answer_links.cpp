#include "work/answer_links.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "work/answer_rows.h"
#include "work/answers.h"
#include "work/engine.h"
#include "work/forecast.h"
#include "work/link_token.h"
#include "work/whole.h"

namespace longstone::work {
namespace {

constexpr const char* kTables = R"(
create table answer_link (
  id text primary key, record text not null, rule text not null, label text not null, hash text not null unique,
  made_at bigint not null, made_by text not null, expires_at bigint not null, most bigint not null,
  closed_at bigint, closed_reason text not null default '');
create index answer_link_of on answer_link (record, made_at);
create table story (
  id text primary key, record text not null, title text not null, body text not null, published_at bigint not null,
  published_by text not null, withdrawn_at bigint, withdrawn_reason text not null default '');
create index story_of on story (record, published_at);
create table story_quote (
  record text not null, answer text not null, field text not null, primary key (record, answer, field));
)";

constexpr std::array kSteps = {store::Migration{
    .number = 640, .name = "answers by a link, and what became of them", .sql = kTables}};

std::string ref_of(const journal::Event& e) {
    return e.stream.substr(std::string_view("record/").size());
}

Instant instant_of(const Json& body, std::string_view key, Instant otherwise) {
    return parse_instant(body.text(key)).value_or(otherwise);
}

void made(store::Session& db, const journal::Event& e) {
    db.run(
        "insert into answer_link (id, record, rule, label, hash, made_at, made_by, expires_at, "
        "most) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {e.body.text("link"),
         ref_of(e),
         e.body.text("rule"),
         e.body.text("label"),
         e.body.text("hash"),
         e.happened_at.micros,
         e.actor,
         instant_of(e.body, "expires", e.happened_at).micros,
         e.body["most"].integer()});
}

void closed(store::Session& db, const journal::Event& e) {
    db.run("update answer_link set closed_at = $2, closed_reason = $3 where id = $1",
           {e.body.text("link"), e.happened_at.micros, e.body.text("reason")});
}

// A story told anew takes the place of the one before it, at the same address.
void published(store::Session& db, const journal::Event& e) {
    db.run(
        "insert into story (id, record, title, body, published_at, published_by) values ($1, $2, "
        "$3, $4, $5, $6) on conflict (id) do update set title = excluded.title, body = "
        "excluded.body, published_at = excluded.published_at, published_by = "
        "excluded.published_by, withdrawn_at = null, withdrawn_reason = ''",
        {e.body.text("story"),
         ref_of(e),
         e.body.text("title"),
         e.body["told"].dump(),
         e.happened_at.micros,
         e.actor});
}

void withdrawn(store::Session& db, const journal::Event& e) {
    db.run("update story set withdrawn_at = $2, withdrawn_reason = $3 where id = $1",
           {e.body.text("story"), e.happened_at.micros, e.body.text("reason")});
}

void quotes_chosen(store::Session& db, const journal::Event& e) {
    db.run("delete from story_quote where record = $1", {ref_of(e)});
    for (const Json& quote : e.body["quotes"].items()) {
        db.run("insert into story_quote (record, answer, field) values ($1, $2, $3)",
               {ref_of(e), quote.text("record"), quote.text("field")});
    }
}

void apply(store::Session& db, const journal::Event& e) {
    if (!e.stream.starts_with("record/") || e.body.is_null()) return;
    if (e.kind == "record.link-made") made(db, e);
    if (e.kind == "record.link-closed") closed(db, e);
    if (e.kind == "record.story-published") published(db, e);
    if (e.kind == "record.story-withdrawn") withdrawn(db, e);
    if (e.kind == "record.quotes-chosen") quotes_chosen(db, e);
}

#define LONGSTONE_LINK_COLUMNS                                                                     \
    "select k.id, k.record, k.rule, k.label, k.hash, k.made_at, k.made_by, k.expires_at, k.most, " \
    "k.closed_at, k.closed_reason, (select count(*) from link l where l.from_record = k.record "   \
    "and l.cause = 'link/' || k.rule || '/' || k.id) from answer_link k "

AnswerLink link_of(const store::Row& row) {
    AnswerLink link{.id = row.text(0),
                    .record = row.text(1),
                    .rule = row.text(2),
                    .label = row.text(3),
                    .made = Instant{row.integer(5)},
                    .expires = Instant{row.integer(7)},
                    .made_by = row.text(6),
                    .most = row.integer(8),
                    .closed_reason = row.text(10),
                    .answers = row.integer(11),
                    .hash = row.text(4)};
    if (!row.is_null(9)) link.closed = Instant{row.integer(9)};
    return link;
}

// The questions that a rule reads of its answers, as far as the viewer may.
std::vector<std::string> read_of(Context& context,
                                 const access::Grant& grant,
                                 const define::LinkRule& rule) {
    std::vector<std::string> wanted = rule.comments;
    wanted.push_back(rule.themes);
    wanted.push_back(rule.rating);
    define::collect_fields(rule.print, wanted);
    const auto* there = context.definitions.pathway(rule.opens);
    std::erase_if(wanted, [&](const std::string& id) {
        const auto* field = context.definitions.field(*there, id);
        const auto* section = context.definitions.section(*there, id);
        return field == nullptr || section == nullptr ||
               !access::sees_field(grant, *section, *field, false);
    });
    return wanted;
}

}  // namespace

std::vector<AnswerLink> answer_links_of(Context& context, const access::Grant& grant) {
    std::vector<AnswerLink> links;
    for (const auto& row :
         context.db.rows(LONGSTONE_LINK_COLUMNS
                         "where k.record = $1 order by case when k.closed_at is null then 0 else 1 "
                         "end, k.made_at desc, k.id",
                         {grant.subject()})) {
        links.push_back(link_of(row));
    }
    return links;
}

std::string link_token(std::string_view key, std::string_view id) {
    return make_token(key, cat({"answer-link/", id}), kPosterToken);
}

std::string link_hash(std::string_view token) {
    return hex(blake2b({"answer-link/", typed_token(token, kPosterToken)}));
}

HeldLink held_link(Context& context, std::string_view token) {
    HeldLink held;
    if (typed_token(token, kPosterToken).empty()) return held;
    const auto row = context.db.one(LONGSTONE_LINK_COLUMNS "where k.hash = $1", {link_hash(token)});
    if (!row) return held;
    held.link = link_of(*row);
    auto facts = facts_of(context, held.link.record);
    const auto* pathway = facts ? context.definitions.pathway(facts->pathway) : nullptr;
    held.rule = pathway == nullptr ? nullptr : pathway->link(held.link.rule);
    if (held.rule == nullptr) return held;
    held.viewer = access::link_viewer(held.link.record, held.rule->opens);
    const auto grant =
        access::allow(context.definitions, held.viewer, access::Action::Open, *facts);
    if (!grant) return held;
    held.asking = load_record(context, *grant);
    const auto* stage = pathway->stage(held.asking.stage);
    const bool asked = stage != nullptr && std::ranges::any_of(stage->links, [&](const auto& rule) {
                           return rule.id == held.link.rule;
                       });
    held.standing = held.link.closed                   ? Standing::Closed
                    : !asked || held.asking.closed     ? Standing::Over
                    : context.now >= held.link.expires ? Standing::Expired
                    : held.link.full()                 ? Standing::Full
                                                       : Standing::Live;
    return held;
}

bool is_anonymous(const Context& context,
                  const define::LinkRule& rule,
                  const define::Pathway& pathway,
                  const RecordState& asking) {
    if (!rule.is_anonymous) return false;
    return define::holds(rule.anonymous,
                         lookup_of({.definitions = context.definitions,
                                    .pathway = pathway,
                                    .record = asking,
                                    .now = context.now}));
}

std::string filled(const Context& context,
                   const define::Pathway& pathway,
                   const RecordState& record,
                   std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        const std::string name(text.substr(open + 1, close - open - 1));
        text = text.substr(close + 1);
        if (name == "ref") {
            out += record.ref;
            continue;
        }
        const auto* field = context.definitions.field(pathway, name);
        const auto* answer = record.answer(name);
        if (field == nullptr || answer == nullptr) continue;
        std::vector<std::string> words;
        for (const auto& value : answer->given.values)
            words.push_back(context.definitions.value_text(*field, value));
        out += join(words, ", ");
    }
    return out;
}

std::vector<LinkAnswer> link_answers(Context& context,
                                     const access::Grant& grant,
                                     const define::LinkRule& rule) {
    const auto reads = read_of(context, grant, rule);
    const auto cause = cat({"link/", rule.id, "/%"});
    const auto roles = roles_reach(context.definitions, grant.viewer());
    std::vector<LinkAnswer> answers;
    std::map<std::string, std::size_t> places;
    for (const auto& row : context.db.rows(
             "select r.ref, r.stage, r.opened_at from link l join record r on r.ref = l.to_record "
             "where l.from_record = $4 and l.kind = 'answered-by' and l.cause like $5 "
             "and " LONGSTONE_WHOLE_RECORD " order by r.opened_at, r.ref",
             {grant.viewer().user, context.now.micros, roles, grant.subject(), cause})) {
        places[row.text(0)] = answers.size();
        answers.push_back({.ref = row.text(0),
                           .stage = row.text(1),
                           .day = london(Instant{row.integer(2)}).date});
    }
    for (const auto& row : context.db.rows(
             "select a.record, a.field, a.item, a.part, a.value from link l join answer a on "
             "a.record = l.to_record where l.from_record = $1 and l.kind = 'answered-by' and "
             "l.cause like $2 order by a.record, a.field, a.item, a.part, a.n",
             {grant.subject(), cause})) {
        const auto place = places.find(row.text(0));
        if (place == places.end() || std::ranges::find(reads, row.text(1)) == reads.end()) continue;
        put_row(
            answers[place->second].answers[row.text(1)], row.integer(2), row.text(3), row.text(4));
    }
    return answers;
}

const std::span<const store::Migration> kAnswerLinkMigrations = kSteps;

journal::Projection answer_links_projection() {
    return {
        .name = "answer links", .tables = {"answer_link", "story", "story_quote"}, .apply = apply};
}

}  // namespace longstone::work
