#include <algorithm>
#include <map>

#include "base/text.h"
#include "measure/counted.h"
#include "ui/govuk/back_link.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/learning/learning_parts.h"
#include "web/pages/parts.h"

// The loop of learning: which recommendations have reached which step and which moved anything, and
// one of them from end to end.
namespace longstone::web {
namespace {

constexpr int kMost = 200;

struct Listed {
    work::Chain chain = {};
    std::vector<Tested> tests = {};

    [[nodiscard]] bool reached(const work::LoopPlace& place) const {
        return place.step->kind == define::LoopStep::Kind::Measures ? !tests.empty()
                                                                    : place.reached();
    }
};

Html cell_of(const Listed& line, const work::LoopPlace& place, bool before) {
    if (!line.reached(place)) return ls::muted(before ? kNoneSeen : kNothingYet);
    if (place.step->kind == define::LoopStep::Kind::Measures) {
        std::vector<Html> words;
        for (const auto& test : line.tests)
            words.push_back(html::text(outcome_word(test.changed)));
        return html::join(words, "; ");
    }
    if (!place.actions.empty()) {
        const auto done = std::ranges::count_if(place.actions, &work::LoopAction::done);
        return html::text(cat({number(done),
                               " of ",
                               number(static_cast<long long>(place.actions.size())),
                               " closed"}));
    }
    if (place.listed > 0)
        return html::text(count_of(place.listed, "step planned", "steps planned"));
    return html::text(number(static_cast<long long>(place.records.size())));
}

Html table_of(Visit& visit, const define::Loop& loop, const std::vector<const Listed*>& lines) {
    const auto* followed = loop.step(loop.follows);
    ls::Table table{.caption = loop.name,
                    .columns = {{.text = followed->name, .row_header = true}},
                    .if_empty = "There is none of these that you may see."};
    for (const auto& step : loop.steps) {
        if (&step != followed) table.columns.push_back({.text = step.name});
    }
    for (const auto* line : lines) {
        const auto& record = line->chain.followed;
        ls::Row row{
            .cells = {html::cat({html::link(learning_path(record.ref),
                                            record.summary.empty() ? record.ref : record.summary),
                                 html::element("br"),
                                 ls::muted(ls::unbroken(record.ref))})}};
        bool before = true;
        for (const auto& place : line->chain.places) {
            if (place.step->id == loop.follows)
                before = false;
            else
                row.cells.push_back(cell_of(*line, place, before));
        }
        table.rows.push_back(std::move(row));
    }
    return visit.list(table);
}

// "12 recommendations · Action: 9 · Briefing or training: 4 · moved: 1"
Html lead_of(const define::Loop& loop, const std::vector<Listed>& lines) {
    std::vector<Html> pieces = {
        html::text(cat({number(static_cast<long long>(lines.size())), " followed"}))};
    for (std::size_t i = 0; i < loop.steps.size(); ++i) {
        if (loop.steps[i].id == loop.follows) continue;
        const auto n = std::ranges::count_if(
            lines, [&](const Listed& line) { return line.reached(line.chain.places[i]); });
        pieces.push_back(html::text(cat({loop.steps[i].name, ": ", number(n)})));
    }
    const auto moved = std::ranges::count_if(lines, [](const Listed& line) {
        return std::ranges::any_of(line.tests, [](const Tested& test) {
            return test.changed.change == measure::Change::Better;
        });
    });
    pieces.push_back(html::text(cat({"moved for the better: ", number(moved)})));
    return ls::dotted(pieces);
}

Html gaps_html(const define::Loop& loop, const std::string& gap) {
    ls::ChipGroup group{.label = "Show"};
    group.chips.push_back({.text = "All", .href = kLearningPath, .on = gap.empty()});
    for (const auto& step : loop.steps) {
        if (step.id == loop.follows) continue;
        group.chips.push_back({.text = cat({"Without: ", step.name}),
                               .href = cat({kLearningPath, "?without=", step.id}),
                               .on = gap == step.id});
    }
    return ls::chips({group}, "Show");
}

std::vector<Listed> lines_of(const define::Loop& loop,
                             work::Context& context,
                             measure::Figures& figures,
                             const access::Viewer& viewer) {
    std::map<std::string, std::vector<measure::Mark>> marks;
    for (auto& mark : measure::all_marks_for_records(context))
        marks[mark.record].push_back(std::move(mark));
    std::vector<Listed> lines;
    for (const auto& followed : work::followed_by(context, viewer, loop, kMost))
        lines.push_back({.chain = work::chain_of(context, viewer, loop, followed),
                         .tests = tested(context, figures, marks[followed.ref])});
    return lines;
}

using LearningReading =
    std::function<Result<http::Reply>(Reading&, measure::Figures&, const define::Loop&)>;

http::Reply read_learning(Visit& visit, const LearningReading& reading) {
    if (sees_learning(visit)) measure::refresh(visit.house());
    return read(visit, [&](Reading& found) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeFigures));
        const auto* loop = the_loop(visit.definitions());
        if (loop == nullptr) return not_found();
        measure::Figures figures(found.context, grant);
        return reading(found, figures, *loop);
    });
}

