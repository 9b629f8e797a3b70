#include <algorithm>

#include "base/text.h"
#include "http/router.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/publication_parts.h"
#include "work/house.h"
#include "work/lists.h"

// One document that is published: its text, which version it is, what changed and why, the versions
// before it, where it comes from, and who has read it.
namespace longstone::web {
namespace {

constexpr int kMostSources = 10;

struct Found {
    work::PublishedDocument document = {};
    const work::Edition* version = nullptr;
};

Result<Found> find(Visit& visit, work::Context& context, const define::Pathway& pathway) {
    for (auto& document : work::published(context, visit.viewer(), pathway)) {
        for (const auto* versions : {&document.versions, &document.to_come}) {
            const auto at = std::ranges::find(*versions, visit.param("ref"), &work::Edition::ref);
            if (at == versions->end()) continue;
            const auto ref = at->ref;
            Found found{.document = std::move(document)};
            for (const auto* moved : {&found.document.versions, &found.document.to_come}) {
                const auto there = std::ranges::find(*moved, ref, &work::Edition::ref);
                if (there != moved->end()) found.version = &*there;
            }
            return found;
        }
    }
    return not_found();
}

std::string value_of(const Visit& visit,
                     const define::Field& field,
                     const work::Given::Item& item) {
    const auto found = item.find(field.id);
    std::vector<std::string> words;
    if (found != item.end()) {
        for (const auto& value : found->second)
            words.push_back(value_words(visit.definitions(), field, value));
    }
    return join(words, ", ");
}

// Each item under its first answer: a part of a guide under its heading, a partner under its name.
Html items_html(const Visit& visit, const define::Field& field, const work::Given& given) {
    Html out;
    for (const auto& item : given.items) {
        Html rest;
        for (std::size_t i = 1; i < field.fields.size(); ++i) {
            const auto& part = field.fields[i];
            const auto said = value_of(visit, part, item);
            if (said.empty()) continue;
            const bool text = field.fields.size() == 2;
            rest += text ? html::paragraph(html::lines(said))
                         : html::paragraph({html::strong(part.label), ": ", said});
        }
        out +=
            html::heading(3, html::HeadingSize::Small, value_of(visit, field.fields.front(), item));
        out += rest;
    }
    return out;
}

Html text_html(const Visit& visit, const define::Pathway& pathway, const work::Edition& version) {
    Html out;
    for (const auto& id : pathway.publishes->shows) {
        const auto* field = visit.definitions().field(pathway, id);
        const auto given = version.answers.find(id);
        if (field == nullptr || given == version.answers.end() || given->second.empty()) continue;
        out += html::heading(2, html::HeadingSize::Medium, field->label);
        if (!given->second.items.empty()) {
            out += items_html(visit, *field, given->second);
        } else if (given->second.values.size() == 1) {
            const auto said =
                value_words(visit.definitions(), *field, given->second.values.front());
            out += field->voice ? ls::voice({.words = said}) : html::paragraph(html::lines(said));
        } else {
            std::vector<Html> items;
            for (const auto& value : given->second.values)
                items.push_back(html::text(value_words(visit.definitions(), *field, value)));
            out += html::bullets(items);
        }
    }
    return out;
}

Html versions_html(Visit& visit, const define::Pathway& pathway, const Found& found) {
    const auto& part = *pathway.publishes;
    if (part.version.empty()) return {};
    ls::Table table{.caption = "Versions",
                    .caption_unseen = false,
                    .columns = {{.text = "Version", .row_header = true},
                                {.text = "From"},
                                {.text = "Why"},
                                {.text = "What changed"}}};
    for (const auto* versions : {&found.document.to_come, &found.document.versions}) {
        for (const auto& version : *versions) {
            const auto name = cat({"Version ", version.first(part.version)});
            table.rows.push_back(
                {.cells = {&version == found.version
                               ? html::strong(name)
                               : html::link(publication_path(pathway, version.ref), name),
                           html::text(say(version.from)),
                           published_html(visit, pathway, version, part.why),
                           published_html(visit, pathway, version, part.changed)}});
        }
    }
    return visit.list(table);
}

Html standing_html(const define::Pathway& pathway, const Found& found) {
    const auto& now = found.document.versions;
    if (!now.empty() && found.version == now.data()) return {};
    if (now.empty() || found.version->from > now.front().from)
        return govuk::inset_text(
            {.text = cat({"This comes into force on ", say(found.version->from), "."})});
    return govuk::inset_text(
        {.html = html::cat(
             {"This is an earlier version, kept so that it can be looked up. ",
              html::link(publication_path(pathway, now.front().ref), "Read the one in force"),
              "."})});
}

// Where it comes from: the answers say so to all, the records to who may open them.
Html sources_html(Visit& visit,
                  work::Context& context,
                  const define::Pathway& pathway,
                  const work::Edition& version) {
    std::vector<Html> items;
    std::vector<Html> said;
    for (const auto& id : pathway.publishes->source) {
        auto one = published_html(visit, pathway, version, id);
        if (!one.empty()) said.push_back(std::move(one));
    }
    if (!said.empty()) items.push_back(html::join(said, ": "));
    if (visit.signed_in()) {
        std::vector<std::string> refs;
        for (const auto& row : context.db.rows(
                 "select from_record from link where to_record = $1 order by at", {version.ref}))
            refs.push_back(row.text(0));
        for (const auto& line : work::lines_named(context, visit.viewer(), refs, kMostSources))
            items.push_back(record_link(
                line.ref, cat({line.ref, line.summary.empty() ? "" : ": ", line.summary})));
    }
    if (items.empty()) return {};
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "Where it comes from"), html::bullets(items)});
}

