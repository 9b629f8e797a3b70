#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>

#include <sys/resource.h>

#include "base/csv.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/match_input.h"
#include "cli/out_file.h"
#include "match/carry.h"
#include "match/learn.h"
#include "match/parallel.h"
#include "match/persons.h"
#include "match/words.h"
#include "people/living.h"
#include "people/train.h"

// Matching files of people at the command line: their pairs, weighed, and the persons they make.
namespace longstone::cli {
namespace {

Problem not_written(const std::string& path) {
    return {.message = cat({"The file ", path, " could not be written."}),
            .fields = {{"file", "Check the folder, its rights and the room on the disk"}}};
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Writes `count` lines, each of which `line` appends to a text; some thousands on each thread at a
// time.
void write_lines(OutFile& out,
                 std::size_t count,
                 int threads,
                 const std::function<void(std::string&, std::size_t)>& line) {
    constexpr std::size_t kAtOnce = 1U << 15U;
    std::vector<std::string> made(static_cast<std::size_t>(std::max(1, threads)));
    for (std::size_t from = 0; from < count; from += kAtOnce * made.size()) {
        match::parallel(threads, [&](std::size_t thread) {
            auto& text = made[thread];
            text.clear();
            const auto begin = std::min(count, from + thread * kAtOnce);
            const auto end = std::min(count, begin + kAtOnce);
            for (auto at = begin; at < end; ++at)
                line(text, at);
        });
        for (const auto& text : made)
            out.put(text);
    }
}

void write_pairs(OutFile& out,
                 const Rows& rows,
                 const std::vector<match::Pair>& pairs,
                 const MatchOptions& options) {
    out.put(options.reasons ? "left_id,right_id,weight,probability,held_back\n"
                            : "left_id,right_id,weight,probability\n");
    const auto put_figure = [](std::string& text, double value, int places) {
        std::array<char, 64> figures{};
        figures[0] = ',';
        const auto end = std::to_chars(figures.data() + 1,
                                       figures.data() + figures.size(),
                                       value,
                                       std::chars_format::fixed,
                                       places);
        text.append(figures.data(), static_cast<std::size_t>(end.ptr - figures.data()));
    };
    write_lines(out, pairs.size(), options.threads, [&](std::string& text, std::size_t at) {
        const auto& pair = pairs[at];
        text += rows.id_of(pair.a);
        text += ',';
        text += rows.id_of(pair.b);
        put_figure(text, static_cast<double>(pair.weight) / match::kBit, 4);
        put_figure(text, match::chance_of(pair.weight), 6);
        if (options.reasons) text += cat({",", csv_cell(match::words_of(pair.rule))});
        text += '\n';
    });
}

// Which record belongs to which person.
void write_persons(OutFile& out,
                   const Rows& rows,
                   const match::Clusters& clusters,
                   const MatchOptions& options) {
    out.put("id,cluster\n");
    write_lines(out, rows.book.size(), options.threads, [&](std::string& text, std::size_t at) {
        const auto no = static_cast<match::RecordNo>(at);
        if (rows.book[no].is(match::kSealed)) return;
        text += rows.id_of(no);
        text += ',';
        text += number(clusters.of[no]);
        text += '\n';
    });
}

// What would be read twice, or written over.
Result<void> files_apart(const MatchOptions& options) {
    const auto wrong = [](std::string message, const char* option, const char* to_do) {
        return Refused(Problem{.message = std::move(message), .fields = {{option, to_do}}});
    };
    if (options.left.empty() && !options.right.empty())
        return wrong("There is a second file and no first.", "--left", "Name the first one");
    if (same_file(options.left, options.right))
        return wrong(cat({options.right, " is the first file again."}),
                     "--right",
                     "Leave it out to find who stands in one file twice");
    for (const auto& [option, written] :
         {std::pair{"--out", &options.out}, std::pair{"--clusters", &options.clusters}})
        for (const auto* path : {&options.left, &options.right, &options.map})
            if (same_file(*path, *written))
                return wrong(cat({*path, " would be written over."}), option, "Name another file");
    if (same_file(options.out, options.clusters))
        return wrong(
            cat({options.clusters, " is where the pairs go."}), "--clusters", "Name another file");
    return {};
}

// What each step took, and all of it.
class Steps {
public:
    void ended(const char* what) {
        const double now = seconds_since(start_);
        said_.push_back(cat({what, " ", decimals(now - last_, 2), " s"}));
        last_ = now;
    }
    void tell() const {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        const auto seconds = [](const timeval& time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        say(join(said_, ", "));
        say(cat({"Time: ",
                 decimals(seconds_since(start_), 2),
                 " s (processor ",
                 decimals(seconds(used.ru_utime) + seconds(used.ru_stime), 2),
                 " s)"}));
        say(cat({"Peak memory: ", number(used.ru_maxrss / 1024), " MiB"}));
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    double last_ = 0;
    std::vector<std::string> said_ = {};
};

void tell_compared(const match::Linked& linked, const match::Blocks& blocks) {
    say(cat({"Pairs compared: ",
             number(static_cast<long long>(linked.compared)),
             ", left out by full blocks: ",
             number(static_cast<long long>(blocks.left_out()))}));
    for (std::size_t way = 0; way < match::kWays; ++way)
        if (const auto left = blocks.left_out(static_cast<match::Way>(way)); left > 0)
            say(cat({"  left out by ",
                     match::name_of(static_cast<match::Way>(way)),
                     ": ",
                     number(static_cast<long long>(left))}));
}

// Learns from the people on record and what was judged of them, and keeps it for the next start.
int train_on_record(const Common& common, int threads) {
    const auto house = open(common);
    if (!house) return kRefused;
    const auto now = house->now();
    const auto learnt = people::train(*house->store->read(), now, threads);
    const auto session = house->store->write();
    people::keep_trained(*session, learnt.kept, now);
    session->commit();
    say(match::table_of(learnt.kept.model));
    say(cat({"Learnt from ",
             number(static_cast<long long>(learnt.people)),
             " people and ",
             number(static_cast<long long>(learnt.labels)),
             " judgements. In use from the next start as: ",
             learnt.kept.model.version}));
    return kDone;
}

// As the product weighs them.
int explain_on_record(const Common& common, const MatchOptions& options) {
    const auto house = open(common);
    if (!house) return kRefused;
    house->living->catch_up();
    const auto pair = house->living->pair(options.left_id, options.right_id);
    if (!pair || options.left_id == options.right_id)
        return refused(Problem{.message = "There are no two such people.",
                               .fields = {{"ids", "Give the ids of two people"}}});
    say(cat({"Model: ", house->living->version()}));
    say(match::words_of(pair->explained));
    return kDone;
}

}  // namespace

int match_run(const Common& common, const MatchOptions& options) {
    Steps steps;
    if (auto apart = files_apart(options); !apart) return refused(apart.error());
    // Before anything is read, so that nobody waits for what cannot be kept.
    OutFile out(options.out);
    if (!out.is_open()) return refused(not_written(options.out));
    std::optional<OutFile> persons;
    if (!options.clusters.empty()) persons.emplace(options.clusters);
    if (persons && !persons->is_open()) return refused(not_written(options.clusters));
    Rows rows;
    if (auto read = read_both(rows, common, options); !read) return refused(read.error());
    rows.book.settle(options.threads);
    steps.ended("Reading");
    const match::Blocks blocks(rows.book,
                               {.threads = options.threads, .right_begins = rows.right_begins});
    steps.ended("blocks");
    const auto learnt = match::learn(
        rows.book, blocks, {.threads = options.threads, .right_begins = rows.right_begins});
    steps.ended("learning");
    const match::Scale scale(learnt.model);
    match::LinkLimits limits{.threads = options.threads,
                             .least = match::bits_of_chance(options.least),
                             .calibration = match::Calibration::learn(scale, learnt.patterns)};
    auto linked = match::link(rows.book, blocks, scale, limits);
    steps.ended("linking");
    const auto clusters = match::persons_of(rows.book, linked.pairs, scale, limits);
    linked.pairs = match::carry(
        rows.book, std::move(linked.pairs), clusters, scale, limits, rows.right_begins);
    steps.ended("persons");
    write_pairs(out, rows, linked.pairs, options);
    if (persons) write_persons(*persons, rows, clusters, options);
    if (persons && !persons->finish()) return refused(not_written(options.clusters));
    if (!out.finish()) return refused(not_written(options.out));
    say(cat({"Columns: ", rows.described}));
    steps.tell();
    tell_compared(linked, blocks);
    if (rows.refused > 0) say(cat({"Rows refused: ", number(rows.refused)}));
    if (rows.repeated > 0) say(cat({"Rows whose id stood before: ", number(rows.repeated)}));
    say(cat({"Pairs written: ", number(static_cast<long long>(linked.pairs.size()))}));
    return kDone;
}

int match_train(const Common& common, const MatchOptions& options) {
    if (options.left.empty()) return train_on_record(common, options.threads);
    Rows rows;
    if (auto read = read_both(rows, common, options); !read) return refused(read.error());
    const match::Blocks blocks(rows.book,
                               {.threads = options.threads, .right_begins = rows.right_begins});
    const auto learnt = match::learn(
        rows.book, blocks, {.threads = options.threads, .right_begins = rows.right_begins});
    say(match::table_of(learnt.model));
    return kDone;
}

int match_explain(const Common& common, const MatchOptions& options) {
    if (options.left.empty()) return explain_on_record(common, options);
    Rows rows;
    if (auto read = read_both(rows, common, options); !read) return refused(read.error());
    const auto find = [&](const std::string& id, bool last) {
        const auto cell = csv_cell(id);
        match::RecordNo found = UINT32_MAX;
        for (match::RecordNo no = 0; no < rows.book.size(); ++no)
            if (rows.id_of(no) == cell && !rows.book[no].is(match::kSealed) &&
                (last || found == UINT32_MAX))
                found = no;
        return found;
    };
    const auto a = find(options.left_id, false);
    const auto b = find(options.right_id, true);
    if (a == UINT32_MAX || b == UINT32_MAX || a == b)
        return refused(Problem{.message = "There are no two such records.",
                               .fields = {{"ids", "Give the ids of two rows"}}});
    const match::Blocks blocks(rows.book,
                               {.threads = options.threads, .right_begins = rows.right_begins});
    const match::Scale scale(
        match::learn(
            rows.book, blocks, {.threads = options.threads, .right_begins = rows.right_begins})
            .model);
    say(match::words_of(match::explain(rows.book, scale, a, b)));
    return kDone;
}

}  // namespace longstone::cli
