#include "web/pages/test_record.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "base/text.h"
#include "people/create.h"
#include "work/acts/open_record.h"

namespace longstone::web {
namespace {

using define::FieldType;

void add_date(http::Pairs& fields, const std::string& name) {
    fields.emplace_back(name + ".day", "1");
    fields.emplace_back(name + ".month", "11");
    fields.emplace_back(name + ".year", "2026");
}

std::string open_about(TestHouse& house, const std::string& person) {
    const auto name = house.user("la-csc", "hub-manager");
    const auto write = house.house().store->write();
    auto context = house.house().context(*write);
    const auto viewer = access::load_viewer(*write, house.definitions(), name);
    REQUIRE(viewer.has_value());
    const auto manager = viewer.value_or(access::Viewer{});
    const auto opened = work::open_record(context,
                                          manager,
                                          {.pathway = "child-mash",
                                           .source = "system",
                                           .people = {{.person = person, .role = "subject"}}});
    if (!opened) MESSAGE(opened.error().message);
    REQUIRE(opened.has_value());
    write->commit();
    return opened->record.ref;
}

}  // namespace

std::string open_enquiry(TestHouse& house) {
    const auto write = house.house().store->write();
    auto context = house.house().context(*write);
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::CreatePerson);
    REQUIRE(grant.has_value());
    people::NewPerson child{.source = "Test"};
    child.assertions = {
        {.fact = people::Name{.given = "Maisie", .family = "Thorburn"}},
        {.fact = people::BirthDate{.date = parse_date("2019-03-03").value_or(Date{})}},
        {.fact = people::SexStated{.sex = people::Sex::Female}}};
    const auto person = people::create_person(context, *grant, child);
    REQUIRE(person.has_value());
    write->commit();
    return open_about(house, *person);
}

std::string open_enquiry_about_the_same(TestHouse& house, const std::string& before) {
    const auto row = house.house().store->read()->one(
        "select person from record_person where record = $1", {before});
    REQUIRE(row.has_value());
    return open_about(house, row ? row->text(0) : "");
}

http::Pairs filled(const TestHouse& house, const define::Field& field) {
    http::Pairs fields;
    const auto add = [&](std::string value) { fields.emplace_back(field.id, std::move(value)); };
    switch (field.type) {
        case FieldType::YesNo:
            add("no");
            break;
        case FieldType::Rag:
            add("amber");
            break;
        case FieldType::Scale:
        case FieldType::Number:
            add("4");
            break;
        case FieldType::Date:
            add_date(fields, field.id);
            break;
        case FieldType::DateTime:
            add_date(fields, field.id);
            fields.emplace_back(field.id + ".time", "09:30");
            break;
        case FieldType::Choice:
        case FieldType::Choices:
            add(house.definitions().code_list(field.codes)->codes.front().id);
            break;
        case FieldType::Agency:
        case FieldType::Agencies:
            add("police");
            break;
        case FieldType::Group:
            fields.emplace_back(field.id + ".count", "0");
            break;
        default:
            add(cat({"Words for ", field.id}));
    }
    return fields;
}

http::Pairs filled(TestHouse& house, const std::string& form, const std::string& section) {
    http::Pairs fields;
    const auto* definition = house.definitions().form(form);
    REQUIRE(definition != nullptr);
    const auto found = std::ranges::find(definition->sections, section, &define::Section::id);
    REQUIRE(found != definition->sections.end());
    for (const auto& field : found->fields) {
        if (!field.when.always()) continue;
        for (auto& pair : filled(house, field)) {
            fields.push_back(std::move(pair));
        }
    }
    return fields;
}

std::string rev_on(const Answer& page) {
    const std::string mark = "name=\"rev\" value=\"";
    const auto at = page.body.find(mark);
    if (at == std::string::npos) return {};
    const auto from = at + mark.size();
    return page.body.substr(from, page.body.find('"', from) - from);
}

http::Pairs with(http::Pairs fields, const std::string& name, const std::string& value) {
    std::erase_if(fields, [&](const auto& pair) { return pair.first == name; });
    fields.emplace_back(name, value);
    return fields;
}

}  // namespace longstone::web
