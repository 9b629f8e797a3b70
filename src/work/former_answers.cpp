#include "work/former_answers.h"

#include "work/versions.h"

namespace longstone::work {
namespace {

struct Asked {
    define::Section section = {};
    define::Field field = {};
    bool known = false;
};

std::vector<std::string> texts(const Json& list) {
    std::vector<std::string> out;
    for (const auto& one : list.items()) {
        out.push_back(one.text());
    }
    return out;
}

// Only what decides who may see the answer, and what it was called.
Asked asked_by(const Json& pathway, const std::string& id) {
    for (const auto& form : pathway["forms"].items()) {
        for (const auto& section : form["sections"].items()) {
            for (const auto& field : section["fields"].items()) {
                if (field.text("id") != id) continue;
                return {.section = {.private_to = texts(section["private-to"]),
                                    .sensitive = section["sensitive"].boolean()},
                        .field = {.id = id,
                                  .label = field.text("label"),
                                  .sensitive = field["sensitive"].boolean(),
                                  .private_to = texts(field["private-to"])},
                        .known = true};
            }
        }
    }
    return {};
}

}  // namespace

std::vector<FormerAnswer> former_answers(Context& context, const Opened& opened) {
    std::vector<FormerAnswer> former;
    const auto& viewer = opened.grant.viewer();
    Json version;
    for (const auto& [field, answer] : opened.record.answers) {
        if (context.definitions.field(*opened.pathway, field) != nullptr) continue;
        if (version.is_null())
            version = published_pathway(
                context.db, opened.pathway->id, version_of_record(context.db, opened.record.ref));
        const auto asked = asked_by(version, field);
        const bool author =
            !viewer.agency.empty() && answer.agency == viewer.agency && answer.carried_from.empty();
        if (!author &&
            (!asked.known || !access::sees_field(opened.grant, asked.section, asked.field, false)))
            continue;
        former.push_back({.field = field,
                          .question = asked.known ? asked.field.label : field,
                          .answer = answer});
    }
    return former;
}

}  // namespace longstone::work
