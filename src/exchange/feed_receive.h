#pragma once

#include <string>
#include <vector>

#include "exchange/feed_sender.h"
#include "work/received.h"

// Taking a file of rows. Each row is a transaction of its own, so that a bad one never stops the
// good ones, and what was taken before a machine failed is not taken twice. The same file again
// changes nothing.
namespace longstone::work {
struct House;
}

namespace longstone::exchange {

inline constexpr std::size_t kLargestFeed = std::size_t{8} << 20U;  // bytes

struct Sent {
    std::string text = {};  // CSV with a header, or JSON lines
    std::string name = {};  // of the file, for the list of what was received
    std::string feed = {};  // where the file does not say it
    Tells tells = Tells::Events;
};

struct RowOutcome {
    long long line = 0;
    std::string feed = {}, outcome = {};
    std::string record = {};  // empty when the sender may not be told of it
};
struct Report {
    std::string agency = {};
    std::string delivery = {};
    bool kept = false;                       // false: only tried
    work::FeedCounts counts = {};            // of all feeds
    std::vector<work::Delivery> feeds = {};  // by feed, with the rows that were refused
    std::vector<RowOutcome> rows = {};       // that were taken
};

// Tries every row and keeps nothing: what would happen.
Result<Report> preview(const work::House& house, const Sender& sender, const Sent& sent);
Result<Report> receive(const work::House& house, const Sender& sender, const Sent& sent);

// For programs, and for people.
Json to_json(const Report& report);
std::string in_words(const Report& report);
// "3 opened, 1 added to"; empty when nothing was taken.
std::string counts_in_words(const work::FeedCounts& counts, bool kept);

}  // namespace longstone::exchange
