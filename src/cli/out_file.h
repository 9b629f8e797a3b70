#pragma once

#include <cstdio>
#include <string>
#include <string_view>

// A file of results, which stands under its name when it is whole: until then beside it, and what
// stood there stays. What is no plain file (a pipe, /dev/stdout) is written to as it goes.
namespace longstone::cli {

class OutFile {
public:
    explicit OutFile(const std::string& path);
    ~OutFile();  // leaves nothing of what was not finished
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;

    bool is_open() const { return file_ != nullptr; }
    void put(std::string_view text);
    // False when not all of it stands on the disk.
    bool finish();

private:
    void flush();

    std::FILE* file_ = nullptr;
    std::string path_ = {};
    std::string part_ = {};  // empty: written to as it goes
    std::string kept_ = {};
    bool whole_ = true;
};

// Whether two names lead to one file, one that is there or one that would be made.
bool same_file(const std::string& one, const std::string& other);

}  // namespace longstone::cli
