#include "web/referral/test_answers.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "access/viewer.h"
#include "base/text.h"
#include "store/store.h"
#include "web/test_house.h"
#include "work/acts/tell.h"

namespace longstone::web {
namespace {

using define::FieldType;

std::string agency_for(const define::Definitions& definitions, const define::Field& field) {
    for (const auto& agency : definitions.partnership.agencies) {
        const bool offered = std::ranges::any_of(agency.kinds, [&](const std::string& kind) {
            return std::ranges::find(field.kinds, kind) != field.kinds.end();
        });
        if (field.kinds.empty() || offered) return agency.id;
    }
    return {};
}

void fill(http::Pairs& fields, const define::Definitions& definitions, const define::Field& field) {
    const auto put = [&](std::string_view part, std::string value) {
        fields.emplace_back(cat({field.id, part}), std::move(value));
    };
    switch (field.type) {
        case FieldType::YesNo:
            put("", "no");
            break;
        case FieldType::Choice:
        case FieldType::Choices:
            put("", definitions.code_list(field.codes)->codes.front().id);
            break;
        case FieldType::Date:
            put(".day", "1");
            put(".month", "11");
            put(".year", "2026");
            break;
        case FieldType::DateTime:
            put(".day", "1");
            put(".month", "11");
            put(".year", "2026");
            put(".time", "10:30");
            break;
        case FieldType::Agency:
        case FieldType::Agencies:
            put("", agency_for(definitions, field));
            break;
        case FieldType::Number:
        case FieldType::Scale:
            put("", "1");
            break;
        case FieldType::Rag:
            put("", "amber");
            break;
        case FieldType::Phone:
            put("", "01632 960001");
            break;
        case FieldType::Email:
            put("", "somebody@example.org");
            break;
        default:
            put("", cat({"Words for ", field.id}));
    }
}

// Every required question of a section answered.
http::Pairs filled(TestHouse& house, const define::Section& section) {
    http::Pairs fields;
    for (const auto& field : section.fields) {
        if (field.is_required) fill(fields, house.definitions(), field);
    }
    return fields;
}

// The last piece of the address of a section's page.
std::string key_of(const define::Definitions& definitions, const define::Section* section) {
    for (const auto& [id, form] : definitions.forms) {
        for (const auto& own : form.sections) {
            if (&own == section) return cat({id, ".", own.id});
        }
    }
    return {};
}

}  // namespace

void answer_all(TestHouse& house,
                Browser& browser,
                const std::string& base,
                const std::vector<std::string>& forms) {
    for (const auto* section : house.definitions().asked(forms)) {
        const auto page = cat({base, "/", key_of(house.definitions(), section)});
        if (browser.get(page).status == 404) continue;  // not asked of these people
        const auto saved = browser.post(page, filled(house, *section));
        INFO(page, saved.body);
        REQUIRE(saved.status == 303);
    }
}

void tell_referrer(TestHouse& house, const std::string& ref, const std::string& words) {
    const auto write = house.house().store->write();
    auto context = house.house().context(*write);
    const auto system = access::system_viewer();
    const auto told =
        work::tell(context, system, ref, {}, {.whom = "referrer", .how = "here", .words = words});
    INFO((told ? "" : told.error().message));
    REQUIRE(told.has_value());
    write->commit();
}

}  // namespace longstone::web
