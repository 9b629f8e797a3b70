#include "chronology/knowing.h"

#include <algorithm>
#include <limits>

#include "work/engine.h"

namespace longstone::chronology {
namespace {

constexpr Instant kNever{std::numeric_limits<std::int64_t>::max()};

// The first time at or after `from` that lies in one of the spans.
template <class Spans>
std::optional<Instant> first_in(const Spans& spans, Instant from) {
    std::optional<Instant> first;
    for (const auto& span : spans) {
        const Instant at = std::max(from, span.from);
        if (at < span.until && (!first || at < *first)) first = at;
    }
    return first;
}

template <class Spans>
bool lies_in(const Spans& spans, Instant at) {
    return std::ranges::any_of(
        spans, [&](const auto& span) { return span.from <= at && at < span.until; });
}

bool shares_people(const define::Pathway& pathway, const std::string& rule_id) {
    const auto* rule = pathway.request(rule_id);
    return rule != nullptr &&
           std::ranges::find(rule->shares, std::string("people")) != rule->shares.end();
}

}  // namespace

Knowing::Knowing(Facts& facts, const Story& story, const std::set<std::string, std::less<>>& people)
    : story_(story), people_(people) {
    if (story.pathway == nullptr) return;
    const auto& posts = facts.sights(*story.pathway);
    for (std::size_t i = 0; i < posts.size(); ++i) {
        const auto& knower = facts.knowers()[i];
        auto sight = sight_of(knower, posts[i]);
        const bool anything = !sight.whole.empty() || !sight.part.empty() ||
                              story.parties.contains(knower.agency) ||
                              story.touched.contains(knower.agency);
        if (anything) sights_.push_back(std::move(sight));
    }
}

std::vector<Knowing::Span> Knowing::while_restricted(bool restricted) const {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < story_.restricted.size(); ++i) {
        const auto& [from, is] = story_.restricted[i];
        const Instant until =
            i + 1 < story_.restricted.size() ? story_.restricted[i + 1].first : kNever;
        if (is == restricted && from < until) spans.push_back({.from = from, .until = until});
    }
    return spans;
}

void Knowing::see_by_posts(Sight& sight) const {
    if (sight.posts->opens_restricted) {
        sight.whole = {
            {.from = Instant{std::numeric_limits<std::int64_t>::min()}, .until = kNever}};
    } else if (sight.posts->whole) {
        sight.whole = while_restricted(false);
    }
    const auto party = story_.parties.find(sight.knower->agency);
    if (!sight.posts->part || party == story_.parties.end() ||
        !story_.pathway->access.involved_agencies_see)
        return;
    for (auto span : while_restricted(false)) {
        span.from = std::max(span.from, party->second);
        if (span.from < span.until) sight.part.push_back(span);
    }
}

// Its lead, or by break-glass; a user named on it has what a part is even while it is restricted.
void Knowing::see_by_name(Sight& sight) const {
    const auto& knower = *sight.knower;
    for (const auto& one : story_.sees_all) {
        if (knower.user.empty() ? one.agency == knower.agency : one.user == knower.user)
            sight.whole.push_back({.from = one.from, .until = one.until.value_or(kNever)});
    }
    if (knower.user.empty()) return;
    if (const auto named = story_.named.find(knower.user); named != story_.named.end()) {
        auto& spans = sight.posts->by_role ? sight.whole : sight.part;
        spans.push_back({.from = named->second, .until = kNever});
    }
    const auto barred = story_.barred.find(knower.user);
    if (barred == story_.barred.end()) return;
    for (auto* spans : {&sight.whole, &sight.part}) {
        for (auto& span : *spans)
            span.until = std::min(span.until, barred->second);
        std::erase_if(*spans, [](const Span& span) { return span.from >= span.until; });
    }
}

// All that it is asked is asked without names, and it did not send it: it knows of nobody.
bool Knowing::is_nameless(const Knower& knower) const {
    if (story_.state.opened_agency == knower.agency) return false;
    bool asked = false;
    for (const auto& request : story_.state.requests) {
        if (request.agency != knower.agency || request.withdrawn) continue;
        const auto* rule = story_.pathway->request(request.rule);
        if (rule != nullptr && !rule->anonymous) return false;
        asked = true;
    }
    return asked;
}

// Since when these people stood on the record, and since when an agency with a part knew: at once
// where the record is about them, else where a question it was asked names everybody.
void Knowing::find_people(Sight& sight) const {
    sight.subject = kNever;
    sight.subject_whole = kNever;
    for (const auto& one : story_.people) {
        if (!people_.contains(one.person)) continue;
        sight.subject_whole = std::min(sight.subject_whole, one.since);
        if (work::is_subject_role(*story_.pathway, one.role)) {
            sight.subject = std::min(sight.subject, one.since);
            continue;
        }
        for (const auto& request : story_.state.requests) {
            if (request.agency == sight.knower->agency && !request.withdrawn &&
                shares_people(*story_.pathway, request.rule))
                sight.subject = std::min(sight.subject, std::max(one.since, request.asked));
        }
    }
}

Knowing::Sight Knowing::sight_of(const Knower& knower, const PostSight& posts) const {
    Sight sight{.knower = &knower, .posts = &posts};
    see_by_posts(sight);
    see_by_name(sight);
    find_people(sight);
    sight.nameless = is_nameless(knower);
    return sight;
}

