#include "exchange/feed_people.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/assertions.h"
#include "people/create.h"
#include "people/edit.h"
#include "people/match_up.h"
#include "people/own_record.h"
#include "people/rules.h"

namespace longstone::exchange {
namespace {

// Those whom one file puts on record stand beside each other in every table, in its order, so that
// a large file writes few pages; the second half cannot be guessed.
std::string id_in(const std::string& delivery, long long line) {
    auto id = delivery.substr(0, 8);
    for (unsigned shift = 30; shift > 0;) {
        shift -= 5;
        id += kCodeLetters[static_cast<std::size_t>(line >> shift) & 31U];
    }
    return id + random_code(12);
}

}  // namespace

Refused refuse_row(const std::string& column, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = column, .message = std::move(message)}}});
}

RowPeople::RowPeople(work::Context& context, const Sender& sender, const RowSays& row, Batch& batch)
    : context_(context),
      sender_(sender),
      row_(row),
      feed_(*row.feed),
      batch_(batch),
      viewer_(row_viewer(context.definitions, sender, feed_)) {}

std::string RowPeople::source() const {
    const auto* agency = context_.definitions.partnership.agency(sender_.agency());
    return cat({agency == nullptr ? sender_.agency() : agency->name, ", ", feed_.name});
}

// In its one way of writing.
const std::vector<people::NewAssertion>& RowPeople::stated_of(const std::string& role) {
    const auto [stated, fresh] = stated_.try_emplace(role);
    const auto found = row_.people.find(role);
    if (!fresh || found == row_.people.end()) return stated->second;
    stated->second = found->second;
    for (auto& one : stated->second)
        one.source = source();
    auto checked =
        people::checked_all(context_.definitions, stated->second, london(context_.now).date);
    if (checked) stated->second = std::move(*checked);
    return stated->second;
}

const std::vector<people::Assertion>& RowPeople::said_of(const std::string& person) {
    if (read_ != person) said_ = people::load_assertions(context_.db, person);
    read_ = person;
    return said_;
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

bool RowPeople::tells_of_another(const std::string& person, const std::string& role) {
    return people::tells_of_another(said_of(person), stated_of(role));
}

Result<std::string> RowPeople::found_by_number(const std::string& role) {
    const auto column = number_column(role);
    if (column.empty() || row_.value(column).empty()) return std::string();
    const auto& scheme = feed_.column(column)->person;
    std::vector<std::string> known;
    for (const auto& one : stated_of(role)) {
        const auto* number = std::get_if<people::Identifier>(&one.fact);
        if (number == nullptr || number->scheme != scheme) continue;
        known = people::own_records(context_, sender_.agency(), *number);
        break;
    }
    if (known.empty()) return std::string();
    if (known.size() > 1)
        return refuse_row(column,
                          "You have sent this number for two people. Send a row with their NHS "
                          "number, or ring those who keep the register");
    if (tells_of_another(known.front(), role))
        return refuse_row(column,
                          "You sent this number before for somebody with another name and another "
                          "birth date. Check it; if it was given to somebody new, send them under "
                          "a number of their own");
    return known.front();
}

Result<std::string> RowPeople::found(const std::string& role) {
    if (!feed_.own_number.empty()) return found_by_number(role);
    return people::own_record_like(context_, viewer_, stated_of(role)).value_or(std::string());
}

Result<std::string> RowPeople::found_or_new(const std::string& role) {
    auto person = TRY(found(role));
    if (!person.empty()) return person;
    const bool named = std::ranges::any_of(stated_of(role), [](const people::NewAssertion& one) {
        return std::holds_alternative<people::Name>(one.fact);
    });
    if (!named && !feed_.own_number.empty())
        return refuse_row(number_column(role),
                          "Nobody was sent under this number yet. Send the person first");
    return put_on_record(role);
}

Result<std::string> RowPeople::put_on_record(const std::string& role) {
    const auto grant = TRY(leave_to_create());
    created_ = TRY(people::create_person(context_,
                                         grant,
                                         {.assertions = stated_of(role),
                                          .source = source(),
                                          .happened_at = row_.happened.value_or(context_.now)},
                                         id_in(batch_.delivery, row_.line)));
    TRY(match(created_));
    return created_;
}

// As they are told now. Where it is not certain, the review queue finds the two.
Result<void> RowPeople::match(const std::string& person) {
    if (context_.living == nullptr) return {};
    TRY(people::link_by_model(context_, viewer_, person, batch_.arrivals));
    return {};
}

Result<void> RowPeople::say_more(const std::string& person, const std::string& role) {
    if (person == created_) return {};
    const auto& stated = stated_of(role);
    const auto& said = said_of(person);
    if (const auto scheme = people::other_number(said, stated); !scheme.empty())
        return refuse_row(column_of(scheme, role),
                          "This differs from the number that was sent before. Check it; if it is "
                          "another person, send a row of its own");
    auto fresh = people::not_yet_said(said, stated, london(context_.now).date);
    auto ends = people::ended_by(sender_.agency(), said, stated);
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
    read_.clear();
    if (!done && done.error().fault != Fault::NotFound) return Refused(done.error());
    return done ? match(person) : Result<void>();
}

}  // namespace longstone::exchange
