#include "work/test_work.h"

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "define/define_test_tools.h"
#include "people/create.h"
#include "work/acts/answer_record.h"

namespace longstone::work {
namespace {

constexpr const char* kSharingText = R"(purposes:
  screen: {name: To decide what a worry needs}
  enquire: {name: To make enquiries}
gateways:
  here-act: {name: Here, source: Here Act section 1, purposes: [screen], status: ok}
  grave-act: {name: Grave, source: Grave Act section 2, purposes: [screen, enquire],
    carries-sensitive: yes, status: ok}
fields:
  address: {name: Where they live now, longest: 28 days}
  health: {name: Health that matters, longest: 7 days, sensitive: yes}
known:
  answers-after: 1 minute
  each-hour: 5
  each-day: 100
  list-lasts: 2 days
  stands: 28 days
  categories: {open: They work with them now, earlier: They did before}
agencies:
  police: {answers: own-system, tells: [open], contact: police/officer}
  clinic: {answers: from-here, contact: clinic/nurse}
)";

define::test::Files small_files() {
    using namespace define::test;
    auto files = sound();
    swap(files,
         kRoles,
         "  clerk:",
         "  guest: {name: Guest, does: Answers., may: [be-asked]}\n"
         "  releaser: {name: Releaser, does: Decides., may: [decide-release, send-feeds]}\n"
         "  reviewer: {name: Reviewer, does: Reviews., may: [review-decisions, see-sharing]}\n"
         "  reader: {name: Reader, does: Reads.}\n  clerk:");
    swap(files,
         kHere,
         "      typist: {",
         "      reader: {name: Reader, roles: [reader]}\n      typist: {");
    swap(files,
         kRoles,
         "may: [search-people, be-asked]",
         "may: [search-people, be-asked, ask-known]");
    swap(files,
         kHere,
         "      typist: {",
         "      reviewer: {name: Reviewer, roles: [reviewer, reader]}\n      typist: {");
    files["england/sharing.yaml"] = kSharingText;
    swap(files, kVisit, "works: [worker]}", "works: [worker], sees: [reader]}");
    swap(files, kSeen, "no-words: {type: text,", "no-words: {type: text, sensitive: yes,");
    swap(files,
         kHere,
         "  police: {name: Here Police, kind: police, posts: {officer: {name: Officer, roles: "
         "[worker]}}}",
         "  police: {name: Here Police, kind: police, email: police@example.org,\n"
         "    posts: {officer: {name: Officer, roles: [guest, releaser]}}}\n"
         "  clinic: {name: Here Clinic, kind: health, posts: {nurse: {name: Nurse, roles: "
         "[guest, releaser]}}}");
    swap(files, kVisit, "to: [police], due", "to: [police, health], due");
    swap(files,
         kVisit,
         "within: 2 working days}",
         "within: 2 working days, repeats: yes, pauses: [asked for]}");
    return files;
}

std::shared_ptr<const define::Definitions> small() {
    static const auto definitions = invented();
    return definitions;
}

access::Viewer in_post(const std::string& user,
                       const std::string& agency,
                       const std::string& post) {
    return access::viewer_of(*small(), user, user, {{.agency = agency, .post = post}});
}

}  // namespace

std::shared_ptr<const define::Definitions> invented(const std::vector<Anew>& changes) {
    auto files = small_files();
    for (const auto& change : changes)
        define::test::swap(files, change.path, change.old, change.anew);
    auto loaded = define::test::load(files);
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    return loaded.definitions;
}

Given said(std::string value) {
    return {.values = {std::move(value)}};
}

// A Monday, 10:00 in London.
TestWork::TestWork()
    : now_(*parse_instant("2026-11-02T10:00:00Z")),
      house_(open_house(HouseOptions{.data_dir = ":memory:", .now = [this] { return now_; }},
                        small())),
      visitor_(in_post("visitor", "council", "visitor")),
      officer_(in_post("officer", "police", "officer")),
      nurse_(in_post("nurse", "clinic", "nurse")),
      reader_(in_post("reader", "council", "reader")),
      reviewer_(in_post("reviewer", "council", "reviewer")) {
    // The filters inside queries ask which posts a user holds.
    const auto session = house_->store->write();
    for (const auto* viewer : {&visitor_, &officer_, &nurse_, &reader_, &reviewer_}) {
        const auto system = access::system_viewer();
        const auto grant = access::allow(system, access::Action::ManageUsers, viewer->user);
        REQUIRE(grant.has_value());
        REQUIRE(access::add_user({.db = *session, .projections = house_->projections, .now = now_},
                                 *house_->definitions,
                                 *grant,
                                 {.name = viewer->user,
                                  .shown = viewer->user,
                                  .email = viewer->user + "@example.org",
                                  .posts = viewer->posts}));
    }
    session->commit();
}

std::string TestWork::new_person() {
    const auto id = in([](Context& context) {
        const auto viewer = access::system_viewer();
        const auto grant = access::allow(viewer, access::Action::CreatePerson);
        return people::create_person(
            context,
            *grant,
            {.assertions = {{.fact = people::Name{.given = "Ada", .family = "Example"}},
                            {.fact = people::BirthDate{.date = *parse_date("2019-03-03")}}}});
    });
    REQUIRE(id.has_value());
    return *id;
}

std::string TestWork::open(const std::string& rating) {
    const auto person = new_person();
    auto opened = in([&](Context& context) {
        NewRecord asked{.pathway = "visit", .source = "system"};
        asked.people = {{.person = person, .role = "subject"}};
        asked.answers = {{"rating", said(rating)}, {"worry", said("Cold house")}};
        return open_record(context, visitor_, asked);
    });
    if (!opened) FAIL(opened.error().message);
    return opened->record.ref;
}

Opened TestWork::see(const access::Viewer& viewer, const std::string& ref) {
    auto opened = in([&](Context& context) {
        return open_record_for(context, viewer, access::Action::Read, ref);
    });
    if (!opened) FAIL(opened.error().message);
    return std::move(*opened);
}

Opened TestWork::answer(const std::string& ref, const Answers& answers) {
    auto opened = in([&](Context& context) {
        return answer_record(context, visitor_, ref, {}, {.answers = answers});
    });
    if (!opened) FAIL(opened.error().message);
    return std::move(*opened);
}

Opened TestWork::ask(const std::string& ref, const std::vector<std::string>& agencies) {
    auto opened = in([&](Context& context) {
        return ask_agencies(context, visitor_, ref, {}, {.rule = "view", .agencies = agencies});
    });
    if (!opened) FAIL(opened.error().message);
    return std::move(*opened);
}

Result<OpenRequest> TestWork::reply(const access::Viewer& viewer,
                                    const std::string& ref,
                                    const std::string& rating) {
    std::string id = "none";
    for (const auto& request : see(viewer, ref).record.requests) {
        if (request.agency == viewer.agency) id = request.id;
    }
    return in([&](Context& context) {
        return reply_to_request(context, viewer, id, {{"their-rating", said(rating)}});
    });
}

Result<Moved> TestWork::move(const std::string& ref, const std::string& to, Answers answers) {
    return in([&](Context& context) {
        return move_record(
            context, visitor_, ref, {}, {.to = to, .answers = std::move(answers), .reason = "r"});
    });
}

}  // namespace longstone::work
