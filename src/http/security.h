#pragma once

// The headers every reply carries, whoever made it. What a reply has set itself stays.
namespace longstone::http {

struct Request;
struct Reply;

void add_security_headers(const Request& request, Reply& reply);

}  // namespace longstone::http
