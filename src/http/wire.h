#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"
#include "http/message.h"
#include "http/router.h"

// Between bytes and messages, without a socket: what the server runs is what the fuzzer runs.
namespace longstone::http {

// Turns the bytes of one connection into requests, one at a time. Bytes of the next request that
// came early (pipelining) wait inside until this one has been taken.
class RequestReader {
public:
    using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view path)>;
    enum class State {
        Head,     // waiting for the head, or for the rest of it
        Body,     // the head is good; waiting for the rest of the body
        Whole,    // take() it
        Refused,  // see failure(); the connection is of no more use
    };

    RequestReader(std::size_t head_bytes, BodyLimit body_limit);
    ~RequestReader();
    RequestReader(RequestReader&&) noexcept;
    RequestReader& operator=(RequestReader&&) noexcept;

    void feed(std::string_view bytes);

    [[nodiscard]] State state() const;
    // Nothing of the next request has arrived.
    [[nodiscard]] bool is_idle() const;
    // The most that this body can be, known once its head is.
    [[nodiscard]] std::size_t body_bytes_expected() const;
    // True once for a client that waits to be told before it sends its body.
    [[nodiscard]] bool take_expectation();

    struct Taken {
        Request request = {};
        bool keep_alive = false;
    };
    // The whole request, without peer, id and secure; then starts on the next.
    Taken take();
    // In Refused: why.
    [[nodiscard]] const Failure& failure() const;
    // As much of the request under way as has been understood.
    [[nodiscard]] const Request& so_far() const;

private:
    struct Parsing;
    std::unique_ptr<Parsing> parsing_;
};

enum class After { KeepAlive, Close };

// The status line and headers of a reply, with Date, Content-Length and Connection.
std::string write_head(const Reply& reply, After after, std::string_view date);
// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(Instant instant);

}  // namespace longstone::http
