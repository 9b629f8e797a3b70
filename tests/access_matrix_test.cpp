#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "base/text.h"
#include "demo/callers.h"
#include "measure/counted.h"
#include "people/create.h"
#include "people/things.h"
#include "report/acts.h"
#include "work/acts/open_record.h"

// Who may do what, as the door of the API answers it: every post of the shipped partnership × every
// route × what the record is to the caller, held against tests/access.golden. A changed line is a
// changed promise: look at each before LONGSTONE_WRITE_MATRIX=1 writes the file anew.
using namespace longstone;

namespace {

const std::string kGolden = LONGSTONE_ROOT "/tests/access.golden";

// What a record is to the agency of whoever asks.
const std::vector<std::string> kClasses = {
    "own", "asked", "not-involved", "restricted", "closed", "barred"};

std::shared_ptr<const define::Definitions> shipped() {
    auto loaded = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    REQUIRE(loaded.has_value());
    return *loaded;
}

// Posts whose roles are the same are asked once, by the first of them.
std::vector<std::string> posts_of(const define::Definitions& definitions) {
    std::set<std::set<std::string>> seen;
    std::vector<std::string> posts;
    for (const auto& agency : definitions.partnership.agencies) {
        for (const auto& post : agency.posts) {
            if (seen.insert({post.roles.begin(), post.roles.end()}).second)
                posts.push_back(cat({agency.id, "/", post.id}));
        }
    }
    return posts;
}

struct Made {
    std::string ref = {}, request = {}, person = {};
};

// Records brought about by the events themselves, so that every agency has one of every class.
class Maker {
public:
    explicit Maker(work::House& house) : house_(house) {}

    Made make(const define::Pathway& pathway,
              const std::string& what,
              const std::string& agency,
              const std::string& user) {
        const auto session = house_.store->write();
        auto context = house_.context(*session);
        const bool own = what != "asked" && what != "not-involved";
        const access::Viewer opener{
            .user = "opener",
            .agency = own ? agency : "nobody",
            .roles = {pathway.access.works.begin(), pathway.access.works.end()}};
        work::NewRecord asked{.pathway = pathway.id, .source = "system"};
        Made made{.person = person(context)};
        for (const auto& rule : pathway.people) {
            if (rule.subject || rule.required)
                asked.people.push_back({.person = rule.kinds.empty()
                                                      ? made.person
                                                      : thing(context, rule.kinds.front()),
                                        .role = rule.role});
        }
        const auto opened = work::open_record(context, opener, asked);
        if (!opened) FAIL(opened.error().message);
        made.ref = opened->record.ref;
        rev_ = opened->record.rev;
        if (what == "asked") ask(context, pathway, made, agency);
        if (what == "restricted")
            happen(context, made.ref, "record.restricted", Json::object({{"restricted", true}}));
        if (what == "barred")
            happen(context, made.ref, "record.barred", Json::object({{"user", user}}));
        if (what == "closed") close(context, pathway, made.ref);
        session->commit();
        return made;
    }

private:
    void happen(work::Context& context,
                const std::string& ref,
                const std::string& kind,
                Json body) {
        const auto event = journal::append(context.db,
                                           context.projections,
                                           {.stream = cat({"record/", ref}),
                                            .after_rev = rev_++,
                                            .happened_at = context.now,
                                            .recorded_at = context.now,
                                            .actor = "opener",
                                            .kind = kind,
                                            .body = std::move(body)});
        REQUIRE(event.has_value());
    }

    // Asked for a check where the pathway asks agencies, else shared with.
    void ask(work::Context& context,
             const define::Pathway& pathway,
             Made& made,
             const std::string& agency) {
        for (const auto& stage : pathway.stages) {
            if (stage.requests.empty()) continue;
            const auto& rule = stage.requests.front();
            made.request = cat({"request-", made.ref});
            Json requests = Json::array();
            requests.push(Json::object({{"id", made.request},
                                        {"rule", rule.id},
                                        {"form", rule.form},
                                        {"agency", agency},
                                        {"words", ""},
                                        {"due", iso(context.now + kDay)}}));
            happen(context,
                   made.ref,
                   "record.asked",
                   Json::object({{"requests", std::move(requests)}}));
            return;
        }
        happen(context,
               made.ref,
               "record.shared",
               Json::object({{"agency", agency}, {"purpose", "to help"}, {"gateway", "the Act"}}));
    }

    void close(work::Context& context, const define::Pathway& pathway, const std::string& ref) {
        for (const auto& stage : pathway.stages) {
            if (!stage.closes) continue;
            happen(context,
                   ref,
                   "record.moved",
                   Json::object({{"from", pathway.first}, {"to", stage.id}, {"closes", true}}));
            return;
        }
    }

    std::string person(work::Context& context) {
        return put(context,
                   {.assertions = {{.fact = people::Name{.given = "Ada", .family = "Example"}}}});
    }

    std::string thing(work::Context& context, const std::string& kind) {
        const auto known = people::kind_of(kind);
        REQUIRE(known.has_value());
        return put(context,
                   people::new_thing(
                       {.kind = *known, .name = "Example Square", .where = "Example Square, Here"},
                       "test"));
    }

    std::string put(work::Context& context, const people::NewPerson& person) {
        const auto viewer = access::system_viewer();
        const auto grant = access::allow(viewer, access::Action::CreatePerson);
        REQUIRE(grant.has_value());
        const auto made = people::create_person(context, *grant, person);
        REQUIRE(made.has_value());
        return *made;
    }

