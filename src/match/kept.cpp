#include "match/kept.h"

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace longstone::match {
namespace {

// Told apart from older ones of the same size.
constexpr std::uint64_t kShape = 2;

// What of a model is figures alone, in the order in which it is kept.
struct Figures {
    std::uint64_t shape = kShape;
    Shares same = {};
    std::array<Shares, kSourcePairs> same_by_sources = {};
    Shares same_birth = {}, relative = {};
    StrangerShares stranger = {};
    std::array<double, kClasses> prior = {};
    std::array<double, kSourcePairs> prior_by_sources = {};
    Calibration calibration = {};
};
static_assert(std::is_trivially_copyable_v<Figures>);

}  // namespace

std::string bytes_of(const Model& model, const Calibration& calibration) {
    const Figures figures{.same = model.same,
                          .same_by_sources = model.same_by_sources,
                          .same_birth = model.same_birth,
                          .relative = model.relative,
                          .stranger = model.stranger,
                          .prior = model.prior,
                          .prior_by_sources = model.prior_by_sources,
                          .calibration = calibration};
    std::string bytes(sizeof figures, '\0');
    std::memcpy(bytes.data(), &figures, sizeof figures);
    return bytes;
}

std::optional<Kept> kept_of(std::string_view bytes, std::string version) {
    Figures figures;
    if (bytes.size() != sizeof figures) return {};
    std::memcpy(&figures, bytes.data(), sizeof figures);
    if (figures.shape != kShape) return {};
    return Kept{.model = {.version = std::move(version),
                          .same = figures.same,
                          .same_by_sources = figures.same_by_sources,
                          .same_birth = figures.same_birth,
                          .relative = figures.relative,
                          .stranger = figures.stranger,
                          .prior = figures.prior,
                          .prior_by_sources = figures.prior_by_sources},
                .calibration = figures.calibration};
}

}  // namespace longstone::match
