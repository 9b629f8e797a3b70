#include "people/rows.h"

#include "base/text.h"
#include "people/things.h"
#include "store/store.h"

namespace longstone::people {

std::optional<Date> maybe_date(const store::Row& row, std::size_t column) {
    return row.is_null(column) ? std::nullopt : parse_date(row.text(column));
}

std::optional<Summary> load_summary(store::Session& db, std::string_view person) {
    const auto row = db.one(
        "select id, rev, kind, restricted, given, family, preferred, birth_date, birth_precision, "
        "birth_estimated, expected_date, sex, deceased, death_date, located from person where id = "
        "$1",
        {person});
    if (!row) return std::nullopt;
    Summary summary{.id = row->text(0),
                    .rev = row->integer(1),
                    .kind = kind_of(row->text(2)).value_or(Kind::Person),
                    .restricted = row->integer(3) != 0,
                    .given = row->text(4),
                    .family = row->text(5),
                    .preferred = row->text(6),
                    .expected = parse_date(row->text(10)),
                    .sex = sex_of(row->text(11)).value_or(Sex::Unknown),
                    .deceased = row->integer(12) != 0,
                    .died = parse_date(row->text(13)),
                    .where = row->text(14)};
    if (const auto born = parse_date(row->text(7))) {
        summary.birth = BirthDate{.date = *born,
                                  .precision = precision_of(row->text(8)).value_or(Precision::Day),
                                  .estimated = row->integer(9) != 0};
    }
    return summary;
}

Profile load_profile(store::Session& db, std::string_view person, bool with_protected) {
    const int most = with_protected ? 1 : 0;
    Profile profile;
    if (const auto row = db.one("select kind from person where id = $1", {person})) {
        profile.kind = kind_of(row->text(0)).value_or(Kind::Place);
    }
    for (const auto& row : db.rows("select given, family, name_use from person_name where "
                                   "person = $1 and protected <= $2 and withdrawn_at is null "
                                   "order by seq, position",
                                   {person, most})) {
        profile.names.push_back({.given = fold(row.text(0)),
                                 .family = fold(row.text(1)),
                                 .use = name_use_of(row.text(2)).value_or(NameUse::Current)});
    }
    for (const auto& row : db.rows("select postcode, lines from person_address where person = $1 "
                                   "and protected <= $2 and withdrawn_at is null "
                                   "order by seq, position",
                                   {person, most})) {
        if (!row.text(0).empty()) profile.postcodes.push_back(row.text(0));
        for (const std::string& line : split(row.text(1), '\n')) {
            profile.lines.push_back(fold(line));
        }
    }
    return profile;
}

}  // namespace longstone::people
