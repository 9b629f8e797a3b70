#pragma once

#include <map>
#include <memory>
#include <string>

#include "api/api.h"
#include "work/house.h"

// For tests: the shipped definitions on a house in memory, its clock standing still, with the API
// before it.
namespace longstone::api {

class TestApi {
public:
    TestApi();

    struct Reply {
        int status = 0;
        Json body = {};
        std::string text = {};
        std::string location = {};

        // Whether a 422 names this field.
        [[nodiscard]] bool names(std::string_view field) const;
    };
    using Headers = std::map<std::string, std::string>;

    // As whoever holds "agency/post"; an empty post sends no token.
    Reply call(const std::string& post,
               const std::string& method,
               const std::string& target,
               const std::string& body = {},
               const Headers& headers = {});
    Reply get(const std::string& post, const std::string& target);
    Reply post(const std::string& post, const std::string& target, const Json& body);
    // A record whose opening asks little; gives its reference.
    std::string open_record();
    // What opens one.
    static Json opening();

    work::House& house() { return *house_; }
    [[nodiscard]] const http::Router& router() const { return router_; }
    void turn(std::int64_t micros) { now_ = now_ + micros; }

private:
    const std::string& token_of(const std::string& post);

    Instant now_;
    std::unique_ptr<work::House> house_;
    std::unique_ptr<Api> api_;
    http::Router router_ = {};
    std::map<std::string, std::string> tokens_ = {};
};

inline constexpr const char* kWorker = "la-early-help/lead-practitioner";
inline constexpr const char* kStranger = "nfrs/safeguarding-lead";

}  // namespace longstone::api
