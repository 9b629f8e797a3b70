#include "ui/assets.h"
#include "ui/govuk/button.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/identity.h"
#include "ui/longstone/line.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/progress.h"
#include "ui/longstone/table.h"
#include "ui/longstone/time_strip.h"
#include "ui/longstone/words.h"
#include "ui/testing/gallery.h"

namespace longstone::testing {

using html::cat;
using html::link;
using html::strong;
using html::text;

ui::Page gallery_frame(const std::string& title, const std::string& current) {
    ui::Page page = {
        .title = title,
        .partnership_name = "Northumberland Children and Adults Safeguarding Partnership",
        .signed_in = ui::SignedIn{.name = "Dana Oyelaran, hub social worker", .notices = 3},
        .csrf = "token",
        .asset_version = std::string(ui::asset_version()),
    };
    for (const char* name :
         {"My work", "Hub board", "Meetings", "Groups and plan", "Figures", "Library"}) {
        page.navigation.push_back({.text = name, .href = "/", .current = current == name});
    }
    page.navigation.front().count = 4;
    page.navigation.front().count_means = "waiting for you";
    return page;
}

namespace {

Html identity() {
    return cat({
        ls::identity_bar({
            .name = "Maisie Thorburn",
            .also = "and one brother",
            .lines = {text(
                          "Girl, 7 years · born 3 March 2019 · lives at Fellside Close, Blyth with "
                          "her mother and Kieran Vance"),
                      text("Hub enquiry, child · MC-2026-0412 · led by Dana Oyelaran, First "
                           "Contact")},
            .clock = ls::IdentityClock{.rating = ls::Rag{.text = "AMBER", .tone = ls::Tone::Amber},
                                       .left = "2 h 10 min left",
                                       .words = "to decide, by 15:40 today"},
        }),
        ls::flags({
            .tags = {govuk::tag(
                         {.text = "Protected address (father)", .classes = "govuk-tag--purple"}),
                     govuk::tag(
                         {.text = "Third contact in 12 months", .classes = "govuk-tag--yellow"})},
            .notes = {text("Shared under Children Act 2004 s10, 14 November")},
        }),
        ls::steps({
            {.text = "Rated", .note = "13 Nov 15:40", .state = ls::StepState::Done},
            {.text = "Family and history", .note = "13 Nov 16:55", .state = ls::StepState::Done},
            {.text = "Partner checks", .note = "3 of 5 answered", .state = ls::StepState::Now},
            {.text = "Analysis"},
            {.text = "Discussion"},
            {.text = "Decision"},
            {.text = "Everyone told"},
        }),
    });
}

Html next() {
    return ls::next_box({
        .intro = cat({"To move to ", strong("analysis"), " these are still needed:"}),
        .missing = {cat({link("#police", "Police check"),
                         ": asked 13:05, due in 35 min. ",
                         link("#remind", cat({"Remind", html::hidden_text(" the police")}))}),
                    cat({link("#health", "Health visiting check"),
                         ": ",
                         ls::late("20 min late"),
                         ". Duty line 01670 000 000"}),
                    cat({link("#voice", "What Maisie says"),
                         ": or why she can’t be asked today, and who will"}),
                    cat({link("#history", "History"),
                         ": 1 of 6 earlier contacts neither opened nor set aside"})},
        .actions = cat({govuk::button({.text = "Add what Maisie says"}),
                        govuk::button({.text = "Hold a strategy discussion now",
                                       .classes = "govuk-button--secondary"})}),
    });
}

Html checks() {
    const auto agency = [](const char* name) { return link("#agency", name); };
    return ls::table({
        .caption = "Partner checks",
        .columns = {{.text = "Agency", .row_header = true},
                    {.text = "Asked"},
                    {.text = "Answer"},
                    {.text = "Their rating"},
                    {.text = "Scale", .numeric = true}},
        .rows =
            {{.cells = {agency("Northumbria Healthcare"),
                        text("13:05"),
                        text("Two attendances, wrist (May) and arm (Oct). Explanations differ. "
                             "GP not told of the second."),
                        cat({"Red ", ls::muted("before seeing others")}),
                        text("3")}},
             {.cells = {agency("Croft Lea First School"),
                        text("13:05"),
                        text("Attendance 71%. Flinches at raised voices. Mum collected by a man "
                             "not on the list since September."),
                        text("Amber"),
                        text("4")}},
             {.cells = {agency("Housing"),
                        text("13:06"),
                        text("Sole tenancy. Noise reports 4 and 19 October."),
                        text("Amber"),
                        text("5")}},
             {.cells =
                  {agency("Police"), text("13:05"), ls::muted("Not answered. Due 14:05"), {}, {}}},
             {.cells = {agency("0–19 service"), text("13:05"), ls::late("Late"), {}, {}}}},
    });
}

Html beside() {
    return cat({
        ls::panel(
            {.title = "Clocks",
             .body = cat({ls::clock_bars({
                              {.words = text("Decide: 2 h 10 min left"), .share = 87},
                              {.words = text("Health visiting check: 20 min late"), .late = true},
                              {.words = text("Tell the referrer: by tomorrow 13:00"), .share = 40},
                          }),
                          html::element("p",
                                        {},
                                        ls::muted("Amber limit 1 working day: local, agreed "
                                                  "March 2026"))})}),
        ls::panel(
            {.title = "Family and men in the household",
             .body = html::list(
                 {text("Leanne Thorburn, mother, 28"),
                  text("Alfie Thorburn, brother, 3, nursery"),
                  cat({strong("Kieran Vance"),
                       ", mother’s partner since August. ",
                       link("#other", "Seen in another household, 2023")}),
                  text("Ross Thorburn, father, 31. Has parental responsibility. Not yet spoken "
                       "to")})}),
        ls::panel(
            {.title = "First, worst, latest",
             .body = cat({html::list({
                              cat({strong("First"), " Feb 2024, shouting heard by neighbour"}),
                              cat({strong("Worst"), " 9 Nov 2026, fractured arm"}),
                              cat({strong("Latest"), " 13 Nov 2026, school"}),
                          }),
                          html::element("p",
                                        {},
                                        link("#line",
                                             "Whole chronology, 41 events, 6 "
                                             "agencies"))})}),
        ls::panel({.title = "Who is involved",
                   .body = html::list({text("Croft Lea First School: J. Amble (safeguarding lead)"),
                                       text("0–19 service: P. Hale"),
                                       text("Adult mental health: open to mother")})}),
    });
}

struct BoardLine {
    const char* rating;
    ls::Tone tone;
    const char* who;
    const char* age;
    const char* reference;
    const char* worry;
    const char* stage;
    const char* checks;
    const char* waiting;
    const char* lead;
    const char* left;
    bool late = false;
};

ls::Row board_row(const BoardLine& line) {
    return {.cells = {ls::rag({.text = line.rating, .tone = line.tone}),
                      cat({link(std::string("#") + line.reference, line.who),
                           ", ",
                           line.age,
                           html::element("br"),
                           ls::muted(line.reference)}),
                      text(line.worry),
                      text(line.stage),
                      cat({line.checks, " ", ls::muted(line.waiting)}),
                      text(line.lead),
                      line.late ? ls::late(line.left) : text(line.left)},
            .id = line.reference,
            .classes = line.late ? "ls-table__row--late" : ""};
}

}  // namespace

GalleryPage record_page() {
    auto page = gallery_frame("Maisie Thorburn, MC-2026-0412", "");
    const auto work = cat({
        next(),
        html::heading(2, html::HeadingSize::Medium, "What her mother says"),
        ls::voice({.words = "“He’s never hurt her. She’s just clumsy. I can’t ask him to leave, "
                            "I’ve nowhere to go.”",
                   .who = "Leanne Thorburn, by telephone, 13 November 16:20, to Dana Oyelaran"}),
        html::heading(2, html::HeadingSize::Medium, "Partner checks"),
        checks(),
        html::small_paragraph({"Ratings differ: ",
                               link("#differ", "health rates red, the hub amber"),
                               ". Say why before deciding."}),
    });
    page.main = cat({identity(), ls::two_columns(work, beside())});
    return {.name = "record", .markup = ui::page(page)};
}

GalleryPage board_page() {
    auto page = gallery_frame("Hub board", "Hub board");
    const std::vector<BoardLine> lines = {
        {"RED",
         ls::Tone::Red,
         "Jaxon Reay",
         "4 months",
         "MC-2026-0409",
         "Bruise to the ear, not yet crawling",
         "Discussion, 14:15",
         "5 of 5",
         "",
         "T. Mbeki",
         "35 min late",
         true},
        {"RED",
         ls::Tone::Red,
         "Edith Marr",
         "84",
         "MA-2026-0288",
         "Nephew holds bank card; no food in the house",
         "Partner checks",
         "2 of 4",
         "police, GP",
         "A. Sidhu",
         "1 h 05 min"},
        {"AMBER",
         ls::Tone::Amber,
         "Maisie Thorburn",
         "7",
         "MC-2026-0412",
         "Second unexplained injury; new adult at home",
         "Partner checks",
         "3 of 5",
         "police, 0–19",
         "D. Oyelaran",
         "2 h 10 min"},
        {"AMBER",
         ls::Tone::Amber,
         "Unborn baby Hewitt",
         "due 2 Feb",
         "MC-2026-0405",
         "Previous child removed 2022; late booking",
         "Analysis",
         "6 of 6",
         "",
         "D. Oyelaran",
         "Tomorrow 10:00"},
        {"GREEN",
         ls::Tone::Green,
         "Thomas Kerr",
         "46",
         "MA-2026-0291",
         "Self-neglect, hoarding, fire officer worried",
         "Partner checks",
         "1 of 3",
         "housing, GP",
         "A. Sidhu",
         "2 working days"},
    };
    ls::Table table = {.caption = "Open enquiries by time left",
                       .columns = {{.text = "Rating"},
                                   {.text = "Who", .row_header = true},
                                   {.text = "Worry, in a line"},
                                   {.text = "Stage"},
                                   {.text = "Checks"},
                                   {.text = "Led by"},
                                   {.text = "Time left", .numeric = true}}};
    for (const auto& line : lines)
        table.rows.push_back(board_row(line));
    page.main = cat({
        ls::page_head({.title = "Hub board",
                       .lead = ls::dotted({text("27 enquiries open"),
                                           ls::late("2 late"),
                                           text("6 due today"),
                                           text("11 checks waiting for your agency"),
                                           link("#friday", "what will be late by Friday (4)")})}),
        ls::chips({{.label = "About",
                    .chips = {{.text = "Everybody", .href = "/board", .on = true, .count = 27},
                              {.text = "Children", .href = "/board?about=child", .count = 19},
                              {.text = "Adults", .href = "/board?about=adult", .count = 8}}},
                   {.label = "Led by",
                    .chips = {{.text = "Anybody", .href = "/board", .on = true},
                              {.text = "Me", .href = "/board?lead=me", .count = 4}}}}),
        ls::refreshing("board", 30, ls::table(table)),
    });
    return {.name = "board", .markup = ui::page(page)};
}

GalleryPage chronology_page() {
    auto page = gallery_frame("Chronology: Maisie Thorburn and her household", "");
    page.main = cat({
        ls::page_head({.title = "Chronology: Maisie Thorburn and her household",
                       .lead = cat({"41 events from 6 agencies, 8 March 2023 to today. ",
                                    link("#s", "Spreadsheet"),
                                    " · ",
                                    link("#w", "Word")})}),
        ls::lens({
            .action = "/chronology",
            .fields = {{.label = "What could",
                        .id = "agency",
                        .control = ls::small_select(
                            "agency", "agency", {{"school", "Croft Lea First School"}}, "school")},
                       {.label = "have known on",
                        .id = "date",
                        .control = ls::small_input("date", "date", "3 October 2026")}},
            .button = "Look",
            .answer = cat({"The school could have known ",
                           strong("9"),
                           " of the ",
                           strong("33"),
                           " events that had happened by then."}),
        }),
        ls::time_strip({.bars = {{.at = 0.1, .width = 0.02, .height = 0.5, .title = "2 entries"},
                                 {.at = 0.9,
                                  .width = 0.02,
                                  .height = 1,
                                  .tone = ls::StripTone::Grave,
                                  .title = "4 entries, the heaviest Grave"}},
                        .gaps = {{.from = 0.4, .to = 0.7, .title = "No contact for 118 days"}},
                        .ticks = {{.at = 0, .text = "2025"}, {.at = 0.5, .text = "2026"}},
                        .label = "Entries over time, 2025 to 2026"}),
        ls::line(
            {.items =
                 {
                     {.kind = ls::LineKind::Worst,
                      .date = "9 Nov 2026",
                      .machine = "2026-11-09",
                      .body = cat({strong("Fractured arm"),
                                   ", emergency department. “Fell off the bunk.” Man with her "
                                   "gave no name. ",
                                   govuk::tag({.text = "Worst", .classes = "govuk-tag--red"})}),
                      .known = cat({"Northumbria Healthcare · known here 13 Nov, ",
                                    ls::late("4 days later"),
                                    html::element("br"),
                                    "School: not until 13 Nov"})},
                     {.date = "19 Oct 2026",
                      .machine = "2026-10-19",
                      .body = text("Noise report, shouting and a child crying, second in two "
                                   "weeks"),
                      .known = cat({"Housing · known here 13 Nov, ", ls::late("25 days later")})},
                     {.kind = ls::LineKind::Hidden,
                      .date = "2 Oct 2026",
                      .machine = "2026-10-02",
                      .body = text("Attended for bruised wrist, “playground”. School has no such "
                                   "record."),
                      .known = cat({"Northumbria Healthcare · ",
                                    strong("hidden from the school"),
                                    " on 3 October"})},
                     {.kind = ls::LineKind::Gap,
                      .body = cat({strong("No contact by any agency for 118 days"),
                                   ", 16 May to 11 September, after three in the month before."})},
                     {.kind = ls::LineKind::First,
                      .date = "2 Feb 2024",
                      .machine = "2024-02-02",
                      .body = cat({"Neighbour heard shouting, child crying ",
                                   govuk::tag({.text = "First", .classes = "govuk-tag--yellow"})}),
                      .known = text("Public, online · known here the same day")},
                 }}),
    });
    return {.name = "chronology", .markup = ui::page(page)};
}

}  // namespace longstone::testing
