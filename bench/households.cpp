#include "households.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string_view>

namespace longstone::bench {
namespace {

struct Culture {
    const char* name;
    double share;
    std::string_view girls, boys, families, starts, ends;  // the last two make rarer family names
};

constexpr std::array<Culture, kCultures> kPeoples = {{
    {"British",
     .70,
     "olivia amelia isla ava mia ivy lily isabella rosie sophia grace willow freya florence emily "
     "ella poppy evie elsie charlotte "
     "evelyn sienna sofia daisy phoebe sophie alice harper matilda ruby emma maya millie eva luna "
     "jessica ada aria arabella maisie "
     "esme eliza penelope bonnie chloe margaret susan patricia christine karen jacqueline julie "
     "linda carol ann deborah sarah tracey "
     "nicola claire lisa joanne michelle helen samantha rebecca laura gemma rachel victoria kelly "
     "amy hannah lauren jade danielle",
     "noah oliver george arthur muhammad leo harry oscar archie henry theodore freddie jack "
     "charlie theo alfie jacob thomas finley "
     "arlo william lucas roman tommy isaac teddy alexander luca edward james joshua albie elijah "
     "max mason ethan daniel samuel john "
     "david michael peter robert paul alan christopher richard philip stephen keith mark andrew "
     "ian gary kevin graham darren lee "
     "matthew jonathan craig simon anthony stuart benjamin adam ryan liam connor jordan callum "
     "kieran scott nathan",
     "smith jones taylor brown williams wilson johnson davies robinson wright thompson evans "
     "walker white roberts green hall wood "
     "jackson clarke harris clark turner hill moore cooper ward morris king watson baker morgan "
     "patterson hughes edwards lewis martin",
     "ash black bram brad chest cor dun east elm fair fen gar grim har hazel hep hol kel king lang "
     "lock mar mel mil nor oak pen pres "
     "rad red ridge row shel stan sten sut thorn tre under wal west whit win wood york",
     "bourne bridge brook bury by combe cote croft dale "
     "den ell field ford gate ham head hurst land ley low man mere more ney pool ridge sall shaw "
     "son stead stone stow ton wall ward way well wick worth yard"},
    {"South Asian Muslim",
     .11,
     "fatima aisha maryam zainab khadija safiya amina hafsa sumaya noor zara hana iqra sana saima "
     "nadia shazia rukhsana nasreen farzana "
     "bushra samina shabnam rabia humaira",
     "mohammed muhammad ali ahmed yusuf ibrahim hassan hussain omar bilal hamza adam imran asif "
     "tariq khalid nadeem shahid usman zain haroon faisal sajid waqar junaid",
     "khan ahmed ali hussain begum akhtar shah malik mahmood iqbal "
     "rahman miah uddin chowdhury islam mirza butt bibi sheikh aziz",
     "ab ak am as ba fa gu ha ja ka ma na qa ra sa ta wa ya za",
     "bari dar dhar din fiz gar har il jad kir lam mat nawaz qat rani sher tar war yar zad"},
    {"South Asian",
     .06,
     "priya anjali kavita meera sunita neha pooja divya asha rani jaspreet harpreet simran gurleen "
     "manpreet kiran anita deepa lakshmi nisha",
     "raj amit sanjay vijay anil ravi suresh rahul arjun krishna gurpreet harjit manjit jaswinder "
     "amandeep balbir kulwinder dev rohan nikhil",
     "patel singh kaur sharma kumar gupta shah desai mehta joshi gill sandhu dhillon sidhu grewal "
     "bains reddy nair pillai iyer",
     "bha cha dha gan jai kar lal mal nar pan raj sam tri ven",
     "deep esh han jeet kar lani mar nath pal ram sena tal van wal"},
    {"Eastern European",
     .06,
     "anna maria katarzyna agnieszka magdalena ewa joanna zofia julia natalia elena ioana andreea "
     "mihaela oksana irina kristina zuzanna",
     "piotr tomasz marcin jakub krzysztof pawel andrzej mateusz jan adam ion andrei mihai florin "
     "vasile serhiy oleksandr viktor",
     "nowak kowalski wisniewski wojcik kaminski lewandowski zielinski popescu ionescu popa dumitru "
     "stan kovacs horvath petrov ivanov",
     "bor czar dob gor jab kac lis maz nie ok pie rad sob tom urb wal zab",
     "acki alski czak czyk ecki escu iak ik inski nik orski owicz owski uk"},
    {"West African",
     .05,
     "ngozi chioma ifeoma adaeze funmilayo temitope yetunde folake abena akosua ama efua adwoa "
     "amara blessing precious",
     "chukwuemeka oluwaseun babatunde adebayo emeka kwame kofi kwesi yaw kojo tunde femi segun "
     "ikenna obinna david",
     "okafor adeyemi mensah boateng "
     "owusu osei adebayo okonkwo eze nwosu balogun asante appiah ogunleye",
     "ade ak chi eke ife iwe kan nwa obi oda ogu oko olu ono oye uche",
     "bayo chukwu dele fe goke kemi lade madu nna ola sanya tola wale yemi zie"},
    {"East Asian",
     .02,
     "mei ling xin yan hui min jing wei li thi linh lan huong yuki hana sakura jia qian",
     "wei ming jun hao chen jian bo tao minh duc hung anh hiro ken "
     "kai feng long",
     "chen wang li zhang liu nguyen tran le pham wong lee chan ng lam cheung",
     "ba da fu gu he ji lu mi ne pa qi ru shu te xu yo",
     "ang en i o uan un"},
}};

constexpr std::array<const char*, 16> kStreets = {"Castle",
                                                  "Station",
                                                  "Mill",
                                                  "Church",
                                                  "Victoria",
                                                  "Park",
                                                  "Grange",
                                                  "Chapel",
                                                  "Hawthorn",
                                                  "Bridge",
                                                  "Albion",
                                                  "Meadow",
                                                  "Priory",
                                                  "Sycamore",
                                                  "Wellington",
                                                  "Orchard"};
constexpr std::array<const char*, 8> kKinds = {
    "Street", "Road", "Lane", "Avenue", "Close", "Gardens", "Terrace", "Drive"};
constexpr std::array<const char*, 8> kShorts = {
    "St", "Rd", "Ln", "Ave", "Cl", "Gdns", "Terr", "Dr"};
struct Town {
    const char* name;
    const char* area;
};
constexpr std::array<Town, 10> kTowns = {{{"Morpeth", "NE"},
                                          {"Luton", "LU"},
                                          {"Derby", "DE"},
                                          {"Swansea", "SA"},
                                          {"Exeter", "EX"},
                                          {"Preston", "PR"},
                                          {"Ipswich", "IP"},
                                          {"Bradford", "BD"},
                                          {"Slough", "SL"},
                                          {"York", "YO"}}};

struct Agency {
    const char* name;
    double share, no_birth, no_address, number, upn, phone, slip;
};
constexpr std::array<Agency, 4> kAgencies = {{{"health", .42, .005, .02, .96, 0, .6, .03},
                                              {"police", .28, .12, .16, 0, 0, .45, .07},
                                              {"social_care", .18, .03, .06, .5, .2, .5, .05},
                                              {"school", .12, .01, .03, .03, .7, .7, .03}}};

using Words = std::vector<std::string>;

Words words(std::string_view list) {
    Words out;
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (end > 0) out.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(list.size(), end + 1));
    }
    return out;
}

