#include "cli/csv_file.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/text.h"
#include "exchange/feed_lines.h"

namespace longstone::cli {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20U;

// Most rows are plain letters; those need no closer look.
bool is_plain(std::string_view row) {
    std::uint64_t high = 0;
    std::size_t at = 0;
    for (; at + 8 <= row.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, row.data() + at, 8);
        high |= word;
    }
    for (; at < row.size(); ++at)
        high |= static_cast<unsigned char>(row[at]);
    return (high & 0x8080808080808080U) == 0 && row.find('\0') == std::string_view::npos;
}

// Whether the first line ends by CR alone.
bool ends_by_cr(std::string_view text) {
    const auto first = text.find_first_of("\r\n");
    return first != std::string_view::npos && text[first] == '\r' &&
           text.substr(first, 2) != "\r\n";
}

}  // namespace

Result<CsvFile> CsvFile::open(const std::string& path) {
    CsvFile csv;
    csv.file_.reset(std::fopen(path.c_str(), "rb"));
    csv.path_ = path;
    std::error_code failed;
    if (!csv.file_ || std::filesystem::is_directory(path, failed))
        return Refused(Problem{.message = cat({"The file ", path, " could not be opened."}),
                               .fields = {{"file", "Check the name, and that you may read it"}}});
    csv.fill();
    if (csv.buffer_.starts_with("\xEF\xBB\xBF")) csv.at_ = 3;
    const auto end = csv.buffer_.find('\n');
    if (auto why = exchange::not_rows(std::string_view(csv.buffer_).substr(0, end)); !why.empty())
        return Refused(Problem{.fault = Fault::Malformed, .message = cat({path, ":1: ", why})});
    return csv;
}

bool CsvFile::fill() {
    if (ended_) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    const auto before = buffer_.size();
    buffer_.resize(before + kPiece);
    const auto got = std::fread(buffer_.data() + before, 1, kPiece, file_.get());
    buffer_.resize(before + got);
    if (line_ == 1 && before == 0) cr_alone_ = ends_by_cr(buffer_);
    if (cr_alone_) std::ranges::replace(buffer_, '\r', '\n');
    ended_ = got < kPiece;
    if (ended_ && !buffer_.empty() && buffer_.back() != '\n') buffer_ += '\n';
    return got > 0;
}

Problem CsvFile::malformed(const char* what, const char* to_do) const {
    return {.fault = Fault::Malformed,
            .message = cat({path_,
                            ":",
                            number(line_),
                            ": ",
                            column(cells_.empty() ? 0 : cells_.size() - 1),
                            what}),
            .fields = {{"file", to_do}}};
}

// "column 3 (surname) "
std::string CsvFile::column(std::size_t cell) const {
    auto out = cat({"column ", number(static_cast<long long>(cell) + 1)});
    if (cell < header_.size()) out += cat({" (", header_[cell], ")"});
    return out + " ";
}

void CsvFile::refuse_row(std::string why) {
    if (first_refused_.size() < kKept) first_refused_.push_back({line_, std::move(why)});
    ++refused_;
}

Result<std::vector<std::string_view>> CsvFile::header() {
    const bool some = TRY(next());
    if (!some || refused_ > 0)
        return Refused(Problem{
            .fault = Fault::Malformed,
            .message = refused_ > 0 ? cat({path_, ":1: the header ", first_refused_.front().why})
                                    : cat({path_, " is empty."}),
            .fields = {{"file", "Give a file whose first row names its columns, in UTF-8"}}});
    for (const auto cell : cells_)
        header_.emplace_back(cell);
    for (auto at = header_.begin(); at != header_.end(); ++at)
        if (!at->empty() && std::find(header_.begin(), at, *at) != at)
            return Refused(
                Problem{.fault = Fault::Malformed,
                        .message = cat({path_,
                                        ":1: ",
                                        column(static_cast<std::size_t>(at - header_.begin())),
                                        "has the name of another column"}),
                        .fields = {{"file", "Give each column a name of its own"}}});
    return cells_;
}

// What keeps a row from being used; empty: nothing.
std::string CsvFile::wrong_with(std::string_view row) const {
    if (row.size() > kLongest) return "is longer than a megabyte";
    if (!is_plain(row))
        for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
            if (cells_[cell].find('\0') != std::string_view::npos)
                return column(cell) + "holds a zero byte";
            if (!is_valid_utf8(cells_[cell]))
                return column(cell) + "is not UTF-8: save the file as UTF-8";
        }
    if (!header_.empty() && cells_.size() != header_.size())
        return cat({"has ",
                    number(static_cast<long long>(cells_.size())),
                    " cells where the header has ",
                    number(static_cast<long long>(header_.size()))});
    return {};
}

