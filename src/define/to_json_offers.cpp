#include "define/to_json_offers.h"

#include "define/json_parts.h"
#include "define/pathway.h"

namespace longstone::define {
namespace {

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
    reminders.reserve(rule.reminders.size());
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

}  // namespace

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

void put_offers(Json& into, const Pathway& pathway) {
    if (pathway.places) into.set("places", places_json(*pathway.places));
    if (pathway.story) into.set("story", story_json(*pathway.story));
    if (pathway.sample) into.set("sample", sample_json(*pathway.sample));
    if (pathway.round) into.set("round", round_json(*pathway.round));
}

}  // namespace longstone::define
