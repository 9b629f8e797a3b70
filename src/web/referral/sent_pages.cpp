#include <algorithm>

#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/panel.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/referral/referral_routes.h"
#include "work/acts/dissent.h"
#include "work/drafts.h"
#include "work/lists.h"
#include "work/load.h"

// After a referral was sent: its reference and when to expect an answer; and the list of all that
// somebody has sent, with what they were told.
namespace longstone::web {
namespace {

constexpr std::string_view kReferrer = "referrer";
constexpr std::string_view kDraftKey = "referral/";

bool tells_referrer(const define::Clock& clock) {
    return std::ranges::any_of(clock.to, [](const define::Trigger& trigger) {
        return trigger.kind == define::Trigger::Kind::Told && trigger.what == kReferrer;
    });
}

// The first of the running clocks that stop when the referrer is told; else the main clock.
std::optional<Instant> hear_by(const work::Opened& opened) {
    std::optional<Instant> due;
    for (const auto& clock : opened.record.clocks) {
        const auto* rule = opened.pathway->clock(clock.clock);
        if (rule == nullptr || !clock.running() || !tells_referrer(*rule)) continue;
        if (!due || clock.due < *due) due = clock.due;
    }
    if (due) return due;
    const auto* main = work::main_clock(*opened.pathway, opened.record);
    return main == nullptr ? std::nullopt : std::optional(main->due);
}

Html phones_html(const Visit& visit) {
    const auto& partnership = visit.definitions().partnership;
    std::vector<Html> items;
    if (!partnership.front_door_phone.empty()) {
        items.push_back(html::text(partnership.front_door_phone));
    }
    if (!partnership.out_of_hours_phone.empty()) {
        items.push_back(html::cat({partnership.out_of_hours_phone, " at night and weekends"}));
    }
    if (items.empty()) return {};
    return html::cat({html::paragraph("Telephone us if you hear nothing, if something changes or "
                                      "if you are more worried:"),
                      html::bullets(items)});
}

Result<work::Opened> own_referral(Visit& visit, work::Context& context) {
    auto opened = TRY(
        work::open_record_for(context, visit.viewer(), access::Action::Read, visit.param("ref")));
    if (opened.record.opened_by != visit.viewer().user) return not_found();
    return opened;
}

http::Reply sent_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(own_referral(visit, reading.context));
        reading.looked(opened.grant);
        Html main = govuk::panel(
            {.title_text = "Sent",
             .html = html::cat({"Your reference is ", html::strong(opened.record.ref)})});
        main += html::heading(2, html::HeadingSize::Medium, "What happens next");
        if (const auto due = hear_by(opened)) {
            main += html::paragraph({"You should hear by ",
                                     html::strong(by_when(visit.now(), *due)),
                                     ". You find what you are told under ",
                                     html::link("/referrals", "My referrals"),
                                     "."});
        }
        main += phones_html(visit);
        main += danger_html(visit);
        main += html::paragraph(record_link(opened.record.ref, "See what you sent"));
        return referral_page(visit,
                             false,
                             {.title = cat({"Sent: ", opened.record.ref}),
                              .main = std::move(main),
                              .current = "/referrals"});
    });
}

// ---- my referrals

Html drafts_html(Visit& visit, work::Context& context) {
    ls::Table table{.caption = "Drafts",
                    .caption_unseen = false,
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "About"},
                                {.text = "Saved"},
                                {.text = "Delete", .unseen = true}}};
    for (const auto& [key, draft] : work::drafts_of(context, visit.viewer().user)) {
        if (!key.starts_with(kDraftKey)) continue;
        const auto id = key.substr(kDraftKey.size());
        const auto base = cat({"/referrals/drafts/", id});
        const auto referral = read_referral(visit.definitions(), {.id = id, .base = base}, draft);
        if (!referral) continue;
        std::vector<std::string> names;
        for (const auto& person : referral->people) {
            const auto* rule = referral->rule(person.role);
            if (rule != nullptr && rule->subject) names.push_back(person.name);
        }
        const auto about = names.empty() ? "Nobody named yet" : join_and(names);
        table.rows.push_back(
            {.cells = {
                 html::link(base, referral->pathway->name),
                 html::text(about),
                 when_html(referral->saved),
                 html::link(cat({base, "/delete"}),
                            html::cat({"Delete",
                                       html::hidden_text(cat({" the draft about ", about}))}))}});
    }
    return table.rows.empty() ? Html{} : visit.list(table);
}

// What was told to whoever referred, their own agency's part alone.
Html told_html(Visit& visit, const work::Opened& opened) {
    Html out;
    for (const auto& told : opened.record.told) {
        if (told.whom != kReferrer || told.words.empty()) continue;
        if (!told.agency.empty() && told.agency != visit.viewer().agency) continue;
        out += html::paragraph({html::strong(say_short(told.at)), ": ", told.words});
    }
    if (!out.empty()) return out;
    if (opened.record.closed) return ls::muted("Closed. No outcome was sent to you: ask for it.");
    const auto due = hear_by(opened);
    if (!due) return ls::muted("Not told yet");
    return due < visit.now()
               ? html::cat({ls::late("You should have heard by now."), " Telephone us."})
               : html::cat({"You should hear by ", by_when(visit.now(), *due), "."});
}

// Where the definitions let somebody challenge a decision by a record of its own.
Html challenge_html(const Visit& visit, const work::Opened& opened) {
    Html out;
    for (const auto& [id, pathway] : visit.definitions().pathways) {
        const bool follows =
            std::ranges::find(pathway.starts_from, opened.pathway->id) != pathway.starts_from.end();
        if (!follows || pathway.opening.empty()) continue;
        if (!visit.viewer().holds_any(pathway.access.opens)) continue;
        if (std::ranges::none_of(opened.pathway->opens, [&](const define::OpenRule& rule) {
                return rule.pathway == id && rule.link != define::OpenRule{}.link;
            })) {
            continue;
        }
        out += html::paragraph(html::link(cat({"/referrals/new?pathway=", id}), pathway.name));
    }
    return out;
}

