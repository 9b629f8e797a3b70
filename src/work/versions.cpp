#include "work/versions.h"

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/note.h"

namespace longstone::work {
namespace {

constexpr std::string_view kStream = "definition/";

struct Last {
    std::string digest = {};
    bool withdrawn = false;
};

std::map<std::string, Last> last_published(store::Session& db) {
    std::map<std::string, Last> last;
    for (const auto& row : db.rows("select pathway, digest, withdrawn_at from pathway_version "
                                   "order by pathway, n")) {
        last[row.text(0)] = {.digest = row.text(1), .withdrawn = !row.is_null(2)};
    }
    return last;
}

std::string stream_of(const std::string& pathway) {
    return cat({kStream, pathway});
}

void published(store::Session& db, const journal::Event& e) {
    const auto pathway = e.stream.substr(kStream.size());
    const Json& definition = e.body["definition"];
    db.run(
        "insert into pathway_version (pathway, n, version, name, digest, body, published_at, "
        "published_by) values ($1, (select coalesce(max(n), 0) + 1 from pathway_version where "
        "pathway = $1), $2, $3, $4, $5, $6, $7)",
        {pathway,
         definition["version"].integer(1),
         definition.text("name"),
         e.body.text("digest"),
         definition.dump(),
         e.recorded_at.micros,
         e.actor});
}

void withdrawn(store::Session& db, const journal::Event& e) {
    db.run(
        "update pathway_version set withdrawn_at = $2 where pathway = $1 and n = (select max(n) "
        "from pathway_version where pathway = $1)",
        {e.stream.substr(kStream.size()), e.recorded_at.micros});
}

}  // namespace

Result<int> publish_versions(Context& context) {
    int events = 0;
    auto last = last_published(context.db);
    for (const auto& [id, pathway] : context.definitions.pathways) {
        const auto definition = define::to_json(context.definitions, pathway);
        const auto digest = hex(blake2b({definition.dump()}));
        const auto found = last.find(id);
        const bool same =
            found != last.end() && !found->second.withdrawn && found->second.digest == digest;
        if (found != last.end()) last.erase(found);
        if (same) continue;
        TRY(people::note(context,
                         access::system_viewer(),
                         stream_of(id),
                         kPublished,
                         Json::object({{"digest", digest}, {"definition", definition}})));
        ++events;
    }
    for (const auto& [id, gone] : last) {
        if (gone.withdrawn) continue;
        TRY(people::note(
            context, access::system_viewer(), stream_of(id), kWithdrawn, Json(Json::Object{})));
        ++events;
    }
    return events;
}

std::vector<PublishedVersion> versions_of(Context& context,
                                          const access::Grant& grant,
                                          std::string_view pathway) {
    std::vector<PublishedVersion> versions;
    if (grant.action() != access::Action::SeeDefinitions) return versions;
    for (const auto& row : context.db.rows(
             "select v.n, v.version, v.name, v.published_at, v.published_by, v.withdrawn_at, "
             "(select count(*) from record r where r.pathway = v.pathway and r.closed_at is null "
             "and (r.restricted <> 2 or $1 = 'system' or " LONGSTONE_VISIBLE_RECORD ") "
             "and r.recorded_at >= v.published_at and not exists (select 1 from pathway_version l "
             "where l.pathway = v.pathway and l.n > v.n and l.published_at <= r.recorded_at)) "
             "from pathway_version v where v.pathway = $3 order by v.n desc",
             {grant.viewer().user, context.now.micros, pathway})) {
        PublishedVersion one{.pathway = std::string(pathway),
                             .n = row.integer(0),
                             .version = row.integer(1),
                             .name = row.text(2),
                             .at = Instant{row.integer(3)},
                             .by = row.text(4),
                             .open_records = row.integer(6)};
        if (!row.is_null(5)) one.withdrawn = Instant{row.integer(5)};
        versions.push_back(std::move(one));
    }
    return versions;
}

Json published_pathway(store::Session& db, std::string_view pathway, std::int64_t n) {
    const auto row = db.one(
        "select body from pathway_version where pathway = $1 and ($2 = 0 or n = $2) order by n "
        "desc limit 1",
        {pathway, n});
    if (!row) return {};
    auto body = Json::parse(row->text(0));
    return body ? std::move(*body) : Json();
}

std::int64_t version_of_record(store::Session& db, std::string_view ref) {
    return db.integer(
        "select coalesce(max(v.n), 0) from record r join pathway_version v on v.pathway = "
        "r.pathway and v.published_at <= r.recorded_at where r.ref = $1",
        {ref});
}

// Records that are sealed are not even counted for those who cannot see them.
std::map<std::string, std::int64_t> count_standing(Context& context,
                                                   const access::Grant& grant,
                                                   std::string_view pathway) {
    std::map<std::string, std::int64_t> counts;
    if (grant.action() != access::Action::SeeDefinitions) return counts;
    for (const auto& row : context.db.rows(
             "select r.stage, count(*) from record r where r.pathway = $3 and r.closed_at is null "
             "and (r.restricted <> 2 or $1 = 'system' or " LONGSTONE_VISIBLE_RECORD
             ") group by r.stage",
             {grant.viewer().user, context.now.micros, pathway})) {
        counts[row.text(0)] = row.integer(1);
    }
    return counts;
}

std::map<std::string, std::int64_t> count_open(Context& context, const access::Grant& grant) {
    std::map<std::string, std::int64_t> counts;
    if (grant.action() != access::Action::SeeDefinitions) return counts;
    for (const auto& row :
         context.db.rows("select r.pathway, count(*) from record r where r.closed_at is null and "
                         "(r.restricted <> 2 or $1 = 'system' or " LONGSTONE_VISIBLE_RECORD
                         ") group by r.pathway",
                         {grant.viewer().user, context.now.micros})) {
        counts[row.text(0)] = row.integer(1);
    }
    return counts;
}

journal::Projection versions_projection() {
    return {.name = "versions",
            .tables = {"pathway_version"},
            .apply = [](store::Session& db, const journal::Event& e) {
                if (!e.stream.starts_with(kStream) || e.body.is_null()) return;
                if (e.kind == kPublished) published(db, e);
                if (e.kind == kWithdrawn) withdrawn(db, e);
            }};
}

}  // namespace longstone::work
