#include "people/current.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::people {
namespace {

Date took_effect(const Assertion& assertion) {
    return assertion.from ? *assertion.from : london(assertion.happened_at).date;
}

// Assertions come in the order of recording, so of two that took effect on one day the later wins.
void take_later(const Assertion*& held, const Assertion& assertion) {
    if (held == nullptr || took_effect(*held) <= took_effect(assertion)) held = &assertion;
}

// A date or sex does not begin to hold: the last thing said of it counts.
void take_last(const Assertion*& held, const Assertion& assertion) {
    held = &assertion;
}

bool same_slot(const Fact& a, const Fact& b) {
    if (a.index() != b.index()) return false;
    if (const auto* x = std::get_if<Detail>(&a)) return x->field == std::get<Detail>(b).field;
    if (const auto* x = std::get_if<Flag>(&a)) return x->code == std::get<Flag>(b).code;
    if (const auto* x = std::get_if<Identifier>(&a)) {
        const auto& y = std::get<Identifier>(b);
        return x->scheme == y.scheme && x->value == y.value;
    }
    if (const auto* x = std::get_if<Contact>(&a)) {
        const auto& y = std::get<Contact>(b);
        return x->means == y.means && x->value == y.value;
    }
    return false;
}

void take_slot(std::vector<const Assertion*>& slots, const Assertion& assertion) {
    const auto held = std::find_if(slots.begin(), slots.end(), [&](const Assertion* one) {
        return same_slot(one->fact, assertion.fact);
    });
    if (held == slots.end()) {
        slots.push_back(&assertion);
    } else {
        take_later(*held, assertion);
    }
}

// The name on paper is the current one; failing that, the best of what there is.
int standing(NameUse use) {
    switch (use) {
        case NameUse::Current:
            return 3;
        case NameUse::Preferred:
            return 2;
        case NameUse::Alias:
            return 1;
        case NameUse::Previous:
            return 0;
    }
    return 0;
}

void take_name(Current& current, const Assertion& assertion) {
    const auto& name = std::get<Name>(assertion.fact);
    if (name.use == NameUse::Preferred) take_later(current.preferred, assertion);
    if (current.name == nullptr) {
        current.name = &assertion;
        return;
    }
    const int held = standing(std::get<Name>(current.name->fact).use);
    if (standing(name.use) > held) current.name = &assertion;
    if (standing(name.use) == held) take_later(current.name, assertion);
}

void take(Current& current, const Assertion& assertion) {
    const Fact& fact = assertion.fact;
    if (std::holds_alternative<Name>(fact)) {
        take_name(current, assertion);
    } else if (std::holds_alternative<BirthDate>(fact)) {
        take_last(current.birth, assertion);
    } else if (std::holds_alternative<ExpectedDate>(fact)) {
        take_last(current.expected, assertion);
    } else if (std::holds_alternative<SexStated>(fact)) {
        take_last(current.sex, assertion);
    } else if (std::holds_alternative<Death>(fact)) {
        take_last(current.death, assertion);
    } else if (const auto* address = std::get_if<Address>(&fact)) {
        if (address->lives_there) take_later(current.home, assertion);
    } else if (std::holds_alternative<Identifier>(fact)) {
        take_slot(current.identifiers, assertion);
    } else if (std::holds_alternative<Contact>(fact)) {
        take_slot(current.contacts, assertion);
    } else if (std::holds_alternative<Flag>(fact)) {
        take_slot(current.flags, assertion);
    } else if (std::holds_alternative<Detail>(fact)) {
        take_slot(current.details, assertion);
    } else {
        current.notes.push_back(&assertion);
    }
}

}  // namespace

bool holds(const Assertion& assertion, Date today) {
    if (assertion.withdrawn) return false;
    if (assertion.from && *assertion.from > today) return false;
    return !assertion.until || *assertion.until > today;
}

Current current_of(const std::vector<Assertion>& assertions, Date today) {
    Current current;
    for (const Assertion& assertion : assertions) {
        if (holds(assertion, today)) take(current, assertion);
    }
    for (const Assertion& assertion : assertions) {
        if (!holds(assertion, today)) continue;
        if (std::holds_alternative<Name>(assertion.fact) && &assertion != current.name &&
            &assertion != current.preferred) {
            current.other_names.push_back(&assertion);
        }
        if (std::holds_alternative<Address>(assertion.fact) && &assertion != current.home) {
            current.other_addresses.push_back(&assertion);
        }
    }
    if (current.birth != nullptr) current.expected = nullptr;
    return current;
}

bool is_unborn(const std::vector<Assertion>& assertions) {
    bool expected = false;
    for (const Assertion& assertion : assertions) {
        if (assertion.withdrawn) continue;
        if (std::holds_alternative<BirthDate>(assertion.fact)) return false;
        if (std::holds_alternative<ExpectedDate>(assertion.fact) && !assertion.until) {
            expected = true;
        }
    }
    return expected;
}

void summarise(Summary& summary, const Current& current) {
    const auto name = current.name != nullptr ? std::get<Name>(current.name->fact) : Name{};
    summary.given = name.given;
    summary.family = name.family;
    const auto called = current.preferred != nullptr ? std::get<Name>(current.preferred->fact).given
                                                     : std::string();
    summary.preferred = called == name.given ? std::string() : called;
    summary.birth.reset();
    summary.expected.reset();
    if (current.birth != nullptr) summary.birth = std::get<BirthDate>(current.birth->fact);
    if (current.expected != nullptr) {
        summary.expected = std::get<ExpectedDate>(current.expected->fact).date;
    }
    summary.sex = current.sex != nullptr && !summary.unborn()
                      ? std::get<SexStated>(current.sex->fact).sex
                      : Sex::Unknown;
    summary.deceased = current.death != nullptr;
    summary.died = summary.deceased ? std::get<Death>(current.death->fact).date : std::nullopt;
}

std::string display_name(const Summary& summary) {
    const bool named = !summary.given.empty();
    std::string name;
    if (!named && summary.unborn()) {
        name = summary.family.empty() ? "Unborn baby" : cat({"Unborn baby ", summary.family});
    } else if (named && !summary.family.empty()) {
        name = cat({summary.given, " ", summary.family});
    } else {
        name = named ? summary.given : summary.family;
    }
    if (name.empty()) name = "Name not known";
    if (!summary.preferred.empty() && summary.preferred != summary.given) {
        name = cat({name, " (known as ", summary.preferred, ")"});
    }
    return name;
}

}  // namespace longstone::people
