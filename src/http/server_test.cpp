#include "http/server.h"

#include <csignal>
#include <future>
#include <thread>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/router.h"

using namespace longstone::http;

namespace {

// A client that says exactly what it is told to. Every wait has an end, so a fault is a failure
// and not a test that hangs.
class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(std::string_view text) const {
        while (!text.empty()) {
            const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            text = text.substr(static_cast<std::size_t>(sent));
        }
    }

    // Everything until the text is there, or the end.
    std::string read_until(std::string_view text) {
        while (got_.find(text) == std::string::npos && read_some()) {
        }
        const auto at = got_.find(text);
        if (at == std::string::npos) return std::exchange(got_, {});
        std::string until = got_.substr(0, at + text.size());
        got_.erase(0, at + text.size());
        return until;
    }
    std::string read_all() {
        while (read_some()) {
        }
        return std::exchange(got_, {});
    }
    [[nodiscard]] bool is_connected() const { return connected_; }
    [[nodiscard]] bool has_ended() const { return ended_; }
    [[nodiscard]] int descriptor() const { return socket_; }

private:
    bool read_some() {
        constexpr int kPatience = 5'000;
        pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, kPatience) != 1) return false;
        char bytes[4'096];
        const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
        if (size <= 0) {
            ended_ = true;
            return false;
        }
        got_.append(bytes, static_cast<std::size_t>(size));
        return true;
    }

    int socket_ = -1;
    bool connected_ = false;
    bool ended_ = false;
    std::string got_ = {};
};

struct House {
    explicit House(ServerOptions options = {}) {
        options.port = 0;
        options.workers = 2;
        options.stop_on_signals = false;
        router.add("GET", "/hello", [](const Request&) { return Reply::text(200, "hello\n"); }, {});
        router.add("POST",
                   "/echo",
                   [](const Request& request) { return Reply::text(200, request.body + "\n"); },
                   {});
        router.add("POST",
                   "/upload",
                   [](const Request& request) {
                       return Reply::text(200, std::to_string(request.body.size()) + "\n");
                   },
                   {.body_limit = std::size_t{8} << 20U});
        router.add("GET",
                   "/who",
                   [](const Request& request) {
                       return Reply::text(200, request.peer + (request.secure ? " s\n" : " p\n"));
                   },
                   {});
        router.add("GET",
                   "/large",
                   [](const Request&) {
                       return Reply::text(200, std::string(std::size_t{64} << 20U, 'x'));
                   },
                   {});
        router.add("GET",
                   "/wait",
                   [this](const Request&) {
                       begun.set_value();
                       go.get_future().wait();
                       return Reply::text(200, "waited\n");
                   },
                   {});
        server = std::make_unique<Server>(router, std::move(options));
        thread = std::thread([this] { server->run(); });
    }
    ~House() { stop(); }
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    void stop() {
        server->stop();
        if (thread.joinable()) thread.join();
    }
    [[nodiscard]] std::uint16_t port() const { return server->port(); }

    Router router = {};
    std::promise<void> begun = {};
    std::promise<void> go = {};
    std::unique_ptr<Server> server = {};
    std::thread thread = {};
};

constexpr std::string_view kHello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

int status_of(const std::string& reply) {
    return reply.size() > 12 && reply.starts_with("HTTP/1.1 ") ? std::stoi(reply.substr(9, 3)) : 0;
}

std::string upload(std::size_t size, std::string_view more = "") {
    return "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n" +
           std::string(more) + "\r\n";
}

}  // namespace

TEST_CASE("one connection carries many requests, sent one by one or all at once") {
    House house;
    Client client(house.port());
    REQUIRE(client.is_connected());
    for (int i = 0; i < 3; ++i) {
        client.send(kHello);
        CHECK(status_of(client.read_until("hello\n")) == 200);
    }
    std::string together;
    for (int i = 0; i < 20; ++i) {
        const std::string body = "number " + std::to_string(i);
        together +=
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body;
    }
    client.send(together + "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 20; ++i) {
        const std::string reply = client.read_until("number " + std::to_string(i) + "\n");
        CHECK(status_of(reply) == 200);
        CHECK(reply.find("HTTP/1.1", 9) == std::string::npos);
    }
    const std::string last = client.read_all();
    CHECK(last.find("Connection: close\r\n") != std::string::npos);
    CHECK(last.ends_with("hello\n"));
    CHECK(client.has_ended());
    CHECK(house.server->figures().requests == 24);
}

