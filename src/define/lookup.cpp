#include <algorithm>

#include "base/text.h"
#include "define/definitions.h"

namespace longstone::define {
namespace {

template <class T>
const T* by_id(const std::vector<T>& all, std::string_view id) {
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const T& t) { return t.id == id; });
    return found == all.end() ? nullptr : &*found;
}

template <class T>
const T* by_key(const std::map<std::string, T, std::less<>>& all, std::string_view id) {
    const auto found = all.find(id);
    return found == all.end() ? nullptr : &found->second;
}

std::vector<std::string> own_asks(const Pathway& pathway) {
    std::vector<std::string> asks = pathway.opening;
    asks.insert(asks.end(), pathway.public_opening.begin(), pathway.public_opening.end());
    for (const Stage& stage : pathway.stages)
        asks.insert(asks.end(), stage.asks.begin(), stage.asks.end());
    for (const MeetingRule& meeting : pathway.meetings)
        if (!meeting.asks.empty()) asks.push_back(meeting.asks);
    return asks;
}

std::string yes_or_no(const std::string& value) {
    if (value == "yes") return "Yes";
    return value == "no" ? "No" : value;
}

std::string rating_text(const std::string& value) {
    if (value == "red") return "Red";
    if (value == "amber") return "Amber";
    return value == "green" ? "Green" : value;
}

}  // namespace

const Code* CodeList::find(std::string_view code) const {
    return by_id(codes, code);
}

const SharingPurpose* Sharing::purpose(std::string_view id) const {
    return by_key(purposes, id);
}

const Gateway* Sharing::gateway(std::string_view id) const {
    return by_key(gateways, id);
}

const SharedField* Sharing::field(std::string_view id) const {
    return by_key(fields, id);
}

const SharingAgency* Sharing::agency(std::string_view id) const {
    return by_key(agencies, id);
}

bool is_breakdown(std::string_view by) {
    return std::find(kBreakdowns.begin(), kBreakdowns.end(), by) != kBreakdowns.end();
}

const Measure* Definitions::measure(std::string_view id) const {
    return by_key(measures, id);
}

const Section* Form::section_of(std::string_view field) const {
    for (const Section& section : sections)
        if (by_id(section.fields, field) != nullptr) return &section;
    return nullptr;
}

const Field* Form::find(std::string_view field) const {
    const Section* section = section_of(field);
    return section == nullptr ? nullptr : by_id(section->fields, field);
}

const Agency* Partnership::agency(std::string_view wanted) const {
    return by_id(agencies, wanted);
}

const Group* Partnership::group(std::string_view wanted) const {
    return by_id(groups, wanted);
}

const Post* Partnership::post(std::string_view agency_and_post) const {
    const auto slash = agency_and_post.find('/');
    if (slash == std::string_view::npos) return nullptr;
    const Agency* there = agency(agency_and_post.substr(0, slash));
    return there == nullptr ? nullptr : by_id(there->posts, agency_and_post.substr(slash + 1));
}

bool Group::seats(std::string_view agency, std::string_view post) const {
    const std::string both = cat({agency, "/", post});
    if (chair == both || std::find(observers.begin(), observers.end(), both) != observers.end())
        return true;
    const auto has = [&](const std::vector<std::string>& posts) {
        return std::find(posts.begin(), posts.end(), post) != posts.end();
    };
    return std::any_of(members.begin(), members.end(), [&](const GroupMember& member) {
        return member.agency == agency && (has(member.posts) || has(member.substitutes));
    });
}

std::vector<std::string> Group::agencies() const {
    std::vector<std::string> out;
    for (const GroupMember& member : members)
        out.push_back(member.agency);
    const std::string chairs = chair.substr(0, chair.find('/'));
    if (!chairs.empty() && std::find(out.begin(), out.end(), chairs) == out.end())
        out.push_back(chairs);
    return out;
}

const Stage* Pathway::stage(std::string_view wanted) const {
    return by_id(stages, wanted);
}

const Clock* Pathway::clock(std::string_view wanted) const {
    return by_id(clocks, wanted);
}

const MeetingRule* Pathway::meeting(std::string_view wanted) const {
    return by_id(meetings, wanted);
}

bool is_date_fact(const std::string& name) {
    return name == "opened" || name == "subject.birth-date" || name == "subject.expected-date";
}

const Strand* Pathway::strand(std::string_view wanted) const {
    return by_id(strands, wanted);
}

const RequestRule* Pathway::request(std::string_view wanted) const {
    for (const Stage& stage : stages)
        if (const RequestRule* rule = by_id(stage.requests, wanted)) return rule;
    return nullptr;
}

