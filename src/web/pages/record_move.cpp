#include "base/text.h"
#include "ui/govuk/inset_text.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "work/acts/move.h"

// Moving a record on, or back: what is still missing, the reason where one is asked for, and what
// the move opens.
namespace longstone::web {
namespace {

using define::FieldType;

std::string stage_name(const work::Opened& opened, const std::string& id) {
    const auto* stage = opened.pathway->stage(id);
    return stage == nullptr ? id : stage->name;
}

std::string place_of(const Visit& visit, const work::Opened& opened, const std::string& anchor) {
    const auto* section = visit.definitions().section(*opened.pathway, anchor);
    if (section == nullptr) return record_path(opened.record.ref, cat({"/", anchor}));
    return answer_path(visit.definitions(), opened.record.ref, *section, anchor);
}

Html missing_html(const Visit& visit, const work::Opened& opened, const work::OpenMove& move) {
    std::vector<Html> items;
    items.reserve(move.missing.size());
    for (const auto& missing : move.missing) {
        items.push_back(html::link(place_of(visit, opened, missing.anchor), missing.sentence));
    }
    return html::cat({html::paragraph({"To move to ",
                                       html::strong(stage_name(opened, move.move->to)),
                                       " these are still needed:"}),
                      html::bullets(items)});
}

// What comes of it: the records it opens, if the answers so far say so.
Html opens_html(const Visit& visit, const work::Opened& opened, const define::Move& move) {
    const auto situation = situation_of(visit, opened);
    const auto lookup = work::lookup_of(situation);
    std::vector<Html> items;
    for (const auto& rule : opened.pathway->opens) {
        const auto* next = visit.definitions().pathway(rule.pathway);
        if (rule.at != move.to || next == nullptr || !define::holds(rule.when, lookup)) continue;
        items.push_back(html::text(next->name));
    }
    const auto* stage = opened.pathway->stage(move.to);
    Html out;
    if (!items.empty()) {
        out += html::cat({html::paragraph("This opens:"), html::bullets(items)});
    }
    if (stage != nullptr && stage->closes) {
        out += govuk::inset_text({.text = "This closes the record. Nothing can be changed on it "
                                          "afterwards."});
    }
    return out;
}

Result<ActForm> form(Visit& visit, work::Context&, const work::Opened& opened) {
    const auto* stage = opened.pathway->stage(opened.record.stage);
    const auto to = visit.param("to");
    for (const auto& move : work::moves_of(situation_of(visit, opened))) {
        if (move.move->to != to || stage == nullptr) continue;
        if (!work::may_move(*opened.pathway, *stage, *move.move, visit.viewer())) {
            return not_found();
        }
        const std::string name =
            move.move->name.empty() ? cat({"Move to ", stage_name(opened, to)}) : move.move->name;
        if (!move.missing.empty()) {
            return ActForm{.title = name, .intro = missing_html(visit, opened, move), .button = ""};
        }
        ActForm asked{
            .title = name, .intro = opens_html(visit, opened, *move.move), .button = name};
        if (move.move->reason) {
            asked.fields.push_back(ask("reason", FieldType::LongText, "Why?"));
        }
        asked.fields.push_back(
            ask_optional("happened-at",
                         FieldType::DateTime,
                         "When did it happen, if not now?",
                         "Leave it empty for now. For example 27 3 2026 at 14:30."));
        return asked;
    }
    return not_found();
}

Result<std::string> perform(Visit& visit, ActGiven& given) {
    const auto moved = TRY(work::move_record(given.context,
                                             visit.viewer(),
                                             given.ref,
                                             given.seen,
                                             {.to = visit.param("to"),
                                              .reason = given.text("reason"),
                                              .happened_at = given.instant("happened-at")}));
    return done_at(record_path(moved.opened.record.ref), "moved");
}

}  // namespace

void add_move_routes(http::Router& router, App& app) {
    add_record_act(
        router,
        app,
        {.path = "/move/{to:key}", .name = "record: move", .form = form, .perform = perform});
}

}  // namespace longstone::web
