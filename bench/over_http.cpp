#include "bench/over_http.h"

#include <array>
#include <cstdlib>
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

}  // namespace

OverHttp ask_over_http(const http::Router& router,
                       const std::string& path,
                       const std::string& session,
                       int connections,
                       int requests_each) {
    http::Server server(router, {.port = 0, .stop_on_signals = false});
    std::thread serving([&] { server.run(); });
    const auto request = cat(
        {"GET ", path, " HTTP/1.1\r\nHost: localhost\r\nCookie: session=", session, "\r\n\r\n"});
    std::vector<std::vector<double>> times(static_cast<std::size_t>(connections));
    std::vector<std::thread> clients;
    const auto start = Steady::now();
    for (auto& mine : times) {
        clients.emplace_back([&] {
            const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(server.port());
            ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
            const bool there =
                ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
            for (int i = 0; there && i < requests_each; ++i) {
                if (const auto millis = one_request(socket, request)) mine.push_back(*millis);
            }
            ::close(socket);
        });
    }
    for (auto& client : clients)
        client.join();
    OverHttp asked{.seconds = millis_since(start) / 1000};
    server.stop();
    serving.join();
    for (const auto& mine : times)
        asked.millis.insert(asked.millis.end(), mine.begin(), mine.end());
    asked.failed =
        static_cast<long>(connections) * requests_each - static_cast<long>(asked.millis.size());
    return asked;
}

}  // namespace longstone::bench