http::Reply overview(Visit& visit) {
    return read_learning(
        visit,
        [&](Reading& reading,
            measure::Figures& figures,
            const define::Loop& loop) -> Result<http::Reply> {
            const auto all = lines_of(loop, reading.context, figures, visit.viewer());
            const auto gap = visit.request().query_text("without");
            std::vector<const Listed*> shown;
            for (const auto& line : all) {
                const auto place = std::ranges::find(
                    line.chain.places, gap, [](const auto& p) { return p.step->id; });
                if (place == line.chain.places.end() || !line.reached(*place))
                    shown.push_back(&line);
            }
            return visit.page(
                {.title = loop.name,
                 .main = html::cat({ls::page_head({.title = loop.name, .lead = lead_of(loop, all)}),
                                    html::paragraph(loop.hint),
                                    gaps_html(loop, gap),
                                    table_of(visit, loop, shown)}),
                 .current = "/partnership"});
        });
}

// Reading one is a look at its record.
http::Reply one(Visit& visit) {
    return read_learning(
        visit,
        [&](Reading& reading,
            measure::Figures& figures,
            const define::Loop& loop) -> Result<http::Reply> {
            auto& context = reading.context;
            const auto ref = visit.param("ref");
            // Who may not see the record is not asked for a reason here.
            const auto followed = TRY(work::followed_from(context, visit.viewer(), loop, ref));
            const auto opened =
                TRY(work::open_record_for(context, visit.viewer(), access::Action::Read, ref));
            reading.looked(opened.grant);
            const bool is_followed = !followed.empty() && followed.front().ref == ref;
            const auto title = is_followed && !followed.front().summary.empty()
                                   ? followed.front().summary
                                   : opened.pathway->name;
            Html main = html::cat(
                {done_banner(visit),
                 ls::page_head(
                     {.title = title,
                      .caption = loop.name,
                      .lead = html::cat({opened.pathway->name, ", ", record_link(ref, ref)})})});
            if (followed.empty())
                main += html::paragraph(cat(
                    {"No ", loop.step(loop.follows)->name, " that you may see came of it yet."}));
            for (const auto& record : followed) {
                const auto chain = work::chain_of(context, visit.viewer(), loop, record);
                const auto tests =
                    tested(context, figures, measure::marks_for(context, record.ref));
                const bool itself = record.ref == ref;
                if (!itself)
                    main += html::heading(2,
                                          html::HeadingSize::Medium,
                                          html::link(learning_path(record.ref), record.summary));
                else
                    main += html::heading(2, html::HeadingSize::Medium, "Step by step");
                main += chain_html(visit, chain, tests);
                if (itself) main += learning_forms_html(visit, opened, loop);
            }
            if (!is_followed) main += learning_forms_html(visit, opened, loop);
            return visit.page(
                {.title = cat({loop.name, ": ", ref}),
                 .main = main,
                 .before_main = govuk::back_link({.text = "All of them", .href = kLearningPath}),
                 .current = "/partnership"});
        });
}

}  // namespace

void add_learning_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kLearningPath, .name = "learning"}, overview);
    add_page(router,
             app,
             {.pattern = cat({kLearningPath, "/{ref}"}), .name = "learning from one finding"},
             one);
    add_learning_act_routes(router, app);
}

}  // namespace longstone::web
