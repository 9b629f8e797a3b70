#include <set>
#include <string>

#include "base/text.h"
#include "define/definitions.h"
#include "define/read.h"
#include "define/to_json_pages.h"

// A little longer than the measure: the shape of each part of a definition, in the order of its
// headers.

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

// What is not said is left out, so that a pathway reads as it was written.
class Object {
public:
    Object& text(const char* key, const std::string& value) {
        if (!value.empty()) json_.set(key, value);
        return *this;
    }
    Object& list(const char* key, const std::vector<std::string>& values) {
        if (!values.empty()) json_.set(key, Json::strings(values));
        return *this;
    }
    Object& yes(const char* key, bool value) {
        if (value) json_.set(key, true);
        return *this;
    }
    Object& whole(const char* key, int value) {
        if (value != 0) json_.set(key, value);
        return *this;
    }
    Object& put(const char* key, Json value) {
        const bool empty = value.is_null() || (value.is_array() && value.items().empty());
        if (!empty) json_.set(key, std::move(value));
        return *this;
    }
    Object& dates(const DateRule& rule) {
        return put("earliest", bounds_json(rule.earliest))
            .put("latest", bounds_json(rule.latest))
            .yes("weekday", rule.weekday)
            .text("source", rule.source);
    }
    Json done() { return std::move(json_); }

private:
    Json json_ = Json(Json::Object{});
};

template <class Items, class Make>
Json each(const Items& items, const Make& make) {
    Json out = Json::array();
    for (const auto& item : items)
        out.push(make(item));
    return out;
}

Json parts_json(const Condition& condition);

Json condition_json(const Condition& condition) {
    using Kind = Condition::Kind;
    switch (condition.kind) {
        case Kind::Always:
            return {};
        case Kind::Is:
            return Json::object({{condition.field, Json::strings(condition.values)}});
        case Kind::Answered:
            return Json::object({{"answered", condition.field}});
        case Kind::AtLeast:
            return Json::object(
                {{condition.field, Json::object({{"at-least", condition.number}})}});
        case Kind::Below:
            return Json::object({{condition.field, Json::object({{"below", condition.number}})}});
        case Kind::All:
            return Json::object({{"all", parts_json(condition)}});
        case Kind::Any:
            return Json::object({{"any", parts_json(condition)}});
        case Kind::Not:
            return Json::object({{"not", condition_json(condition.parts.front())}});
    }
    return {};
}

