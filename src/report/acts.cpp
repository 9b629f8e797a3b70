#include "report/acts.h"

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "work/acts/answer_record.h"

namespace longstone::report {
namespace {

constexpr std::string_view kFrozen = "record.report-frozen";
constexpr std::string_view kPublished = "record.report-published";

constexpr const char* kTables = R"(
create table report_frozen (record text primary key, figures text not null);
create table report_published (
  record text primary key, report text not null, slug text not null, published_at bigint not null,
  document text not null);
create index report_published_by_address on report_published (report, slug)
)";

// Every column of figures that was released, for later ones to be held against.
constexpr const char* kReleased = R"(
create table report_released (
  record text not null, n bigint not null, at bigint not null, body text not null, primary key (record, n))
)";

constexpr std::array kSteps = {
    store::Migration{.number = 700, .name = "reports frozen and published", .sql = kTables},
    store::Migration{.number = 701, .name = "figures released", .sql = kReleased},
};

void apply_report(store::Session& db, const journal::Event& e) {
    if (e.body.is_null()) return;
    const auto ref = e.stream.substr(e.stream.find('/') + 1);
    if (e.kind == kFrozen)
        db.run(
            "insert into report_frozen (record, figures) values ($1, $2) on conflict (record) do "
            "update set figures = excluded.figures",
            {ref, e.body["figures"].dump()});
    if (e.kind == kPublished) {
        const auto& document = e.body["document"];
        db.run(
            "insert into report_published (record, report, slug, published_at, document) values "
            "($1, $2, $3, $4, $5) on conflict (record) do update set report = excluded.report, "
            "slug = excluded.slug, published_at = excluded.published_at, document = "
            "excluded.document",
            {ref,
             document.text("report"),
             document.text("slug"),
             e.recorded_at.micros,
             document.dump()});
        std::int64_t n = 0;
        for (const auto& column : e.body["released"].items())
            db.run("insert into report_released (record, n, at, body) values ($1, $2, $3, $4)",
                   {ref, ++n, e.recorded_at.micros, column.dump()});
    }
}

std::optional<Json> parsed(const std::optional<store::Row>& row) {
    if (!row) return {};
    auto json = Json::parse(row->text(0));
    if (!json) return {};
    return std::move(*json);
}

// The questions that an act answers by being done.
work::Answers answered(const define::Definitions& definitions,
                       const define::Pathway& pathway,
                       std::initializer_list<std::pair<std::string, std::string>> said) {
    work::Answers answers;
    for (const auto& [field, value] : said)
        if (!field.empty() && definitions.field(pathway, field) != nullptr)
            answers[field] = {.values = {value}};
    return answers;
}

Result<void> answer(work::Context& context,
                    work::Opened& opened,
                    work::Answers answers,
                    work::Change& change) {
    const auto sections = work::answerable(context, opened);
    // A question of a stage that is still to come is left to it.
    std::erase_if(answers, [&](const auto& entry) {
        return std::ranges::none_of(sections, [&](const auto* section) {
            return std::ranges::any_of(section->fields,
                                       [&](const auto& field) { return field.id == entry.first; });
        });
    });
    return work::take_answers(context, opened, sections, std::move(answers), change);
}

Result<work::Opened> begin(work::Context& context,
                           const access::Viewer& viewer,
                           const define::Report& report,
                           std::string_view ref,
                           work::SeenRev seen) {
    auto opened = TRY(work::begin_change(context, viewer, access::Action::Work, ref, seen));
    if (opened.record.pathway != report.pathway || !may_make(opened)) return not_found();
    if (published_of(context.db, ref))
        return refuse(Fault::Invalid,
                      "This report is published. What was published is kept as it is.");
    return opened;
}

}  // namespace

void prepare(work::House& house) {
    store::migrate(*house.store, kSteps);
    house.projections.push_back({.name = "reports",
                                 .tables = {"report_frozen", "report_published", "report_released"},
                                 .apply = apply_report});
}

