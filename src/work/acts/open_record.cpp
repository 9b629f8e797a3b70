#include "work/acts/open_record.h"

#include <algorithm>

#include "base/text.h"
#include "people/sight.h"
#include "work/acts/answer_record.h"
#include "work/acts/name_people.h"
#include "work/acts/requests.h"
#include "work/beside.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

struct Reference {
    std::string text = {};
    std::int64_t year = 0, number = 0;
};

// The next reference of the prefix this year. The row lock keeps two writers apart.
Reference next_reference(Context& context, const std::string& prefix) {
    const int year = civil_of(london(context.now).date).year;
    const auto last = context.db.integer(
        "insert into counter (prefix, year, last) values ($1, $2, 1) on conflict (prefix, year) "
        "do update set last = counter.last + 1 returning last",
        {prefix, year});
    std::string digits = number(last);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return {.text = cat({prefix, "-", number(year), "-", digits}), .year = year, .number = last};
}

void check_people(const define::Pathway& pathway,
                  Context& context,
                  const access::Viewer& viewer,
                  const NewRecord& asked,
                  std::vector<FieldProblem>& problems) {
    long long n = 0;
    for (const auto& named : asked.people) {
        const auto field = cat({"people/", number(++n)});
        const auto* role = pathway.role(named.role);
        if (role == nullptr)
            problems.push_back(
                {.field = field,
                 .message = cat({"“", named.role, "” is not a role on this record"})});
        else if (auto wrong = wrong_kind(context, *role, named.person); !wrong.empty())
            problems.push_back({.field = field, .message = std::move(wrong)});
        if (asked.source != "system" && !people::may_name(context, viewer, named.person)) {
            problems.push_back(
                {.field = field,
                 .message = "Name a person who exists, or give their details as a new person"});
        }
    }
    // What another record opens waits for them with the need `people`; the check sees to it.
    if (asked.source == "system") return;
    for (const auto& rule : pathway.people) {
        if (!rule.required) continue;
        const bool named = std::any_of(asked.people.begin(),
                                       asked.people.end(),
                                       [&](const auto& p) { return p.role == rule.role; });
        if (!named)
            problems.push_back({.field = cat({"people/", rule.role}),
                                .message = cat({"Say who this is about: ", rule.name})});
    }
}

Json people_json(const NewRecord& asked) {
    Json people = Json::array();
    for (const auto& named : asked.people) {
        people.push(Json::object({{"person", named.person}, {"role", named.role}}));
    }
    return people;
}

Json opening_body(const define::Pathway& pathway,
                  const NewRecord& asked,
                  const Reference& reference) {
    Json body = Json::object({{"ref", reference.text},
                              {"prefix", pathway.reference},
                              {"year", reference.year},
                              {"number", reference.number},
                              {"pathway", pathway.id},
                              {"version", pathway.version},
                              {"stage", pathway.first},
                              {"source", asked.source},
                              {"restricted", pathway.access.restricted},
                              {"sealed", pathway.access.sealed},
                              {"people", people_json(asked)}});
    if (!asked.reason.empty()) body.set("reason", asked.reason);
    for (const auto& origin : asked.from) {
        Json from = body["from"];
        from.push(Json::object(
            {{"record", origin.record}, {"kind", origin.kind}, {"cause", origin.cause}}));
        body.set("from", std::move(from));
    }
    if (!asked.carried.empty()) {
        Json carried{Json::Object{}};
        for (const auto& [field, record] : asked.carried) {
            carried.set(field, record);
        }
        body.set("carried", std::move(carried));
    }
    return body;
}

Opened blank(Context& context,
             const define::Pathway& pathway,
             access::Grant grant,
             const NewRecord& asked,
             const std::string& ref) {
    RecordState record{.ref = ref,
                       .pathway = pathway.id,
                       .stage = pathway.first,
                       .source = asked.source,
                       .version = pathway.version};
    record.opened = asked.happened_at.value_or(context.now);
    record.recorded = context.now;
    record.opened_by = grant.viewer().user;
    record.opened_agency = grant.viewer().agency;
    record.restricted = pathway.access.restricted;
    record.visits.push_back(
        {.stage = pathway.first, .by = grant.viewer().user, .at = record.opened});
    for (const auto& named : asked.people) {
        PersonOnRecord person{.person = named.person, .role = named.role, .since = record.opened};
        if (const auto row = context.db.one(
                "select given, family, sex, birth_date, expected_date, kind, located from person "
                "where id = $1",
                {named.person})) {
            person.name = std::string(trim(cat({row->text(0), " ", row->text(1)})));
            person.sex = row->text(2);
            person.born = parse_date(row->text(3));
            if (!person.born) person.expected = parse_date(row->text(4));
            person.kind = people::kind_of(row->text(5)).value_or(people::Kind::Person);
            person.where = row->text(6);
        }
        record.people.push_back(std::move(person));
    }
    return Opened{.grant = std::move(grant), .pathway = &pathway, .record = std::move(record)};
}

