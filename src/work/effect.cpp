#include "work/effect.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "work/engine.h"
#include "work/running.h"
#include "work/tried_moves.h"
#include "work/versions.h"

namespace longstone::work {
namespace {

constexpr int kRecordsASlice = 2'000;

struct Standing {
    std::string ref = {}, stage = {};
};

// How many there are, and those of them that may be named.
struct Tally {
    std::set<std::string> records = {};
    std::int64_t earlier = 0, later = 0, late = 0;
    std::vector<Example> examples = {};
};

std::string quoted(std::string_view words) {
    return cat({"“", words, "”"});
}

std::string named_in(const Json& list, std::string_view id) {
    for (const auto& item : list.items()) {
        if (item.text("id") != id) continue;
        return item.text("name").empty() ? std::string(id) : item.text("name");
    }
    return std::string(id);
}

// The questions of all forms by id, with their words.
std::map<std::string, std::string> questions_of(const Json& pathway) {
    std::map<std::string, std::string> questions;
    for (const auto& form : pathway["forms"].items()) {
        for (const auto& section : form["sections"].items()) {
            for (const auto& field : section["fields"].items()) {
                questions.emplace(field.text("id"), field.text("label"));
            }
        }
    }
    return questions;
}

std::set<std::string> renamed_in(const Json& pathway) {
    std::set<std::string> former;
    for (const auto& form : pathway["forms"].items()) {
        for (const auto& section : form["sections"].items()) {
            for (const auto& field : section["fields"].items()) {
                for (const auto& name : field["renamed-from"].items())
                    former.insert(name.text());
            }
        }
    }
    return former;
}

std::set<std::string> requests_of(const Json& pathway) {
    std::set<std::string> rules;
    for (const auto& stage : pathway["stages"].items()) {
        for (const auto& request : stage["requests"].items())
            rules.insert(request.text("id"));
    }
    return rules;
}

class Weighing {
public:
    Weighing(Context& now,
             Context& then,
             const access::Grant& grant,
             const EffectOptions& options,
             const std::string& pathway,
             Json before)
        : now_(now),
          then_(then),
          grant_(grant),
          options_(options),
          before_(std::move(before)),
          after_pathway_(then.definitions.pathway(pathway)) {
        effect_.pathway = pathway;
        effect_.name = before_.text("name");
        if (after_pathway_ != nullptr) {
            after_ = define::to_json(then.definitions, *after_pathway_);
            effect_.name = after_pathway_->name;
        }
        read_standing();
    }

    PathwayEffect run() {
        if (after_pathway_ == nullptr) {
            gone();
            return std::move(effect_);
        }
        std::map<std::string, std::string> roles;
        for (const auto* definitions : {&now_.definitions, &then_.definitions}) {
            for (const auto& [id, role] : definitions->roles)
                roles[id] = role.name;
        }
        if (before_.is_null())
            effect_.differences.push_back({.kind = define::Difference::Kind::Added,
                                           .part = std::string(define::kDifferenceParts[0]),
                                           .sentence = "The whole pathway is new."});
        else
            effect_.differences = define::compare(before_, after_, roles);
        stages();
        if (!effect_.differences.empty()) {
            moves();
            requests();
            answers();
        }
        clocks();
        return std::move(effect_);
    }

private:
    void read_standing() {
        for (const auto& row : now_.db.rows(
                 "select r.ref, r.stage from record r where r.pathway = $3 and r.closed_at is null "
                 "and (r.restricted <> 2 or $1 = 'system' or " LONGSTONE_VISIBLE_RECORD
                 ") order by coalesce(r.due_at, 9000000000000000000), r.ref",
                 {grant_.viewer().user, now_.now.micros, effect_.pathway})) {
            standing_.push_back({.ref = row.text(0), .stage = row.text(1)});
            known_.insert(row.text(0));
        }
        effect_.open = static_cast<std::int64_t>(standing_.size());
    }

    bool may_name(const std::string& ref) {
        if (grant_.viewer().is_system()) return true;
        const auto facts = facts_of(now_, ref);
        return facts &&
               access::reach_of(now_.definitions, grant_.viewer(), *facts) != access::Reach::None;
    }

    void count(Tally& tally, const std::string& ref, const std::string& words) {
        tally.records.insert(ref);
        if (tally.examples.size() < options_.examples && may_name(ref))
            tally.examples.push_back({.record = ref, .words = words});
    }

