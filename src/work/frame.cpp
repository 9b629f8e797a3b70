#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/secret.h"
#include "base/text.h"
#include "work/engine.h"
#include "work/samples.h"

namespace longstone::work {
namespace {

bool named(const define::Pathway& pathway, const std::string& id) {
    const auto& from = pathway.sample->from;
    return std::ranges::find(from, id) != from.end();
}

bool is_counted(const define::Definitions& definitions,
                const define::Pathway& of,
                const std::string& id) {
    const auto* field = definitions.field(of, id);
    return field != nullptr && field->counted;
}

std::string age_at(const std::string& born, Instant when) {
    const auto date = parse_date(born);
    return date ? number(years_between(*date, london(when).date)) : std::string();
}

// Somebody it is about was of that age.
std::set<std::string> of_age(Context& context, const define::Pathway& of, const FrameAsked& asked) {
    std::set<std::string> refs;
    for (const auto& row : context.db.rows(
             "select rp.record, rp.role, coalesce(p.birth_date, ''), r.opened_at from record r "
             "join record_person rp on rp.record = r.ref join person p on p.id = rp.person where "
             "r.pathway = $1 and rp.until is null",
             {of.id})) {
        if (!is_subject_role(of, row.text(1))) continue;
        const auto age = age_at(row.text(2), Instant{row.integer(3)});
        if (age.empty()) continue;
        const int years = std::stoi(age);
        if (asked.age_from && years < *asked.age_from) continue;
        if (asked.age_to && years > *asked.age_to) continue;
        refs.insert(row.text(0));
    }
    return refs;
}

std::map<std::string, std::string> answers_to(Context& context,
                                              const std::string& pathway,
                                              const std::string& field) {
    std::map<std::string, std::string> answers;
    if (field.empty()) return answers;
    for (const auto& row : context.db.rows(
             "select a.record, min(a.value) from answer a join record r on r.ref = a.record where "
             "r.pathway = $1 and a.field = $2 and a.item = 0 group by a.record",
             {pathway, field})) {
        answers[row.text(0)] = row.text(1);
    }
    return answers;
}

std::string key_of(std::string_view seed, const std::string& ref) {
    return hex(blake2b({kDrawAlgorithm, "/", seed, "/", ref}));
}

// How many of each: shares by size, the largest remainders first; each at least one while there
// are enough.
void share_out(std::vector<Stratum>& strata, std::int64_t size) {
    const auto total = std::accumulate(
        strata.begin(), strata.end(), std::int64_t{0}, [](std::int64_t sum, const Stratum& one) {
            return sum + one.frame;
        });
    size = std::min(size, total);
    if (total == 0) return;
    const bool enough = size >= static_cast<std::int64_t>(strata.size());
    std::int64_t given = 0;
    for (auto& one : strata) {
        one.drawn = std::max<std::int64_t>(one.frame * size / total, enough ? 1 : 0);
        given += one.drawn;
    }
    std::vector<Stratum*> order;
    order.reserve(strata.size());
    for (auto& one : strata)
        order.push_back(&one);
    const auto rest = [&](const Stratum* one) { return one->frame * size - one->drawn * total; };
    while (given != size) {
        const bool more = given < size;
        std::ranges::stable_sort(order, [&](const Stratum* a, const Stratum* b) {
            return more ? rest(a) > rest(b) : rest(a) < rest(b);
        });
        const auto one = std::ranges::find_if(order, [&](const Stratum* s) {
            return more ? s->drawn<s->frame : s->drawn>(enough ? 1 : 0);
        });
        if (one == order.end()) return;
        (*one)->drawn += more ? 1 : -1;
        given += more ? 1 : -1;
    }
}

}  // namespace

std::vector<const define::Pathway*> sampled_pathways(const define::Definitions& definitions,
                                                     const define::Pathway& pathway) {
    std::vector<const define::Pathway*> out;
    if (!pathway.sample) return out;
    for (const auto& [id, one] : definitions.pathways) {
        const bool open = pathway.sample->from.empty() && !one.access.restricted;
        if ((open || named(pathway, id)) && id != pathway.id && id != pathway.sample->opens)
            out.push_back(&one);
    }
    return out;
}

std::vector<FieldProblem> problems_of(const define::Definitions& definitions,
                                      const define::Pathway& pathway,
                                      const FrameAsked& asked) {
    std::vector<FieldProblem> problems;
    const auto may = sampled_pathways(definitions, pathway);
    const auto found = std::ranges::find(may, asked.pathway, &define::Pathway::id);
    if (found == may.end()) {
        problems.push_back({"pathway", "Choose which records are drawn from"});
        return problems;
    }
    const auto& of = **found;
    if (asked.by != "opened" && asked.by != "closed" && of.stage(asked.by) == nullptr)
        problems.push_back({"by", "Choose what must lie in the period"});
    if (asked.until < asked.since)
        problems.push_back({"until", "The last day cannot lie before the first"});
    if (!asked.field.empty() && !is_counted(definitions, of, asked.field))
        problems.push_back({"field", "Choose a question that these records are asked"});
    if (asked.field.empty() != asked.value.empty())
        problems.push_back({"value", "Give the question and its answer, or neither"});
    if (!asked.strata.empty() && !is_counted(definitions, of, asked.strata))
        problems.push_back({"strata", "Choose a question that these records are asked"});
    if (asked.age_from && asked.age_to && *asked.age_to < *asked.age_from)
        problems.push_back({"age-to", "The oldest cannot be younger than the youngest"});
    if (!asked.agency.empty() && definitions.partnership.agency(asked.agency) == nullptr)
        problems.push_back({"agency", "Choose an agency"});
    return problems;
}

std::vector<Framed> frame_of(Context& context,
                             const define::Pathway& pathway,
                             const FrameAsked& asked) {
    const auto* of = context.definitions.pathway(asked.pathway);
    if (of == nullptr || !pathway.sample) return {};
    const bool ages = asked.age_from || asked.age_to;
    const auto aged = ages ? of_age(context, *of, asked) : std::set<std::string>{};
    const auto strata = answers_to(context, asked.pathway, asked.strata);
    std::vector<Framed> frame;
    for (const auto& row : context.db.rows(
             "select r.ref from record r where r.pathway = $1 and (r.restricted = 0 or "
             "(r.restricted in (2, 3) and $2 = 1)) and (($3 = 'opened' and r.opened_at >= $4 and "
             "r.opened_at < $5) or ($3 = 'closed' and r.closed_at >= $4 and r.closed_at < $5) or "
             "exists (select 1 from stage_visit v where v.record = r.ref and v.stage = $3 and v.at "
             ">= $4 and v.at < $5)) and ($6 = '' or exists (select 1 from answer a where a.record "
             "= r.ref and a.field = $6 and a.item = 0 and a.value = $7)) and ($8 = '' or exists "
             "(select 1 from record_party p where p.record = r.ref and p.kind = 'agency' and "
             "p.party = $8)) order by r.ref",
             {asked.pathway,
              named(pathway, asked.pathway) ? 1 : 0,
              asked.by,
              from_london(asked.since, 0).micros,
              from_london(asked.until + 1, 0).micros,
              asked.field,
              asked.value,
              asked.agency})) {
        if (ages && !aged.contains(row.text(0))) continue;
        const auto stratum = strata.find(row.text(0));
        frame.push_back({.ref = row.text(0),
                         .stratum = stratum == strata.end() ? std::string() : stratum->second});
    }
    std::ranges::sort(frame, {}, &Framed::ref);
    return frame;
}

Draw draw(const std::vector<Framed>& frame, std::int64_t size, std::string_view seed) {
    Draw drawn;
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> by_stratum;
    for (const auto& one : frame)
        by_stratum[one.stratum].emplace_back(key_of(seed, one.ref), one.ref);
    for (const auto& [value, records] : by_stratum)
        drawn.strata.push_back(
            {.value = value, .frame = static_cast<std::int64_t>(records.size())});
    share_out(drawn.strata, size);
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& stratum : drawn.strata) {
        auto& records = by_stratum[stratum.value];
        std::ranges::sort(records);
        all.insert(all.end(), records.begin(), records.begin() + stratum.drawn);
    }
    std::ranges::sort(all);
    for (auto& [key, ref] : all)
        drawn.refs.push_back(std::move(ref));
    return drawn;
}

}  // namespace longstone::work
