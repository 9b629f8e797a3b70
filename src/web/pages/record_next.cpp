#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/longstone/progress.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_overview.h"

namespace longstone::web {
namespace {

// Where something missing is put right: a tab of the record, or the section with the question.
std::string place_of(const Visit& visit, const work::Opened& opened, const std::string& anchor) {
    const auto& ref = opened.record.ref;
    constexpr std::array<std::string_view, 7> kTabs = {
        "people", "checks", "history", "meetings", "actions", "outcome", "documents"};
    if (std::ranges::find(kTabs, anchor) != kTabs.end())
        return record_path(ref, cat({"/", anchor}));
    const auto* section = visit.definitions().section(*opened.pathway, anchor);
    if (section == nullptr) return record_path(ref, "/answers");
    return answer_path(visit.definitions(), ref, *section, anchor);
}

// A request that waits says more than its sentence: time left, a reminder, their duty line.
Html waiting_line(Visit& visit, const work::Opened& opened, const work::RequestState& request) {
    const auto* rule = opened.pathway->request(request.rule);
    const auto* agency = visit.definitions().partnership.agency(request.agency);
    const auto name =
        cat({visit.agency_name(request.agency), ": ", rule == nullptr ? "check" : rule->name});
    Html line = html::cat({html::link(cat({"/requests/", request.id}), name),
                           ", asked ",
                           when_html(request.asked),
                           ", ",
                           time_left_html(visit, request.due),
                           "."});
    if (agency != nullptr && !agency->phone.empty()) {
        line += html::cat({" Duty line ", agency->phone, "."});
    }
    if (works_here(opened)) {
        line += html::cat(
            {" ",
             html::link(record_path(opened.record.ref, cat({"/checks/", request.id, "/remind"})),
                        html::cat({"Remind", html::hidden_text(cat({" ", name}))}))});
    }
    return line;
}

std::vector<Html> missing_lines(Visit& visit,
                                const work::Opened& opened,
                                const work::OpenMove& move) {
    std::vector<Html> lines;
    bool listed_requests = false;
    for (const auto& missing : move.missing) {
        if (missing.need == "requests-answered") {
            if (listed_requests) continue;
            listed_requests = true;
            for (const auto& request : opened.record.requests) {
                if (request.open()) lines.push_back(waiting_line(visit, opened, request));
            }
            continue;
        }
        lines.push_back(html::link(place_of(visit, opened, missing.anchor), missing.sentence));
    }
    return lines;
}

std::string move_name(const work::Opened& opened, const define::Move& move) {
    if (!move.name.empty()) return move.name;
    const auto* stage = opened.pathway->stage(move.to);
    return cat({"Move to ", stage == nullptr ? move.to : stage->name});
}

std::string stage_name(const work::Opened& opened, const std::string& id) {
    const auto* stage = opened.pathway->stage(id);
    return stage == nullptr ? id : stage->name;
}

// The move on: the first that goes forward, for which what is missing is listed.
const work::OpenMove* move_on(const std::vector<work::OpenMove>& moves) {
    for (const auto& move : moves) {
        if (!move.move->back) return &move;
    }
    return moves.empty() ? nullptr : &moves.front();
}

std::string need_of(const work::OpenMove& move) {
    return move.missing.empty() ? "" : " (more is needed first)";
}

Html move_buttons(Visit& visit,
                  const work::Opened& opened,
                  const std::vector<work::OpenMove>& moves,
                  const work::OpenMove* first) {
    Html buttons;
    const auto* stage = opened.pathway->stage(opened.record.stage);
    for (const auto& move : moves) {
        if (!work::may_move(*opened.pathway, *stage, *move.move, visit.viewer())) continue;
        const bool is_main = &move == first && move.missing.empty();
        buttons += govuk::button(
            {.html = html::cat({move_name(opened, *move.move), html::hidden_text(need_of(move))}),
             .href = record_path(opened.record.ref, cat({"/move/", move.move->to})),
             .classes = is_main ? "" : "govuk-button--secondary"});
    }
    return buttons;
}

Html answer_button(const Visit& visit, const work::Opened& opened) {
    const auto situation = situation_of(visit, opened);
    const auto* stage = opened.pathway->stage(opened.record.stage);
    if (stage == nullptr || !work::may_work(*opened.pathway, *stage, visit.viewer())) return {};
    const auto sections = work::sections_asked(situation, *stage);
    if (sections.empty()) return {};
    return govuk::button(
        {.text = cat({"Answer: ", sections.front()->title}),
         .href = answer_path(visit.definitions(), opened.record.ref, *sections.front()),
         .classes = "govuk-button--secondary"});
}

Html closed_box(Visit& visit, const work::Opened& opened) {
    Html intro = html::cat({"Closed on ", say(*opened.record.closed), "."});
    std::vector<Html> links;
    for (const auto& link : opened.record.links) {
        const auto* pathway = visit.definitions().pathway(link.pathway);
        if (link.forward) {
            links.push_back(html::cat({"It led to ",
                                       record_link(link.other, link.other),
                                       ", ",
                                       pathway == nullptr ? link.pathway : pathway->name}));
        }
    }
    return ls::next_box({.title = "This work is finished",
                         .intro = html::paragraph(intro),
                         .missing = std::move(links)});
}

}  // namespace

Html steps_html(Visit& visit, const work::Opened& opened) {
    const auto& record = opened.record;
    std::vector<ls::Step> steps;
    bool before_now = true;
    for (const auto& stage : opened.pathway->stages) {
        ls::Step step{.text = stage.name};
        const auto visited = std::find_if(record.visits.rbegin(),
                                          record.visits.rend(),
                                          [&](const auto& v) { return v.stage == stage.id; });
        const bool is_now = stage.id == record.stage;
        if (is_now) {
            step.state = stage.closes ? ls::StepState::Done : ls::StepState::Now;
            before_now = false;
        } else if (visited != record.visits.rend() && before_now) {
            step.state = ls::StepState::Done;
        } else if (before_now) {
            step.state = ls::StepState::PassedOver;
        }
        if (visited != record.visits.rend()) step.note = say_short(visited->at);
        if (is_now && !stage.requests.empty() && !record.requests.empty()) {
            const auto answered = std::ranges::count_if(
                record.requests, [](const auto& r) { return r.answered.has_value(); });
            const auto asked =
                std::ranges::count_if(record.requests, [](const auto& r) { return !r.withdrawn; });
            step.note = cat({number(answered), " of ", number(asked), " answered"});
        }
        steps.push_back(std::move(step));
    }
    (void)visit;
    return ls::steps(steps);
}

Html next_html(Visit& visit, const work::Opened& opened) {
    if (opened.record.closed) return closed_box(visit, opened);
    const auto* stage = opened.pathway->stage(opened.record.stage);
    if (stage == nullptr) return {};
    const auto moves = work::moves_of(situation_of(visit, opened));
    const auto* on = move_on(moves);
    ls::NextBox box;
    if (!stage->hint.empty()) box.intro += html::paragraph(stage->hint);
    if (on != nullptr) {
        box.missing = missing_lines(visit, opened, *on);
        const auto to = stage_name(opened, on->move->to);
        box.intro +=
            box.missing.empty()
                ? html::paragraph({"Everything is there to move to ", html::strong(to), "."})
                : html::paragraph({"To move to ", html::strong(to), " these are still needed:"});
    }
    box.actions = html::cat({answer_button(visit, opened), move_buttons(visit, opened, moves, on)});
    if (box.actions.empty() && !works_here(opened)) {
        box.intro +=
            html::paragraph(ls::muted("The next step is for those who work at this "
                                      "stage."));
    }
    return ls::next_box(box);
}

}  // namespace longstone::web
