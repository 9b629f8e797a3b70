#include "work/calendar_file.h"

#include <string_view>

#include "base/text.h"

namespace longstone::work {
namespace {

constexpr std::size_t kLongestLine = 73;  // octets, with room for the fold's own space

std::string digits(std::int64_t n, std::size_t width) {
    std::string text = number(n);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string stamp(Date date, std::int64_t micros) {
    const auto civil = civil_of(date);
    return cat({digits(civil.year, 4),
                digits(civil.month, 2),
                digits(civil.day, 2),
                "T",
                digits(micros / kHour, 2),
                digits(micros % kHour / kMinute, 2),
                digits(micros % kMinute / kSecond, 2)});
}

std::string in_london(Instant instant) {
    const auto local = london(instant);
    return stamp(local.date, local.micros);
}

std::string in_utc(Instant instant) {
    const auto days = instant.micros / kDay;
    return stamp({static_cast<std::int32_t>(days)}, instant.micros - days * kDay) + "Z";
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out.push_back('\\');
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out.push_back(c);
    }
    return out;
}

// A long line goes on in the next, which starts with a space; never inside a character.
void line(std::string& out, std::string_view text) {
    while (text.size() > kLongestLine) {
        auto end = kLongestLine;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        out += cat({text.substr(0, end), "\r\n "});
        text.remove_prefix(end);
    }
    out += cat({text, "\r\n"});
}

// The clock changes of Great Britain as they have been since 1996.
constexpr std::string_view kLondon =
    "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
    "BEGIN:DAYLIGHT\r\nTZNAME:BST\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\n"
    "DTSTART:19960331T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZNAME:GMT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\n"
    "DTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

void write_entry(std::string& out, const CalendarEntry& entry) {
    out += "BEGIN:VEVENT\r\n";
    line(out, cat({"UID:", entry.id, "@longstone"}));
    line(out, cat({"SEQUENCE:", number(entry.sequence)}));
    line(out, cat({"DTSTAMP:", in_utc(entry.written)}));
    line(out, cat({"DTSTART;TZID=Europe/London:", in_london(entry.at)}));
    line(out, cat({"DTEND;TZID=Europe/London:", in_london(entry.at + entry.lasts)}));
    line(out, cat({"SUMMARY:", escaped(entry.title)}));
    if (!entry.place.empty()) line(out, cat({"LOCATION:", escaped(entry.place)}));
    if (!entry.address.empty()) line(out, cat({"URL:", entry.address}));
    line(out, cat({"STATUS:", entry.cancelled ? "CANCELLED" : "CONFIRMED"}));
    out += "CLASS:PRIVATE\r\nEND:VEVENT\r\n";
}

std::string written(std::string_view method, const std::vector<CalendarEntry>& entries) {
    std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Longstone//Meetings//EN\r\n";
    line(out, cat({"METHOD:", method}));
    out += kLondon;
    for (const auto& entry : entries)
        write_entry(out, entry);
    out += "END:VCALENDAR\r\n";
    return out;
}

}  // namespace

std::string calendar_file(const CalendarEntry& entry) {
    return written(entry.cancelled ? "CANCEL" : "PUBLISH", {entry});
}

std::string calendar_file(const std::vector<CalendarEntry>& entries) {
    return written("PUBLISH", entries);
}

}  // namespace longstone::work
