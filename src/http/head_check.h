#pragma once

#include <optional>
#include <string_view>

// The strict reading of a request's head, before the parser sees it. Two programs that read one
// head in two ways let a request be smuggled past one of them, so whatever may be read in more
// than one way is refused: both a length and chunks, a length twice or in a list, a folded or
// nameless field, a bare CR or LF, NUL, a Host that is missing, doubled or not a host.
namespace longstone::http {

struct HeadFault {
    int status = 400;
    std::string_view what = {};  // for the person
};

// `head` is everything up to and with the empty line.
std::optional<HeadFault> check_head(std::string_view head);

// "example.org", "example.org:8080", "[::1]:8080"
bool is_host(std::string_view text);

}  // namespace longstone::http
