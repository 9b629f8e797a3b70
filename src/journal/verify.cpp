#include <limits>
#include <set>
#include <unordered_map>

#include "base/secret.h"
#include "base/text.h"
#include "journal/chain.h"
#include "journal/rows.h"

// Verification is one walk over the events by seq, one over the looks by id and one over the
// checkpoints. Both walks keep the head of every chain; beside them the digests that the
// checkpoints sealed are taken again.
namespace longstone::journal {
namespace {

// Enough to see what happened; a journal that is wholly broken must not fill the memory.
constexpr std::size_t kMostTampers = 1000;
constexpr std::int64_t kBeforeAll = std::numeric_limits<std::int64_t>::min();

class Findings {
public:
    void add(std::int64_t seq, std::string what) {
        ++count_;
        if (found_.size() < kMostTampers) found_.push_back({.seq = seq, .what = std::move(what)});
    }
    void add(const Findings& others) {
        for (const Tamper& tamper : others.found_)
            add(tamper.seq, tamper.what);
    }
    [[nodiscard]] std::size_t count() const { return count_; }
    std::vector<Tamper> take() { return std::move(found_); }

private:
    std::size_t count_ = 0;
    std::vector<Tamper> found_ = {};
};

struct Checkpoint {
    Seal seal = {};
    std::string root = {};
    std::string signature = {};
    bool holds = false;  // it and the one before it are as they were signed
};

// The digests of the rows between two checkpoints, held against what the checkpoints say.
class Segments {
public:
    enum class Of { Events, Looks };
    Segments(const std::vector<Checkpoint>& checkpoints, Of of, Findings& findings)
        : checkpoints_(checkpoints), of_(of), findings_(findings) {}

    // Rows come by rising number. What was found wrong inside a segment already is not said twice.
    void add(std::int64_t number, std::string_view hash) {
        while (at_ < checkpoints_.size() && number > to())
            close();
        digest_ = next_digest(digest_, hash);
        ++count_;
    }
    void finish() {
        while (at_ < checkpoints_.size())
            close();
    }

private:
    [[nodiscard]] std::int64_t to() const {
        const Seal& seal = checkpoints_[at_].seal;
        return of_ == Of::Events ? seal.events_to : seal.looks_to;
    }
    void close() {
        const Seal& seal = checkpoints_[at_].seal;
        const bool holds = checkpoints_[at_].holds;
        const bool events = of_ == Of::Events;
        const std::int64_t sealed = events ? seal.events : seal.looks;
        const bool same = digest_ == (events ? seal.event_digest : seal.look_digest);
        if (holds && !same && findings_.count() == found_before_) {
            const std::string first = number(from_ + 1);
            findings_.add(from_ + 1,
                          cat({events ? "the events " : "the access log lines ",
                               first,
                               " to ",
                               number(to()),
                               " are not those that checkpoint ",
                               number(seal.number),
                               " sealed on ",
                               say(Instant{seal.made_at}),
                               ": it sealed ",
                               number(sealed),
                               ", and ",
                               number(count_),
                               " are there",
                               sealed == count_ ? ", changed" : ""}));
        }
        from_ = to();
        found_before_ = findings_.count();
        digest_ = no_hash();
        count_ = 0;
        ++at_;
    }

    const std::vector<Checkpoint>& checkpoints_;
    Of of_;
    Findings& findings_;
    std::size_t at_ = 0;
    std::size_t found_before_ = 0;
    std::int64_t from_ = 0;
    std::int64_t count_ = 0;
    std::string digest_ = no_hash();
};

struct ChainHead {
    std::int64_t rev = 0;
    std::string hash = no_hash();
};

// Whether a row follows the head of its chain, which it then becomes.
std::string broken_link(ChainHead& head,
                        std::int64_t rev,
                        const std::string& prev,
                        const std::string& hash) {
    std::string wrong;
    if (rev != head.rev + 1)
        wrong = cat({" has revision ",
                     number(rev),
                     ", but ",
                     number(head.rev + 1),
                     " should follow: something before it was removed or moved"});
    else if (prev != head.hash)
        wrong = " does not continue the chain: what stands before it was exchanged";
    head = {.rev = rev, .hash = hash};
    return wrong;
}

class EventWalk {
public:
    EventWalk(const std::vector<Checkpoint>& checkpoints, Findings& findings)
        : findings_(findings), segments_(checkpoints, Segments::Of::Events, findings) {}

