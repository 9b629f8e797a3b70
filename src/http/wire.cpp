#include "http/wire.h"

#include <algorithm>
#include <optional>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "base/text.h"
#include "http/chunks.h"
#include "http/head_check.h"

namespace longstone::http {
namespace beast = boost::beast;
namespace {

constexpr std::string_view kApi = "/api/";

using Parser = beast::http::request_parser<beast::http::empty_body>;

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

// "http://host/path" → "/path" and the host, which then stands for the Host field.
void take_absolute_form(std::string& target, Headers& headers) {
    if (target.starts_with('/')) return;
    const auto host_at = target.find("//") + 2;
    const auto host_end = std::min(target.find_first_of("/?", host_at), target.size());
    headers.set("Host", target.substr(host_at, host_end - host_at));
    target = target.substr(host_end);
    if (!target.starts_with('/')) target.insert(0, "/");
}

}  // namespace

struct RequestReader::Parsing {
    Parsing(std::size_t bytes, BodyLimit limit) : head_bytes(bytes), body_limit(std::move(limit)) {}

    std::size_t head_bytes = 0;
    BodyLimit body_limit = {};
    std::string waiting = {};  // bytes not yet parsed
    std::size_t scanned = 0;   // of them, without the end of a head

    State state = State::Head;
    std::optional<ChunkReader> chunks = {};
    Request request = {};
    bool keep_alive = false;
    bool expects_continue = false;
    std::size_t body_expected = 0;
    Failure failure = {};

    void refuse_with(int status, std::string_view what) {
        state = State::Refused;
        failure = {.status = status,
                   .problem = {.fault = status == 413 ? Fault::TooLarge : Fault::Malformed,
                               .message = std::string(what)}};
        waiting.clear();
    }

    void advance() {
        if (state == State::Head) read_head();
        if (state == State::Body) read_body();
    }

    // Blank lines before a request are allowed, and sent by some old programs after a body.
    void skip_blank_lines() {
        std::size_t at = 0;
        while (waiting.compare(at, 2, "\r\n") == 0)
            at += 2;
        waiting.erase(0, at);
    }

    void read_head() {
        if (scanned == 0) skip_blank_lines();
        if (waiting == "\r") return;  // may be half of one
        const auto end = waiting.find("\r\n\r\n", scanned < 3 ? 0 : scanned - 3);
        const std::size_t size = end == std::string::npos ? waiting.size() : end + 4;
        if (size > head_bytes) {
            return refuse_with(431, "The head of the request is too long.");
        }
        if (end == std::string::npos) {
            scanned = waiting.size();
            return;
        }
        const auto head = std::string_view(waiting).substr(0, size);
        if (const auto fault = check_head(head)) return refuse_with(fault->status, fault->what);
        // Of the head alone: the body is read here, and its limit held in keep_head().
        Parser parser;
        parser.skip(true);
        parser.header_limit(static_cast<std::uint32_t>(head_bytes));
        parser.body_limit(boost::none);
        beast::error_code error;
        const auto taken = parser.put(boost::asio::buffer(head), error);
        if (error || taken != size || !parser.is_header_done()) {
            return refuse_with(400, "The head of the request could not be read.");
        }
        waiting.erase(0, size);
        scanned = 0;
        keep_head(parser);
    }

    // The head is whole and good: takes from it what is needed and decides about the body.
    void keep_head(const Parser& parser) {
        const auto& message = parser.get();
        Headers headers;
        for (const auto& field : message) {
            headers.add(std::string(view(field.name_string())), std::string(view(field.value())));
        }
        std::string target(view(message.target()));
        take_absolute_form(target, headers);
        if (headers.has("Host") && !is_host(headers.get("Host"))) {
            return refuse_with(400, "The Host of the request could not be read.");
        }
        // Whoever answers what cannot be read has to know whether a program asked.
        if (target.starts_with(kApi)) request.path = kApi;
        auto made = Request::to(std::string(view(message.method_string())), std::move(target));
        if (!made) return refuse_with(status_of(made.error().fault), made.error().message);
        request = std::move(*made);
        request.headers = std::move(headers);
        keep_alive = message.keep_alive();

        const std::size_t limit = body_limit(request.method, request.path);
        const auto length = parser.content_length();
        if (length && *length > limit) {
            return refuse_with(413,
                               cat({"This is too large: at most ",
                                    count_of(static_cast<long long>(limit / 1024), "KB", "KB"),
                                    " can be sent here."}));
        }
        if (request.headers.has("Expect")) {
            if (!same_text_ignoring_case(request.headers.get("Expect"), "100-continue")) {
                return refuse_with(417, "Only 100-continue can be expected here.");
            }
            expects_continue = waiting.empty();
        }
        if (parser.chunked()) chunks.emplace(limit);
        body_expected = chunks ? limit : static_cast<std::size_t>(length.value_or(0));
        state = State::Body;
    }

