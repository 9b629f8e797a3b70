#pragma once

#include <memory>
#include <string>
#include <vector>

#include "work/acts/move.h"
#include "work/acts/open_record.h"
#include "work/acts/requests.h"
#include "work/house.h"

// For tests: a small invented partnership on a house in memory, with a clock that the test turns.
// The council's workers (visitor) work the pathway "visit"; police and clinic are asked what they
// know and see their own part; the council's reader sees the whole of it but for what is sensitive.
namespace longstone::work {

// One thing in a file of the invented partnership, written anew.
struct Anew {
    std::string path = {}, old = {}, anew = {};
};
// Its definitions, with these things written anew; fails the test when they have errors.
std::shared_ptr<const define::Definitions> invented(const std::vector<Anew>& changes = {});

class TestWork {
public:
    TestWork();

    // With roles of "agency/post"; no account is made.
    [[nodiscard]] const access::Viewer& visitor() const { return visitor_; }
    [[nodiscard]] const access::Viewer& officer() const { return officer_; }
    [[nodiscard]] const access::Viewer& nurse() const { return nurse_; }
    [[nodiscard]] const access::Viewer& reader() const { return reader_; }
    [[nodiscard]] const access::Viewer& reviewer() const { return reviewer_; }

    // Runs the act in a transaction of its own, which is kept when it succeeds.
    template <class Act>
    auto in(Act act) {
        const auto session = house_->store->write();
        auto context = house_->context(*session);
        auto result = act(context);
        if (result) session->commit();
        return result;
    }
    // Opens a visit with this rating, about a new person; gives its reference.
    std::string open(const std::string& rating);
    Opened see(const access::Viewer& viewer, const std::string& ref);
    Opened answer(const std::string& ref, const Answers& answers);
    Opened ask(const std::string& ref, const std::vector<std::string>& agencies);
    Result<OpenRequest> reply(const access::Viewer& viewer,
                              const std::string& ref,
                              const std::string& rating);
    Result<Moved> move(const std::string& ref, const std::string& to, Answers answers = {});
    std::string new_person();

    void turn(std::int64_t micros) { now_ = now_ + micros; }
    void turn_to(std::string_view instant) { now_ = *parse_instant(instant); }
    [[nodiscard]] Instant now() const { return now_; }
    House& house() { return *house_; }

private:
    Instant now_;
    std::unique_ptr<House> house_;
    access::Viewer visitor_, officer_, nurse_, reader_, reviewer_;
};

// One value.
Given said(std::string value);

}  // namespace longstone::work
