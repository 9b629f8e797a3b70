#include <doctest/doctest.h>

#include "define/define_test_tools.h"

using namespace longstone;
using namespace longstone::define;
using namespace longstone::define::test;

namespace {

// The sound set, which must load, with one thing written anew.
std::shared_ptr<const Definitions> loaded(const std::string& path,
                                          std::string_view old,
                                          std::string_view anew) {
    Files files = sound();
    swap(files, path, old, anew);
    const Loaded out = test::load(files);
    CHECK(out.said() == "");
    REQUIRE(out.definitions != nullptr);
    return out.definitions;
}

std::shared_ptr<const Definitions> loaded() {
    return loaded(kVisit, "name: Visit", "name: Visit");
}

}  // namespace

TEST_CASE("a pathway is read with its stages, moves and needs") {
    const auto all = loaded();
    const Pathway& visit = *all->pathway("visit");
    CHECK(visit.first == "visiting");
    CHECK(visit.noun == "visit");
    CHECK(visit.version == 1);
    CHECK(visit.access.involved_agencies_see);
    CHECK_FALSE(visit.access.restricted);
    REQUIRE(visit.stages.size() == 3);
    const Stage& visiting = visit.stages[0];
    CHECK(visiting.name == "Visiting");
    REQUIRE(visiting.next.size() == 2);
    // Answers are implied, unless the move says that it needs nothing.
    REQUIRE(visiting.next[0].needs.size() == 3);
    CHECK(visiting.next[0].needs[0].kind == "answers");
    CHECK(visiting.next[0].needs[1].kind == "requests-made");
    CHECK(visiting.next[1].needs.empty());
    const Move& back = visit.stages[1].next[1];
    CHECK(back.back);
    CHECK(back.reason);
    CHECK(visit.stages[2].closes);
    const auto& needs = visit.stages[1].next[0].needs;
    REQUIRE(needs.size() == 5);
    CHECK(needs[3].kind == "told");
    CHECK(needs[3].what == "referrer");
}

TEST_CASE("a move without a name bears that of its stage") {
    const auto all = loaded();
    CHECK(all->pathway("after")->stages[0].next[0].name == "Done");
}

TEST_CASE("requests, meetings, what it opens and whom it tells are read") {
    const auto all = loaded();
    const Pathway& visit = *all->pathway("visit");
    const RequestRule* view = visit.request("view");
    REQUIRE(view != nullptr);
    CHECK(view->form == "view");
    CHECK(view->to_kinds == std::vector<std::string>{"police"});
    CHECK(view->due.percent == 50);
    CHECK(view->due.of == "finish");
    CHECK(view->blind_until == "talking");
    CHECK(view->compare == "their-rating");
    CHECK(view->at_least == 1);
    CHECK(visit.request("other") == nullptr);
    const MeetingRule* talk = visit.meeting("talk");
    REQUIRE(talk != nullptr);
    CHECK(talk->minutes_within == Limit{.amount = 1, .unit = Unit::WorkingDays});
    CHECK(talk->quorum == std::vector<std::string>{"police", "council"});
    REQUIRE(visit.opens.size() == 1);
    CHECK(visit.opens[0].at == "done");
    CHECK(visit.opens[0].link == "led-to");
    CHECK(visit.opens[0].renames.at("worry") == "reason");
    REQUIRE(visit.tells.size() == 1);
    CHECK(visit.tells[0].name == "The referrer");
    REQUIRE(visit.flags.size() == 1);
    CHECK(visit.flags[0].colour == "yellow");
    REQUIRE(visit.people.size() == 2);
    CHECK(visit.people[1].ask_by_name);
}

TEST_CASE("one pathway may be opened by several rules") {
    const auto all = loaded(kVisit,
                            "    at: done\n    when: {outcome: help}\n    copies: [people, worry]\n"
                            "    renames: {worry: reason}\n",
                            "    - {at: done, when: {outcome: help}, copies: people}\n"
                            "    - {at: talking, copies: people, link: beside}\n");
    const auto& opens = all->pathway("visit")->opens;
    REQUIRE(opens.size() == 2);
    CHECK(opens[0].pathway == "after");
    CHECK(opens[1].pathway == "after");
    CHECK(opens[1].link == "beside");
}

TEST_CASE("a clock runs by an answer, to any of its ends") {
    const auto all = loaded();
    const Clock* finish = all->pathway("visit")->clock("finish");
    REQUIRE(finish != nullptr);
    CHECK(finish->main);
    CHECK(finish->name == "Finish");
    CHECK(finish->from.front().kind == Trigger::Kind::Opened);
    REQUIRE(finish->to.size() == 1);
    CHECK(finish->to[0].kind == Trigger::Kind::Closed);
    REQUIRE(finish->versions.size() == 1);
    const Within& within = finish->versions[0].within;
    CHECK(within.by == "rating");
    CHECK(within.cases.at("red") == Limit{.amount = 1, .unit = Unit::Days});
    CHECK(within.cases.at("amber") == Limit{.amount = 5, .unit = Unit::WorkingDays});
    CHECK(within.cases.at("green") == Limit{.amount = 3, .unit = Unit::Weeks});
    CHECK(finish->warn == Limit{.amount = 4, .unit = Unit::Hours});
    CHECK(finish->kind == ClockKind::Local);
}

