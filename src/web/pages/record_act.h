#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "http/router.h"
#include "web/forms/asking.h"
#include "web/visit.h"

// One thing that people do on a record, as one page: its form, and the act that the form sends.
// Whatever is refused comes back with what was typed; a conflict too, with what has changed since.
namespace longstone::web {

struct ActForm {
    std::string title = {};
    Html intro = {};
    std::vector<define::Field> fields = {};
    std::map<std::string, Choices, std::less<>> offered = {};  // answers to choose, by field
    Typed typed = {};                                          // what stands in it at first
    std::string button = "Save";  // empty: there is only something to read here
    bool is_grave = false;        // a red button
    std::string tab = {};         // the tab of the record it belongs to
};

// What the form sent, read and checked for its types.
struct ActGiven {
    work::Context& context;
    std::string ref = {};
    std::optional<std::int64_t> seen = {};  // the revision its page showed
    work::Answers answers = {};

    [[nodiscard]] std::string text(std::string_view field) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view field) const;
    [[nodiscard]] std::optional<Date> date(std::string_view field) const;
    [[nodiscard]] std::optional<Instant> instant(std::string_view field) const;
};

struct RecordAct {
    std::string path = {};  // after /records/{ref}
    std::string name = {};
    access::Action needs = access::Action::Work;
    // NotFound where this viewer has nothing to do here.
    std::function<Result<ActForm>(Visit&, work::Context&, const work::Opened&)> form = {};
    // Does it, and answers with where to go.
    std::function<Result<std::string>(Visit&, ActGiven&)> perform = {};
};
void add_record_act(http::Router& router, App& app, const RecordAct& record_act);

// A field of such a form.
define::Field ask(std::string id, define::FieldType type, std::string label, std::string hint = {});
define::Field ask_optional(std::string id,
                           define::FieldType type,
                           std::string label,
                           std::string hint = {});
Choices agency_choices(const define::Definitions& definitions);

}  // namespace longstone::web
