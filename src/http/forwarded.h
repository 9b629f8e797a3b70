#pragma once

// What a proxy in front says about the client: used only where the server is told there is one.
namespace longstone::http {

struct Request;

// Sets peer from X-Forwarded-For and secure from X-Forwarded-Proto. Only the last value of each
// counts: the nearest proxy wrote it, and whatever stands before it the client may have made up.
// A peer that is not an address is left as it was.
void believe_proxy(Request& request);

}  // namespace longstone::http