struct Home {
    std::string house, street, town, postcode, phone;
    std::size_t kind = 0;
};

struct Someone {
    std::string given, middle, family, former, birth, sex, nhs, upn;
    std::uint8_t culture = 0;
    bool twin = false, child = false, sealed = false;
    std::uint32_t number = 0;
};

class Maker {
public:
    Maker(std::uint32_t seed, const Profile& profile) : random_(seed), profile_(profile) {
        for (const auto& people : kPeoples)
            lists_.push_back({words(people.girls),
                              words(people.boys),
                              words(people.families),
                              words(people.starts),
                              words(people.ends)});
    }

    std::vector<Written> make(std::size_t records) {
        std::vector<Written> out;
        out.reserve(records + 64);
        while (out.size() < records)
            household(out);
        std::shuffle(out.begin(), out.end(), random_);
        return out;
    }

private:
    using Lists = std::array<Words, 5>;

    double chance() { return static_cast<double>(random_()) / 4294967296.0; }
    bool maybe(double share) { return chance() < share; }
    std::size_t below(std::size_t limit) { return random_() % limit; }
    // The first of a list are far commoner than the last.
    const std::string& common(const Words& list) {
        return list[std::min(
            list.size() - 1,
            static_cast<std::size_t>(std::pow(chance(), 1.7) * static_cast<double>(list.size())))];
    }

    std::string family(std::uint8_t culture) {
        const auto& lists = lists_[culture];
        const double listed = culture == 0 ? .3 : .6;
        return capital(maybe(listed)
                           ? common(lists[2])
                           : lists[3][below(lists[3].size())] + lists[4][below(lists[4].size())]);
    }
    std::string given(std::uint8_t culture, bool girl) {
        return capital(common(lists_[culture][girl ? 0 : 1]));
    }
    static std::string capital(std::string word) {
        word[0] = static_cast<char>(word[0] - 'a' + 'A');
        return word;
    }

