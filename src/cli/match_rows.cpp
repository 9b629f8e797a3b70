#include "cli/match_rows.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>

#include "base/text.h"

namespace longstone::cli {
namespace {

// A field of an entry: the word of the map, the usual names of its column (folded, without spaces).
struct FieldNames {
    const char* field;
    const char* usual;
};
constexpr std::array<FieldNames, 26> kFieldNames = {{
    {"id", "id recid recordid uniqueid rowid localid"},
    {"source", "source agency provider sourcedataset sourcesystem"},
    {"given", "firstname givenname forename forenames givennames firstnames first"},
    {"middle", "middlename middlenames secondname othernames middle"},
    {"family", "surname lastname familyname last"},
    {"whole", "fullname name wholename personname"},
    {"birth", "dob dateofbirth birthdate birthday born"},
    {"sex", "sex gender"},
    {"house", "house housenumber streetnumber housename houseno"},
    {"street", "street address1 addressline1 address streetname"},
    {"town", "town city suburb locality posttown"},
    {"postcode", "postcode postcodefake zip zipcode postalcode"},
    {"nhs_number", "nhsnumber nhsno nhs"},
    {"upn", "upn uniquepupilnumber pupilnumber"},
    {"other_id", "socsecid ssn nationalinsurancenumber nino identifier otherid"},
    {"phone", "phone telephone mobile phonenumber telephonenumber contact"},
    {"extra1", "email emailaddress birthplace placeofbirth"},
    {"extra2", "occupation address2 addressline2"},
    {"extra3", "ethnicity religion"},
    {"former_given", "alias knownas preferredname previousfirstname"},
    {"former_family", "maidenname previoussurname formersurname previouslastname birthname"},
    {"former_postcode", "previouspostcode formerpostcode"},
    {"former_street", "previousstreet previousaddress"},
    {"former_house", "previoushouse"},
    {"former_phone", "previousphone phone2"},
    {"restricted", "restricted sealed protected"},
}};

enum At : std::size_t {
    kId,
    kSource,
    kGiven,
    kMiddle,
    kFamily,
    kWhole,
    kBirth,
    kSex,
    kHouse,
    kStreet,
    kTown,
    kPostcode,
    kNhs,
    kUpn,
    kOther,
    kPhone,
    kExtra1,
    kExtra2,
    kExtra3,
    kFormerGiven,
    kFormerFamily,
    kFormerPostcode,
    kFormerStreet,
    kFormerHouse,
    kFormerPhone,
    kRestricted
};

std::string plain(std::string_view heading) {
    auto folded = fold(heading);
    std::erase(folded, ' ');
    return folded;
}

bool is_usual(const char* usual, const std::string& heading) {
    for (const auto& name : split(usual, ' '))
        if (name == heading) return true;
    return false;
}

bool says_yes(std::string_view text) {
    const auto folded = fold(text);
    return !folded.empty() && folded != "0" && folded != "no" && folded != "n" &&
           folded != "false" && folded != "none";
}

}  // namespace

Result<Columns> Columns::of(const std::vector<std::string_view>& header,
                            const std::string& map_file) {
    Columns columns;
    columns.column_.assign(kFieldNames.size(), -1);
    for (const auto heading : header)
        columns.header_.emplace_back(heading);
    std::vector<bool> used(header.size(), false);
    if (!map_file.empty()) {
        std::ifstream in(map_file);
        if (!in || in.peek() == std::ifstream::traits_type::eof())
            return Refused(
                Problem{.message = cat({"The map ", map_file, " could not be read."}),
                        .fields = {{"--map", "Check the name, and that something is in it"}}});
        std::string line;
        for (long long no = 1; std::getline(in, line); ++no) {
            const auto text = trim(std::string_view(line).substr(0, line.find('#')));
            if (text.empty()) continue;
            const auto colon = text.find(':');
            const auto field = trim(text.substr(0, colon));
            auto heading =
                colon == std::string_view::npos ? std::string_view{} : trim(text.substr(colon + 1));
            if (heading.size() > 1 && heading.front() == '"' && heading.back() == '"')
                heading = heading.substr(1, heading.size() - 2);
            const auto known = std::find_if(kFieldNames.begin(),
                                            kFieldNames.end(),
                                            [&](const FieldNames& f) { return field == f.field; });
            const auto found = std::find(header.begin(), header.end(), heading);
            if (known == kFieldNames.end() || found == header.end()) {
                std::vector<std::string> fields;
                for (const auto& f : kFieldNames)
                    fields.emplace_back(f.field);
                return Refused(Problem{
                    .message = cat({map_file,
                                    ":",
                                    number(no),
                                    ": ",
                                    known == kFieldNames.end() ? "there is no such field"
                                                               : "the file has no such column"}),
                    .fields = {{std::string(field),
                                cat({"Write field: column, of ", join(fields, ", ")})}}});
            }
            const auto column = found - header.begin();
            if (columns.column_[static_cast<std::size_t>(known - kFieldNames.begin())] >= 0)
                return Refused(Problem{
                    .message = cat({map_file, ":", number(no), ": the field is said twice"}),
                    .fields = {{std::string(field), "Say each field once"}}});
            if (used[static_cast<std::size_t>(column)])
                return Refused(Problem{
                    .message = cat({map_file, ":", number(no), ": the column is given twice"}),
                    .fields = {{std::string(field), "Give each column to one field"}}});
            columns.column_[static_cast<std::size_t>(known - kFieldNames.begin())] =
                static_cast<int>(column);
            used[static_cast<std::size_t>(column)] = true;
        }
    }
    for (std::size_t field = 0; field < kFieldNames.size(); ++field)
        for (std::size_t at = 0; at < header.size() && columns.column_[field] < 0; ++at) {
            if (used[at] || !is_usual(kFieldNames[field].usual, plain(header[at]))) continue;
            columns.column_[field] = static_cast<int>(at);
            used[at] = true;
        }
    const auto has = [&](At field) { return columns.column_[field] >= 0; };
    if (!has(kGiven) && !has(kFamily) && !has(kWhole))
        return Refused(
            Problem{.message = "No column of names was found.",
                    .fields = {{"--map", "Say which columns hold what: given: First name"}}});
    return columns;
}

std::string_view Columns::id(const std::vector<std::string_view>& cells) const {
    const int at = column_[kId];
    return at >= 0 && static_cast<std::size_t>(at) < cells.size()
               ? cells[static_cast<std::size_t>(at)]
               : std::string_view{};
}

match::Entry Columns::entry(const std::vector<std::string_view>& cells) const {
    const auto cell = [&](At field) -> std::string_view {
        const int at = column_[field];
        return at >= 0 && static_cast<std::size_t>(at) < cells.size()
                   ? cells[static_cast<std::size_t>(at)]
                   : std::string_view{};
    };
    match::Entry e;
    e.source = cell(kSource);
    e.given = cell(kGiven);
    e.middle = cell(kMiddle);
    e.family = cell(kFamily);
    e.whole = cell(kWhole);
    e.birth = cell(kBirth);
    e.sex = cell(kSex);
    e.house = cell(kHouse);
    e.street = cell(kStreet);
    e.town = cell(kTown);
    e.postcode = cell(kPostcode);
    e.nhs_number = cell(kNhs);
    e.upn = cell(kUpn);
    e.other_id = cell(kOther);
    e.phone = cell(kPhone);
    e.extras = {cell(kExtra1), cell(kExtra2), cell(kExtra3)};
    e.sealed = says_yes(cell(kRestricted));
    match::Former former{.given = cell(kFormerGiven),
                         .family = cell(kFormerFamily),
                         .birth = {},
                         .house = cell(kFormerHouse),
                         .street = cell(kFormerStreet),
                         .town = {},
                         .postcode = cell(kFormerPostcode),
                         .phone = cell(kFormerPhone)};
    if (!former.given.empty() || !former.family.empty() || !former.postcode.empty() ||
        !former.street.empty() || !former.phone.empty())
        e.former.push_back(former);
    return e;
}

bool Columns::are_plain() const {
    const auto has = [&](std::size_t field) { return column_[field] >= 0; };
    bool former = false;
    for (std::size_t field = kFormerGiven; field <= kFormerPhone; ++field)
        former = former || has(field);
    return !former && !has(kWhole);
}

std::string Columns::described() const {
    std::vector<std::string> parts;
    for (std::size_t field = 0; field < kFieldNames.size(); ++field)
        if (column_[field] >= 0)
            parts.push_back(cat({kFieldNames[field].field,
                                 " from ",
                                 header_[static_cast<std::size_t>(column_[field])]}));
    return join(parts, ", ");
}

}  // namespace longstone::cli