// A row so long that it is not kept: its rest, up to the end of the line.
void CsvFile::skip_line() {
    for (;;) {
        const auto end = buffer_.find('\n', at_);
        if (end != std::string::npos) {
            at_ = end + 1;
            next_line_ = line_ + 1;
            return;
        }
        at_ = buffer_.size();
        if (!fill()) return;
    }
}

Result<bool> CsvFile::next() {
    for (;;) {
        line_ = next_line_;
        while (at_ < buffer_.size() && (buffer_[at_] == '\n' || buffer_[at_] == '\r'))
            line_ += buffer_[at_++] == '\n' ? 1 : 0;
        next_line_ = line_;
        if (at_ < buffer_.size()) {
            const auto split = split_row();
            if (split == Split::Broken)
                return Refused(
                    malformed("goes on after its closing quote",
                              "Put a comma after the quote, or double a quote inside a cell"));
            if (split == Split::Whole) {
                const auto row = std::string_view(buffer_).substr(at_, end_ - at_);
                at_ = end_;
                auto why = wrong_with(row);
                if (why.empty()) return true;
                refuse_row(std::move(why));
                if (header_.empty()) return true;  // header() says what is wrong with it
                continue;
            }
            const bool in_quotes = !taken_.empty() && taken_.back().cell + 1 == cells_.size() &&
                                   taken_.back().size == std::string::npos;
            const bool too_long = buffer_.size() - at_ > kLongest;
            if (in_quotes && (too_long || ended_))
                return Refused(malformed(too_long
                                             ? "opens a quote that is not closed within a megabyte"
                                             : "opens a quote that is not closed",
                                         "Close the quote, or double it inside a cell"));
            if (too_long) {
                refuse_row("is longer than a megabyte");
                skip_line();
                if (header_.empty()) return true;
                continue;
            }
            next_line_ = line_;  // it is split again when more of it is here
        }
        if (!fill() && std::ferror(file_.get()) != 0)
            return Refused(Problem{.message = cat({path_, " could not be read to its end."}),
                                   .fields = {{"file", "Check the disk, and read it again"}}});
        if (ended_ && at_ >= buffer_.size()) return false;
    }
}

// A cell in quotes, from the quote on; false when its end is not in the buffer.
bool CsvFile::quoted(std::size_t& at) {
    const auto from = unquoted_.size();
    taken_.push_back({cells_.size(), from, std::string::npos});
    cells_.emplace_back();
    for (++at;; ++at) {
        if (at + 1 >= buffer_.size()) return false;
        if (buffer_[at] == '"') {
            if (buffer_[at + 1] != '"') break;
            ++at;
        }
        next_line_ += buffer_[at] == '\n' ? 1 : 0;
        unquoted_ += buffer_[at];
    }
    ++at;
    taken_.back().size = unquoted_.size() - from;
    return true;
}

// One row, when its end is in the buffer.
CsvFile::Split CsvFile::split_row() {
    cells_.clear();
    unquoted_.clear();
    taken_.clear();
    next_line_ = line_;
    std::size_t at = at_;
    const std::size_t size = buffer_.size();
    for (;;) {
        if (at < size && buffer_[at] == '"') {
            if (!quoted(at)) return Split::NeedsMore;
            if (at < size && buffer_[at] == '\r') ++at;
            if (at >= size) return Split::NeedsMore;
            if (buffer_[at] != ',' && buffer_[at] != '\n') return Split::Broken;
        } else {
            auto end = at;
            while (end < size && buffer_[end] != ',' && buffer_[end] != '\n')
                ++end;
            if (end == size) return Split::NeedsMore;
            auto stop = end;
            if (buffer_[end] == '\n' && stop > at && buffer_[stop - 1] == '\r') --stop;
            cells_.emplace_back(buffer_.data() + at, stop - at);
            at = end;
        }
        if (buffer_[at++] == '\n') break;
    }
    for (const auto& held : taken_)
        cells_[held.cell] = std::string_view(unquoted_).substr(held.begin, held.size);
    ++next_line_;
    end_ = at;
    return Split::Whole;
}

}  // namespace longstone::cli
