#include "work/acts/samples.h"

#include <algorithm>

#include "base/text.h"
#include "work/acts/open_record.h"

namespace longstone::work {
namespace {

constexpr std::int64_t kMostDrawn = 200;
constexpr std::size_t kLongestSeed = 40;

Json drawn_json(const Draw& drawn) {
    Json strata = Json::array();
    for (const auto& one : drawn.strata)
        strata.push(
            Json::object({{"value", one.value}, {"frame", one.frame}, {"drawn", one.drawn}}));
    return strata;
}

std::vector<FieldProblem> wrong_with(Context& context,
                                     const Opened& opened,
                                     const DrawAsked& asked) {
    auto problems = problems_of(context.definitions, *opened.pathway, asked.criteria);
    if (asked.size < 1 || asked.size > kMostDrawn)
        problems.push_back({"size", "Give how many are drawn, from 1 to 200"});
    if (trim(asked.seed).empty() || asked.seed.size() > kLongestSeed)
        problems.push_back({"seed", "Give the number that starts the draw"});
    return problems;
}

// The agencies of the record drawn, of those that take part where the audit says which.
std::vector<std::string> agencies_of(Context& context,
                                     const Opened& opened,
                                     const std::string& ref) {
    const auto* among = opened.record.answer(opened.pathway->sample->among);
    std::vector<std::string> agencies;
    for (const auto& row : context.db.rows(
             "select party from record_party where record = $1 and kind = 'agency' order by party",
             {ref})) {
        const auto& agency = row.text(0);
        if (context.definitions.partnership.agency(agency) == nullptr) continue;
        if (among != nullptr &&
            std::ranges::find(among->given.values, agency) == among->given.values.end())
            continue;
        agencies.push_back(agency);
    }
    return agencies;
}

bool was_opened(Context& context, const std::string& ref, const std::string& cause) {
    return context.db.integer("select count(*) from link where from_record = $1 and cause = $2",
                              {ref, cause}) > 0;
}

NewRecord record_for(Context& context,
                     const Opened& opened,
                     const std::string& drawn,
                     const std::string& cause) {
    const auto& rule = *opened.pathway->sample;
    NewRecord asked{.pathway = rule.opens,
                    .source = "system",
                    .from = {{.record = opened.record.ref, .kind = rule.link, .cause = cause}}};
    for (const auto& copy : rule.copies) {
        const auto* answer = opened.record.answer(copy);
        if (answer == nullptr) continue;
        const auto renamed = rule.renames.find(copy);
        const auto& there = renamed == rule.renames.end() ? copy : renamed->second;
        asked.answers[there] = answer->given;
        asked.carried[there] = opened.record.ref;
    }
    asked.answers[rule.reference] = {.values = {drawn}};
    asked.carried[rule.reference] = opened.record.ref;
    const auto agencies = agencies_of(context, opened, drawn);
    if (!rule.agencies.empty() && !agencies.empty()) {
        asked.answers[rule.agencies] = {.values = agencies};
        asked.carried[rule.agencies] = opened.record.ref;
    }
    return asked;
}

}  // namespace

Result<Sample> draw_sample(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           const DrawAsked& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    if (!opened.pathway->sample) return not_found();
    if (opened.record.stage != opened.pathway->sample->at)
        return refuse(Fault::Invalid, "The sample is drawn at another stage. Nothing was drawn.");
    auto problems = wrong_with(context, opened, asked);
    const auto before = samples_of(context, opened.grant);
    if (!before.empty() && trim(asked.reason).empty())
        problems.push_back({"reason", "Say why it is drawn again. The draw before is kept"});
    if (!problems.empty())
        return Refused(Problem{.message = "Some answers need attention. Nothing was drawn.",
                               .fields = std::move(problems)});
    const auto frame = frame_of(context, *opened.pathway, asked.criteria);
    if (frame.empty())
        return Refused(Problem{.message = "No record matches.",
                               .fields = {{"pathway", "No record matches. Widen what you ask"}}});
    Sample sample{.n = before.empty() ? 1 : before.front().n + 1,
                  .criteria = asked.criteria,
                  .size = asked.size,
                  .frame = static_cast<std::int64_t>(frame.size()),
                  .seed = std::string(trim(asked.seed)),
                  .by = viewer.user,
                  .reason = std::string(trim(asked.reason)),
                  .at = context.now};
    sample.drawn = draw(frame, sample.size, sample.seed);
    Change change{.kind = "record.sample-drawn"};
    change.body.set("n", sample.n)
        .set("criteria", to_json(sample.criteria))
        .set("size", sample.size)
        .set("seed", sample.seed)
        .set("algorithm", std::string(kDrawAlgorithm))
        .set("frame", sample.frame)
        .set("strata", drawn_json(sample.drawn))
        .set("drawn", Json::strings(sample.drawn.refs));
    if (!sample.reason.empty()) change.body.set("reason", sample.reason);
    opened.record.sampled = true;
    TRY(commit_change(context, opened, std::move(change)));
    return sample;
}

Result<std::vector<std::string>> open_sampled(Context& context,
                                              Opened& opened,
                                              std::string_view stage) {
    std::vector<std::string> refs;
    if (!opened.pathway->sample || opened.pathway->sample->opens_at != stage) return refs;
    const auto samples = samples_of(context, opened.grant);
    if (samples.empty()) return refs;
    for (const auto& drawn : samples.front().drawn.refs) {
        const auto cause = cat({"sample/", drawn});
        if (was_opened(context, opened.record.ref, cause)) continue;
        const auto led_to = TRY(
            open_record(context, opened.grant.viewer(), record_for(context, opened, drawn, cause)));
        refs.push_back(led_to.record.ref);
    }
    return refs;
}

}  // namespace longstone::work
