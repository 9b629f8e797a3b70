#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include "store/leaf.h"
#include "store/sqlite_checkpoints.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_writer.h"

// SQLite in the data folder: one writer connection, shared as sqlite_writer.h says, and as many
// readers as there are sessions reading.
namespace longstone::store {
namespace {

constexpr std::size_t kIdleReaders = 32;

// A folder under the temporary folder for the life of a store.
class TemporaryFolder {
public:
    TemporaryFolder() {
        path_ = (std::filesystem::temp_directory_path() / "longstone-XXXXXX").string();
        if (!::mkdtemp(path_.data())) throw Broken("cannot make a folder like " + path_);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_ = {};
};

class Readers {
public:
    explicit Readers(std::string path) : path_(std::move(path)) {}

    std::unique_ptr<SqliteConnection> take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto connection = std::move(idle_.back());  // the one with the warmest cache
                idle_.pop_back();
                return connection;
            }
        }
        return std::make_unique<SqliteConnection>(path_, SqliteConnection::Mode::Read);
    }

    void give_back(std::unique_ptr<SqliteConnection> connection) {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < kIdleReaders) idle_.push_back(std::move(connection));
    }

private:
    std::string path_;
    std::mutex mutex_ = {};
    std::vector<std::unique_ptr<SqliteConnection>> idle_ = {};
};

class ReadSession final : public Session {
public:
    explicit ReadSession(Readers& readers) : readers_(readers), connection_(readers.take()) {
        connection_->rows("begin", {});
    }
    ~ReadSession() override {
        try {
            connection_->rows("rollback", {});
            readers_.give_back(std::move(connection_));
        } catch (const std::exception&) {
            connection_.reset();  // the next session opens another
        }
    }
    Rows rows(Sql sql, std::span<const Param> params) override {
        return connection_->rows(sql, params);
    }
    void commit() override {}
    [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }

private:
    Rows script(const std::string& statements) override { return connection_->script(statements); }

    Readers& readers_;
    std::unique_ptr<SqliteConnection> connection_;
};

class WriteSession final : public Session {
public:
    explicit WriteSession(SqliteWriter& writer) : writer_(writer) { writer_.begin(); }
    ~WriteSession() override {
        if (!progress_.over()) writer_.undo();
    }
    Rows rows(Sql sql, std::span<const Param> params) override {
        return progress_.run([&] { return writer_.connection().rows(sql, params); });
    }
    void commit() override {
        progress_.require_open();
        progress_.fail();
        writer_.keep();
        progress_.end();
        writer_.finish();
    }
    [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }

private:
    Rows script(const std::string& statements) override {
        return progress_.run([&] { return writer_.connection().script(statements); });
    }

    SqliteWriter& writer_;
    Progress progress_ = {};
};

// Made by us before SQLite opens it, so that nobody else on the machine can read it.
std::string make_file(const std::string& folder) {
    std::filesystem::create_directories(folder);
    const std::string path = (std::filesystem::path(folder) / "longstone.db").string();
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) throw Broken("cannot open " + path + " for writing");
    ::close(file);
    return path;
}

// The file's name is not on disk until its folder is.
void sync_folder_of(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0 || ::fsync(handle) != 0) {
        if (handle >= 0) ::close(handle);
        throw Broken("cannot write to the folder " + folder.string());
    }
    ::close(handle);
}

// A file that is on the disk when this ends; with no path nothing is done.
class SyncedLate {
public:
    explicit SyncedLate(std::string path) : path_(std::move(path)) {}
    ~SyncedLate() {
        if (path_.empty()) return;
        const int file = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
        if (file < 0) return;
        ::fsync(file);
        ::close(file);
    }
    SyncedLate(const SyncedLate&) = delete;
    SyncedLate& operator=(const SyncedLate&) = delete;

private:
    std::string path_;
};

class SqliteStore final : public Store {
public:
    SqliteStore(const std::string& data_dir, bool each_commit)
        : temporary_(data_dir == ":memory:" ? std::make_unique<TemporaryFolder>() : nullptr),
          path_(make_file(temporary_ ? temporary_->path() : data_dir)),
          late_(each_commit || temporary_ ? std::string() : path_),
          writer_(std::make_unique<SqliteConnection>(path_,
                                                     each_commit && !temporary_
                                                         ? SqliteConnection::Mode::Write
                                                         : SqliteConnection::Mode::WriteUnsynced)),
          readers_(path_) {
        if (!each_commit || temporary_) return;
        checkpoints_ = std::make_unique<SqliteCheckpoints>(path_);
        writer_.connection().after_commits(
            [this](int pages) { return checkpoints_->after_commit(pages); });
    }

    std::unique_ptr<Session> read() override { return std::make_unique<ReadSession>(readers_); }
    std::unique_ptr<Session> write() override { return std::make_unique<WriteSession>(writer_); }
    [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }

    // Under another name until it is whole, so that a backup that failed never looks like one.
    void backup_to(const std::string& path) override {
        const std::string part = path + ".part";
        ::unlink(part.c_str());
        const int file = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file < 0) throw Broken("cannot write the backup to " + path);
        ::close(file);
        SqliteConnection(path_, SqliteConnection::Mode::Read).copy_to(part);
        if (::rename(part.c_str(), path.c_str()) != 0)
            throw Broken("cannot write the backup to " + path);
        sync_folder_of(path);
    }

private:
    std::unique_ptr<TemporaryFolder> temporary_;  // outlives the connections
    std::string path_;
    SyncedLate late_;  // ends after the connections, which put the log into the file
    std::unique_ptr<SqliteCheckpoints> checkpoints_ = {};
    SqliteWriter writer_;
    Readers readers_;
};

}  // namespace

std::unique_ptr<Store> open_sqlite(const std::string& data_dir, bool each_commit) try {
    return std::make_unique<SqliteStore>(data_dir, each_commit);
} catch (const std::filesystem::filesystem_error& error) {
    throw Broken(error.what());
}

}  // namespace longstone::store
