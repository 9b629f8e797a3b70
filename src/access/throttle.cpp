#include "access/throttle.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "store/store.h"

namespace longstone::access {

namespace {

constexpr std::int64_t kFreeGuesses = 3;
constexpr std::int64_t kMostDoublings = 20;

// Micros until this bucket takes another guess; 0 when it does now.
std::int64_t wait_of(store::Session& db,
                     const Bucket& bucket,
                     const std::string& key,
                     std::int64_t window,
                     Instant now) {
    const auto row =
        db.one("select count(*), min(at), max(at) from sign_in_guess where bucket = $1 and at > $2",
               {key, now.micros - window});
    const std::int64_t count = row->integer(0);
    if (count >= bucket.most) return row->integer(1) + window - now.micros;
    if (!bucket.growing || count < kFreeGuesses) return 0;
    const std::int64_t pause = kSecond << std::min(count - kFreeGuesses, kMostDoublings);
    return std::max<std::int64_t>(0, row->integer(2) + pause - now.micros);
}

std::string wait_text(std::int64_t micros) {
    const std::int64_t seconds = (micros + kSecond - 1) / kSecond;
    if (seconds < 60) return count_of(seconds, "second", "seconds");
    return count_of((seconds + 59) / 60, "minute", "minutes");
}

}  // namespace

Result<std::string> count_guess(store::Session& db,
                                std::vector<Bucket> buckets,
                                std::int64_t window,
                                Instant now) {
    for (Bucket& bucket : buckets)
        bucket.key = hex(blake2b({"longstone guess 1:", bucket.key}));
    // One order for all, so that two guesses cannot wait for each other.
    std::ranges::sort(buckets, {}, &Bucket::key);
    std::int64_t wait = 0;
    for (const Bucket& bucket : buckets) {
        db.run(
            "insert into sign_in_bucket (bucket, at) values ($1, $2) "
            "on conflict (bucket) do update set at = excluded.at",
            {bucket.key, now.micros});
        wait = std::max(wait, wait_of(db, bucket, bucket.key, window, now));
    }
    if (wait > 0) {
        return refuse(Fault::TooMany,
                      cat({"There were too many tries to sign in. Wait ",
                           wait_text(wait),
                           ", then try again."}));
    }
    const std::string id = new_id();
    for (const Bucket& bucket : buckets) {
        db.run("insert into sign_in_guess (bucket, id, at) values ($1, $2, $3)",
               {bucket.key, id, now.micros});
    }
    return id;
}

void take_back_guess(store::Session& db, std::string_view id) {
    db.run("delete from sign_in_guess where id = $1", {id});
}

void sweep_guesses(store::Session& db, std::int64_t window, Instant now) {
    db.run("delete from sign_in_guess where at <= $1", {now.micros - window});
    // A bucket held by a guess that is going on is newer than this.
    db.run("delete from sign_in_bucket where at <= $1", {now.micros - 2 * window});
}

}  // namespace longstone::access