    Home home() {
        Home h;
        const auto& town = kTowns[below(kTowns.size())];
        h.house = std::to_string(1 + below(160));
        if (maybe(.2)) h.house = "Flat " + std::to_string(1 + below(40)) + ", " + h.house;
        h.kind = below(kKinds.size());
        // Streets within a town; a postcode serves some fifteen houses of one street.
        const auto street = below(kStreets.size());
        h.street = kStreets[street];
        h.town = town.name;
        const auto unit = below(40);
        h.postcode = std::string(town.area) + std::to_string(1 + below(30)) + " " +
                     std::to_string(street % 10) + static_cast<char>('A' + unit % 20) +
                     static_cast<char>('A' + (h.kind * 3 + unit / 20) % 20);
        h.phone = "07" + std::to_string(100'000'000 + below(899'999'999));
        return h;
    }

    std::string date(int year) {
        const auto two = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        return std::to_string(year) + "-" + two(1 + below(12)) + "-" + two(1 + below(28));
    }

    std::string nhs_number() {
        for (;;) {
            const auto text = "999" + std::to_string(1'000'000 + ++numbers_).substr(1);
            unsigned sum = 0;
            for (std::size_t at = 0; at < 9; ++at)
                sum += static_cast<unsigned>(text[at] - '0') * static_cast<unsigned>(10 - at);
            const unsigned check = (11 - sum % 11) % 11;
            if (check != 10) return text.substr(0, 9) + std::to_string(check);
        }
    }
    std::string upn() {
        const auto text =
            std::to_string(100'000'000'000ULL + (std::uint64_t{random_()} << 5U) + ++numbers_);
        unsigned sum = 0;
        for (std::size_t at = 0; at < 12; ++at)
            sum += static_cast<unsigned>(text[at] - '0') * static_cast<unsigned>(at + 2);
        return std::string(1, "ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23]) + text;
    }

    Someone someone(std::uint8_t culture, int year, const std::string& family_name) {
        Someone p;
        const bool girl = maybe(.5);
        p.culture = culture;
        p.given = given(culture, girl);
        if (maybe(.5)) p.middle = given(culture, girl);
        p.family = family_name;
        p.birth = maybe(.006) ? std::to_string(year) + "-01-01" : date(year);
        p.sex = girl ? "F" : "M";
        p.nhs = nhs_number();
        p.child = year > 2007;
        if (p.child) p.upn = upn();
        p.number = people_++;
        return p;
    }

    void household(std::vector<Written>& out) {
        double pick = chance();
        std::uint8_t culture = 0;
        while (culture + 1 < kCultures && pick > kPeoples[culture].share)
            pick -= kPeoples[culture++].share;
        const Home first = home();
        std::vector<Someone> members;
        const auto name = family(culture);
        const int parents = 1970 + static_cast<int>(below(30));
        for (int adult = maybe(.7) ? 2 : 1; adult > 0; --adult) {
            auto p = someone(
                culture, parents + static_cast<int>(below(6)), maybe(.75) ? name : family(culture));
            if (p.sex == "F" && maybe(.35 * profile_.moves)) p.former = family(culture);
            members.push_back(p);
        }
        const auto children = below(4);
        for (std::size_t child = 0; child < children; ++child) {
            auto p = someone(culture, parents + 22 + static_cast<int>(below(18)), name);
            if (maybe(.03 * profile_.twins))
                p.given = members.front().given,
                p.sex = members.front().sex;  // named after a parent
            if (maybe(.006)) p.sealed = true;
            members.push_back(p);
            if (!maybe(.018 * profile_.twins)) continue;
            auto other = someone(culture, 2010, name);
            other.birth = p.birth;
            other.twin = members.back().twin = true;
            if (other.given == p.given) other.given = given(culture, other.sex == "F") + "e";
            members.push_back(other);
        }
        const Home second = home();
        const Home third = home();
        for (const auto& p : members) {
            const std::array<const Home*, 3> homes = {
                &first,
                maybe(.35 * profile_.moves) ? &second : &first,
                maybe(.08 * profile_.moves) ? &third : &first};
            for (auto records = 1 + below(maybe(.25) ? 7 : 3); records > 0; --records)
                write(p, members[below(members.size())], *homes[below(3)], out);
        }
        ++households_;
    }

    std::string slip(std::string text) {
        if (text.size() < 3) return text;
        const auto at = 1 + below(text.size() - 1);
        switch (below(4)) {
            case 0:
                std::swap(text[at - 1], text[at]);
                break;
            case 1:
                text.erase(at, 1);
                break;
            case 2:
                text.insert(at, 1, text[at]);
                break;
            default:
                text[at] = static_cast<char>('a' + below(26));
        }
        return text;
    }

    std::string slip_of_date(std::string text) {
        if (maybe(.3) && text.substr(8) <= "12")
            return text.substr(0, 5) + text.substr(8) + "-" + text.substr(5, 2);
        const std::size_t at = maybe(.5) ? 9 : maybe(.5) ? 3 : 6;
        text[at] = static_cast<char>('0' + below(at == 6 ? 3 : 10));
        if (text.substr(5, 2) == "00") text[6] = '1';
        return text;
    }

    void write(const Someone& p, const Someone& other, const Home& at, std::vector<Written>& out) {
        double pick = chance();
        std::size_t which = 0;
        while (which + 1 < kAgencies.size() && pick > kAgencies[which].share)
            pick -= kAgencies[which++].share;
        if (!p.child && which == 3) which = 1;
        const auto& agency = kAgencies[which];
        const double slips = agency.slip * profile_.slips;
        Written w;
        w.source = agency.name;
        w.given = maybe(slips) ? slip(p.given) : maybe(.01) ? p.given.substr(0, 1) : p.given;
        if (maybe(.45)) w.middle = maybe(.35) ? p.middle.substr(0, 1) : p.middle;
        w.family = !p.former.empty() && maybe(.3)
                       ? (maybe(.3) ? p.former + "-" + p.family : p.former)
                       : p.family;
        if (maybe(slips)) w.family = slip(w.family);
        if (maybe(.015 * profile_.slips)) std::swap(w.given, w.family);
        if (maybe(.15))
            std::transform(w.family.begin(), w.family.end(), w.family.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            });
        if (!maybe(agency.no_birth * profile_.missing))
            w.birth = maybe(slips) ? slip_of_date(p.birth) : p.birth;
        if (!maybe(.05)) w.sex = maybe(.006) ? (p.sex == "F" ? "M" : "F") : p.sex;
        const double no_address = agency.no_address * profile_.missing;
        if (!maybe(no_address)) {
            w.house = at.house;
            w.street = at.street + " " + (maybe(.15) ? kShorts[at.kind] : kKinds[at.kind]);
            w.town = at.town;
        }
        if (!maybe(no_address))
            w.postcode = maybe(.02 * profile_.slips) ? slip(at.postcode) : at.postcode;
        const auto& bearer = maybe(profile_.wrong_number) ? other : p;
        if (maybe(agency.number * profile_.numbers)) w.nhs_number = bearer.nhs;
        if (p.child && maybe(agency.upn * profile_.numbers)) w.upn = bearer.upn;
        if (maybe(agency.phone)) w.phone = at.phone;
        w.person = p.number;
        w.household = households_;
        w.culture = p.culture;
        w.twin = p.twin;
        w.sealed = p.sealed;
        out.push_back(std::move(w));
    }

    std::mt19937 random_;
    Profile profile_;
    std::vector<Lists> lists_ = {};
    std::uint32_t people_ = 0, households_ = 0;
    std::uint64_t numbers_ = 0;
};

}  // namespace

