#include "work/acts/documents.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"

namespace longstone::work {
namespace {

// What may be kept: things people can read. Nothing that a machine would run.
constexpr std::array<std::string_view, 8> kTaken = {
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};

Refused wrong(const std::string& message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = "document", .message = message}}});
}

// A house in memory keeps its files where the machine keeps what is not meant to last.
std::string home_of(const std::string& data_dir) {
    if (data_dir != ":memory:") return data_dir;
    return cat(
        {std::filesystem::temp_directory_path().string(), "/longstone-", number(::getpid())});
}
std::string folder_of(const std::string& data_dir, const std::string& hash) {
    return cat({home_of(data_dir), "/documents/", hash.substr(0, 2)});
}
std::string path_of(const std::string& data_dir, const std::string& hash) {
    return cat({folder_of(data_dir, hash), "/", hash});
}

void make_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        throw store::Broken(cat({"cannot make ", path}));
}

void write_all(int file, const std::string& bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto wrote = ::write(file, bytes.data() + at, bytes.size() - at);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0)
            throw store::Broken("the document could not be written; the disk may be full");
        at += static_cast<std::size_t>(wrote);
    }
}

// On disk, whole and synced, under its own hash: written beside, then renamed.
void keep_bytes(const std::string& data_dir, const std::string& hash, const std::string& bytes) {
    make_folder(home_of(data_dir));
    make_folder(cat({home_of(data_dir), "/documents"}));
    make_folder(folder_of(data_dir, hash));
    const auto path = path_of(data_dir, hash);
    if (::access(path.c_str(), F_OK) == 0) return;
    const auto beside = cat({path, ".", random_code(8)});
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw store::Broken("the document could not be written; the disk may be full");
    try {
        write_all(file, bytes);
        if (::fsync(file) != 0) throw store::Broken("the document could not be made durable");
    } catch (...) {
        ::close(file);
        ::unlink(beside.c_str());
        throw;
    }
    ::close(file);
    if (::rename(beside.c_str(), path.c_str()) != 0)
        throw store::Broken("the document could not be kept");
    const int folder =
        ::open(folder_of(data_dir, hash).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
}

// The name as it will be shown and offered: no path, no control characters, not too long.
std::string safe_name(const std::string& name) {
    const auto slash = name.find_last_of("/\\");
    std::string safe;
    for (const char c : slash == std::string::npos ? name : name.substr(slash + 1)) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '"') safe.push_back(c);
    }
    if (!is_valid_utf8(safe)) safe.clear();
    return safe.empty() ? "document" : safe.substr(0, 150);
}

bool may_see(const Opened& opened, const DocumentState& document) {
    return opened.grant.reach() == access::Reach::Whole ||
           document.agency == opened.grant.viewer().agency;
}

}  // namespace

Result<DocumentState> attach_document(Context& context,
                                      const access::Viewer& viewer,
                                      const std::string& data_dir,
                                      std::string_view ref,
                                      const NewDocument& document) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Attach, ref, {}));
    if (document.bytes.empty()) return wrong("Choose a file that is not empty");
    if (static_cast<std::int64_t>(document.bytes.size()) > kDocumentBytes) {
        return refuse(
            Fault::TooLarge,
            "The file is larger than 20 MB. Send it in parts, or as a smaller picture or PDF.");
    }
    if (std::find(kTaken.begin(), kTaken.end(), document.type) == kTaken.end())
        return wrong(
            "Attach a PDF, Word, Excel, text or picture file. This one is of another kind");
    const auto hash = hex(blake2b({document.bytes}));
    keep_bytes(data_dir, hash, document.bytes);
    DocumentState state{.id = new_id(),
                        .name = safe_name(document.name),
                        .type = document.type,
                        .hash = hash,
                        .by = viewer.user,
                        .agency = viewer.agency,
                        .request = document.request,
                        .size = static_cast<std::int64_t>(document.bytes.size()),
                        .at = context.now};
    Change change{.kind = "record.document-attached"};
    change.body.set("document", state.id)
        .set("name", state.name)
        .set("type", state.type)
        .set("hash", state.hash)
        .set("size", state.size)
        .set("request", state.request);
    TRY(commit_change(context, opened, std::move(change)));
    return state;
}

Result<DocumentBytes> read_document(Context& context,
                                    const access::Viewer& viewer,
                                    const std::string& data_dir,
                                    std::string_view id) {
    const auto row = context.db.one("select record from document where id = $1", {id});
    if (!row) return not_found();
    const auto opened = TRY(open_record_for(context, viewer, access::Action::Read, row->text(0)));
    const auto& documents = opened.record.documents;
    const auto found =
        std::find_if(documents.begin(), documents.end(), [&](const auto& d) { return d.id == id; });
    if (found == documents.end() || !may_see(opened, *found)) return not_found();
    std::ifstream file(path_of(data_dir, found->hash), std::ios::binary);
    if (!file) throw store::Broken(cat({"the bytes of document ", found->id, " are missing"}));
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (hex(blake2b({bytes})) != found->hash)
        throw store::Broken(cat({"the bytes of document ", found->id, " are damaged"}));
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = viewer.user,
                        .agency = viewer.agency,
                        .action = "download",
                        .subject = cat({"record/", row->text(0)}),
                        .reason = found->id});
    return DocumentBytes{.document = *found, .record = row->text(0), .bytes = std::move(bytes)};
}

}  // namespace longstone::work
