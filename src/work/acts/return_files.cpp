#include "work/acts/return_files.h"

#include <algorithm>

#include "base/text.h"
#include "define/read.h"
#include "work/rounds.h"
#include "work/visible.h"

namespace longstone::work {
namespace {

Refused at(std::string field, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

// The agency that was asked, or somebody who works on the record.
Result<OpenRequest> found_by(Context& context, const access::Viewer& viewer, std::string_view id) {
    auto own = find_request(context, viewer, access::Action::Reply, id);
    if (own) return own;
    return find_request(context, viewer, access::Action::Work, id);
}

std::string says(const Context& context, const define::Field& field, const Given& given) {
    std::vector<std::string> words;
    for (const auto& value : given.values)
        words.push_back(context.definitions.value_text(field, value));
    for (const auto& item : given.items)
        for (const auto& part : field.fields) {
            const auto found = item.find(part.id);
            if (found == item.end()) continue;
            for (const auto& value : found->second)
                words.push_back(
                    cat({part.label, ": ", context.definitions.value_text(part, value)}));
        }
    return join(words, "; ");
}

bool leaves_here(const define::Section& section, const define::Field& field) {
    return !section.sensitive && section.private_to.empty() && !field.sensitive &&
           field.private_to.empty() && field.type != define::FieldType::Person &&
           field.type != define::FieldType::People && field.type != define::FieldType::User;
}

ReturnFile file_of(const Context& context, const OpenRequest& found) {
    const auto& partnership = context.definitions.partnership;
    const auto& [opened, rule, form, request] = found;
    const auto* agency = partnership.agency(request.agency);
    ReturnFile file{.partnership = partnership.id,
                    .partnership_name = partnership.name,
                    .agency = request.agency,
                    .agency_name = agency == nullptr ? request.agency : agency->name,
                    .pathway = opened.record.pathway,
                    .request = rule->id,
                    .form = form->id,
                    .name = rule->name,
                    .version = form->version,
                    .record = opened.record.ref,
                    .answered = *request.answered,
                    .made = context.now};
    if (opened.pathway->round)
        file.round = number(round_year(*opened.pathway->round, london(opened.record.opened).date));
    for (const auto& section : form->sections)
        for (const auto& field : section.fields) {
            if (!leaves_here(section, field)) continue;
            ReturnQuestion question{.id = field.id,
                                    .words = field.label,
                                    .type = std::string(define::type_word(field.type))};
            if (const auto given = request.answers.find(field.id); given != request.answers.end()) {
                question.given = given->second;
                question.says = says(context, field, given->second);
            }
            file.questions.push_back(std::move(question));
        }
    return file;
}

// Who it is from, and that it is the same agency.
Result<void> check_from(Context& context,
                        const OpenRequest& found,
                        const ReturnFile& file,
                        std::string_view own_key,
                        const TakeReturn& given) {
    const auto& partnership = context.definitions.partnership;
    if (file.key == own_key || file.partnership == partnership.id)
        return at("file",
                  cat({"This file was made here, by ",
                       partnership.name,
                       ". What was answered here stands in the form by itself."}));
    const auto known = known_seal(context, file.partnership);
    if (!known || known->key != file.key) {
        if (trim(given.seal).empty())
            return at("seal",
                      known ? cat({"The seal on it is another than the one by which ",
                                   file.partnership_name,
                                   " is known here since ",
                                   say(london(known->since).date),
                                   ". Ring them and ask for their seal, and write it here"})
                            : cat({"This is the first return from ",
                                   file.partnership_name,
                                   ". Ring them and ask for their seal, and write it here"}));
        if (!is_seal(given.seal, file.key))
            return at("seal",
                      cat({"This file does not bear that seal. Ask ",
                           file.partnership_name,
                           " whether the file is theirs"}));
    }
    const auto* agency = partnership.agency(found.request.agency);
    const bool same = agency != nullptr && fold(agency->name) == fold(file.agency_name);
    if (!same && !given.ours)
        return at("ours",
                  cat({"It was answered by ",
                       file.agency_name,
                       ". Say that this is your own organisation, or choose another file"}));
    return {};
}

}  // namespace

Result<void> may_give(const OpenRequest& found) {
    const auto& [opened, rule, form, request] = found;
    if (!rule->carries) return not_found();
    if (!request.answered)
        return refuse(Fault::Invalid, "It is not answered yet, so there is nothing to give.");
    if (rule->gives.empty()) return not_found();
    const auto agreed = request.answers.find(rule->gives);
    if (agreed != request.answers.end() && agreed->second.first() == "yes") return {};
    const auto* asked = form->find(rule->gives);
    return refuse(Fault::Invalid,
                  cat({"It may not be given to others: \"",
                       asked == nullptr ? rule->gives : asked->label,
                       "\" is not answered with yes."}));
}

Result<GivenFile> give_return(Context& context,
                              const access::Viewer& viewer,
                              const SigningKey& key,
                              std::string_view id) {
    auto found = TRY(found_by(context, viewer, id));
    TRY(may_give(found));
    if (!sees_reply(found.opened, found.request)) return not_found();
    const auto file = file_of(context, found);
    auto text = write_return(file, key);
    found.opened = TRY(begin_change(context,
                                    viewer,
                                    found.opened.grant.action(),
                                    found.opened.record.ref,
                                    {},
                                    Needs::AnyRecord));
    Change change{.kind = "record.return-given"};
    change.body.set("request", std::string(id)).set("digest", hex(blake2b({text})));
    TRY(commit_change(context, found.opened, std::move(change)));
    return GivenFile{.name = cat({"return-",
                                  file.agency,
                                  "-",
                                  file.request,
                                  file.round.empty() ? "" : "-",
                                  file.round,
                                  ".json"}),
                     .text = std::move(text)};
}

Result<TakenReturn> take_return(Context& context,
                                const access::Viewer& viewer,
                                std::string_view own_key,
                                std::string_view id,
                                const TakeReturn& given) {
    auto found = TRY(found_by(context, viewer, id));
    if (!found.rule->carries) return not_found();
    if (found.opened.record.closed || !found.request.open())
        return at("file", "This has been answered, or is no longer asked. Nothing was taken in");
    const auto read = read_return(given.text);
    if (!read) return at("file", read.error().message);
    const auto& file = *read;
    if (file.pathway != found.opened.record.pathway || file.request != found.rule->id)
        return at("file",
                  cat({"This file answers \"",
                       file.name,
                       "\", and what is asked here is \"",
                       found.rule->name,
                       "\". Choose the other file"}));
    TRY(check_from(context, found, file, own_key, given));
    const auto fitted = fit_return(
        context.definitions, found.opened.record.pathway, *found.form, file, context.now);
    Change change{.kind = "record.return-taken"};
    change.body.set("request", std::string(id))
        .set("partnership", file.partnership)
        .set("partnership_name", file.partnership_name)
        .set("agency_name", file.agency_name)
        .set("from_record", file.record)
        .set("round", file.round)
        .set("answered_at", iso(file.answered))
        .set("digest", file.digest)
        .set("seal", hex(file.key))
        .set("fitted", to_json(fitted));
    TRY(commit_change(context, found.opened, std::move(change)));
    return *taken_return(context, id);
}

}  // namespace longstone::work
