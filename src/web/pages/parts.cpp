#include "web/pages/parts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "http/urlencoded.h"
#include "people/current.h"
#include "people/describe.h"
#include "ui/govuk/notification_banner.h"
#include "ui/govuk/pagination.h"
#include "ui/longstone/words.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

struct Done {
    std::string_view word;
    std::string_view sentence;
};
constexpr std::array kDone = {
    Done{"answered", "Your answers are saved."},
    Done{"frozen", "The figures are frozen."},
    Done{"published", "The report is published. Everybody can read it."},
    Done{"moved", "The record has moved on."},
    Done{"asked", "The agencies have been asked."},
    Done{"reminded", "A reminder has gone."},
    Done{"withdrawn", "The request was withdrawn."},
    Done{"told", "It is noted who was told."},
    Done{"reviewed", "The history is noted."},
    Done{"action", "The action is set."},
    Done{"action-ended", "The action is closed."},
    Done{"person", "The person is on the record."},
    Done{"person-left", "The person was taken off the record."},
    Done{"lead", "The lead is named."},
    Done{"dissent", "The disagreement is on the record."},
    Done{"paused", "The clock stands still."},
    Done{"resumed", "The clock runs again."},
    Done{"judged", "Your decision is kept."},
    Done{"judgement-gone", "It is taken back. Both stand as if it had never been said."},
    Done{"explained", "The reason is kept."},
    Done{"shared", "The record is shared."},
    Done{"known-asked", "The agency has been asked. Its answer will stand here."},
    Done{"fields-asked", "The agency has been asked. It decides on each thing by itself."},
    Done{"decided", "Your decisions have gone to whoever asked."},
    Done{"lifted", "It can be read in the pack."},
    Done{"left-out", "It is left out of the pack."},
    Done{"release-ended", "It is no longer open to whoever asked."},
    Done{"restricted", "Who may see the record has changed."},
    Done{"named", "The person is named on the record."},
    Done{"barred", "The person may no longer see the record."},
    Done{"opened", "The record is open to you for an hour. Your reason has been sent on."},
    Done{"attached", "The document is attached."},
    Done{"called", "The invitations have gone."},
    Done{"cancelled", "The meeting is cancelled."},
    Done{"held", "The meeting is recorded."},
    Done{"minutes", "The minutes have gone to everyone invited."},
    Done{"received", "You have acknowledged the minutes."},
    Done{"draft", "Your draft is kept. Nobody else sees it until you send it."},
    Done{"dropped", "The draft is deleted."},
    Done{"sent", "Your answer has been sent."},
    Done{"taken", "The file is taken in. Look at each answer, then confirm it."},
    Done{"place-asked", "It is noted. How your place stands is below."},
    Done{"place-back", "Your place was given back."},
    Done{"place-approved", "The place is approved, and the learner has been told."},
    Done{"place-declined", "The learner has been told, with your reason."},
    Done{"learned", "It is noted, and counts once it is confirmed."},
    Done{"learning-decided", "The learner has been told."},
    Done{"registered", "Who came is recorded."},
    Done{"link", "The link is made. People can answer now."},
    Done{"question-link", "The link is made. It stands below, to be copied or e-mailed."},
    Done{"link-closed", "The link is closed. Nobody can answer through it."},
    Done{"link-mailed", "The invitation is on its way."},
    Done{"round", "The round is open. The agencies have been asked."},
    Done{"drawn", "The sample is drawn."},
    Done{"coded", "The themes are saved."},
    Done{"quotes", "The words are chosen."},
    Done{"published", "It is public now."},
    Done{"unpublished", "It is no longer public."},
    Done{"loaded", "The figures are loaded."},
    Done{"marked", "The figure is marked."},
    Done{"mark-gone", "The mark is taken back."},
    Done{"linked", "The records are tied to each other."},
};

constexpr std::array<std::string_view, 8> kWeekdays = {
    "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

std::string clock_words(std::int64_t micros) {
    const auto hours = micros / kHour;
    const auto minutes = micros % kHour / kMinute;
    const auto two = [](std::int64_t n) {
        return n < 10 ? longstone::cat({"0", number(n)}) : number(n);
    };
    return longstone::cat({two(hours), ":", two(minutes)});
}

}  // namespace

std::string record_path(std::string_view ref, std::string_view rest) {
    return cat({"/records/", http::percent_encode(ref), rest});
}

Html record_link(std::string_view ref, html::Piece words) {
    const auto link = html::link(record_path(ref), words);
    std::string written;
    words.write(written);
    return written == ref ? ls::unbroken(link) : link;
}

