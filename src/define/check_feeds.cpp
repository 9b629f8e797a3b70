#include <algorithm>
#include <array>

#include "base/text.h"
#include "define/check_all.h"
#include "define/read.h"
#include "define/scope.h"

// What a feed says of its pathway holds: every row that has what the feed requires can be taken.
namespace longstone::define {
namespace {

using Ids = std::vector<std::string>;

constexpr std::array<std::string_view, 19> kDetails = {"given-name",
                                                       "middle-name",
                                                       "family-name",
                                                       "previous-given-name",
                                                       "previous-family-name",
                                                       "alias",
                                                       "birth-date",
                                                       "death-date",
                                                       "sex",
                                                       "address",
                                                       "postcode",
                                                       "address-kind",
                                                       "address-from",
                                                       "address-until",
                                                       "phone",
                                                       "email",
                                                       "school",
                                                       "ethnicity",
                                                       "language"};

bool among(const Ids& list, std::string_view id) {
    return std::ranges::find(list, id) != list.end();
}

bool can_be_fed(FieldType type) {
    return type != FieldType::Group && type != FieldType::Person && type != FieldType::People &&
           type != FieldType::User;
}

class FeedCheck {
public:
    FeedCheck(const Definitions& definitions, const Feed& feed, const Node& node, Errors& errors)
        : definitions_(definitions), feed_(feed), node_(node), errors_(errors) {
        pathway_ = definitions.pathway(feed.pathway);
        for (const FeedColumn& column : feed.columns)
            columns_.push_back(column.id);
        if (pathway_ == nullptr) return;
        auto sections = definitions.asked(pathway_->opening);
        if (const auto* first = pathway_->stage(pathway_->first))
            for (const Section* section : definitions.asked(first->asks))
                sections.push_back(section);
        for (const Section* section : sections)
            for (const Field& field : section->fields)
                fields_.emplace(field.id, &field);
    }

    void run() {
        senders(feed_.sends, node_.at({"sends"}));
        if (!feed_.pathway.empty() && pathway_ == nullptr)
            errors_.unknown(
                node_.at({"pathway"}).place, "pathway", feed_.pathway, ids(definitions_.pathways));
        leave();
        key();
        happened();
        for (const FeedColumn& column : feed_.columns)
            check(column, node_.at({"columns", column.id}));
        for (const FeedAnswer& answer : feed_.sets)
            check(answer, node_.at({"sets", answer.field}));
        people();
        check_feed_event(definitions_, feed_, node_, errors_);
        if (pathway_ != nullptr) {
            questions();
            adds();
        }
    }

private:
    template <class Map>
    static Ids ids(const Map& map) {
        Ids out;
        out.reserve(map.size());
        for (const auto& [id, value] : map)
            out.push_back(id);
        return out;
    }

    void bad(const Node& node, std::string what, std::string cure) {
        errors_.add(node.place, std::move(what), std::move(cure));
    }

    void senders(const Ids& kinds, const Node& node) {
        std::vector<const Agency*> all;
        all.reserve(definitions_.partnership.agencies.size());
        for (const Agency& agency : definitions_.partnership.agencies)
            all.push_back(&agency);
        const Names there = kinds_of(all);
        for (const std::string& kind : kinds)
            if (!there.contains(kind))
                errors_.unknown(
                    node.mention(kind).place, "kind of agency", kind, {there.begin(), there.end()});
        if (&kinds == &feed_.sends && kinds.empty())
            bad(node, "nobody may send this feed", "Add sends: and the kinds of agency that do.");
    }

    // The role may do what a row does, so that a feed opens no door that no person has.
    void leave() {
        const Node& node = node_.at({"as"});
        const auto role = definitions_.roles.find(feed_.as);
        if (role == definitions_.roles.end()) {
            if (!feed_.as.empty())
                errors_.unknown(node.place, "role", feed_.as, ids(definitions_.roles));
            return;
        }
        if (feed_.pathway.empty()) {
            for (const char* power : {"create-people", "edit-people"})
                if (!role->second.may.contains(power))
                    bad(node,
                        cat({"the role \"", feed_.as, "\" has not the power ", power}),
                        "Name a role that may put people on record and say more of them.");
            return;
        }
        if (pathway_ == nullptr) return;
        const Access& access = pathway_->access;
        if (!among(access.opens, feed_.as))
            bad(node,
                cat({"the role \"", feed_.as, "\" may not open ", feed_.pathway}),
                cat({"Name one of ", join(access.opens, ", "), "."}));
        const bool changes = feed_.takes_changes || !feed_.adds.same.empty();
        if (changes && !among(access.works, feed_.as) && !among(access.lead, feed_.as))
            bad(node,
                cat({"the role \"", feed_.as, "\" does not work on ", feed_.pathway}),
                "Name one that does, or write changes: refuse and take adds: away.");
    }

