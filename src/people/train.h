#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "match/index.h"
#include "match/kept.h"
#include "match/learn.h"

// A matching model learnt from the people on record, and from what people said of pairs of them.
// Nobody who is restricted or stands on sealed records alone is learnt from.
namespace longstone::store {
class Session;
class Store;
}  // namespace longstone::store

namespace longstone::people {

// What people decided, as labels; what a model linked is none.
using Weighing =
    std::function<std::optional<match::Weighed>(std::string_view a, std::string_view b)>;
std::vector<match::Calibration::Label> labels_in(store::Session& db, const Weighing& weigh);

// The people on record as records to be matched, what is protected left out.
struct Register {
    match::Book book = {};
    std::vector<std::string> people = {};  // by record
};
Register register_of(store::Session& db);

struct Learnt {
    match::Kept kept = {};
    std::size_t people = 0, labels = 0;
};
// Not kept yet.
Learnt train(store::Session& db, Instant now, int threads);
// In use from the next start on.
void keep_trained(store::Session& db, const match::Kept& trained, Instant now);
// The last that was kept, or the shipped values.
match::Kept last_trained(store::Session& db);

}  // namespace longstone::people
