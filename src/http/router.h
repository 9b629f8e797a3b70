#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "http/message.h"

// Finds the handler for a request and answers it, without a socket. Routes are added while the
// program starts; after that everything is const and any number of threads may call handle().
namespace longstone::http {

using Handler = std::function<Reply(const Request&)>;

// Who may come to the door. The router holds Loopback itself, and for every other kind but Api
// refuses writes that come from another site's page (csrf.h); whoever knows the viewer holds the
// rest, in a guard.
enum class AccessKind {
    Public,    // anybody
    SignedIn,  // a person with a session
    Api,       // a bearer token
    Loopback,  // this machine only; does not exist for anybody else
};
std::string_view name_of(AccessKind kind);

struct RouteInfo {
    std::string name = {};
    AccessKind access = AccessKind::SignedIn;
    std::size_t body_limit = 0;  // in bytes; 0 is kBodyLimit, never over kUploadLimit
};

inline constexpr std::size_t kBodyLimit = std::size_t{1} << 20U;
inline constexpr std::size_t kUploadLimit = std::size_t{32} << 20U;

struct Route {
    std::string method = {};
    std::string pattern = {};
    RouteInfo info = {};
};

// Why no handler answered: 400, 403, 404, 405, 413, 431, 500, 501, 503 …
struct Failure {
    int status = 500;
    Problem problem = {};
};

// Looked at before the handler; a Reply ends the matter there.
using Guard = std::function<std::optional<Reply>(const Request&, const RouteInfo&)>;
// Draws the page for a Failure. It has the whole request, so it can give back what was typed.
// It must not need what may be broken; if it throws, a plain page is sent.
using ErrorPage = std::function<Reply(const Request&, const Failure&)>;

class Router {
public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // A pattern is literal pieces and {name}, {name:number} (1 to 18 digits), {name:key} (lower
    // case letters, digits and hyphens) or, last, {name:rest} (everything after, slashes too).
    // A literal piece wins over a parameter. The same route twice, or one path under two
    // spellings, throws std::logic_error.
    void add(std::string method, std::string pattern, Handler handler, RouteInfo info);
    void guard(Guard guard);  // in the order they were added
    void error_page(ErrorPage page);

    [[nodiscard]] const std::vector<Route>& routes() const;

    // Always an answer. HEAD is answered by GET without its body, OPTIONS with Allow, a known
    // path asked in another way with 405. Whatever a handler throws is caught here, logged under
    // the request's id, and answered 503 (500 when it is a std::logic_error).
    [[nodiscard]] Reply handle(Request request) const;
    // The reply for a request that never reached a handler.
    [[nodiscard]] Reply fail(const Request& request, const Failure& failure) const;

    // Known from the head of a request alone, before its body is read.
    [[nodiscard]] std::size_t body_limit(std::string_view method, std::string_view path) const;

private:
    struct Table;
    std::unique_ptr<Table> table_;
};

}  // namespace longstone::http
