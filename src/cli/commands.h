#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

// The commands, each in its own file. Every one gives the process's exit code.
namespace longstone::cli {

struct ServeOptions {
    std::string listen = "127.0.0.1:8080";
    std::string base_url = {};  // links in mail; made from `listen` when empty
    bool nodes_behind_proxy = false;
    bool code_required = false;        // one-time code for everybody outside the trusted network
    std::string trusted_network = {};  // addresses that need no code, as prefixes
    std::string smtp = {};             // smtp://host:port; empty: mail waits in the outbox
    std::string mail_from = "longstone@localhost";
};
int serve(const Common& common, const ServeOptions& options);
// `only`: present, year, or both where it is empty.
int demo(const Common& common, const std::string& only);
// With `against_data` also what the definitions would do to the records that are open.
int check(const Common& common, const std::string& folder, bool against_data);
int clocks_reckon(const Common& common, bool dry);

struct UserOptions {
    std::string name = {}, shown = {}, email = {}, reason = {};
    std::vector<std::string> posts = {};  // agency/post
};
int user_add(const Common& common, const UserOptions& options);
int user_disable(const Common& common, const UserOptions& options);
int user_reset(const Common& common, const UserOptions& options);
int user_list(const Common& common);
int token_create(const Common& common, const std::string& user, int days);

struct ImportOptions {
    std::string file = {}, agency = {};
    std::string feed = {};    // where the file does not say it
    std::string report = {};  // where to write the rows that were refused
    bool dry = false;
};
int import_events(const Common& common, const ImportOptions& options);
int import_people(const Common& common, const ImportOptions& options);

// An agency's own side of "known to us?".
struct KnownOptions {
    std::string key = {};     // the file of its key
    std::string people = {};  // CSV with a header
    std::string agency = {}, epoch = {};
};
int known_key(const KnownOptions& options);
int known_list(const KnownOptions& options);
int known_answer(const KnownOptions& options);

int measure_list(const Common& common);
struct MeasureOptions {
    std::vector<std::string> ids = {};  // none: every measure
    std::string from = {}, to = {}, by = {}, as_at = {};
};
int measure_run(const Common& common, const MeasureOptions& options);
// Populations, or how other areas stand, out of a CSV file.
struct MeasureLoad {
    std::string file = {}, source = {}, published = {};
    bool skip_bad = false;
};
int measure_load(const Common& common, const MeasureLoad& options);

// The files of a report, into a folder.
struct ReportOptions {
    std::string report = {}, year = {}, out = {};
};
int report_make(const Common& common, const ReportOptions& options);

int journal_verify(const Common& common);
int journal_rebuild(const Common& common);
int journal_export(const Common& common);
int backup(const Common& common, const std::string& file);
int restore(const Common& common, const std::string& file);

struct MatchOptions {
    std::string left = {};      // empty: the people on record
    std::string right = {};     // empty: duplicates within `left`
    std::string map = {};       // which column holds what
    std::string out = {};       // the pairs
    std::string clusters = {};  // the persons
    double least = 0.01;        // pairs of less probability are not written
    int threads = 2;
    bool reasons = false;      // also write why a pair is held back
    std::string left_id = {};  // the two records to explain
    std::string right_id = {};
};
int match_run(const Common& common, const MatchOptions& options);
int match_train(const Common& common, const MatchOptions& options);
int match_explain(const Common& common, const MatchOptions& options);

}  // namespace longstone::cli
