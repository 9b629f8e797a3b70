#include <algorithm>
#include <array>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

bool is_words(FieldType type) {
    return type == FieldType::Text || type == FieldType::LongText;
}

std::vector<std::string> pathway_ids(const Definitions& definitions) {
    std::vector<std::string> out;
    for (const auto& [id, pathway] : definitions.pathways)
        out.push_back(id);
    return out;
}

// The fields named as {field} in a text.
std::vector<std::string> blanks(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        const auto end = text.find('}', at);
        if (end == std::string::npos) break;
        out.push_back(text.substr(at + 1, end - at - 1));
    }
    return out;
}

void check_blanks(const Scope& scope, const std::string& text, const Node& node) {
    for (const std::string& field : blanks(text))
        if (field != "ref" && scope.use(field) == nullptr) scope.unknown_field(node.place, field);
}

// Alike; or agencies into one agency, which is carried where there is one.
bool goes_into(const Field& here, const Field& there) {
    if (here.type == FieldType::Agencies && there.type == FieldType::Agency) return true;
    return here.type == there.type && here.codes == there.codes;
}

// What goes along is asked here, and there in the same way.
void check_copies(const Scope& scope,
                  const Scope& there,
                  const std::vector<std::string>& copies,
                  const std::map<std::string, std::string>& renames,
                  const Node& node) {
    for (const auto& [from, to] : renames)
        if (std::find(copies.begin(), copies.end(), from) == copies.end())
            scope.errors.add(node.at({"renames"}).mention(from).place,
                             cat({"\"", from, "\" is renamed but not copied"}),
                             "Add it to copies.");
    for (const std::string& copied : copies) {
        const Place& place = node.at({"copies"}).mention(copied).place;
        const auto renamed = renames.find(copied);
        const std::string& name = renamed == renames.end() ? copied : renamed->second;
        const Use* here = scope.use(copied);
        const Field* target = scope.definitions.field(there.pathway, name);
        if (here == nullptr)
            scope.unknown_field(place, copied);
        else if (target == nullptr)
            there.unknown_field(place, name);
        else if (!goes_into(*here->field, *target))
            scope.errors.add(place,
                             cat({"\"",
                                  copied,
                                  "\" and the \"",
                                  name,
                                  "\" of \"",
                                  there.pathway.id,
                                  "\" are not of one type and code list"}),
                             "Copy into a question of the same type and codes.");
    }
}

void check_sets(const Scope& scope,
                const Scope& there,
                const std::map<std::string, std::string>& sets,
                const Node& node) {
    for (const auto& [field, text] : sets) {
        const Node& said = node.at({field});
        const Field* target = scope.definitions.field(there.pathway, field);
        if (target == nullptr) {
            there.unknown_field(node.key(field)->place, field);
            continue;
        }
        const Domain domain = domain_of(scope.definitions, *target);
        if (domain.coded &&
            std::find(domain.values.begin(), domain.values.end(), text) == domain.values.end())
            scope.errors.unknown(said.place, "answer", text, domain.values);
    }
}

class LinkCheck {
public:
    LinkCheck(const Scope& scope,
              const Stage& stage,
              const LinkRule& rule,
              const Node& node,
              const Pathway& other)
        : scope_(scope),
          stage_(stage),
          rule_(rule),
          node_(node),
          there_(scope.definitions, other, scope.sources, scope.errors) {}

