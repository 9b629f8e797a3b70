#include "report/compose.h"

#include <algorithm>

#include "base/text.h"
#include "report/changes.h"
#include "report/told.h"
#include "work/visible.h"

namespace longstone::report {
namespace {

using PartKind = define::ReportPart::Kind;
using Kind = Block::Kind;

std::string hole_words(const std::string& hole, const Document& document) {
    if (hole == "partnership") return document.partnership;
    if (hole == "area") return document.area;
    if (hole == "year") return document.slug;
    if (hole == "from") return say(Spell{.from = document.spell.from, .to = document.spell.from});
    if (hole == "to") return say(Spell{.from = document.spell.to, .to = document.spell.to});
    const auto dot = hole.find('.');
    const auto* figure = document.figure(hole.substr(0, dot));
    if (figure == nullptr) return "no figure";
    return figure->words(dot == std::string::npos ? std::string() : hole.substr(dot + 1));
}

class Composer {
public:
    Composer(work::Context& context,
             const work::Opened& opened,
             const define::Report& report,
             const TakenFigures& figures,
             Gaps gaps)
        : opened_(opened),
          report_(report),
          figures_(figures),
          gaps_(gaps),
          answers_(work::visible_answers(context, opened)),
          telling_{.context = context, .opened = opened, .report = report, .answers = answers_} {}

    Composed compose() {
        head();
        for (const auto& chapter : report_.chapters) {
            DocumentChapter made{
                .id = chapter.id, .title = chapter.title, .glance = chapter.glance};
            for (const auto& section : chapter.sections)
                made.sections.push_back(compose(section));
            if (gaps_ == Gaps::LeftOut)
                std::erase_if(made.sections, [](const auto& one) { return one.blocks.empty(); });
            if (!made.sections.empty()) composed_.document.chapters.push_back(std::move(made));
        }
        checklist();
        return std::move(composed_);
    }

private:
    void head() {
        const auto& partnership = telling_.context.definitions.partnership;
        auto& document = composed_.document;
        document = {.report = report_.id,
                    .record = opened_.record.ref,
                    .partnership = partnership.name,
                    .area = partnership.area,
                    .email = partnership.email,
                    .source = report_.source,
                    .spell = spell_of(report_, opened_.record).value_or(Spell{}),
                    .taken = figures_.at,
                    .frozen = figures_.frozen()};
        document.slug = slug(document.spell);
        const auto releases = releases_before(telling_.context, opened_.record.ref);
        for (const auto& taken : figures_.figures)
            document.figures.push_back(show(taken, figures_.profile, releases));
        document.title = fill(report_.title, document);
    }

    DocumentSection compose(const define::ReportSection& section) {
        DocumentSection made{.id = section.id, .title = section.title};
        const auto asked = std::ranges::count_if(
            section.parts, [](const auto& part) { return part.kind == PartKind::Answer; });
        for (const auto& part : section.parts) {
            auto told = tell(part, asked > 1);
            std::ranges::move(told.blocks, std::back_inserter(made.blocks));
            for (auto& lack : told.lacks) {
                if (gaps_ == Gaps::Shown)
                    made.blocks.push_back({.words = {cat({"Missing: ", lack.what, "."})}});
                lack.section = section.id;
                lack.section_title = section.title;
                composed_.lacks.push_back(std::move(lack));
            }
        }
        return made;
    }

    // A figure is missing where nothing could be counted and that was not to be expected.
    void need_figure(const std::string& id, Told& told) {
        const auto* wanted = report_.figure(id);
        const auto* shown = composed_.document.figure(id);
        if (wanted == nullptr || wanted->optional) return;
        if (shown != nullptr && (shown->has_value() || shown->shape == "parts")) return;
        told.lacks.push_back(
            {.what = cat({"There is no figure for \"",
                          shown == nullptr ? wanted->measure : shown->name,
                          shown == nullptr ? "\": it was not among those that were frozen"
                                           : "\": nothing was counted"})});
    }

