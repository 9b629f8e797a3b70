#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "store/store.h"

// Finding words in texts: the one thing that the two databases do each in its own way, FTS5 in
// SQLite and tsvector in PostgreSQL. The words are folded (lower case, without accents or
// punctuation), so that both split them alike.
namespace longstone::store {

// One statement, as each database says it.
struct EitherSql {
    Sql sqlite;
    Sql postgres;
};
Rows rows(Session& db, const EitherSql& sql, std::initializer_list<Param> params = {});

// What the match of this database takes: all of the words, each as the beginning of a word. Empty
// when there are none.
std::string match_all(Dialect dialect, const std::vector<std::string>& words);

}  // namespace longstone::store