std::vector<const define::Section*> opening_sections(const Context& context,
                                                     const define::Pathway& pathway,
                                                     const NewRecord& asked) {
    const bool from_public = asked.source == "public" && !pathway.public_opening.empty();
    auto sections =
        context.definitions.asked(from_public ? pathway.public_opening : pathway.opening);
    if (const auto* first = pathway.stage(pathway.first);
        asked.source != "public" && first != nullptr) {
        for (const auto* section : context.definitions.asked(first->asks)) {
            sections.push_back(section);
        }
    }
    return sections;
}

// What may be carried over to a record: any question of its pathway.
std::vector<const define::Section*> every_section(const Context& context,
                                                  const define::Pathway& pathway,
                                                  const NewRecord& asked) {
    auto sections = context.definitions.asked(
        asked.source == "public" ? pathway.public_opening : std::vector<std::string>{});
    for (const auto* section : context.definitions.asked(pathway.opening)) {
        sections.push_back(section);
    }
    for (const auto& stage : pathway.stages) {
        for (const auto* section : context.definitions.asked(stage.asks)) {
            sections.push_back(section);
        }
    }
    return sections;
}

// Required questions of the opening forms; those of the first stage wait for its workers.
std::vector<FieldProblem> missing_at_opening(Context& context,
                                             const Opened& opened,
                                             const NewRecord& asked) {
    if (asked.source == "system") return {};
    const bool from_public = asked.source == "public" && !opened.pathway->public_opening.empty();
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    return still_missing(situation,
                         context.definitions.asked(from_public ? opened.pathway->public_opening
                                                               : opened.pathway->opening));
}

// What may not run at once with it.
std::vector<Missing> in_the_way(Context& context, Opened& opened) {
    if (opened.pathway->excludes.empty()) return {};
    load_others(context, opened.grant.viewer(), opened.record);
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    return excluded(situation, {});
}

Result<access::Grant> leave_to_open(Context& context,
                                    const access::Viewer& viewer,
                                    const define::Pathway& pathway,
                                    const NewRecord& asked) {
    access::RecordFacts facts{
        .pathway = pathway.id, .restricted = pathway.access.restricted, .users = {viewer.user}};
    if (!viewer.agency.empty()) facts.agencies.insert(viewer.agency);
    if (asked.source != "system")
        return access::allow(context.definitions, viewer, access::Action::Open, facts);
    facts.lead = viewer.user;
    return access::allow(context.definitions, viewer, access::Action::Read, facts);
}

}  // namespace

Result<Opened> open_record(Context& context, const access::Viewer& viewer, const NewRecord& asked) {
    const auto* pathway = context.definitions.pathway(asked.pathway);
    if (pathway == nullptr) return not_found();
    auto grant = TRY(leave_to_open(context, viewer, *pathway, asked));
    if (asked.happened_at && *asked.happened_at > context.now + 5 * kMinute) {
        return Refused(Problem{.message = "It cannot have happened in the future.",
                               .fields = {{"happened_at", "Enter a time that has passed"}}});
    }
    std::vector<FieldProblem> problems;
    check_people(*pathway, context, viewer, asked, problems);
    auto opened = blank(context, *pathway, std::move(grant), asked, {});
    for (const auto& other : in_the_way(context, opened)) {
        problems.push_back({.field = other.anchor, .message = other.sentence});
    }
    std::vector<std::string> led_here;
    for (const auto& origin : asked.from)
        led_here.push_back(origin.record);
    opened.record.repeat = is_repeat(context, *pathway, opened.record, led_here);
    Change change{.kind = "record.opened", .happened_at = asked.happened_at};
    change.happenings = {{.kind = define::Trigger::Kind::Opened},
                         {.kind = define::Trigger::Kind::Entered, .what = pathway->first}};
    // What is carried over may answer any question.
    auto sections = asked.source == "system" || !asked.carried.empty()
                        ? every_section(context, *pathway, asked)
                        : opening_sections(context, *pathway, asked);
    const auto taken = take_answers(context, opened, sections, asked.answers, change);
    if (!taken)
        problems.insert(problems.end(), taken.error().fields.begin(), taken.error().fields.end());
    if (taken) {
        const auto missing = missing_at_opening(context, opened, asked);
        problems.insert(problems.end(), missing.begin(), missing.end());
    }
    if (!problems.empty()) {
        return Refused(Problem{.message = "Some answers need attention. Nothing was saved.",
                               .fields = std::move(problems)});
    }
    const auto reference = next_reference(context, pathway->reference);
    opened.record.ref = reference.text;
    Json body = opening_body(*pathway, asked, reference);
    note_step(opened, asked.step, body);
    for (const auto& [key, value] : change.body.members()) {
        body.set(key, value);
    }
    change.body = std::move(body);
    TRY(commit_change(context, opened, std::move(change)));
    if (const auto* first = pathway->stage(pathway->first))
        TRY(send_requests(context, opened, *first));
    notify_opened(context, opened);
    return opened;
}

}  // namespace longstone::work
