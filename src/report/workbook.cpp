#include "report/workbook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <stdexcept>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/csv.h"
#include "base/text.h"

namespace longstone::report {
namespace {

constexpr std::size_t kLongestName = 31;      // of a sheet, as spreadsheets have it
constexpr std::size_t kLongestText = 32'000;  // of a cell, below the 32,767 they can hold
constexpr double kNarrowest = 9;
constexpr double kWidest = 60;
constexpr Date kFirstDay = {-25'508};  // 1 March 1900: before it their calendars do not agree

// The file while it is written: in memory, so that nothing of it is left on a disk.
class MemoryFile {
public:
    MemoryFile() : fd_(memfd_create("workbook", MFD_CLOEXEC)) {
        if (fd_ < 0) throw std::runtime_error("there is no memory to write a workbook in");
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { close(fd_); }

    [[nodiscard]] std::string path() const { return cat({"/proc/self/fd/", number(fd_)}); }
    [[nodiscard]] std::string bytes() const {
        struct stat about = {};
        if (fstat(fd_, &about) != 0) throw std::runtime_error("a workbook could not be read back");
        std::string all(static_cast<std::size_t>(about.st_size), '\0');
        std::size_t got = 0;
        while (got < all.size()) {
            const auto n = pread(fd_, all.data() + got, all.size() - got, static_cast<off_t>(got));
            if (n <= 0) throw std::runtime_error("a workbook could not be read back");
            got += static_cast<std::size_t>(n);
        }
        return all;
    }

private:
    int fd_;
};

// At most so many bytes, never inside a character.
std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
        --most;
    text.resize(most);
    return text;
}

// What spreadsheets refuse in the name of a sheet is left out; a second one of a name is numbered.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
    std::string name;
    for (const char c : wanted)
        name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    name = std::string(trim(shortened(std::string(trim(name)), kLongestName)));
    if (name.empty()) name = "Sheet";
    const auto base = name;
    for (int n = 2; !taken.insert(fold(name)).second; ++n) {
        const auto ending = cat({" ", number(n)});
        name = cat({trim(shortened(base, kLongestName - ending.size())), ending});
    }
    return name;
}

// The shortest that reads back as the same figure.
std::string written(double figure) {
    constexpr std::size_t kLongest = 32;
    std::array<char, kLongest> text = {};
    if (!std::isfinite(figure)) return {};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), figure);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

std::string text_of(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* figure = std::get_if<double>(&cell)) return written(*figure);
    if (const auto* day = std::get_if<Date>(&cell)) return iso(*day);
    return {};
}

struct Formats {
    lxw_format* heading = nullptr;
    lxw_format* text = nullptr;
    lxw_format* day = nullptr;
};

void write_text(lxw_worksheet* sheet,
                lxw_row_t row,
                lxw_col_t column,
                const std::string& text,
                lxw_format* format) {
    if (text.empty()) return;
    worksheet_write_string(sheet, row, column, shortened(text, kLongestText).c_str(), format);
}

void write_cell(lxw_worksheet* sheet,
                lxw_row_t row,
                lxw_col_t column,
                const Cell& cell,
                const Formats& formats) {
    if (const auto* figure = std::get_if<double>(&cell)) {
        if (std::isfinite(*figure)) worksheet_write_number(sheet, row, column, *figure, nullptr);
        return;
    }
    const auto* day = std::get_if<Date>(&cell);
    if (day != nullptr && *day >= kFirstDay) {
        constexpr std::int64_t kSecondsOfDay = kDay / kSecond;
        worksheet_write_unixtime(sheet, row, column, day->days * kSecondsOfDay, formats.day);
        return;
    }
    write_text(sheet, row, column, text_of(cell), formats.text);
}

double width_of(const Sheet& sheet, std::size_t column) {
    auto widest = static_cast<double>(sheet.headings[column].size()) + 2;
    for (const auto& row : sheet.rows) {
        if (column >= row.size()) continue;
        widest = std::max(widest, static_cast<double>(text_of(row[column]).size()) + 1);
    }
    return std::clamp(widest, kNarrowest, kWidest);
}

void write_sheet(lxw_workbook* book,
                 const Sheet& sheet,
                 const std::string& name,
                 const Formats& formats) {
    if (sheet.rows.size() > kMostRows)
        throw std::length_error("a workbook was asked for with more rows than a sheet can have");
    auto* page = workbook_add_worksheet(book, name.c_str());
    if (page == nullptr) throw std::runtime_error("a sheet could not be added to a workbook");
    for (std::size_t i = 0; i < sheet.headings.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(page, column, column, width_of(sheet, i), nullptr);
        write_text(page, 0, column, sheet.headings[i], formats.heading);
    }
    lxw_row_t at = 1;
    for (const auto& row : sheet.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            write_cell(page, at, static_cast<lxw_col_t>(i), row[i], formats);
        ++at;
    }
    worksheet_freeze_panes(page, 1, 0);
    if (!sheet.headings.empty() && !sheet.rows.empty())
        worksheet_autofilter(page, 0, 0, at - 1, static_cast<lxw_col_t>(sheet.headings.size() - 1));
}

Formats add_formats(lxw_workbook* book) {
    Formats formats{.heading = workbook_add_format(book),
                    .text = workbook_add_format(book),
                    .day = workbook_add_format(book)};
    format_set_bold(formats.heading);
    format_set_text_wrap(formats.heading);
    format_set_align(formats.heading, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(formats.text);
    format_set_align(formats.text, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(formats.day, "d mmm yyyy");
    format_set_align(formats.day, LXW_ALIGN_LEFT);
    format_set_align(formats.day, LXW_ALIGN_VERTICAL_TOP);
    return formats;
}

}  // namespace

std::string workbook(const std::vector<Sheet>& sheets, Instant made) {
    const MemoryFile file;
    lxw_workbook_options options = {};
    auto* book = workbook_new_opt(file.path().c_str(), &options);
    if (book == nullptr) throw std::runtime_error("a workbook could not be begun");
    lxw_doc_properties about = {};
    about.created = static_cast<time_t>(made.micros / kSecond);
    workbook_set_properties(book, &about);
    const auto formats = add_formats(book);
    std::set<std::string> taken;
    Sheet notes{.name = "Notes", .headings = {"Sheet", "Note"}};
    for (const auto& sheet : sheets) {
        const auto name = sheet_name(sheet.name, taken);
        write_sheet(book, sheet, name, formats);
        for (const auto& note : sheet.notes)
            notes.rows.push_back({name, note});
    }
    if (!notes.rows.empty() || sheets.empty())
        write_sheet(book, notes, sheet_name(notes.name, taken), formats);
    if (workbook_close(book) != LXW_NO_ERROR)
        throw std::runtime_error("a workbook could not be written");
    return file.bytes();
}

std::string csv(const Sheet& sheet) {
    std::string out;
    const auto line = [&out](const auto& cells, const auto& text) {
        bool first = true;
        for (const auto& cell : cells) {
            if (!first) out += ',';
            first = false;
            out += text(cell);
        }
        out += "\r\n";
    };
    line(sheet.headings, [](const std::string& heading) { return csv_cell(heading); });
    for (const auto& row : sheet.rows)
        line(row, [](const Cell& cell) {
            // A figure below zero is no formula, though it begins like one.
            return std::holds_alternative<std::string>(cell) ? csv_cell(text_of(cell))
                                                             : text_of(cell);
        });
    return out;
}

}  // namespace longstone::report
