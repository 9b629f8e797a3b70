#include "bench/over_http.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <optional>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/timing.h"
#include "http/server.h"

namespace longstone::bench {
namespace {

// Milliseconds; nothing when it did not come with 200.
std::optional<double> one_request(int socket, const std::string& request) {
    const auto start = Steady::now();
    if (::send(socket, request.data(), request.size(), 0) < 0) return {};
    std::string got;
    std::array<char, 65'536> some = {};
    std::size_t wanted = 0;
    while (wanted == 0 || got.size() < wanted) {
        const auto n = ::recv(socket, some.data(), some.size(), 0);
        if (n <= 0) return {};
        got.append(some.data(), static_cast<std::size_t>(n));
        const auto head = got.find("\r\n\r\n");
        const auto length = got.find("Content-Length: ");
        if (wanted == 0 && head != std::string::npos && length != std::string::npos)
            wanted = head + 4 + static_cast<std::size_t>(std::atoll(got.c_str() + length + 16));
    }
    if (!got.starts_with("HTTP/1.1 200")) return {};
    return millis_since(start);
}

int connected_to(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

// Serves while each of the clients asks by a connection of its own.
using Client = std::function<void(int socket, std::size_t which, std::vector<double>& millis)>;
OverHttp serve_to(const http::Router& router, int connections, const Client& client) {
    http::Server server(router, {.port = 0, .stop_on_signals = false});
    std::thread serving([&] { server.run(); });
    std::vector<std::vector<double>> times(static_cast<std::size_t>(connections));
    std::vector<std::thread> clients;
    const auto start = Steady::now();
    for (std::size_t which = 0; which < times.size(); ++which) {
        clients.emplace_back([&, which] {
            const int socket = connected_to(server.port());
            if (socket < 0) return;
            client(socket, which, times[which]);
            ::close(socket);
        });
    }
    for (auto& one : clients)
        one.join();
    OverHttp asked{.seconds = millis_since(start) / 1000};
    server.stop();
    serving.join();
    for (const auto& mine : times)
        asked.millis.insert(asked.millis.end(), mine.begin(), mine.end());
    return asked;
}

}  // namespace

OverHttp ask_over_http(const http::Router& router,
                       const std::string& path,
                       const std::string& session,
                       int connections,
                       int requests_each) {
    const auto request = cat(
        {"GET ", path, " HTTP/1.1\r\nHost: localhost\r\nCookie: session=", session, "\r\n\r\n"});
    auto asked =
        serve_to(router, connections, [&](int socket, std::size_t, std::vector<double>& millis) {
            for (int i = 0; i < requests_each; ++i) {
                if (const auto one = one_request(socket, request)) millis.push_back(*one);
            }
        });
    asked.failed =
        static_cast<long>(connections) * requests_each - static_cast<long>(asked.millis.size());
    return asked;
}

OverHttp ask_in_time(const http::Router& router,
                     const std::vector<std::string>& requests,
                     int connections,
                     double per_second) {
    const auto start = Steady::now();
    auto asked = serve_to(
        router, connections, [&](int socket, std::size_t which, std::vector<double>& millis) {
            for (auto n = which; n < requests.size(); n += static_cast<std::size_t>(connections)) {
                const double due = 200 + static_cast<double>(n) * 1000 / per_second;
                const double early = due - millis_since(start);
                if (early > 0)
                    std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(early));
                if (one_request(socket, requests[n])) millis.push_back(millis_since(start) - due);
            }
        });
    asked.failed = static_cast<long>(requests.size()) - static_cast<long>(asked.millis.size());
    return asked;
}

}  // namespace longstone::bench
