#include <algorithm>

#include "base/text.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/sharing/sharing_routes.h"
#include "web/sharing/sharing_words.h"
#include "work/acts/ask_known.h"
#include "work/acts/releases.h"

// From a record: whether an agency knows somebody, then what it keeps of them, and what it
// released.
namespace longstone::web {
namespace {

using define::FieldType;

std::string on_record(const work::Opened& opened, const std::string& person) {
    const auto found =
        std::ranges::find(opened.record.people, person, &work::PersonOnRecord::person);
    return found == opened.record.people.end() ? "Somebody no longer on it"
                                               : name_words(summary_of(*found));
}

Choices people_to_ask(const work::Opened& opened) {
    Choices people;
    for (const auto& one : opened.record.people) {
        const bool there = std::ranges::any_of(
            people, [&](const auto& choice) { return choice.first == one.person; });
        if (!there && one.kind == people::Kind::Person)
            people.emplace_back(
                one.person,
                cat({name_words(summary_of(one)), ", ", role_name(*opened.pathway, one.role)}));
    }
    // Whom the record is about first.
    std::ranges::stable_partition(people, [&](const auto& choice) {
        return std::ranges::any_of(opened.record.people, [&](const auto& one) {
            return one.person == choice.first && work::is_subject_role(*opened.pathway, one.role);
        });
    });
    return people;
}

Choices purposes_of(const define::Definitions& definitions) {
    Choices purposes;
    for (const auto& [id, purpose] : definitions.sharing.purposes)
        purposes.emplace_back(id, purpose.name);
    return purposes;
}

Choices gateways_of(const Visit& visit, work::Context& context, const work::Opened& opened) {
    Choices gateways;
    for (const auto* gateway : work::gateways_for(context, visit.viewer(), *opened.pathway))
        gateways.emplace_back(gateway->id, cat({gateway->source, ": ", gateway->name}));
    return gateways;
}

bool may_ask(const Visit& visit, const work::Opened& opened) {
    return works_here(opened) && !opened.record.closed && visit.viewer().may("ask-known") &&
           visit.definitions().sharing.known && !opened.record.restricted &&
           !opened.pathway->access.restricted && !people_to_ask(opened).empty();
}

using Questions = std::vector<work::KnownQuestion>;

// Where to ask again for what is over: of the agency that said it knows them, else whether it does.
Html ask_again(const work::Opened& opened, const Questions& open, const work::FieldRequest& over) {
    const auto found = std::ranges::find_if(open, [&](const work::KnownQuestion& one) {
        return one.owner == over.owner && one.person == over.person;
    });
    const auto rest =
        found == open.end() ? std::string("/known/ask") : cat({"/known/", found->id, "/ask"});
    return html::link(record_path(opened.record.ref, rest),
                      found == open.end() ? "Ask again whether they know them" : "Ask again");
}

bool is_over(const work::FieldRequest& request, const work::SharedField& field, Instant now) {
    if (request.withdrawn || (request.decided && !field.released())) return false;
    return field.ended || field.until <= now;
}

Html questions_html(Visit& visit,
                    work::Context& context,
                    const work::Opened& opened,
                    const std::vector<work::KnownQuestion>& questions) {
    const auto open = work::may_be_followed(context, opened);
    ls::Table table{.caption = "Whether agencies know somebody",
                    .caption_unseen = false,
                    .columns = {{.text = "Who", .row_header = true},
                                {.text = "Agency"},
                                {.text = "Answer"},
                                {.text = "Purpose"},
                                {.text = "Law"},
                                {.text = "Asked"}}};
    for (const auto& one : questions) {
        const auto state = one.state(context.now, work::list_counts(context, one));
        const bool known = state == work::KnownQuestion::State::Known;
        const auto category = known ? category_words(visit.definitions(), one.category) : "";
        Html answer = known ? html::strong(state_words(state)) : html::text(state_words(state));
        if (!category.empty()) answer += html::cat({". ", category});
        const bool follows =
            may_ask(visit, opened) &&
            std::ranges::find(open, one.id, &work::KnownQuestion::id) != open.end();
        if (follows)
            answer += html::cat(
                {" ",
                 html::link(record_path(opened.record.ref, cat({"/known/", one.id, "/ask"})),
                            html::cat({"Ask for information",
                                       html::hidden_text(cat({" about ",
                                                              on_record(opened, one.person),
                                                              " from ",
                                                              visit.agency_name(one.owner)}))}))});
        const bool stale = known && !follows;
        if (may_ask(visit, opened) && (stale || state == work::KnownQuestion::State::Unanswered))
            answer += html::cat({stale ? ". That was said too long ago to ask for more. " : ". ",
                                 html::link(record_path(opened.record.ref, "/known/ask"),
                                            "Ask again whether they know them")});
        table.rows.push_back(
            {.cells = {html::text(on_record(opened, one.person)),
                       html::text(visit.agency_name(one.owner)),
                       std::move(answer),
                       html::text(purpose_words(visit.definitions(), one.purpose)),
                       html::text(gateway_words(visit.definitions(), one.gateway)),
                       html::cat({when_html(one.asked), ", ", visit.shown_name(one.asked_by)})}});
    }
    return visit.list(table);
}

Html requests_html(Visit& visit,
                   work::Context& context,
                   const work::Opened& opened,
                   const std::vector<work::FieldRequest>& requests) {
    ls::Table table{.caption = "What agencies were asked for",
                    .caption_unseen = false,
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "Of whom"},
                                {.text = "Agency"},
                                {.text = "How it stands"},
                                {.text = "Law"},
                                {.text = "Asked"}}};
    const auto open = work::may_be_followed(context, opened);
    for (const auto& request : requests) {
        for (const auto& field : request.fields) {
            Html how = html::text(field_state_words(request, field, context.now));
            if (may_ask(visit, opened) && is_over(request, field, context.now))
                how += html::cat({". ", ask_again(opened, open, request)});
            Html what = html::text(field_words(visit.definitions(), field.field));
            if (field.open(context.now))
                what = html::link(record_path(opened.record.ref, cat({"/released/", request.id})),
                                  what);
            table.rows.push_back(
                {.cells = {std::move(what),
                           html::text(on_record(opened, request.person)),
                           html::text(visit.agency_name(request.owner)),
                           std::move(how),
                           html::text(gateway_words(visit.definitions(), field.gateway)),
                           when_html(request.asked)}});
        }
    }
    return visit.list(table);
}

