#include <set>
#include <string>

#include "base/text.h"
#include "define/definitions.h"
#include "define/json_parts.h"
#include "define/read.h"
#include "define/to_json_offers.h"
#include "define/to_json_pages.h"

namespace longstone::define {
namespace {

Json bounds_json(const std::vector<DateBound>& bounds) {
    Json out = Json::array();
    for (const auto& bound : bounds) {
        const bool held = bound.field.starts_with(kHeldDay);
        Json said = held ? Json::object({{"held", bound.field.substr(kHeldDay.size())}})
                         : Json::object({{"date", bound.field}});
        if (bound.plus) said.set("plus", say(*bound.plus));
        if (!bound.itself) said.set("strict", true);
        out.push(std::move(said));
    }
    return out;
}

Object& put_dates(Object& into, const DateRule& rule) {
    return into.put("earliest", bounds_json(rule.earliest))
        .put("latest", bounds_json(rule.latest))
        .yes("weekday", rule.weekday)
        .text("source", rule.source);
}

Json items_json(const CodeList& list) {
    return each(list.codes, [](const Code& code) {
        return Object()
            .text("code", code.id)
            .text("text", code.text)
            .text("hint", code.hint)
            .whole("face", code.face)
            .text("inverse", code.inverse)
            .list("kinds", code.kinds)
            .yes("alone", code.alone)
            .yes("retired", code.retired)
            .done();
    });
}

Json field_json(const Definitions& definitions, const Field& field) {
    Object out;
    out.text("id", field.id)
        .text("type", std::string(type_word(field.type)))
        .text("label", field.label)
        .text("hint", field.hint)
        .text("guidance", field.guidance)
        .text("codes", field.codes)
        .put("when", condition_json(field.when));
    if (const CodeList* list = definitions.code_list(field.codes))
        out.put("items", items_json(*list));
    if (field.is_required)
        out.put("required", field.required.always() ? Json(true) : condition_json(field.required));
    if (field.minimum) out.put("min", *field.minimum);
    if (field.maximum) out.put("max", *field.maximum);
    out.yes("voice", field.voice)
        .text("instead", field.instead)
        .yes("sensitive", field.sensitive)
        .yes("counted", field.counted)
        .list("private-to", field.private_to)
        .text("hidden-until", field.hidden_until)
        .whole("max-length", field.max_length)
        .list("renamed-from", field.renamed_from)
        .yes("past-only", field.past_only);
    return put_dates(out, field.date)
        .list("counts", field.counts)
        .text("counted-answer", field.counted_answer)
        .text("item", field.item_name)
        .whole("at-least", field.at_least)
        .text("each", field.each)
        .text("from", field.from)
        .list("kinds", field.kinds)
        .put("fields",
             each(field.fields, [&](const Field& inner) { return field_json(definitions, inner); }))
        .done();
}

Json form_json(const Definitions& definitions, const Form& form) {
    const auto section_json = [&](const Section& section) {
        return Object()
            .text("id", section.id)
            .text("title", section.title)
            .text("guidance", section.guidance)
            .put("when", condition_json(section.when))
            .list("private-to", section.private_to)
            .yes("sensitive", section.sensitive)
            .put("fields",
                 each(section.fields,
                      [&](const Field& field) { return field_json(definitions, field); }))
            .done();
    };
    return Object()
        .text("id", form.id)
        .text("name", form.name)
        .text("intro", form.intro)
        .whole("version", form.version)
        .text("source", form.source)
        .put("sections", each(form.sections, section_json))
        .done();
}

Json within_json(const Within& within) {
    if (within.next_school_day) return "next school day";
    if (within.limit) return say(*within.limit);
    if (!within.of.empty()) return Json::object({{"share", within.percent}, {"of", within.of}});
    Json cases = Json::object({{"by", within.by}});
    for (const auto& [value, limit] : within.cases)
        cases.set(value, say(limit));
    return cases;
}

Json trigger_json(const Trigger& trigger) {
    using Kind = Trigger::Kind;
    const auto with = [&](const char* key) {
        Json said = Json::object({{key, trigger.what}});
        if (!trigger.when.always()) said.set("when", condition_json(trigger.when));
        return said;
    };
    switch (trigger.kind) {
        case Kind::Opened:
            return "opened";
        case Kind::Closed:
            return "closed";
        case Kind::Entered:
            return with("entered");
        case Kind::Left:
            return with("left");
        case Kind::Answered:
            return with("answered");
        case Kind::DateOf:
            return with("date");
        case Kind::RequestsMade:
            return with("requests-made");
        case Kind::RequestsAnswered:
            return with("requests-answered");
        case Kind::MeetingHeld:
            return with("meeting");
        case Kind::Told:
            return with("told");
    }
    return {};
}

Json clock_json(const Clock& clock) {
    const auto version_json = [](const ClockVersion& version) {
        return Object()
            .text("from", version.from ? iso(*version.from) : "")
            .text("until", version.until ? iso(*version.until) : "")
            .put("within", within_json(version.within))
            .done();
    };
    return Object()
        .text("id", clock.id)
        .text("name", clock.name)
        .yes("main", clock.main)
        .put("from", each(clock.from, trigger_json))
        .put("to", each(clock.to, trigger_json))
        .put("when", condition_json(clock.when))
        .put("versions", each(clock.versions, version_json))
        .text(
            "warn",
            clock.warn ? cat({say(*clock.warn), clock.warn_before ? " before it is due" : ""}) : "")
        .text("kind", std::string(word(clock.kind)))
        .text("status", clock.status)
        .text("source", clock.source)
        .list("pauses", clock.pauses)
        .yes("repeats", clock.repeats)
        .yes("before", clock.before)
        .done();
}

Json move_json(const Move& move) {
    const auto need_json = [](const Need& need) {
        return Object()
            .text("need", need.kind)
            .text("what", need.what)
            .text("sentence", need.sentence)
            .put("when", condition_json(need.when))
            .done();
    };
    return Object()
        .text("to", move.to)
        .text("name", move.name)
        .put("when", condition_json(move.when))
        .put("needs", each(move.needs, need_json))
        .list("who", move.who)
        .yes("reason", move.reason)
        .yes("back", move.back)
        .text("step", move.step)
        .done();
}

Json stage_json(const Stage& stage) {
    const auto request_json = [](const RequestRule& rule) {
        return Object()
            .text("id", rule.id)
            .text("name", rule.name)
            .text("form", rule.form)
            .list("to", rule.to_kinds)
            .list("preselect", rule.preselect)
            .put("due", within_json(rule.due))
            .text("blind-until", rule.blind_until)
            .text("compare", rule.compare)
            .whole("at-least", rule.at_least)
            .text("to-field", rule.to_field)
            .yes("sends", rule.sends)
            .put("when", condition_json(rule.when))
            .list("by", rule.by)
            .list("shares", rule.shares)
            .yes("anonymous", rule.anonymous)
            .yes("carries", rule.carries)
            .text("gives", rule.gives)
            .done();
    };
    return Object()
        .text("id", stage.id)
        .text("name", stage.name)
        .text("hint", stage.hint)
        .list("who", stage.who)
        .list("asks", stage.asks)
        .put("requests", each(stage.requests, request_json))
        .put("links", each(stage.links, link_json))
        .list("holds", stage.holds)
        .put("next", each(stage.next, move_json))
        .yes("closes", stage.closes)
        .done();
}

Json course_json(const Pathway& pathway) {
    const auto meeting_json = [](const MeetingRule& rule) {
        Object out;
        out.text("id", rule.id)
            .text("name", rule.name)
            .list("chair", rule.chair)
            .list("invites", rule.invites)
            .list("quorum", rule.quorum)
            .text("asks", rule.asks)
            .text("minutes", rule.minutes_within ? say(*rule.minutes_within) : "")
            .text("group", rule.group)
            .text("reports", rule.reports);
        return put_dates(out, rule.held).done();
    };
    const auto open_json = [](const OpenRule& rule) {
        return Object()
            .text("pathway", rule.pathway)
            .text("at", rule.at)
            .put("when", condition_json(rule.when))
            .list("copies", rule.copies)
            .put("renames", map_json(rule.renames))
            .text("link", rule.link)
            .put("roles", map_json(rule.roles))
            .text("each", rule.each)
            .text("each-as", rule.each.empty() ? "" : rule.each_as)
            .text("step", rule.step)
            .yes("again", rule.again)
            .yes("unless-open", rule.unless_open)
            .done();
    };
    const auto tell_json = [](const TellRule& rule) {
        return Object()
            .text("whom", rule.whom)
            .text("name", rule.name)
            .put("when", condition_json(rule.when))
            .done();
    };
    return Object()
        .put("stages", each(pathway.stages, stage_json))
        .put("clocks", each(pathway.clocks, clock_json))
        .put("meetings", each(pathway.meetings, meeting_json))
        .put("opens", each(pathway.opens, open_json))
        .put("tells", each(pathway.tells, tell_json))
        .done();
}

Json people_json(const PeopleRule& rule) {
    return Object()
        .text("role", rule.role)
        .text("name", rule.name)
        .yes("required", rule.required)
        .yes("many", rule.many)
        .yes("subject", rule.subject)
        .yes("ask-by-name", rule.ask_by_name)
        .text("ask", rule.ask)
        .list("kind", rule.kinds)
        .done();
}

Json access_json(const Access& access) {
    return Object()
        .list("opens", access.opens)
        .list("lead", access.lead)
        .list("works", access.works)
        .list("sees", access.sees)
        .list("assigns", access.assigns)
        .yes("public", access.open_to_public)
        .yes("involved-see", access.involved_agencies_see)
        .text("sensitivity",
              access.sealed ? "sealed" : (access.restricted ? "restricted" : "normal"))
        .text("audience", access.audience)
        .done();
}

Json forms_json(const Definitions& definitions, const Pathway& pathway) {
    Json forms = Json::array();
    for (const Form* form : definitions.forms_of(pathway))
        forms.push(form_json(definitions, *form));
    return forms;
}

}  // namespace

Json to_json(const Definitions& definitions, const Pathway& pathway) {
    const bool of_itself = pathway.repeats == std::vector{pathway.id};
    const auto strand_json = [](const Strand& strand) {
        return Object()
            .text("id", strand.id)
            .text("name", strand.name)
            .put("when", condition_json(strand.when))
            .put("ends", condition_json(strand.ends))
            .text("shows", strand.shows)
            .done();
    };
    const auto exclusion_json = [](const Exclusion& exclusion) {
        return Object()
            .text("pathway", exclusion.pathway)
            .text("at", exclusion.at)
            .list("stages", exclusion.stages)
            .text("sentence", exclusion.sentence)
            .text("source", exclusion.source)
            .done();
    };
    const auto flag_json = [](const Flag& flag) {
        return Object()
            .text("id", flag.id)
            .text("name", flag.name)
            .text("colour", flag.colour)
            .put("when", condition_json(flag.when))
            .done();
    };
    Json out = Object()
                   .text("id", pathway.id)
                   .text("name", pathway.name)
                   .text("noun", pathway.noun)
                   .text("about", pathway.about)
                   .text("reference", pathway.reference)
                   .whole("version", pathway.version)
                   .text("source", pathway.source)
                   .text("purpose", pathway.purpose)
                   .text("gateway", pathway.gateway)
                   .text("summary", pathway.summary)
                   .text("rating", pathway.rating)
                   .text("board", pathway.board)
                   .text("harm", pathway.harm)
                   .list("repeats", of_itself ? std::vector<std::string>() : pathway.repeats)
                   .list("starts-from", pathway.starts_from)
                   .list("looks-back", pathway.looks_back)
                   .text("first", pathway.first)
                   .list("opening", pathway.opening)
                   .list("public-opening", pathway.public_opening)
                   .put("access", access_json(pathway.access))
                   .put("people", each(pathway.people, people_json))
                   .done();
    const Json course = course_json(pathway);
    for (const auto& [key, value] : course.members())
        out.set(key, value);
    if (!pathway.strands.empty()) out.set("strands", each(pathway.strands, strand_json));
    if (!pathway.excludes.empty()) out.set("excludes", each(pathway.excludes, exclusion_json));
    put_offers(out, pathway);
    if (!pathway.flags.empty()) out.set("flags", each(pathway.flags, flag_json));
    put_pages(out, pathway);
    out.set("forms", forms_json(definitions, pathway));
    return out;
}

}  // namespace longstone::define