    work::House& house_;
    std::int64_t rev_ = 0;
};

std::string filled(std::string pattern,
                   const Made& made,
                   const define::Definitions& definitions,
                   const define::Pathway& pathway,
                   const std::string& agency) {
    const auto put = [&](std::string_view hole, const std::string& value) {
        if (const auto at = pattern.find(hole); at != std::string::npos)
            pattern.replace(at, hole.size(), value.empty() ? "none" : value);
    };
    const bool of_people = pattern.starts_with("/api/v1/people/");
    const bool of_pathways = pattern.starts_with("/api/v1/pathways/");
    const bool of_measures = pattern.starts_with("/api/v1/measures/");
    const bool of_requests = pattern.starts_with("/api/v1/requests/");
    put("{id}",
        of_people     ? made.person
        : of_pathways ? pathway.id
        : of_measures ? definitions.measures.begin()->first
        : of_requests ? made.request
                      : std::string());
    put("{ref}", made.ref);
    put("{agency}", agency);
    put("{clock}", pathway.clocks.empty() ? std::string() : pathway.clocks.front().id);
    put("{meeting}", {});
    put("{action}", {});
    return pattern;
}

class Matrix {
public:
    Matrix()
        : house_(work::open_house(
              work::HouseOptions{.data_dir = ":memory:", .now = [this] { return clock_.now; }},
              shipped())),
          callers_(*house_),
          posts_(posts_of(*house_->definitions)) {
        measure::prepare(*house_);
        report::prepare(*house_);
    }

    std::string write() {
        for (const auto& [id, pathway] : house_->definitions->pathways) {
            write_pathway(pathway, pathway.id == whole_pathway());
        }
        return text_.str();
    }

private:
    // Every route is tried on the pathway with the most to do: it asks agencies and holds meetings
    // soonest. On the others, reading and moving.
    std::string whole_pathway() const {
        std::string found;
        for (const auto& [id, pathway] : house_->definitions->pathways) {
            const auto* first = pathway.stage(pathway.first);
            if (found.empty() || (first != nullptr && !first->requests.empty())) found = id;
        }
        return found;
    }

    void write_pathway(const define::Pathway& pathway, bool all) {
        Maker maker(*house_);
        for (const auto& what : kClasses) {
            for (const auto& post : posts_) {
                const auto agency = post.substr(0, post.find('/'));
                const auto made = maker.make(pathway, what, agency, callers_.user_of(post));
                for (const auto& route : callers_.routes()) {
                    if (route.info.access != http::AccessKind::Api) continue;
                    const bool of_record = route.pattern.find('{') != std::string::npos;
                    if (!of_record && (!all || what != kClasses.front())) continue;
                    const bool main = route.pattern == "/api/v1/records/{ref}" ||
                                      route.pattern == "/api/v1/records/{ref}/moves";
                    if (!all && !main) continue;
                    const auto target =
                        filled(route.pattern, made, *house_->definitions, pathway, agency);
                    const auto body = route.method == "GET" ? Json() : Json(Json::Object{});
                    const int status = callers_.call(post, route.method, target, body).status;
                    const auto line = cat({pathway.id,
                                           " ",
                                           of_record ? what : "-",
                                           " ",
                                           route.method,
                                           " ",
                                           route.pattern.substr(7)});
                    auto& by_status = statuses_[line][status];
                    by_status += cat({by_status.empty() ? "" : " ", post});
                }
            }
        }
        for (const auto& [line, by_status] : statuses_) {
            text_ << line << '\n';
            // The most frequent answer stands for whoever is not named.
            const auto most = std::max_element(
                by_status.begin(), by_status.end(), [](const auto& x, const auto& y) {
                    return x.second.size() < y.second.size();
                });
            text_ << "  " << most->first << " everybody else\n";
            for (const auto& [status, posts] : by_status) {
                if (status != most->first) text_ << "  " << status << ' ' << posts << '\n';
            }
        }
        statuses_.clear();
    }

    demo::Clock clock_ = {.now = *parse_instant("2026-11-05T10:00:00Z")};
    std::unique_ptr<work::House> house_;
    demo::Callers callers_;
    std::vector<std::string> posts_;
    std::map<std::string, std::map<int, std::string>> statuses_ = {};
    std::ostringstream text_ = {};
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

}  // namespace

TEST_CASE("every post gets the answer the table promises, on every route and kind of record") {
    const auto made = Matrix().write();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing changes the environment.
    if (const char* write = std::getenv("LONGSTONE_WRITE_MATRIX"); write != nullptr && *write) {
        std::ofstream(kGolden) << made;
    }
    std::ifstream file(kGolden);
    const std::string golden((std::istreambuf_iterator<char>(file)),
                             std::istreambuf_iterator<char>());
    const auto now = lines_of(made);
    const auto promised = lines_of(golden);
    CHECK(now.size() == promised.size());
    int shown = 0;
    std::string about;
    for (std::size_t i = 0; i < std::min(now.size(), promised.size()) && shown < 10; ++i) {
        if (!promised[i].starts_with("  ")) about = promised[i];
        if (now[i] == promised[i]) continue;
        ++shown;
        FAIL_CHECK(about << "\n  promised: " << promised[i] << "\n  answers:  " << now[i]);
    }
}