    Told tell(const define::ReportPart& part, bool titled) {
        Told told;
        switch (part.kind) {
            case PartKind::Words:
                told.blocks.push_back({.words = {fill(part.words, composed_.document)}});
                for (const auto& hole : define::holes_of(part.words)) {
                    const auto id = hole.substr(0, hole.find('.'));
                    if (report_.figure(id) != nullptr) need_figure(id, told);
                }
                return told;
            case PartKind::Answer:
                return tell_answer(telling_, part, titled);
            case PartKind::Items:
                return tell_items(telling_, part);
            case PartKind::Returns:
                return tell_returns(telling_, part);
            case PartKind::Members:
                return tell_members(telling_.context.definitions, part);
            case PartKind::Records:
                for (const auto& id : part.figures)
                    if (const auto* taken = figures_.find(id); taken != nullptr)
                        told = tell_records(telling_, part, *taken);
                return told;
            case PartKind::Learning:
                return tell_learning(telling_, part, figures_.changes);
            case PartKind::Glossary: {
                Block block{.kind = Kind::Terms};
                for (const auto& term : report_.glossary)
                    block.terms.emplace_back(term.term, term.means);
                std::ranges::sort(
                    block.terms, {}, [](const auto& entry) { return fold(entry.first); });
                told.blocks.push_back(std::move(block));
                return told;
            }
            case PartKind::Exceptions:
                return exceptions(part);
            case PartKind::Cards:
            case PartKind::Table:
            case PartKind::Chart:
                break;
        }
        for (const auto& id : part.figures)
            need_figure(id, told);
        told.blocks.push_back({.kind = part.kind == PartKind::Cards   ? Kind::Cards
                                       : part.kind == PartKind::Table ? Kind::Table
                                                                      : Kind::Chart,
                               .figures = part.figures});
        return told;
    }

    Told exceptions(const define::ReportPart& part) {
        Told told;
        Block list{.kind = Kind::List};
        std::vector<std::string> moved;
        for (const auto& id : part.figures) {
            const auto* figure = composed_.document.figure(id);
            if (figure == nullptr || !figure->special) continue;
            list.words.push_back(cat({figure->name, ": ", figure->says}));
            moved.push_back(id);
        }
        if (list.words.empty())
            told.blocks.push_back(
                {.words = {"None of these figures moved more than chance would move it."}});
        else
            told.blocks.push_back(std::move(list));
        for (auto& id : moved)
            told.blocks.push_back({.kind = Kind::Chart, .figures = {std::move(id)}});
        return told;
    }

    // What the law wants for those whom the report is for, and what each still lacks.
    void checklist() {
        const auto scope = opened_.record.first_answer(report_.scope);
        for (const auto& part : report_.statutory) {
            if (!part.whom.empty() && !wants(scope, part.whom)) continue;
            Wanted wanted{
                .id = part.id, .what = part.what, .source = part.source, .whom = part.whom};
            for (const auto& chapter : report_.chapters)
                for (const auto& section : chapter.sections) {
                    if (std::ranges::find(section.statutory, part.id) == section.statutory.end())
                        continue;
                    wanted.sections.push_back(section.title);
                    for (const auto& lack : composed_.lacks)
                        if (lack.section == section.id) wanted.lacks.push_back(lack);
                }
            composed_.wanted.push_back(std::move(wanted));
        }
    }

    // An answer that is no part's own, as "both", wants them all.
    [[nodiscard]] bool wants(const std::string& scope, const std::string& whom) const {
        const bool known = std::ranges::any_of(
            report_.statutory, [&](const auto& part) { return part.whom == scope; });
        return !known || scope == whom;
    }

    const work::Opened& opened_;
    const define::Report& report_;
    const TakenFigures& figures_;
    Gaps gaps_;
    std::map<std::string, work::Answer, std::less<>> answers_;
    Telling telling_;
    Composed composed_ = {};
};

}  // namespace

bool Composed::complete() const {
    return std::ranges::all_of(wanted, &Wanted::there);
}

std::string fill(std::string_view words, const Document& document) {
    std::string out;
    while (!words.empty()) {
        const auto open = words.find('{');
        const auto close = open == std::string_view::npos ? open : words.find('}', open);
        if (close == std::string_view::npos) break;
        out += words.substr(0, open);
        out += hole_words(std::string(words.substr(open + 1, close - open - 1)), document);
        words.remove_prefix(close + 1);
    }
    out += words;
    // A sentence may begin with a figure in words.
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
    return out;
}

Composed compose(work::Context& context,
                 const work::Opened& opened,
                 const define::Report& report,
                 const TakenFigures& figures,
                 Gaps gaps) {
    return Composer(context, opened, report, figures, gaps).compose();
}

}  // namespace longstone::report
