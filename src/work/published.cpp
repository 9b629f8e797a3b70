#include "work/published.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "people/note.h"
#include "work/answer_rows.h"

namespace longstone::work {
namespace {

constexpr std::string_view kRead = "published.read";

constexpr const char* kTables = R"(
create table published_receipt (
  record text not null, user_name text not null, agency text not null, at bigint not null,
  primary key (record, user_name));
create table published_use (
  record text not null, day text not null, n bigint not null, primary key (record, day));
)";

constexpr std::array kSteps = {
    store::Migration{.number = 660, .name = "who has read what is published", .sql = kTables}};

std::string stream_of(std::string_view ref) {
    return cat({"published/", ref});
}

// The questions whose answers leave the record.
std::vector<std::string> fields_of(const define::Pathway& pathway) {
    const auto& part = *pathway.publishes;
    std::vector<std::string> fields = {
        pathway.summary, part.version, part.from, part.review, part.why, part.changed};
    for (const auto* more : {&part.series, &part.source, &part.shows, &part.filters})
        fields.insert(fields.end(), more->begin(), more->end());
    define::collect_fields(part.public_when, fields);
    return fields;
}

Answers answers_of(Context& context, const define::Pathway& pathway, const std::string& ref) {
    Answers answers;
    const auto fields = fields_of(pathway);
    for (const auto& row : context.db.rows("select field, item, part, value from answer where "
                                           "record = $1 order by field, item, part, n",
                                           {ref})) {
        if (std::ranges::find(fields, row.text(0)) != fields.end())
            put_row(answers[row.text(0)], row.integer(1), row.text(2), row.text(3));
    }
    return answers;
}

bool is_open_to(const access::Viewer& viewer,
                const define::Publication& part,
                const Answers& answers) {
    if (!viewer.is_public()) return true;
    return define::holds(part.public_when, [&](const std::string& field) {
        const auto found = answers.find(field);
        return found == answers.end() ? std::vector<std::string>{} : found->second.values;
    });
}

std::optional<Edition> version_of(Context& context,
                                  const access::Viewer& viewer,
                                  const define::Pathway& pathway,
                                  const std::string& ref,
                                  const std::string& stage) {
    const auto facts = facts_of(context, ref);
    if (!facts) return {};
    auto grant = access::allow(context.definitions, viewer, access::Action::ReadPublished, *facts);
    if (!grant) return {};
    const auto& part = *pathway.publishes;
    auto answers = answers_of(context, pathway, ref);
    const auto from = parse_date(answers[part.from].first());
    if (!from || !is_open_to(viewer, part, answers)) return {};
    return Edition{.grant = *grant,
                   .ref = ref,
                   .title = answers[pathway.summary].first(),
                   .stage = stage,
                   .from = *from,
                   .review = parse_date(answers[part.review].first()),
                   .answers = std::move(answers)};
}

std::string series_of(const define::Publication& part, const Edition& version) {
    if (part.series.empty()) return version.ref;
    std::string key;
    for (const auto& field : part.series)
        key += cat({fold(version.first(field)), "/"});
    return key;
}

std::string text_of(const Edition& version) {
    std::string text = version.title;
    for (const auto& [field, given] : version.answers) {
        for (const auto& value : given.values)
            text += cat({" ", value});
        for (const auto& item : given.items) {
            for (const auto& [part, values] : item)
                text += cat({" ", join(values, " ")});
        }
    }
    return fold(text);
}

void receipt_applied(store::Session& db, const journal::Event& event) {
    if (event.kind != kRead) return;
    db.run(
        "insert into published_receipt (record, user_name, agency, at) values ($1, $2, $3, $4) on "
        "conflict (record, user_name) do nothing",
        {event.body.text("record"), event.actor, event.agency, event.happened_at.micros});
}

}  // namespace

std::string Edition::first(std::string_view field) const {
    const auto found = answers.find(field);
    return found == answers.end() ? std::string() : found->second.first();
}

std::vector<PublishedDocument> published(Context& context,
                                         const access::Viewer& viewer,
                                         const define::Pathway& pathway) {
    if (!pathway.publishes) return {};
    const auto& part = *pathway.publishes;
    const Date today = london(context.now).date;
    std::map<std::string, PublishedDocument> series;
    for (const auto& row : context.db.rows(
             "select ref, stage from record where pathway = $1 and restricted = 0 order by ref",
             {pathway.id})) {
        if (std::ranges::find(part.stages, row.text(1)) == part.stages.end()) continue;
        auto version = version_of(context, viewer, pathway, row.text(0), row.text(1));
        if (!version) continue;
        auto& document = series[series_of(part, *version)];
        auto& where = version->from <= today ? document.versions : document.to_come;
        where.push_back(std::move(*version));
    }
    std::vector<PublishedDocument> out;
    for (auto& [key, document] : series) {
        // Of two that begin on one day the one that was opened later counts.
        const auto newer = [](const auto& a, const auto& b) {
            return a.from != b.from ? a.from > b.from : a.ref > b.ref;
        };
        std::ranges::sort(document.versions, newer);
        std::ranges::sort(document.to_come, newer);
        out.push_back(std::move(document));
    }
    std::ranges::sort(out, [](const auto& a, const auto& b) {
        const auto one = fold(a.shown().title);
        const auto other = fold(b.shown().title);
        return one != other ? one < other : a.shown().ref < b.shown().ref;
    });
    return out;
}

bool has_words(const Edition& version, std::string_view words) {
    const auto text = cat({" ", text_of(version)});
    const auto asked = split(fold(words), ' ');
    return std::ranges::all_of(asked, [&](const std::string& word) {
        return word.empty() || text.find(cat({" ", word})) != std::string::npos;
    });
}

Receipts receipts_of(Context& context, const access::Viewer& viewer, const std::string& ref) {
    Receipts receipts;
    for (const auto& row : context.db.rows(
             "select user_name, agency, at from published_receipt where record = $1", {ref})) {
        ++receipts.people;
        ++receipts.by_agency[row.text(1)];
        if (row.text(0) == viewer.user) receipts.ours = Instant{row.integer(2)};
    }
    return receipts;
}

Result<void> note_receipt(Context& context,
                          const access::Viewer& viewer,
                          const define::Pathway& pathway,
                          const std::string& ref) {
    const auto facts = TRY(facts_of(context, ref));
    if (!pathway.publishes || !pathway.publishes->receipts || facts.pathway != pathway.id ||
        viewer.is_public())
        return not_found();
    const auto grant =
        TRY(access::allow(context.definitions, viewer, access::Action::ReadPublished, facts));
    if (receipts_of(context, viewer, grant.subject()).ours) return {};
    return people::note(context, viewer, stream_of(ref), kRead, Json::object({{"record", ref}}));
}

void count_use(Context& context, const std::string& ref) {
    context.db.run(
        "insert into published_use (record, day, n) values ($1, $2, 1) on conflict (record, day) "
        "do "
        "update set n = published_use.n + 1",
        {ref, iso(london(context.now).date)});
}

std::int64_t uses_of(Context& context, const std::string& ref) {
    return context.db.integer(
        "select cast(coalesce(sum(n), 0) as bigint) from published_use where record = $1", {ref});
}

const std::span<const store::Migration> kPublishedMigrations = kSteps;

journal::Projection published_projection() {
    return {.name = "published", .tables = {"published_receipt"}, .apply = receipt_applied};
}

}  // namespace longstone::work
