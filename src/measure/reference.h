#pragma once

#include <string>
#include <vector>

#include "access/policy.h"
#include "define/measure.h"
#include "measure/reference_file.h"
#include "work/load.h"

// What figures are held against: how many people there are, and how other areas stand. Loaded by a
// person from a published file, as an event that names the source, its date and who loaded it; a
// later load of the same takes its place.
namespace longstone::measure {

// Whose figures a file holds.
struct Published {
    std::string source = {};
    std::optional<Date> on = {};
};

struct Comparator {
    std::string measure = {};
    std::string area = {};  // "North East"
    std::string kind = {};  // region, england, neighbours, area
    Date from = {}, to = {};
    double value = 0;
    Published published = {};
};
// "England", "region", "statistical neighbours", "another area".
std::string_view area_kind_words(std::string_view kind);

// The newest figure of each area that had begun by then.
std::vector<Comparator> comparators_of(work::Context& context,
                                       const define::Measure& measure,
                                       Date by);

struct Population {
    std::string name = {};
    std::int64_t year = 0, people = 0;
    Published published = {};
};
// The newest table that had begun by then; nothing where none is loaded.
std::optional<Population> population_of(work::Context& context, const std::string& name, Date by);

// All that is loaded, and who loaded what.
std::vector<Comparator> all_comparators(work::Context& context);
std::vector<Population> all_populations(work::Context& context);
struct Load {
    Instant at = {};
    std::string by = {}, kind = {};
    std::int64_t rows = 0;
    Published published = {};
};
std::vector<Load> loads(work::Context& context);

// What a row would do to what is loaded.
enum class Effect { New, Replaces, Same };
struct Planned {
    std::vector<std::string> row = {};
    Effect effect = Effect::New;
    std::string before = {};  // the figure that it takes the place of
};
std::vector<Planned> plan_of(work::Context& context, const Loaded& loaded);

// Keeps what was read; the grant is to KeepFigures. Invalid without a source or a row.
Result<void> keep_reference(work::Context& context,
                            const access::Grant& grant,
                            const Loaded& loaded,
                            const Published& published);

journal::Projection reference_projection();

}  // namespace longstone::measure
