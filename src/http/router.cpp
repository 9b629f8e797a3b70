#include "http/router.h"

#include <algorithm>
#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"
#include "http/csrf.h"
#include "http/log.h"
#include "http/security.h"
#include "http/urlencoded.h"

namespace longstone::http {
namespace {

// In the order in which they win.
enum class PieceKind { Literal, Number, Key, Text, Rest };

struct Piece {
    PieceKind kind = PieceKind::Literal;
    std::string text = {};  // the literal, or the parameter's name
};

constexpr std::size_t kLongestParameter = 500;

// "/" is one empty piece, "/a/" is "a" and an empty one.
std::vector<std::string_view> pieces_of(std::string_view path) {
    std::vector<std::string_view> pieces;
    while (!path.empty()) {
        const auto end = std::min(path.find('/', 1), path.size());
        pieces.push_back(path.substr(1, end - 1));
        path = path.substr(end);
    }
    return pieces;
}

Piece read_piece(std::string_view text) {
    if (!text.starts_with('{')) return {.text = std::string(text)};
    if (!text.ends_with('}')) throw std::logic_error("a route whose { has no }");
    text = text.substr(1, text.size() - 2);
    const auto colon = text.find(':');
    const auto kind = colon == std::string_view::npos ? "" : text.substr(colon + 1);
    std::string name(text.substr(0, colon));
    if (name.empty()) throw std::logic_error("a route parameter without a name");
    if (kind.empty()) return {.kind = PieceKind::Text, .text = std::move(name)};
    if (kind == "number") return {.kind = PieceKind::Number, .text = std::move(name)};
    if (kind == "key") return {.kind = PieceKind::Key, .text = std::move(name)};
    if (kind == "rest") return {.kind = PieceKind::Rest, .text = std::move(name)};
    throw std::logic_error("a route parameter of a kind there is not");
}

std::vector<Piece> read_pattern(std::string_view pattern) {
    if (!pattern.starts_with('/')) throw std::logic_error("a route that does not start with /");
    std::vector<Piece> pieces;
    for (const auto text : pieces_of(pattern)) {
        if (!pieces.empty() && pieces.back().kind == PieceKind::Rest) {
            throw std::logic_error("a route that goes on after {…:rest}");
        }
        pieces.push_back(read_piece(text));
    }
    return pieces;
}

bool fits(PieceKind kind, std::string_view text) {
    if (text.empty() || text.size() > kLongestParameter) return false;
    const auto all = [&](auto test) { return std::ranges::all_of(text, test); };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    switch (kind) {
        case PieceKind::Number:
            return text.size() <= 18 && all(is_digit);
        case PieceKind::Key:
            return all([&](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
        case PieceKind::Literal:
        case PieceKind::Text:
        case PieceKind::Rest:
            return true;
    }
    return false;
}

// All of one path: its methods, and how to match it.
struct Shape {
    struct Method {
        std::string name = {};
        Handler handler = {};
        std::size_t route = 0;
    };
    std::string pattern = {};
    std::vector<Piece> pieces = {};
    std::vector<Method> methods = {};

    [[nodiscard]] const Method* find(std::string_view name) const {
        for (const auto& method : methods) {
            if (method.name == name) return &method;
        }
        return nullptr;
    }

    [[nodiscard]] std::string allow() const {
        std::vector<std::string> names;
        for (const auto& method : methods) {
            names.push_back(method.name);
            if (method.name == "GET") names.emplace_back("HEAD");
        }
        names.emplace_back("OPTIONS");
        return join(names, ", ");
    }
};

using Segments = std::vector<std::string>;

std::optional<Segments> read_path(std::string_view path) {
    Segments segments;
    for (const auto text : pieces_of(path)) {
        auto decoded = percent_decode(text, Plus::IsPlus);
        if (!decoded || decoded->find('\0') != std::string::npos) return {};
        segments.push_back(std::move(*decoded));
    }
    return segments;
}

// The parameters when the path has this shape.
std::optional<Pairs> match(const std::vector<Piece>& pieces, const Segments& segments) {
    const bool has_rest = pieces.back().kind == PieceKind::Rest;
    if (has_rest ? segments.size() < pieces.size() : segments.size() != pieces.size()) return {};
    Pairs params;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        if (piece.kind == PieceKind::Literal) {
            if (segments[i] != piece.text) return {};
        } else if (piece.kind == PieceKind::Rest) {
            const Segments rest(segments.begin() + static_cast<std::ptrdiff_t>(i), segments.end());
            params.emplace_back(piece.text, join(rest, "/"));
        } else {
            if (!fits(piece.kind, segments[i])) return {};
            params.emplace_back(piece.text, segments[i]);
        }
    }
    return params;
}

bool comes_before(const Shape& a, const Shape& b) {
    return std::ranges::lexicographical_compare(
        a.pieces, b.pieces, [](const Piece& x, const Piece& y) {
            return x.kind != y.kind ? x.kind < y.kind
                                    : x.kind == PieceKind::Literal && x.text < y.text;
        });
}

bool is_loopback(const Request& request) {
    // Behind a proxy that we were not told about, everybody comes from this machine.
    return (request.peer == "127.0.0.1" || request.peer == "::1") &&
           !request.headers.has("X-Forwarded-For") && !request.headers.has("Forwarded");
}

// May be done twice to one reply.
void finish(const Request& request, Reply& reply) {
    add_security_headers(request, reply);
    if (request.method == "HEAD" && !reply.headers.has("Content-Length")) {
        reply.headers.set("Content-Length", std::to_string(reply.body.size()));
        reply.body.clear();
    }
}

Failure no_such_page() {
    return {.status = 404, .problem = not_found().error()};
}

Reply plain_page(const Request& request, const Failure& failure) {
    if (request.path.starts_with("/api/")) {
        return Reply::problem_json(failure.status, failure.problem);
    }
    return Reply::text(failure.status, cat({failure.problem.message, "\n"}));
}

}  // namespace

struct Router::Table {
    std::vector<Route> routes = {};
    std::vector<Shape> shapes = {};  // in the order in which they win
    std::vector<Guard> guards = {};
    ErrorPage error_page = plain_page;

