#include "base/csv.h"

#include "base/text.h"

namespace longstone {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Parser {
public:
    Parser(std::string_view text, const CsvLimits& limits, long long line = 1)
        : text_(text), limits_(limits), line_(line) {}

    Result<std::vector<CsvRow>> run() {
        while (at_ < text_.size()) {
            TRY(row());
        }
        return std::move(rows_);
    }

private:
    [[nodiscard]] Refused wrong(std::string_view what,
                                long long line,
                                Fault fault = Fault::Malformed) const {
        Problem problem{.fault = fault,
                        .message = cat({"Line ",
                                        number(line),
                                        ", cell ",
                                        number(static_cast<long long>(cell_) + 1),
                                        ": ",
                                        what})};
        if (limits_.columns != nullptr && cell_ < limits_.columns->size())
            problem.fields.push_back(
                {.field = (*limits_.columns)[cell_], .message = problem.message});
        return Refused(std::move(problem));
    }

    [[nodiscard]] bool at_end_of_line() const {
        return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_).starts_with("\r\n");
    }

    void end_line() {
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size()) ++at_;
        ++line_;
    }

    Result<void> row() {
        CsvRow row{.line = line_};
        bool quoted = false;
        while (true) {
            quoted = quoted || (at_ < text_.size() && text_[at_] == '"');
            cell_ = row.cells.size();
            auto next = TRY(cell());
            row.cells.push_back(std::move(next));
            if (row.cells.size() > limits_.cells)
                return refuse(Fault::TooLarge,
                              cat({"Line ",
                                   number(row.line),
                                   " has more than ",
                                   number(static_cast<long long>(limits_.cells)),
                                   " cells. Send only the columns that are asked for."}));
            if (at_end_of_line()) break;
            ++at_;  // the comma
        }
        end_line();
        if (row.cells.size() == 1 && row.cells.front().empty() && !quoted) return {};
        if (rows_.size() == limits_.rows)
            return refuse(Fault::TooLarge,
                          cat({"There are more than ",
                               number(static_cast<long long>(limits_.rows)),
                               " rows. Send them in several files."}));
        rows_.push_back(std::move(row));
        return {};
    }

    Result<std::string> cell() {
        return at_ < text_.size() && text_[at_] == '"' ? quoted_cell() : plain_cell();
    }

    Result<std::string> plain_cell() {
        const auto start = at_;
        while (!at_end_of_line() && text_[at_] != ',') {
            if (text_[at_] == '"')
                return wrong(
                    "a quotation mark stands inside a cell that does not begin with one. "
                    "Put the whole cell in quotation marks, and write each one in it twice.",
                    line_);
            ++at_;
        }
        return checked(std::string(text_.substr(start, at_ - start)));
    }

    Result<std::string> quoted_cell() {
        const auto opened = line_;
        std::string cell;
        ++at_;
        while (true) {
            const auto quote = text_.find('"', at_);
            if (quote == std::string_view::npos)
                return wrong("a cell begins with a quotation mark that is never closed. Close it.",
                             opened);
            const auto piece = text_.substr(at_, quote - at_);
            for (const char c : piece) {
                if (c == '\n') ++line_;
            }
            cell += piece;
            at_ = quote + 1;
            if (at_ == text_.size() || text_[at_] != '"') break;
            cell += '"';
            ++at_;
        }
        if (!at_end_of_line() && text_[at_] != ',')
            return wrong(
                "something follows the closing quotation mark of a cell. Write a comma "
                "after it, or write the quotation mark twice.",
                line_);
        return checked(std::move(cell));
    }

    Result<std::string> checked(std::string cell) const {
        if (cell.size() > limits_.cell_bytes)
            return wrong("it is too long. Shorten it.", line_, Fault::TooLarge);
        return cell;
    }

    std::string_view text_;
    const CsvLimits& limits_;
    std::size_t at_ = 0;
    std::size_t cell_ = 0;  // of its row
    long long line_;
    std::vector<CsvRow> rows_ = {};
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text, const CsvLimits& limits) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (!is_valid_utf8(text) || text.find('\0') != std::string_view::npos)
        return refuse(Fault::Malformed,
                      "The file is not plain text in UTF-8. Save it as “CSV UTF-8”.");
    return Parser(text, limits).run();
}

Result<std::vector<std::string>> parse_csv_row(std::string_view row,
                                               long long line,
                                               const CsvLimits& limits) {
    auto rows = TRY(Parser(row, limits, line).run());
    if (rows.size() != 1)
        return refuse(Fault::Malformed, cat({"Line ", number(line), " is no row of cells."}));
    return std::move(rows.front().cells);
}

void CsvQuotes::follow(std::string_view piece) {
    for (const char c : piece) {
        if (state_ == State::Quoted) {
            if (c == '"') state_ = State::Mark;
        } else if (c == ',' || c == '\n') {
            state_ = State::Start;
        } else if (c == '"' && state_ != State::Plain) {
            state_ = State::Quoted;  // a cell begins, or a mark is written twice
        } else {
            state_ = State::Plain;
        }
    }
}

std::string csv_cell(std::string_view text) {
    std::string safe(text);
    if (!safe.empty() && std::string_view("=+-@\t\r").find(safe.front()) != std::string_view::npos)
        safe.insert(0, "'");
    if (safe.find_first_of(",\"\n\r") == std::string::npos) return safe;
    std::string out = "\"";
    for (const char c : safe) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

}  // namespace longstone