const LinkRule* Pathway::link(std::string_view wanted) const {
    for (const Stage& stage : stages)
        if (const LinkRule* rule = by_id(stage.links, wanted)) return rule;
    return nullptr;
}

const PeopleRule* Pathway::role(std::string_view wanted) const {
    for (const PeopleRule& rule : people)
        if (rule.role == wanted) return &rule;
    return nullptr;
}

bool Pathway::about_people() const {
    bool subject = false;
    for (const PeopleRule& rule : people) {
        if (rule.subject && rule.kinds.empty()) return true;
        subject = subject || rule.subject;
    }
    return !subject;
}

bool PeopleRule::takes(std::string_view kind) const {
    if (kinds.empty()) return std::find(kThings.begin(), kThings.end(), kind) == kThings.end();
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

const Pathway* Definitions::pathway(std::string_view id) const {
    return by_key(pathways, id);
}

const Form* Definitions::form(std::string_view id) const {
    return by_key(forms, id);
}

const Feed* Definitions::feed(std::string_view id) const {
    return by_key(feeds, id);
}

const Report* Definitions::report(std::string_view id) const {
    return by_key(reports, id);
}

const Loop* Definitions::loop(std::string_view id) const {
    return by_key(loops, id);
}

const CodeList* Definitions::code_list(std::string_view id) const {
    return by_key(codes, id);
}

std::string_view Definitions::present_name(std::string_view pathway, std::string_view field) const {
    if (present_names.empty()) return field;
    const auto found = present_names.find(cat({pathway, "/", field}));
    return found == present_names.end() ? field : std::string_view(found->second);
}

const Section* Definitions::section(const Pathway& pathway, std::string_view field) const {
    const auto name = present_name(pathway.id, field);
    for (const Section* section : asked(own_asks(pathway)))
        if (by_id(section->fields, name) != nullptr) return section;
    return nullptr;
}

const Field* Definitions::field(const Pathway& pathway, std::string_view id) const {
    const Section* found = section(pathway, id);
    return found == nullptr ? nullptr : by_id(found->fields, present_name(pathway.id, id));
}

std::vector<const Form*> Definitions::forms_of(const Pathway& pathway) const {
    auto names = pathway.opening;
    const auto add = [&names](const std::vector<std::string>& asks) {
        names.insert(names.end(), asks.begin(), asks.end());
    };
    add(pathway.public_opening);
    for (const Stage& stage : pathway.stages) {
        add(stage.asks);
        for (const RequestRule& rule : stage.requests)
            names.push_back(rule.form);
    }
    for (const MeetingRule& meeting : pathway.meetings)
        names.push_back(meeting.asks);
    if (pathway.places)
        for (const PlaceEvaluation& evaluation : pathway.places->evaluations)
            names.push_back(evaluation.form);
    std::vector<const Form*> out;
    for (const std::string& name : names) {
        const Form* found = form(std::string_view(name).substr(0, name.find('.')));
        if (found != nullptr && std::ranges::find(out, found) == out.end()) out.push_back(found);
    }
    return out;
}

std::vector<const Section*> Definitions::asked(const std::vector<std::string>& asks) const {
    std::vector<const Section*> out;
    for (const std::string& ask : asks) {
        const auto dot = ask.find('.');
        const Form* whole = form(std::string_view(ask).substr(0, dot));
        if (whole == nullptr) continue;
        for (const Section& section : whole->sections)
            if (dot == std::string::npos || section.id == std::string_view(ask).substr(dot + 1))
                out.push_back(&section);
    }
    return out;
}

std::string Definitions::value_text(const Field& field, const std::string& value) const {
    switch (field.type) {
        case FieldType::YesNo:
            return yes_or_no(value);
        case FieldType::Rag:
            return rating_text(value);
        case FieldType::Agency:
        case FieldType::Agencies: {
            const Agency* agency = partnership.agency(value);
            return agency == nullptr ? value : agency->name;
        }
        case FieldType::Choice:
        case FieldType::Choices: {
            const CodeList* list = code_list(field.codes);
            const Code* code = list == nullptr ? nullptr : list->find(value);
            return code == nullptr ? value : code->text;
        }
        case FieldType::Date: {
            const auto day = parse_date(value);
            return day ? say(*day) : value;
        }
        case FieldType::DateTime: {
            const auto at = parse_instant(value);
            return at ? say(*at) : value;
        }
        default:
            return value;
    }
}

}  // namespace longstone::define