    void column_there(const Node& node, const std::string& id) {
        if (!among(columns_, id)) errors_.unknown(node.place, "column", id, columns_);
    }

    void key() {
        const Node& node = node_.at({"key"});
        if (feed_.key.empty())
            bad(node_,
                "nothing says which rows are the same",
                "Add key: and the columns that a row is known by.");
        for (const std::string& id : feed_.key) {
            column_there(node.mention(id), id);
            const FeedColumn* column = feed_.column(id);
            if (column != nullptr && !column->required && column->otherwise.empty())
                bad(node.mention(id),
                    cat({"the column \"", id, "\" may be empty"}),
                    "Write required: yes: a row is known by it.");
        }
    }

    void happened() {
        if (feed_.happened.empty()) return;
        const Node& node = node_.at({"happened"});
        column_there(node, feed_.happened);
        const FeedColumn* column = feed_.column(feed_.happened);
        if (column == nullptr) return;
        const Field* field = field_of(column->field);
        const bool is_date = column->type == "date" || column->type == "time" ||
                             (field != nullptr && (field->type == FieldType::Date ||
                                                   field->type == FieldType::DateTime));
        if (!is_date) bad(node, cat({"\"", column->id, "\" is no date"}), "Write type: date.");
    }

    const Field* field_of(const std::string& id) const {
        const auto found = fields_.find(id);
        return found == fields_.end() ? nullptr : found->second;
    }

    const Field* question(const Node& node, const std::string& id) {
        if (pathway_ == nullptr) {
            if (feed_.pathway.empty())
                bad(node, "a feed of people alone answers no question", "Name a pathway:.");
            return nullptr;
        }
        const Field* field = field_of(id);
        if (field == nullptr) {
            errors_.unknown(node.place, "question asked on opening one", id, ids(fields_));
        } else if (!can_be_fed(field->type)) {
            bad(node,
                cat({"a row cannot answer a question of the type ", type_word(field->type)}),
                "Leave it to those who work on the record.");
        }
        return field;
    }

    void check(const FeedColumn& column, const Node& node) {
        if (!column.field.empty() && !column.person.empty())
            bad(node, "a column fills a question or a detail, not both", "Take one away.");
        if (!column.person.empty()) detail(column, node);
        const Field* field =
            column.field.empty() ? nullptr : question(node.at({"field"}), column.field);
        codes(column, field, node.at({"codes"}));
        senders(column.only_itself, node.at({"only-itself"}));
        if (!column.only_itself.empty() && field != nullptr && field->type != FieldType::Agency)
            bad(node.at({"only-itself"}), "this is no question for an agency", "Take it away.");
        words(node.at({"otherwise"}), column.otherwise);
    }

    void detail(const FeedColumn& column, const Node& node) {
        const auto* numbers = definitions_.code_list("identifier");
        const bool known = std::ranges::find(kDetails, column.person) != kDetails.end() ||
                           (numbers != nullptr && numbers->find(column.person) != nullptr);
        if (!known) {
            Ids words(kDetails.begin(), kDetails.end());
            if (numbers != nullptr)
                for (const Code& code : numbers->codes)
                    words.push_back(code.id);
            errors_.unknown(node.at({"person"}).place, "detail of a person", column.person, words);
        }
        role(node.at({"role"}), feed_.role_of(column));
    }

    void role(const Node& node, const std::string& id) {
        if (pathway_ == nullptr) return;
        Ids roles;
        for (const PeopleRule& rule : pathway_->people)
            roles.push_back(rule.role);
        if (!among(roles, id)) errors_.unknown(node.place, "role of people", id, roles);
    }

    void codes(const FeedColumn& column, const Field* field, const Node& node) {
        if (column.codes.empty() || field == nullptr) return;
        const Domain domain = domain_of(definitions_, *field);
        if (!domain.coded) {
            bad(node, "there is nothing to translate: any words will do", "Take codes: away.");
            return;
        }
        for (const auto& [theirs, ours] : column.codes)
            if (!among(domain.values, ours))
                errors_.unknown(node.mention(ours).place, "answer", ours, domain.values);
    }

