#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

// The one way in from the network: HTTP/1.1 over TCP, its limits and its end. Bytes are moved by
// one thread that never waits for anybody; handlers run on a pool of workers, one request start
// to finish on one thread. TLS is the business of the proxy in front.
namespace longstone::http {

class Router;

struct Limits {
    std::size_t head_bytes = 16'384;  // request line and headers: 431 beyond
    std::size_t body_bytes_in_all = std::size_t{256} << 20U;  // being received at once: 503 beyond
    std::size_t connections = 1'024;
    // A council may sit behind one address, so this is generous. Not counted behind a proxy.
    std::size_t connections_per_client = 256;
    std::size_t requests_per_connection = 10'000;

    // Milliseconds. A body gets `body_time` and, beyond it, more time while it arrives at
    // `slowest_bytes_per_second` or faster; so does a reply that is being read.
    std::int64_t head_time = 10'000;
    std::int64_t body_time = 30'000;
    std::int64_t write_time = 30'000;
    std::int64_t idle_time = 60'000;
    std::int64_t drain_time = 10'000;
    std::size_t slowest_bytes_per_second = 32'768;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0 is any free one; see Server::port()
    unsigned workers = 4;       // two cores, and as many again waiting for the disk
    // Believe X-Forwarded-For and X-Forwarded-Proto: their last value, which the nearest proxy
    // wrote. Without it both are ignored.
    bool nodes_behind_proxy = false;
    bool stop_on_signals = true;  // SIGTERM and SIGINT
    Limits limits = {};
};

struct ServerFigures {
    std::uint64_t connections_open = 0;
    std::uint64_t connections_refused = 0;  // over a limit
    std::uint64_t connections_dropped = 0;  // too slow
    std::uint64_t requests = 0;
    std::uint64_t requests_malformed = 0;
};

class Server {
public:
    // Listens at once; throws std::system_error when the address cannot be had. The router must
    // outlive the server.
    Server(const Router& router, ServerOptions options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] ServerFigures figures() const;

    // Serves until stop() or a signal. Then no connection is accepted, requests under way are
    // answered, and after drain_time whatever is left is closed; then it returns, as soon as the
    // handlers that still run have.
    void run();
    // From any thread, any number of times.
    void stop();

private:
    struct Machine;
    std::unique_ptr<Machine> machine_;
};

}  // namespace longstone::http
