#include "people/match_card.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.h"
#include "people/current.h"
#include "people/identifiers.h"
#include "people/rules.h"

namespace longstone::people {
namespace {

constexpr char kCell = '\x1f';
constexpr char kFormer = '\x1e';

constexpr std::array<std::string_view match::Entry::*, 14> kCells = {&match::Entry::source,
                                                                     &match::Entry::given,
                                                                     &match::Entry::middle,
                                                                     &match::Entry::family,
                                                                     &match::Entry::birth,
                                                                     &match::Entry::sex,
                                                                     &match::Entry::street,
                                                                     &match::Entry::town,
                                                                     &match::Entry::postcode,
                                                                     &match::Entry::nhs_number,
                                                                     &match::Entry::upn,
                                                                     &match::Entry::other_id,
                                                                     &match::Entry::phone,
                                                                     &match::Entry::house};
constexpr std::size_t kEmail = kCells.size();  // the cell after them
constexpr std::array<std::string_view match::Former::*, 7> kFormerCells = {&match::Former::given,
                                                                           &match::Former::family,
                                                                           &match::Former::birth,
                                                                           &match::Former::street,
                                                                           &match::Former::town,
                                                                           &match::Former::postcode,
                                                                           &match::Former::phone};

constexpr std::array<std::pair<std::string_view, std::string_view match::Entry::*>, 3> kNumbers = {
    {{"nhs-number", &match::Entry::nhs_number},
     {"upn", &match::Entry::upn},
     {"child-id", &match::Entry::other_id}}};

// A card while it is written: its own texts, without the signs that part them.
using Cells = std::array<std::string, kCells.size() + 1>;
using FormerCells = std::array<std::string, kFormerCells.size()>;

std::string plain(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return out;
}

std::string day_of(const BirthDate& birth) {
    const auto whole = iso(birth.date);
    if (birth.estimated || birth.precision == Precision::Year) return whole.substr(0, 4);
    return birth.precision == Precision::Month ? whole.substr(0, 7) : whole;
}

bool is_email(const Contact& contact) {
    return contact.value.find('@') != std::string::npos;
}

// The value that holds stands first; else the last one said.
void put_first(std::vector<const Assertion*>& said, const Assertion* present) {
    const auto at = std::ranges::find(said, present);
    if (at != said.end()) std::rotate(said.begin(), at, at + 1);
}

class Writer {
public:
    void take(const Assertion& said) {
        if (const auto* name = std::get_if<Name>(&said.fact)) take_name(*name, said.agency);
        if (const auto* birth = std::get_if<BirthDate>(&said.fact)) {
            put(&match::Entry::birth, &match::Former::birth, day_of(*birth));
        }
        if (const auto* expected = std::get_if<ExpectedDate>(&said.fact)) {
            expected_ = iso(expected->date);
        }
        const auto* sex = std::get_if<SexStated>(&said.fact);
        if (sex != nullptr && sex->sex != Sex::Unknown && cell(&match::Entry::sex).empty()) {
            cell(&match::Entry::sex) = word(sex->sex);
        }
        if (const auto* address = std::get_if<Address>(&said.fact)) take_address(*address);
        if (const auto* contact = std::get_if<Contact>(&said.fact)) take_contact(*contact);
        if (const auto* identifier = std::get_if<Identifier>(&said.fact)) take_number(*identifier);
    }

    std::string done() {
        if (cell(&match::Entry::birth).empty() && !expected_.empty()) {
            cell(&match::Entry::birth) = expected_;
            if (cell(&match::Entry::given).empty()) cell(&match::Entry::given) = "Unborn";
        }
        std::string card;
        for (const auto& text : cells_) {
            card += text;
            card += kCell;
        }
        for (const auto& former : formers_) {
            card += kFormer;
            for (const auto& text : former) {
                card += text;
                card += kCell;
            }
        }
        return card;
    }

private:
    std::string& cell(std::string_view match::Entry::* which) {
        return cells_[static_cast<std::size_t>(std::ranges::find(kCells, which) - kCells.begin())];
    }
    static std::string& cell(FormerCells& former, std::string_view match::Former::* which) {
        return former[static_cast<std::size_t>(std::ranges::find(kFormerCells, which) -
                                               kFormerCells.begin())];
    }

    void put(std::string_view match::Entry::* present,
             std::string_view match::Former::* past,
             std::string text) {
        auto& held = cell(present);
        if (held.empty() || held == text) {
            held = std::move(text);
            return;
        }
        FormerCells former;
        cell(former, past) = std::move(text);
        keep(std::move(former));
    }

