#include <algorithm>
#include <set>

#include "base/text.h"
#include "define/check_all.h"
#include "define/read.h"
#include "define/scope.h"

// One long class: the checks of one report share what they have found.
// What a report says of its pathway and its figures holds: each is there, and each thing that the
// law wants stands in a section that could lack it.
namespace longstone::define {
namespace {

using Ids = std::vector<std::string>;
using Kind = ReportPart::Kind;

template <class List>
Ids ids_in(const List& list) {
    Ids out;
    out.reserve(list.size());
    for (const auto& one : list)
        out.push_back(one.id);
    return out;
}

template <class Map>
Ids keys_of(const Map& map) {
    Ids out;
    out.reserve(map.size());
    for (const auto& [id, value] : map)
        out.push_back(id);
    return out;
}

template <class List, class One>
bool among(const List& list, const One& one) {
    return std::ranges::find(list, one) != list.end();
}

class ReportCheck {
public:
    ReportCheck(const Definitions& definitions,
                const Report& report,
                const Node& node,
                Errors& errors)
        : definitions_(definitions), report_(report), node_(node), errors_(errors) {
        pathway_ = definitions.pathway(report.pathway);
    }

    void run() {
        if (pathway_ == nullptr) {
            if (!report_.pathway.empty())
                errors_.unknown(node_.at({"pathway"}).place,
                                "pathway",
                                report_.pathway,
                                keys_of(definitions_.pathways));
            return;
        }
        questions();
        for (const auto& figure : report_.figures)
            check(figure, node_.at({"figures", figure.id}));
        std::set<std::string> sections;
        for (const auto& chapter : report_.chapters) {
            if (chapter.sections.empty())
                bad(node_.at({"chapters", chapter.id}),
                    "a chapter has sections",
                    "Add sections:, or take the chapter away.");
            for (const auto& section : chapter.sections) {
                const auto& node = node_.at({"chapters", chapter.id, "sections", section.id});
                if (!sections.insert(section.id).second)
                    bad(node,
                        cat({"another section is called \"", section.id, "\""}),
                        "Give each a name of its own: links lead to it.");
                check(section, node);
            }
        }
        unused();
    }

private:
    void bad(const Node& node, std::string what, std::string cure) {
        errors_.add(node.place, std::move(what), std::move(cure));
    }

    const Field* question(const std::string& id, const Node& node) {
        if (id.empty()) return nullptr;
        const Field* field = definitions_.field(*pathway_, id);
        if (field == nullptr) {
            Ids known;
            for (const auto& [stage, form] : definitions_.forms)
                for (const auto& section : form.sections)
                    for (const auto& one : section.fields)
                        if (definitions_.field(*pathway_, one.id) != nullptr)
                            known.push_back(one.id);
            errors_.unknown(node.place, "question", id, known);
        }
        return field;
    }

    void question_of(const std::string& id, const char* key, FieldType type) {
        const Node& node = node_.at({key});
        const Field* field = question(id, node);
        if (field != nullptr && field->type != type)
            bad(node,
                cat({"\"", id, "\" is no ", type_word(type)}),
                cat({"Name a question of the type ", type_word(type), "."}));
    }

    void questions() {
        question_of(report_.from, "from", FieldType::Date);
        question_of(report_.to, "to", FieldType::Date);
        question_of(report_.frozen_on, "frozen-on", FieldType::Date);
        question_of(report_.frozen_by, "frozen-by", FieldType::Text);
        question_of(report_.published_on, "published-on", FieldType::Date);
        question_of(report_.where, "published-where", FieldType::Text);
        if (!report_.publish_at.empty() && pathway_->stage(report_.publish_at) == nullptr)
            errors_.unknown(node_.at({"publish-at"}).place,
                            "stage",
                            report_.publish_at,
                            ids_in(pathway_->stages));
        const Field* scope = question(report_.scope, node_.at({"scope"}));
        const CodeList* codes = scope == nullptr ? nullptr : definitions_.code_list(scope->codes);
        for (const auto& part : report_.statutory) {
            if (part.whom.empty()) continue;
            const Node& node = node_.at({"statutory", part.id, "for"});
            if (codes == nullptr)
                bad(node, "nothing says for whom the report is", "Add scope: and the question.");
            else if (codes->find(part.whom) == nullptr)
                errors_.unknown(node.place, "answer", part.whom, ids_in(codes->codes));
        }
    }

