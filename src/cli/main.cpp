#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/commands.h"

// The table of contents of the command line.
namespace {

using longstone::cli::Common;
using longstone::cli::ImportOptions;
using longstone::cli::ServeOptions;
using longstone::cli::UserOptions;

struct Arguments {
    Common common = {};
    std::string told = {};
    ServeOptions serve = {};
    UserOptions user = {};
    ImportOptions feed = {};
    longstone::cli::MeasureOptions measure = {};
    longstone::cli::MeasureLoad load = {};
    longstone::cli::ReportOptions report = {};
    longstone::cli::MatchOptions match = {};
    longstone::cli::KnownOptions known = {};
    std::string folder = {};
    std::string file = {};
    std::string token_user = {};
    int days = 90;
    bool against_data = false;
    bool dry = false;
    int code = longstone::cli::kDone;
};

void add_serve(CLI::App& app, Arguments& a) {
    auto* serve =
        app.add_subcommand("serve", "Serve the pages and the API; SIGTERM drains and ends");
    serve->add_option("--listen", a.serve.listen, "Address and port")->capture_default_str();
    serve->add_option("--base-url", a.serve.base_url, "Where people reach it; used in mail");
    serve->add_flag(
        "--nodes-behind-proxy", a.serve.nodes_behind_proxy, "Believe X-Forwarded-For and -Proto");
    serve->add_flag("--require-code", a.serve.code_required, "Everybody needs a one-time code");
    serve->add_option(
        "--trusted-network", a.serve.trusted_network, "Address prefix that needs no one-time code");
    serve->add_option("--smtp", a.serve.smtp, "smtp://host:port to send mail by");
    serve->add_option("--mail-from", a.serve.mail_from, "Sender's address")->capture_default_str();
    serve->callback([&a] { a.code = longstone::cli::serve(a.common, a.serve); });
}

void add_users(CLI::App& app, Arguments& a) {
    auto* user = app.add_subcommand("user", "Accounts")->require_subcommand(1);
    auto* add = user->add_subcommand("add", "Add a user; prints a password to hand over");
    add->add_option("name", a.user.name, "What they sign in with")->required();
    add->add_option("--shown", a.user.shown, "Their name as shown")->required();
    add->add_option("--email", a.user.email, "Where notices go");
    add->add_option("--post", a.user.posts, "agency/post; give it again for a second post")
        ->required();
    add->callback([&a] { a.code = longstone::cli::user_add(a.common, a.user); });
    auto* disable = user->add_subcommand("disable", "Disable a user; ends their sessions at once");
    disable->add_option("name", a.user.name)->required();
    disable->add_option("--reason", a.user.reason, "Why")->required();
    disable->callback([&a] { a.code = longstone::cli::user_disable(a.common, a.user); });
    auto* reset = user->add_subcommand("reset", "A new password and no one-time code");
    reset->add_option("name", a.user.name)->required();
    reset->callback([&a] { a.code = longstone::cli::user_reset(a.common, a.user); });
    user->add_subcommand("list", "Every account")->callback([&a] {
        a.code = longstone::cli::user_list(a.common);
    });
    auto* token = app.add_subcommand("token", "API tokens")->require_subcommand(1);
    auto* create = token->add_subcommand("create", "Make a token; printed once");
    create->add_option("--user", a.token_user, "Whose")->required();
    create->add_option("--days", a.days, "How long it lasts")
        ->capture_default_str()
        ->check(CLI::Range(1, 366));
    create->callback(
        [&a] { a.code = longstone::cli::token_create(a.common, a.token_user, a.days); });
}

void add_import_of(CLI::App& imports,
                   Arguments& a,
                   const char* name,
                   const char* what,
                   int (*run)(const Common&, const ImportOptions&)) {
    auto* command = imports.add_subcommand(name, what);
    command->add_option("file", a.feed.file, "CSV with a header, or JSON lines")->required();
    command->add_option("--agency", a.feed.agency, "Whose it is: the agency's key")->required();
    command->add_option("--feed", a.feed.feed, "Which feed, where the file does not say it");
    command->add_flag("--dry-run", a.feed.dry, "Say what would happen and keep nothing");
    command->add_option("--report", a.feed.report, "Write every refused row to this CSV file");
    command->callback([&a, run] { a.code = run(a.common, a.feed); });
}

void add_imports(CLI::App& app, Arguments& a) {
    auto* imports =
        app.add_subcommand("import", "Take a feed that an agency sends")->require_subcommand(1);
    add_import_of(*imports,
                  a,
                  "events",
                  "What happened: events, notices, figures",
                  longstone::cli::import_events);
    add_import_of(*imports,
                  a,
                  "people",
                  "People, where they live, how they are related",
                  longstone::cli::import_people);
}

void add_measures(CLI::App& app, Arguments& a) {
    auto* measure = app.add_subcommand("measure", "Figures")->require_subcommand(1);
    measure->add_subcommand("list", "Every measure")->callback([&a] {
        a.code = longstone::cli::measure_list(a.common);
    });
    auto* run = measure->add_subcommand("run", "Figures, of every measure or of those named");
    run->add_option("id", a.measure.ids, "Measures");
    run->add_option("--from", a.measure.from, "First day, YYYY-MM-DD");
    run->add_option("--to", a.measure.to, "Last day, YYYY-MM-DD");
    run->add_option("--by", a.measure.by, "Broken down by this");
    run->add_option("--as-at", a.measure.as_at, "As this system knew it then, RFC 3339");
    auto* load = measure->add_subcommand(
        "load", "Load populations, or figures of other areas, from a CSV file");
    load->add_option(
            "file", a.load.file, "measure,area,kind,from,to,value or population,year,people")
        ->required();
    load->add_option("--source", a.load.source, "The publication they come from")->required();
    load->add_option("--published", a.load.published, "The day of its publication");
    load->add_flag("--skip-bad", a.load.skip_bad, "Load the rows that can be used");
    load->callback([&a] { a.code = longstone::cli::measure_load(a.common, a.load); });
    run->callback([&a] { a.code = longstone::cli::measure_run(a.common, a.measure); });
}

void add_reports(CLI::App& app, Arguments& a) {
    auto* report = app.add_subcommand("report", "A report as HTML, PDF, spreadsheet and JSON");
    report->add_option("report", a.report.report, "Which: annual")->required();
    report->add_option("--year", a.report.year, "Of which period: 2022-23")->required();
    report->add_option("--out", a.report.out, "The folder to write to")->required();
    report->callback([&a] { a.code = longstone::cli::report_make(a.common, a.report); });
}

void add_known(CLI::App& app, Arguments& a) {
    auto* known = app.add_subcommand("known", "An agency's own side of “known to us?”")
                      ->require_subcommand(1);
    const auto with_key = [&](const char* name, const char* what, auto run) {
        auto* command = known->add_subcommand(name, what);
        command->add_option("--key", a.known.key, "The file of the agency's key")->required();
        command->callback([&a, run] { a.code = run(a.known); });
        return command;
    };
    with_key(
        "key", "Make a key that never leaves; prints its public half", longstone::cli::known_key);
    auto* list = with_key("list", "Hash the agency's people, as JSON", longstone::cli::known_list);
    list->add_option("--people", a.known.people, "CSV: entry, given, family, birth_date, …")
        ->required();
    list->add_option("--agency", a.known.agency, "The agency")->required();
    list->add_option("--epoch", a.known.epoch, "A name for this list: today's date")->required();
    with_key(
        "answer", "Turn the questions on standard input, as JSON", longstone::cli::known_answer);
}

CLI::App* add_match_of(CLI::App& match,
                       Arguments& a,
                       const char* name,
                       const char* what,
                       int (*run)(const longstone::cli::Common&,
                                  const longstone::cli::MatchOptions&)) {
    auto* command = match.add_subcommand(name, what);
    command->add_option(
        "--left", a.match.left, "CSV with a header; left out: the people on record");
    command->add_option(
        "--right", a.match.right, "A second one; left out: duplicates of the first");
    command->add_option("--map", a.match.map, "YAML: which column holds what");
    command->add_option("--threads", a.match.threads, "Threads")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->callback([&a, run] { a.code = run(a.common, a.match); });
    return command;
}

void add_match(CLI::App& app, Arguments& a) {
    auto* match = app.add_subcommand("match", "Find who is the same person")->require_subcommand(1);
    auto* run = add_match_of(
        *match, a, "run", "Weigh the pairs of one file, or of two", longstone::cli::match_run);
    run->add_option("--out", a.match.out, "Where the pairs go, CSV")->required();
    run->add_option("--clusters", a.match.clusters, "Where the persons go, CSV");
    run->add_option("--least", a.match.least, "Probability below which pairs are left out")
        ->check(CLI::Range(1e-6, 1.0))
        ->capture_default_str();
    run->add_flag("--reasons", a.match.reasons, "Also say why a pair is held back from linking");
    add_match_of(*match,
                 a,
                 "train",
                 "Show what agreement means; of people on record also keep it",
                 longstone::cli::match_train);
    auto* explain = add_match_of(*match,
                                 a,
                                 "explain",
                                 "Why two records are weighed as they are",
                                 longstone::cli::match_explain);
    explain->add_option("left_id", a.match.left_id, "Id of the one")->required();
    explain->add_option("right_id", a.match.right_id, "Id of the other")->required();
}

void add_keeping(CLI::App& app, Arguments& a) {
    auto* journal = app.add_subcommand("journal", "The journal")->require_subcommand(1);
    journal->add_subcommand("verify", "Look for anything changed, removed or reordered")
        ->callback([&a] { a.code = longstone::cli::journal_verify(a.common); });
    journal->add_subcommand("rebuild", "Make every table anew from the journal")->callback([&a] {
        a.code = longstone::cli::journal_rebuild(a.common);
    });
    journal->add_subcommand("export", "Every event as a line of JSON")->callback([&a] {
        a.code = longstone::cli::journal_export(a.common);
    });
    auto* backup = app.add_subcommand("backup", "A consistent copy, also while serving");
    backup->add_option("file", a.file)->required();
    backup->callback([&a] { a.code = longstone::cli::backup(a.common, a.file); });
    auto* restore = app.add_subcommand("restore", "Restore a backup into --data, verified");
    restore->add_option("file", a.file)->required();
    restore->callback([&a] { a.code = longstone::cli::restore(a.common, a.file); });
}

void add_definitions(CLI::App& app, Arguments& a) {
    auto* check = app.add_subcommand("check", "Check the definitions");
    check->add_option("folder", a.folder, "The folder of definitions");
    check->add_flag("--against-data",
                    a.against_data,
                    "Also say what they would do to the records that are open in --data");
    check->callback([&a] { a.code = longstone::cli::check(a.common, a.folder, a.against_data); });
    auto* clocks = app.add_subcommand("clocks", "Running clocks")->require_subcommand(1);
    auto* reckon = clocks->add_subcommand(
        "reckon", "Work out every due time anew, as after a change of bank holidays");
    reckon->add_flag("--dry-run", a.dry, "Say what would move and keep nothing");
    reckon->callback([&a] { a.code = longstone::cli::clocks_reckon(a.common, a.dry); });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Longstone: the system a safeguarding partnership runs on", "longstone");
    Arguments a;
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--data", a.common.data, "The data folder")->capture_default_str();
    app.add_option(
        "--database", a.common.database, "postgresql://… in place of SQLite in the data folder");
    app.add_option("--definitions", a.common.definitions, "The folder of definitions");
    app.add_option("--partnership", a.common.partnership, "Name or folder of the partnership")
        ->capture_default_str();
    app.add_flag("--json", a.common.json, "Answer in JSON");
    add_serve(app, a);
    auto* demo =
        app.add_subcommand("demo", "Fill the data folder with the demonstration partnership");
    demo->add_option("--only", a.told, "present: the work of today; year: the years that are over")
        ->check(CLI::IsMember({"present", "year"}));
    demo->callback([&a] { a.code = longstone::cli::demo(a.common, a.told); });
    add_definitions(app, a);
    add_users(app, a);
    add_imports(app, a);
    add_measures(app, a);
    add_reports(app, a);
    add_match(app, a);
    add_known(app, a);
    add_keeping(app, a);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& wrong) {
        app.exit(wrong);
        return longstone::cli::kUsage;
    } catch (const std::exception& broken) {
        longstone::cli::complain(longstone::cat({"The machine failed: ", broken.what()}));
        return longstone::cli::kFailed;
    }
    return a.code;
}