Html disagree_html(const Visit& visit, const work::Opened& opened) {
    const auto name = cat({" with ", opened.record.ref});
    Html out = html::paragraph(html::link(cat({"/referrals/", opened.record.ref, "/disagree"}),
                                          html::cat({"I disagree", html::hidden_text(name)})));
    out += challenge_html(visit, opened);
    return out;
}

std::string stage_words(const work::Opened& opened) {
    const auto* stage = opened.pathway->stage(opened.record.stage);
    return stage == nullptr ? opened.record.stage : stage->name;
}

Result<Html> sent_html(Visit& visit, Reading& reading) {
    ls::Table table{.caption = "Sent",
                    .caption_unseen = false,
                    .columns = {{.text = "Reference", .row_header = true},
                                {.text = "About"},
                                {.text = "Sent"},
                                {.text = "Where it stands"},
                                {.text = "What you were told"},
                                {.text = "If you disagree"}},
                    .if_empty = "You have sent nothing yet."};
    const auto page = work::list_records(reading.context,
                                         visit.viewer(),
                                         {.opened_by = visit.viewer().user,
                                          .closed_too = true,
                                          .after = visit.request().query_text("after")});
    for (const auto& line : page.lines) {
        const auto opened =
            work::open_record_for(reading.context, visit.viewer(), access::Action::Read, line.ref);
        // What a decision opened in somebody's name is not something that they sent.
        if (!opened || opened->record.source == "system") continue;
        reading.looked(opened->grant);
        table.rows.push_back({.cells = {record_link(line.ref, line.ref),
                                        html::text(subject_name(*opened)),
                                        when_html(line.opened),
                                        html::text(stage_words(*opened)),
                                        told_html(visit, *opened),
                                        disagree_html(visit, *opened)}});
    }
    Html out = visit.list(table);
    if (!page.next.empty()) out += next_page(cat({"/referrals?after=", page.next}));
    return out;
}

http::Reply mine(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        Html main = done_banner(visit);
        main += html::heading(1, html::HeadingSize::Large, "My referrals");
        main += govuk::button({.text = "Make a referral", .href = "/referrals/new"});
        main += drafts_html(visit, reading.context);
        main += TRY(sent_html(visit, reading));
        return visit.page(
            {.title = "My referrals", .main = std::move(main), .current = "/referrals"});
    });
}

// ---- disagreeing

define::Section disagree_section() {
    return {.id = "disagree",
            .title = "Say that you disagree",
            .fields = {ask("about",
                           define::FieldType::Text,
                           "What do you disagree with?",
                           "The decision, the rating, how long it took."),
                       ask("words", define::FieldType::LongText, "Why, and what should happen?")}};
}

http::Reply draw_disagree(Visit& visit, const Typed& typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(own_referral(visit, reading.context));
        reading.looked(opened.grant);
        const auto section = disagree_section();
        Asking asking{.definitions = visit.definitions(), .sections = {&section}, .typed = typed};
        if (problem != nullptr) asking.problems = problem->fields;
        Html main = error_summary(asking);
        main += html::heading(1, html::HeadingSize::Large, section.title);
        main += html::paragraph({"About ",
                                 opened.record.ref,
                                 ". Everybody who decides there sees it, with your name and your "
                                 "agency's. If somebody is not safe, telephone as well."});
        main += post_form(visit,
                          visit.request().path,
                          {draw_form(asking, {.section_titles = false}),
                           govuk::button({.text = "Send", .prevent_double_click = true})});
        if (const auto challenge = challenge_html(visit, opened); !challenge.empty()) {
            main += html::cat({html::paragraph("You may also start:"), challenge});
        }
        return referral_page(visit,
                             false,
                             {.title = section.title,
                              .main = std::move(main),
                              .before_main = govuk::back_link({.href = "/referrals"}),
                              .has_errors = problem != nullptr,
                              .current = "/referrals",
                              .status = problem == nullptr ? 200 : 422});
    });
}

http::Reply send_disagree(Visit& visit) {
    const Typed typed(visit.form());
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto opened = TRY(own_referral(visit, context));
            const auto section = disagree_section();
            const Asking asking{
                .definitions = visit.definitions(), .sections = {&section}, .typed = typed};
            auto problems = problems_of(asking, context.now, Enough::Whole);
            if (!problems.empty()) {
                return Refused(Problem{.message = "Some answers need attention.",
                                       .fields = std::move(problems)});
            }
            const auto answers = read_answers(asking);
            TRY(work::record_dissent(context,
                                     visit.viewer(),
                                     opened.record.ref,
                                     answers.at("about").first(),
                                     answers.at("words").first()));
            return http::Reply::see_other(done_at("/referrals", "dissent"));
        },
        [&](const Problem& problem) { return draw_disagree(visit, typed, &problem); });
}

}  // namespace

void add_sent_pages(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/referrals", .name = "referrals: mine"}, mine);
    add_page(
        router, app, {.pattern = "/referrals/{ref}/sent", .name = "referral: sent"}, sent_page);
    add_page(router,
             app,
             {.pattern = "/referrals/{ref}/disagree", .name = "referral: disagree"},
             [](Visit& visit) { return draw_disagree(visit, {}, nullptr); });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/referrals/{ref}/disagree",
              .name = "referral: disagree: send"},
             send_disagree);
}

}  // namespace longstone::web
