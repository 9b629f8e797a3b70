#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/store.h"
#include "work/house.h"

// For tests: whether the journal of a house holds, and whether its tables are what its journal
// makes.
namespace longstone {

using Tables = std::map<std::string, store::Rows>;

inline Tables tables_of(store::Session& session, const work::House& house) {
    Tables tables;
    for (const auto& projection : house.projections) {
        for (const auto& table : projection.tables) {
            tables[table] = session.whole_table(table);
        }
    }
    return tables;
}

// What is wrong, in words; empty when all holds. The rebuild is rolled back.
inline std::vector<std::string> what_broke(const work::House& house) {
    std::vector<std::string> broken;
    const auto session = house.store->write();
    for (const auto& tamper : journal::verify(*session, house.keys.public_key)) {
        broken.push_back(tamper.what);
    }
    const auto before = tables_of(*session, house);
    journal::rebuild(*session, house.projections);
    const auto after = tables_of(*session, house);
    for (const auto& [table, rows] : before) {
        const auto& anew = after.at(table);
        bool same = rows.size() == anew.size();
        for (std::size_t i = 0; same && i < rows.size(); ++i) {
            same = rows[i].values() == anew[i].values();
        }
        if (!same) broken.push_back("a rebuild makes other rows of " + table);
    }
    return broken;
}

}  // namespace longstone