    void look_at(const store::Row& row) {
        const std::int64_t seq = row.integer(0);
        const std::string name = cat({"event ", number(seq), " of ", row.text(1)});
        if (seq < next_)
            findings_.add(seq, cat({name, " stands where no event can stand"}));
        else if (seq > next_)
            findings_.add(next_, cat({"event ", number(next_), " is missing"}));
        pass(seq);
        if (const std::string wrong = wrong_with(row); !wrong.empty())
            findings_.add(seq, name + wrong);
        segments_.add(seq, row.bytes(10));
    }

    void unreadable(std::int64_t seq) {
        findings_.add(seq, cat({"event ", number(seq), " cannot be read"}));
        pass(seq);
    }

    void finish(const std::vector<Checkpoint>& checkpoints) {
        if (!checkpoints.empty() && checkpoints.back().seal.events_to >= next_)
            findings_.add(next_, cat({"event ", number(next_), " is missing"}));
        segments_.finish();
        for (const auto& [seq, stream] : bodiless_) {
            if (!destroyed_.contains(seq))
                findings_.add(seq,
                              cat({"the body of event ",
                                   number(seq),
                                   " of ",
                                   stream,
                                   " is gone, and no event says that it was destroyed"}));
        }
    }

private:
    std::string wrong_with(const store::Row& row) {
        const EventHeader header = {
            .seq = row.integer(0),
            .stream = row.text(1),
            .stream_rev = row.integer(2),
            .happened_at = row.integer(3),
            .recorded_at = row.integer(4),
            .actor = row.text(5),
            .agency = row.text(6),
            .kind = row.text(7),
            .body_digest = row.bytes(8),
            .prev = row.bytes(9),
        };
        std::string link =
            broken_link(heads_[row.text(1)], row.integer(2), row.bytes(9), row.bytes(10));
        if (event_hash(header) != row.bytes(10)) return " was changed after it was written";
        if (row.is_null(12)) {
            bodiless_.emplace_back(row.integer(0), row.text(1));
        } else if (row.bytes(11).size() != kSaltBytes ||
                   body_digest(row.bytes(11), row.text(12)) != row.bytes(8)) {
            return " has a body that was changed after it was written";
        } else if (row.text(7) == kBodyDestroyed) {
            note_destroyed(row.text(12));
        }
        return link;
    }

    void pass(std::int64_t seq) {
        if (seq >= next_) next_ = seq < std::numeric_limits<std::int64_t>::max() ? seq + 1 : seq;
    }

    void note_destroyed(const std::string& body) {
        const auto json = Json::parse(body);
        if (!json) return;
        for (const Json& seq : (*json)["seqs"].items())
            destroyed_.insert(seq.integer());
    }

    Findings& findings_;
    Segments segments_;
    std::int64_t next_ = 1;
    std::unordered_map<std::string, ChainHead> heads_ = {};
    std::vector<std::pair<std::int64_t, std::string>> bodiless_ = {};
    std::set<std::int64_t> destroyed_ = {};
};

void walk_events(store::Session& db,
                 const std::vector<Checkpoint>& checkpoints,
                 Findings& findings) {
    EventWalk walk(checkpoints, findings);
    std::int64_t last = kBeforeAll;
    while (true) {
        const store::Rows rows = db.rows(
            "select e.seq, e.stream, e.stream_rev, e.happened_at, e.recorded_at, e.actor,"
            " e.agency, e.kind, e.body_digest, e.prev, e.hash, b.salt, b.body"
            " from event e left join event_body b on b.seq = e.seq"
            " where e.seq > $1 order by e.seq limit $2",
            {last, kPage});
        for (const store::Row& row : rows) {
            last = row.integer(0);
            try {
                walk.look_at(row);
            } catch (const store::Broken&) {
                walk.unreadable(last);  // a value of another kind than was written
            }
        }
        if (std::cmp_less(rows.size(), kPage)) break;
    }
    walk.finish(checkpoints);
    for (const store::Row& row :
         db.rows("select b.seq from event_body b left join event e on e.seq = b.seq"
                 " where e.seq is null order by b.seq limit $1",
                 {kPage}))
        findings.add(row.integer(0),
                     cat({"there is a body of event ", number(row.integer(0)), ", but no event"}));
}

std::string wrong_with_look(const store::Row& row,
                            std::unordered_map<std::string, ChainHead>& heads) {
    const LookHeader header = {
        .id = row.integer(0),
        .actor = row.text(1),
        .chain_rev = row.integer(2),
        .at = row.integer(3),
        .agency = row.text(4),
        .action = row.text(5),
        .subject = row.text(6),
        .reason = row.text(7),
        .prev = row.bytes(8),
    };
    const std::string link =
        broken_link(heads[row.text(1)], row.integer(2), row.bytes(8), row.bytes(9));
    return look_hash(header) != row.bytes(9) ? " was changed after it was written" : link;
}

void walk_looks(store::Session& db,
                const std::vector<Checkpoint>& checkpoints,
                Findings& findings) {
    Segments segments(checkpoints, Segments::Of::Looks, findings);
    std::unordered_map<std::string, ChainHead> heads;
    std::int64_t last = kBeforeAll;
    while (true) {
        const store::Rows rows = db.rows(
            "select id, actor, chain_rev, at, agency, action, subject, reason, prev, hash"
            " from access_log where id > $1 order by id limit $2",
            {last, kPage});
        for (const store::Row& row : rows) {
            const std::int64_t id = row.integer(0);
            last = id;
            try {
                const std::string wrong = wrong_with_look(row, heads);
                if (!wrong.empty())
                    findings.add(id,
                                 cat({"access log line ", number(id), " of ", row.text(1), wrong}));
                segments.add(id, row.bytes(9));
            } catch (const store::Broken&) {
                findings.add(id, cat({"access log line ", number(id), " cannot be read"}));
            }
        }
        if (std::cmp_less(rows.size(), kPage)) break;
    }
    segments.finish();
}

Checkpoint checkpoint_of(const store::Row& row) {
    return {.seal = {.number = row.integer(0),
                     .made_at = row.integer(1),
                     .events_to = row.integer(2),
                     .events = row.integer(3),
                     .looks_to = row.integer(4),
                     .looks = row.integer(5),
                     .event_digest = row.bytes(6),
                     .look_digest = row.bytes(7),
                     .previous_root = row.bytes(8)},
            .root = row.bytes(9),
            .signature = row.bytes(10)};
}

// Reads the checkpoints in order and holds each against its signature and the one before it. One
// that does not hold seals nothing, so it ends where the one before it ended.
class CheckpointWalk {
public:
    CheckpointWalk(std::string_view public_key, Findings& findings)
        : public_key_(public_key), findings_(findings) {}