    void run() const {
        if (there_.pathway.public_opening.empty())
            scope_.errors.add(
                node_.at({"opens"}).place,
                cat({"\"", there_.pathway.id, "\" asks nothing of whoever answers by a link"}),
                "Give it public-opening: [form].");
        for (const PeopleRule& role : there_.pathway.people)
            if (role.required)
                scope_.errors.add(node_.at({"opens"}).place,
                                  cat({"a \"", there_.pathway.id, "\" needs a ", role.role}),
                                  "Nobody is named through a link: do not require it there.");
        check_copies(scope_, there_, rule_.copies, rule_.renames, node_);
        for (const auto& [field, text] : rule_.sets)
            check_blanks(scope_, text, node_.at({"sets", field}));
        check_sets(scope_, there_, rule_.sets, node_.at({"sets"}));
        check_blanks(scope_, rule_.intro, node_.at({"intro"}));
        check_condition(
            scope_, rule_.anonymous, node_.at({"anonymous"}), scope_.domains({stage_.id}));
        check_words();
        check_reading();
    }

private:
    void check_words() const {
        for (const auto& [question, wording] : rule_.words) {
            const Node& words = node_.at({"words"});
            const bool asked =
                std::any_of(there_.uses.begin(), there_.uses.end(), [&](const Use& use) {
                    return use.field->id == question && use.to_public;
                });
            if (!asked) there_.unknown_field(words.key(question)->place, question);
            const Use* here = scope_.use(wording);
            if (here == nullptr)
                scope_.unknown_field(words.at({question}).place, wording);
            else if (!is_words(here->field->type))
                scope_.errors.add(words.at({question}).place,
                                  cat({"\"", wording, "\" is no text"}),
                                  "Name a question of the type text.");
        }
    }

    // The field there, or nothing once its absence has been said.
    const Field* there(const std::string& field, const Place& place) const {
        const Use* use = there_.use(field);
        if (use == nullptr) there_.unknown_field(place, field);
        return use == nullptr ? nullptr : use->field;
    }

    void wants(bool good, const Place& place, const std::string& field, const char* what) const {
        if (!good)
            scope_.errors.add(place,
                              cat({"the answer to \"", field, "\" is no ", what}),
                              cat({"Name a question that is answered by a ", what, "."}));
    }

    void check_reading() const {
        if (!rule_.themes.empty()) {
            const Place& place = node_.at({"themes"}).place;
            const Field* field = there(rule_.themes, place);
            if (field != nullptr)
                wants(field->type == FieldType::Choices, place, rule_.themes, "list of choices");
        }
        if (!rule_.rating.empty()) {
            const Place& place = node_.at({"rating"}).place;
            const Field* field = there(rule_.rating, place);
            const bool rates = field != nullptr && (field->type == FieldType::Choice ||
                                                    field->type == FieldType::Scale ||
                                                    field->type == FieldType::Number);
            if (field != nullptr) wants(rates, place, rule_.rating, "figure or choice");
        }
        for (const std::string& comment : rule_.comments) {
            const Place& place = node_.at({"comments"}).mention(comment).place;
            const Field* field = there(comment, place);
            if (field != nullptr) wants(is_words(field->type), place, comment, "text");
        }
        check_condition(there_, rule_.print, node_.at({"print"}), there_.domains(there_.stages()));
    }

    const Scope& scope_;
    const Stage& stage_;
    const LinkRule& rule_;
    const Node& node_;
    Scope there_;
};

// A link to a request of the same pathway answers it, once, and opens nothing.
void check_request_link(const Scope& scope, const LinkRule& rule, const Node& node) {
    const auto& access = scope.pathway.access;
    if (access.restricted || access.sealed)
        scope.errors.add(node.at({"opens"}).place,
                         "what is asked on a restricted pathway is answered by accounts alone",
                         "Take the link away, or the sensitivity.");
    const RequestRule* request = scope.pathway.request(rule.opens);
    if (request->anonymous)
        scope.errors.add(node.at({"opens"}).place,
                         "whoever is asked without a name cannot be given a link",
                         "Take the link away, or anonymous: from the request.");
    constexpr auto kNotHere = std::to_array<std::string_view>({"copies",
                                                               "renames",
                                                               "sets",
                                                               "words",
                                                               "anonymous",
                                                               "most",
                                                               "themes",
                                                               "rating",
                                                               "comments",
                                                               "print"});
    for (const auto key : kNotHere)
        if (const Node* said = node.key(key))
            scope.errors.add(said->place,
                             cat({"\"", key, "\" says nothing of a link to a request"}),
                             "Take it away: the request says what is asked and shared.");
    check_blanks(scope, rule.intro, node.at({"intro"}));
}

