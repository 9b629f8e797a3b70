#include "journal/chain.h"

#include "base/secret.h"
#include "base/text.h"

namespace longstone::journal {
namespace {

class Canonical {
public:
    explicit Canonical(std::string_view what) { add(what); }
    Canonical& add(std::int64_t number) {
        for (int shift = 56; shift >= 0; shift -= 8)
            text_.push_back(static_cast<char>(number >> shift & 0xFF));
        return *this;
    }
    Canonical& add(std::string_view piece) {
        add(static_cast<std::int64_t>(piece.size()));
        text_.append(piece);
        return *this;
    }
    [[nodiscard]] std::string hash() const { return blake2b({text_}); }

private:
    std::string text_ = {};
};

}  // namespace

std::string no_hash() {
    return std::string(32, '\0');
}

std::string body_digest(std::string_view salt, std::string_view body) {
    return keyed_blake2b(salt, body);
}

std::string event_hash(const EventHeader& header) {
    return Canonical("longstone event 1")
        .add(header.seq)
        .add(header.stream)
        .add(header.stream_rev)
        .add(header.happened_at)
        .add(header.recorded_at)
        .add(header.actor)
        .add(header.agency)
        .add(header.kind)
        .add(header.body_digest)
        .add(header.prev)
        .hash();
}

std::string look_hash(const LookHeader& header) {
    return Canonical("longstone look 1")
        .add(header.id)
        .add(header.actor)
        .add(header.chain_rev)
        .add(header.at)
        .add(header.agency)
        .add(header.action)
        .add(header.subject)
        .add(header.reason)
        .add(header.prev)
        .hash();
}

std::string next_digest(std::string_view digest, std::string_view hash) {
    return Canonical("longstone digest 1").add(digest).add(hash).hash();
}

std::string seal_root(const Seal& seal) {
    return Canonical("longstone checkpoint 1")
        .add(seal.number)
        .add(seal.made_at)
        .add(seal.events_to)
        .add(seal.events)
        .add(seal.looks_to)
        .add(seal.looks)
        .add(seal.event_digest)
        .add(seal.look_digest)
        .add(seal.previous_root)
        .hash();
}

std::string signed_text(std::string_view root) {
    return cat({"longstone signed root 1\n", root});
}

}  // namespace longstone::journal
