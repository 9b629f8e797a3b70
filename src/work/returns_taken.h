#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/load.h"
#include "work/return_file.h"

// Returns that were taken in from other partnerships, each for one request, and the seals by which
// those partnerships are known here. Both are events of the record; nothing taken in is an answer
// until the agency has confirmed it.
namespace longstone::work {

struct TakenReturn {
    std::string partnership_name = {}, agency_name = {}, record = {}, round = {}, digest = {};
    std::string key = {};
    Instant answered = {}, at = {};
    std::string by = {};
    Fitted fitted = {};
};
std::optional<TakenReturn> taken_return(Context& context, std::string_view request);

struct KnownSeal {
    std::string key = {};
    Instant since = {};
};
std::optional<KnownSeal> known_seal(Context& context, std::string_view partnership);

Json to_json(const Fitted& fitted);

extern const std::span<const store::Migration> kReturnMigrations;
journal::Projection returns_projection();

}  // namespace longstone::work
