#pragma once

#include <functional>
#include <string>
#include <vector>

// Conditions are data, never a language:
//   {rag: [red, amber]}              the answer is one of these
//   {answered: worry}                there is an answer
//   {scale: {at-least: 4}}  {scale: {below: 4}}
//   {all: [...]}  {any: [...]}  {not: {...}}
// Several keys in one map must all hold. Besides field ids a condition may ask the facts that the
// engine itself keeps: stage, subject.kind (child, adult, unborn), subject.age, requests.disagree
// (yes when agencies' compared answers differ), history.count, source (partner, public, system).
// The facts about subjects (subject.…) have a value for each of them, in one order, empty where it
// is not known: a condition that reads any of them is about one subject at a time and holds when it
// holds for one.
namespace longstone::define {

struct Condition {
    enum class Kind { Always, Is, Answered, AtLeast, Below, All, Any, Not };
    Kind kind = Kind::Always;
    std::string field = {};
    std::vector<std::string> values = {};
    double number = 0;
    std::vector<Condition> parts = {};

    [[nodiscard]] bool always() const { return kind == Kind::Always; }
};

// The values of a field or fact; empty when it has none.
using Lookup = std::function<std::vector<std::string>(const std::string& field)>;

bool holds(const Condition& condition, const Lookup& lookup);
// The same lookup where the facts about subjects are those of one of them; it refers to the other.
Lookup of_subject(const Lookup& lookup, std::size_t subject);
// "the rating is red or amber", for the page and for errors; `label` gives a field's words.
std::string say(const Condition& condition,
                const std::function<std::string(const std::string& field)>& label,
                const std::function<std::string(const std::string& field,
                                                const std::string& value)>& value_label);
// Every field the condition reads.
void collect_fields(const Condition& condition, std::vector<std::string>& fields);

}  // namespace longstone::define