TEST_CASE("a clock may have versions, pauses, a source; repeat, or count back from a date") {
    const auto all = loaded(
        kVisit,
        "  answer: {from: {requests-made: view}, to: [{requests-answered: view}], within: 2 "
        "working days}\n",
        "  law:\n"
        "    from: {entered: talking}\n"
        "    to: {left: talking}\n"
        "    versions: [{from: 2023-12-15, within: 3 days}, {until: 2023-12-14, within: 4 days}]\n"
        "    kind: statutory\n"
        "    status: ok\n"
        "    source: An Act\n"
        "    pauses: [court]\n"
        "  again: {from: {answered: worry}, to: [{answered: worry}], within: 6 weeks, repeats: "
        "yes}\n"
        "  before: {from: {date: seen-on}, to: [{meeting: talk}], within: 10 weeks, before: yes}\n"
        "  school: {from: opened, to: [{told: referrer}], within: next school day}\n"
        "  same: {from: opened, to: [closed], within: 1 working day same time}\n");
    const Pathway& visit = *all->pathway("visit");
    const Clock& law = *visit.clock("law");
    CHECK(law.kind == ClockKind::Statutory);
    CHECK(law.status == "ok");
    CHECK(law.source == "An Act");
    CHECK(law.pauses == std::vector<std::string>{"court"});
    CHECK(law.to[0].kind == Trigger::Kind::Left);
    REQUIRE(law.versions.size() == 2);
    CHECK_FALSE(law.versions[0].from.has_value());
    CHECK(law.versions[0].until == parse_date("2023-12-14"));
    CHECK(law.versions[1].from == parse_date("2023-12-15"));
    CHECK(visit.clock("again")->repeats);
    CHECK(visit.clock("before")->before);
    CHECK(visit.clock("before")->from.front().what == "seen-on");
    CHECK(visit.clock("before")->to[0].kind == Trigger::Kind::MeetingHeld);
    CHECK(visit.clock("school")->versions.front().within.next_school_day);

    CHECK(visit.clock("school")->to[0].kind == Trigger::Kind::Told);
    CHECK(visit.clock("same")->versions[0].within.limit ==
          Limit{.amount = 1, .unit = Unit::WorkingDays, .same_time = true});
}

TEST_CASE("a form is read with everything a field may say") {
    const auto all = loaded(
        kSeen,
        "      worry: {type: text, label: What worries you?, max-length: 120}\n",
        "      worry: {type: text, label: L, hint: H, guidance: G, required: {rating: red},\n"
        "        sensitive: yes, private-to: [worker], hidden-until: talking, error: E,\n"
        "        renamed-from: fear, when: {answered: rating}, max-length: 9}\n"
        "      count: {type: number, label: N, min: -1.5, max: 3, counted: yes}\n"
        "      since: {type: date-time, label: S, not-before: seen-on, past-only: yes}\n");
    const Form& seen = *all->form("seen");
    const Field& worry = *seen.find("worry");
    CHECK(worry.hint == "H");
    CHECK(worry.guidance == "G");
    CHECK(worry.is_required);
    CHECK(worry.required.field == "rating");
    CHECK(worry.sensitive);
    CHECK(worry.private_to == std::vector<std::string>{"worker"});
    CHECK(worry.hidden_until == "talking");
    CHECK(worry.error == "E");
    CHECK(worry.renamed_from == std::vector<std::string>{"fear"});
    CHECK(worry.when.kind == Condition::Kind::Answered);
    CHECK(worry.max_length == 9);
    CHECK(seen.find("count")->minimum == -1.5);
    CHECK(seen.find("count")->maximum == 3);
    CHECK(seen.find("count")->counted);
    CHECK(seen.find("since")->date.earliest.front().field == "seen-on");
    CHECK(seen.find("since")->past_only);
    CHECK(seen.find("words")->voice);
    CHECK(seen.find("words")->instead == "no-words");
    CHECK(seen.find("rating")->is_required);
    CHECK(seen.find("rating")->required.always());
    const Field& home = *seen.find("home");
    CHECK(home.item_name == "Person");
    REQUIRE(home.fields.size() == 2);
    CHECK(home.fields[1].minimum == 0);
    CHECK(seen.section_of("home")->id == "visit");
    CHECK(seen.find("named") == nullptr);
    CHECK(seen.section_of("nothing") == nullptr);
}