TakenFigures figures_of(work::Context& context,
                        const work::Opened& opened,
                        const define::Report& report) {
    if (const auto kept = parsed(context.db.one(
            "select figures from report_frozen where record = $1", {opened.record.ref})))
        return taken_from_json(*kept);
    return take(context, opened.grant, report, spell_of(report, opened.record).value_or(Spell{}));
}

bool may_make(const work::Opened& opened) {
    const auto& viewer = opened.grant.viewer();
    return opened.grant.reach() == access::Reach::Whole &&
           (viewer.is_system() || viewer.holds_any(opened.pathway->access.lead));
}

Result<work::Opened> freeze(work::Context& context,
                            const access::Viewer& viewer,
                            const define::Report& report,
                            std::string_view ref,
                            work::SeenRev seen) {
    auto opened = TRY(begin(context, viewer, report, ref, seen));
    const auto spell = spell_of(report, opened.record);
    if (!spell)
        return Refused(Problem{.message = "The record does not say which days it is about.",
                               .fields = {{report.to, "Give the last day of the report"}}});
    auto figures = take(context, opened.grant, report, *spell);
    figures.by = viewer.user;
    work::Change change{.kind = std::string(kFrozen)};
    change.body.set("report", report.id).set("figures", to_json(figures));
    const auto today = iso(london(context.now).date);
    auto post = viewer.post_name(context.definitions);
    TRY(answer(context,
               opened,
               answered(context.definitions,
                        *opened.pathway,
                        {{report.frozen_on, today},
                         {report.frozen_by, post.empty() ? viewer.user : post}}),
               change));
    TRY(work::commit_change(context, opened, std::move(change)));
    return opened;
}

std::optional<Problem> why_not(const work::Opened& opened,
                               const define::Report& report,
                               const Composed& composed) {
    Problem problem{.message = "This report cannot be published yet."};
    if (!composed.document.frozen) problem.fields.push_back({"freeze", "Freeze its figures first"});
    const auto* stage = opened.pathway->stage(report.publish_at);
    if (stage != nullptr && !opened.record.reached(report.publish_at))
        problem.fields.push_back(
            {"stage", cat({"Its record has not come to \"", stage->name, "\" yet"})});
    for (const auto& wanted : composed.wanted)
        for (const auto& lack : wanted.lacks)
            problem.fields.push_back(
                {wanted.id, cat({wanted.what, " (", lack.section_title, "): ", lack.what})});
    if (problem.fields.empty()) return {};
    return problem;
}

Result<work::Opened> publish(work::Context& context,
                             const access::Viewer& viewer,
                             const define::Report& report,
                             std::string_view ref,
                             work::SeenRev seen,
                             const std::string& address) {
    auto opened = TRY(begin(context, viewer, report, ref, seen));
    if (report.publish_at.empty()) return not_found();
    const auto figures = figures_of(context, opened, report);
    auto composed = compose(context, opened, report, figures, Gaps::LeftOut);
    if (auto problem = why_not(opened, report, composed)) return Refused(std::move(*problem));
    composed.document.published = context.now;
    work::Change change{.kind = std::string(kPublished)};
    const auto releases = releases_before(context, ref);
    Json released = Json::array();
    for (const auto& taken : figures.figures)
        for (const auto& column : columns_of(taken, figures.profile, releases))
            released.push(to_json(column));
    change.body.set("report", report.id)
        .set("document", to_json(composed.document))
        .set("released", std::move(released));
    TRY(answer(
        context,
        opened,
        answered(context.definitions,
                 *opened.pathway,
                 {{report.published_on, iso(london(context.now).date)}, {report.where, address}}),
        change));
    TRY(work::commit_change(context, opened, std::move(change)));
    return opened;
}

std::optional<Document> published(store::Session& db,
                                  std::string_view report,
                                  std::string_view slug) {
    const auto kept = parsed(
        db.one("select document from report_published where report = $1 and slug = $2 order by "
               "published_at desc limit 1",
               {report, slug}));
    if (!kept) return {};
    return document_from_json(*kept);
}

std::optional<Document> published_of(store::Session& db, std::string_view record) {
    const auto kept =
        parsed(db.one("select document from report_published where record = $1", {record}));
    if (!kept) return {};
    return document_from_json(*kept);
}

}  // namespace longstone::report
