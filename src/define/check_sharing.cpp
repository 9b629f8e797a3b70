#include <algorithm>

#include "base/text.h"
#include "define/check_all.h"

// Sharing: gateways are for purposes that are there, a purpose has a gateway, what is sensitive can
// be asked for by some law, and the agencies named can answer and be told.
namespace longstone::define {
namespace {

template <class T>
std::vector<std::string> ids_of(const std::map<std::string, T, std::less<>>& all) {
    std::vector<std::string> ids;
    for (const auto& [id, one] : all)
        ids.push_back(id);
    return ids;
}

class SharingCheck {
public:
    SharingCheck(const Definitions& definitions, const Node& node, Errors& errors)
        : definitions_(definitions), sharing_(definitions.sharing), node_(node), errors_(errors) {}

    void run() {
        for (const auto& [id, gateway] : sharing_.gateways)
            check_gateway(gateway);
        for (const auto& [id, purpose] : sharing_.purposes)
            if (!any_gateway([&](const Gateway& g) { return serves(g, id); }))
                errors_.add(purpose.place,
                            cat({"no gateway is for \"", id, "\""}),
                            "Name it under purposes: of a gateway, or take it away.");
        for (const auto& [id, field] : sharing_.fields)
            if (field.sensitive &&
                !any_gateway([](const Gateway& g) { return g.carries_sensitive; }))
                errors_.add(field.place,
                            cat({"no gateway carries what is as sensitive as \"", id, "\""}),
                            "Give a gateway carries-sensitive: yes.");
        for (const auto& [id, agency] : sharing_.agencies)
            check_agency(agency);
        if (!sharing_.agencies.empty() && !sharing_.known)
            errors_.add(node_.at({"agencies"}).place,
                        "agencies are asked, and it is not said how",
                        "Add known:, with its limits.");
    }

private:
    static bool serves(const Gateway& gateway, const std::string& purpose) {
        return std::ranges::find(gateway.purposes, purpose) != gateway.purposes.end();
    }

    template <class Test>
    [[nodiscard]] bool any_gateway(Test test) const {
        return std::ranges::any_of(sharing_.gateways,
                                   [&](const auto& entry) { return test(entry.second); });
    }

    void check_gateway(const Gateway& gateway) {
        const Node& node = node_.at({"gateways", gateway.id});
        for (const auto& purpose : gateway.purposes)
            if (!sharing_.purposes.contains(purpose))
                errors_.unknown(node.at({"purposes"}).mention(purpose).place,
                                "purpose",
                                purpose,
                                ids_of(sharing_.purposes));
        for (const auto& about : gateway.about)
            if (about != "child" && about != "adult")
                errors_.unknown(node.at({"about"}).mention(about).place,
                                "kind of subject",
                                about,
                                {"child", "adult"});
        for (const auto& kind : gateway.asker_kinds)
            if (!is_kind(kind))
                errors_.unknown(node.at({"asker-kinds"}).mention(kind).place,
                                "kind of agency",
                                kind,
                                agency_kinds());
    }

    [[nodiscard]] std::vector<std::string> agency_kinds() const {
        std::vector<std::string> kinds;
        for (const auto& agency : definitions_.partnership.agencies)
            kinds.insert(kinds.end(), agency.kinds.begin(), agency.kinds.end());
        std::ranges::sort(kinds);
        const auto [from, until] = std::ranges::unique(kinds);
        kinds.erase(from, until);
        return kinds;
    }

    [[nodiscard]] bool is_kind(const std::string& kind) const {
        const auto kinds = agency_kinds();
        return std::ranges::find(kinds, kind) != kinds.end();
    }

    [[nodiscard]] bool any_may(const Agency& agency, const std::string& power) const {
        return std::ranges::any_of(agency.posts, [&](const Post& post) {
            return std::ranges::any_of(post.roles, [&](const std::string& role) {
                const auto found = definitions_.roles.find(role);
                return found != definitions_.roles.end() && found->second.may.contains(power);
            });
        });
    }

    void check_agency(const SharingAgency& agency) {
        const Node& node = node_.at({"agencies", agency.id});
        const auto* known = definitions_.partnership.agency(agency.id);
        if (known == nullptr) {
            std::vector<std::string> ids;
            for (const auto& one : definitions_.partnership.agencies)
                ids.push_back(one.id);
            errors_.unknown(agency.place, "agency", agency.id, ids);
            return;
        }
        for (const auto& category : agency.tells)
            if (sharing_.known && !sharing_.known->categories.contains(category)) {
                std::vector<std::string> ids;
                for (const auto& [id, text] : sharing_.known->categories)
                    ids.push_back(id);
                errors_.unknown(
                    node.at({"tells"}).mention(category).place, "category", category, ids);
            }
        const bool own_post = agency.contact.starts_with(cat({agency.id, "/"}));
        if (!agency.contact.empty() &&
            (!own_post || definitions_.partnership.post(agency.contact) == nullptr))
            errors_.add(node.at({"contact"}).place,
                        cat({"\"", agency.contact, "\" is no post of this agency"}),
                        cat({"Write ", agency.id, "/post, one that is in partnership.yaml."}));
        if (agency.answers == SharingAgency::Answers::OwnSystem && !any_may(*known, "send-feeds"))
            errors_.add(agency.place,
                        "nobody at this agency could send what its own system answers",
                        "Give a role of one of its posts may: [send-feeds].");
        if (!any_may(*known, "decide-release"))
            errors_.add(agency.place,
                        "nobody at this agency could decide what it releases",
                        "Give a role of one of its posts may: [decide-release].");
    }

    const Definitions& definitions_;
    const Sharing& sharing_;
    const Node& node_;
    Errors& errors_;
};

}  // namespace

void check_sharing(const Definitions& definitions, const Sources& sources, Errors& errors) {
    if (sources.sharing.is_map()) SharingCheck(definitions, sources.sharing, errors).run();
}

}  // namespace longstone::define
