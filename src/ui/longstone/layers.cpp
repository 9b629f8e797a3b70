#include "ui/longstone/layers.h"

#include <algorithm>
#include <numeric>

namespace longstone::ls {

namespace {

using Arrows = std::vector<std::pair<std::size_t, std::size_t>>;

// Walks the graph depth first, in the order given. An arrow into a node that is still being walked
// leads back.
class BackFinder {
public:
    BackFinder(std::size_t nodes, const Arrows& arrows)
        : arrows_(arrows), out_(nodes), state_(nodes, State::Unseen), back_(arrows.size(), false) {
        for (std::size_t at = 0; at < arrows.size(); ++at)
            out_[arrows[at].first].push_back(at);
        for (std::size_t node = 0; node < nodes; ++node) {
            if (state_[node] == State::Unseen) walk(node);
        }
        std::ranges::reverse(finished_);
    }
    const std::vector<bool>& back() const { return back_; }
    // Every node after all that lead to it.
    const std::vector<std::size_t>& in_order() const { return finished_; }

private:
    enum class State { Unseen, Open, Done };

    void walk(std::size_t node) {
        state_[node] = State::Open;
        for (const auto arrow : out_[node]) {
            const auto next = arrows_[arrow].second;
            if (state_[next] == State::Open) {
                back_[arrow] = true;
            } else if (state_[next] == State::Unseen) {
                walk(next);
            }
        }
        state_[node] = State::Done;
        finished_.push_back(node);
    }

    const Arrows& arrows_;
    std::vector<std::vector<std::size_t>> out_;
    std::vector<State> state_;
    std::vector<bool> back_;
    std::vector<std::size_t> finished_;
};

// A place in a layer: a box, or where an arrow passes through.
struct Place {
    int layer = 0;
    int width = 0;
    int x = 0;
    std::vector<std::size_t> above = {};
    std::vector<std::size_t> below = {};
};

class Placer {
public:
    Placer(const std::vector<int>& heights, const Arrows& arrows, const LayerSizes& sizes)
        : heights_(heights), arrows_(arrows), sizes_(sizes), places_(heights.size()) {
        const BackFinder finder(heights.size(), arrows);
        back_ = finder.back();
        choose_layers(finder.in_order());
        lead_arrows();
        order_layers();
        set_across();
        set_down();
    }

    Layered result() const {
        Layered out = {.width = width_, .height = height_};
        for (std::size_t node = 0; node < heights_.size(); ++node) {
            const auto& place = places_[node];
            out.boxes.push_back({.layer = place.layer,
                                 .x = place.x,
                                 .y = tops_[static_cast<std::size_t>(place.layer)],
                                 .width = sizes_.box_width,
                                 .height = heights_[node]});
        }
        for (std::size_t at = 0; at < arrows_.size(); ++at) {
            LayeredArrow arrow = {
                .from = arrows_[at].first, .to = arrows_[at].second, .back = back_[at]};
            for (const auto place : ways_[at]) {
                const auto layer = static_cast<std::size_t>(places_[place].layer);
                arrow.by_way_of.emplace_back(places_[place].x, tops_[layer]);
                arrow.by_way_of.emplace_back(places_[place].x, tops_[layer] + tall_[layer]);
            }
            out.arrows.push_back(std::move(arrow));
        }
        return out;
    }

private:
    // As far down as the longest way to it.
    void choose_layers(const std::vector<std::size_t>& in_order) {
        for (const auto node : in_order) {
            for (std::size_t at = 0; at < arrows_.size(); ++at) {
                if (back_[at] || arrows_[at].first != node) continue;
                auto& next = places_[arrows_[at].second].layer;
                next = std::max(next, places_[node].layer + 1);
            }
        }
        for (auto& place : places_)
            place.width = sizes_.box_width;
    }