Json parts_json(const Condition& condition) {
    return each(condition.parts, condition_json);
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
    return out.yes("voice", field.voice)
        .text("instead", field.instead)
        .yes("sensitive", field.sensitive)
        .yes("counted", field.counted)
        .list("private-to", field.private_to)
        .text("hidden-until", field.hidden_until)
        .whole("max-length", field.max_length)
        .list("renamed-from", field.renamed_from)
        .yes("past-only", field.past_only)
        .dates(field.date)
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

Json map_json(const std::map<std::string, std::string>& map) {
    Json out;
    for (const auto& [key, value] : map)
        out.set(key, value);
    return out;
}

Json link_json(const LinkRule& rule) {
    return Object()
        .text("id", rule.id)
        .text("name", rule.name)
        .text("opens", rule.opens)
        .list("copies", rule.copies)
        .put("renames", map_json(rule.renames))
        .put("sets", map_json(rule.sets))
        .put("words", map_json(rule.words))
        .yes("anonymous", rule.is_anonymous)
        .put("anonymous-when", condition_json(rule.anonymous))
        .text("expires", rule.expires ? say(*rule.expires) : "")
        .whole("most", rule.most)
        .text("intro", rule.intro)
        .text("readers", rule.readers)
        .text("after", rule.after)
        .text("themes", rule.themes)
        .text("rating", rule.rating)
        .list("comments", rule.comments)
        .put("print", condition_json(rule.print))
        .done();
}

Json story_json(const StoryRule& rule) {
    return Object()
        .text("link", rule.link)
        .whole("fewest", rule.fewest)
        .list("asked", rule.asked)
        .text("invited", rule.invited)
        .text("answered", rule.answered)
        .text("did", rule.did)
        .list("changed", rule.changed)
        .done();
}

Json sample_json(const SampleRule& rule) {
    return Object()
        .list("from", rule.from)
        .text("at", rule.at)
        .text("opens-at", rule.opens_at)
        .text("opens", rule.opens)
        .text("link", rule.link)
        .text("size", rule.size)
        .text("since", rule.since)
        .text("until", rule.until)
        .text("seed", rule.seed)
        .text("among", rule.among)
        .list("shows", rule.shows)
        .list("copies", rule.copies)
        .put("renames", map_json(rule.renames))
        .text("reference", rule.reference)
        .text("agencies", rule.agencies)
        .done();
}

Json round_json(const RoundRule& rule) {
    return Object()
        .whole("month", rule.month)
        .whole("day", rule.day)
        .list("opens-for", rule.opens_for)
        .text("agency", rule.agency)
        .put("sets", map_json(rule.sets))
        .text("link", rule.link)
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
        return Object()
            .text("id", rule.id)
            .text("name", rule.name)
            .list("chair", rule.chair)
            .list("invites", rule.invites)
            .list("quorum", rule.quorum)
            .text("asks", rule.asks)
            .text("minutes", rule.minutes_within ? say(*rule.minutes_within) : "")
            .text("group", rule.group)
            .text("reports", rule.reports)
            .dates(rule.held)
            .done();
    };
    const auto open_json = [](const OpenRule& rule) {
        Json renames;
        for (const auto& [here, there] : rule.renames)
            renames.set(here, there);
        Json roles;
        for (const auto& [here, there] : rule.roles)
            roles.set(here, there);
        return Object()
            .text("pathway", rule.pathway)
            .text("at", rule.at)
            .put("when", condition_json(rule.when))
            .list("copies", rule.copies)
            .put("renames", std::move(renames))
            .text("link", rule.link)
            .put("roles", std::move(roles))
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

Json places_json(const PlacesRule& rule) {
    const auto evaluation_json = [](const PlaceEvaluation& evaluation) {
        return Object()
            .text("id", evaluation.id)
            .text("name", evaluation.name)
            .text("form", evaluation.form)
            .yes("before", evaluation.before)
            .text("after", evaluation.after ? say(*evaluation.after) : "")
            .text("within", evaluation.within ? say(*evaluation.within) : "")
            .text("by", evaluation.by_manager ? "manager" : "")
            .done();
    };
    std::vector<std::string> reminders;
    for (const auto& limit : rule.reminders)
        reminders.push_back(say(limit));
    Json out = Object()
                   .list("at", rule.at)
                   .list("off", rule.off)
                   .text("capacity", rule.capacity)
                   .text("begins", rule.begins)
                   .text("ends", rule.ends)
                   .text("times", rule.times)
                   .text("where", rule.where)
                   .list("shows", rule.shows)
                   .list("filters", rule.filters)
                   .yes("waiting-list", rule.waiting_list)
                   .text("cancel", rule.cancel ? say(*rule.cancel) : "")
                   .list("reminders", reminders)
                   .put("evaluations", each(rule.evaluations, evaluation_json))
                   .done();
    if (rule.approval) out.set("approval", condition_json(*rule.approval));
    if (rule.certificate) out.set("certificate", Object().text("months", rule.valid_months).done());
    return out;
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
                   .list("repeats", of_itself ? std::vector<std::string>() : pathway.repeats)
                   .list("starts-from", pathway.starts_from)
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
    if (pathway.places) out.set("places", places_json(*pathway.places));
    if (pathway.story) out.set("story", story_json(*pathway.story));
    if (pathway.sample) out.set("sample", sample_json(*pathway.sample));
    if (pathway.round) out.set("round", round_json(*pathway.round));
    if (!pathway.flags.empty()) out.set("flags", each(pathway.flags, flag_json));
    put_pages(out, pathway);
    out.set("forms", forms_json(definitions, pathway));
    return out;
}

}  // namespace longstone::define
