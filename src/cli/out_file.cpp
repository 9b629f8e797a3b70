#include "cli/out_file.h"

#include <filesystem>
#include <system_error>

namespace longstone::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kAtOnce = std::size_t{1} << 16U;

// Behind links; as it was given where that cannot be told.
std::string real_path(const std::string& path) {
    std::error_code failed;
    const auto real = fs::weakly_canonical(fs::absolute(path, failed), failed);
    return failed ? path : real.string();
}

}  // namespace

OutFile::OutFile(const std::string& path) : path_(real_path(path)) {
    std::error_code failed;
    const auto there = fs::status(path_, failed);
    if (!fs::exists(there) || fs::is_regular_file(there)) part_ = path_ + ".part";
    file_ = std::fopen(part_.empty() ? path_.c_str() : part_.c_str(), "wb");
}

OutFile::~OutFile() {
    if (file_ == nullptr) return;
    std::fclose(file_);
    if (!part_.empty()) std::remove(part_.c_str());
}

void OutFile::put(std::string_view text) {
    kept_ += text;
    if (kept_.size() > kAtOnce) flush();
}

void OutFile::flush() {
    whole_ = std::fwrite(kept_.data(), 1, kept_.size(), file_) == kept_.size() && whole_;
    kept_.clear();
}

bool OutFile::finish() {
    flush();
    if (std::fflush(file_) != 0 || !whole_) return false;
    if (part_.empty()) return true;
    std::error_code failed;
    fs::rename(part_, path_, failed);
    if (!failed) part_.clear();
    return !failed;
}

bool same_file(const std::string& one, const std::string& other) {
    if (one.empty() || other.empty()) return false;
    std::error_code failed;
    return fs::equivalent(one, other, failed) || real_path(one) == real_path(other);
}

}  // namespace longstone::cli