    void read_body() {
        if (chunks) return read_chunks(*chunks);
        auto& body = request.body;
        const std::size_t size = std::min(body_expected - body.size(), waiting.size());
        body.append(waiting, 0, size);
        waiting.erase(0, size);
        if (body.size() == body_expected) state = State::Whole;
    }

    void read_chunks(ChunkReader& reader) {
        waiting.erase(0, reader.feed(waiting));
        switch (reader.state()) {
            case ChunkReader::State::More:
                return;
            case ChunkReader::State::Malformed:
                return refuse_with(400, "The body of the request could not be read.");
            case ChunkReader::State::TooLarge:
                return refuse_with(413, "This is too large to be sent here.");
            case ChunkReader::State::Whole:
                request.body = reader.take();
                state = State::Whole;
        }
    }

    Taken take() {
        Taken taken{.request = std::move(request), .keep_alive = keep_alive};
        request = {};
        chunks.reset();
        expects_continue = false;
        body_expected = 0;
        state = State::Head;
        advance();
        return taken;
    }
};

RequestReader::RequestReader(std::size_t head_bytes, BodyLimit body_limit)
    : parsing_(std::make_unique<Parsing>(head_bytes, std::move(body_limit))) {}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader& RequestReader::operator=(RequestReader&&) noexcept = default;

void RequestReader::feed(std::string_view bytes) {
    if (parsing_->state == State::Refused) return;
    parsing_->waiting.append(bytes);
    parsing_->advance();
}

RequestReader::State RequestReader::state() const {
    return parsing_->state;
}

bool RequestReader::is_idle() const {
    return parsing_->state == State::Head && parsing_->waiting.empty();
}

std::size_t RequestReader::body_bytes_expected() const {
    return parsing_->body_expected;
}

bool RequestReader::take_expectation() {
    return std::exchange(parsing_->expects_continue, false);
}

RequestReader::Taken RequestReader::take() {
    return parsing_->take();
}

const Failure& RequestReader::failure() const {
    return parsing_->failure;
}

const Request& RequestReader::so_far() const {
    return parsing_->request;
}

std::string write_head(const Reply& reply, After after, std::string_view date) {
    std::string head = cat({"HTTP/1.1 ",
                            number(reply.status),
                            " ",
                            reason_of(reply.status),
                            "\r\n",
                            "Date: ",
                            date,
                            "\r\n"});
    for (const auto& [name, value] : reply.headers) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
    const bool has_no_body = reply.status == 204 || reply.status == 304 || reply.status < 200;
    if (!has_no_body && !reply.headers.has("Content-Length")) {
        head.append("Content-Length: ").append(std::to_string(reply.body.size())).append("\r\n");
    }
    head.append(after == After::Close ? "Connection: close\r\n\r\n" : "\r\n");
    return head;
}

std::string http_date(Instant instant) {
    constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::string_view kMonths[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date date{static_cast<std::int32_t>(instant.micros / kDay)};
    const Civil civil = civil_of(date);
    const auto seconds = (instant.micros % kDay) / kSecond;
    const auto two = [](std::int64_t n) { return cat({n < 10 ? "0" : "", number(n)}); };
    return cat({kDays[weekday(date) - 1],
                ", ",
                two(civil.day),
                " ",
                kMonths[civil.month - 1],
                " ",
                number(civil.year),
                " ",
                two(seconds / 3600),
                ":",
                two(seconds / 60 % 60),
                ":",
                two(seconds % 60),
                " GMT"});
}

}  // namespace longstone::http