TEST_CASE("a request that cannot be trusted is refused and the connection closed") {
    House house;
    for (const std::string_view text : {
             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
             "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n",
             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 36\r\n\r\n",
             "GET /hello HTTP/1.1\r\nHost: a\r\nX: b\r\n folded\r\n\r\n",
             "\x16\x03\x01\x02\r\n\r\n",
         }) {
        Client client(house.port());
        client.send(text);
        const std::string reply = client.read_all();
        CHECK(status_of(reply) == 400);
        CHECK(client.has_ended());
        CHECK(reply.find("hello") == std::string::npos);
        CHECK(reply.find("Content-Security-Policy: default-src 'none'") != std::string::npos);
        CHECK(reply.find("X-Request-Id: ") != std::string::npos);
    }
    CHECK(house.server->figures().requests_malformed == 4);
}

TEST_CASE("a head that is too long is refused while it is still being sent") {
    House house;
    Client client(house.port());
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x'));
    CHECK(status_of(client.read_all()) == 431);
}

TEST_CASE("a body is refused by its length alone, and each route has its own") {
    House house;
    Client refused(house.port());
    refused.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\nx");
    CHECK(status_of(refused.read_all()) == 413);

    Client told(house.port());
    told.send(upload(std::size_t{9} << 20U, "Expect: 100-continue\r\n"));
    CHECK(status_of(told.read_all()) == 413);

    Client allowed(house.port());
    allowed.send(upload(std::size_t{3} << 20U, "Expect: 100-continue\r\n"));
    CHECK(status_of(allowed.read_until("\r\n\r\n")) == 100);
    allowed.send(std::string(std::size_t{3} << 20U, 'x'));
    CHECK(status_of(allowed.read_until("3145728\n")) == 200);
}

TEST_CASE("bodies that together would fill the memory are refused") {
    House house({.limits = {.body_bytes_in_all = std::size_t{10} << 20U}});
    Client first(house.port());
    first.send(upload(std::size_t{6} << 20U, "Expect: 100-continue\r\n"));
    CHECK(status_of(first.read_until("\r\n\r\n")) == 100);
    Client second(house.port());
    second.send(upload(std::size_t{6} << 20U));
    CHECK(status_of(second.read_all()) == 503);
    first.send(std::string(std::size_t{6} << 20U, 'x'));
    CHECK(status_of(first.read_until("6291456\n")) == 200);
    Client third(house.port());
    third.send(upload(std::size_t{6} << 20U, "Expect: 100-continue\r\n"));
    CHECK(status_of(third.read_until("\r\n\r\n")) == 100);
}

TEST_CASE("a client that is slow to say, or to hear, is dropped") {
    House house({.limits = {.head_time = 60,
                            .body_time = 60,
                            .write_time = 60,
                            .slowest_bytes_per_second = std::size_t{1} << 30U}});
    Client head(house.port());
    head.send("GET /hello HTTP/1.1\r\nHost:");
    CHECK(head.read_all().empty());
    CHECK(head.has_ended());

    Client body(house.port());
    body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
    CHECK(body.read_all().empty());
    CHECK(body.has_ended());
    CHECK(house.server->figures().connections_dropped == 2);

    Client reader(house.port());
    reader.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    // Asks and does not read: another client is served meanwhile, and then this one is gone.
    Client other(house.port());
    while (house.server->figures().connections_dropped < 3 && !other.has_ended()) {
        other.send(kHello);
        other.read_until("hello\n");
    }
    CHECK(house.server->figures().connections_dropped == 3);
    CHECK(reader.read_all().size() < (std::size_t{64} << 20U));
}