Html post_form(Visit& visit,
               const std::string& action,
               std::initializer_list<html::Piece> content) {
    return html::form({.action = action, .csrf = visit.csrf()}, content);
}

Html kept_form(Visit& visit,
               const std::string& action,
               std::initializer_list<html::Piece> content) {
    const auto form = html::form(
        {.action = action, .csrf = visit.csrf(), .draft = cat({"/drafts", action})}, content);
    return html::element("div",
                         {{"class", "govuk-grid-row"}},
                         html::element("div", {{"class", "govuk-grid-column-two-thirds"}}, form));
}

std::optional<ls::Rag> rag_of(const std::string& rating) {
    if (rating == "red") return ls::Rag{.text = "RED", .tone = ls::Tone::Red};
    if (rating == "amber") return ls::Rag{.text = "AMBER", .tone = ls::Tone::Amber};
    if (rating == "green") return ls::Rag{.text = "GREEN", .tone = ls::Tone::Green};
    return {};
}

Html rag_html(const std::string& rating) {
    const auto rag = rag_of(rating);
    return rag ? ls::rag(*rag) : Html{};
}

Html time_left_html(const Visit& visit, Instant due) {
    const auto words = time_left(visit.now(), due, visit.definitions().calendar);
    return ls::unbroken(
        html::time(iso(due), due < visit.now() ? ls::late(words) : html::text(words)));
}

Html left_html(const Visit& visit, Instant due) {
    auto words = time_left(visit.now(), due, visit.definitions().calendar);
    if (due < visit.now()) return ls::unbroken(html::time(iso(due), ls::late(words)));
    if (words.ends_with(" left")) words.resize(words.rfind(' '));
    return ls::unbroken(html::time(iso(due), words));
}

std::string by_when(Instant now, Instant due) {
    const auto here = london(now);
    const auto there = london(due);
    const int days = there.date - here.date;
    const auto at = clock_words(there.micros);
    if (days == 0) return cat({"today ", at});
    if (days == 1) return cat({"tomorrow ", at});
    if (days == -1) return cat({"yesterday ", at});
    if (days > 1 && days < 7) {
        return cat({kWeekdays[static_cast<std::size_t>(weekday(there.date))], " ", at});
    }
    return say(due);
}

Html when_html(Instant instant) {
    return html::time(iso(instant), say_short(instant));
}

people::Summary summary_of(const work::PersonOnRecord& person) {
    people::Summary summary{
        .id = person.person, .kind = person.kind, .given = person.name, .where = person.where};
    if (person.born) summary.birth = people::BirthDate{.date = *person.born};
    summary.expected = person.born ? std::nullopt : person.expected;
    summary.sex = people::sex_of(person.sex).value_or(people::Sex::Unknown);
    summary.died = person.died;
    summary.deceased = person.died.has_value();
    return summary;
}

people::Summary summary_of(const work::Line& line) {
    people::Summary summary{.id = line.person, .given = line.person_name};
    if (line.born) summary.birth = people::BirthDate{.date = *line.born};
    summary.expected = line.born ? std::nullopt : line.expected;
    summary.sex = people::sex_of(line.sex).value_or(people::Sex::Unknown);
    return summary;
}

std::string name_words(const people::Summary& person) {
    if (person.unborn()) {
        // Many write it into the name as well.
        if (person.given.starts_with("Unborn")) return person.given;
        return person.given.empty() ? "Unborn baby" : cat({"Unborn baby ", person.given});
    }
    return person.given.empty() ? "Name not known" : person.given;
}

std::string age_words(const people::Summary& person, Date today) {
    if (person.unborn() && person.expected) return cat({", due ", say(*person.expected)});
    const auto age = people::say_age(person, today);
    return age.empty() ? age : cat({", ", age});
}

Html done_banner(const Visit& visit) {
    const auto word = visit.request().query_text("done");
    const auto found = std::ranges::find(kDone, word, &Done::word);
    if (found == kDone.end()) return {};
    return govuk::notification_banner(
        {.text = std::string(found->sentence), .title_text = "Done", .type = "success"});
}

std::string done_at(std::string path, std::string_view word) {
    const auto hash = path.find('#');
    const std::string anchor = hash == std::string::npos ? "" : path.substr(hash);
    if (hash != std::string::npos) path.resize(hash);
    return cat({path, path.find('?') == std::string::npos ? "?" : "&", "done=", word, anchor});
}

Html next_page(const std::string& href) {
    if (href.empty()) return {};
    return govuk::pagination({.next = govuk::PaginationLink{.href = href}});
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

}  // namespace longstone::web
