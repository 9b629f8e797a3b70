#include "review/left_names.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "review/letters.h"

namespace longstone::review {
namespace {

constexpr std::size_t kAround = 40;   // bytes on each side
constexpr std::size_t kShortest = 2;  // letters
constexpr std::size_t kAcronym = 3;   // GP, NHS, A&E are no names
constexpr std::array<std::string_view, 14> kTitles = {"Mr",
                                                      "Mrs",
                                                      "Ms",
                                                      "Miss",
                                                      "Mx",
                                                      "Dr",
                                                      "PC",
                                                      "PS",
                                                      "DC",
                                                      "DS",
                                                      "DI",
                                                      "Sgt",
                                                      "Professor",
                                                      "Insp"};
constexpr std::array<std::string_view, 6> kAdults = {"Mr", "Mrs", "Ms", "Miss", "Mx", "Professor"};
constexpr std::array<std::string_view, 7> kGiven = {
    "Red", "Amber", "Green", "Yes", "No", "Not known", "Born"};
constexpr std::string_view kStops = ".!?:;\n";
constexpr std::string_view kEveryday =
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Christmas Easter English Welsh British "
    "I I'm I've I'll I'd";
// What begins a sentence in notes, and in no text of definitions need stand in lower case.
constexpr std::string_view kBeginnings =
    "answered born closed died document done given known limit meeting recorded shared "
    "a about after again all also an and any as asked at attended aware because before both but by "
    "called came can concern concerned concerns could did discussed does during each even family "
    "father following found for from further gave had has have he her his home however if in is it "
    "its last later left lives made many met missed mother moved mum dad my never no none nobody "
    "not nothing now of on once one our out over parent parents phoned police rang refused "
    "reported "
    "said saw school seen sent several she since so some spoke still staff that the their then "
    "there they this those thought to today told took under until unable visit visited was we went "
    "were what when where which while who why will with worker would wrote yes yesterday you";

bool is_upper_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text[at] >= 'A' && text[at] <= 'Z') return true;
    if (at + 1 >= text.size()) return false;
    // Capitals of Latin-1, of Latin Extended (the even ones), of Greek and of Cyrillic.
    if (byte(at) == 0xC3) return byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9E;
    if (byte(at) == 0xC4 || byte(at) == 0xC5) return byte(at + 1) % 2 == 0 || byte(at + 1) == 0xBD;
    if (byte(at) == 0xCE) return byte(at + 1) >= 0x91 && byte(at + 1) <= 0xA9;
    return byte(at) == 0xD0 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0xAF;
}

bool is_letter(std::string_view text, std::size_t at) {
    return letter_length(text, at) > 0 && !is_digit(text[at]);
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return out;
}

// Whether a letter or digit ends just before here.
bool ends_letter(std::string_view text, std::size_t at) {
    auto from = at - 1;
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U)
        --from;
    return letter_length(text, from) > 0;
}

bool is_title(std::string_view word) {
    return std::ranges::find(kTitles, word) != kTitles.end();
}

bool has_capital(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_upper_at(text, i)) return true;
    return false;
}

bool is_acronym(std::string_view word) {
    return word.size() <= kAcronym &&
           std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string kind_of(const std::string& words, const std::set<std::string, std::less<>>& staff) {
    if (staff.contains(words)) return "Professional";
    const auto first = split(words, ' ').front();
    if (std::ranges::find(kAdults, first) != kAdults.end()) return "Adult";
    return is_title(first) ? "Professional" : "Person";
}

// Every text that the definitions put into a pack themselves.
struct Wording {
    std::vector<std::string> names = {};   // may stand inside a text
    std::vector<std::string> values = {};  // are the whole of one
    std::vector<std::string> prose = {};   // words that are ordinary
};

void word_fields(const std::vector<define::Field>& fields, Wording& wording) {
    for (const auto& field : fields) {
        wording.prose.push_back(field.label);
        wording.prose.push_back(field.hint);
        word_fields(field.fields, wording);
    }
}

Wording wording_of(const define::Definitions& definitions) {
    Wording wording;
    const auto& partnership = definitions.partnership;
    wording.names = {partnership.name, partnership.short_name, partnership.area};
    for (const auto& agency : partnership.agencies) {
        wording.names.push_back(agency.name);
        wording.names.push_back(agency.short_name);
        for (const auto& [id, name] : agency.teams)
            wording.names.push_back(name);
        for (const auto& post : agency.posts)
            wording.names.push_back(post.name);
    }
    for (const auto& group : partnership.groups)
        wording.names.push_back(group.name);
    for (const auto& [id, pathway] : definitions.pathways) {
        wording.names.push_back(pathway.name);
        for (const auto& stage : pathway.stages) {
            wording.names.push_back(stage.name);
            for (const auto& request : stage.requests)
                wording.names.push_back(request.name);
        }
        for (const auto& meeting : pathway.meetings)
            wording.names.push_back(meeting.name);
        for (const auto& clock : pathway.clocks)
            wording.names.push_back(clock.name);
        wording.prose.push_back(pathway.purpose);
    }
    for (const auto& [id, feed] : definitions.feeds)
        wording.names.push_back(feed.name);
    for (const auto& [id, list] : definitions.codes)
        for (const auto& code : list.codes)
            wording.values.push_back(code.text);
    for (const auto& [id, form] : definitions.forms)
        for (const auto& section : form.sections)
            word_fields(section.fields, wording);
    return wording;
}

}  // namespace

