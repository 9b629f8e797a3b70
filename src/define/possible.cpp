#include "define/possible.h"

#include <algorithm>
#include <limits>
#include <map>

namespace longstone::define {
namespace {

using Kind = Condition::Kind;

constexpr std::size_t kMostCases = 4096;

// One atom, said or denied.
struct Atom {
    const Condition* condition = nullptr;
    bool denied = false;
};
using Case = std::vector<Atom>;  // all must hold
using Cases = std::vector<Case>;

Cases either(const std::vector<Condition>& parts, bool denied);
Cases both(const std::vector<Condition>& parts, bool denied);

// The condition as alternatives, each a list of atoms.
Cases unfold(const Condition& condition, bool denied) {
    switch (condition.kind) {
        case Kind::Always:
            return denied ? Cases() : Cases{Case()};
        case Kind::All:
            return denied ? either(condition.parts, true) : both(condition.parts, false);
        case Kind::Any:
            return denied ? both(condition.parts, true) : either(condition.parts, false);
        case Kind::Not:
            return both(condition.parts, !denied);
        default:
            return {Case{Atom{.condition = &condition, .denied = denied}}};
    }
}

Cases either(const std::vector<Condition>& parts, bool denied) {
    Cases out;
    for (const Condition& part : parts) {
        Cases more = unfold(part, denied);
        out.insert(out.end(), more.begin(), more.end());
        if (out.size() > kMostCases) return {Case()};
    }
    return out;
}

Cases both(const std::vector<Condition>& parts, bool denied) {
    Cases out = {Case()};
    for (const Condition& part : parts) {
        const Cases more = unfold(part, denied);
        if (out.size() * more.size() > kMostCases) return {Case()};
        Cases next;
        for (const Case& left : out)
            for (const Case& right : more) {
                Case together = left;
                together.insert(together.end(), right.begin(), right.end());
                next.push_back(std::move(together));
            }
        out = std::move(next);
    }
    return out;
}

bool has(const std::vector<std::string>& values, const std::string& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

// What the atoms of one case together ask of one field.
struct Asked {
    bool answer = false, no_answer = false;
    std::vector<const Condition*> one_of = {}, none_of = {};
    double least = -std::numeric_limits<double>::infinity();
    double below = std::numeric_limits<double>::infinity();

    void add(const Atom& atom) {
        const Condition& condition = *atom.condition;
        if (!atom.denied) answer = true;
        switch (condition.kind) {
            case Kind::Answered:
                (atom.denied ? no_answer : answer) = true;
                break;
            case Kind::Is:
                (atom.denied ? none_of : one_of).push_back(&condition);
                break;
            case Kind::AtLeast:
                if (atom.denied)
                    below = std::min(below, condition.number);
                else
                    least = std::max(least, condition.number);
                break;
            case Kind::Below:
                if (atom.denied)
                    least = std::max(least, condition.number);
                else
                    below = std::min(below, condition.number);
                break;
            default:
                break;
        }
    }

    [[nodiscard]] bool allows(const std::string& value) const {
        return std::none_of(none_of.begin(), none_of.end(), [&value](const Condition* condition) {
            return has(condition->values, value);
        });
    }

    [[nodiscard]] bool wants(const std::string& value) const {
        return allows(value) &&
               std::all_of(one_of.begin(), one_of.end(), [&value](const Condition* condition) {
                   return has(condition->values, value);
               });
    }

    [[nodiscard]] bool met(const Domain& domain) const {
        if (answer && no_answer) return false;
        if (answer && !domain.available) return false;
        if (!answer && !domain.always) return true;
        if (!(least < below)) return false;
        if (domain.minimum && below <= *domain.minimum) return false;
        if (domain.maximum && least > *domain.maximum) return false;
        return domain.many ? several(domain) : single(domain);
    }

    // Each list may be met by another of the answers.
    [[nodiscard]] bool several(const Domain& domain) const {
        return std::all_of(one_of.begin(), one_of.end(), [&](const Condition* condition) {
            return std::any_of(
                condition->values.begin(), condition->values.end(), [&](const std::string& value) {
                    return allows(value) && (!domain.coded || has(domain.values, value));
                });
        });
    }

    [[nodiscard]] bool single(const Domain& domain) const {
        if (!domain.coded && one_of.empty()) return true;
        const std::vector<std::string>& candidates =
            domain.coded ? domain.values : one_of.front()->values;
        return std::any_of(candidates.begin(), candidates.end(), [this](const std::string& value) {
            return wants(value);
        });
    }
};

bool case_possible(const Case& one, const Domains& domains) {
    std::map<std::string, Asked> asked;
    for (const Atom& atom : one)
        asked[atom.condition->field].add(atom);
    return std::all_of(asked.begin(), asked.end(), [&domains](const auto& entry) {
        return entry.second.met(domains(entry.first));
    });
}

}  // namespace

bool possible(const Condition& condition, const Domains& domains) {
    const Cases cases = unfold(condition, false);
    return std::any_of(cases.begin(), cases.end(), [&domains](const Case& one) {
        return case_possible(one, domains);
    });
}

}  // namespace longstone::define