Html receipts_html(Visit& visit,
                   work::Context& context,
                   const define::Pathway& pathway,
                   const work::Edition& version) {
    if (!visit.signed_in() || !pathway.publishes->receipts) return {};
    const auto receipts = work::receipts_of(context, visit.viewer(), version.ref);
    Html out = html::heading(2, html::HeadingSize::Medium, "Have you read it?", {{"id", "read"}});
    if (receipts.ours) {
        out += html::paragraph(
            {"You said on ", say(london(*receipts.ours).date), " that you have read this."});
    } else {
        out += post_form(visit,
                         cat({publication_path(pathway, version.ref), "/read"}),
                         {govuk::button({.text = "I have read this"})});
    }
    if (!keeps(visit, pathway)) return out;
    std::vector<std::string> agencies;
    for (const auto& [agency, n] : receipts.by_agency)
        agencies.push_back(cat({visit.agency_name(agency), " ", number(n)}));
    out += html::paragraph({"Read by ",
                            count_of(receipts.people, "person", "people"),
                            agencies.empty() ? "" : ": ",
                            join_and(agencies),
                            ". Opened ",
                            count_of(work::uses_of(context, version.ref), "time", "times"),
                            "."});
    return out;
}

http::Reply document_page(Visit& visit, const define::Pathway& pathway) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto found = TRY(find(visit, reading.context, pathway));
        const auto& version = *found.version;
        const auto& part = *pathway.publishes;
        std::vector<Html> lead;
        if (!part.version.empty())
            lead.push_back(html::text(cat({"Version ", version.first(part.version)})));
        lead.push_back(html::text(cat({"since ", say(version.from)})));
        if (version.review)
            lead.push_back(html::cat({"to be reviewed: ", review_html(visit, version)}));
        Html main = done_banner(visit);
        main +=
            ls::page_head({.title = version.title, .caption = part.name, .lead = ls::dotted(lead)});
        main += standing_html(pathway, found);
        main += text_html(visit, pathway, version);
        main += sources_html(visit, reading.context, pathway, version);
        main += versions_html(visit, pathway, found);
        main += receipts_html(visit, reading.context, pathway, version);
        if (keeps(visit, pathway))
            main += html::paragraph(
                {"You look after it: ", record_link(version.ref, version.ref), "."});
        return visit.page({.title = version.title,
                           .main = std::move(main),
                           .before_main = govuk::back_link(
                               {.text = part.name, .href = publication_path(pathway)}),
                           .width = ui::Width::Narrow,
                           .current = visit.signed_in() ? kPartnershipPath : ""});
    });
}

// Counted apart, so that the page itself is read from one snapshot; those who keep it do not count.
http::Reply count_and_show(Visit& visit, const define::Pathway& pathway) {
    if (!keeps(visit, pathway)) {
        const auto session = visit.house().store->write();
        auto context = visit.house().context(*session);
        if (find(visit, context, pathway)) {
            work::count_use(context, visit.param("ref"));
            session->commit();
        }
    }
    return document_page(visit, pathway);
}

http::Reply read_it(Visit& visit, const define::Pathway& pathway) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto found = TRY(find(visit, context, pathway));
        TRY(work::note_receipt(context, visit.viewer(), pathway, found.version->ref));
        return http::Reply::see_other(
            done_at(publication_path(pathway, found.version->ref), "read"));
    });
}

}  // namespace

void add_publication_routes(http::Router& router, App& app, const define::Pathway& pathway) {
    const auto* one = &pathway;
    const auto pattern = publication_path(pathway, "{ref}");
    const auto name = cat({"published: ", pathway.publishes->page, ": one"});
    add_page(router,
             app,
             {.pattern = pattern,
              .name = name,
              .access = pathway.publishes->to_public ? http::AccessKind::Public
                                                     : http::AccessKind::SignedIn},
             [one](Visit& visit) { return count_and_show(visit, *one); });
    if (!pathway.publishes->receipts) return;
    add_page(router,
             app,
             {.method = "POST", .pattern = cat({pattern, "/read"}), .name = cat({name, ": read"})},
             [one](Visit& visit) { return read_it(visit, *one); });
}

}  // namespace longstone::web
