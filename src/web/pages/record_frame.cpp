#include "web/pages/record_frame.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "people/describe.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/identity.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/request_links.h"
#include "work/visible.h"

namespace longstone::web {
namespace {

struct Tab {
    std::string_view path;
    std::string_view text;
    bool whole_only;
};
constexpr std::array kTabs = {
    Tab{"", "Overview", false},
    Tab{"answers", "Answers", false},
    Tab{"people", "People", true},
    Tab{"checks", "Checks", true},
    Tab{"links", "By link", true},
    Tab{"story", "You said, we did", true},
    Tab{"sample", "Sample and returns", true},
    Tab{"history", "History", true},
    Tab{"meetings", "Meetings", false},
    Tab{"actions", "Actions", false},
    Tab{"documents", "Documents", false},
    Tab{"outcome", "Outcome", true},
    Tab{"sharing", "Sharing", true},
    Tab{"journal", "Journal", false},
};

// Some pathways have more to show.
bool has_tab(const define::Pathway& pathway, std::string_view path) {
    if (path == "links")
        return std::ranges::any_of(pathway.stages, [&](const define::Stage& stage) {
            return !std::ranges::all_of(stage.links, [&](const define::LinkRule& rule) {
                return work::is_to_request(pathway, rule);
            });
        });
    if (path == "sample") return pathway.sample.has_value();
    if (path == "story") return pathway.story.has_value();
    if (path == "people") return !pathway.people.empty();
    return true;
}

// The others who are the subject too: "and one brother" in the identity bar.
std::string also(const work::Opened& opened) {
    if (work::is_nameless(opened)) return {};
    std::int64_t subjects = 0;
    for (const auto& rule : opened.pathway->people) {
        if (!rule.subject) continue;
        subjects +=
            std::ranges::count(opened.record.people, rule.role, &work::PersonOnRecord::role);
    }
    if (subjects < 2) return {};
    constexpr std::array<std::string_view, 5> kWords = {"", "one", "two", "three", "four"};
    const auto more = static_cast<std::size_t>(subjects - 1);
    return cat({"and ",
                more < kWords.size() ? std::string(kWords[more]) : number(subjects - 1),
                more == 1 ? " other" : " others"});
}

std::optional<ls::IdentityClock> clock_of(const Visit& visit, const work::Opened& opened) {
    const auto& record = opened.record;
    const auto rating = rag_of(record.first_answer(opened.pathway->rating));
    const auto* clock = record.closed ? nullptr : work::main_clock(*opened.pathway, record);
    if (clock == nullptr) {
        if (!rating) return {};
        return ls::IdentityClock{.rating = rating,
                                 .left = record.closed ? "Closed" : "",
                                 .words = record.closed ? say(*record.closed) : ""};
    }
    const auto* rule = opened.pathway->clock(clock->clock);
    return ls::IdentityClock{
        .rating = rating,
        .left = clock->paused ? "Paused"
                              : time_left(visit.now(), clock->due, visit.definitions().calendar),
        .words = cat({rule == nullptr ? clock->clock : rule->name,
                      ", by ",
                      by_when(visit.now(), clock->due)}),
        .late = clock->late(visit.now())};
}

Html identity(Visit& visit, const work::Opened& opened) {
    const auto& record = opened.record;
    ls::IdentityBar bar{.name = subject_name(opened), .also = also(opened)};
    const Date today = london(visit.now()).date;
    if (const auto* subject = record.subject(*opened.pathway);
        subject != nullptr && !work::is_nameless(opened)) {
        if (const auto line = people::about_line(summary_of(*subject), today); !line.empty()) {
            bar.lines.push_back(html::text(line));
        }
    }
    std::vector<std::string> pieces = {opened.pathway->name, record.ref};
    if (is_whole(opened)) {
        pieces.push_back(record.lead.empty() ? "nobody leads it yet"
                                             : cat({"led by ",
                                                    visit.shown_name(record.lead),
                                                    record.lead_agency.empty() ? "" : ", ",
                                                    visit.agency_name(record.lead_agency)}));
    }
    bar.lines.push_back(html::text(join(pieces, " · ")));
    if (is_whole(opened)) bar.clock = clock_of(visit, opened);
    return ls::identity_bar(bar);
}

Html flags(Visit& visit, const work::Opened& opened) {
    ls::Flags flags;
    const auto& record = opened.record;
    if (is_whole(opened)) {
        for (const auto* flag : work::flags_of(situation_of(visit, opened))) {
            flags.tags.push_back(govuk::tag(
                {.text = flag->name,
                 .classes = flag->colour.empty() ? "" : cat({"govuk-tag--", flag->colour})}));
        }
        if (record.restricted) {
            flags.tags.push_back(
                govuk::tag({.text = "Restricted", .classes = "govuk-tag--purple"}));
        }
        for (const auto& person : record.people) {
            if (!person.is_protected) continue;
            flags.tags.push_back(
                govuk::tag({.text = cat({"Protected: ", role_name(*opened.pathway, person.role)}),
                            .classes = "govuk-tag--purple"}));
        }
    }
    if (!opened.pathway->gateway.empty()) {
        flags.notes.push_back(html::text(cat({"Shared under ", opened.pathway->gateway})));
    }
    return ls::flags(flags);
}

Html tabs(const work::Opened& opened, std::string_view current) {
    std::vector<Html> items;
    for (const auto& tab : kTabs) {
        if (tab.whole_only && !is_whole(opened)) continue;
        if (!has_tab(*opened.pathway, tab.path)) continue;
        const auto href =
            record_path(opened.record.ref, tab.path.empty() ? "" : cat({"/", tab.path}));
        html::Attributes attributes = {{"class", "moj-sub-navigation__link"}};
        if (tab.path == current) attributes.emplace_back("aria-current", "page");
        attributes.emplace_back("href", href);
        items.push_back(html::element("li",
                                      {{"class", "moj-sub-navigation__item"}},
                                      html::element("a", attributes, tab.text)));
    }
    if (opened.pathway->places && is_whole(opened))
        items.push_back(
            html::element("li",
                          {{"class", "moj-sub-navigation__item"}},
                          html::element("a",
                                        {{"class", "moj-sub-navigation__link"},
                                         {"href", cat({"/training/", opened.record.ref})}},
                                        "Places")));
    return html::element(
        "nav",
        {{"class", "moj-sub-navigation"}, {"aria-label", "This record"}},
        html::element("ul", {{"class", "moj-sub-navigation__list"}}, html::cat(items)));
}

}  // namespace

std::string role_name(const define::Pathway& pathway, std::string_view role) {
    const auto found = std::ranges::find(pathway.people, role, &define::PeopleRule::role);
    return found == pathway.people.end() ? std::string(role) : found->name;
}

std::string subject_name(const work::Opened& opened) {
    if (work::is_nameless(opened)) return opened.record.ref;
    if (const auto* subject = opened.record.subject(*opened.pathway))
        return name_words(summary_of(*subject));
    const auto line = is_whole(opened) ? opened.record.first_answer(opened.pathway->summary) : "";
    return line.empty() ? opened.record.ref : line;
}

std::string section_key(const define::Definitions& definitions, const define::Section& section) {
    for (const auto& [id, form] : definitions.forms) {
        for (const auto& own : form.sections) {
            if (&own == &section) return cat({id, ".", section.id});
        }
    }
    return section.id;
}

std::string answer_path(const define::Definitions& definitions,
                        const std::string& ref,
                        const define::Section& section,
                        std::string_view field) {
    const auto path = record_path(ref, cat({"/answers/", section_key(definitions, section)}));
    return field.empty() ? path : cat({path, "#", field});
}

work::Situation situation_of(const Visit& visit, const work::Opened& opened) {
    return {.definitions = visit.definitions(),
            .pathway = *opened.pathway,
            .record = opened.record,
            .now = visit.now()};
}

Choices people_choices(const work::Opened& opened) {
    Choices choices;
    for (const auto& person : work::visible_people(opened)) {
        const bool known = std::ranges::any_of(
            choices, [&](const auto& choice) { return choice.first == person.person; });
        if (!known) choices.emplace_back(person.person, name_words(summary_of(person)));
    }
    return choices;
}

bool is_whole(const work::Opened& opened) {
    return opened.grant.reach() == access::Reach::Whole;
}

bool works_here(const work::Opened& opened) {
    const auto& viewer = opened.grant.viewer();
    return is_whole(opened) && !opened.record.closed &&
           (viewer.holds_any(opened.pathway->access.works) ||
            viewer.holds_any(opened.pathway->access.lead));
}

bool may_assign(const work::Opened& opened) {
    return is_whole(opened) && opened.grant.viewer().holds_any(opened.pathway->access.assigns);
}

http::Reply record_page(Visit& visit, const work::Opened& opened, const RecordPage& page) {
    Html main = page.has_errors ? Html{} : done_banner(visit);
    main += identity(visit, opened);
    main += flags(visit, opened);
    main += tabs(opened, page.tab);
    main += page.main;
    const auto name = cat({subject_name(opened), ", ", opened.record.ref});
    return visit.page({.title = page.title.empty() ? name : cat({page.title, ": ", name}),
                       .main = std::move(main),
                       .has_errors = page.has_errors,
                       .current = cat({"/boards/", opened.pathway->board}),
                       .status = page.status});
}

}  // namespace longstone::web
