#include "base/text.h"
#include "http/router.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/find.h"
#include "people/identifiers.h"
#include "people/things.h"
#include "ui/govuk/button.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/tag.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/identity.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/account/account_routes.h"
#include "web/account/person_edit.h"
#include "web/account/person_events.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/lists.h"

// A person: who they are, addresses over time, relationships, everyone they live with, every record
// about them that this viewer may see, and the history of what was said.
namespace longstone::web {
namespace {

using people::Assertion;

std::string code_text(const define::Definitions& definitions,
                      std::string_view list,
                      const std::string& code) {
    const auto* codes = definitions.code_list(list);
    const auto* found = codes == nullptr ? nullptr : codes->find(code);
    return found == nullptr ? code : found->text;
}

std::string span_words(const Assertion& assertion) {
    if (!assertion.from && !assertion.until) return {};
    return cat({assertion.from ? cat({" from ", say(*assertion.from)}) : "",
                assertion.until ? cat({" until ", say(*assertion.until)}) : ""});
}

// What one assertion says, in words.
std::string fact_words(const define::Definitions& definitions, const people::Fact& fact) {
    if (const auto* name = std::get_if<people::Name>(&fact))
        return std::string(trim(
            cat({name->given, " ", name->middle, name->middle.empty() ? "" : " ", name->family})));
    if (const auto* birth = std::get_if<people::BirthDate>(&fact))
        return cat({birth->estimated ? "about " : "", say(birth->date)});
    if (const auto* expected = std::get_if<people::ExpectedDate>(&fact)) return say(expected->date);
    if (const auto* sex = std::get_if<people::SexStated>(&fact))
        return sex->sex == people::Sex::Female ? "Female"
               : sex->sex == people::Sex::Male ? "Male"
                                               : "Not known";
    if (const auto* death = std::get_if<people::Death>(&fact))
        return death->date ? cat({"Died ", say(*death->date)}) : "Died";
    if (const auto* address = std::get_if<people::Address>(&fact))
        return people::one_line(*address);
    if (const auto* identifier = std::get_if<people::Identifier>(&fact)) {
        return cat({code_text(definitions, "identifier", identifier->scheme),
                    " ",
                    people::show_identifier(identifier->scheme, identifier->value)});
    }
    if (const auto* contact = std::get_if<people::Contact>(&fact))
        return cat({code_text(definitions, "contact-means", contact->means), " ", contact->value});
    if (const auto* flag = std::get_if<people::Flag>(&fact))
        return code_text(definitions, "person-flag", flag->code);
    if (const auto* detail = std::get_if<people::Detail>(&fact))
        return code_text(definitions, detail->field, detail->value);
    return std::get<people::Note>(fact).text;
}

std::string kind_label(std::string_view kind) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kLabels = {
        {{"name", "Name"},
         {"birth-date", "Born"},
         {"expected-date", "Expected"},
         {"sex", "Sex"},
         {"death", "Death"},
         {"address", "Address"},
         {"identifier", "Number"},
         {"contact", "Contact"},
         {"flag", "Flag"},
         {"detail", "Detail"},
         {"note", "Note"}}};
    for (const auto& [key, label] : kLabels) {
        if (key == kind) return std::string(label);
    }
    return std::string(kind);
}

void add_row(std::vector<std::optional<govuk::SummaryRow>>& rows,
             const std::string& key,
             const std::vector<const Assertion*>& said,
             const define::Definitions& definitions) {
    std::vector<Html> values;
    for (const auto* assertion : said) {
        if (assertion == nullptr) continue;
        values.push_back(
            html::cat({fact_words(definitions, assertion->fact),
                       span_words(*assertion),
                       assertion->is_protected ? " " : "",
                       assertion->is_protected
                           ? govuk::tag({.text = "Protected", .classes = "govuk-tag--purple"})
                           : Html()}));
    }
    if (!values.empty())
        rows.emplace_back(
            govuk::SummaryRow{.key = {.text = key}, .value = {.html = html::list(values)}});
}

// What it is, where the definitions have a list of such kinds, stands with its name.
Html thing_details_html(const define::Definitions& definitions,
                        const people::Person& thing,
                        const people::Current& now) {
    std::vector<std::optional<govuk::SummaryRow>> rows;
    add_row(rows, "Name", {now.name}, definitions);
    add_row(rows, "Also called", now.other_names, definitions);
    add_row(rows,
            thing.line.kind == people::Kind::Group ? "Where they meet" : "Where",
            {now.home},
            definitions);
    add_row(rows, "Also at", now.other_addresses, definitions);
    add_row(rows, "Numbers", now.identifiers, definitions);
    add_row(rows, "Contact", now.contacts, definitions);
    add_row(rows, "Details", now.details, definitions);
    add_row(rows, "Notes", now.notes, definitions);
    return govuk::summary_list({.rows = rows});
}

Html details_html(const define::Definitions& definitions, const people::Current& now) {
    std::vector<std::optional<govuk::SummaryRow>> rows;
    add_row(rows, "Name", {now.name, now.preferred}, definitions);
    add_row(rows, "Other names", now.other_names, definitions);
    add_row(rows, "Born", {now.birth}, definitions);
    add_row(rows, "Expected", {now.expected}, definitions);
    add_row(rows, "Sex", {now.sex}, definitions);
    add_row(rows, "Died", {now.death}, definitions);
    add_row(rows, "Lives at", {now.home}, definitions);
    add_row(rows, "Other addresses", now.other_addresses, definitions);
    add_row(rows, "Numbers", now.identifiers, definitions);
    add_row(rows, "Contact", now.contacts, definitions);
    add_row(rows, "Details", now.details, definitions);
    add_row(rows, "Notes", now.notes, definitions);
    return govuk::summary_list({.rows = rows});
}

// Between people and places only what they are to each other, and since when.
Html connections_html(Visit& visit, const people::Person& person, bool thing) {
    const auto& definitions = visit.definitions();
    ls::Table table{
        .caption = thing ? "Who is connected to it" : "Places, groups and organisations",
        .caption_unseen = false,
        .columns = {{.text = thing ? "Who" : "Which", .row_header = true},
                    {.text = thing ? "How" : "To this person"},
                    {.text = "Since"},
                    {.text = "From whom we know"}},
        .if_empty =
            "Nobody whom you may see is connected to it yet. Say who goes there, who "
            "belongs to it and who looks after it."};
    for (const auto& relationship : person.relationships) {
        if (relationship.withdrawn) continue;
        if (!thing && people::is_human(relationship.other.kind)) continue;
        const auto name = people::display_name(relationship.other);
        const auto ended =
            relationship.until ? cat({" (until ", say(*relationship.until), ")"}) : std::string();
        table.rows.push_back(
            {.cells = {relationship.may_open
                           ? html::link(cat({"/people/", relationship.other.id}), name)
                           : html::text(name),
                       html::text(
                           cat({code_text(definitions, "relationship", relationship.type), ended})),
                       html::text(relationship.from ? say(*relationship.from) : std::string()),
                       html::text(relationship.source)}});
    }
    if (!thing && table.rows.empty()) return {};
    return visit.list(table);
}

Html relationships_html(Visit& visit, const people::Person& person) {
    const auto& definitions = visit.definitions();
    ls::Table table{.caption = "Relationships",
                    .caption_unseen = false,
                    .columns = {{.text = "Who", .row_header = true},
                                {.text = "To this person"},
                                {.text = "Parental responsibility"},
                                {.text = "Lives with"},
                                {.text = "Contact"}},
                    .if_empty =
                        "Nobody is named yet. Ask by name about the mother, the father and every "
                        "man in the household."};
    const auto answer = [](people::Answer given) {
        return given == people::Answer::Yes  ? "Yes"
               : given == people::Answer::No ? "No"
                                             : "Not known";
    };
    for (const auto& relationship : person.relationships) {
        if (relationship.withdrawn || !people::is_human(relationship.other.kind)) continue;
        const auto name = people::display_name(relationship.other);
        const auto who = relationship.may_open
                             ? html::link(cat({"/people/", relationship.other.id}), name)
                             : html::text(name);
        const auto ended =
            relationship.until ? cat({" (until ", say(*relationship.until), ")"}) : std::string();
        table.rows.push_back(
            {.cells = {who,
                       html::text(
                           cat({code_text(definitions, "relationship", relationship.type), ended})),
                       html::text(answer(relationship.other_responsible)),
                       html::text(answer(relationship.lives_with)),
                       html::text(code_text(definitions, "contact-level", relationship.contact))}});
    }
    return visit.list(table);
}

Html records_html(Visit& visit, const std::vector<work::Line>& lines, std::string_view noun) {
    ls::Table table{.caption = "Records",
                    .caption_unseen = false,
                    .columns = {{.text = "Reference", .row_header = true},
                                {.text = "What"},
                                {.text = "Worry, in a line"},
                                {.text = "Opened"},
                                {.text = "Where it stands"},
                                {.text = "Time left"}},
                    .if_empty = cat({"No record about this ", noun, " is open to you."})};
    for (const auto& line : lines) {
        const auto* pathway = visit.definitions().pathway(line.pathway);
        const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
        table.rows.push_back(
            {.cells = {record_link(line.ref, line.ref),
                       html::text(pathway == nullptr ? line.pathway : pathway->name),
                       html::text(line.summary),
                       when_html(line.opened),
                       html::text(line.closed        ? "Closed"
                                  : stage == nullptr ? line.stage
                                                     : stage->name),
                       line.due && !line.closed ? left_html(visit, *line.due) : Html()}});
    }
    return visit.list(table);
}

Html household_html(const people::Household& household, Date today) {
    if (household.members.empty()) return {};
    std::vector<Html> members;
    for (const auto& member : household.members) {
        members.push_back(
            html::cat({html::link(cat({"/people/", member.id}), people::display_name(member)),
                       ", ",
                       people::say_age(member, today)}));
    }
    return ls::panel({.title = household.many
                                   ? "Others at this address (many: an institution, perhaps)"
                                   : "Others who live there",
                      .body = html::list(members)});
}

Html said_html(Visit& visit, const people::Person& person, bool may_edit) {
    ls::Table table{.caption = "Everything that was said, and by whom",
                    .caption_unseen = false,
                    .columns = {{.text = "What"},
                                {.text = "Value", .row_header = true},
                                {.text = "Source"},
                                {.text = "Recorded"},
                                {.text = "Change", .unseen = true}}};
    for (auto assertion = person.assertions.rbegin(); assertion != person.assertions.rend();
         ++assertion) {
        const auto words = html::text(
            cat({fact_words(visit.definitions(), assertion->fact), span_words(*assertion)}));
        const auto value =
            assertion->withdrawn
                ? html::cat({html::element("s", {}, words),
                             " ",
                             ls::muted(cat({"withdrawn: ", assertion->withdrawn->reason}))})
                : words;
        const auto change =
            may_edit && !assertion->withdrawn
                ? html::link(cat({"/people/", person.line.id, "/withdraw?said=", assertion->id}),
                             "Withdraw")
                : Html();
        const auto source = cat({assertion->source,
                                 assertion->source.empty() ? "" : ", ",
                                 visit.agency_name(assertion->agency)});
        table.rows.push_back({.cells = {html::text(kind_label(people::kind_word(assertion->fact))),
                                        value,
                                        html::text(source),
                                        when_html(assertion->recorded_at),
                                        change}});
    }
    return visit.list(table);
}

// What was known comes before who they are in full: on a phone the side of a page is its end.
Html ways_on(const std::string& id, bool thing) {
    const auto path = cat({"/people/", id});
    std::vector<Html> links = {
        html::link(cat({path, "/chronology"}), "One line of time across agencies")};
    if (!thing) {
        links.push_back(
            html::link(cat({path, "/family"}), "One plan and one list of actions of the family"));
        links.push_back(html::link(cat({path, "/connections"}), "Who they are connected to"));
    }
    return html::element(
        "p", {{"class", "govuk-body govuk-!-margin-top-4"}}, html::join(links, " · "));
}

Html edit_links(const std::string& id, const people::Person& person) {
    std::vector<Html> links = {
        html::link(cat({"/people/", id, "/say"}), "Add or change a detail"),
        html::link(cat({"/people/", id, "/relate"}),
                   people::is_human(person.line.kind) ? "Add a relationship"
                                                      : "Say who is connected to it"),
        html::link(
            cat({"/people/", id, "/same"}),
            cat({"Say that another record is the same ", people::noun_of(person.line.kind)}))};
    if (person.line.unborn())
        links.push_back(html::link(cat({"/people/", id, "/born"}), "Record the birth"));
    links.push_back(html::link(cat({"/people/", id, "/restrict"}),
                               person.line.restricted ? std::string("Lift the restriction")
                                                      : cat({"Restrict who may find this ",
                                                             people::noun_of(person.line.kind)})));
    return ls::panel({.title = "Change", .body = html::list(links)});
}

http::Reply person_page(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto id = visit.param("id");
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::ReadPerson, id));
        const auto person = TRY(people::find_person(context, grant, id));
        const auto household = TRY(people::household_of(context, grant, id));
        const auto today = london(visit.now()).date;
        const auto now = people::current_of(person.assertions, today);
        const bool may_edit = visit.viewer().may("edit-people");
        std::vector<Html> flags;
        for (const auto* flag : now.flags) {
            flags.push_back(govuk::tag({.text = fact_words(visit.definitions(), flag->fact),
                                        .classes = "govuk-tag--purple"}));
        }
        if (person.line.restricted)
            flags.push_back(govuk::tag({.text = "Restricted", .classes = "govuk-tag--red"}));
        Html main = ls::identity_bar({.name = people::display_name(person.line),
                                      .lines = {html::text(people::about_line(person, today))}});
        if (!flags.empty()) main += ls::flags({.tags = flags});
        if (person.address_withheld)
            main += govuk::warning_text({.text = "Where they live is protected. Ask the record's "
                                                 "lead before any visit or letter.",
                                         .icon_fallback_text = "Warning"});
        const bool thing = !people::is_human(person.line.kind);
        const auto& definitions = visit.definitions();
        const auto left = html::cat(
            {done_banner(visit),
             thing ? thing_details_html(definitions, person, now) : details_html(definitions, now),
             thing ? Html() : relationships_html(visit, person),
             connections_html(visit, person, thing),
             thing ? Html() : agency_events_html(visit, context, person),
             records_html(visit,
                          work::records_of_person(context, visit.viewer(), id),
                          people::noun_of(person.line.kind)),
             said_html(visit, person, may_edit)});
        main += ways_on(id, thing);
        const auto right = html::cat({household_html(household, today),
                                      same_person_html(visit, context, person),
                                      may_edit ? edit_links(id, person) : Html()});
        return visit.page(
            {.title = people::display_name(person.line),
             .main = html::cat({main, right.empty() ? left : ls::two_columns(left, right)})});
    });
}

}  // namespace

void add_person_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/people/{id}", .name = "a person"}, person_page);
    add_person_edit_routes(router, app);
}

}  // namespace longstone::web
