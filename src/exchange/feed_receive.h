#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/feed_sender.h"
#include "work/received.h"

// Taking a file of rows, a few hundred to a transaction, each row whole or not at all: a bad row
// never stops the good ones. Nothing is half taken when a machine fails, and the same file again
// takes what is missing and changes nothing else. However large the file, the one writer is held
// for a tenth of a second at a time.
namespace longstone::work {
struct House;
}

namespace longstone::exchange {

inline constexpr std::size_t kLargestFeed = std::size_t{32} << 20U;  // bytes, as one request

struct Sent {
    std::string_view text = {};    // CSV with a header, or JSON lines; borrowed
    std::istream* file = nullptr;  // in its place, as large as it is
    std::string name = {};         // of the file, for the list of what was received
    std::string feed = {};         // where the file does not say it
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
    std::vector<RowOutcome> rows = {};       // that were taken, the first ten thousand
    long long micros = 0;                    // that it took
};

// TooMany while others send large files. Of a hundred thousand rows that were refused each is
// listed, of more the first.
// Tries every row and keeps nothing: what would happen.
Result<Report> preview(const work::House& house, const Sender& sender, const Sent& sent);
Result<Report> receive(const work::House& house, const Sender& sender, const Sent& sent);

// A line for each thing that is wrong: line, feed, known by, column, reason; at the end how many
// more were refused than are listed.
std::string refusals_csv(const std::vector<work::Delivery>& feeds);
// For programs, and for people.
Json to_json(const Report& report);
std::string in_words(const Report& report);
// "3 opened, 1 added to"; empty when nothing was taken.
std::string counts_in_words(const work::FeedCounts& counts, bool kept);

}  // namespace longstone::exchange
