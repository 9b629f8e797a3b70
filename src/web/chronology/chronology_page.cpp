#include <algorithm>
#include <set>

#include "base/text.h"
#include "chronology/view_json.h"
#include "people/current.h"
#include "people/describe.h"
#include "ui/govuk/details.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/chronology/chronology_files.h"
#include "web/chronology/chronology_line.h"
#include "web/chronology/chronology_routes.h"
#include "web/chronology/chronology_strip.h"
#include "web/forms/draw.h"
#include "web/pages/parts.h"
#include "web/problems.h"
#include "web/visit.h"

// A person's line of time: who knew what, when; with the people around them, as at any minute, and
// through the eyes of any agency.
namespace longstone::web {
namespace {

using chronology::View;

// The fields of the address that a form does not ask for, carried along.
Html carried(const ChronologyTyped& typed, const std::set<std::string>& asked) {
    Html out;
    for (const auto& [name, value] : pairs_of(typed)) {
        if (!asked.contains(name) && name != "before") out += html::hidden_field(name, value);
    }
    return out;
}

std::string title_of(const View& view, const ChronologyTyped& typed) {
    const auto name = people::display_name(view.circle.person);
    auto others = static_cast<long long>(view.people.size()) - 1;
    for (const auto& one : view.circle.others)
        if (one.same) --others;
    for (const auto& one : view.circle.others)
        for (const auto& also : one.also)
            others -= std::ranges::count(view.people, also);
    if (others < 1) return cat({"Chronology: ", name});
    if (typed.with == "household") return cat({"Chronology: ", name, " and household"});
    return cat({"Chronology: ", name, " and ", count_of(others, "other", "others")});
}

// Who it is, then how much there is of them.
Html lead_html(const View& view, const ChronologyQuery& query, Date today) {
    const bool now = !query.asked.as_at;
    const auto who = query.asked.record.empty()
                         ? cat({people::about_line(view.circle.person, today), ". "})
                         : std::string();
    const auto count = static_cast<long long>(view.all.size());
    if (view.all.empty()) return html::cat({who, "Nothing that you may see has been recorded."});
    const auto agencies = static_cast<long long>(view.agencies.size());
    const auto first = std::ranges::find_if(view.all, [](const chronology::Entry& entry) {
        return entry.kind != chronology::Kind::Life;
    });
    const auto& from = first == view.all.end() ? view.all.front() : *first;
    return html::cat({who,
                      count_of(count, "entry", "entries"),
                      " from ",
                      count_of(agencies, "agency", "agencies"),
                      ", ",
                      say(london(from.happened).date),
                      now ? std::string(" to today") : cat({", as recorded by ", say(view.as_at)}),
                      "."});
}

// Every agency that could know anything here, as far as the viewer is told.
std::vector<ls::Choice> agencies_known(const Visit& visit, const View& view) {
    std::set<std::string> ids;
    for (const auto& entry : view.all)
        for (const auto& known : entry.known)
            ids.insert(known.agency);
    std::vector<ls::Choice> choices;
    for (const auto& id : ids)
        choices.push_back({id, visit.agency_name(id)});
    std::ranges::sort(choices, {}, &ls::Choice::text);
    choices.insert(choices.begin(), {"", "any agency"});
    return choices;
}

Html answer_html(const Visit& visit, const View& view, const ChronologyQuery& query) {
    const auto& agency = query.typed.known_to;
    if (!query.problems.empty()) return {};
    if (query.until && !query.on) return html::text("Give the first of the two days as well.");
    if (agency.empty() && query.on && !query.until)
        return html::text(
            "Choose the agency too, or give a second day for what was recorded here between the "
            "two.");
    if (agency.empty() && !query.on) return {};
    Html out;
    const Instant on = query.on.value_or(view.as_at);
    if (!agency.empty() && view.known) {
        out = html::cat({visit.agency_name(agency),
                         " could have known ",
                         html::strong(number(static_cast<long long>(view.known->known))),
                         " of the ",
                         html::strong(number(static_cast<long long>(view.known->happened))),
                         " entries that had happened by ",
                         say(london(on).date),
                         "."});
    }
    if (query.on && query.until) {
        const auto learnt =
            chronology::learnt_between(view.all, agency, *query.on, *query.until).size();
        out += html::cat({out.empty() ? "" : " ",
                          html::strong(number(static_cast<long long>(learnt))),
                          agency.empty() ? " were recorded here" : " became known to them",
                          " between then and ",
                          say(london(*query.until).date),
                          ". Each is marked “Learnt since”."});
    }
    return out;
}

// A day as typed, in words; what is no day as it was typed.
std::string day_typed(const std::string& typed) {
    const auto date = parse_date(typed);
    return date ? say(*date) : typed;
}

// The question that the lens asks now.
std::string lens_words(const Visit& visit, const ChronologyTyped& typed) {
    if (typed.known_to.empty() && typed.on.empty() && typed.until.empty())
        return "What could an agency have known, and when?";
    return cat(
        {"What could ",
         typed.known_to.empty() ? std::string("any agency") : visit.agency_name(typed.known_to),
         " have known",
         typed.on.empty() ? std::string() : cat({" on ", day_typed(typed.on)}),
         typed.until.empty() ? std::string() : cat({" and learnt by ", day_typed(typed.until)}),
         "?"});
}

Html lens_html(const Visit& visit, const View& view, const ChronologyQuery& query) {
    const auto& typed = query.typed;
    return ls::lens(
        {.action = query.base,
         .fields = {{.label = "What could",
                     .id = "known_to",
                     .control = ls::small_select(
                         "known_to", "known_to", agencies_known(visit, view), typed.known_to)},
                    {.label = "have known on",
                     .id = "on",
                     .control = ls::small_input("on", "on", typed.on, "date")},
                    {.label = "and learnt by",
                     .id = "until",
                     .control = ls::small_input("until", "until", typed.until, "date")}},
         .button = "Look",
         .answer = answer_html(visit, view, query),
         .hidden = carried(typed, {"known_to", "on", "until"}),
         .folds_behind = lens_words(visit, typed),
         .unfolded = !query.problems.empty()});
}

std::vector<ls::Choice> around_choices(const View& view) {
    const auto name = people::display_name(view.circle.person);
    std::vector<ls::Choice> choices = {{"", name}};
    const auto& others = view.circle.others;
    const auto offer = [&](bool chronology::Around::* is, const char* word, const char* text) {
        const auto count = std::ranges::count_if(others, [&](const auto& one) { return one.*is; });
        if (count > 0)
            choices.push_back({word, cat({name, " and ", text, " (", number(count), ")"})});
    };
    offer(&chronology::Around::relation, "relations", "relations");
    offer(&chronology::Around::sibling, "siblings", "siblings");
    offer(&chronology::Around::household, "household", "the household");
    offer(&chronology::Around::address, "address", "the addresses");
    if (others.size() > 1) choices.push_back({"all", cat({name, " and all of them"})});
    for (const auto& one : others) {
        if (one.same) continue;  // always there
        choices.push_back(
            {one.person.id,
             cat({name, " and ", people::display_name(one.person), " (", one.tie, ")"})});
    }
    return choices;
}

std::vector<ls::Choice> kind_choices(const View& view) {
    std::set<chronology::Kind> there;
    for (const auto& entry : view.all)
        there.insert(entry.kind);
    std::vector<ls::Choice> kinds = {{"", "Everything"}};
    for (const auto kind : there)
        kinds.push_back(
            {std::string(chronology::word(kind)), std::string(chronology::words(kind))});
    return kinds;
}

struct Filters {
    std::vector<ls::LensField> fields = {};
    std::vector<std::string> chosen = {};  // "Recorded by Police", "From 3 March 2026"
};

Filters filters_of(const View& view, const ChronologyQuery& query) {
    const auto& typed = query.typed;
    Filters filters;
    auto& fields = filters.fields;
    const auto say_chosen = [&](const char* label, std::string_view words) {
        filters.chosen.push_back(cat({label, " ", words}));
    };
    const auto choose = [&](const char* label,
                            const char* id,
                            const std::vector<ls::Choice>& choices,
                            const std::string& chosen) {
        fields.push_back(
            {.label = label, .id = id, .control = ls::small_select(id, id, choices, chosen)});
        const auto found = std::ranges::find(choices, chosen, &ls::Choice::value);
        if (!chosen.empty() && found != choices.end()) say_chosen(label, found->text);
    };
    const auto day = [&](const char* label, const char* id, const std::string& value) {
        fields.push_back(
            {.label = label, .id = id, .control = ls::small_input(id, id, value, "date")});
        if (!value.empty()) say_chosen(label, day_typed(value));
    };
    if (query.asked.record.empty()) choose("About", "with", around_choices(view), typed.with);
    if (names_several(view)) {
        std::vector<ls::Choice> people = {{"", "All of them"}};
        for (const auto& id : view.people)
            people.push_back({id, view.name_of(id)});
        choose("Only about", "person", people, typed.person);
    }
    std::vector<ls::Choice> agencies = {{"", "Any agency"}};
    for (const auto& agency : view.agencies)
        agencies.push_back({agency.id, agency.name});
    choose("Recorded by", "agency", agencies, typed.agency);
    choose("Kind", "kind", kind_choices(view), typed.kind);
    choose("Significance",
           "weight",
           {{"", "All"},
            {"some", "What matters"},
            {"serious", "Serious and grave"},
            {"grave", "Grave"}},
           typed.weight);
    day("From", "from", typed.from);
    day("To", "to", typed.to);
    day("As recorded by", "as_at", typed.as_at);
    fields.push_back(
        {.label = "at",
         .id = "as_at_time",
         .control = ls::small_input("as_at_time", "as_at_time", typed.as_at_time, "time")});
    if (!typed.as_at_time.empty()) say_chosen("at", typed.as_at_time);
    return filters;
}

Html filters_html(const View& view, const ChronologyQuery& query) {
    auto filters = filters_of(view, query);
    // What this form asks itself is not carried beside it.
    std::set<std::string> asked = {"with"};
    for (const auto& field : filters.fields)
        asked.insert(field.id);
    Html answer;
    if (view.shown.size() != view.all.size()) {
        answer = html::cat({count_of(static_cast<long long>(view.shown.size()), "entry", "entries"),
                            " of ",
                            number(static_cast<long long>(view.all.size())),
                            ". ",
                            html::link(query.base, "Show everything")});
    }
    return ls::lens(
        {.action = query.base,
         .fields = std::move(filters.fields),
         .button = "Show",
         .answer = answer,
         .hidden = carried(query.typed, asked),
         .folds_behind =
             filters.chosen.empty()
                 ? std::string("Choose what the line shows. Now: everything")
                 : cat({"Choose what the line shows. Now: ", join(filters.chosen, "; ")}),
         .unfolded = !query.problems.empty()});
}

Html rules_html(const chronology::PatternRules& rules_given) {
    std::vector<Html> rules = {html::text(chronology::pins_rule())};
    for (const auto& rule : chronology::rules_in_words(rules_given))
        rules.push_back(html::text(rule));
    rules.push_back(html::text(
        "An agency could have known from when it recorded something itself, from when a record "
        "was open to its posts, or from when it was asked, told, invited or shared with. Its posts "
        "are those of today."));
    return govuk::details({.summary_text = "How this is found", .html = html::bullets(rules)});
}

// Who reviews may see, for a review that they work on, what is hidden from them otherwise.
Html everything_html(const Visit& visit, const ChronologyQuery& query) {
    if (query.asked.record.empty() || !chronology::may_review(visit.viewer())) return {};
    auto typed = query.typed;
    typed.everything = query.asked.everything ? "" : "yes";
    return govuk::inset_text(
        {.html = query.asked.everything
                     ? html::cat({"Hidden records are shown too, because of ",
                                  query.asked.record,
                                  ". The look is in the access log with that reason. ",
                                  html::link(chronology_address(query.base, typed),
                                             "Show only what is open to you")})
                     : html::cat({html::link(chronology_address(query.base, typed),
                                             "Show hidden records too, for this review"),
                                  ". The look is in the access log with that reason."})});
}

Html files_html(const ChronologyQuery& query) {
    const auto link = [&](const char* format, const char* words) {
        auto pairs = pairs_of(query.typed);
        std::erase_if(pairs, [](const auto& pair) { return pair.first == "before"; });
        pairs.emplace_back("format", format);
        return html::link(cat({query.base, "?", http::write_query(pairs)}), words);
    };
    return html::element("p",
                         {{"class", "govuk-body ls-files"}},
                         html::join({link("pdf", "Print (PDF)"),
                                     link("docx", "Word"),
                                     link("xlsx", "Spreadsheet"),
                                     link("csv", "CSV"),
                                     link("json", "JSON")},
                                    " · "));
}

Html back_html(const View& view, const ChronologyQuery& query) {
    if (!query.asked.record.empty())
        return html::link(record_path(query.asked.record, "/people"),
                          cat({"Back to ", query.asked.record}));
    return html::link(cat({"/people/", query.asked.person}),
                      cat({"Back to ", people::display_name(view.circle.person)}));
}

Html main_html(Visit& visit, const View& view, const ChronologyQuery& query) {
    Html main;
    if (!query.problems.empty()) main += error_list(query.problems);
    main += ls::page_head({.title = title_of(view, query.typed),
                           .lead = lead_html(view, query, london(visit.now()).date),
                           .actions = back_html(view, query)});
    main += files_html(query);
    main += everything_html(visit, query);
    main += lens_html(visit, view, query);
    main += pins_html(visit, view);
    main += strip_html(view);
    main += patterns_html(view);
    main += html::heading(2, html::HeadingSize::Medium, "The line");
    main += filters_html(view, query);
    main += line_html(visit, view, query);
    main += rules_html(chronology::rules_of(visit.definitions()));
    return main;
}

std::string json_file(const View& view) {
    std::vector<const chronology::Entry*> entries;
    for (const auto place : view.shown)
        entries.push_back(&view.all[place]);
    return chronology::to_json(view, entries).dump_pretty();
}

http::Reply chronology_page(Visit& visit) {
    ChronologyFile file{.ending = chronology_file_wanted(visit.request()), .made = visit.now()};
    auto reply = act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto query = chronology_query(visit.request());
        const auto view = TRY(chronology::view_of(context, visit.viewer(), query.asked));
        const auto title = title_of(view, query.typed);
        if (!file.ending.empty()) {
            visit.note_export(file.ending);
            file.text = file.ending == "json" ? json_file(view)
                                              : chronology_document(visit, view, query, title);
            return http::Reply::page(200, {});
        }
        if (visit.wants_file()) visit.list_as(chronology_sheet(visit, view));
        return visit.page({.title = title,
                           .main = main_html(visit, view, query),
                           .has_errors = !query.problems.empty(),
                           .status = query.problems.empty() ? 200 : 422});
    });
    // Another program takes seconds to make a file: the looks are committed by then, and nobody
    // waits for it.
    if (file.text.empty()) return reply;
    auto made = chronology_file(visit, file);
    return made ? std::move(*made) : problem_page(visit, made.error());
}

}  // namespace

void add_chronology_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/people/{id}/chronology", .name = "a person's chronology"},
             chronology_page);
    add_page(router,
             app,
             {.pattern = "/records/{ref}/chronology", .name = "record: chronology"},
             chronology_page);
    add_chronology_mark_routes(router, app);
}

}  // namespace longstone::web
