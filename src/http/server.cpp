// One long file: a connection from its first byte to its last, and whoever receives it.
#include "http/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>

#include "base/secret.h"
#include "http/forwarded.h"
#include "http/log.h"
#include "http/router.h"
#include "http/wire.h"

// One thread runs the io_context and owns every Connection; a handler's thread gets a Request by
// value and posts a Reply back. So nothing here is locked, and only the figures are atomic.
// Deadlines are plain fields that one timer looks over, instead of a timer for each connection.
// Longer than the house's measure, so that Asio stays in one file.
namespace longstone::http {
namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

class Connection;

std::string address_of(const tcp::socket& socket) {
    Error error;
    const auto end = socket.remote_endpoint(error);
    if (error) return {};
    const auto address = end.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

struct Reception {
    Reception(const Router& given_router, ServerOptions given)
        : router(given_router), options(std::move(given)), workers(options.workers) {}

    const Router& router;
    ServerOptions options = {};
    asio::io_context io{1};
    asio::thread_pool workers;
    tcp::acceptor acceptor{io};
    asio::steady_timer ticks{io};
    asio::steady_timer pause{io};
    asio::signal_set signals{io};

    std::unordered_set<std::shared_ptr<Connection>> connections = {};
    std::map<std::string, std::size_t, std::less<>> per_client = {};
    std::size_t body_bytes = 0;
    bool is_draining = false;
    Clock::time_point drain_until = {};
    std::string date = {};
    std::int64_t date_second = 0;

    std::atomic<std::uint64_t> open = 0, refused = 0, dropped = 0, requests = 0, malformed = 0;

    void listen();
    void accept();
    void welcome(tcp::socket socket);
    bool make_room();
    void left(const std::shared_ptr<Connection>& connection);
    void tick();
    void drain();
    void finish_if_drained();
    std::string_view date_now();
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Reception& reception, tcp::socket socket, std::string peer);

    void start() { advance(); }
    // Waits for a request and has nothing of it yet.
    [[nodiscard]] bool is_idle() const { return phase_ == Phase::Reading && reader_.is_idle(); }
    [[nodiscard]] bool is_late(Clock::time_point now) const { return now >= deadline_; }
    [[nodiscard]] Clock::time_point deadline() const { return deadline_; }
    [[nodiscard]] const std::string& peer() const { return peer_; }
    void close();

private:
    enum class Phase { Reading, Working, Writing, Lingering, Closed };

    void advance();
    void set_reading_deadline();
    void read();
    void reserve_body();
    void send_continue();
    void work();
    void hand_over(Request request, std::optional<Failure> failure, After after);
    void fill_in(Request& request) const;
    void answer(Reply reply, After after);
    void write();
    void wrote();
    void linger();

    Reception& reception_;
    tcp::socket socket_;
    std::string peer_;
    RequestReader reader_;
    Phase phase_ = Phase::Reading;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point since_ = Clock::now();  // the head, body or reply under way began
    bool was_idle_ = true;
    bool was_body_ = false;
    std::size_t received_ = 0;  // of the body
    std::size_t reserved_ = 0;
    std::size_t served_ = 0;
    std::array<char, 16'384> input_ = {};
    std::string head_ = {};
    Reply reply_ = {};
    std::size_t written_ = 0;
    After after_ = After::KeepAlive;
};

Connection::Connection(Reception& reception, tcp::socket socket, std::string peer)
    : reception_(reception),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      reader_(reception.options.limits.head_bytes,
              [&router = reception.router](std::string_view method, std::string_view path) {
                  return router.body_limit(method, path);
              }) {}

void Connection::close() {
    if (phase_ == Phase::Closed) return;
    phase_ = Phase::Closed;
    reception_.body_bytes -= std::exchange(reserved_, 0);
    Error ignored;
    ignored = socket_.shutdown(tcp::socket::shutdown_both, ignored);
    ignored = socket_.close(ignored);
    reception_.left(shared_from_this());
}

void Connection::advance() {
    phase_ = Phase::Reading;
    switch (reader_.state()) {
        case RequestReader::State::Whole:
            return work();
        case RequestReader::State::Refused:
            ++reception_.malformed;
            return hand_over(reader_.so_far(), reader_.failure(), After::Close);
        case RequestReader::State::Head:
            break;
        case RequestReader::State::Body:
            if (reserved_ == 0) reserve_body();
            if (phase_ != Phase::Reading) return;
            if (reader_.take_expectation()) return send_continue();
            break;
    }
    if (reception_.is_draining && is_idle()) return close();
    set_reading_deadline();
    read();
}

void Connection::set_reading_deadline() {
    const Limits& limits = reception_.options.limits;
    const bool is_body = reader_.state() == RequestReader::State::Body;
    const bool is_idle_now = is_idle();
    if (is_body != was_body_ || is_idle_now != was_idle_) {
        since_ = Clock::now();
        received_ = 0;
    }
    was_body_ = is_body;
    was_idle_ = is_idle_now;
    if (is_body) {
        const auto earned =
            received_ * 1000 / std::max<std::size_t>(1, limits.slowest_bytes_per_second);
        deadline_ = since_ + milliseconds(limits.body_time) + milliseconds(earned);
    } else {
        deadline_ = since_ + milliseconds(is_idle_now ? limits.idle_time : limits.head_time);
    }
}

void Connection::read() {
    socket_.async_read_some(asio::buffer(input_),
                            [self = shared_from_this()](const Error& error, std::size_t size) {
                                if (self->phase_ == Phase::Closed) return;
                                if (error) return self->close();
                                self->received_ += size;
                                self->reader_.feed({self->input_.data(), size});
                                self->advance();
                            });
}

// What may arrive is counted before it does, so that many large bodies cannot fill the memory.
void Connection::reserve_body() {
    const std::size_t size = reader_.body_bytes_expected();
    if (reception_.body_bytes + size > reception_.options.limits.body_bytes_in_all) {
        ++reception_.refused;
        return hand_over(reader_.so_far(),
                         Failure{.status = 503,
                                 .problem = {.message = "Too much is being sent at once. "
                                                        "Try again in a minute."}},
                         After::Close);
    }
    reserved_ = size;
    reception_.body_bytes += size;
}

void Connection::send_continue() {
    set_reading_deadline();
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(socket_,
                      asio::buffer(kContinue.data(), kContinue.size()),
                      [self = shared_from_this()](const Error& error, std::size_t) {
                          if (self->phase_ == Phase::Closed) return;
                          if (error) return self->close();
                          self->read();
                      });
}

void Connection::fill_in(Request& request) const {
    request.id = new_id();
    request.peer = peer_;
    if (reception_.options.nodes_behind_proxy) believe_proxy(request);
}

void Connection::work() {
    auto [request, keep_alive] = reader_.take();
    hand_over(std::move(request), {}, keep_alive ? After::KeepAlive : After::Close);
}

// A page for a failure is drawn by a worker too: this thread waits for nobody.
void Connection::hand_over(Request request, std::optional<Failure> failure, After after) {
    phase_ = Phase::Working;
    deadline_ = Clock::time_point::max();
    fill_in(request);
    ++reception_.requests;
    ++served_;
    asio::post(reception_.workers,
               [self = shared_from_this(),
                request = std::move(request),
                failure = std::move(failure),
                after]() mutable {
                   auto& reception = self->reception_;
                   Reply reply = failure ? reception.router.fail(request, *failure)
                                         : reception.router.handle(std::move(request));
                   asio::post(reception.io, [self, reply = std::move(reply), after]() mutable {
                       if (self->phase_ != Phase::Closed) self->answer(std::move(reply), after);
                   });
               });
}

void Connection::answer(Reply reply, After after) {
    phase_ = Phase::Writing;
    reception_.body_bytes -= std::exchange(reserved_, 0);
    const bool is_last =
        reception_.is_draining || served_ >= reception_.options.limits.requests_per_connection;
    after_ = is_last ? After::Close : after;
    reply_ = std::move(reply);
    head_ = write_head(reply_, after_, reception_.date_now());
    if (reply_.status == 204 || reply_.status == 304) reply_.body.clear();
    written_ = 0;
    since_ = Clock::now();
    write();
}

void Connection::write() {
    const Limits& limits = reception_.options.limits;
    const auto earned = written_ * 1000 / std::max<std::size_t>(1, limits.slowest_bytes_per_second);
    deadline_ = since_ + milliseconds(limits.write_time) + milliseconds(earned);
    const std::size_t of_head = std::min(written_, head_.size());
    const std::array<asio::const_buffer, 2> rest = {
        asio::buffer(head_) + of_head,
        asio::buffer(reply_.body) + (written_ - of_head),
    };
    socket_.async_write_some(
        rest, [self = shared_from_this()](const Error& error, std::size_t size) {
            if (self->phase_ == Phase::Closed) return;
            if (error) return self->close();
            self->written_ += size;
            if (self->written_ < self->head_.size() + self->reply_.body.size()) {
                return self->write();
            }
            self->wrote();
        });
}

void Connection::wrote() {
    reply_ = {};
    if (after_ == After::Close) return linger();
    since_ = Clock::now();
    was_idle_ = was_body_ = false;
    advance();
}

// Closing while the client still sends would reset the connection and lose the reply on its way.
void Connection::linger() {
    constexpr milliseconds kLinger{2'000};
    if (phase_ != Phase::Lingering) {
        phase_ = Phase::Lingering;
        deadline_ = Clock::now() + kLinger;
        Error ignored;
        ignored = socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    socket_.async_read_some(asio::buffer(input_),
                            [self = shared_from_this()](const Error& error, std::size_t) {
                                if (self->phase_ == Phase::Closed) return;
                                if (error) return self->close();
                                self->linger();
                            });
}

void Reception::listen() {
    const tcp::endpoint end(asio::ip::make_address(options.address), options.port);
    acceptor.open(end.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(end);
    acceptor.listen(tcp::acceptor::max_listen_connections);
}

void Reception::accept() {
    acceptor.async_accept([this](const Error& error, tcp::socket socket) {
        if (!acceptor.is_open()) return;
        if (!error) {
            welcome(std::move(socket));
            return accept();
        }
        // Out of descriptors, most likely: some will be free in a moment.
        pause.expires_after(milliseconds(100));
        pause.async_wait([this](const Error& stopped) {
            if (!stopped && acceptor.is_open()) accept();
        });
    });
}

void Reception::welcome(tcp::socket socket) {
    Error ignored;
    std::string peer = address_of(socket);
    if (peer.empty()) return;  // already gone
    const auto client = per_client.find(peer);
    const bool is_greedy = !options.nodes_behind_proxy && client != per_client.end() &&
                           client->second >= options.limits.connections_per_client;
    if (is_greedy || !make_room()) {
        ++refused;
        static constexpr std::string_view kFull =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
            "Connection: close\r\n\r\n";
        ignored = socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(kFull.data(), kFull.size()), ignored);
        return;
    }
    ignored = socket.set_option(tcp::no_delay(true), ignored);
    ++per_client[peer];
    ++open;
    auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(peer));
    connections.insert(connection);
    connection->start();
}

// When all places are taken, the one that has been idle longest is given away.
bool Reception::make_room() {
    if (connections.size() < options.limits.connections) return true;
    std::shared_ptr<Connection> oldest;
    for (const auto& connection : connections) {
        if (connection->is_idle() && (!oldest || connection->deadline() < oldest->deadline())) {
            oldest = connection;
        }
    }
    if (!oldest) return false;
    oldest->close();
    return true;
}

void Reception::left(const std::shared_ptr<Connection>& connection) {
    if (connections.erase(connection) == 0) return;
    --open;
    const auto client = per_client.find(connection->peer());
    if (client != per_client.end() && --client->second == 0) per_client.erase(client);
    finish_if_drained();
}

void Reception::tick() {
    const Limits& limits = options.limits;
    const auto shortest = std::min({limits.head_time,
                                    limits.body_time,
                                    limits.write_time,
                                    limits.idle_time,
                                    limits.drain_time});
    ticks.expires_after(milliseconds(std::clamp<std::int64_t>(shortest / 8, 5, 250)));
    ticks.async_wait([this](const Error& error) {
        if (error) return;
        const auto now = Clock::now();
        const bool is_over = is_draining && now >= drain_until;
        std::vector<std::shared_ptr<Connection>> late;
        for (const auto& connection : connections) {
            if (is_over || connection->is_late(now)) late.push_back(connection);
        }
        for (const auto& connection : late) {
            if (!connection->is_idle()) ++dropped;
            connection->close();
        }
        tick();
    });
}

void Reception::drain() {
    if (is_draining) return;
    is_draining = true;
    drain_until = Clock::now() + milliseconds(options.limits.drain_time);
    Error ignored;
    ignored = acceptor.close(ignored);
    ignored = signals.cancel(ignored);
    std::vector<std::shared_ptr<Connection>> idle;
    for (const auto& connection : connections) {
        if (connection->is_idle()) idle.push_back(connection);
    }
    for (const auto& connection : idle) {
        connection->close();
    }
    finish_if_drained();
}

void Reception::finish_if_drained() {
    if (is_draining && connections.empty()) io.stop();
}

std::string_view Reception::date_now() {
    const Instant now = system_now();
    if (const auto second = now.micros / kSecond; second != date_second) {
        date_second = second;
        date = http_date(now);
    }
    return date;
}

}  // namespace

struct Server::Machine : Reception {
    using Reception::Reception;
};

Server::Server(const Router& router, ServerOptions options)
    : machine_(std::make_unique<Machine>(router, std::move(options))) {
    machine_->listen();
}

Server::~Server() = default;

std::uint16_t Server::port() const {
    return machine_->acceptor.local_endpoint().port();
}

ServerFigures Server::figures() const {
    return {
        .connections_open = machine_->open,
        .connections_refused = machine_->refused,
        .connections_dropped = machine_->dropped,
        .requests = machine_->requests,
        .requests_malformed = machine_->malformed,
    };
}

void Server::run() {
    Machine& machine = *machine_;
    if (machine.options.stop_on_signals) {
        machine.signals.add(SIGTERM);
        machine.signals.add(SIGINT);
        machine.signals.async_wait([&machine](const Error& error, int) {
            if (!error) machine.drain();
        });
    }
    machine.accept();
    machine.tick();
    while (!machine.io.stopped()) {
        try {
            machine.io.run();
        } catch (const std::exception& error) {
            // Memory for one connection's bytes, most likely; the others go on.
            log_failure("-", "the network", error.what());
        }
    }
    machine.workers.stop();
    machine.workers.join();
}

void Server::stop() {
    asio::post(machine_->io, [machine = machine_.get()] { machine->drain(); });
}

}  // namespace longstone::http