    void add(Consequence::Kind kind, std::string sentence, Tally tally) {
        if (tally.records.empty()) return;
        effect_.consequences.push_back({.kind = kind,
                                        .sentence = std::move(sentence),
                                        .records = static_cast<std::int64_t>(tally.records.size()),
                                        .late = tally.late,
                                        .examples = std::move(tally.examples)});
    }

    void gone() {
        effect_.differences.push_back({.kind = define::Difference::Kind::Removed,
                                       .part = std::string(define::kDifferenceParts[0]),
                                       .sentence = "The whole pathway is gone."});
        Tally tally;
        for (const auto& one : standing_)
            count(tally, one.ref, one.stage);
        add(Consequence::Kind::PathwayGone,
            "The pathway would go: its records could be opened by nobody.",
            std::move(tally));
    }

    void stages() {
        std::map<std::string, Tally> by_stage;
        for (const auto& one : standing_) {
            if (after_pathway_->stage(one.stage) == nullptr)
                count(by_stage[one.stage], one.ref, "stands there");
        }
        for (auto& [stage, tally] : by_stage)
            add(Consequence::Kind::StageGone,
                cat({"Stage ",
                     quoted(named_in(before_["stages"], stage)),
                     " would go: no move would lead on from where these stand."}),
                std::move(tally));
    }

    void moves() {
        const auto system = access::system_viewer();
        std::map<std::string, Tally> by_sentence;
        for (const auto& one : standing_) {
            const auto* stage = after_pathway_->stage(one.stage);
            if (stage == nullptr || !moves_may_differ(before_, after_, one.stage)) continue;
            ++effect_.touched;
            if (effect_.tried >= options_.most_tried) continue;
            ++effect_.tried;
            const auto opened = open_record_for(then_, system, access::Action::Read, one.ref);
            if (!opened) continue;
            const Situation situation{.definitions = then_.definitions,
                                      .pathway = *opened->pathway,
                                      .record = opened->record,
                                      .now = then_.now};
            for (const auto& refused : newly_refused(situation, before_, after_))
                count(by_sentence[refused.sentence], one.ref, refused.words);
        }
        for (auto& [sentence, tally] : by_sentence)
            add(Consequence::Kind::MoveRefused, sentence, std::move(tally));
    }

    void requests() {
        const auto kept = requests_of(after_);
        for (const auto& rule : requests_of(before_)) {
            if (kept.contains(rule)) continue;
            Tally tally;
            for (const auto& row :
                 now_.db.rows("select q.record, count(*) from request q join record r on r.ref = "
                              "q.record where r.pathway = $1 and r.closed_at is null and q.rule = "
                              "$2 and q.answered_at is null and q.withdrawn_at is null group by "
                              "q.record order by q.record",
                              {effect_.pathway, rule})) {
                if (known_.contains(row.text(0)))
                    count(tally, row.text(0), cat({number(row.integer(1)), " waiting"}));
            }
            add(Consequence::Kind::RequestGone,
                cat({"Request ", quoted(rule), " would go: those who were asked still wait."}),
                std::move(tally));
        }
    }

    void answers() {
        const auto kept = questions_of(after_);
        const auto renamed = renamed_in(after_);
        for (const auto& [field, label] : questions_of(before_)) {
            if (kept.contains(field)) continue;
            Tally tally;
            for (const auto& row : now_.db.rows(
                     "select distinct r.ref from record r where r.pathway = $1 and r.closed_at is "
                     "null and (exists (select 1 from answer a where a.record = r.ref and a.field "
                     "= $2) or exists (select 1 from request_answer a join request q on q.id = "
                     "a.request where q.record = r.ref and a.field = $2)) order by r.ref",
                     {effect_.pathway, field})) {
                if (known_.contains(row.text(0))) count(tally, row.text(0), "has an answer");
            }
            add(Consequence::Kind::AnswersGone,
                cat({"Question ",
                     quoted(label.empty() ? field : label),
                     renamed.contains(field)
                         ? " would be called something else: its answers stand under the new name."
                         : " would go: the answers given to it are shown as they were given."}),
                std::move(tally));
        }
    }