    struct Found {
        const Shape* shape = nullptr;
        Pairs params = {};
    };

    [[nodiscard]] Found find(std::string_view path) const {
        const auto segments = path.starts_with('/') ? read_path(path) : std::nullopt;
        if (!segments) return {};
        for (const auto& shape : shapes) {
            if (auto params = match(shape.pieces, *segments)) return {&shape, std::move(*params)};
        }
        return {};
    }

    [[nodiscard]] static const Shape::Method* method_of(const Shape& shape, std::string_view name) {
        return shape.find(name == "HEAD" ? "GET" : name);
    }

    [[nodiscard]] Reply answer(const Router& router, Request& request) const;
    [[nodiscard]] Reply call(const Router& router,
                             const Shape::Method& method,
                             const Request& request) const;
};

Router::Router() : table_(std::make_unique<Table>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(std::string method, std::string pattern, Handler handler, RouteInfo info) {
    Shape shape{.pattern = pattern, .pieces = read_pattern(pattern)};
    auto& shapes = table_->shapes;
    auto place = std::ranges::lower_bound(shapes, shape, comes_before);
    if (place == shapes.end() || comes_before(shape, *place)) {
        place = shapes.insert(place, std::move(shape));
    } else if (place->pattern != pattern) {
        throw std::logic_error(cat({"one path under two spellings: ", pattern}));
    }
    if (place->find(method) != nullptr) {
        throw std::logic_error(cat({"the same route twice: ", method, " ", pattern}));
    }
    place->methods.push_back({method, std::move(handler), table_->routes.size()});
    table_->routes.push_back({std::move(method), std::move(pattern), std::move(info)});
}

void Router::guard(Guard guard) {
    table_->guards.push_back(std::move(guard));
}

void Router::error_page(ErrorPage page) {
    table_->error_page = std::move(page);
}

const std::vector<Route>& Router::routes() const {
    return table_->routes;
}

std::size_t Router::body_limit(std::string_view method, std::string_view path) const {
    const auto found = table_->find(path);
    if (found.shape == nullptr) return kBodyLimit;
    const auto* route = Table::method_of(*found.shape, method);
    if (route == nullptr) return kBodyLimit;
    const std::size_t limit = table_->routes[route->route].info.body_limit;
    return limit == 0 ? kBodyLimit : std::min(limit, kUploadLimit);
}

Reply Router::Table::call(const Router& router,
                          const Shape::Method& method,
                          const Request& request) const {
    const Route& route = routes[method.route];
    const auto broken = [&](int status, std::string_view what) {
        log_failure(request.id, cat({route.method, " ", route.pattern}), what);
        return router.fail(
            request,
            {.status = status,
             .problem = {.fault = Fault::Invalid,
                         .message = "Something went wrong here, and nothing was saved. "
                                    "Try again in a few minutes."}});
    };
    try {
        if (route.info.access == AccessKind::Loopback && !is_loopback(request)) {
            return router.fail(request, no_such_page());
        }
        if (!request.is_read() && route.info.access != AccessKind::Api &&
            !came_from_own_page(request)) {
            return router.fail(request,
                               {.status = 403,
                                .problem = {.fault = Fault::Malformed,
                                            .message = "This was sent from another site. "
                                                       "Open the page here and send it again."}});
        }
        for (const auto& guard : guards) {
            if (auto reply = guard(request, route.info)) return std::move(*reply);
        }
        return method.handler(request);
    } catch (const std::logic_error& error) {
        return broken(500, error.what());
    } catch (const std::exception& error) {
        return broken(503, error.what());
    } catch (...) {
        return broken(503, "something that is not an exception");
    }
}

Reply Router::Table::answer(const Router& router, Request& request) const {
    auto found = find(request.path);
    if (found.shape == nullptr) return router.fail(request, no_such_page());
    if (request.method == "OPTIONS") {
        return Reply::empty().with("Allow", found.shape->allow());
    }
    const auto* method = method_of(*found.shape, request.method);
    if (method == nullptr) {
        return router
            .fail(request,
                  {.status = 405,
                   .problem = {.fault = Fault::Malformed,
                               .message = "This address cannot be used in that way."}})
            .with("Allow", found.shape->allow());
    }
    request.params = std::move(found.params);
    return call(router, *method, request);
}

Reply Router::handle(Request request) const {
    if (request.id.empty()) request.id = new_id();
    Reply reply = table_->answer(*this, request);
    finish(request, reply);
    return reply;
}

Reply Router::fail(const Request& request, const Failure& failure) const {
    Reply reply;
    try {
        reply = table_->error_page(request, failure);
    } catch (const std::exception& error) {
        log_failure(request.id, "the page for a failure", error.what());
        reply = plain_page(request, failure);
    } catch (...) {
        log_failure(request.id, "the page for a failure", "something that is not an exception");
        reply = plain_page(request, failure);
    }
    reply.status = failure.status;
    if (failure.status == 503 && !reply.headers.has("Retry-After")) {
        reply.headers.set("Retry-After", "30");
    }
    finish(request, reply);
    return reply;
}

std::string_view name_of(AccessKind kind) {
    switch (kind) {
        case AccessKind::Public:
            return "public";
        case AccessKind::SignedIn:
            return "signed in";
        case AccessKind::Api:
            return "api";
        case AccessKind::Loopback:
            return "loopback";
    }
    return "";
}

}  // namespace longstone::http
