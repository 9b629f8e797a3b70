#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include <sys/mman.h>

// Vectors of millions, read here and there: in large pages, where the system has them, because half
// the time of such a reading goes into finding the page.
namespace longstone::match {

template <class T>
struct LargePages {
    using value_type = T;
    LargePages() = default;
    template <class Other>
    // NOLINTNEXTLINE(google-explicit-constructor): containers convert allocators
    LargePages(const LargePages<Other>& /*other*/) {}

    static constexpr std::size_t kPage = std::size_t{2} << 20U;
    static constexpr std::size_t kLeast = kPage / 2;

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kLeast) return std::allocator<T>().allocate(count);
        const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
        void* taken = std::aligned_alloc(kPage, whole);
        if (taken == nullptr) throw std::bad_alloc();
        madvise(taken, whole, MADV_HUGEPAGE);  // a wish; without it all is the same, but slower
        return static_cast<T*>(taken);
    }
    void deallocate(T* taken, std::size_t count) {
        if (count * sizeof(T) < kLeast) return std::allocator<T>().deallocate(taken, count);
        std::free(taken);
    }
    template <class Other>
    bool operator==(const LargePages<Other>& /*other*/) const {
        return true;
    }
};

template <class T>
using Many = std::vector<T, LargePages<T>>;

}  // namespace longstone::match