    void words(const Node& node, const std::string& text) {
        for (const std::string& hole : holes_of(text))
            if (hole != "agency") column_there(node, hole);
    }

    void check(const FeedAnswer& answer, const Node& node) {
        const Field* field = question(node, answer.field);
        if (feed_.answering(answer.field) != nullptr)
            bad(node, "a column answers this as well", "Take one of the two away.");
        words(node, answer.words);
        if (!answer.percent.empty()) {
            for (const std::string& id : {answer.percent, answer.of}) {
                column_there(node.mention(id), id);
                const FeedColumn* column = feed_.column(id);
                if (column != nullptr && column->type != "number")
                    bad(node.mention(id),
                        cat({"\"", id, "\" is no number"}),
                        "Write type: number for that column.");
            }
            return;
        }
        // What never changes can be held against the question now.
        if (field == nullptr || !holes_of(answer.words).empty()) return;
        const Domain domain = domain_of(definitions_, *field);
        if (domain.coded && !among(domain.values, answer.words))
            errors_.unknown(node.place, "answer", answer.words, domain.values);
    }

    // Somebody is named for each role that must be there.
    void people() {
        Names named;
        for (const FeedColumn& column : feed_.columns)
            if (column.person == "given-name" || column.person == "family-name")
                named.insert(feed_.role_of(column));
        if (pathway_ == nullptr) {
            if (named.empty() && feed_.pathway.empty() && feed_.own_number.empty())
                bad(node_.at({"columns"}), "no column names a person", "Add person: given-name.");
            return;
        }
        for (const PeopleRule& rule : pathway_->people)
            if (rule.required && !named.contains(rule.role))
                bad(node_.at({"columns"}),
                    cat({"no column names the ", rule.role}),
                    "Add columns for person: given-name and family-name.");
    }

    bool always_filled(const std::string& field) const {
        const auto has = [&](const std::string& id) {
            const FeedColumn* column = feed_.column(id);
            return column != nullptr && (column->required || !column->otherwise.empty());
        };
        const auto set = std::ranges::find(feed_.sets, field, &FeedAnswer::field);
        if (set != feed_.sets.end())
            return set->percent.empty() || (has(set->percent) && has(set->of));
        const FeedColumn* column = feed_.answering(field);
        return column != nullptr && has(column->id);
    }

    // What opening one always requires, each row has.
    void questions() {
        for (const Section* section : definitions_.asked(pathway_->opening)) {
            if (!section->when.always()) continue;
            for (const Field& field : section->fields) {
                const bool needed =
                    field.is_required && field.required.always() && field.when.always();
                if (!needed || !field.instead.empty() || always_filled(field.id)) continue;
                bad(node_.at({"columns"}),
                    cat({"opening one requires \"", field.id, "\", which a row may lack"}),
                    "Add a column with required: yes, or otherwise:, or an answer under sets:.");
            }
        }
    }

    void adds() {
        const Node& node = node_.at({"adds"});
        Ids roles;
        for (const PeopleRule& rule : pathway_->people)
            roles.push_back(rule.role);
        for (const std::string& id : feed_.adds.same)
            if (!among(roles, id) && field_of(id) == nullptr)
                errors_.unknown(
                    node.at({"same"}).mention(id).place, "role or question", id, ids(fields_));
        for (const std::string& id : feed_.adds.answers) {
            const bool fed =
                feed_.answering(id) != nullptr ||
                std::ranges::find(feed_.sets, id, &FeedAnswer::field) != feed_.sets.end();
            if (!fed)
                bad(node.at({"answers"}).mention(id),
                    cat({"no column answers \"", id, "\""}),
                    "Name a question that a column or sets: answers.");
        }
        if (node_.find("adds") != nullptr &&
            (feed_.adds.same.empty() || feed_.adds.answers.empty()))
            bad(node, "it is not said what is added, or to what", "Write same: and answers:.");
    }

    const Definitions& definitions_;
    const Feed& feed_;
    const Node& node_;
    Errors& errors_;
    const Pathway* pathway_ = nullptr;
    Ids columns_ = {};
    std::map<std::string, const Field*> fields_ = {};
};

}  // namespace

void check_feeds(const Definitions& definitions, const Sources& sources, Errors& errors) {
    for (const auto& [id, feed] : definitions.feeds) {
        const Node& node = sources.feeds.at(id);
        if (node.is_map()) FeedCheck(definitions, feed, node, errors).run();
    }
}

}  // namespace longstone::define
