#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "demo/callers.h"

// Plays the steps of a story on a house through its API, turning its clock. A step is an object:
//
//   as         "agency/post", or "public"; stays until another is named
//   at         the clock's new time; stays
//   record     a name given by `remember`, to work on that record from here on
//   follow     a pathway: the latest record of it that the last move opened, or this one led to;
//              {pathway, nth} the nth of those that this one led to
//   and at most one act
//   open       a pathway, with people, with, answers, without, reason, happened-at, remember
//   answer     {field: value}, with, reason    move    a stage, with with, answers, without, reason
//   ask        {request, agencies, words}  reply   {to, with, answers, without}
//   meet       {meeting, attended, apologies, with, answers, without, dissent, place, held-at}
//   tell       {whom, agency, how, words, not-told-reason}
//   history    {all, reason}               action  {what, owner, agency, due} or {end, evidence}
//   name       a person with a role        lead    "agency/post"
//   disagree   {about, words}              pause   {clock, reason}
//   resume     a clock                     explain {clock, reason}
//   restrict   a reason                    minutes "sent" or "received"
//   birth      {person, born, sex, given-name, family-name}
//   link       {rule, label, most}: made on the record, and answered from here on by
//   by-link    {answers, with}, or a list of them: the record stays the asking
//   story      {words: all, publish: yes, withdraw: reason}
//   draw       the criteria of a sample by their names, with size, seed and reason
//   round      a pathway: opened for each agency that has none; `opened` are these
//   relate     {person, to, type, lives-with, other-responsible}: `to` is the `type` of `person`
//   book       {manager: "agency/post", needs, wait}: a place for `as` on the record
//   approve    whose place, "agency/post"; with reason it is not approved
//   give-back  whose place, with reason                register {came: […], missed: […], walk-ins}
//   evaluate   {which, of: "agency/post", with, answers}: of the own place without `of`
//   and what must come of it
//   expect     {stage, clocks, opened, allowed, people, flags, places: {"agency/post": state}}; of
//              `see` besides answers, hidden and not-found
//   see        the same, of the record as `as` reads it
//   refused    fields and needs that the refusal must name (its prefix up to "/" is enough), or
//              not-found
//
// `with` names sets of answers, `answers` overrides them and `without` leaves out.
namespace longstone::demo {

class Player {
public:
    Player(work::House& house, Clock& clock, std::map<std::string, Json> answers);

    // What went otherwise than the step expects; empty when all of it held.
    std::vector<std::string> play(const Json& step);

    // The record worked on.
    [[nodiscard]] const std::string& ref() const { return ref_; }
    [[nodiscard]] const std::string& as() const { return as_; }
    // What the last act answered.
    [[nodiscard]] const Called& last() const { return last_; }
    [[nodiscard]] const std::vector<std::string>& opened() const { return opened_; }
    Callers& callers() { return callers_; }
    // The person of that name in this story; empty when nobody was so named.
    [[nodiscard]] std::string person(const std::string& given, const std::string& family) const;
    // Whether somebody is on record who was so named, both names in one.
    [[nodiscard]] bool knows(const std::string& name) const { return people_.contains(name); }
    // The same names mean other people from here on.
    void forget_people() { people_.clear(); }

private:
    void act(const Json& step);
    void open(const Json& step);
    void open_as_public(const Json& step, const Json& body);
    void reply(const Json& reply);
    void meet(const Json& meeting);
    void review(const Json& history);
    void act_on_action(const Json& action);
    void send_minutes(const std::string& which);
    bool act_on_places(const Json& step);
    void take_register(const Json& taken);
    [[nodiscard]] std::string place_of(const std::string& post);
    [[nodiscard]] std::vector<std::string> place_differences(const Json& expected);
    void on_places(const std::string& what, const Json& body);
    void name_person(const Json& person);
    void record_birth(const Json& birth);
    void relate(const Json& tie);
    // demo/link_steps.cpp
    void make_link(const Json& asked);
    void answer_by_link(const Json& step);
    void tell_story(const Json& asked);
    void begin_round(const std::string& pathway);
    void draw_sample(const Json& asked);
    void settle(Result<void> done);
    [[nodiscard]] Json rev_of(const std::string& person);
    Called call(const std::string& method, const std::string& target, const Json& body = {});
    void on_record(const std::string& method, const std::string& what, const Json& body);
    void note_people(const Json& asked, const Json& record);
    [[nodiscard]] Json people_of(const Json& step);
    [[nodiscard]] bool may_name(const std::string& person);
    [[nodiscard]] Json answers_of(const Json& step) const;
    [[nodiscard]] Json with_people(const Json& value) const;
    [[nodiscard]] std::string pathway_of(const std::string& ref) const;
    [[nodiscard]] std::string led_to_of(const std::string& pathway) const;
    [[nodiscard]] std::string led_to_of(const std::string& pathway, const std::string& nth) const;

    work::House& house_;
    Clock& clock_;
    Callers callers_;
    std::map<std::string, Json> answers_;
    std::map<std::string, std::string> people_ = {};   // "given family" → id
    std::map<std::string, std::string> records_ = {};  // by the name they were given
    std::string as_ = {}, ref_ = {};
    std::vector<std::string> opened_ = {};
    Called last_ = {};
    std::map<std::string, std::string> links_ = {};  // record → the token of its link made last
    bool acted_ = false;
};

// What a refusal says, in words.
std::string what_is_wrong(const Json& body);
// What a refusal lacks of the fields and needs that it should name.
std::vector<std::string> refusal_differences(const Json& refused, const Called& last);
// What a record as the API gives it lacks of what is expected.
std::vector<std::string> differences(const Json& expected, const Json& record);

}  // namespace longstone::demo