    void check(const ReportFigure& figure, const Node& node) {
        const Measure* measure = definitions_.measure(figure.measure);
        if (measure == nullptr) {
            errors_.unknown(node.mention(figure.measure).place,
                            "measure",
                            figure.measure,
                            keys_of(definitions_.measures));
            return;
        }
        if (!figure.by.empty() && !among(measure->by, figure.by))
            errors_.unknown(node.at({"by"}).place,
                            cat({"breakdown of ", figure.measure}),
                            figure.by,
                            measure->by);
        if (!figure.value.empty() && figure.by.empty())
            bad(node.at({"value"}), "a part of what is not said", "Add by:.");
        if (!figure.each.empty() && !figure.by.empty() && figure.value.empty())
            bad(node.at({"each"}),
                "a figure is broken down, or followed over time",
                "Take by: or each: away.");
        if (!figure.period.empty() && report_.period(figure.period) == nullptr)
            errors_.unknown(
                node.at({"period"}).place, "period", figure.period, ids_in(report_.periods));
    }

    void check(const ReportSection& section, const Node& node) {
        bool may_lack = false;
        for (std::size_t at = 0; at < section.parts.size(); ++at) {
            const Node& list = node.at({"parts"});
            const Node& part = at < list.items.size() ? list.items[at] : list;
            check(section.parts[at], part);
            const Kind kind = section.parts[at].kind;
            may_lack = may_lack || (kind != Kind::Words && kind != Kind::Members &&
                                    kind != Kind::Glossary && kind != Kind::Learning);
            may_lack = may_lack || !holes_of(section.parts[at].words).empty();
        }
        for (const auto& wanted : section.statutory) {
            const Node& place = node.at({"statutory"}).mention(wanted);
            if (report_.statutory_part(wanted) == nullptr)
                errors_.unknown(place.place, "statutory part", wanted, ids_in(report_.statutory));
            else if (!may_lack)
                bad(place,
                    cat({"\"", wanted, "\" would count as there whatever happens"}),
                    "Add an answer, figures, returns or records to the section.");
        }
    }

    void figures(const ReportPart& part, const Node& node) {
        if (part.figures.empty()) bad(node, "no figure is named", "Name figures of this report.");
        for (const auto& id : part.figures) {
            const ReportFigure* figure = report_.figure(id);
            if (figure == nullptr)
                errors_.unknown(node.mention(id).place, "figure", id, ids_in(report_.figures));
            else
                shown(part, *figure, node.mention(id));
            used_.insert(id);
        }
    }

    void shown(const ReportPart& part, const ReportFigure& figure, const Node& node) {
        const bool parts = !figure.by.empty() && figure.value.empty();
        const bool over_time = !figure.each.empty();
        if (part.kind == Kind::Cards && (parts || over_time))
            bad(node, "a card shows one number", "Put it in a table: or a chart:.");
        if (part.kind == Kind::Chart && !parts && !over_time)
            bad(node,
                "one number is no chart",
                "Break it down with by:, or follow it over time with each:.");
        if (part.kind == Kind::Exceptions && !over_time)
            bad(node, "exceptions are seen over time", "Add each: month or quarter.");
    }

    void words(const std::string& text, const Node& node) {
        for (const auto& hole : holes_of(text)) {
            if (among(kReportWords, hole)) continue;
            const auto dot = hole.find('.');
            const auto id = hole.substr(0, dot);
            const ReportFigure* figure = report_.figure(id);
            used_.insert(id);
            if (figure == nullptr) {
                errors_.unknown(node.place, "figure", id, ids_in(report_.figures));
                continue;
            }
            const auto what = dot == std::string::npos ? std::string() : hole.substr(dot + 1);
            if (!what.empty() && !among(kFigureWords, what))
                errors_.unknown(node.place,
                                "word of a figure",
                                what,
                                {kFigureWords.begin(), kFigureWords.end()});
            const bool before = what == "before" || what == "change";
            const bool has_before = among(figure->beside, Beside::YearBefore) ||
                                    among(figure->beside, Beside::QuarterBefore);
            if (before && !has_before)
                bad(node,
                    cat({"\"", id, "\" is not held against what was before"}),
                    "Add beside: [year-before] to the figure.");
            const bool parts = !figure->by.empty() && figure->value.empty();
            if (parts != (what == "top"))
                bad(node,
                    parts ? cat({"\"", id, "\" is broken down: only its {", id, ".top} is words"})
                          : cat({"\"", id, "\" is one number and has no top"}),
                    "Name another figure.");
        }
    }

