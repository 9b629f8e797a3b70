#include "define/define_test_tools.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

namespace longstone::define::test {
namespace {

namespace fs = std::filesystem;

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "longstone-define-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_ = {};
};

constexpr std::string_view kCalendarText = "bank-holidays: [2026-12-25]\n";

constexpr std::string_view kRolesText = R"(roles:
  worker: {name: Worker, does: Visits people., may: [search-people, be-asked], sees-sensitive: yes}
  clerk: {name: Clerk, does: Types.}
)";

constexpr std::string_view kPartnershipText = R"(partnership: here
name: Here Safeguarding Partnership
area: Here
boards: {work: {name: Work, roles: [worker]}}
agencies:
  council:
    name: Here Council
    kind: council
    posts:
      visitor: {name: Visitor, roles: [worker]}
      typist: {name: Typist, roles: [clerk]}
  police: {name: Here Police, kind: police, posts: {officer: {name: Officer, roles: [worker]}}}
)";

constexpr std::string_view kCodesText = R"(codes: outcome
name: Outcome
items:
  help: {text: They need help}
  none: {text: Nothing more}
)";

constexpr std::string_view kSeenText = R"(form: seen
name: What was seen
sections:
  visit:
    fields:
      rating: {type: rag, label: How serious is it?, required: yes, counted: yes}
      worry: {type: text, label: What worries you?, max-length: 120}
      seen-on: {type: date, label: When were they seen?, past-only: yes}
      alone: {type: yes-no, label: Were they alone?}
      strain: {type: scale, label: How great is the strain?}
      words: {type: long-text, label: What did they say?, voice: yes, instead: no-words}
      no-words: {type: text, label: Why did they say nothing?}
      home: {type: group, label: Who lives there?, item: Person, fields: {
        named: {type: text, label: Name, required: yes},
        age: {type: number, label: Age, min: 0, when: {answered: named}}}}
)";

constexpr std::string_view kResultText = R"(form: result
name: What comes of it
sections:
  result:
    fields:
      outcome: {type: choice, codes: outcome, label: What comes of it?, required: yes}
      note: {type: long-text, label: Why did ratings differ?}
)";

constexpr std::string_view kViewText = R"(form: view
name: What an agency knows
sections:
  known:
    title: What you know
    fields:
      their-rating: {type: rag, label: How serious is it for you?, required: yes}
      told-us: {type: long-text, label: What do you know?, when: {their-rating: [red, amber]}}
)";

constexpr std::string_view kVisitText = R"(pathway: visit
name: Visit
noun: visit
about: person
reference: VI
purpose: To see how somebody is.
gateway: Here Act
summary: worry
rating: rating
board: work
access: {opens: [worker], lead: [worker], works: [worker]}
people:
  subject: {name: Person, required: yes, subject: yes}
  partner: {name: Partner, ask-by-name: yes}
stages:
  visiting:
    asks: [seen]
    requests:
      view: {form: view, to: [police], due: {share: 50, of: finish}, blind-until: talking,
        compare: their-rating, at-least: 1}
    next:
      talking: {name: Talk, needs: [requests-made, voice-or-reason]}
      done: {name: Finish at once, when: {rating: green}, needs: []}
  talking:
    asks: [result]
    holds: talk
    next:
      done:
        name: Finish
        needs: [requests-answered, meeting-quorate, {need: told, what: referrer},
          {need: disagreement-noted, what: note}]
      visiting: {name: Go again, back: yes, reason: yes, needs: []}
  done: {closes: yes}
meetings:
  talk: {chair: [worker], invites: [police], quorum: [police, council], minutes: 1 working day}
clocks:
  finish:
    main: yes
    from: opened
    to: [closed]
    within: {by: rating, red: 1 day, amber: 5 working days, green: 3 weeks}
    warn: 4 hours
  answer: {from: {requests-made: view}, to: [{requests-answered: view}], within: 2 working days}
opens:
  after:
    at: done
    when: {outcome: help}
    copies: [people, worry]
    renames: {worry: reason}
tells:
  referrer: {name: The referrer}
flags:
  alone: {name: Alone, when: {alone: yes}, colour: yellow}
)";

constexpr std::string_view kAfterText = R"(pathway: after
name: After care
about: person
reference: AC
purpose: To help somebody on.
gateway: Here Act
starts-from: [visit]
opening: [reason]
access: {lead: [worker], works: [worker]}
people: {subject: {name: Person, required: yes, subject: yes}}
stages:
  helping: {next: {done: {}}}
  done: {closes: yes}
clocks:
  help: {from: opened, to: [closed], within: 3 months}
)";

constexpr std::string_view kReasonText = R"(form: reason
name: Why
sections:
  reason: {fields: {reason: {type: text, label: Why?}}}
)";

}  // namespace

Files sound() {
    return {{kCalendar, std::string(kCalendarText)},
            {kRoles, std::string(kRolesText)},
            {kOutcome, std::string(kCodesText)},
            {kSeen, std::string(kSeenText)},
            {kResult, std::string(kResultText)},
            {kView, std::string(kViewText)},
            {kReason, std::string(kReasonText)},
            {kVisit, std::string(kVisitText)},
            {kAfter, std::string(kAfterText)},
            {kHere, std::string(kPartnershipText)}};
}

void swap(Files& files, const std::string& path, std::string_view old, std::string_view anew) {
    std::string& text = files[path];
    const auto at = text.find(old);
    INFO(path, " has no ", std::string(old));
    REQUIRE(at != std::string::npos);
    text.replace(at, old.size(), anew);
}

Loaded load(const Files& files) {
    const Folder folder;
    for (const auto& [name, text] : files) {
        const fs::path path = fs::path(folder.path()) / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    Loaded out;
    auto loaded = define::load(folder.path(), "here");
    if (loaded)
        out.definitions = *loaded;
    else
        out.errors = std::move(loaded).error();
    for (DefinitionError& error : out.errors)
        if (error.place.file.starts_with(folder.path()))
            error.place.file.erase(0, folder.path().size() + 1);
    return out;
}

std::string broken(const std::string& path, std::string_view old, std::string_view anew) {
    Files files = sound();
    swap(files, path, old, anew);
    return load(files).said();
}

std::string Loaded::said() const {
    std::string out;
    for (const DefinitionError& error : errors) {
        const std::string whole = error.say();
        out += whole.substr(0, whole.find('\n')) + "\n";
    }
    return out;
}

}  // namespace longstone::define::test
