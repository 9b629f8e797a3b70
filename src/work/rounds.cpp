#include "work/rounds.h"

#include <algorithm>

#include "base/text.h"
#include "work/answer_rows.h"
#include "work/present_names.h"

namespace longstone::work {
namespace {

bool is_of(const define::Agency& agency, const std::vector<std::string>& kinds) {
    return std::ranges::any_of(agency.kinds, [&](const std::string& kind) {
        return std::ranges::find(kinds, kind) != kinds.end();
    });
}

}  // namespace

Date round_begins(const define::RoundRule& rule, int year) {
    return date_of({.year = year, .month = rule.month, .day = rule.day}).value_or(Date{});
}

int round_year(const define::RoundRule& rule, Date today) {
    const int year = civil_of(today).year;
    return today < round_begins(rule, year) ? year - 1 : year;
}

std::vector<RoundPlace> round_places(Context& context, const define::Pathway& pathway, int year) {
    std::vector<RoundPlace> places;
    const auto& rule = *pathway.round;
    const auto from = from_london(round_begins(rule, year), 0);
    const auto until = from_london(round_begins(rule, year + 1), 0);
    for (const auto& agency : context.definitions.partnership.agencies) {
        if (!is_of(agency, rule.opens_for)) continue;
        RoundPlace place{.agency = agency.id};
        for (const auto& row : context.db.rows(
                 "select r.ref, r.stage, r.opened_at from record r join answer a on a.record = "
                 "r.ref where r.pathway = $1 and a.field = $2 and a.value = $3 and r.opened_at < "
                 "$4 order by r.opened_at, r.ref",
                 {pathway.id, rule.agency, agency.id, until.micros})) {
            if (row.integer(2) < from.micros) {
                place.before = row.text(0);
            } else {
                place.record = row.text(0);
                place.stage = row.text(1);
            }
        }
        places.push_back(std::move(place));
    }
    return places;
}

std::optional<CarriedReply> carried_reply(Context& context,
                                          const Opened& opened,
                                          const RequestState& request) {
    const auto* rule = opened.pathway->request(request.rule);
    if (rule == nullptr || !rule->carries) return {};
    if (auto taken = taken_return(context, request.id)) {
        CarriedReply reply{
            .record = taken->record, .at = taken->answered, .answers = taken->fitted.answers};
        put_present_names(context.definitions, opened.pathway->id, reply.answers);
        reply.taken = std::move(taken);
        return reply;
    }
    // The agency's own answer, on the record that this one follows.
    const auto row = context.db.one(
        "select q.id, q.record, q.answered_at from link l join record r on r.ref = l.from_record "
        "join request q on q.record = r.ref where l.to_record = $1 and r.pathway = $2 and q.rule = "
        "$3 and q.agency = $4 and q.answered_at is not null order by q.answered_at desc limit 1",
        {opened.record.ref, opened.pathway->id, request.rule, request.agency});
    if (!row) return {};
    CarriedReply reply{.record = row->text(1), .at = Instant{row->integer(2)}};
    for (const auto& answer : context.db.rows(
             "select field, item, part, value from request_answer where request = $1 order by "
             "field, item, part, n",
             {row->text(0)})) {
        put_row(reply.answers[answer.text(0)], answer.integer(1), answer.text(2), answer.text(3));
    }
    put_present_names(context.definitions, opened.pathway->id, reply.answers);
    return reply;
}

}  // namespace longstone::work