bool Knowing::opens(const Sight& sight, const Question& question) {
    if (question.plain()) return true;
    const auto& posts = *sight.posts;
    const bool sensitive = question.field->sensitive || question.section->sensitive;
    if (sensitive && !posts.sees_sensitive) return false;
    const auto holds = [&](const std::vector<std::string>& roles) {
        return roles.empty() || std::ranges::any_of(roles, [&](const std::string& role) {
                   return std::ranges::find(posts.roles, role) != posts.roles.end();
               });
    };
    return holds(question.field->private_to) && holds(question.section->private_to);
}

// When another agency's answer may be seen: once the stage that it waits for is reached, and by one
// that is asked too once it has answered itself.
std::optional<Instant> Knowing::lifted(const Sight& sight,
                                       const work::RequestState& reply,
                                       bool whole) const {
    const auto* rule = story_.pathway->request(reply.rule);
    const bool blind = rule != nullptr && !rule->blind_until.empty();
    const Instant answered = reply.answered.value_or(kNever);
    const auto open = blind ? story_.reached(rule->blind_until) : std::optional(answered);
    std::optional<Instant> own;
    bool asked = false;
    for (const auto& other : story_.state.requests) {
        if (other.rule != reply.rule || other.agency != sight.knower->agency || other.withdrawn)
            continue;
        asked = true;
        if (other.answered && (!own || *other.answered < *own)) own = other.answered;
    }
    if (!whole) {
        if (!own || !open) return {};
        return std::max({answered, *own, *open});
    }
    if (!asked || !blind) return answered;
    if (own && open) return std::max(answered, std::min(*own, *open));
    if (own) return std::max(answered, *own);
    return open ? std::optional(std::max(answered, *open)) : std::nullopt;
}

// Since when any of its answers could be read by who sees the whole: one that waits for a stage
// is its author's until then.
std::optional<Instant> Knowing::answers_open(const Sight& sight,
                                             const Audience& audience,
                                             bool author) const {
    if (author || audience.questions.empty()) return audience.recorded;
    std::optional<Instant> first;
    for (const auto* question : audience.questions) {
        if (!opens(sight, *question)) continue;
        const auto& until = question->field->hidden_until;
        const auto at = until.empty() ? std::optional(audience.recorded) : story_.reached(until);
        if (at && (!first || *at < *first)) first = at;
    }
    if (first) first = std::max(*first, audience.recorded);
    return first;
}

std::optional<Known> Knowing::known_by(const Sight& sight, const Audience& audience) const {
    const auto& knower = *sight.knower;
    std::optional<Known> best;
    bool open_then = false;
    const auto offer = [&](std::optional<Instant> at, How how) {
        if (!at || *at == kNever) return;
        if (!best || *at < best->from)
            best = Known{.agency = knower.agency, .user = knower.user, .from = *at, .how = how};
    };
    // From then on, while the spans last.
    const auto offer_in = [&](const std::vector<Span>& spans, Instant from, How how) {
        offer(first_in(spans, from), how);
        open_then = open_then || (from <= knower.at && lies_in(spans, knower.at));
    };
    const bool plain =
        std::ranges::all_of(audience.questions, [](const Question* one) { return one->plain(); });
    if (!sight.nameless && sight.subject != kNever) {
        if (const auto direct = audience.direct.find(knower.agency);
            direct != audience.direct.end()) {
            const Instant from = std::max(direct->second.first, sight.subject);
            if (knower.user.empty())
                offer(from, direct->second.second);
            else
                offer_in(sight.part, from, direct->second.second);
        }
        if (audience.head)
            offer_in(sight.part, std::max(audience.recorded, sight.subject), How::Involved);
        if (audience.reply != nullptr && plain) {
            if (const auto at = lifted(sight, *audience.reply, false))
                offer_in(sight.part, std::max(*at, sight.subject), How::Involved);
        }
    }
    const auto finished = [&] {
        if (best) best->open_then = open_then;
        return best;
    };
    if (sight.whole.empty() || sight.subject_whole == kNever) return finished();
    const bool author = !knower.agency.empty() && audience.agency == knower.agency;
    const auto open = answers_open(sight, audience, author);
    if (!open) return finished();
    Instant from = std::max(*open, sight.subject_whole);
    if (audience.reply != nullptr && !author) {
        const auto at = lifted(sight, *audience.reply, true);
        if (!at) return finished();
        from = std::max(from, *at);
    }
    offer_in(sight.whole, from, author ? How::Recorded : How::Works);
    if (best) {
        best->works = first_in(sight.whole, from);
        best->works_then = from <= knower.at && lies_in(sight.whole, knower.at);
    }
    return finished();
}

bool Knowing::kept_from_user(const Audience& audience) const {
    bool asked = false;
    for (const auto& sight : sights_) {
        if (sight.knower->user.empty()) continue;
        asked = true;
        const auto known = known_by(sight, audience);
        if (known && known->open_then) return false;
    }
    return asked;
}

std::vector<Known> Knowing::of(const Audience& audience) const {
    std::vector<Known> known;
    for (const auto& sight : sights_) {
        if (auto one = known_by(sight, audience)) known.push_back(std::move(*one));
    }
    std::ranges::stable_sort(known, {}, &Known::from);
    return known;
}

}  // namespace longstone::chronology
