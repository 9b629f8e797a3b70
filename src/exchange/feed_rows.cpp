#include "exchange/feed_rows.h"

#include <algorithm>

#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"

namespace longstone::exchange {
namespace {

constexpr std::size_t kMostLinesOfRow = 200;
constexpr std::size_t kMostColumns = 200;
constexpr std::size_t kShownOfText = 40;              // bytes
constexpr std::string_view kSeparatorLine = "sep=,";  // which spreadsheets write before a header

Refused wrong(std::string message) {
    return refuse(Fault::Invalid, std::move(message));
}

// "Given name" and "given_name" as "given-name".
std::string column_name(std::string_view said) {
    std::string name;
    for (const char c : trim(said)) {
        const bool joins = c == ' ' || c == '_' || c == '-';
        if (joins && (name.empty() || name.back() == '-')) continue;
        name += joins ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    while (!name.empty() && name.back() == '-') {
        name.pop_back();
    }
    return name;
}

std::vector<std::string> names_of(const define::Feed& feed) {
    std::vector<std::string> names;
    names.reserve(feed.columns.size());
    for (const auto& column : feed.columns)
        names.push_back(column.id);
    return names;
}

std::vector<std::string> ids_of(const Feeds& feeds) {
    std::vector<std::string> ids;
    ids.reserve(feeds.size());
    for (const auto* feed : feeds)
        ids.push_back(feed->id);
    return ids;
}

const define::Feed* feed_named(const Feeds& feeds, std::string_view id) {
    const auto found = std::ranges::find(feeds, id, &define::Feed::id);
    return found == feeds.end() ? nullptr : *found;
}

std::string unknown_column(const define::Feed& feed, const std::string& name) {
    const auto names = names_of(feed);
    const auto meant = did_you_mean(name, names);
    return meant.empty()
               ? cat({"This feed has no column “",
                      name,
                      "”. Take it out; it may have ",
                      join(names, ", ")})
               : cat({"This feed has no column “", name, "”. Did you mean “", meant, "”?"});
}

std::string unknown_feed(const Feeds& feeds, const std::string& id) {
    const auto ids = ids_of(feeds);
    if (id.empty())
        return cat(
            {"Say which feed this row is of, in a member “feed” or for the whole file. You "
             "may send ",
             join_and(ids)});
    return cat({"There is no feed “", id, "” that you may send. You may send ", join_and(ids)});
}

// What keeps a header from being this feed's, or nothing.
std::string misfit(const define::Feed& feed, const std::vector<std::string>& header) {
    for (const auto& name : header) {
        if (feed.column(name) == nullptr) return unknown_column(feed, name);
        if (std::ranges::count(header, name) > 1)
            return cat({"The header has the column “", name, "” twice. Take one out"});
    }
    for (const auto& column : feed.columns) {
        if (column.required && std::ranges::find(header, column.id) == header.end())
            return cat({"The column “", column.id, "” is missing: ", column.label});
    }
    return {};
}

Result<const define::Feed*> feed_of_header(const Feeds& feeds,
                                           std::string_view id,
                                           const std::vector<std::string>& header) {
    if (!id.empty()) {
        const auto* feed = feed_named(feeds, id);
        if (feed == nullptr) return wrong(cat({unknown_feed(feeds, std::string(id)), "."}));
        if (const auto why = misfit(*feed, header); !why.empty()) return wrong(cat({why, "."}));
        return feed;
    }
    Feeds fitting;
    for (const auto* feed : feeds) {
        if (misfit(*feed, header).empty()) fitting.push_back(feed);
    }
    if (fitting.size() == 1) return fitting.front();
    if (!fitting.empty())
        return wrong(cat({"The header fits more than one feed: ",
                          join_and(ids_of(fitting)),
                          ". Say which feed it is."}));
    std::vector<std::string> why;
    why.reserve(feeds.size());
    for (const auto* feed : feeds)
        why.push_back(cat({feed->id, ": ", misfit(*feed, header), "."}));
    return wrong(
        cat({"The header fits no feed that you may send. Say which feed it is, or mend "
             "the header. ",
             join(why, " ")}));
}

std::string hex_byte(char c) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {kDigits[byte >> 4U], kDigits[byte & 15U]};
}

// Where a text stops being UTF-8, so that whoever made the file finds it.
std::string broken_text(std::string_view text) {
    std::size_t at = 0, shown = 0;
    while (at < text.size()) {
        if (text[at] == '\0') return "There is a zero byte in it. Take it out";
        const auto length = utf8_length(text, at);
        if (length == 0) break;
        at += length;
        if (at <= kShownOfText) shown = at;
    }
    if (at == text.size()) return {};
    return cat({"This is not UTF-8: byte ",
                hex_byte(text[at]),
                at == 0 ? " at its beginning" : " after “",
                text.substr(0, shown),
                at == 0 ? "" : "”",
                ". Save the file as “CSV UTF-8”"});
}

// A value as a cell has it; lists are apart by semicolons.
bool take_value(const Json& value, std::string& cell) {
    if (value.is_null()) return true;
    if (value.is_bool()) {
        cell += value.boolean() ? "yes" : "no";
    } else if (value.is_number()) {
        cell += value.dump();
    } else if (value.is_string()) {
        cell += value.text();
    } else {
        return false;
    }
    return true;
}

bool take_cell(const Json& value, std::string& cell) {
    if (!value.is_array()) return take_value(value, cell);
    for (const Json& item : value.items()) {
        if (!cell.empty()) cell += ';';
        if (!take_value(item, cell)) return false;
    }
    return true;
}

RawRow read_line(const Feeds& feeds, std::string_view id, std::string_view text, long long line) {
    RawRow row{.line = line};
    if (auto broken = broken_text(text); !broken.empty()) {
        row.problems.push_back({.message = std::move(broken)});
        return row;
    }
    const auto json = Json::parse(text);
    if (!json || !json->is_object()) {
        row.problems.push_back(
            {.message = cat({"This line is no JSON object. ",
                             json ? "Write each row as {\"column\": \"value\"} on one line"
                                  : json.error().message})});
        return row;
    }
    const auto said = json->has("feed") ? json->text("feed") : std::string(id);
    row.feed = feed_named(feeds, said);
    if (row.feed == nullptr) {
        row.problems.push_back({.field = "feed", .message = unknown_feed(feeds, said)});
        return row;
    }
    for (const auto& [member, value] : json->members()) {
        if (member == "feed") continue;
        const auto name = column_name(member);
        std::string cell;
        if (row.feed->column(name) == nullptr) {
            row.problems.push_back({.field = name, .message = unknown_column(*row.feed, name)});
        } else if (!take_cell(value, cell)) {
            row.problems.push_back(
                {.field = name, .message = "Give text, a number, true, false or a list of these"});
        } else {
            row.cells[name] = std::move(cell);
        }
    }
    return row;
}

RawRow refused_row(long long line,
                   const define::Feed* feed,
                   std::string message,
                   std::string column = {}) {
    return {.line = line,
            .feed = feed,
            .problems = {{.field = std::move(column), .message = std::move(message)}}};
}

RawRow refused_row(long long line, const define::Feed* feed, const Problem& problem) {
    const auto column = problem.fields.empty() ? std::string() : problem.fields.front().field;
    return refused_row(line, feed, problem.message, column);
}

std::string too_long() {
    return cat({"This row is longer than ",
                number(static_cast<long long>(kLongestRow >> 10U)),
                " kB. Check that a line ends where a row does"});
}

// What keeps a first line from being any header at all, or nothing.
std::string no_header(const Feeds& feeds, const std::vector<std::string>& header) {
    const bool named = std::ranges::any_of(header, [&](const std::string& name) {
        return std::ranges::any_of(
            feeds, [&](const define::Feed* feed) { return feed->column(name) != nullptr; });
    });
    if (named) return {};
    return cat(
        {"The first line is no header: none of its cells is the name of a column. Put a line "
         "like this before the rows: ",
         join(names_of(*feeds.front()), ","),
         "."});
}

}  // namespace

Result<FeedRows> FeedRows::open(Feeds feeds, std::string_view feed, std::istream& from) {
    if (feeds.empty())
        return wrong("This agency sends no feeds. Ask those who keep the definitions to add it.");
    FeedRows rows(std::move(feeds), feed, from);
    TRY(rows.begin());
    return rows;
}

Result<void> FeedRows::begin() {
    auto line = lines_.next();
    const auto nothing = [](const Line& read) {
        const auto text = trim(read.text);
        return (text.empty() && !read.cut) || text == kSeparatorLine;
    };
    while (line && nothing(*line)) {
        line = lines_.next();
    }
    if (!line) return wrong("There is nothing in it. Send a header row and the rows under it.");
    if (auto why = not_rows(line->text); !why.empty())
        return refuse(Fault::Malformed, std::move(why));
    json_ = trim(line->text).starts_with('{');
    if (json_) {
        lines_.put_back({std::move(*line)});
        return {};
    }
    if (line->cut) return refuse(Fault::Malformed, "The first line is no header: it is too long.");
    if (auto broken = broken_text(line->text); !broken.empty())
        return refuse(Fault::Malformed, cat({"The header cannot be read. ", broken, "."}));
    for (const auto& cell : TRY(parse_csv_row(line->text, line->number, {.cells = kMostColumns})))
        header_.push_back(column_name(cell));
    const auto* named = feed_named(feeds_, named_);
    const Feeds may = named == nullptr ? feeds_ : Feeds{named};
    if (auto why = no_header(may, header_); !why.empty()) return wrong(std::move(why));
    feed_ = TRY(feed_of_header(feeds_, named_, header_));
    return {};
}

std::optional<RawRow> FeedRows::next() {
    auto line = lines_.next();
    while (line && trim(line->text).empty() && !line->cut) {
        line = lines_.next();
    }
    if (!line) return {};
    if (line->cut) return refused_row(line->number, feed_, too_long());
    return json_ ? json_row(*line) : csv_row(*line);
}

// The lines by which a row goes on inside a cell in quotation marks; none when the mark is never
// closed, and the next line is a row of its own.
std::vector<Line> FeedRows::rest_of(const Line& line, bool& closed) {
    CsvQuotes quotes;
    quotes.follow(line.text);
    std::vector<Line> rest;
    auto size = line.text.size();
    while (quotes.open() && rest.size() < kMostLinesOfRow && size < kLongestRow) {
        auto more = lines_.next();
        if (!more) break;
        quotes.follow("\n");
        quotes.follow(more->text);
        size += more->text.size();
        const bool cut = more->cut;
        rest.push_back(std::move(*more));
        if (cut) break;
    }
    closed = !quotes.open();
    return rest;
}

RawRow FeedRows::csv_row(const Line& line) {
    bool closed = false;
    auto rest = rest_of(line, closed);
    std::string text = line.text;
    for (const auto& more : rest) {
        text += '\n';
        text += more.text;
    }
    const auto cells =
        parse_csv_row(text, line.number, {.cell_bytes = kLongestRow, .columns = &header_});
    if (!closed || (!cells && !rest.empty())) {
        lines_.put_back(std::move(rest));
        const auto alone = parse_csv_row(line.text, line.number, {.columns = &header_});
        const auto column = alone || alone.error().fields.empty()
                                ? std::string()
                                : alone.error().fields.front().field;
        return refused_row(line.number,
                           feed_,
                           "A cell begins with a quotation mark that is never closed. Close it",
                           column);
    }
    if (!cells) return refused_row(line.number, feed_, cells.error());
    if (cells->size() != header_.size())
        return refused_row(line.number,
                           feed_,
                           cat({"This row has ",
                                count_of(static_cast<long long>(cells->size()), "cell", "cells"),
                                ", the header ",
                                number(static_cast<long long>(header_.size())),
                                ". Put a cell with a comma in it in quotation marks"}));
    if (is_header(*cells))
        return refused_row(line.number,
                           feed_,
                           "This is the header again, as where one file was put behind another. "
                           "Take it out");
    RawRow row{.line = line.number, .feed = feed_};
    for (std::size_t i = 0; i < cells->size(); ++i) {
        if (auto broken = broken_text((*cells)[i]); !broken.empty())
            row.problems.push_back({.field = header_[i], .message = std::move(broken)});
        row.cells[header_[i]] = (*cells)[i];
    }
    return row;
}

bool FeedRows::is_header(const std::vector<std::string>& cells) const {
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (column_name(without_mark(cells[i])) != header_[i]) return false;
    return true;
}

RawRow FeedRows::json_row(const Line& line) const {
    return read_line(feeds_, named_, trim(line.text), line.number);
}

}  // namespace longstone::exchange
