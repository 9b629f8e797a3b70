#include "access/schema.h"

#include <array>

#include "store/store.h"

namespace longstone::access {

namespace {

// user_account and user_post are projections of the streams user/<name>. What is secret
// (user_secret, user_session, user_device, …) is in no event, so a rebuild leaves it alone.
constexpr std::array kSteps = {
    store::Migration{.number = 200,
                     .name = "What each post reaches, from the definitions",
                     .sql = "create table post_reach ("
                            "agency text not null, post text not null, pathway text not null, "
                            "reach text not null, restricted bigint not null, "
                            "primary key (agency, post, pathway))"},
    store::Migration{
        .number = 201,
        .name = "Accounts and the posts they hold",
        .sql = "create table user_account ("
               "name text primary key, shown text not null, email text not null, "
               "added_at bigint not null, disabled bigint not null, trusted bigint not null, "
               "code_enrolled bigint not null, password_at bigint, rev bigint not null);\n"
               "create table user_post ("
               "user_name text not null, agency text not null, post text not null, "
               "position bigint not null, primary key (user_name, agency, post));\n"
               "create index user_post_by_post on user_post (agency, post)"},
    store::Migration{.number = 202,
                     .name = "Secrets of accounts: password hashes and one-time code keys",
                     .sql = "create table user_secret ("
                            "user_name text primary key, password_hash text, code_key bytea, "
                            "code_key_offered bytea, last_code_step bigint not null)"},
    store::Migration{
        .number = 203,
        .name = "Sessions; only the hash of a token is kept",
        .sql = "create table user_session ("
               "token_hash text primary key, id text not null unique, user_name text not null, "
               "device text not null, source text not null, begun_at bigint not null, "
               "seen_at bigint not null, csrf_secret bytea not null, wants_code bigint not null);\n"
               "create index user_session_by_user on user_session (user_name)"},
    store::Migration{
        .number = 204,
        .name = "Signing in: guesses, first steps passed, devices known",
        .sql = "create table sign_in_bucket (bucket text primary key, at bigint not null);\n"
               "create table sign_in_guess ("
               "bucket text not null, id text not null, at bigint not null, "
               "primary key (bucket, id));\n"
               "create index sign_in_guess_by_time on sign_in_guess (at);\n"
               "create table sign_in_step ("
               "token_hash text primary key, user_name text not null, begun_at bigint not null, "
               "guesses bigint not null);\n"
               "create table user_device ("
               "token_hash text primary key, user_name text not null, device text not null, "
               "known_at bigint not null);\n"
               "create index user_device_by_user on user_device (user_name)"},
    store::Migration{
        .number = 205,
        .name = "Links to set a password with, and tokens for programs",
        .sql = "create table user_invitation ("
               "token_hash text primary key, user_name text not null, until bigint not null);\n"
               "create table api_token ("
               "token_hash text primary key, id text not null unique, user_name text not null, "
               "name text not null, made_at bigint not null, until bigint not null, "
               "used_at bigint, revoked_at bigint);\n"
               "create index api_token_by_user on api_token (user_name)"},
};

}  // namespace

constinit const std::span<const store::Migration> kMigrations = kSteps;

}  // namespace longstone::access