match::Entry Written::entry() const {
    match::Entry e;
    e.source = source;
    e.given = given;
    e.middle = middle;
    e.family = family;
    e.birth = birth;
    e.sex = sex;
    e.house = house;
    e.street = street;
    e.town = town;
    e.postcode = postcode;
    e.nhs_number = nhs_number;
    e.upn = upn;
    e.phone = phone;
    e.sealed = sealed;
    return e;
}

std::vector<Written> households(std::size_t records, std::uint32_t seed, const Profile& profile) {
    return Maker(seed, profile).make(records);
}

const std::vector<Profile>& profiles() {
    static const std::vector<Profile> all = {
        {},
        {.name = "careful", .slips = .3, .missing = .3, .moves = .7},
        {.name = "hurried", .slips = 2.5, .missing = 1.8, .moves = 1.3, .numbers = .7},
        {.name = "few_numbers", .slips = 1.3, .missing = 1.5, .numbers = .2},
        {.name = "wrong_numbers", .slips = 1.2, .wrong_number = .02},
        {.name = "moving", .missing = 1.3, .moves = 2.2, .numbers = .6},
        {.name = "alike", .slips = 1.4, .numbers = .8, .twins = 4},
    };
    return all;
}

const char* culture_name(std::uint8_t culture) {
    return kPeoples[culture].name;
}

}  // namespace longstone::bench
