#include <algorithm>

#include "base/text.h"
#include "define/trial.h"
#include "define/yaml.h"
#include "http/router.h"
#include "ui/govuk/button.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/file_upload.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/radios.h"
#include "ui/govuk/textarea.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pathways/pathway_frame.h"
#include "web/pathways/pathway_routes.h"
#include "work/effect.h"
#include "work/house.h"

// Trying a change of a pathway: its file is written anew here or uploaded, checked as the server
// would check it, and weighed against the records that are open. Nothing is published from here: a
// change is made in the folder of definitions, and the server reads it when it starts.
namespace longstone::web {
namespace {

constexpr std::size_t kLargestBody = 2 * define::kLargestFile + 500'000;
constexpr std::int64_t kMostTried = 2'000;

using Files = std::vector<define::PathwayFile>;

Files files_of(const Visit& visit, const define::Pathway& pathway) {
    const auto& options = visit.house().options;
    return define::files_of_pathway(options.definitions, options.partnership, pathway.id);
}

// What was sent, or, at first, the file as it stands: the partnership's own before England's.
struct Tried {
    std::string path = {};
    std::string text = {};
};

const define::PathwayFile* file_at(const Files& files, const std::string& path) {
    const auto found = std::ranges::find(files, path, &define::PathwayFile::path);
    return found == files.end() ? nullptr : &*found;
}

Tried first_shown(const Visit& visit, const Files& files) {
    const auto* asked = file_at(files, visit.request().query_text("file"));
    if (asked == nullptr) {
        for (const auto& file : files) {
            if (file.there && asked == nullptr) asked = &file;
        }
    }
    return asked == nullptr ? Tried{} : Tried{.path = asked->path, .text = asked->text};
}

Tried sent(const Visit& visit) {
    Tried tried{.path = visit.form().text("file"), .text = visit.form().text("text")};
    if (const auto* upload = visit.form().file("upload")) tried.text = upload->bytes;
    return tried;
}

Html where_html(const Files& files, const std::string& chosen) {
    govuk::Radios radios{
        .name = "file",
        .fieldset =
            govuk::Fieldset{.legend = govuk::Legend{.text = "Which file is it?",
                                                    .classes = "govuk-fieldset__legend--s"}},
        .value = chosen};
    for (const auto& file : files) {
        radios.items.push_back(govuk::RadioItem{
            .text = file.path,
            .value = file.path,
            .hint =
                govuk::Hint{.text = file.there ? "It is there now; yours would take its place."
                                               : "There is none yet. One that says “extends: yes” "
                                                 "changes parts of England’s."}});
    }
    return govuk::radios(radios);
}

Html form_html(Visit& visit,
               const define::Pathway& pathway,
               const Files& files,
               const Tried& tried) {
    std::vector<Html> others;
    for (const auto& file : files) {
        if (file.there)
            others.push_back(html::link(
                cat({pathway_path(pathway.id, "/try"), "?file=", file.path}), file.path));
    }
    return html::form(
        {.action = pathway_path(pathway.id, "/try"), .csrf = visit.csrf(), .uploads = true},
        {html::paragraph({"Start from the file as it stands: ", html::join(others, ", "), "."}),
         where_html(files, tried.path),
         govuk::textarea({.label = {.text = "The file as it would be", .classes = "govuk-label--s"},
                          .name = "text",
                          .id = "text",
                          .value = tried.text,
                          .rows = 24,
                          .hint = govuk::Hint{.text = "YAML, as in the folder of definitions."},
                          .spellcheck = false,
                          .classes = "ls-code"}),
         govuk::file_upload(
             {.label = {.text = "Or upload it", .classes = "govuk-label--s"},
              .name = "upload",
              .id = "upload",
              .hint = govuk::Hint{.text = "A .yaml file; it is read in place of the box above."}}),
         govuk::button({.text = "Check and weigh it"})});
}

// Errors name files as people know them, beneath the folder of definitions.
std::string file_words(const Visit& visit, std::string file) {
    const auto folder = cat({visit.house().options.definitions, "/"});
    if (file.starts_with(folder)) file.erase(0, folder.size());
    return file;
}

http::Reply wrong_page(Visit& visit,
                       const define::Pathway& pathway,
                       const std::vector<define::DefinitionError>& errors,
                       const Html& form) {
    govuk::ErrorSummary summary{.title_text = "It would not be taken: the server would not start"};
    Html shown;
    for (const auto& error : errors) {
        const auto where =
            cat({file_words(visit, error.place.file), ", line ", number(error.place.line)});
        summary.error_list.push_back(
            {.text = cat({where, ": ", error.what, ".", error.cure.empty() ? "" : " ", error.cure}),
             .href = "#text"});
        if (error.line_text.empty()) continue;
        const auto indent = static_cast<std::size_t>(std::max(error.place.column - 1, 0));
        shown += html::paragraph(where);
        shown += html::element("pre",
                               {{"class", "ls-excerpt"}, {"tabindex", "0"}},
                               cat({error.line_text, "\n", std::string(indent, ' '), "^"}));
    }
    return pathway_reply(visit,
                         pathway,
                         "/try",
                         "Try a change",
                         html::cat({govuk::error_summary(summary), shown, form}),
                         422);
}

Html examples_html(const work::Consequence& one) {
    std::vector<Html> items;
    for (const auto& example : one.examples)
        items.push_back(
            html::cat({record_link(example.record, example.record), ": ", example.words}));
    if (items.empty()) return {};
    const auto more = one.records - static_cast<std::int64_t>(items.size());
    Html shown = html::bullets(items);
    if (more > 0) shown += html::small_paragraph({"and ", count_of(more, "other", "others")});
    return shown;
}

Html consequences_html(const work::PathwayEffect& effect) {
    if (effect.consequences.empty())
        return govuk::inset_text(
            {.text = effect.open == 0
                         ? "No record of this pathway is open: nobody’s work would change."
                         : "Nothing would change for the records that are open."});
    std::vector<Html> shown;
    for (const auto& one : effect.consequences) {
        Html body = html::paragraph(one.sentence);
        body += examples_html(one);
        shown.push_back(
            ls::panel({.title = cat({count_of(one.records, "open record", "open records"),
                                     one.late > 0 ? cat({", ", number(one.late), " late at once"})
                                                  : std::string()}),
                       .body = std::move(body),
                       .heading_level = 3}));
    }
    return html::cat(shown);
}

Html effect_html(const work::PathwayEffect& effect) {
    Html shown = html::cat(
        {html::heading(2, html::HeadingSize::Medium, "What would change"),
         differences_html(effect.differences),
         html::heading(
             2,
             html::HeadingSize::Medium,
             cat({"What it would do to the records that are open (", number(effect.open), ")"})),
         consequences_html(effect)});
    if (effect.tried < effect.touched)
        shown += html::paragraph(cat({"Moves were tried on the ",
                                      number(effect.tried),
                                      " records that are due first, of ",
                                      number(effect.touched),
                                      ". “longstone check --against-data” tries all."}));
    return shown;
}

http::Reply trial_page(Visit& visit) {
    return read(visit, [&](Reading&) -> Result<http::Reply> {
        TRY(access::allow(visit.viewer(), access::Action::SeeDefinitions));
        const auto* pathway = visit.definitions().pathway(visit.param("id"));
        if (pathway == nullptr) return not_found();
        const auto files = files_of(visit, *pathway);
        const auto intro = html::paragraph(
            "See what a change would do before it is made. It is checked as the server checks it, "
            "and weighed against the records that are open now. Nothing is published from here: "
            "the change is made in the folder of definitions, and counts when the server starts.");
        return pathway_reply(
            visit,
            *pathway,
            "/try",
            "Try a change",
            html::cat({intro, form_html(visit, *pathway, files, first_shown(visit, files))}));
    });
}

http::Reply tried_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeDefinitions));
        const auto* pathway = visit.definitions().pathway(visit.param("id"));
        if (pathway == nullptr) return not_found();
        const auto files = files_of(visit, *pathway);
        const auto tried = sent(visit);
        const auto form = form_html(visit, *pathway, files, tried);
        if (file_at(files, tried.path) == nullptr) {
            const define::DefinitionError error{.place = {.file = "The file", .line = 1},
                                                .what = "it is not said which file this would be",
                                                .cure = "Choose one."};
            return wrong_page(visit, *pathway, {error}, form);
        }
        const auto& options = visit.house().options;
        const auto candidate = define::load_with(
            options.definitions, options.partnership, {.path = tried.path, .text = tried.text});
        if (!candidate) return wrong_page(visit, *pathway, candidate.error(), form);
        const auto effects = work::effect_of(reading.context,
                                             grant,
                                             **candidate,
                                             {.pathway = pathway->id, .most_tried = kMostTried});
        Html main = effects.empty()
                        ? govuk::inset_text({.text = "It is sound, and the same as what is in "
                                                     "force: nothing would change."})
                        : effect_html(effects.front());
        main += html::heading(2, html::HeadingSize::Medium, "Change it further");
        main += form;
        return pathway_reply(visit, *pathway, "/try", "Try a change", std::move(main));
    });
}

}  // namespace

void add_pathway_trial_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/pathways/{id}/try", .name = "try a change of a pathway"},
             trial_page);
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/pathways/{id}/try",
              .name = "weigh a change of a pathway",
              .body_limit = kLargestBody},
             tried_page);
}

}  // namespace longstone::web
