#include "exchange/feed_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace longstone::exchange {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Beginning {
    std::string_view bytes;
    std::string_view what;
};

constexpr std::string_view kAsCsv = "Save it as “CSV UTF-8” and send that.";
constexpr std::array kBeginnings = {
    Beginning{"PK\x03\x04", "a zip archive or a spreadsheet (xlsx), not rows of text"},
    Beginning{"PK\x05\x06", "an empty zip archive, not rows of text"},
    Beginning{"%PDF", "a PDF, not rows of text"},
    Beginning{"\xD0\xCF\x11\xE0", "an old spreadsheet or document (xls, doc), not rows of text"},
    Beginning{"\xFF\xFE", "text in UTF-16, not in UTF-8"},
    Beginning{"\xFE\xFF", "text in UTF-16, not in UTF-8"},
    Beginning{"\x1F\x8B", "a compressed file (gzip), not rows of text"},
    Beginning{"{\\rtf", "a text document (rtf), not rows of text"},
    Beginning{"\x89PNG", "a picture (PNG), not rows of text"},
    Beginning{"\xFF\xD8\xFF", "a picture (JPEG), not rows of text"},
    Beginning{"7z\xBC\xAF", "an archive (7z), not rows of text"},
    Beginning{"Rar!", "an archive (rar), not rows of text"},
    Beginning{"PAR1", "a table in Parquet, not rows of text"},
    Beginning{"SQLite format 3", "a database, not rows of text"},
};

}  // namespace

bool Lines::fill() {
    if (!from_) return false;
    buffer_.resize(kPiece);
    from_.read(buffer_.data(), static_cast<std::streamsize>(kPiece));
    buffer_.resize(static_cast<std::size_t>(std::max<std::streamsize>(from_.gcount(), 0)));
    at_ = 0;
    if (number_ == 0) at_ = buffer_.size() - without_mark(buffer_).size();
    if (number_ == 0) {
        const auto first = buffer_.find_first_of("\r\n");
        const bool found = first != std::string::npos && first + 1 < buffer_.size();
        if (found && buffer_[first] == '\r' && buffer_[first + 1] != '\n') end_ = '\r';
    }
    return !buffer_.empty();
}

std::optional<Line> Lines::read() {
    Line line{.number = number_ + 1};
    bool any = false;
    while (at_ < buffer_.size() || fill()) {
        any = true;
        const auto end = buffer_.find(end_, at_);
        const auto piece = std::min(end, buffer_.size()) - at_;
        const auto room = longest_ - std::min(longest_, line.text.size());
        line.text.append(buffer_, at_, std::min(piece, room));
        line.cut = line.cut || piece > room;
        at_ += piece;
        if (end == std::string::npos) continue;
        ++at_;
        break;
    }
    if (!any) return {};
    ++number_;
    if (line.text.ends_with('\r')) line.text.pop_back();
    return line;
}

std::optional<Line> Lines::next() {
    if (back_.empty()) return read();
    auto line = std::move(back_.front());
    back_.pop_front();
    return line;
}

void Lines::put_back(std::vector<Line> lines) {
    back_.insert(back_.begin(),
                 std::make_move_iterator(lines.begin()),
                 std::make_move_iterator(lines.end()));
}

std::string_view without_mark(std::string_view text) {
    while (text.starts_with(kByteOrderMark))  // twice where a program put its own before another's
        text.remove_prefix(kByteOrderMark.size());
    return text;
}

std::string not_rows(std::string_view beginning) {
    for (const auto& known : kBeginnings) {
        if (beginning.starts_with(known.bytes)) return cat({"This is ", known.what, ". ", kAsCsv});
    }
    if (beginning.find('\0') != std::string_view::npos)
        return cat({"There are zero bytes in it: it is no text in UTF-8. ", kAsCsv});
    const auto text = trim(without_mark(beginning));
    if (text.starts_with('['))
        return "This is one JSON list. Send JSON lines: each row an object on a line of its own.";
    if (text.starts_with('<'))
        return cat({"This is a web page or XML, not rows of text. ", kAsCsv});
    if (text == "{")
        return "This is one JSON document over several lines. Send JSON lines: each row an object "
               "on a line of its own.";
    if (!text.starts_with('{') && text.find(',') == std::string_view::npos &&
        text.find_first_of(";\t|") != std::string_view::npos)
        return "The cells seem to be apart by something else than commas: use commas.";
    return {};
}

}  // namespace longstone::exchange
