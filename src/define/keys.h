#pragma once

#include <array>
#include <span>
#include <string_view>

// One long table of words, a mapping of the language each.

// The words that each mapping of the definition language may hold. The reader refuses any other,
// and a test keeps the editors' schemas in definitions/schema in step with these tables.
namespace longstone::define {

using Words = std::span<const std::string_view>;

struct KeyTable {
    std::string_view schema = {};  // definitions/schema/<schema>.json
    std::string_view object = {};  // its $defs/<object>, or empty: the file itself
    Words keys = {};
};

namespace keys {

template <class... Ts>
constexpr auto words(Ts... names) {
    return std::array<std::string_view, sizeof...(Ts)>{names...};
}

inline constexpr auto kCodes =
    words("codes", "extends", "name", "source", "status", "from", "items");
inline constexpr auto kCode = words("text", "hint", "inverse", "kinds", "face", "alone", "retired");
inline constexpr auto kForm =
    words("form", "extends", "name", "intro", "version", "source", "sections");
inline constexpr auto kSection =
    words("title", "guidance", "when", "private-to", "sensitive", "fields");
inline constexpr auto kField = words("type",
                                     "label",
                                     "hint",
                                     "guidance",
                                     "codes",
                                     "when",
                                     "required",
                                     "voice",
                                     "instead",
                                     "sensitive",
                                     "counted",
                                     "private-to",
                                     "hidden-until",
                                     "min",
                                     "max",
                                     "max-length",
                                     "error",
                                     "renamed-from",
                                     "past-only",
                                     "not-before",
                                     "not-after",
                                     "after",
                                     "before",
                                     "counts",
                                     "from",
                                     "weekday",
                                     "source",
                                     "each",
                                     "kinds",
                                     "item",
                                     "at-least",
                                     "fields");

inline constexpr auto kPathway = words("pathway",
                                       "extends",
                                       "name",
                                       "noun",
                                       "about",
                                       "reference",
                                       "version",
                                       "source",
                                       "purpose",
                                       "gateway",
                                       "summary",
                                       "rating",
                                       "board",
                                       "harm",
                                       "starts-from",
                                       "looks-back",
                                       "repeats",
                                       "opening",
                                       "public-opening",
                                       "access",
                                       "people",
                                       "stages",
                                       "meetings",
                                       "clocks",
                                       "opens",
                                       "tells",
                                       "flags",
                                       "strands",
                                       "excludes",
                                       "places",
                                       "story",
                                       "sample",
                                       "round",
                                       "group",
                                       "publishes",
                                       "plan",
                                       "scrutiny",
                                       "register");
inline constexpr auto kAccess = words("opens",
                                      "lead",
                                      "works",
                                      "sees",
                                      "assigns",
                                      "public",
                                      "involved-see",
                                      "sensitivity",
                                      "audience");
inline constexpr auto kPeople =
    words("name", "required", "many", "subject", "ask-by-name", "ask", "kind");
inline constexpr auto kStage =
    words("name", "hint", "who", "asks", "requests", "links", "holds", "next", "closes");
inline constexpr auto kMove = words("name", "needs", "when", "who", "reason", "back", "step");
// Whether a move or a record that is opened brings more help or less.
inline constexpr auto kSteps = words("up", "down");
inline constexpr auto kNeed = words("need", "what", "sentence", "when");
inline constexpr auto kRequest = words("name",
                                       "form",
                                       "to",
                                       "preselect",
                                       "due",
                                       "blind-until",
                                       "compare",
                                       "at-least",
                                       "to-field",
                                       "sends",
                                       "when",
                                       "by",
                                       "shares",
                                       "anonymous",
                                       "carries",
                                       "gives");
inline constexpr auto kLink = words("name",
                                    "opens",
                                    "copies",
                                    "renames",
                                    "sets",
                                    "words",
                                    "anonymous",
                                    "expires",
                                    "most",
                                    "intro",
                                    "readers",
                                    "after",
                                    "themes",
                                    "rating",
                                    "comments",
                                    "print");
inline constexpr auto kStory =
    words("link", "fewest", "asked", "invited", "answered", "did", "changed");
inline constexpr auto kSample = words("from",
                                      "at",
                                      "opens-at",
                                      "opens",
                                      "link",
                                      "size",
                                      "since",
                                      "until",
                                      "seed",
                                      "among",
                                      "shows",
                                      "copies",
                                      "renames",
                                      "reference",
                                      "agencies");
inline constexpr auto kRound = words("from", "opens-for", "agency", "sets", "link");
inline constexpr auto kMeeting = words("name",
                                       "chair",
                                       "invites",
                                       "quorum",
                                       "asks",
                                       "minutes",
                                       "group",
                                       "reports",
                                       "weekday",
                                       "not-before",
                                       "not-after",
                                       "after",
                                       "before",
                                       "source");
inline constexpr auto kClock = words("name",
                                     "main",
                                     "from",
                                     "to",
                                     "when",
                                     "within",
                                     "versions",
                                     "warn",
                                     "kind",
                                     "status",
                                     "source",
                                     "pauses",
                                     "repeats",
                                     "before");
inline constexpr auto kWarn = words("before");
inline constexpr auto kClockVersion = words("from", "until", "within");
inline constexpr auto kDateBound = words("date", "held", "plus");
inline constexpr auto kCounts = words("fields", "answer");
inline constexpr auto kTrigger = words("entered",
                                       "left",
                                       "answered",
                                       "date",
                                       "requests-made",
                                       "requests-answered",
                                       "meeting",
                                       "told",
                                       "when");
inline constexpr auto kOpen = words("at",
                                    "when",
                                    "copies",
                                    "renames",
                                    "link",
                                    "roles",
                                    "each",
                                    "each-as",
                                    "step",
                                    "again",
                                    "unless-open");
inline constexpr auto kStrand = words("name", "when", "ends", "shows");
inline constexpr auto kExclusion = words("at", "stages", "sentence", "source");
inline constexpr auto kPlaces = words("at",
                                      "off",
                                      "capacity",
                                      "begins",
                                      "ends",
                                      "times",
                                      "where",
                                      "shows",
                                      "filters",
                                      "approval",
                                      "waiting-list",
                                      "cancel",
                                      "reminders",
                                      "evaluations",
                                      "certificate");
inline constexpr auto kEvaluation = words("name", "form", "before", "after", "within", "by");
inline constexpr auto kCertificate = words("months");
inline constexpr auto kTell = words("name", "when");
inline constexpr auto kFlag = words("name", "when", "colour");
inline constexpr auto kMeasure = words("measure",
                                       "extends",
                                       "name",
                                       "question",
                                       "theme",
                                       "about",
                                       "source",
                                       "note",
                                       "counts",
                                       "as",
                                       "at",
                                       "until",
                                       "open",
                                       "when",
                                       "met",
                                       "again",
                                       "value",
                                       "days",
                                       "population",
                                       "per",
                                       "by",
                                       "good",
                                       "period",
                                       "target",
                                       "rare",
                                       "rebases",
                                       "notes");
inline constexpr auto kMeasureRebase = words("from", "why");
inline constexpr auto kMeasureNotes = words("words", "theme", "where", "beside");
inline constexpr auto kMeasureCounts = words("records",
                                             "items",
                                             "people",
                                             "clocks",
                                             "meetings",
                                             "seats",
                                             "requests",
                                             "pairs",
                                             "actions",
                                             "history",
                                             "steps",
                                             "places",
                                             "of",
                                             "field",
                                             "in");
inline constexpr auto kMeasureDays = words("from", "to");
inline constexpr auto kMeasureAgain = words("of", "within");
inline constexpr auto kPartnership = words("partnership",
                                           "name",
                                           "short-name",
                                           "area",
                                           "emergency",
                                           "front-door-phone",
                                           "out-of-hours-phone",
                                           "email",
                                           "privacy",
                                           "accessibility",
                                           "colours",
                                           "contact",
                                           "repeat-within-months",
                                           "school-closed",
                                           "boards",
                                           "agencies",
                                           "groups");
inline constexpr auto kClosure = words("from", "to");
inline constexpr auto kBoard = words("name", "roles");
inline constexpr auto kAgency =
    words("name", "short-name", "kind", "kinds", "email", "phone", "teams", "posts");
inline constexpr auto kPost = words("name", "team", "roles");
inline constexpr auto kGroup = words("name",
                                     "scope",
                                     "purpose",
                                     "decides",
                                     "answers-to",
                                     "chair",
                                     "members",
                                     "observers",
                                     "quorum",
                                     "meets",
                                     "minutes",
                                     "takes",
                                     "terms");
inline constexpr auto kGroupMember = words("post", "substitute");
inline constexpr auto kGroupTerms = words("version", "from", "review");
inline constexpr auto kGroupPart = words("of", "to", "name", "next", "shows", "itself");
inline constexpr auto kPublishes = words("page",
                                         "name",
                                         "hint",
                                         "stages",
                                         "public",
                                         "series",
                                         "version",
                                         "from",
                                         "review",
                                         "why",
                                         "changed",
                                         "source",
                                         "shows",
                                         "filters",
                                         "receipts");
inline constexpr auto kPlan = words("stages", "from", "until", "shows", "priorities");
inline constexpr auto kPriorities = words("pathway",
                                          "change",
                                          "year",
                                          "drivers",
                                          "owner",
                                          "board",
                                          "group",
                                          "measures",
                                          "direction",
                                          "difference",
                                          "actions",
                                          "action",
                                          "agency",
                                          "who",
                                          "due",
                                          "evidence",
                                          "rating");
inline constexpr auto kScrutiny = words("standards",
                                        "judges",
                                        "from",
                                        "until",
                                        "reported",
                                        "whole",
                                        "evidence",
                                        "standard",
                                        "method",
                                        "on",
                                        "what",
                                        "where");
inline constexpr auto kRegister = words("name", "hint", "shows");
inline constexpr auto kRoles = words("roles", "extends");
inline constexpr auto kTraining = words("training", "extends");
inline constexpr auto kChronology =
    words("extends", "weighs", "adds", "leaves-out", "siblings", "gap", "burst");
inline constexpr auto kChronologyWeighs = words("grave", "serious", "some");
inline constexpr auto kChronologyGap = words("days", "times", "silences", "alone");
inline constexpr auto kChronologyBurst = words("days", "least", "once-in");
inline constexpr auto kRequirement = words("name", "roles", "met", "every", "source", "status");
inline constexpr auto kSharing =
    words("extends", "purposes", "gateways", "fields", "known", "agencies");
inline constexpr auto kSharingPurpose = words("name", "hint");
inline constexpr auto kGateway =
    words("name", "source", "status", "about", "asker-kinds", "purposes", "carries-sensitive");
inline constexpr auto kSharedField = words("name", "hint", "longest", "sensitive");
inline constexpr auto kKnown =
    words("answers-after", "each-hour", "each-day", "list-lasts", "stands", "categories");
inline constexpr auto kSharingAgency = words("answers", "tells", "contact");
inline constexpr auto kRole = words("name", "does", "may", "sees-sensitive");
inline constexpr auto kCalendar = words("bank-holidays");
inline constexpr auto kFeed = words("feed",
                                    "extends",
                                    "name",
                                    "source",
                                    "intro",
                                    "sends",
                                    "pathway",
                                    "as",
                                    "subject",
                                    "happened",
                                    "key",
                                    "changes",
                                    "own-number",
                                    "changed",
                                    "withdrawn",
                                    "columns",
                                    "sets",
                                    "adds",
                                    "event",
                                    "relation");
inline constexpr auto kFeedColumn = words("label",
                                          "hint",
                                          "type",
                                          "field",
                                          "person",
                                          "role",
                                          "required",
                                          "otherwise",
                                          "only-itself",
                                          "codes");
inline constexpr auto kFeedPercent = words("percent", "of");
inline constexpr auto kFeedAdds = words("same", "answers");
inline constexpr auto kFeedEvent = words("kinds",
                                         "kind",
                                         "words",
                                         "known",
                                         "until",
                                         "significance",
                                         "address",
                                         "postcode",
                                         "occurrence",
                                         "sensitive",
                                         "sensitive-if");
inline constexpr auto kFeedRelation = words("type", "of", "from", "until");
inline constexpr auto kReport = words("report",
                                      "extends",
                                      "name",
                                      "title",
                                      "source",
                                      "intro",
                                      "pathway",
                                      "from",
                                      "to",
                                      "months",
                                      "scope",
                                      "publish-at",
                                      "frozen-on",
                                      "frozen-by",
                                      "published-on",
                                      "published-where",
                                      "suppression",
                                      "periods",
                                      "figures",
                                      "statutory",
                                      "chapters",
                                      "glossary");
inline constexpr auto kReportPeriod = words("begins", "months", "since");
inline constexpr auto kReportFigure = words("measure",
                                            "name",
                                            "by",
                                            "value",
                                            "period",
                                            "each",
                                            "beside",
                                            "optional",
                                            "change-decimals",
                                            "shows-small");
inline constexpr auto kReportStatutory = words("what", "source", "for");
inline constexpr auto kReportChapter = words("title", "glance", "sections");
inline constexpr auto kReportSection = words("title", "statutory", "parts");
inline constexpr auto kReportPart = words("words",
                                          "cards",
                                          "table",
                                          "chart",
                                          "exceptions",
                                          "answer",
                                          "items",
                                          "returns",
                                          "records",
                                          "members",
                                          "learning",
                                          "glossary",
                                          "where",
                                          "is",
                                          "fields",
                                          "consent",
                                          "none");
inline constexpr auto kLoop =
    words("loop", "extends", "name", "hint", "source", "follows", "steps");
inline constexpr auto kLoopStep = words("name", "hint", "what", "pathways", "items", "link");

}  // namespace keys

std::span<const KeyTable> key_tables();

}  // namespace longstone::define
