#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit.h"
#include "define/form.h"

// Sharing with a purpose: the laws by which one agency may ask another, what it may ask for, and
// how each agency answers whether it knows somebody (docs/sharing.md).
namespace longstone::define {

struct SharingPurpose {
    std::string id = {}, name = {}, hint = {};
    Place place = {};
};

struct Gateway {
    std::string id = {}, name = {}, source = {}, status = {};
    std::vector<std::string> about = {};        // child, adult; empty: anybody
    std::vector<std::string> asker_kinds = {};  // kinds of agency that may ask; empty: any
    std::vector<std::string> purposes = {};
    bool carries_sensitive = false;  // UK GDPR articles 9 and 10
    Place place = {};
};

struct SharedField {
    std::string id = {}, name = {}, hint = {};
    Limit longest = {};  // how long a release may stay open to whoever asked
    bool sensitive = false;
    Place place = {};
};

struct KnownRules {
    Limit answers_after = {};  // of every question, whatever the answer
    int each_hour = 0;         // questions of one user
    int each_day = 0;          // of one agency to another
    Limit list_lasts = {};     // an agency's list, under one key of its own
    Limit stands = {};         // how long fields may be asked for after "known"
    std::map<std::string, std::string> categories = {};
    Place place = {};
};

struct SharingAgency {
    enum class Answers { FromHere, OwnSystem };
    std::string id = {};
    Answers answers = Answers::FromHere;
    std::vector<std::string> tells = {};  // categories that it lets a hit name
    std::string contact = {};  // agency/post: told when somebody protected is asked about
    Place place = {};
};

struct Sharing {
    std::map<std::string, SharingPurpose, std::less<>> purposes = {};
    std::map<std::string, Gateway, std::less<>> gateways = {};
    std::map<std::string, SharedField, std::less<>> fields = {};
    std::optional<KnownRules> known = {};
    std::map<std::string, SharingAgency, std::less<>> agencies = {};

    [[nodiscard]] const SharingPurpose* purpose(std::string_view id) const;
    [[nodiscard]] const Gateway* gateway(std::string_view id) const;
    [[nodiscard]] const SharedField* field(std::string_view id) const;
    [[nodiscard]] const SharingAgency* agency(std::string_view id) const;
};

}  // namespace longstone::define
