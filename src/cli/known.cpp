#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>

#include <fcntl.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/secret.h"
#include "base/text.h"
#include "cli/commands.h"
#include "people/identifiers.h"
#include "work/sharing/known_list.h"

// What an agency's own system does to say whether it knows somebody: it holds a key, hashes its
// people with it, and turns the points of a question. It needs no data folder of ours and runs
// where the agency's people stand (docs/sharing.md).
namespace longstone::cli {
namespace {

using people::Assertion;

constexpr std::size_t kKeyBytes = oblivious::kBytes;

Refused told(std::string message) {
    return refuse(Fault::Invalid, std::move(message));
}

std::string text_of(std::istream& in) {
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Result<std::string> key_in(const std::string& path) {
    std::ifstream file(path);
    if (!file) return told(cat({"cannot read ", path, ". Make a key with longstone known key."}));
    auto key = unhex(trim(text_of(file)));
    if (key.size() != kKeyBytes) return told(cat({path, " holds no key."}));
    return key;
}

struct People {
    std::vector<std::string> columns = {};

    [[nodiscard]] std::string cell(const CsvRow& row, std::string_view name) const {
        const auto found = std::ranges::find(columns, name);
        const auto at = static_cast<std::size_t>(found - columns.begin());
        return at < row.cells.size() ? std::string(trim(row.cells[at])) : std::string();
    }
};

constexpr std::array<std::string_view, 7> kOwnColumns = {
    "entry", "category", "protected", "given", "family", "birth_date", "postcode"};

// Every other column is an identifier, by its scheme.
std::vector<Assertion> said_in(const People& people, const CsvRow& row) {
    std::vector<Assertion> said;
    said.push_back({.fact = people::Name{.given = people.cell(row, "given"),
                                         .family = people.cell(row, "family")}});
    if (const auto born = parse_date(people.cell(row, "birth_date")))
        said.push_back({.fact = people::BirthDate{.date = *born}});
    if (auto code = people.cell(row, "postcode"); !code.empty())
        said.push_back({.fact = people::Address{.postcode = std::move(code)}});
    for (const auto& column : people.columns) {
        const bool own = std::ranges::find(kOwnColumns, column) != kOwnColumns.end();
        if (auto value = own ? std::string() : people.cell(row, column); !value.empty())
            said.push_back(
                {.fact = people::Identifier{.scheme = column, .value = std::move(value)}});
    }
    return said;
}

Result<Json> list_of(const KnownOptions& options) {
    const auto key = TRY(key_in(options.key));
    std::ifstream file(options.people);
    if (!file) return told(cat({"cannot read ", options.people, "."}));
    const auto rows = TRY(parse_csv(text_of(file), {.rows = work::kMostEntries + 1}));
    if (rows.empty()) return told(cat({options.people, " is empty."}));
    const People people{.columns = rows.front().cells};
    if (std::ranges::find(people.columns, "entry") == people.columns.end())
        return told("The first row names the columns; one of them must be entry.");
    Json entries = Json::array();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto& row = rows[i];
        entries.push(
            Json::object({{"entry", people.cell(row, "entry")},
                          {"category", people.cell(row, "category")},
                          {"protected", people.cell(row, "protected") == "yes"},
                          {"tokens",
                           Json::strings(work::tokens_of(
                               key, options.agency, options.epoch, said_in(people, row)))}}));
    }
    return Json::object({{"epoch", options.epoch},
                         {"public_key", hex(oblivious::public_key(key))},
                         {"entries", std::move(entries)}});
}

Result<Json> answers_of(const KnownOptions& options, const std::string& text) {
    const auto key = TRY(key_in(options.key));
    const auto asked = Json::parse(text);
    if (!asked) return told("The questions on standard input are no JSON.");
    Json answers = Json::array();
    for (const Json& question : (*asked)["questions"].items()) {
        std::vector<std::string> points;
        for (const Json& point : question["points"].items())
            points.push_back(point.text());
        const auto turned = TRY(work::turn_points(key, points));
        answers.push(
            Json::object({{"id", question.text("id")}, {"points", Json::strings(turned)}}));
    }
    return Json::object({{"answers", std::move(answers)}});
}

int tell(const Result<Json>& made) {
    if (!made) return refused(made.error());
    say(made->dump());
    return kDone;
}

}  // namespace

int known_key(const KnownOptions& options) {
    const int file = ::open(options.key.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        complain(cat({options.key, " is there already, or cannot be written. Name another file."}));
        return kRefused;
    }
    const auto key = oblivious::new_key();
    const auto text = cat({hex(key), "\n"});
    const bool wrote =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(file) == 0;
    ::close(file);
    if (!wrote) {
        complain(cat({"cannot write ", options.key}));
        return kFailed;
    }
    say(hex(oblivious::public_key(key)));
    return kDone;
}

int known_list(const KnownOptions& options) {
    return tell(list_of(options));
}

int known_answer(const KnownOptions& options) {
    return tell(answers_of(options, text_of(std::cin)));
}

}  // namespace longstone::cli