TEST_CASE("a body that keeps arriving earns its time") {
    // 60 ms alone would be far too little for this many pieces, each waited for.
    House house({.limits = {.body_time = 60, .slowest_bytes_per_second = 1}});
    Client client(house.port());
    client.send(upload(50, "Expect: 100-continue\r\n"));
    CHECK(status_of(client.read_until("\r\n\r\n")) == 100);
    Client clock(house.port());
    for (int i = 0; i < 50; ++i) {
        client.send("x");
        clock.send(kHello);
        clock.read_until("hello\n");
    }
    CHECK(status_of(client.read_until("50\n")) == 200);
}

TEST_CASE("an idle connection is closed without a word") {
    House house({.limits = {.idle_time = 50}});
    Client client(house.port());
    client.send(kHello);
    client.read_until("hello\n");
    CHECK(client.read_all().empty());
    CHECK(client.has_ended());
    CHECK(house.server->figures().connections_dropped == 0);
}

TEST_CASE("one client may hold only so many connections") {
    House house({.limits = {.connections_per_client = 2}});
    Client first(house.port());
    Client second(house.port());
    first.send(kHello);
    first.read_until("hello\n");
    second.send(kHello);
    second.read_until("hello\n");
    Client third(house.port());
    CHECK(status_of(third.read_all()) == 503);
    CHECK(house.server->figures().connections_refused == 1);
    CHECK(house.server->figures().connections_open == 2);
}

TEST_CASE("when all places are taken the one idle longest makes room") {
    House house({.limits = {.connections = 2}});
    Client first(house.port());
    Client second(house.port());
    first.send(kHello);
    first.read_until("hello\n");
    second.send(kHello);
    second.read_until("hello\n");
    Client third(house.port());
    third.send(kHello);
    CHECK(status_of(third.read_until("hello\n")) == 200);
    first.read_all();
    CHECK(first.has_ended());
    second.send(kHello);
    CHECK(status_of(second.read_until("hello\n")) == 200);
}

TEST_CASE("a proxy is believed only when there is one") {
    const std::string_view ask =
        "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n"
        "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n";
    House alone;
    Client direct(alone.port());
    direct.send(ask);
    CHECK(direct.read_all().ends_with("127.0.0.1 p\n"));
    House behind({.nodes_behind_proxy = true});
    Client forwarded(behind.port());
    forwarded.send(ask);
    const std::string reply = forwarded.read_all();
    CHECK(reply.ends_with("203.0.113.9 s\n"));
    CHECK(reply.find("Strict-Transport-Security") != std::string::npos);
}

TEST_CASE("HEAD has the length and no body") {
    House house;
    Client client(house.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.0\r\n\r\n");
    const std::string replies = client.read_all();
    CHECK(replies.find("Content-Length: 6\r\n") != std::string::npos);
    CHECK(replies.find("hello") == replies.size() - 6);
}

TEST_CASE("stopping answers what is under way, closes what is idle, and takes nothing new") {
    House house;
    Client idle(house.port());
    idle.send(kHello);
    idle.read_until("hello\n");
    Client busy(house.port());
    busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    house.begun.get_future().wait();

    const std::uint16_t port = house.port();
    house.server->stop();
    CHECK(idle.read_all().empty());
    CHECK(idle.has_ended());
    CHECK(!Client(port).is_connected());
    house.go.set_value();
    const std::string reply = busy.read_all();
    CHECK(status_of(reply) == 200);
    CHECK(reply.find("Connection: close") != std::string::npos);
    CHECK(reply.ends_with("waited\n"));
    house.thread.join();
}

TEST_CASE("stopping does not wait for ever for a client") {
    House house({.limits = {.drain_time = 50}});
    Client client(house.port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
    Client other(house.port());
    other.send(kHello);
    other.read_until("hello\n");
    house.stop();
    client.read_all();
    CHECK(client.has_ended());
}

TEST_CASE("a termination signal stops it") {
    Router router;
    Server server(router, {.port = 0, .workers = 1});
    auto ran = std::async(std::launch::async, [&] { server.run(); });
    Client client(server.port());
    client.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(status_of(client.read_until("\r\n\r\n")) == 404);
    ::kill(::getpid(), SIGTERM);
    ran.get();
    client.read_all();
    CHECK(client.has_ended());
}

TEST_CASE("an address that is taken is told at once") {
    House house;
    CHECK_THROWS_AS(Server(house.router, {.port = house.port()}), std::exception);
}
