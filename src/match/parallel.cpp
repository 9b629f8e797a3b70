#include "match/parallel.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace longstone::match {

void parallel(int threads, const std::function<void(std::size_t)>& work) {
    const auto count = static_cast<std::size_t>(std::max(1, threads));
    std::vector<std::exception_ptr> thrown(count);
    const auto guarded = [&](std::size_t thread) {
        try {
            work(thread);
        } catch (...) {
            thrown[thread] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t thread = 1; thread < count; ++thread)
            others.emplace_back(guarded, thread);
        guarded(0);
    }
    for (const auto& problem : thrown)
        if (problem) std::rethrow_exception(problem);
}

}  // namespace longstone::match