    void lead_arrows() {
        ways_.resize(arrows_.size());
        for (std::size_t at = 0; at < arrows_.size(); ++at) {
            if (back_[at]) continue;
            auto before = arrows_[at].first;
            const auto last = arrows_[at].second;
            for (int layer = places_[before].layer + 1; layer < places_[last].layer; ++layer) {
                const auto here = places_.size();
                places_.push_back({.layer = layer, .width = sizes_.lane});
                ways_[at].push_back(here);
                join(before, here);
                before = here;
            }
            join(before, last);
        }
        int deepest = 0;
        for (const auto& place : places_)
            deepest = std::max(deepest, place.layer);
        layers_.resize(static_cast<std::size_t>(deepest) + 1);
        for (std::size_t place = 0; place < places_.size(); ++place) {
            layers_[static_cast<std::size_t>(places_[place].layer)].push_back(place);
        }
    }

    void join(std::size_t upper, std::size_t lower) {
        places_[upper].below.push_back(lower);
        places_[lower].above.push_back(upper);
    }

    // Each place moves to the middle of what it is joined to, down and up a few times: few
    // crossings, never guaranteed the fewest.
    void order_layers() {
        constexpr int kSweeps = 6;
        std::vector<double> rank(places_.size());
        const auto number = [&](const std::vector<std::size_t>& layer) {
            for (std::size_t at = 0; at < layer.size(); ++at) {
                rank[layer[at]] =
                    static_cast<double>(at) - static_cast<double>(layer.size() - 1) / 2;
            }
        };
        for (const auto& layer : layers_)
            number(layer);
        for (int sweep = 0; sweep < kSweeps; ++sweep) {
            const bool down = sweep % 2 == 0;
            for (std::size_t step = 1; step < layers_.size(); ++step) {
                auto& layer = layers_[down ? step : layers_.size() - 1 - step];
                std::vector<std::pair<double, std::size_t>> wanted;
                for (const auto place : layer) {
                    const auto& joined = down ? places_[place].above : places_[place].below;
                    wanted.emplace_back(joined.empty() ? rank[place] : middle(joined, rank), place);
                }
                std::ranges::stable_sort(wanted, {}, &std::pair<double, std::size_t>::first);
                std::ranges::transform(
                    wanted, layer.begin(), &std::pair<double, std::size_t>::second);
                number(layer);
            }
        }
    }

    static double middle(const std::vector<std::size_t>& joined, const std::vector<double>& rank) {
        const double sum = std::accumulate(
            joined.begin(), joined.end(), 0.0, [&](double so_far, std::size_t each) {
                return so_far + rank[each];
            });
        return sum / static_cast<double>(joined.size());
    }

    void set_across() {
        std::vector<int> widths;
        for (const auto& layer : layers_) {
            int width = sizes_.gap * (static_cast<int>(layer.size()) - 1);
            for (const auto place : layer)
                width += places_[place].width;
            widths.push_back(width);
        }
        const int widest = widths.empty() ? 0 : std::ranges::max(widths);
        for (std::size_t at = 0; at < layers_.size(); ++at) {
            int x = sizes_.margin + (widest - widths[at]) / 2;
            for (const auto place : layers_[at]) {
                places_[place].x = x + places_[place].width / 2;
                x += places_[place].width + sizes_.gap;
            }
        }
        width_ = widest + 2 * sizes_.margin;
    }

    void set_down() {
        int y = sizes_.margin;
        for (const auto& layer : layers_) {
            int tall = 0;
            for (const auto place : layer) {
                if (place < heights_.size()) tall = std::max(tall, heights_[place]);
            }
            tops_.push_back(y);
            tall_.push_back(tall);
            y += tall + sizes_.between;
        }
        height_ = y - (layers_.empty() ? 0 : sizes_.between) + sizes_.margin;
    }

    const std::vector<int>& heights_;
    const Arrows& arrows_;
    const LayerSizes sizes_;
    std::vector<Place> places_;
    std::vector<bool> back_;
    std::vector<std::vector<std::size_t>> ways_;
    std::vector<std::vector<std::size_t>> layers_;
    std::vector<int> tops_;
    std::vector<int> tall_;
    int width_ = 0;
    int height_ = 0;
};

}  // namespace

Layered lay_out(const std::vector<int>& heights, const Arrows& arrows, const LayerSizes& sizes) {
    if (heights.empty()) return {};
    return Placer(heights, arrows, sizes).result();
}

}  // namespace longstone::ls
