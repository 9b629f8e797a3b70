#include "report/outside.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/secret.h"
#include "base/text.h"

namespace longstone::report {
namespace {

constexpr int kNotThere = 127;

// A folder of its own, gone when it is left.
class Folder {
public:
    Folder() : path_(cat({base(), "/longstone-", random_code(12)})) {
        made_ = ::mkdir(path_.c_str(), 0700) == 0;
    }
    ~Folder() {
        std::error_code gone;
        if (made_) std::filesystem::remove_all(path_, gone);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] bool made() const { return made_; }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string file(std::string_view name) const {
        auto file = cat({path_, "/", name});
        std::error_code failed;  // writing it then fails, which is told
        std::filesystem::create_directories(std::filesystem::path(file).parent_path(), failed);
        return file;
    }

private:
    static std::string base() {
        const char* said = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe)
        return said == nullptr ? std::string("/tmp") : std::string(said);
    }
    std::string path_;
    bool made_ = false;
};

int run(std::vector<std::string> arguments, std::vector<std::string> environment) {
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (auto& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::vector<char*> envp;
    envp.reserve(environment.size() + 1);
    for (auto& entry : environment)
        envp.push_back(entry.data());
    envp.push_back(nullptr);
    posix_spawn_file_actions_t actions = {};
    ::posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), envp.data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return kNotThere;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string environment(const char* name, std::string_view otherwise) {
    const char* said = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
    return cat({name, "=", said == nullptr ? otherwise : std::string_view(said)});
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

Result<std::string> made_by(const Outside& outside, const std::string& html, Instant made) {
    Folder folder;
    if (!folder.made())
        return refuse(
            Fault::Invalid,
            cat({"There is no room for the ", outside.file, ": look at the temporary folder."}));
    const auto from = folder.file("from.html");
    const auto to = folder.file(cat({"to.", outside.ending}));
    std::ofstream(from, std::ios::binary) << html;
    std::vector<std::string> command = {outside.program};
    command.insert(command.end(), outside.arguments.begin(), outside.arguments.end());
    for (const auto& [name, text] : outside.beside)
        std::ofstream(folder.file(name), std::ios::binary) << text;
    if (!outside.folder_option.empty())
        command.push_back(cat({outside.folder_option, folder.path()}));
    command.push_back(from);
    if (!outside.to_option.empty()) command.push_back(outside.to_option);
    command.push_back(to);
    const int code = run(std::move(command),
                         {cat({"SOURCE_DATE_EPOCH=", number(made.micros / kSecond)}),
                          environment("PATH", "/usr/local/bin:/usr/bin:/bin"),
                          environment("HOME", "/nonexistent"),
                          "LANG=C.UTF-8"});
    const auto there_is_none = cat({"There is no ", outside.file, ": "});
    if (code == kNotThere)
        return refuse(Fault::Invalid,
                      cat({there_is_none,
                           "the program ",
                           outside.name,
                           " is not installed here. Install it (apt install ",
                           outside.package,
                           ") and try again; all else is there without it."}));
    auto bytes = read_file(to);
    if (code != 0 || !bytes.starts_with(outside.begins))
        return refuse(Fault::Invalid,
                      cat({there_is_none, outside.name, " ended with code ", number(code), "."}));
    return bytes;
}

}  // namespace longstone::report
