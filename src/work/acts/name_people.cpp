#include "work/acts/name_people.h"

#include <algorithm>

#include "base/text.h"
#include "people/sight.h"

namespace longstone::work {

std::string wrong_kind(Context& context, const define::PeopleRule& rule, std::string_view person) {
    const auto row = context.db.one("select kind from person where id = $1", {person});
    if (!row || rule.takes(row->text(0))) return {};
    std::vector<std::string> wanted;
    wanted.reserve(rule.kinds.size() + 1);
    for (const auto& kind : rule.kinds)
        wanted.push_back(cat({kind.front() == 'o' ? "an " : "a ", kind}));
    if (wanted.empty()) wanted.emplace_back("a person");
    return cat(
        {rule.name, " takes ", join(wanted, " or "), ". Name another, or choose another role"});
}

Result<Opened> add_person(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          std::string_view person,
                          const std::string& role) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    const auto& rules = opened.pathway->people;
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.role == role; });
    if (rule == rules.end())
        return Refused(Problem{.message = "Choose who they are on this record.",
                               .fields = {{"role", "Choose one of the roles offered"}}});
    TRY(people::may_name(context, viewer, person));
    if (const auto wrong = wrong_kind(context, *rule, person); !wrong.empty())
        return Refused(Problem{.message = wrong, .fields = {{"role", wrong}}});
    for (const auto& known : opened.record.people) {
        if (known.role != role) continue;
        if (known.person == person) return opened;
        if (!rule->many)
            return Refused(Problem{.message = cat({known.name,
                                                   " is already named here as ",
                                                   rule->name,
                                                   ". Take them off first."}),
                                   .fields = {{"role", "This role takes one person"}}});
    }
    Change change{.kind = "record.person-added"};
    change.body.set("person", std::string(person)).set("role", role);
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    return opened;
}

Result<Opened> remove_person(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             std::string_view person,
                             const std::string& role,
                             const std::string& reason) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    TRY(require_words(reason, "reason", "Say why they are taken off this record"));
    const auto& people = opened.record.people;
    const auto found = std::find_if(people.begin(), people.end(), [&](const auto& p) {
        return p.person == person && p.role == role;
    });
    if (found == people.end()) return not_found();
    const auto others =
        std::count_if(people.begin(), people.end(), [&](const auto& p) { return p.role == role; });
    for (const auto& rule : opened.pathway->people) {
        if (rule.role == role && (rule.required || rule.subject) && others == 1) {
            return refuse(Fault::Invalid,
                          cat({"A record must say who it is about. Add the right person as ",
                               rule.name,
                               " first."}));
        }
    }
    Change change{.kind = "record.person-left"};
    change.body.set("person", std::string(person)).set("role", role).set("reason", reason);
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    return opened;
}

}  // namespace longstone::work
