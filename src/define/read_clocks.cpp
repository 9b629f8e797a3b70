#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kStatuses = keys::words("ok", "unverified", "local");
constexpr auto kKinds = keys::words("statutory", "guidance", "benchmark", "local");
constexpr std::string_view kNextSchoolDay = "next school day";

struct TriggerWord {
    std::string_view word = {};
    Trigger::Kind kind = {};
};
constexpr TriggerWord kTriggers[] = {
    {"entered", Trigger::Kind::Entered},
    {"left", Trigger::Kind::Left},
    {"answered", Trigger::Kind::Answered},
    {"date", Trigger::Kind::DateOf},
    {"requests-made", Trigger::Kind::RequestsMade},
    {"requests-answered", Trigger::Kind::RequestsAnswered},
    {"meeting", Trigger::Kind::MeetingHeld},
    {"told", Trigger::Kind::Told},
};

// Red by red: the cases of an answer that decides the limit.
void read_cases(const Node& node, Within& within, Errors& errors) {
    for (const auto& [key, value] : node.members) {
        if (key.text == "by") {
            within.by = text_of(value, errors);
        } else if (const auto limit = limit_of(value, errors)) {
            within.cases.emplace(key.text, *limit);
        }
    }
    if (within.cases.empty())
        errors.add(node.place, "no case says how long", "Add a limit for each answer.");
}

void read_share(const Node& node, Within& within, Errors& errors) {
    constexpr auto kShare = keys::words("share", "of");
    const MapReader map(node, "a share", kShare, errors);
    within.percent = map.whole("share", 1, 0);
    within.of = map.required_text("of");
    if (within.percent > 100)
        errors.add(map.node("share")->place,
                   "a share is a percentage from 1 to 100",
                   "Write 50 for half of the other clock's time.");
}

void read_versions(const Node& node, Clock& clock, Errors& errors) {
    if (!node.is_list() || node.items.empty()) {
        errors.add(node.place, "\"versions\" is a list", "Write [{until: …, within: …}, …].");
        return;
    }
    for (const Node& item : node.items) {
        const MapReader map(item, "a version of a clock", keys::kClockVersion, errors);
        ClockVersion version{.from = map.date("from"), .until = map.date("until")};
        if (const Node* within = map.node("within"))
            version.within = read_within(*within, errors);
        else
            errors.add(item.place, "a version of a clock needs \"within\"", "Say how long.");
        if (version.from && version.until && *version.until < *version.from)
            errors.add(item.place, "this version ends before it begins", "Look at its dates.");
        clock.versions.push_back(std::move(version));
    }
    std::sort(clock.versions.begin(), clock.versions.end(), [](const auto& a, const auto& b) {
        return a.from < b.from;  // one without a beginning comes first
    });
    for (std::size_t i = 1; i < clock.versions.size(); ++i) {
        const auto& earlier = clock.versions[i - 1].until;
        const auto& later = clock.versions[i].from;
        if (!earlier || !later || *later <= *earlier)
            errors.add(node.place,
                       "two versions are in force on the same day",
                       "End each version the day before the next begins.");
        else if (*later > *earlier + 1)
            errors.add(node.place,
                       cat({"no version is in force on ", iso(*earlier + 1)}),
                       "Begin each version the day after the one before ends.");
    }
}

void read_length(const MapReader& map, Clock& clock) {
    Errors& errors = map.errors();
    const Node* within = map.node("within");
    const Node* versions = map.node("versions");
    if ((within == nullptr) == (versions == nullptr)) {
        errors.add(map.place(),
                   within == nullptr ? "a clock needs \"within\" or \"versions\""
                                     : "a clock has both \"within\" and \"versions\"",
                   "Say once how long it runs.");
        return;
    }
    if (versions != nullptr) {
        read_versions(*versions, clock, errors);
    } else {
        clock.versions.push_back({.within = read_within(*within, errors)});
    }
}

void read_ends(const MapReader& map, Clock& clock) {
    Errors& errors = map.errors();
    const auto triggers = [&](const char* key, const char* cure) {
        std::vector<Trigger> out;
        const Node* node = map.node(key);
        if (node == nullptr || (node->is_list() && node->items.empty())) {
            errors.add(map.place(), cat({"a clock needs \"", key, "\""}), cure);
            return out;
        }
        const std::vector<Node> one = {*node};
        for (const Node& item : node->is_list() ? node->items : one)
            if (auto trigger = read_trigger(item, errors)) out.push_back(std::move(*trigger));
        return out;
    };
    clock.from = triggers("from", "Say what starts it: from: opened.");
    clock.to = triggers("to", "Say what stops it: to: [closed].");
}

// 3 hours after it starts, or {before: 2 weeks}.
void read_warn(const MapReader& map, Clock& clock) {
    const Node* node = map.node("warn");
    if (node == nullptr || !node->is_map()) {
        clock.warn = map.limit("warn");
        return;
    }
    const MapReader warn(*node, "a warning", keys::kWarn, map.errors());
    clock.warn = warn.limit("before");
    clock.warn_before = true;
    if (!warn.has("before"))
        map.errors().add(node->place, "a warning needs \"before\"", "Write {before: 2 weeks}.");
}

}  // namespace

std::optional<Trigger> read_trigger(const Node& node, Errors& errors) {
    if (node.is_text() && node.text == "opened") return Trigger{.kind = Trigger::Kind::Opened};
    if (node.is_text() && node.text == "closed") return Trigger{.kind = Trigger::Kind::Closed};
    const Node* when = node.is_map() ? node.find("when") : nullptr;
    if (node.is_map() && node.members.size() == (when == nullptr ? 1 : 2)) {
        for (const auto& [key, value] : node.members)
            for (const TriggerWord& trigger : kTriggers)
                if (trigger.word == key.text)
                    return Trigger{
                        .kind = trigger.kind,
                        .what = text_of(value, errors),
                        .when = when == nullptr ? Condition() : read_condition(*when, errors)};
    }
    std::vector<std::string> known;
    for (const TriggerWord& trigger : kTriggers)
        known.emplace_back(trigger.word);
    errors.add(node.place,
               "this is nothing that a clock starts or stops on",
               cat({"Use opened, closed, or one of ", join(known, ", "), " with its object."}));
    return {};
}

std::string_view word(ClockKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string words(ClockKind kind) {
    return words_of(word(kind));
}

Within read_within(const Node& node, Errors& errors) {
    Within within;
    if (node.is_text() && trim(node.text) == kNextSchoolDay) {
        within.next_school_day = true;
    } else if (node.is_map() && node.find("by") != nullptr) {
        read_cases(node, within, errors);
    } else if (node.is_map()) {
        read_share(node, within, errors);
    } else {
        within.limit = limit_of(node, errors);
    }
    return within;
}

Clock read_clock(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a clock", keys::kClock, errors);
    Clock clock{.id = id,
                .name = map.text("name"),
                .when = map.condition("when"),
                .before = map.yes("before"),
                .repeats = map.yes("repeats"),
                .status = map.word("status", kStatuses, "local"),
                .source = map.text("source"),
                .pauses = map.list("pauses"),
                .main = map.yes("main"),
                .place = node.place};
    if (clock.name.empty()) clock.name = words_of(id);
    const std::string kind = map.word("kind", kKinds, "local");
    clock.kind =
        static_cast<ClockKind>(std::find(kKinds.begin(), kKinds.end(), kind) - kKinds.begin());
    read_ends(map, clock);
    read_length(map, clock);
    read_warn(map, clock);
    return clock;
}

}  // namespace longstone::define
