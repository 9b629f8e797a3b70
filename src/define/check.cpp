#include "define/check.h"

#include <algorithm>

#include "base/text.h"
#include "define/check_all.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

constexpr std::size_t kLongestPrefix = 6;

bool is_prefix(const std::string& text) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() >= 2 && text.size() <= kLongestPrefix &&
           std::all_of(text.begin(), text.end(), capital);
}

// MC-2026-0412 must name one record.
void check_references(const Definitions& definitions, const Sources& sources, Errors& errors) {
    std::map<std::string, std::string> taken;
    for (const auto& [id, pathway] : definitions.pathways) {
        if (pathway.reference.empty()) continue;
        const Place& place = sources.pathways.at(id).at({"reference"}).place;
        if (!is_prefix(pathway.reference))
            errors.add(place,
                       cat({"\"", pathway.reference, "\" is not a reference"}),
                       "Write two to six capital letters.");
        const auto [first, fresh] = taken.emplace(pathway.reference, id);
        if (!fresh)
            errors.add(place,
                       cat({"the pathway \"",
                            first->second,
                            "\" has the reference ",
                            pathway.reference,
                            " as well"}),
                       "Give each pathway letters of its own.");
    }
}

}  // namespace

void check(const Definitions& definitions, const Sources& sources, Errors& errors) {
    check_partnership(definitions, sources, errors);
    check_groups(definitions, sources, errors);
    check_forms(definitions, sources, errors);
    check_references(definitions, sources, errors);
    check_feeds(definitions, sources, errors);
    check_loops(definitions, sources, errors);
    for (const auto& [id, pathway] : definitions.pathways) {
        if (!sources.pathways.at(id).is_map()) continue;
        const Scope scope(definitions, pathway, sources, errors);
        check_access(scope);
        check_stages(scope);
        check_requests(scope);
        check_links(scope);
        check_samples(scope);
        check_meetings(scope);
        check_places(scope);
        check_needs(scope);
        check_fields(scope);
        check_clocks(scope);
        check_opens(scope);
        check_ties(scope);
        check_pages(scope);
        check_kinds_of_people(scope);
    }
    check_measures(definitions, sources, errors);
    check_reports(definitions, sources, errors);
    check_training(definitions, sources, errors);
    check_chronology(definitions, sources, errors);
    check_sharing(definitions, sources, errors);
}

}  // namespace longstone::define
