#include "measure/tally.h"

#include <compare>

namespace longstone::measure {

void Tallies::add(const Row& row, std::int64_t sign) {
    auto& came = sums_[{row.measure, row.dim, row.value, row.month}];
    came.n += sign;
    came.met += sign * row.met;
    came.amount += sign * row.amount;
    took_away_ = took_away_ || sign < 0;
    if (row.until < 0) return;
    auto& went = sums_[{row.measure, row.dim, row.value, row.until}];
    went.ended += sign;
    went.met_ended += sign * row.met;
}

void Tallies::write(store::Session& db) {
    for (const auto& [key, sums] : sums_) {
        if (sums == Sums{}) continue;
        const auto& [measure, dim, value, month] = key;
        db.run(
            "insert into tally (measure, dim, value, month, n, met, amount, ended, met_ended) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (measure, dim, value, month) "
            "do update set n = tally.n + excluded.n, met = tally.met + excluded.met, amount = "
            "tally.amount + excluded.amount, ended = tally.ended + excluded.ended, met_ended = "
            "tally.met_ended + excluded.met_ended",
            {measure,
             dim,
             value,
             month,
             sums.n,
             sums.met,
             sums.amount,
             sums.ended,
             sums.met_ended});
        if (took_away_ && (sums.n < 0 || sums.ended < 0))
            db.run(
                "delete from tally where measure = $1 and dim = $2 and value = $3 and month = $4 "
                "and n = 0 and ended = 0",
                {measure, dim, value, month});
    }
    sums_.clear();
    took_away_ = false;
}

}  // namespace longstone::measure
