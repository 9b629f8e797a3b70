#include <algorithm>
#include <array>
#include <set>

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
    constexpr std::array<std::string_view, 7> tabs = {
        "people", "checks", "history", "meetings", "actions", "outcome", "documents"};
    if (std::ranges::find(tabs, anchor) != tabs.end()) return record_path(ref, cat({"/", anchor}));
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

// Questions of one section that lack their answers, as one line when they are many.
constexpr std::size_t kMostQuestions = 2;

void add_section(const Visit& visit,
                 const work::Opened& opened,
                 const define::Section& section,
                 const std::vector<const work::Missing*>& missing,
                 std::vector<Html>& lines) {
    const auto at = [&](const work::Missing& one) {
        return answer_path(visit.definitions(), opened.record.ref, section, one.anchor);
    };
    if (missing.size() > kMostQuestions) {
        lines.push_back(html::cat({html::link(at(*missing.front()), section.title),
                                   ": ",
                                   number(static_cast<long long>(missing.size())),
                                   " questions to answer"}));
        return;
    }
    for (const auto* one : missing) {
        lines.push_back(html::link(at(*one), one->sentence));
    }
}

// Their own words may be missing both as an answer and as a need: one line is enough.
bool asked_already(const work::OpenMove& move, const work::Missing& missing) {
    return std::any_of(move.missing.begin(), move.missing.end(), [&](const work::Missing& other) {
        return other.need == "answers" && other.anchor == missing.anchor;
    });
}

Html history_count(const work::RecordState& record) {
    const auto open = std::ranges::count_if(
        record.earlier, [](const auto& earlier) { return earlier.decision.empty(); });
    return html::text(cat({" ",
                           number(open),
                           " of ",
                           number(static_cast<long long>(record.earlier.size())),
                           " not yet."}));
}

std::vector<Html> missing_lines(Visit& visit,
                                const work::Opened& opened,
                                const work::OpenMove& move) {
    std::vector<Html> lines;
    std::vector<std::pair<const define::Section*, std::vector<const work::Missing*>>> sections;
    for (const auto& missing : move.missing) {
        const auto* section = visit.definitions().section(*opened.pathway, missing.anchor);
        if (missing.need != "answers" || section == nullptr) continue;
        const auto known = std::ranges::find_if(
            sections, [&](const auto& entry) { return entry.first == section; });
        if (known == sections.end())
            sections.push_back({section, {&missing}});
        else
            known->second.push_back(&missing);
    }
    for (const auto& [section, missing] : sections) {
        add_section(visit, opened, *section, missing, lines);
    }
    bool listed_requests = false;
    for (const auto& missing : move.missing) {
        if (missing.need == "answers") continue;
        if (missing.need != "requests-answered") {
            if (asked_already(move, missing)) continue;
            Html line = html::link(place_of(visit, opened, missing.anchor), missing.sentence);
            if (missing.need == "history-reviewed") line += history_count(opened.record);
            lines.push_back(std::move(line));
            continue;
        }
        if (listed_requests) continue;
        listed_requests = true;
        for (const auto& request : opened.record.requests) {
            if (request.open()) lines.push_back(waiting_line(visit, opened, request));
        }
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

// The section in which the first answer is missing; it is what to do now.
Html answer_button(const Visit& visit, const work::Opened& opened, const work::OpenMove* on) {
    const auto* stage = opened.pathway->stage(opened.record.stage);
    if (on == nullptr || stage == nullptr ||
        !work::may_work(*opened.pathway, *stage, visit.viewer())) {
        return {};
    }
    for (const auto& missing : on->missing) {
        const auto* section = visit.definitions().section(*opened.pathway, missing.anchor);
        if (section == nullptr) continue;
        return govuk::button(
            {.text = cat({"Answer: ", section->title}),
             .href =
                 answer_path(visit.definitions(), opened.record.ref, *section, missing.anchor)});
    }
    return {};
}

work::OpenMove undecided_of(Visit& visit, const work::Opened& opened, const define::Stage& stage) {
    work::OpenMove undecided;
    const auto situation = situation_of(visit, opened);
    for (auto& problem : work::still_missing(situation, work::sections_asked(situation, stage))) {
        undecided.missing.push_back({.need = "answers",
                                     .sentence = std::move(problem.message),
                                     .anchor = std::move(problem.field)});
    }
    return undecided;
}

std::vector<Html> led_to(Visit& visit, const work::Opened& opened) {
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
    return links;
}

Html closed_box(Visit& visit, const work::Opened& opened) {
    const auto closed = opened.record.closed.value_or(visit.now());
    const Html intro = html::cat({"Closed on ", say(closed), "."});
    return ls::next_box({.title = "This work is finished",
                         .intro = html::paragraph(intro),
                         .missing = led_to(visit, opened)});
}

// The stages that a record passes when nothing unusual happens: the first move on from each.
std::set<std::string> usual_way(const define::Pathway& pathway) {
    std::set<std::string> usual;
    std::string at = pathway.first;
    while (usual.insert(at).second) {
        const auto* stage = pathway.stage(at);
        if (stage == nullptr) break;
        const auto on = std::ranges::find_if(stage->next, [](const auto& m) { return !m.back; });
        if (on == stage->next.end()) break;
        at = on->to;
    }
    return usual;
}

}  // namespace

Html steps_html(const work::Opened& opened) {
    const auto& record = opened.record;
    const auto usual = usual_way(*opened.pathway);
    std::vector<ls::Step> steps;
    bool before_now = true;
    for (const auto& stage : opened.pathway->stages) {
        if (!usual.contains(stage.id) && !record.reached(stage.id)) continue;
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
    if (const auto links = led_to(visit, opened); !links.empty()) box.intro += html::list(links);
    if (on != nullptr) {
        box.missing = missing_lines(visit, opened, *on);
        const auto to = stage_name(opened, on->move->to);
        box.intro +=
            box.missing.empty()
                ? html::paragraph({"Everything is there to move to ", html::strong(to), "."})
                : html::paragraph({"To move to ", html::strong(to), " these are still needed:"});
    }
    // Where every way on turns on an answer, the answers come first.
    const auto undecided = moves.empty() ? undecided_of(visit, opened, *stage) : work::OpenMove{};
    if (!undecided.missing.empty()) {
        box.missing = missing_lines(visit, opened, undecided);
        box.intro += html::paragraph("What follows depends on these answers:");
    }
    box.actions = html::cat({answer_button(visit, opened, moves.empty() ? &undecided : on),
                             move_buttons(visit, opened, moves, on)});
    if (box.actions.empty() && !works_here(opened)) {
        box.intro +=
            html::paragraph(ls::muted("The next step is for those who work at this "
                                      "stage."));
    }
    return ls::next_box(box);
}

}  // namespace longstone::web
