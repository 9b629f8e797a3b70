#include <algorithm>
#include <array>

#include "base/text.h"
#include "define/check_all.h"

// What a feed says of events, of relations and of the agency's own numbers holds.
namespace longstone::define {
namespace {

using Ids = std::vector<std::string>;
constexpr std::string_view kSignificance = "event-significance";

bool is_time(const FeedColumn& column) {
    return column.type == "date" || column.type == "time";
}

Ids ids_of(const CodeList& list) {
    Ids ids;
    ids.reserve(list.codes.size());
    for (const Code& code : list.codes)
        ids.push_back(code.id);
    return ids;
}

class EventCheck {
public:
    EventCheck(const Definitions& definitions, const Feed& feed, const Node& node, Errors& errors)
        : definitions_(definitions), feed_(feed), node_(node), errors_(errors) {
        for (const FeedColumn& column : feed.columns)
            columns_.push_back(column.id);
    }

    void run() {
        own_number();
        when(node_.at({"changed"}), feed_.changed);
        if (feed_.event) event(*feed_.event, node_.at({"event"}));
        if (feed_.relation) relation(*feed_.relation, node_.at({"relation"}));
        withdrawn();
        roles();
        addresses();
    }

private:
    void bad(const Node& node, std::string what, std::string cure) {
        errors_.add(node.place, std::move(what), std::move(cure));
    }

    const FeedColumn* column(const Node& node, const std::string& id) {
        if (id.empty()) return nullptr;
        const FeedColumn* found = feed_.column(id);
        if (found == nullptr) errors_.unknown(node.place, "column", id, columns_);
        return found;
    }

    void when(const Node& node, const std::string& id) {
        const auto* found = column(node, id);
        if (found != nullptr && !is_time(*found))
            bad(node, cat({"\"", id, "\" is no date"}), "Write type: date or time for it.");
    }

    void yes_no(const Node& node, const std::string& id) {
        const auto* found = column(node, id);
        if (found != nullptr && found->type != "yes-no")
            bad(node, cat({"\"", id, "\" answers neither yes nor no"}), "Write type: yes-no.");
    }

    // The column is always filled, with codes of this list.
    void coded(const Node& node, const std::string& id, const std::string& list, bool always) {
        const auto* codes = definitions_.code_list(list);
        if (codes == nullptr) {
            bad(node, cat({"there is no code list \"", list, "\""}), "Write it under codes/.");
            return;
        }
        const auto* found = column(node, id);
        if (found == nullptr) return;
        if (always && !found->required && found->otherwise.empty())
            bad(node, cat({"the column \"", id, "\" may be empty"}), "Write required: yes for it.");
        for (const auto& [theirs, ours] : found->codes)
            if (codes->find(ours) == nullptr)
                errors_.unknown(node_.at({"columns", id, "codes"}).mention(ours).place,
                                "code",
                                ours,
                                ids_of(*codes));
    }

    void event(const FeedEvent& said, const Node& node) {
        if (!feed_.pathway.empty() || feed_.relation)
            bad(node, "a row does one thing", "Take pathway: and relation: away, or event:.");
        if (feed_.happened.empty())
            bad(node_, "nothing says when it happened", "Add happened: and its column.");
        coded(node.at({"kind"}), said.kind, said.kinds, true);
        if (!said.significance.empty())
            coded(node.at({"significance"}), said.significance, std::string(kSignificance), false);
        when(node.at({"known"}), said.known);
        when(node.at({"until"}), said.until);
        column(node.at({"address"}), said.address);
        column(node.at({"postcode"}), said.postcode);
        column(node.at({"occurrence"}), said.occurrence);
        yes_no(node.at({"sensitive-if"}), said.sensitive_if);
        for (const std::string& hole : holes_of(said.words))
            if (hole != "agency") column(node.at({"words"}), hole);
        const auto* kinds = definitions_.code_list(said.kinds);
        for (const std::string& kind : said.sensitive)
            if (kinds != nullptr && kinds->find(kind) == nullptr)
                errors_.unknown(
                    node.at({"sensitive"}).mention(kind).place, "code", kind, ids_of(*kinds));
    }

    void relation(const FeedRelation& said, const Node& node) {
        if (!feed_.pathway.empty())
            bad(node, "a row does one thing", "Take pathway: or relation: away.");
        coded(node.at({"type"}), said.type, "relationship", true);
        when(node.at({"from"}), said.from);
        when(node.at({"until"}), said.until);
        const bool other = std::ranges::any_of(feed_.columns, [&](const FeedColumn& one) {
            return !one.person.empty() && feed_.role_of(one) == said.of;
        });
        if (said.of == feed_.subject || !other)
            bad(node.at({"of"}),
                cat({"no column says who the ", said.of, " is"}),
                "Add columns with person: and that role.");
    }

    void withdrawn() {
        if (feed_.withdrawn.empty()) return;
        const Node& node = node_.at({"withdrawn"});
        yes_no(node, feed_.withdrawn);
        if (!feed_.event && !feed_.relation)
            bad(node, "only events and relations are withdrawn by a row", "Take withdrawn: away.");
    }

    void own_number() {
        if (feed_.own_number.empty()) return;
        const Node& node = node_.at({"own-number"});
        const auto* found = column(node, feed_.own_number);
        const auto* numbers = definitions_.code_list("identifier");
        const bool is_number = found != nullptr && numbers != nullptr &&
                               numbers->find(found->person) != nullptr &&
                               feed_.role_of(*found) == feed_.subject;
        if (found != nullptr && !is_number)
            bad(node,
                cat({"\"", feed_.own_number, "\" is no number of the ", feed_.subject}),
                "Write person: and a code of the list identifier for it.");
    }

    // Without a pathway there are whoever a row is about and whom they are related to.
    void roles() {
        if (!feed_.pathway.empty()) return;
        Ids known{feed_.subject};
        if (feed_.relation) known.push_back(feed_.relation->of);
        for (const FeedColumn& one : feed_.columns) {
            if (one.role.empty() || std::ranges::find(known, one.role) != known.end()) continue;
            errors_.unknown(
                node_.at({"columns", one.id, "role"}).place, "role of people", one.role, known);
        }
    }

    void addresses() {
        for (const FeedColumn& one : feed_.columns) {
            if (one.person != "address-kind") continue;
            const auto* kinds = definitions_.code_list("address-kind");
            for (const auto& [theirs, ours] : one.codes)
                if (kinds != nullptr && kinds->find(ours) == nullptr)
                    errors_.unknown(node_.at({"columns", one.id, "codes"}).mention(ours).place,
                                    "code",
                                    ours,
                                    ids_of(*kinds));
        }
    }

    const Definitions& definitions_;
    const Feed& feed_;
    const Node& node_;
    Errors& errors_;
    Ids columns_ = {};
};

}  // namespace

void check_feed_event(const Definitions& definitions,
                      const Feed& feed,
                      const Node& node,
                      Errors& errors) {
    EventCheck(definitions, feed, node, errors).run();
}

}  // namespace longstone::define
