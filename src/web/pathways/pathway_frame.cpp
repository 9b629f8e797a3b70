#include "web/pathways/pathway_frame.h"

#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "ui/moj/sub_navigation.h"

namespace longstone::web {
namespace {

Html kind_tag(define::Difference::Kind kind) {
    switch (kind) {
        case define::Difference::Kind::Added:
            return govuk::tag({.text = "New", .classes = "govuk-tag--green"});
        case define::Difference::Kind::Removed:
            return govuk::tag({.text = "Gone", .classes = "govuk-tag--red"});
        default:
            return govuk::tag({.text = "Changed", .classes = "govuk-tag--blue"});
    }
}

}  // namespace

std::string pathway_path(std::string_view id, std::string_view rest) {
    return cat({kPathwaysPath, "/", id, rest});
}

http::Reply pathway_reply(Visit& visit,
                          const define::Pathway& pathway,
                          std::string_view tab,
                          std::string title,
                          Html main,
                          int status) {
    moj::SubNavigation tabs{.label = "This pathway"};
    const std::pair<std::string_view, std::string_view> known[] = {
        {"", "Drawn"}, {"/versions", "Versions"}, {"/try", "Try a change"}};
    for (const auto& [rest, text] : known) {
        tabs.items.push_back({.text = std::string(text),
                              .href = pathway_path(pathway.id, rest),
                              .active = rest == tab});
    }
    const auto head =
        ls::page_head({.title = title, .caption = tab.empty() ? "Pathway" : pathway.name});
    return visit.page({.title = tab.empty() ? pathway.name : cat({title, ": ", pathway.name}),
                       .main = html::cat({head, moj::sub_navigation(tabs), main}),
                       .before_main = govuk::back_link(
                           {.text = "All pathways", .href = std::string(kPathwaysPath)}),
                       .has_errors = status == 422,
                       .current = std::string(kPathwaysPath),
                       .status = status});
}

Html differences_html(const std::vector<define::Difference>& differences) {
    if (differences.empty()) return ls::nothing("The two are the same.");
    Html shown;
    for (const auto part : define::kDifferenceParts) {
        std::vector<Html> items;
        for (const auto& one : differences) {
            if (one.part == part)
                items.push_back(html::cat({kind_tag(one.kind), " ", one.sentence}));
        }
        if (items.empty()) continue;
        shown += html::heading(3, html::HeadingSize::Small, part);
        shown +=
            html::element("ul", {{"class", "govuk-list govuk-list--spaced ls-differences"}}, [&] {
                Html all;
                for (const auto& item : items)
                    all += html::element("li", {}, item);
                return all;
            }());
    }
    return shown;
}

}  // namespace longstone::web
