#include "web/account/person_form.h"

#include "base/text.h"
#include "http/router.h"
#include "people/current.h"
#include "people/person.h"
#include "people/rows.h"
#include "people/sight.h"
#include "ui/govuk/button.h"
#include "ui/longstone/panels.h"
#include "web/pages/parts.h"

namespace longstone::web {
namespace {

Html rev_field(Visit& visit) {
    auto context = visit.context();
    return html::hidden_field("rev", number(person_rev(visit, context)));
}

// Whom the form is about, to those who see them: the next tab may be about somebody else.
std::string name_here(const Visit& visit, work::Context& context) {
    const auto id = visit.param("id");
    if (people::sight_of(context, visit.viewer(), id) != people::Sight::Whole) return {};
    const auto line = people::load_summary(context.db, id);
    return line ? people::display_name(*line) : std::string();
}

}  // namespace

std::string person_path(const Visit& visit, std::string_view rest) {
    return cat({"/people/", visit.param("id"), rest});
}

Result<access::Grant> leave_to_edit(const Visit& visit) {
    return access::allow(visit.viewer(), access::Action::EditPerson, visit.param("id"));
}

std::int64_t person_rev(Visit& visit, work::Context& context) {
    if (const auto typed = whole_number(visit.form().text("rev"))) return *typed;
    return journal::current_rev(context.db, people::stream_of(visit.param("id")));
}

people::Kind kind_here(const Visit& visit, work::Context& context) {
    const auto row = context.db.one("select kind from person where id = $1", {visit.param("id")});
    return row ? people::kind_of(row->text(0)).value_or(people::Kind::Person)
               : people::Kind::Person;
}

http::Reply person_form(Visit& visit,
                        const SmallForm& form,
                        const std::string& title,
                        const std::string& action,
                        const Html& inputs,
                        const std::string& button) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(leave_to_edit(visit));
        const auto who = name_here(visit, reading.context);
        const auto fields = html::form({.action = action, .csrf = visit.csrf()},
                                       {rev_field(visit), inputs, govuk::button({.text = button})});
        return form.page(
            {.title = title,
             .main = html::cat(
                 {ls::page_head({.title = title, .caption = who}),
                  fields,
                  html::paragraph({html::link(
                      person_path(visit), cat({"Back to ", who.empty() ? "the person" : who}))})}),
             .width = ui::Width::Narrow});
    });
}

void add_pair(http::Router& router,
              App& app,
              const std::string& path,
              const std::string& name,
              SmallPage page,
              http::Reply (*post)(Visit&)) {
    add_page(router, app, {.pattern = path, .name = name}, [page](Visit& visit) {
        return page(visit, nullptr);
    });
    add_page(router, app, {.method = "POST", .pattern = path, .name = name}, post);
}

}  // namespace longstone::web
