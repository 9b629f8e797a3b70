#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "work/acts/places.h"

// Training as those who take it see it: what is on offer, their own places, what waits for them,
// and their certificates. Each reading asks for a Grant to book; nothing here names other learners
// but to whoever approves for them.
namespace longstone::partnership {

// What is offered, with the places on it.
struct Session {
    const define::Pathway* pathway = nullptr;
    work::RecordState record = {};  // its head, answers and places alone
    work::Offer offer = {};

    [[nodiscard]] const std::string& ref() const { return record.ref; }
    [[nodiscard]] std::string title() const { return record.first_answer(pathway->summary); }
    [[nodiscard]] std::vector<std::string> values(std::string_view field) const;
};

struct Sought {
    std::string words = {};
    std::map<std::string, std::string> chosen = {};  // coded question → its answer
    bool only_free = false;
    std::optional<Date> from = {}, until = {};
};
// Those that may be booked now, by their first day.
std::vector<Session> catalogue(work::Context& context,
                               const access::Viewer& viewer,
                               const Sought& sought);
// The coded questions by which they are chosen, each once.
std::vector<const define::Field*> filters(const define::Definitions& definitions);

struct PlaceOn {
    Session session = {};
    work::PlaceState place = {};
    std::vector<work::EvaluationAsked> evaluations = {};
};
// Their own, the next to come first.
std::vector<PlaceOn> places_of(work::Context& context, const access::Viewer& viewer);
// Those that wait for them to approve.
std::vector<PlaceOn> places_to_approve(work::Context& context, const access::Viewer& viewer);

// One evaluation that somebody is asked for now, about themselves or about somebody else.
struct ToEvaluate {
    PlaceOn place = {};
    work::EvaluationAsked asked = {};
};
std::vector<ToEvaluate> to_evaluate(work::Context& context, const access::Viewer& viewer);

struct Certificate {
    std::string number = {}, learner = {}, name = {}, course = {}, pathway = {};
    std::optional<Date> first = {}, last = {}, valid_until = {};
};
// For whoever holds it in their hand: anybody may ask whether a number is real.
std::optional<Certificate> find_certificate(work::Context& context, std::string_view number);

}  // namespace longstone::partnership