    const RequestRule* request(const std::string& id) const {
        for (const auto& stage : pathway_->stages)
            for (const auto& rule : stage.requests)
                if (rule.id == id) return &rule;
        return nullptr;
    }

    void may_be_told(const Field& field,
                     const Section* section,
                     const ReportPart& part,
                     const Node& node) {
        const bool withheld =
            field.sensitive || !field.private_to.empty() ||
            (section != nullptr && (section->sensitive || !section->private_to.empty()));
        if (withheld)
            bad(node,
                cat({"\"", field.id, "\" is not for everybody, and a report is"}),
                "Name a question that is neither sensitive nor private.");
        if (field.voice && part.consent.empty() && !report_.publish_at.empty())
            bad(node,
                cat({"\"", field.id, "\" holds somebody's own words"}),
                "Add consent: and the question that says they agreed.");
    }

    void check(const ReportPart& part, const Node& node) {
        switch (part.kind) {
            case Kind::Words:
                words(part.words, node.at({"words"}));
                break;
            case Kind::Answer:
            case Kind::Items:
                answers(part, node);
                break;
            case Kind::Returns:
                returns(part, node);
                break;
            case Kind::Records:
                figures(part, node);
                records(part, node);
                break;
            case Kind::Members:
                for (const auto& id : part.groups)
                    if (!among(ids_in(definitions_.partnership.groups), id))
                        errors_.unknown(node.mention(id).place,
                                        "group",
                                        id,
                                        ids_in(definitions_.partnership.groups));
                break;
            case Kind::Learning:
                learning(part, node);
                break;
            case Kind::Glossary:
                if (report_.glossary.empty())
                    bad(node, "there is no glossary", "Add glossary: with terms and meanings.");
                break;
            default:
                figures(part, node);
        }
    }

    void answers(const ReportPart& part, const Node& node) {
        const Field* field = question(part.field, node.at({std::string(word(part.kind))}));
        if (!part.consent.empty()) question(part.consent, node.at({"consent"}));
        if (field == nullptr) return;
        may_be_told(*field, definitions_.section(*pathway_, part.field), part, node);
        const bool group = field->type == FieldType::Group;
        if (group != (part.kind == Kind::Items))
            bad(node,
                group ? "this question has items" : "this question has no items",
                group ? "Write items: instead." : "Write answer: instead.");
        if (part.item.empty()) return;
        const auto inner = std::ranges::find(field->fields, part.item, &Field::id);
        if (inner == field->fields.end()) {
            errors_.unknown(node.at({"where"}).place, "question", part.item, ids_in(field->fields));
            return;
        }
        const Domain domain = domain_of(definitions_, *inner);
        if (domain.coded && !among(domain.values, part.is))
            errors_.unknown(node.at({"is"}).place, "answer", part.is, domain.values);
        chosen_[part.field + " " + part.item].insert(part.is);
    }

    // The questions are those of what the loop follows; the first is its heading.
    void learning(const ReportPart& part, const Node& node) {
        const auto loop = definitions_.loops.find(part.loop);
        if (loop == definitions_.loops.end()) {
            errors_.unknown(
                node.at({"learning"}).place, "loop", part.loop, keys_of(definitions_.loops));
            return;
        }
        if (part.fields.empty())
            bad(node,
                "it is not said what is told of each",
                "Add fields: with questions of what the loop follows.");
        const auto* step = loop->second.step(loop->second.follows);
        for (const auto& pathway : step == nullptr ? Ids{} : step->pathways) {
            const Pathway* followed = definitions_.pathway(pathway);
            if (followed == nullptr) continue;
            for (const auto& id : part.fields) {
                const Field* field = definitions_.field(*followed, id);
                const Node& place = node.mention(id);
                if (field == nullptr)
                    errors_.unknown(place.place, "question", id, {});
                else
                    may_be_told(*field, definitions_.section(*followed, id), part, place);
            }
        }
    }