    void keep(FormerCells former) {
        constexpr std::size_t kMost = 24;
        if (formers_.size() < kMost && std::ranges::find(formers_, former) == formers_.end())
            formers_.push_back(std::move(former));
    }

    void take_name(const Name& name, const std::string& agency) {
        auto& given = cell(&match::Entry::given);
        auto& family = cell(&match::Entry::family);
        const auto first = plain(name.given);
        const auto last = plain(name.family);
        if (given.empty() && family.empty()) {
            given = first;
            family = last;
            cell(&match::Entry::middle) = plain(name.middle);
            cell(&match::Entry::source) = agency;
        } else if ((!first.empty() && first != given) || (!last.empty() && last != family)) {
            FormerCells former;
            cell(former, &match::Former::given) = first;
            cell(former, &match::Former::family) = last;
            keep(std::move(former));
        }
    }

    // Where somebody works or learns is not where they live.
    void take_address(const Address& address) {
        if (!address.lives_there) return;
        const auto street = address.lines.empty() ? std::string() : plain(address.lines.front());
        const auto town = address.lines.size() > 1 ? plain(address.lines.back()) : std::string();
        const auto postcode = plain(address.postcode);
        if (street.empty() && postcode.empty()) return;
        if (cell(&match::Entry::street).empty() && cell(&match::Entry::postcode).empty()) {
            cell(&match::Entry::street) = street;
            cell(&match::Entry::town) = town;
            cell(&match::Entry::postcode) = postcode;
            return;
        }
        FormerCells former;
        cell(former, &match::Former::street) = street;
        cell(former, &match::Former::town) = town;
        cell(former, &match::Former::postcode) = postcode;
        keep(std::move(former));
    }

    void take_contact(const Contact& contact) {
        if (is_email(contact)) {
            if (cells_[kEmail].empty()) cells_[kEmail] = plain(contact.value);
        } else if (const auto phone = normal_phone(contact.value)) {
            put(&match::Entry::phone, &match::Former::phone, *phone);
        }
    }

    // Numbers of other kinds say nothing against each other, so only one kind goes in beside the
    // national ones; the rest are looked up by keys.h.
    void take_number(const Identifier& identifier) {
        for (const auto& [scheme, which] : kNumbers) {
            if (identifier.scheme == scheme && cell(which).empty())
                cell(which) = plain(identifier.value);
        }
    }

    Cells cells_ = {};
    std::vector<FormerCells> formers_ = {};
    std::string expected_ = {};
};

}  // namespace

std::string match_card(const std::vector<Assertion>& assertions, Date today, bool with_protected) {
    std::vector<const Assertion*> said;
    std::vector<Assertion> open;
    open.reserve(assertions.size());
    for (const auto& one : assertions) {
        if (one.withdrawn || (one.is_protected && !with_protected)) continue;
        open.push_back(one);
    }
    for (const auto& one : open)
        said.push_back(&one);
    // Of several numbers of a kind the last one said is the present one.
    std::ranges::reverse(said);
    const Current now = current_of(open, today);
    put_first(said, now.home);
    put_first(said, now.birth);
    put_first(said, now.name);
    Writer writer;
    for (const auto* one : said)
        writer.take(*one);
    return writer.done();
}

std::string match_card(const std::vector<NewAssertion>& stated, std::string_view agency) {
    std::vector<Assertion> assertions;
    assertions.reserve(stated.size());
    for (const auto& one : stated) {
        assertions.push_back(as_assertion(one, {}));
        assertions.back().agency = agency;
        // Whoever states several says the present one first.
        assertions.back().from = {};
        assertions.back().until = {};
    }
    std::ranges::reverse(assertions);
    return match_card(assertions, {}, true);
}

match::Entry entry_of(std::string_view card) {
    match::Entry entry;
    const auto next = [&] {
        const auto end = card.find(kCell);
        const auto text = card.substr(0, end);
        card.remove_prefix(end == std::string_view::npos ? card.size() : end + 1);
        return text;
    };
    for (const auto& cell : kCells)
        entry.*cell = next();
    entry.extras[0] = next();
    while (!card.empty() && card.front() == kFormer) {
        card.remove_prefix(1);
        match::Former former;
        for (const auto& cell : kFormerCells)
            former.*cell = next();
        entry.former.push_back(former);
    }
    return entry;
}

}  // namespace longstone::people
