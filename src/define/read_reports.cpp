#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

using Kind = ReportPart::Kind;

constexpr auto kKinds = std::span(keys::kReportPart).first<12>();
constexpr auto kBesides = keys::words("year-before", "quarter-before", "region", "england");
constexpr auto kEach = keys::words("month", "quarter");

constexpr int kMonths = 12;

int month_called(const std::string& name) {
    for (int month = 1; month <= kMonths; ++month) {
        if (fold(month_name(month)) == name) return month;
    }
    return 0;
}

ReportPeriod read_period(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a period", keys::kReportPeriod, errors);
    ReportPeriod period{.id = id,
                        .begins = month_called(map.text("begins")),
                        .months = map.whole("months", 1, 0),
                        .since = map.date("since"),
                        .place = node.place};
    if (map.has("begins") && period.begins == 0)
        errors.add(map.node("begins")->place,
                   cat({"\"", map.text("begins"), "\" is not a month"}),
                   "Write it in full and small: april.");
    const bool stretch = period.begins != 0 && period.months != 0;
    if (stretch == period.since.has_value() && node.is_map())
        errors.add(node.place,
                   "a period begins in a month and is so many long, or is since a day",
                   "Write {begins: april, months: 12} or {since: 2021-01-01}.");
    return period;
}

ReportFigure read_figure(const std::string& id, const Node& node, Errors& errors) {
    if (node.is_text()) return {.id = id, .measure = text_of(node, errors), .place = node.place};
    const MapReader map(node, "a figure", keys::kReportFigure, errors);
    ReportFigure figure{.id = id,
                        .measure = map.required_text("measure"),
                        .name = map.text("name"),
                        .by = map.text("by"),
                        .value = map.text("value"),
                        .period = map.text("period"),
                        .each = map.word("each", kEach, ""),
                        .optional = map.yes("optional"),
                        .change_decimals = map.whole("change-decimals", 0, 0),
                        .shows_small = map.text("shows-small"),
                        .place = node.place};
    for (const auto& said : map.list("beside")) {
        const auto at = std::ranges::find(kBesides, said);
        if (at == kBesides.end())
            errors.unknown(map.node("beside")->mention(said).place,
                           "comparison",
                           said,
                           {kBesides.begin(), kBesides.end()});
        else
            figure.beside.push_back(static_cast<Beside>(at - kBesides.begin()));
    }
    return figure;
}

StatutoryPart read_statutory(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a part that is wanted", keys::kReportStatutory, errors);
    return {.id = id,
            .what = map.required_text("what"),
            .source = map.required_text("source"),
            .whom = map.text("for"),
            .place = node.place};
}

ReportPart read_part(const Node& node, Errors& errors) {
    const MapReader map(node, "a part of a section", keys::kReportPart, errors);
    ReportPart part{.item = map.text("where"),
                    .is = map.text("is"),
                    .fields = map.list("fields"),
                    .consent = map.text("consent"),
                    .none = map.text("none"),
                    .place = node.place};
    int said = 0;
    for (std::size_t at = 0; at < kKinds.size(); ++at) {
        if (!map.has(kKinds[at])) continue;
        ++said;
        part.kind = static_cast<Kind>(at);
    }
    if (said != 1 && node.is_map())
        errors.add(node.place,
                   said == 0 ? "it is not said what stands here" : "two things stand here at once",
                   cat({"Name one of ", join({kKinds.begin(), kKinds.end()}, ", "), "."}));
    if (said != 1) return part;
    const auto key = word(part.kind);
    switch (part.kind) {
        case Kind::Words:
            part.words = map.required_text(key);
            break;
        case Kind::Cards:
        case Kind::Table:
        case Kind::Chart:
        case Kind::Exceptions:
        case Kind::Records:
            part.figures = map.list(key);
            break;
        case Kind::Answer:
        case Kind::Items:
            part.field = map.required_text(key);
            break;
        case Kind::Returns:
            part.request = map.required_text(key);
            break;
        case Kind::Members:
            part.groups = map.list(key);
            // All of them: every agency once.
            if (part.groups == std::vector<std::string>{"all"}) part.groups.clear();
            break;
        case Kind::Learning:
            part.loop = map.required_text(key);
            break;
        case Kind::Glossary:
            if (!map.yes(key))
                errors.add(node.place, "a glossary is there or not", "Write yes, or take it out.");
            break;
    }
    return part;
}