LeftNames::LeftNames(const define::Definitions& definitions,
                     const std::vector<std::string>& kept,
                     const std::vector<std::string>& staff)
    : staff_(staff.begin(), staff.end()) {
    auto wording = wording_of(definitions);
    values_.insert(wording.values.begin(), wording.values.end());
    values_.insert(kGiven.begin(), kGiven.end());
    // A single word of a code ("Amber", "Hope") may be somebody's name: only several stand for
    // themselves inside a text.
    for (const auto& value : wording.values)
        if (value.find(' ') != std::string::npos) wording.names.push_back(value);
    std::set<std::string> phrases;
    for (const auto& name : wording.names)
        if (name.size() > kShortest && has_capital(name)) phrases.insert(name);
    for (const auto& name : kept)
        if (!name.empty()) phrases.insert(name);
    for (const auto& word : split(kEveryday, ' '))
        phrases.insert(word);
    phrases_.assign(phrases.begin(), phrases.end());
    std::ranges::stable_sort(phrases_, std::ranges::greater(), &std::string::size);
    for (auto& word : split(kBeginnings, ' '))
        ordinary_.insert(std::move(word));
    wording.prose.insert(wording.prose.end(), wording.values.begin(), wording.values.end());
    wording.prose.insert(wording.prose.end(), wording.names.begin(), wording.names.end());
    for (const auto& text : wording.prose) {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = word_end(text, at);
            if (end > at && !is_upper_at(text, at)) ordinary_.insert(text.substr(at, end - at));
            at = std::max(end, at + 1);
        }
    }
}

void LeftNames::read(std::string_view text) {
    if (text.empty() || values_.contains(text)) return;
    texts_.emplace_back(text);
    for (std::size_t at = 0; at < text.size();) {
        const auto end = word_end(text, at);
        if (end > at && !is_upper_at(text, at)) ordinary_.emplace(text.substr(at, end - at));
        at = std::max(end, at + 1);
    }
}

bool LeftNames::is_ordinary(const std::string& lower) const {
    return ordinary_.contains(lower);
}

// What is recognised is taken out, as a full stop would part a text. A kept name after a title is
// somebody else's: "Mr Marrow" is not the child.
std::string LeftNames::blanked(std::string_view text) const {
    std::string out(text);
    for (const auto& phrase : phrases_) {
        for (auto at = out.find(phrase); at != std::string::npos;
             at = out.find(phrase, at + phrase.size())) {
            const auto end = at + phrase.size();
            const bool alone = (at == 0 || !ends_letter(out, at)) &&
                               (end >= out.size() || letter_length(out, end) == 0);
            if (!alone) continue;
            const auto before = trim(std::string_view(out).substr(0, at));
            const auto space = before.find_last_of(" .,;:\n");
            if (is_title(space == std::string_view::npos ? before : before.substr(space + 1)))
                continue;
            out.replace(at, phrase.size(), phrase.size(), ';');
        }
    }
    return out;
}

std::vector<LeftNames::Run> LeftNames::runs_of(std::string_view text) const {
    std::vector<Run> runs;
    bool begins = true;
    Run run;
    std::size_t last = 0;  // where the run's last word ends
    const auto close = [&] {
        if (!run.words.empty()) runs.push_back(std::move(run));
        run = {};
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto end = word_end(text, at);
        if (end == at) {
            const char c = text[at++];
            // The stop after a title or an initial ends nothing.
            const bool brief = c == '.' && !run.words.empty() && at == last + 1 &&
                               (is_title(run.words) || last - run.at == 1);
            begins = (begins || kStops.find(c) != std::string_view::npos) && !brief;
            if (c != ' ' && c != '-' && !brief) close();
            continue;
        }
        const bool name = is_letter(text, at) && is_upper_at(text, at);
        if (!name) close();
        if (name) {
            if (run.words.empty())
                run = {.begins = begins, .at = at};
            else
                run.words += text[last] == '-' ? '-' : ' ';
            run.words += text.substr(at, end - at);
            last = end;
            if (end < text.size() && apostrophe_length(text, end) > 0) close();
        }
        begins = false;
        at = end;
    }
    close();
    return runs;
}

std::string LeftNames::around(const Place& place, std::size_t length) const {
    const std::string_view text = texts_[place.text];
    auto from = place.at > kAround ? place.at - kAround : 0;
    auto to = std::min(text.size(), place.at + length + kAround);
    while (from > 0 && text[from - 1] != ' ')
        --from;
    while (to < text.size() && text[to] != ' ')
        ++to;
    return cat(
        {from > 0 ? "… " : "", trim(text.substr(from, to - from)), to < text.size() ? " …" : ""});
}

std::vector<LeftName> LeftNames::found() const {
    std::map<std::string, LeftName> names;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        for (auto& run : runs_of(blanked(texts_[i]))) {
            // What only begins a sentence is no name when it is an ordinary word.
            auto words = run.words;
            while (run.begins && !words.empty()) {
                const auto space = words.find(' ');
                const auto first = words.substr(0, space);
                if (!is_ordinary(lowered(first)) || is_title(first)) break;
                words = space == std::string::npos ? std::string() : words.substr(space + 1);
            }
            if (words.size() < kShortest || is_acronym(words) || is_title(words)) continue;
            auto& name = names[words];
            if (name.times++ == 0) {
                name.words = words;
                name.kind = kind_of(words, staff_);
                const auto at = run.at + (run.words.size() - words.size());
                name.around = around({.text = i, .at = at}, words.size());
            }
        }
    }
    std::vector<LeftName> all;
    all.reserve(names.size());
    for (auto& [words, name] : names)
        all.push_back(std::move(name));
    std::ranges::stable_sort(all, [](const LeftName& a, const LeftName& b) {
        const bool whole = a.words.find(' ') != std::string::npos;
        const bool other = b.words.find(' ') != std::string::npos;
        return whole != other ? whole : a.times > b.times;
    });
    return all;
}

}  // namespace longstone::review
