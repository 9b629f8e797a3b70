#include "store/full_text.h"

#include <algorithm>

namespace longstone::store {

Rows rows(Session& db, const EitherSql& sql, std::initializer_list<Param> params) {
    return db.rows(db.dialect() == Dialect::Postgres ? sql.postgres : sql.sqlite, params);
}

std::string match_all(Dialect dialect, const std::vector<std::string>& words) {
    const bool postgres = dialect == Dialect::Postgres;
    const char quote = postgres ? '\'' : '"';
    std::string match;
    for (std::string word : words) {
        // Inside its quotes a word can say nothing but itself.
        std::erase_if(word, [](char c) { return c == '\'' || c == '"' || c == '\\' || c == '\0'; });
        if (word.empty()) continue;
        if (!match.empty()) match += postgres ? " & " : " AND ";
        match += quote;
        match += word;
        match += quote;
        match += postgres ? ":*" : " *";
    }
    return match;
}

}  // namespace longstone::store