RecordAct asking_known() {
    return {
        .path = "/known/ask",
        .name = "record: ask whether somebody is known",
        .form = [](Visit& visit,
                   work::Context& context,
                   const work::Opened& opened) -> Result<ActForm> {
            if (!may_ask(visit, opened)) return not_found();
            Choices agencies;
            for (const auto* agency : work::agencies_to_ask(context, visit.viewer()))
                agencies.emplace_back(agency->id, visit.agency_name(agency->id));
            return ActForm{
                .title = "Is somebody known to an agency?",
                .intro = html::paragraph(
                    "What leaves here cannot be read by the agency. If they do not know the "
                    "person, they learn only that you asked about somebody, why and by which law. "
                    "The answer comes after the same time, whatever it is."),
                .fields = {ask("person", FieldType::Choice, "Who?"),
                           ask("agency", FieldType::Choice, "Which agency?"),
                           ask("purpose", FieldType::Choice, "What for?"),
                           ask("gateway", FieldType::Choice, "Which law allows it?")},
                .offered = {{"person", people_to_ask(opened)},
                            {"agency", std::move(agencies)},
                            {"purpose", purposes_of(visit.definitions())},
                            {"gateway", gateways_of(visit, context, opened)}},
                .button = "Ask",
                .tab = "sharing"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::ask_known(given.context,
                                visit.viewer(),
                                given.ref,
                                {.person = given.text("person"),
                                 .holder = given.text("agency"),
                                 .purpose = given.text("purpose"),
                                 .gateway = given.text("gateway")}));
            return done_at(record_path(given.ref, "/sharing"), "known-asked");
        }};
}

Result<work::KnownQuestion> followed(const Visit& visit,
                                     work::Context& context,
                                     const work::Opened& opened) {
    const auto open = work::may_be_followed(context, opened);
    const auto found = std::ranges::find(open, visit.param("question"), &work::KnownQuestion::id);
    if (!may_ask(visit, opened)) return not_found();
    if (found != open.end()) return *found;
    const auto all = work::questions_of(context, opened.grant);
    if (std::ranges::find(all, visit.param("question"), &work::KnownQuestion::id) == all.end())
        return not_found();
    return refuse(Fault::Invalid,
                  "Nothing more can be asked by this answer: it is too old, or not that they know "
                  "them. Ask first whether they know them.");
}

RecordAct asking_fields() {
    return {
        .path = "/known/{question}/ask",
        .name = "record: ask for fields",
        .form = [](Visit& visit,
                   work::Context& context,
                   const work::Opened& opened) -> Result<ActForm> {
            const auto question = TRY(followed(visit, context, opened));
            Choices fields;
            for (const auto& [id, field] : visit.definitions().sharing.fields)
                if (!field.sensitive || visit.viewer().sees_sensitive)
                    fields.emplace_back(id,
                                        cat({field.name,
                                             " (at most ",
                                             say(field.longest),
                                             field.sensitive ? ", sensitive)" : ")"}));
            ActForm form{
                .title = cat({"Ask ", visit.agency_name(question.owner), " for information"}),
                .intro = html::paragraph(
                    {"About ",
                     on_record(opened, question.person),
                     ", whom they know. They are told who it is, and decide on each thing by "
                     "itself. What they release is open here until the day you say, and they see "
                     "who looked at it."}),
                .fields = {ask("fields", FieldType::Choices, "What do you need?"),
                           ask("words", FieldType::LongText, "Why do you need it?"),
                           ask("purpose", FieldType::Choice, "What for?"),
                           ask("gateway", FieldType::Choice, "Which law allows it?"),
                           ask("until", FieldType::Date, "Until which day do you need it?")},
                .offered = {{"fields", std::move(fields)},
                            {"purpose", purposes_of(visit.definitions())},
                            {"gateway", gateways_of(visit, context, opened)}},
                .button = "Ask",
                .tab = "sharing"};
            form.typed.set("purpose", question.purpose);
            form.typed.set("gateway", question.gateway);
            return form;
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            const auto until = given.date("until");
            if (!until) {
                constexpr const char* kSay = "Say until which day you need it";
                return Refused(Problem{.message = kSay, .fields = {{"until", kSay}}});
            }
            work::AskFields asked{.question = visit.param("question"),
                                  .purpose = given.text("purpose"),
                                  .words = given.text("words")};
            for (const auto& field : given.all("fields"))
                asked.fields.push_back(
                    {.field = field, .gateway = given.text("gateway"), .until = *until});
            TRY(work::ask_fields(given.context, visit.viewer(), given.ref, asked));
            return done_at(record_path(given.ref, "/sharing"), "fields-asked");
        }};
}

