#include "work/present_names.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"

namespace longstone::work {
namespace {

// Of the questions inside a group.
void rename_parts(const define::Definitions& definitions,
                  std::string_view pathway,
                  std::string_view group,
                  Given& given) {
    for (auto& item : given.items) {
        Given::Item named;
        for (auto& [part, values] : item) {
            const auto whole = cat({group, ".", part});
            const auto now = definitions.present_name(pathway, whole);
            named.emplace(now == whole ? part : std::string(now), std::move(values));
        }
        item = std::move(named);
    }
}

// Questions that became one are answered by all that was answered.
void add(Given& given, Given earlier) {
    std::ranges::move(earlier.values, std::back_inserter(given.values));
    std::ranges::move(earlier.items, std::back_inserter(given.items));
}

Given& given_of(Given& given) {
    return given;
}
Given& given_of(Answer& answer) {
    return answer.given;
}

template <class AnswerMap, class Kept>
void put(const define::Definitions& definitions,
         std::string_view pathway,
         AnswerMap& answers,
         Kept kept) {
    AnswerMap earlier;
    for (auto at = answers.begin(); at != answers.end();) {
        const auto next = std::next(at);
        if (definitions.present_name(pathway, at->first) != at->first)
            earlier.insert(answers.extract(at));
        at = next;
    }
    for (auto& [field, answer] : answers) {
        rename_parts(definitions, pathway, field, given_of(answer));
    }
    std::set<std::string, std::less<>> anew;
    for (const auto& [field, answer] : answers) {
        anew.insert(field);
    }
    for (auto& [field, answer] : earlier) {
        const std::string now(definitions.present_name(pathway, field));
        if (anew.contains(now)) continue;
        rename_parts(definitions, pathway, now, given_of(answer));
        const auto [there, first] = answers.try_emplace(now, answer);
        if (!first) add(given_of(there->second), given_of(answer));
        kept(there->second, field);
    }
}

}  // namespace

void put_present_names(const define::Definitions& definitions, RecordState& record) {
    if (definitions.present_names.empty()) return;
    put(definitions, record.pathway, record.answers, [](Answer& answer, const std::string& name) {
        answer.kept_as.push_back(name);
    });
    for (auto& request : record.requests) {
        put(definitions, record.pathway, request.answers, [](Given&, const std::string&) {});
    }
}

void put_present_names(const define::Definitions& definitions,
                       std::string_view pathway,
                       Answers& answers) {
    if (definitions.present_names.empty()) return;
    put(definitions, pathway, answers, [](Given&, const std::string&) {});
}

}  // namespace longstone::work
