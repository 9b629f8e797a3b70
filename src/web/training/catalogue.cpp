#include <algorithm>

#include "base/text.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"

// Courses that may be booked: searched, and chosen by topic, level, how it is given, places and
// dates. Everything chosen stands in the address.
namespace longstone::web {
namespace {

using partnership::Session;

partnership::Sought sought_by(const Visit& visit,
                              const std::vector<const define::Field*>& filters) {
    const auto& request = visit.request();
    partnership::Sought sought{.words = request.query_text("words"),
                               .only_free = request.query_text("free") == "yes",
                               .from = parse_date(request.query_text("from")),
                               .until = parse_date(request.query_text("until"))};
    for (const auto* field : filters)
        sought.chosen[field->id] = request.query_text(field->id);
    return sought;
}

Html choose(const Visit& visit,
            const std::vector<const define::Field*>& filters,
            const partnership::Sought& sought,
            std::size_t found) {
    ls::Lens lens{.action = kTrainingPath,
                  .answer = html::text(
                      count_of(static_cast<long long>(found), "course fits", "courses fit"))};
    lens.fields.push_back({.label = "Words",
                           .id = "words",
                           .control = ls::small_input("words", "words", sought.words)});
    for (const auto* field : filters) {
        std::vector<ls::Choice> choices = {{.value = "", .text = "Any"}};
        if (const auto* codes = visit.definitions().code_list(field->codes))
            for (const auto& code : codes->codes)
                if (!code.retired) choices.push_back({.value = code.id, .text = code.text});
        lens.fields.push_back({.label = field->label,
                               .id = field->id,
                               .control = ls::small_select(
                                   field->id, field->id, choices, sought.chosen.at(field->id))});
    }
    const auto day = [](const std::optional<Date>& date) { return date ? iso(*date) : ""; };
    lens.fields.push_back({.label = "From",
                           .id = "from",
                           .control = ls::small_input("from", "from", day(sought.from), "date")});
    lens.fields.push_back(
        {.label = "Until",
         .id = "until",
         .control = ls::small_input("until", "until", day(sought.until), "date")});
    lens.fields.push_back({.label = "Places",
                           .id = "free",
                           .control = ls::small_select("free",
                                                       "free",
                                                       {{.value = "", .text = "Any"},
                                                        {.value = "yes", .text = "Places left"}},
                                                       sought.only_free ? "yes" : "")});
    return ls::lens(lens);
}

Html courses(Visit& visit, const std::vector<Session>& sessions) {
    ls::Table table{.caption = "Courses",
                    .columns = {{.text = "Course", .row_header = true},
                                {.text = "When"},
                                {.text = "For"},
                                {.text = "Places"}},
                    .if_empty = "No course fits. Choose less, or ask the trainers for one."};
    for (const auto& session : sessions) {
        std::vector<std::string> about;
        for (const auto& field : session.pathway->places->filters)
            if (auto words = chosen_words(visit, session, field); !words.empty())
                about.push_back(std::move(words));
        const auto* mine = work::place_for(session.record.places, visit.viewer().user);
        Html places = html::text(seats_words(session.offer));
        if (mine != nullptr && mine->active())
            places = html::cat({place_tag(*mine, work::position_of(session.record.places, *mine)),
                                html::element("br"),
                                places});
        table.rows.push_back(
            {.cells = {html::cat({html::link(training_path(session.ref()), session.title()),
                                  html::element("br"),
                                  ls::muted(session.ref())}),
                       html::text(when_words(session.offer)),
                       html::text(join(about, " · ")),
                       places}});
    }
    return visit.list(table);
}

http::Reply catalogue_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(may_book(visit));
        const auto filters = partnership::filters(visit.definitions());
        const auto sought = sought_by(visit, filters);
        const auto sessions = partnership::catalogue(reading.context, visit.viewer(), sought);
        return visit.page({.title = "Training",
                           .main = html::cat({training_head(visit, "Training"),
                                              choose(visit, filters, sought, sessions.size()),
                                              courses(visit, sessions)}),
                           .current = kTrainingPath});
    });
}

}  // namespace

void add_catalogue_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kTrainingPath, .name = "training"}, catalogue_page);
}

}  // namespace longstone::web