    void returns(const ReportPart& part, const Node& node) {
        const RequestRule* rule = request(part.request);
        if (rule == nullptr) {
            Ids known;
            for (const auto& stage : pathway_->stages)
                for (const auto& one : stage.requests)
                    known.push_back(one.id);
            errors_.unknown(node.at({"returns"}).place, "request", part.request, known);
            return;
        }
        const Form* form = definitions_.form(rule->form);
        if (form == nullptr) return;
        for (const auto& id : part.fields)
            inner(*form, id, part, node.at({"fields"}).mention(id));
        if (!part.consent.empty() && form->find(part.consent) == nullptr)
            errors_.unknown(
                node.at({"consent"}).place, "question", part.consent, ids_in(fields(*form)));
        if (part.fields.empty())
            bad(node, "it is not said what of the answers is told", "Add fields:.");
    }

    static std::vector<Field> fields(const Form& form) {
        std::vector<Field> all;
        for (const auto& section : form.sections)
            all.insert(all.end(), section.fields.begin(), section.fields.end());
        return all;
    }

    void inner(const Form& form, const std::string& id, const ReportPart& part, const Node& node) {
        const Field* field = form.find(id);
        if (field == nullptr)
            errors_.unknown(node.place, "question", id, ids_in(fields(form)));
        else
            may_be_told(*field, form.section_of(id), part, node);
    }

    // Of the records behind a figure: each question is of one of their pathways.
    void records(const ReportPart& part, const Node& node) {
        if (part.none.empty())
            bad(node,
                "it is not said what stands here when there are none",
                "Add none: and words.");
        for (const auto& figure : part.figures) {
            const ReportFigure* wanted = report_.figure(figure);
            const Measure* measure =
                wanted == nullptr ? nullptr : definitions_.measure(wanted->measure);
            if (measure == nullptr) continue;
            for (const auto& id : part.fields) {
                const Field* field = nullptr;
                for (const auto& of : measure->of) {
                    const Pathway* pathway = definitions_.pathway(of);
                    if (pathway == nullptr) continue;
                    field = definitions_.field(*pathway, id);
                    if (field != nullptr)
                        may_be_told(*field, definitions_.section(*pathway, id), part, node);
                    if (field != nullptr) break;
                }
                if (field == nullptr)
                    errors_.unknown(node.at({"fields"}).mention(id).place, "question", id, {});
            }
        }
    }

    // Nothing is asked for that nobody would ever see, or ever miss.
    void unused() {
        for (const auto& figure : report_.figures)
            if (!used_.contains(figure.id))
                bad(node_.at({"figures", figure.id}),
                    cat({"the figure \"", figure.id, "\" stands nowhere"}),
                    "Show it in a section, or take it away.");
        std::set<std::string> placed;
        for (const auto& chapter : report_.chapters)
            for (const auto& section : chapter.sections)
                placed.insert(section.statutory.begin(), section.statutory.end());
        for (const auto& part : report_.statutory)
            if (!placed.contains(part.id))
                bad(node_.at({"statutory", part.id}),
                    cat({"no section is marked with \"", part.id, "\""}),
                    "Add it to statutory: of the section that tells it.");
        for (const auto& [key, values] : chosen_) {
            const auto at = key.find(' ');
            const Field* group = definitions_.field(*pathway_, key.substr(0, at));
            const auto inner = std::ranges::find(group->fields, key.substr(at + 1), &Field::id);
            for (const auto& value : domain_of(definitions_, *inner).values)
                if (!values.contains(value))
                    bad(node_.at({"chapters"}),
                        cat({"the items of \"", group->id, "\" with ", value, " stand nowhere"}),
                        cat({"Add a section with items: ", group->id, " and is: ", value, "."}));
        }
    }

    const Definitions& definitions_;
    const Report& report_;
    const Node& node_;
    Errors& errors_;
    const Pathway* pathway_ = nullptr;
    std::set<std::string> used_ = {};
    std::map<std::string, std::set<std::string>> chosen_ = {};  // "group question" → answers shown
};

}  // namespace

void check_reports(const Definitions& definitions, const Sources& sources, Errors& errors) {
    for (const auto& [id, report] : definitions.reports) {
        const Node& node = sources.reports.at(id);
        if (node.is_map()) ReportCheck(definitions, report, node, errors).run();
    }
}

}  // namespace longstone::define