void check_story(const Scope& scope) {
    if (!scope.pathway.story) return;
    const StoryRule& story = *scope.pathway.story;
    const Node& node = scope.node.at({"story"});
    if (scope.pathway.link(story.link) == nullptr)
        scope.errors.add(node.at({"link"}).place,
                         cat({"no stage has a link \"", story.link, "\""}),
                         "Name the link whose answers are told.");
    for (const auto& field : story.asked)
        scope.question(node.at({"asked"}).mention(field).place, field);
    for (const auto& field : story.changed)
        scope.question(node.at({"changed"}).mention(field).place, field);
    scope.question(node.at({"invited"}).place, story.invited, {FieldType::Number});
    scope.question(node.at({"answered"}).place, story.answered, {FieldType::Number});
    scope.question(node.at({"did"}).place, story.did, {FieldType::Group});
}

void check_round(const Scope& scope) {
    if (!scope.pathway.round) return;
    const RoundRule& round = *scope.pathway.round;
    const Node& node = scope.node.at({"round"});
    check_kinds(scope, round.opens_for, node.at({"opens-for"}));
    scope.question(
        node.at({"agency"}).place, round.agency, {FieldType::Agency, FieldType::Agencies});
    check_sets(scope, scope, round.sets, node.at({"sets"}));
}

}  // namespace

void check_links(const Scope& scope) {
    Names seen;
    for (const Stage& stage : scope.pathway.stages)
        for (const LinkRule& rule : stage.links) {
            const Node& links = scope.node.at({"stages", stage.id, "links"});
            if (!seen.insert(rule.id).second)
                scope.errors.add(links.key(rule.id)->place,
                                 cat({"another stage has a link \"", rule.id, "\" as well"}),
                                 "Give each link of a pathway its own id.");
            const Node& node = links.at({rule.id});
            const Pathway* other = scope.definitions.pathway(rule.opens);
            if (scope.pathway.request(rule.opens) != nullptr)
                check_request_link(scope, rule, node);
            else if (other == nullptr)
                scope.errors.unknown(node.at({"opens"}).place,
                                     "pathway or request",
                                     rule.opens,
                                     pathway_ids(scope.definitions));
            else
                LinkCheck(scope, stage, rule, node, *other).run();
        }
    check_story(scope);
}

void check_samples(const Scope& scope) {
    check_round(scope);
    if (!scope.pathway.sample) return;
    const SampleRule& rule = *scope.pathway.sample;
    const Node& node = scope.node.at({"sample"});
    const auto ids = pathway_ids(scope.definitions);
    for (const std::string& from : rule.from)
        if (scope.definitions.pathway(from) == nullptr)
            scope.errors.unknown(node.at({"from"}).mention(from).place, "pathway", from, ids);
    if (scope.pathway.stage(rule.at) == nullptr)
        scope.errors.unknown(node.at({"at"}).place, "stage", rule.at, scope.stage_ids());
    const auto follows = scope.after.find(rule.at);
    if (scope.pathway.stage(rule.opens_at) == nullptr)
        scope.errors.unknown(
            node.at({"opens-at"}).place, "stage", rule.opens_at, scope.stage_ids());
    else if (follows == scope.after.end() || !follows->second.contains(rule.opens_at))
        scope.errors.add(
            node.at({"opens-at"}).place,
            cat({"the stage \"", rule.opens_at, "\" does not follow \"", rule.at, "\""}),
            "Name a stage that comes after the one at which it is drawn.");
    scope.question(node.at({"size"}).place, rule.size, {FieldType::Number});
    scope.question(node.at({"since"}).place, rule.since, {FieldType::Date});
    scope.question(node.at({"until"}).place, rule.until, {FieldType::Date});
    scope.question(node.at({"seed"}).place, rule.seed, {FieldType::Number});
    scope.question(node.at({"among"}).place, rule.among, {FieldType::Agencies});
    for (const std::string& shown : rule.shows)
        scope.question(node.at({"shows"}).mention(shown).place, shown);
    const Pathway* other = scope.definitions.pathway(rule.opens);
    if (other == nullptr) {
        scope.errors.unknown(node.at({"opens"}).place, "pathway", rule.opens, ids);
        return;
    }
    const Scope there(scope.definitions, *other, scope.sources, scope.errors);
    check_copies(scope, there, rule.copies, rule.renames, node);
    there.question(node.at({"reference"}).place, rule.reference, {FieldType::Text});
    there.question(node.at({"agencies"}).place, rule.agencies, {FieldType::Agencies});
}

}  // namespace longstone::define
