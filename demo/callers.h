#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "http/message.h"
#include "http/router.h"
#include "work/house.h"

// People at work through the API, in this process: each has an account with one post and a token,
// and everything they do goes through the same door as a program's call over the network.
namespace longstone::demo {

// The time as a house that is played sees it; HouseOptions::now reads it.
struct Clock {
    Instant now = {};
};

struct Called {
    int status = 0;
    Json body = {};
    http::Headers headers = {};
};

class Callers {
public:
    explicit Callers(work::House& house);
    ~Callers();
    Callers(const Callers&) = delete;
    Callers& operator=(const Callers&) = delete;

    // The account that stands for "agency/post"; made, named after the post, when it is first
    // asked for. Throws std::invalid_argument when the partnership has no such post.
    const std::string& user_of(const std::string& post);
    // Gives "agency/post" a person with a name and an address of their own, before first use.
    void introduce(const std::string& post,
                   const std::string& user,
                   const std::string& shown,
                   const std::string& email);

    // `body` null sends none.
    Called call(const std::string& post,
                const std::string& method,
                const std::string& target,
                const Json& body = {});
    // With a token, or none, and a body as they are.
    Called send(http::Request request, const std::string& token);
    // The token of "agency/post", renewed when it is over.
    const std::string& token_of(const std::string& post);

    work::House& house() { return house_; }
    [[nodiscard]] const std::vector<http::Route>& routes() const;

private:
    struct Door;
    struct Token {
        std::string secret = {};
        Instant until = {};
    };
    work::House& house_;
    std::unique_ptr<Door> door_;
    std::map<std::string, std::string> users_ = {};  // by post
    std::map<std::string, Token> tokens_ = {};
};

}  // namespace longstone::demo