    void clocks() {
        std::map<std::string, Tally> moved;
        std::map<std::string, Tally> without;
        each_running(
            then_, grant_, effect_.pathway, kRecordsASlice, [&](const RunningClocks& running) {
                for (std::size_t at = 0; at < running.clocks.size(); ++at) {
                    const auto& owner = running.owners[at];
                    if (running.clocks[at].rule != nullptr || running.clocks[at].still) continue;
                    if (known_.contains(owner.record))
                        count(without[owner.clock], owner.record, "runs");
                }
                for (const auto& one : reckon(then_.definitions.calendar, running.clocks))
                    move_clock(moved, running, one);
            });
        for (auto& [clock, tally] : without)
            add(Consequence::Kind::ClockGone,
                cat({"Clock ",
                     quoted(named_in(before_["clocks"], clock)),
                     " would go: where it runs, nothing would stop it."}),
                std::move(tally));
        for (auto& [clock, tally] : moved) {
            const auto sentence = cat({"Clock ",
                                       quoted(named_in(after_["clocks"], clock)),
                                       " would be due at another time: ",
                                       number(tally.earlier),
                                       " earlier, ",
                                       number(tally.later),
                                       " later; ",
                                       number(tally.late),
                                       " would then be late that are not late now."});
            add(Consequence::Kind::ClockMoved, sentence, std::move(tally));
        }
    }

    void move_clock(std::map<std::string, Tally>& moved,
                    const RunningClocks& running,
                    const Reckoned& one) {
        const auto& owner = running.owners[one.at];
        const auto was = running.clocks[one.at].due;
        if (!known_.contains(owner.record)) return;
        Tally& tally = moved[owner.clock];
        ++(one.due < was ? tally.earlier : tally.later);
        if (was >= then_.now && one.due < then_.now) ++tally.late;
        count(tally,
              owner.record,
              cat({"due ", longstone::say(was), ", would be due ", longstone::say(one.due)}));
    }

    Context& now_;
    Context& then_;
    const access::Grant& grant_;
    const EffectOptions& options_;
    Json before_, after_ = {};
    const define::Pathway* after_pathway_;
    std::vector<Standing> standing_ = {};
    std::set<std::string> known_ = {};
    PathwayEffect effect_ = {};
};

std::string_view kind_word(Consequence::Kind kind) {
    static constexpr std::string_view kWords[] = {"pathway-gone",
                                                  "stage-gone",
                                                  "move-refused",
                                                  "clock-moved",
                                                  "clock-gone",
                                                  "request-gone",
                                                  "answers-gone"};
    return kWords[static_cast<std::size_t>(kind)];
}

}  // namespace

std::vector<PathwayEffect> effect_of(Context& context,
                                     const access::Grant& grant,
                                     const define::Definitions& candidate,
                                     const EffectOptions& options) {
    std::vector<PathwayEffect> effects;
    if (grant.action() != access::Action::SeeDefinitions) return effects;
    Context then{.db = context.db,
                 .projections = context.projections,
                 .definitions = candidate,
                 .now = context.now,
                 .log_key = context.log_key};
    std::set<std::string> ids;
    for (const auto& row :
         context.db.rows("select distinct pathway from pathway_version where withdrawn_at is null"))
        ids.insert(row.text(0));
    for (const auto& [id, pathway] : candidate.pathways)
        ids.insert(id);
    for (const auto& id : ids) {
        if (!options.pathway.empty() && id != options.pathway) continue;
        auto before = published_pathway(context.db, id);
        auto effect = Weighing(context, then, grant, options, id, std::move(before)).run();
        if (!effect.differences.empty() || !effect.consequences.empty())
            effects.push_back(std::move(effect));
    }
    return effects;
}

Json to_json(const PathwayEffect& effect) {
    Json differences = Json::array();
    for (const auto& one : effect.differences)
        differences.push(Json::object({{"part", one.part}, {"sentence", one.sentence}}));
    Json consequences = Json::array();
    for (const auto& one : effect.consequences) {
        Json examples = Json::array();
        for (const auto& example : one.examples)
            examples.push(Json::object({{"record", example.record}, {"words", example.words}}));
        consequences.push(Json::object({{"kind", kind_word(one.kind)},
                                        {"sentence", one.sentence},
                                        {"records", one.records},
                                        {"late", one.late},
                                        {"examples", std::move(examples)}}));
    }
    return Json::object({{"pathway", effect.pathway},
                         {"open", effect.open},
                         {"touched", effect.touched},
                         {"tried", effect.tried},
                         {"differences", std::move(differences)},
                         {"consequences", std::move(consequences)}});
}

}  // namespace longstone::work
