#include "exchange/feed_people.h"

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "people/create.h"
#include "people/edit.h"
#include "people/match_up.h"
#include "people/own_record.h"

namespace longstone::exchange {

Refused refuse_row(const std::string& column, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = column, .message = std::move(message)}}});
}

RowPeople::RowPeople(work::Context& context, const Sender& sender, const RowSays& row)
    : context_(context),
      sender_(sender),
      row_(row),
      feed_(*row.feed),
      viewer_(row_viewer(context.definitions, sender, feed_)) {}

std::string RowPeople::source() const {
    const auto* agency = context_.definitions.partnership.agency(sender_.agency());
    return cat({agency == nullptr ? sender_.agency() : agency->name, ", ", feed_.name});
}

std::vector<people::NewAssertion> RowPeople::stated_of(const std::string& role) const {
    const auto found = row_.people.find(role);
    if (found == row_.people.end()) return {};
    auto stated = found->second;
    for (auto& one : stated)
        one.source = source();
    return stated;
}

std::string RowPeople::column_of(const std::string& what, const std::string& role) const {
    for (const auto& column : feed_.columns) {
        if (column.person == what && feed_.role_of(column) == role) return column.id;
    }
    return what;
}

// The same kind of number as the subject's, of whoever has this role.
std::string RowPeople::number_column(const std::string& role) const {
    const auto* own = feed_.column(feed_.own_number);
    return own == nullptr ? std::string() : column_of(own->person, role);
}

Result<access::Grant> RowPeople::leave_to_create() {
    if (feed_.pathway.empty()) return access::allow(viewer_, access::Action::CreatePerson);
    const access::RecordFacts facts{
        .pathway = feed_.pathway, .agencies = {viewer_.agency}, .users = {viewer_.user}};
    const auto open =
        TRY(access::allow(context_.definitions, viewer_, access::Action::Open, facts));
    return access::allow_through(open, access::Action::CreatePerson, {});
}

Result<std::string> RowPeople::found_by_number(const std::string& role,
                                               const std::vector<people::NewAssertion>& stated) {
    const auto column = number_column(role);
    const auto& number = row_.value(column);
    if (column.empty() || number.empty()) return std::string();
    const people::Identifier own{.scheme = feed_.column(column)->person, .value = number};
    const auto known = people::own_records(context_, sender_.agency(), own);
    if (known.empty()) return std::string();
    if (known.size() > 1)
        return refuse_row(column,
                          "You have sent this number for two people. Send a row with their NHS "
                          "number, or ring those who keep the register");
    if (people::tells_of_another(context_, known.front(), stated))
        return refuse_row(column,
                          "You sent this number before for somebody with another name and another "
                          "birth date. Check it; if it was given to somebody new, send them under "
                          "a number of their own");
    return known.front();
}

Result<std::string> RowPeople::found(const std::string& role) {
    const auto stated = stated_of(role);
    if (!feed_.own_number.empty()) return found_by_number(role, stated);
    return people::own_record_like(context_, viewer_, stated).value_or(std::string());
}

Result<std::string> RowPeople::found_or_new(const std::string& role) {
    auto person = TRY(found(role));
    if (!person.empty()) return person;
    const auto stated = stated_of(role);
    const bool named = std::ranges::any_of(stated, [](const people::NewAssertion& one) {
        return std::holds_alternative<people::Name>(one.fact);
    });
    if (!named && !feed_.own_number.empty())
        return refuse_row(number_column(role),
                          "Nobody was sent under this number yet. Send the person first");
    return put_on_record(stated);
}

Result<std::string> RowPeople::put_on_record(const std::vector<people::NewAssertion>& stated) {
    const auto grant = TRY(leave_to_create());
    auto person = TRY(people::create_person(context_,
                                            grant,
                                            {.assertions = stated,
                                             .source = source(),
                                             .happened_at = row_.happened.value_or(context_.now)}));
    TRY(match(person));
    return person;
}

// As they are told now. Where it is not certain, the review queue finds the two.
Result<void> RowPeople::match(const std::string& person) {
    if (context_.living == nullptr) return {};
    TRY(people::link_by_model(context_, viewer_, person));
    return {};
}

Result<void> RowPeople::say_more(const std::string& person, const std::string& role) {
    const auto stated = stated_of(role);
    if (const auto scheme = people::other_number(context_, person, stated); !scheme.empty())
        return refuse_row(column_of(scheme, role),
                          "This differs from the number that was sent before. Check it; if it is "
                          "another person, send a row of its own");
    auto fresh = people::not_yet_said(context_, person, stated);
    auto ends = people::ended_by(context_, sender_.agency(), person, stated);
    // What an ending says already is not said again.
    if (!ends.empty())
        std::erase_if(fresh, [](const people::NewAssertion& one) { return one.until.has_value(); });
    if (fresh.empty() && ends.empty()) return {};
    const auto grant = TRY(access::allow(viewer_, access::Action::EditPerson, person));
    const auto done =
        people::state(context_,
                      grant,
                      {.rev = journal::current_rev(context_.db, people::stream_of(person)),
                       .assertions = std::move(fresh),
                       .ends = std::move(ends),
                       .source = source(),
                       .happened_at = row_.happened.value_or(context_.now)});
    if (!done && done.error().fault != Fault::NotFound) return Refused(done.error());
    return done ? match(person) : Result<void>();
}

}  // namespace longstone::exchange
