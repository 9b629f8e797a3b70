#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

// Who is asking: a user with the posts they hold, and what those posts' roles allow. Built once a
// request from the account and the definitions, so a change of post counts at once.
namespace longstone::define {
struct Definitions;
}

namespace longstone::access {

inline constexpr std::string_view kPublicUser = "public";
inline constexpr std::string_view kSystemUser = "system";

struct PostHeld {
    std::string agency = {};
    std::string post = {};
    bool operator==(const PostHeld&) const = default;
};

// What the link in somebody's hand lets them do: answer on a record, which opens one of a pathway.
struct ByLink {
    std::string record = {};
    std::string opens = {};
};

struct Viewer {
    std::string user = {};    // account name; "public" and "system" are reserved
    std::string name = {};    // as shown: "Dana Oyelaran"
    std::string agency = {};  // the agency they act for
    std::vector<PostHeld> posts = {};
    std::set<std::string> roles = {};
    std::set<std::string> powers = {};
    bool sees_sensitive = false;
    ByLink by_link = {};

    [[nodiscard]] bool may(std::string_view power) const {
        return powers.contains(std::string(power));
    }
    [[nodiscard]] bool holds(std::string_view role) const {
        return roles.contains(std::string(role));
    }
    [[nodiscard]] bool holds_any(const std::vector<std::string>& any) const;
    // "Hub researcher, Police": the first post held at the agency they act for; empty without one.
    [[nodiscard]] std::string post_name(const define::Definitions& definitions) const;
    [[nodiscard]] bool is_system() const { return user == kSystemUser; }
    [[nodiscard]] bool is_public() const { return user == kPublicUser; }
};

// Fills roles, powers and sees_sensitive from the posts. Posts that the definitions no longer have
// are dropped: they give nothing.
Viewer viewer_of(const define::Definitions& definitions,
                 std::string user,
                 std::string name,
                 std::vector<PostHeld> posts);
// Somebody on the public pages: no agency, no roles.
Viewer public_viewer();
// The same, holding a link to a record: they answer there and see nothing.
Viewer link_viewer(std::string record, std::string opens);
// The program itself: commands given at the machine, and what rules and the clock bring about. No
// account can have its name, so no request ever comes to be it.
Viewer system_viewer();

}  // namespace longstone::access
