#include "exchange/feed_rows.h"

#include <algorithm>

#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"

namespace longstone::exchange {
namespace {

constexpr std::size_t kMostRows = 5'000;

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

Result<std::vector<RawRow>> read_csv(const Feeds& feeds,
                                     std::string_view id,
                                     std::string_view text) {
    const auto rows = TRY(parse_csv(text, {.rows = kMostRows + 1}));
    if (rows.empty()) return wrong("The file is empty. Send a header row and the rows under it.");
    std::vector<std::string> header;
    for (const auto& cell : rows.front().cells)
        header.push_back(column_name(cell));
    const auto* feed = TRY(feed_of_header(feeds, id, header));
    std::vector<RawRow> raw;
    raw.reserve(rows.size());
    for (std::size_t n = 1; n < rows.size(); ++n) {
        RawRow row{.line = rows[n].line, .feed = feed};
        const auto& cells = rows[n].cells;
        if (cells.size() != header.size()) {
            row.problems.push_back(
                {.message = cat({"This row has ",
                                 number(static_cast<long long>(cells.size())),
                                 " cells, the header ",
                                 number(static_cast<long long>(header.size())),
                                 ". Put a cell with a comma in it in quotation marks"})});
        } else {
            for (std::size_t i = 0; i < cells.size(); ++i)
                row.cells[header[i]] = cells[i];
        }
        raw.push_back(std::move(row));
    }
    return raw;
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

Result<std::vector<RawRow>> read_json(const Feeds& feeds,
                                      std::string_view id,
                                      std::string_view text) {
    std::vector<RawRow> rows;
    long long line = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto one = trim(text.substr(at, end - at));
        at = end + 1;
        ++line;
        if (one.empty()) continue;
        if (rows.size() == kMostRows)
            return refuse(Fault::TooLarge,
                          cat({"There are more than ",
                               number(static_cast<long long>(kMostRows)),
                               " rows. Send them in several parts."}));
        rows.push_back(read_line(feeds, id, one, line));
    }
    return rows;
}

}  // namespace

Result<std::vector<RawRow>> read_rows(const Feeds& feeds,
                                      std::string_view feed,
                                      std::string_view text) {
    if (feeds.empty())
        return wrong("This agency sends no feeds. Ask those who keep the definitions to add it.");
    const auto start = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start == std::string_view::npos)
        return wrong("There is nothing in it. Send a header row and the rows under it.");
    const bool is_json = text[start] == '{';
    return is_json ? read_json(feeds, feed, text.substr(start)) : read_csv(feeds, feed, text);
}

}  // namespace longstone::exchange