ReportSection read_section(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a section of a report", keys::kReportSection, errors);
    ReportSection section{.id = id,
                          .title = map.required_text("title"),
                          .statutory = map.list("statutory"),
                          .place = node.place};
    const Node* parts = map.node("parts");
    if (parts == nullptr || !parts->is_list() || parts->items.empty()) {
        if (node.is_map())
            errors.add(node.place, "a section has parts", "Add parts: and a list of them.");
        return section;
    }
    for (const Node& item : parts->items)
        section.parts.push_back(read_part(item, errors));
    return section;
}

ReportChapter read_chapter(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a chapter", keys::kReportChapter, errors);
    ReportChapter chapter{.id = id,
                          .title = map.required_text("title"),
                          .glance = map.yes("glance"),
                          .place = node.place};
    map.each("sections", [&](const std::string& section, const Node& value) {
        chapter.sections.push_back(read_section(section, value, errors));
    });
    return chapter;
}

template <class T>
const T* found_in(const std::vector<T>& list, std::string_view id) {
    const auto at = std::ranges::find(list, id, &T::id);
    return at == list.end() ? nullptr : &*at;
}

}  // namespace

Report read_report(const Node& node, Errors& errors) {
    const MapReader map(node, "a report", keys::kReport, errors);
    Report report{.name = map.required_text("name"),
                  .title = map.required_text("title"),
                  .source = map.text("source"),
                  .intro = map.text("intro"),
                  .pathway = map.required_text("pathway"),
                  .from = map.text("from"),
                  .to = map.required_text("to"),
                  .months = map.whole("months", 1, 0),
                  .scope = map.text("scope"),
                  .publish_at = map.text("publish-at"),
                  .frozen_on = map.text("frozen-on"),
                  .frozen_by = map.text("frozen-by"),
                  .published_on = map.text("published-on"),
                  .where = map.text("published-where"),
                  .place = node.place};
    if (map.has("suppression")) report.profile = map.text("suppression");
    if (report.from.empty() == (report.months == 0) && node.is_map())
        errors.add(node.place,
                   "a report begins on a day that is answered, or is so many months long",
                   "Add either from: and a question, or months:.");
    map.each("periods", [&](const std::string& id, const Node& value) {
        report.periods.push_back(read_period(id, value, errors));
    });
    map.each("figures", [&](const std::string& id, const Node& value) {
        report.figures.push_back(read_figure(id, value, errors));
    });
    map.each("statutory", [&](const std::string& id, const Node& value) {
        report.statutory.push_back(read_statutory(id, value, errors));
    });
    map.each("chapters", [&](const std::string& id, const Node& value) {
        report.chapters.push_back(read_chapter(id, value, errors));
    });
    if (const Node* glossary = map.node("glossary"); glossary != nullptr && glossary->is_map()) {
        for (const auto& [term, means] : glossary->members)
            report.glossary.push_back({.term = term.text, .means = text_of(means, errors)});
    }
    return report;
}

const ReportFigure* Report::figure(std::string_view wanted) const {
    return found_in(figures, wanted);
}
const ReportPeriod* Report::period(std::string_view wanted) const {
    return found_in(periods, wanted);
}
const StatutoryPart* Report::statutory_part(std::string_view wanted) const {
    return found_in(statutory, wanted);
}
std::string_view word(ReportPart::Kind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}
std::string_view word(Beside beside) {
    return kBesides[static_cast<std::size_t>(beside)];
}

}  // namespace longstone::define
