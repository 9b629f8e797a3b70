#include "cli/match_input.h"

#include <algorithm>
#include <functional>
#include <map>

#include "base/csv.h"
#include "base/text.h"
#include "cli/csv_file.h"
#include "cli/match_batches.h"
#include "cli/match_rows.h"
#include "exchange/feed_values.h"
#include "people/living.h"
#include "people/train.h"
#include "store/store.h"
#include "work/house.h"

namespace longstone::cli {
namespace {

constexpr std::size_t kLongestId = 40;  // characters, of one that is told

// Two rows under one id cannot be told apart in what is written: each is used, and said. An empty
// id is the number of its row, which may be another's id.
void tell_repeated(Rows& rows,
                   const std::string& path,
                   match::RecordNo first,
                   const std::vector<std::uint32_t>& lines) {
    std::vector<std::pair<std::size_t, match::RecordNo>> ids;
    ids.reserve(lines.size());
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const auto no = first + static_cast<match::RecordNo>(at);
        ids.emplace_back(std::hash<std::string_view>{}(rows.id_of(no)), no);
    }
    std::ranges::sort(ids);
    std::map<match::RecordNo, match::RecordNo> repeated;  // and the first of its id
    for (std::size_t at = 1, same = 0; at < ids.size(); ++at) {
        if (ids[at].first != ids[same].first) same = at;
        if (same != at && rows.id_of(ids[at].second) == rows.id_of(ids[same].second))
            repeated.emplace(ids[at].second, ids[same].second);
    }
    std::size_t told = 0;
    for (const auto& [no, before] : repeated) {
        if (++told > CsvFile::kKept) break;
        complain(cat({path,
                      ":",
                      number(lines[no - first]),
                      ": the id ",
                      exchange::cut_to(std::string(rows.id_of(no)), kLongestId),
                      " is that of line ",
                      number(lines[before - first]),
                      " too: give each row an id of its own"}));
    }
    rows.repeated += static_cast<long long>(repeated.size());
}

Result<bool> read_rows(
    Rows& rows, const std::string& path, const std::string& map, const char* source, int threads) {
    auto csv = TRY(CsvFile::open(path));
    const auto header = TRY(csv.header());
    const auto columns = TRY(Columns::of(header, map));
    rows.described = columns.described();
    const auto prepare = [&](Batch& batch) {
        for (auto& entry : batch.entries)
            if (entry.source.empty()) entry.source = source;
        if (columns.are_plain()) batch.written = rows.book.look_up(batch.entries);
    };
    const auto first = static_cast<match::RecordNo>(rows.book.size());
    std::vector<std::uint32_t> lines;
    const auto add = [&](const Batch& batch) {
        if (columns.are_plain()) {
            rows.book.add_all(batch.entries, batch.written);
        } else {
            rows.book.add_all(batch.entries);
        }
        for (const auto end : batch.id_ends)
            rows.id_ends.push_back(rows.ids.size() + end);
        rows.ids += batch.ids;
        lines.insert(lines.end(), batch.lines.begin(), batch.lines.end());
    };
    TRY(each_batch(csv, columns, rows.book.size(), threads, prepare, add));
    for (const auto& row : csv.first_refused())
        complain(cat({path, ":", number(row.line), ": the row ", row.why}));
    const auto more = csv.refused() - static_cast<long long>(csv.first_refused().size());
    if (more > 0) complain(cat({path, ": and ", number(more), " rows more"}));
    rows.refused += csv.refused();
    tell_repeated(rows, path, first, lines);
    return true;
}

// The people on record; nobody who is restricted or stands on sealed records alone.
Result<bool> read_store(Rows& rows, const Common& common) {
    const auto house = open(common);
    if (!house) return Refused(Problem{.message = "The people on record could not be read."});
    const auto db = house->store->read();
    auto all = people::register_of(*db);
    rows.book = std::move(all.book);
    for (const auto& person : all.people) {
        rows.ids += csv_cell(person);
        rows.id_ends.push_back(rows.ids.size());
    }
    rows.described = cat({number(static_cast<long long>(all.people.size())), " people on record"});
    return true;
}

}  // namespace

Result<bool> read_both(Rows& rows, const Common& common, const MatchOptions& options) {
    if (options.left.empty()) return read_store(rows, common);
    TRY(read_rows(
        rows, options.left, options.map, options.right.empty() ? "" : "left", options.threads));
    if (options.right.empty()) return true;
    if (rows.book.size() == 0)
        return Refused(Problem{.message = cat({options.left, " has no rows that can be used."}),
                               .fields = {{"--left", "Give two files with a row each"}}});
    rows.right_begins = static_cast<match::RecordNo>(rows.book.size());
    return read_rows(rows, options.right, options.map, "right", options.threads);
}

}  // namespace longstone::cli
