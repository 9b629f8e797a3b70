#include "match/words.h"

#include <array>
#include <cstddef>
#include <cstdio>

#include "base/text.h"
#include "match/likelihood.h"

namespace longstone::match {
namespace {

using Names = std::vector<const char*>;

const Names kGiven = {"same",
                      "short form or other spelling of one name",
                      "one slip apart",
                      "alike, but both are names",
                      "initial agrees",
                      "one word, or the middle name, agrees",
                      "a little alike",
                      "different",
                      "not known"};
const Names kMiddle = {"same", "initial agrees", "different", "not known"};
const Names kOrder = {"in order", "given and family name in each other's place"};
const Names kFamily = {"same",
                       "one slip apart",
                       "alike, but both are names",
                       "one word agrees",
                       "different",
                       "not known"};
const Names kPlace = {"same address",
                      "same postcode",
                      "neighbouring postcode or street",
                      "same town or institution",
                      "elsewhere",
                      "not known"};
const Names kPhone = {"same telephone", "other telephone", "telephone not known"};
const Names kBirth = {"same day",
                      "the same 1 January",
                      "day and month swapped",
                      "one digit apart",
                      "same year, day in doubt",
                      "same month",
                      "same day of another year",
                      "same year",
                      "within twelve years",
                      "a generation apart",
                      "not known"};
const Names kAgree = {"same", "different", "not known"};
const Names kMark = {"same", "one slip apart", "different", "not known"};
const Names kExtra = {"same", "one slip apart", "different", "not known"};

std::string figures(double value) {
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%10.6f", value);
    return out.data();
}

std::string signed_bits(Bits bits) {
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%+.2f", static_cast<double>(bits) / kBit);
    return out.data();
}

std::string birth_text(Birth b) {
    if (!b.known()) return {};
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", b.year, b.month, b.day);
    return out.data();
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

}  // namespace

const char* words_of(Band band) {
    switch (band) {
        case Band::NoLink:
            return "no link";
        case Band::Review:
            return "for review";
        case Band::Link:
            return "links itself";
    }
    return "";
}

Explained explain(
    const Book& book, const Scale& scale, RecordNo a, RecordNo b, const Bands& bands) {
    const auto& x = book[a];
    const auto& y = book[b];
    const auto p = Comparer(book, Comparer::kFew).compare(a, b);
    Explained out;
    out.pattern = p;
    out.evidence = scale.evidence(p);
    out.rule = held_back(p, x, y);
    out.stated = stated(out.evidence.weight, out.rule, bands);
    out.chance = chance_of(out.stated);
    out.band = band_of(out.stated, out.rule, bands);
    const auto& e = out.evidence;
    const auto household = [&](Field field) {
        // The nearer of the two rivals of the household.
        return e.against[0] < e.against[1] ? e.bits[0][at(field)] : e.bits[1][at(field)];
    };
    const auto put =
        [&](Field field, const char* name, std::string words, std::string left, std::string right) {
            out.reasons.push_back({name,
                                   std::move(words),
                                   std::move(left),
                                   std::move(right),
                                   e.bits[2][at(field)],
                                   household(field)});
        };
    const auto name = [&](TextId id) { return std::string(book.name_text(id)); };
    const auto number_of = [](std::uint64_t n) {
        return n == 0 ? std::string{} : number(static_cast<long long>(n));
    };
    const auto text = [&](TextId id) { return std::string(book.text(id)); };
    const auto place = [&](const Record& r) {
        return std::string(trim(cat({book.text(r.flat),
                                     " ",
                                     book.text(r.house),
                                     " ",
                                     book.text(r.street),
                                     " ",
                                     book.text(r.town),
                                     " ",
                                     book.postcode_text(r.postcode)})));
    };
    put(Field::Prior, "Before looking", "any two records", {}, {});
    put(Field::Given, "Given name", kGiven[at(p.given)], name(x.given), name(y.given));
    put(Field::Middle, "Middle name", kMiddle[at(p.middle)], name(x.middle), name(y.middle));
    put(Field::Order, "Order of names", kOrder[at(p.order)], {}, {});
    put(Field::Household,
        "Household",
        cat({"family name ",
             kFamily[at(p.family)],
             "; ",
             kPlace[at(p.place)],
             "; ",
             kPhone[at(p.phone)]}),
        cat({name(x.family), ", ", place(x)}),
        cat({name(y.family), ", ", place(y)}));
    put(Field::Birth,
        "Date of birth",
        kBirth[at(p.birth)],
        birth_text(x.birth),
        birth_text(y.birth));
    const auto sex = [](std::uint8_t s) {
        return std::string(s == 1 ? "male" : s == 2 ? "female" : "");
    };
    put(Field::Sex, "Sex", kAgree[at(p.sex)], sex(x.sex), sex(y.sex));
    put(Field::Nhs, "NHS number", kMark[at(p.nhs)], number_of(x.nhs), number_of(y.nhs));
    put(Field::Upn, "UPN", kMark[at(p.upn)], text(x.upn), text(y.upn));
    put(Field::OtherId,
        "Other identifier",
        kMark[at(p.other_id)],
        text(x.other_id),
        text(y.other_id));
    for (std::size_t i = 0; i < kExtras; ++i)
        put(static_cast<Field>(at(Field::Extra1) + i),
            "Further field",
            kExtra[at(p.extras[i])],
            text(x.extras[i]),
            text(y.extras[i]));
    return out;
}

std::string words_of(const Explained& explained) {
    std::string out;
    for (const auto& r : explained.reasons) {
        if (r.stranger == 0 && r.household == 0) continue;
        out += cat({padded(r.field, 18),
                    padded(signed_bits(r.stranger), 9),
                    padded(signed_bits(r.household), 9),
                    r.words});
        if (!r.left.empty() || !r.right.empty()) out += cat({" (", r.left, " | ", r.right, ")"});
        out += '\n';
    }
    const auto& e = explained.evidence;
    out += cat({"Against a stranger ",
                signed_bits(e.against[2]),
                " bits, another born that day in the household ",
                signed_bits(e.against[0]),
                ", a relative ",
                signed_bits(e.against[1]),
                "\n"});
    out += cat({"Weight ",
                signed_bits(explained.stated),
                " bits, probability ",
                trim(figures(explained.chance)),
                ": ",
                words_of(explained.band),
                "\n"});
    if (explained.rule != Rule::None) out += cat({"Held back: ", words_of(explained.rule), "\n"});
    return out;
}

std::string table_of(const Model& m) {
    std::string out = cat({"share of all pairs: one person ",
                           figures(m.prior[0] * 1e6),
                           ", born together ",
                           figures(m.prior[1] * 1e6),
                           ", relatives ",
                           figures(m.prior[2] * 1e6),
                           " in a million\n"});
    out += cat({padded("field", 12),
                padded("level", 44),
                " one person  together  relatives  strangers\n"});
    const auto field =
        [&](const char* title, const Names& levels, const auto& list_of, const auto& stranger) {
            for (std::size_t i = 0; i < list_of(m.same).size(); ++i)
                out += cat({padded(title, 12),
                            padded(levels[i], 44),
                            figures(list_of(m.same)[i]),
                            " ",
                            figures(list_of(m.same_birth)[i]),
                            " ",
                            figures(list_of(m.relative)[i]),
                            " ",
                            figures(stranger(i)),
                            "\n"});
        };
    field(
        "given",
        kGiven,
        [](const Shares& s) { return s.given; },
        [&](std::size_t i) { return m.stranger.given[4][i][8]; });
    field(
        "middle",
        kMiddle,
        [](const Shares& s) { return s.middle; },
        [&](std::size_t i) { return m.stranger.rest.middle[i]; });
    field(
        "order",
        kOrder,
        [](const Shares& s) { return s.order; },
        [&](std::size_t i) { return m.stranger.rest.order[i]; });
    const auto family = [](const Shares& s) {
        std::array<double, kFamilyLevels> list{};
        for (std::size_t i = 0; i < kFamilyLevels; ++i)
            list[i] = s.household.share[i][kPlaceLevels][kPhoneLevels];
        return list;
    };
    const auto place = [](const Shares& s) {
        std::array<double, kPlaceLevels> list{};
        for (std::size_t i = 0; i < kPlaceLevels; ++i)
            list[i] = s.household.share[kFamilyLevels][i][kPhoneLevels];
        return list;
    };
    const auto phone = [](const Shares& s) {
        return s.household.share[kFamilyLevels][kPlaceLevels];
    };
    field("family", kFamily, family, [&](std::size_t i) { return m.stranger.family[i][8]; });
    field("place", kPlace, place, [&](std::size_t i) { return m.stranger.place[i]; });
    field(
        "telephone",
        kPhone,
        [&](const Shares& s) { return std::array<double, 2>{phone(s)[0], phone(s)[1]}; },
        [&](std::size_t i) { return m.stranger.phone[i]; });
    field(
        "birth",
        kBirth,
        [](const Shares& s) { return s.birth; },
        [&](std::size_t i) { return m.stranger.rest.birth[i]; });
    field(
        "sex",
        kAgree,
        [](const Shares& s) { return s.sex; },
        [&](std::size_t i) { return m.stranger.rest.sex[i]; });
    field(
        "NHS number",
        kMark,
        [](const Shares& s) { return s.nhs; },
        [&](std::size_t i) { return m.stranger.rest.nhs[i]; });
    field(
        "UPN",
        kMark,
        [](const Shares& s) { return s.upn; },
        [&](std::size_t i) { return m.stranger.rest.upn[i]; });
    field(
        "other id",
        kMark,
        [](const Shares& s) { return s.other_id; },
        [&](std::size_t i) { return m.stranger.rest.other_id[i]; });
    for (std::size_t x = 0; x < kExtras; ++x)
        field(
            "further",
            kExtra,
            [x](const Shares& s) { return s.extras[x]; },
            [&](std::size_t i) { return m.stranger.rest.extras[x][i]; });
    return out;
}

}  // namespace longstone::match
