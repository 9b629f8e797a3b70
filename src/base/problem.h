#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

// A domain "no" is a value. A Problem says what is wrong, where (the field) and what to do about
// it; `message` is safe to show to the person, `detail` is for the log alone. A broken machine
// (disk full, database gone) is an exception instead, caught once at the request's edge.
namespace longstone {

enum class Fault {
    Malformed,        // the request could not be read: 400
    Unauthenticated,  // nobody is signed in: 401
    NotFound,         // not there, or not for this viewer: 404, always the same words
    Conflict,         // somebody else changed it first: 409
    TooLarge,         // over a stated limit: 413
    Invalid,          // understood but refused; fields say which: 422
    NeedsReason,      // allowed only with a reason (break-glass): 403
    TooMany,          // rate limit: 429
};

struct FieldProblem {
    std::string field = {};    // the field's id in its definition
    std::string message = {};  // what is wrong and what to do

    bool operator==(const FieldProblem&) const = default;
};

struct Problem {
    Fault fault = Fault::Invalid;
    std::string message = {};
    std::vector<FieldProblem> fields = {};
    std::string detail = {};
};

template <class T>
using Result = std::expected<T, Problem>;
using Refused = std::unexpected<Problem>;

inline Refused refuse(Fault fault, std::string message) {
    return Refused(Problem{.fault = fault, .message = std::move(message)});
}

inline Refused not_found() {
    return refuse(Fault::NotFound, "This page or record does not exist, or is not open to you.");
}

}  // namespace longstone

// The value of a Result, or return its Problem from this function. Use it only as a whole
// statement or a whole right-hand side: inside an initialiser list g++ 12 leaks built members.
#define TRY(...)                                                                       \
    (__extension__({                                                                   \
        auto&& try_result_ = (__VA_ARGS__);                                            \
        if (!try_result_) return ::longstone::Refused(std::move(try_result_).error()); \
        std::move(try_result_).value();                                                \
    }))
