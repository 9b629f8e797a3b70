#include "match/book.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "base/text.h"
#include "match/marks.h"
#include "match/name_tables.h"
#include "match/similar.h"

namespace longstone::match {
namespace {

constexpr std::uint8_t kFamiliesOfAHousehold = 12;
std::uint64_t letters_of(std::string_view text) {
    std::uint64_t letters = 0;
    if (text.size() <= sizeof letters) std::memcpy(&letters, text.data(), text.size());
    return letters;
}

std::uint8_t sex_of(std::string_view written) {
    if (written.empty()) return 0;
    const char c = written.front();
    if (c == 'm' || c == 'M' || c == '1') return 1;
    if (c == 'f' || c == 'F' || c == '2') return 2;
    return 0;
}

}  // namespace

Book::Book(const Book* under)
    : under_(under),
      first_(under->size()),
      names_(&under->names_),
      texts_(&under->texts_),
      postcodes_(&under->postcodes_),
      addresses_(&under->addresses_),
      phones_(&under->phones_),
      facts_(&under->facts_),
      postcode_facts_(&under->postcode_facts_),
      written_names_(&under->written_names_),
      written_postcodes_(&under->written_postcodes_),
      written_births_(&under->written_births_),
      written_addresses_(&under->written_addresses_),
      read_names_(&under->read_names_),
      read_postcodes_(&under->read_postcodes_),
      read_births_(&under->read_births_),
      read_addresses_(&under->read_addresses_),
      written_towns_(&under->written_towns_),
      read_towns_(&under->read_towns_),
      at_address_(&under->at_address_),
      at_phone_(&under->at_phone_),
      bearers_(1),
      sources_(under->sources_) {}

TextId Book::name_id(const ReadName& name) {
    const TextId id = names_.add(name.text);
    if (id == 0 || id < facts_.size()) return id;
    NameFacts made;
    std::string all;
    for (std::size_t at = 0; at < static_cast<std::size_t>(name.token_count); ++at) {
        made.tokens[at] = texts_.add(name.tokens[at]);
        all += name.tokens[at];
    }
    made.token_count = static_cast<std::uint8_t>(name.token_count);
    made.initial = name.text.front();
    const auto second = second_root_of(name.tokens[0]);
    made.root = texts_.add(root_of(name.tokens[0]));
    made.second_root = texts_.add(second);
    const auto heard = sound(all);
    made.sound = static_cast<std::uint32_t>(hash_of(heard.empty() ? all : heard));
    facts_.push_back(made);
    return id;
}

Book::Read Book::read(TextId id, std::string_view written) {
    if (id < read_names_.size()) return read_names_[id];
    const auto name = read_name(written);
    Read out;
    out.name = name_id(name);
    if (name.no_name) out.flags |= kNoName;
    if (name.unborn) out.flags |= kUnborn;
    out.multiple = name.multiple;
    out.generation = name.generation;
    read_names_.push_back(out);
    return out;
}

TextId Book::postcode_id(TextId id, std::string_view written, std::uint8_t& flags) {
    if (id >= read_postcodes_.size()) {
        const auto postcode = read_postcode(written);
        const TextId known = postcode.no_abode ? UINT32_MAX : postcodes_.add(postcode.text);
        if (known != UINT32_MAX && known >= postcode_facts_.size())
            postcode_facts_.push_back({texts_.add(postcode.district),
                                       texts_.add(postcode.area),
                                       letters_of(postcode.text)});
        read_postcodes_.push_back(known);
    }
    const TextId known = read_postcodes_[id];
    if (known != UINT32_MAX) return known;
    flags |= kNoAbode;
    return 0;
}

Birth Book::birth(TextId id, std::string_view written) {
    if (id >= read_births_.size()) read_births_.push_back(read_birth(written));
    return read_births_[id];
}

std::uint16_t Book::source(std::string_view written) {
    const TextId id = texts_.add(written);
    const auto found = std::find(sources_.begin(), sources_.end(), id);
    if (found != sources_.end()) return static_cast<std::uint16_t>(found - sources_.begin());
    sources_.push_back(id);
    return static_cast<std::uint16_t>(sources_.size() - 1);
}

// A box with the whole name, by itself or beside the others, which then hold less: "sir" for a
// given name, no middle name.
void Book::put_whole_name(Record& record, const Entry& entry) {
    const auto whole = split_whole_name(entry.whole);
    if (entry.given.empty() && entry.family.empty()) {
        put_names(record, whole.given, whole.middle, whole.family);
        return;
    }
    const auto given = fold(entry.given);
    const bool only_title = is_title(given);
    const bool one_word = whole.family.empty();
    put_names(record,
              only_title ? std::string_view(whole.given) : entry.given,
              entry.middle.empty() ? std::string_view(whole.middle) : entry.middle,
              only_title && one_word ? std::string_view{} : entry.family);
}

TextId Book::look_up_address(std::string_view house, std::string_view street) {
    std::string both(house);
    both += '\n';
    both += street;
    return written_addresses_.add(both);
}

void Book::put_address(Record& record,
                       TextId id,
                       TextId town_id,
                       std::string_view house,
                       std::string_view street,
                       std::string_view town) {
    if (id >= read_addresses_.size()) {
        const auto address = read_address(house, street);
        read_addresses_.push_back({texts_.add(address.street),
                                   texts_.add(address.house),
                                   texts_.add(address.flat),
                                   address.no_abode});
    }
    const auto& known = read_addresses_[id];
    record.street = known.street;
    record.house = known.house;
    record.flat = known.flat;
    if (town_id >= read_towns_.size()) read_towns_.push_back(texts_.add(fold(town)));
    record.town = read_towns_[town_id];
    if (known.no_abode) record.flags |= kNoAbode;
    if (record.street == 0 || record.house == 0) return;
    const std::array<TextId, 4> whole = {record.street,
                                         record.house,
                                         record.flat,
                                         record.postcode != 0 ? record.postcode : record.town};
    record.address = addresses_.add({reinterpret_cast<const char*>(whole.data()), sizeof whole});
    if (record.address >= at_address_.size()) at_address_.push_back({});
}

void Book::put_names(Record& record,
                     std::string_view given,
                     std::string_view middle,
                     std::string_view family) {
    const auto first = read(given);
    const auto last = read(family);
    record.middle = middle.empty() ? 0 : read(middle).name;
    put_names(record, first, last);
}

void Book::put_names(Record& record, const Read& first, const Read& last) {
    record.given = first.name;
    record.family = last.name;
    record.flags |= first.flags;
    record.multiple = first.multiple;
    record.generation = std::max(first.generation, last.generation);
    // "Smith" in the box of the given name and "Baby" in the other.
    if ((last.flags & kNoName) != 0 && record.family == 0 && record.given != 0) {
        std::swap(record.given, record.family);
        record.flags |= last.flags;
    }
}

RecordNo Book::add(const Entry& entry) {
    Looked looked;
    if (entry.whole.empty()) {
        looked.given = written_names_.add(entry.given);
        looked.family = written_names_.add(entry.family);
        looked.middle = written_names_.add(entry.middle);
    }
    looked.birth = written_births_.add(entry.birth);
    looked.postcode = written_postcodes_.add(entry.postcode);
    looked.address = look_up_address(entry.house, entry.street);
    looked.town = written_towns_.add(entry.town);
    return add(entry, looked);
}

RecordNo Book::add(const Entry& entry, const Looked& looked) {
    Record record;
    record.source = source(entry.source);
    if (entry.whole.empty()) {
        const auto first = read(looked.given, entry.given);
        const auto last = read(looked.family, entry.family);
        record.middle = read(looked.middle, entry.middle).name;
        put_names(record, first, last);
    } else {
        put_whole_name(record, entry);
    }
    record.birth = birth(looked.birth, entry.birth);
    record.sex = sex_of(entry.sex);
    record.postcode = postcode_id(looked.postcode, entry.postcode, record.flags);
    put_address(record, looked.address, looked.town, entry.house, entry.street, entry.town);
    record.nhs = read_nhs_number(entry.nhs_number);
    const auto upn = read_upn(entry.upn);
    record.upn = texts_.add(upn.text);
    if (!upn.text.empty() && !upn.checked) record.flags |= kUpnUnchecked;
    record.other_id = texts_.add(read_identifier(entry.other_id));
    record.phone = phones_.add(read_phone(entry.phone));
    if (record.phone >= at_phone_.size()) at_phone_.push_back({});
    for (std::size_t at = 0; at < kExtras; ++at)
        if (!entry.extras[at].empty()) record.extras[at] = texts_.add(read_extra(entry.extras[at]));
    if (entry.sealed) record.flags |= kSealed;
    const auto no = static_cast<RecordNo>(size());
    if (!entry.former.empty()) {
        record.flags |= kHasFormer;
        std::vector<Record> others;
        for (const auto& former : entry.former) {
            Record other = record;
            if (!former.given.empty() || !former.family.empty())
                put_names(other,
                          former.given.empty() ? entry.given : former.given,
                          entry.middle,
                          former.family.empty() ? entry.family : former.family);
            if (!former.birth.empty())
                other.birth = birth(written_births_.add(former.birth), former.birth);
            if (!former.postcode.empty() || !former.street.empty()) {
                other.postcode = postcode_id(
                    written_postcodes_.add(former.postcode), former.postcode, other.flags);
                other.address = 0;
                put_address(other,
                            look_up_address(former.house, former.street),
                            written_towns_.add(former.town),
                            former.house,
                            former.street,
                            former.town);
            }
            if (!former.phone.empty()) {
                other.phone = phones_.add(read_phone(former.phone));
                if (other.phone >= at_phone_.size()) at_phone_.push_back({});
            }
            others.push_back(other);
        }
        former_.emplace_back(no, std::move(others));
    }
    records_.push_back(record);
    settled_ = false;
    if (!record.is(kSealed)) count(record);
    return no;
}

void Book::seal(RecordNo no, bool sealed) {
    auto& record = records_[no - first_];
    record.flags =
        static_cast<std::uint8_t>(sealed ? record.flags | kSealed : record.flags & ~kSealed);
}

void Book::forget(RecordNo no) {
    const auto& record = records_[no - first_];
    if (under_ != nullptr || record.is(kSealed)) return;
    --counted_;
    --facts_.change(record.given).as_given;
    --facts_.change(record.family).as_family;
}

// Sealed records count for nothing, so that nothing that is counted betrays them.
void Book::count(const Record& record) {
    if (under_ != nullptr) return;
    ++counted_;
    ++facts_.change(record.given).as_given;
    ++facts_.change(record.family).as_family;
    count_names(record);
    count_shared(at_address_, record.address, record.family);
    count_shared(at_phone_, record.phone, record.family);
    for (std::size_t at = 0; at < kExtras; ++at)
        if (record.extras[at] != 0)
            extras_borne_[at].add(mix(record.extras[at], at),
                                  mix(record.birth.year, record.birth.day));
}

std::size_t Book::slot_of_names(std::uint64_t names) const {
    std::size_t at = names & (bearers_.size() - 1);
    while (bearers_[at].names != 0 && bearers_[at].names != names)
        at = (at + 1) & (bearers_.size() - 1);
    return at;
}

void Book::count_names(const Record& record) {
    if (record.given == 0 || record.family == 0 || !record.birth.known()) return;
    const auto names = mix(record.given, record.family) | 1U;
    auto& known = bearers_[slot_of_names(names)];
    const auto year = std::uint64_t{1} << record.birth.year % 64U;
    if ((known.years & year) == 0) ++facts_.change(record.family).bearers;
    known.years |= year;
    if (known.names != 0) return;
    known.names = names;
    if (++whole_names_ * 2 < bearers_.size()) return;
    const auto before = std::move(bearers_);
    bearers_.assign(before.size() * 2, {});
    for (const auto& held : before)
        if (held.names != 0) bearers_[slot_of_names(held.names)] = held;
}

void Book::count_shared(Layered<SharedBy>& shared, TextId id, TextId family) {
    if (id == 0 || family == 0) return;
    auto& by = shared.change(id);
    if (by.count > kFamiliesOfAHousehold) return;
    const auto heard = static_cast<std::uint16_t>(facts_[family].sound);
    const auto end = by.sounds.begin() + by.count;
    if (std::find(by.sounds.begin(), end, heard) != end) return;
    by.sounds[by.count++] = heard;
}

bool Book::is_shared_address(TextId address) const {
    return address != 0 && at_address_[address].count > kFamiliesOfAHousehold;
}
bool Book::is_shared_phone(TextId phone) const {
    return phone != 0 && at_phone_[phone].count > kFamiliesOfAHousehold;
}

const std::vector<Record>& Book::former(RecordNo no) const {
    static const std::vector<Record> none;
    if (no < first_) return under_->former(no);
    const auto found =
        std::lower_bound(former_.begin(), former_.end(), no, [](const auto& held, RecordNo sought) {
            return held.first < sought;
        });
    return found != former_.end() && found->first == no ? found->second : none;
}

}  // namespace longstone::match
