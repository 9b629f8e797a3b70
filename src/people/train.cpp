#include "people/train.h"

#include <unordered_map>

#include "base/text.h"
#include "match/blocks.h"
#include "people/match_card.h"
#include "people/match_cards_kept.h"
#include "store/store.h"

namespace longstone::people {

std::vector<match::Calibration::Label> labels_in(store::Session& db, const Weighing& weigh) {
    std::vector<match::Calibration::Label> labels;
    for (const auto& row : db.rows("select person, other, says from person_same where person < "
                                   "other and ended_at is null and model = ''")) {
        const auto weighed = weigh(row.text(0), row.text(1));
        if (!weighed) continue;
        labels.push_back(
            {.weight = weighed->plain, .kind = weighed->kind, .same = row.text(2) == "same"});
    }
    return labels;
}

Register register_of(store::Session& db) {
    Register all;
    const auto sealed = on_sealed_alone(db);
    each_cards(db, [&](std::span<const Card> cards) {
        for (const auto& card : cards) {
            if (card.restricted || sealed.contains(card.person)) continue;
            all.book.add(entry_of(card.plain));
            all.people.emplace_back(card.person);
        }
    });
    all.book.settle();
    return all;
}

Learnt train(store::Session& db, Instant now, int threads) {
    const auto all = register_of(db);
    const match::Blocks blocks(all.book, {.threads = threads});
    const auto learnt = match::learn(all.book, blocks, {.threads = threads});
    const match::Scale scale(learnt.model);
    std::unordered_map<std::string_view, match::RecordNo> record_of;
    for (match::RecordNo no = 0; no < all.people.size(); ++no)
        record_of[all.people[no]] = no;
    match::Comparer comparer(all.book);
    const auto labels =
        labels_in(db, [&](std::string_view a, std::string_view b) -> std::optional<match::Weighed> {
            const auto x = record_of.find(a);
            const auto y = record_of.find(b);
            if (x == record_of.end() || y == record_of.end()) return {};
            const auto pattern = comparer.compare(x->second, y->second);
            return match::Weighed{.plain = scale.weight(pattern),
                                  .kind = match::kind_of(pattern),
                                  .pattern = pattern};
        });
    Learnt out{.kept = {.model = learnt.model,
                        .calibration = match::Calibration::learn(scale, learnt.patterns, labels)},
               .people = all.people.size(),
               .labels = labels.size()};
    out.kept.model.version = cat({"trained ", iso(now)});
    return out;
}

void keep_trained(store::Session& db, const match::Kept& trained, Instant now) {
    const store::Bytes figures{.data = match::bytes_of(trained.model, trained.calibration)};
    db.run("insert into person_model (version, made_at, figures) values ($1, $2, $3)",
           {trained.model.version, now.micros, figures});
}

match::Kept last_trained(store::Session& db) {
    const auto row = db.one(
        "select version, figures from person_model order by made_at desc, version desc limit 1");
    if (row) {
        if (auto kept = match::kept_of(row->bytes(1), row->text(0))) return std::move(*kept);
    }
    return {.model = match::shipped_model()};
}

}  // namespace longstone::people