TEST_CASE("fields and sections are found in all that the pathway itself asks") {
    const auto all = loaded();
    const Pathway& visit = *all->pathway("visit");
    REQUIRE(all->field(visit, "outcome") != nullptr);
    CHECK(all->field(visit, "outcome")->codes == "outcome");
    CHECK(all->section(visit, "worry")->id == "visit");
    CHECK(all->field(visit, "their-rating") == nullptr);  // asked of agencies
    CHECK(all->field(*all->pathway("after"), "reason") != nullptr);
    CHECK(all->asked({"seen", "view.known"}).size() == 2);
    CHECK(all->asked({"view.unknown", "nothing"}).empty());
    CHECK(all->code_list("outcome")->find("help")->text == "They need help");
    CHECK(all->code_list("outcome")->find("else") == nullptr);
    CHECK(all->pathway("nowhere") == nullptr);
}

TEST_CASE("a value is said in words") {
    const auto all = loaded();
    const Pathway& visit = *all->pathway("visit");
    CHECK(all->value_text(*all->field(visit, "outcome"), "help") == "They need help");
    CHECK(all->value_text(*all->field(visit, "outcome"), "gone") == "gone");
    CHECK(all->value_text(*all->field(visit, "rating"), "amber") == "Amber");
    CHECK(all->value_text(*all->field(visit, "alone"), "no") == "No");
    CHECK(all->value_text(*all->field(visit, "worry"), "no") == "no");
    CHECK(all->value_text({.type = FieldType::Agency}, "police") == "Here Police");
    CHECK(all->value_text({.type = FieldType::Date}, "2026-07-01") == "1 July 2026");
    CHECK(all->value_text({.type = FieldType::DateTime}, "2026-07-01T16:00:00Z") ==
          "1 July 2026 at 17:00");
    CHECK(all->value_text({.type = FieldType::DateTime}, "about noon") == "about noon");
}

TEST_CASE("the partnership, its agencies and its calendar are read") {
    const auto all =
        loaded(kHere,
               "area: Here\n",
               "area: Here\ncolours: {ink: \"#0b1f33\"}\n"
               "school-closed: [{from: 2026-10-26, to: 2026-10-30}]\n"
               "contact: {helpline: 01234 567890}\n"
               "groups: {board: {name: Board, chair: council/typist, members: {police: "
               "{post: officer}}, quorum: [police], meets: quarterly, minutes: 10 "
               "working days, terms: {version: 1, review: 2027-03-31}}}\n");
    const Partnership& here = all->partnership;
    CHECK(here.short_name == here.name);
    CHECK(here.colours.at("ink") == "#0b1f33");
    CHECK(here.contact.at("helpline") == "01234 567890");
    REQUIRE(here.agency("police") != nullptr);
    CHECK(here.agency("police")->kinds == std::vector<std::string>{"police"});
    CHECK(here.agency("council")->posts[1].roles == std::vector<std::string>{"clerk"});
    CHECK(here.groups[0].meets == "quarterly");
    CHECK(here.repeat_within_months == 12);
    CHECK_FALSE(all->calendar.is_school_day(*parse_date("2026-10-28")));
    CHECK(all->calendar.is_working_day(*parse_date("2026-10-28")));
    CHECK_FALSE(all->calendar.is_working_day(*parse_date("2026-12-25")));
    CHECK(all->roles.at("worker").may.contains("search-people"));
    CHECK(all->roles.at("worker").sees_sensitive);
}

TEST_CASE("everything that is wrong is named at once, by file and line") {
    Files files = sound();
    swap(files, kSeen, "label: Were they alone?", "label: Were they alone?, hnit: x");
    swap(files, kVisit, "holds: talk", "holds: talks");
    swap(files, kAfter, "reference: AC", "reference: ac");
    const Loaded out = test::load(files);
    REQUIRE(out.errors.size() == 5);
    CHECK(out.errors[0].place.file == kSeen);
    CHECK(out.errors[1].place.file == kAfter);
    CHECK(out.errors[4].place.file == kVisit);
    CHECK(out.errors[2].place.line < out.errors[3].place.line);
}

TEST_CASE("an error shows its line and points at the place") {
    Files files = sound();
    swap(files, kVisit, "holds: talk", "holds: tlk");
    const Loaded out = test::load(files);
    REQUIRE_FALSE(out.errors.empty());
    CHECK(out.errors[0].say() ==
          "england/pathways/visit.yaml:26:12: no meeting called \"tlk\". Did you mean \"talk\"?\n"
          "    holds: tlk\n"
          "           ^");
}

TEST_CASE("what cannot be read at all is said before anything is missed for it") {
    Files files = sound();
    files[kSeen] = "form: [seen\n";
    files[kResult] = "a: *b\n";
    const Loaded out = test::load(files);
    REQUIRE(out.errors.size() == 2);
    CHECK(out.errors[0].place.file == kResult);
    CHECK(out.errors[1].place.file == kSeen);
}

TEST_CASE("missing files are named") {
    Files files = sound();
    files.erase(kCalendar);
    CHECK(test::load(files).said() ==
          "england/calendar.yaml:1:1: this file is missing. Write bank-holidays: and their "
          "dates.\n");
    const auto nowhere = define::load("/nonexistent", "nobody");
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(nowhere.error().front().say() ==
          "/nonexistent/nobody:1:1: there is no such partnership folder. Name a folder beside "
          "england/, or give its path.");
}