RecordAct withdrawing() {
    return {
        .path = "/released/{request}/withdraw",
        .name = "record: withdraw what was asked for",
        .form = [](Visit& visit,
                   work::Context& context,
                   const work::Opened& opened) -> Result<ActForm> {
            for (const auto& request : work::field_requests_of(context, opened.grant))
                if (request.id == visit.param("request") && request.waits())
                    return ActForm{
                        .title = cat(
                            {"Withdraw what ", visit.agency_name(request.owner), " was asked for"}),
                        .fields = {ask(
                            "reason", FieldType::LongText, "Why is it no longer needed?")},
                        .button = "Withdraw",
                        .is_grave = true,
                        .tab = "sharing"};
            return not_found();
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::withdraw_fields(
                given.context, visit.viewer(), visit.param("request"), given.text("reason")));
            return done_at(record_path(given.ref, "/sharing"), "withdrawn");
        }};
}

// The values themselves stand on a page of their own: opening it is a look that the agency sees.
http::Reply released(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto request =
            TRY(work::read_releases(context, visit.viewer(), visit.param("request")));
        if (request.record != visit.param("ref")) return not_found();
        const auto opened = TRY(
            work::open_record_for(context, visit.viewer(), access::Action::Read, request.record));
        govuk::SummaryList list;
        for (const auto& field : request.fields) {
            Html value = field.value.empty() ? Html() : html::cat({html::lines(field.value)});
            value += html::small_paragraph(
                {ls::muted(html::cat({field_state_words(request, field, context.now),
                                      ". ",
                                      gateway_words(visit.definitions(), field.gateway)}))});
            list.rows.emplace_back(
                govuk::SummaryRow{.key = {.text = field_words(visit.definitions(), field.field)},
                                  .value = {.html = std::move(value)}});
        }
        const auto agency = visit.agency_name(request.owner);
        Html main = html::heading(
            2,
            html::HeadingSize::Large,
            cat({"What ", agency, " released about ", on_record(opened, request.person)}));
        main += html::paragraph({"Asked by ",
                                 visit.shown_name(request.asked_by),
                                 " on ",
                                 say(request.asked),
                                 ": ",
                                 request.words});
        main += govuk::inset_text(
            {.text = cat({agency, " sees that you have looked at this, and when."})});
        const auto over = std::ranges::find_if(request.fields, [&](const auto& field) {
            return is_over(request, field, context.now);
        });
        if (over != request.fields.end() && may_ask(visit, opened))
            main +=
                html::paragraph({"What is over can be read by nobody here. If you still need it: ",
                                 ask_again(opened, work::may_be_followed(context, opened), request),
                                 "."});
        main += govuk::summary_list(list);
        if (request.waits() && works_here(opened))
            main += html::paragraph(html::link(
                record_path(request.record, cat({"/released/", request.id, "/withdraw"})),
                "Withdraw it"));
        return record_page(
            visit,
            opened,
            {.title = cat({"Released by ", agency}), .tab = "sharing", .main = std::move(main)});
    });
}

}  // namespace

Html asked_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    Html out;
    const auto questions = work::questions_of(context, opened.grant);
    const auto requests = work::field_requests_of(context, opened.grant);
    if (!questions.empty()) out += questions_html(visit, context, opened, questions);
    if (!requests.empty()) out += requests_html(visit, context, opened, requests);
    std::vector<Html> links;
    if (may_ask(visit, opened))
        links.push_back(html::link(record_path(opened.record.ref, "/known/ask"),
                                   "Ask whether an agency knows somebody"));
    for (const auto& request : requests)
        if (request.waits() && works_here(opened))
            links.push_back(html::link(
                record_path(opened.record.ref, cat({"/released/", request.id, "/withdraw"})),
                cat({"Withdraw what ", visit.agency_name(request.owner), " was asked for"})));
    if (!links.empty()) out += html::bullets(links);
    if (out.empty()) return out;
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "What agencies know and release"), out});
}

void add_asked_routes(http::Router& router, App& app) {
    add_record_act(router, app, asking_known());
    add_record_act(router, app, asking_fields());
    add_page(router,
             app,
             {.pattern = "/records/{ref}/released/{request}", .name = "record: released"},
             released);
    add_record_act(router, app, withdrawing());
}

}  // namespace longstone::web