    void look_at(const store::Row& row) {
        Checkpoint found = checkpoint_of(row);
        const std::int64_t at = found.seal.number;
        const bool next = at == next_;
        const bool follows = found.seal.previous_root == previous_root_;
        const bool sound = seal_root(found.seal) == found.root &&
                           signature_holds(public_key_, signed_text(found.root), found.signature);
        if (!next) findings_.add(next_, cat({"checkpoint ", number(next_), " is missing"}));
        if (!sound)
            findings_.add(at,
                          cat({"checkpoint ",
                               number(at),
                               " was changed after it was signed, or was "
                               "signed with another key"}));
        else if (next && !follows && before_is_sound_)
            findings_.add(at,
                          cat({"checkpoint ", number(at), " does not follow the one before it"}));
        found.holds = sound && next && before_is_sound_;
        if (!sound && checkpoints_.empty())
            found.seal.events_to = found.seal.looks_to = 0;
        else if (!sound) {
            found.seal.events_to = checkpoints_.back().seal.events_to;
            found.seal.looks_to = checkpoints_.back().seal.looks_to;
        }
        next_ = at + 1;
        before_is_sound_ = sound;
        previous_root_ = found.root;
        checkpoints_.push_back(std::move(found));
    }
    void unreadable() {
        findings_.add(next_, cat({"checkpoint ", number(next_), " cannot be read"}));
        ++next_;
        before_is_sound_ = false;
    }
    [[nodiscard]] std::vector<Checkpoint> take() { return std::move(checkpoints_); }

private:
    std::string_view public_key_;
    Findings& findings_;
    std::int64_t next_ = 1;
    bool before_is_sound_ = true;
    std::string previous_root_ = no_hash();
    std::vector<Checkpoint> checkpoints_ = {};
};

std::vector<Checkpoint> walk_checkpoints(store::Session& db,
                                         std::string_view public_key,
                                         Findings& findings) {
    CheckpointWalk walk(public_key, findings);
    for (const store::Row& row :
         db.rows("select number, made_at, events_to, events, looks_to, looks, event_digest,"
                 " look_digest, previous_root, root, signature from checkpoint order by number")) {
        try {
            walk.look_at(row);
        } catch (const store::Broken&) {
            walk.unreadable();
        }
    }
    return walk.take();
}

}  // namespace

std::vector<Tamper> verify(store::Session& db, std::string_view public_key) {
    Findings findings;
    Findings of_checkpoints;
    const auto checkpoints = walk_checkpoints(db, public_key, of_checkpoints);
    walk_events(db, checkpoints, findings);
    walk_looks(db, checkpoints, findings);
    findings.add(of_checkpoints);
    return findings.take();
}

}  // namespace longstone::journal
