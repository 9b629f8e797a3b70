#include <algorithm>
#include <map>

#include "base/text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"
#include "web/partnership/plan_parts.h"
#include "work/lists.h"

// Independent scrutiny on one page: each standard with the judgement now and before, and what it
// rests on, by method. Which pathway scrutinises, and on which standards, is said by `scrutiny`.
namespace longstone::web {
namespace {

constexpr int kMostRecords = 50;

struct Evidence {
    std::string ref = {};  // the scrutiny that it is of
    std::string standard = {}, method = {}, on = {}, what = {}, where = {};
};

std::string part_of(const work::Given::Item& item, const std::string& part) {
    const auto found = item.find(part);
    return found == item.end() || found->second.empty() ? std::string() : found->second.front();
}

std::string code_words(const Visit& visit, const define::Field* field, const std::string& value) {
    return field == nullptr ? value : value_words(visit.definitions(), *field, value);
}

const define::Field* part_field(const define::Field* group, const std::string& id) {
    if (group == nullptr) return nullptr;
    const auto found = std::ranges::find(group->fields, id, &define::Field::id);
    return found == group->fields.end() ? nullptr : &*found;
}

// References, measures and words as they were written, each that names something here as a link.
Html where_html(const Visit& visit, const std::string& where) {
    std::vector<Html> pieces;
    for (const auto& piece : split(where, ',')) {
        const std::string word(trim(piece));
        const auto dash = word.find('-');
        const auto prefix = word.substr(0, dash);
        const bool is_ref = std::ranges::any_of(
            visit.definitions().pathways,
            [&](const auto& entry) { return entry.second.reference == prefix; });
        if (visit.definitions().measure(word) != nullptr) {
            pieces.push_back(html::link(cat({"/figures/", word}), word));
        } else if (is_ref && std::ranges::count(word, '-') == 2) {
            pieces.push_back(record_link(word, word));
        } else if (!word.empty()) {
            pieces.push_back(html::text(word));
        }
    }
    return html::join(pieces, ", ");
}

class ScrutinyPage {
public:
    ScrutinyPage(Visit& visit, Reading& reading, const define::Pathway& pathway)
        : visit_(visit), pathway_(pathway), part_(*pathway.scrutiny) {
        const auto page =
            work::list_records(reading.context,
                               visit.viewer(),
                               {.pathway = pathway.id, .closed_too = true, .limit = kMostRecords});
        for (const auto& line : page.lines) {
            auto opened = work::open_record_for(
                reading.context, visit.viewer(), access::Action::Read, line.ref);
            if (!opened) continue;
            reading.looked(opened->grant);
            all_.push_back(std::move(*opened));
        }
        std::ranges::stable_sort(
            all_, [](const auto& a, const auto& b) { return a.record.opened > b.record.opened; });
        for (const auto& opened : all_)
            gather(opened);
    }

    Html html() const {
        Html out = ls::page_head({.title = pathway_.name, .lead = latest_html()});
        if (all_.empty()) {
            out += ls::nothing("There has been no scrutiny yet.");
            return out;
        }
        out += standards_html();
        out += methods_html();
        out += whole_html();
        out += evidence_html();
        out += list_html();
        return out;
    }

private:
    void gather(const work::Opened& opened) {
        if (!is_whole(opened)) return;
        const auto* answer = opened.record.answer(part_.evidence);
        if (answer == nullptr) return;
        for (const auto& item : answer->given.items)
            evidence_.push_back({.ref = opened.record.ref,
                                 .standard = part_of(item, part_.standard),
                                 .method = part_of(item, part_.method),
                                 .on = part_of(item, part_.on),
                                 .what = part_of(item, part_.what),
                                 .where = part_of(item, part_.where)});
    }

    // Those in which a standard has been judged, the newest first.
    std::vector<const work::Opened*> judged(const std::string& question) const {
        std::vector<const work::Opened*> out;
        for (const auto& opened : all_) {
            if (!seen_html(visit_, opened, question).empty()) out.push_back(&opened);
        }
        return out;
    }

    Html latest_html() const {
        for (const auto& opened : all_) {
            const auto day = parse_date(opened.record.first_answer(part_.reported));
            if (day && is_whole(opened)) return html::text(cat({"Last reported on ", say(*day)}));
        }
        return html::text("Not yet reported");
    }

    Html judgement_html(const std::vector<const work::Opened*>& in,
                        std::size_t n,
                        const std::string& question) const {
        if (in.size() <= n) return ls::muted(n == 0 ? "Not judged yet" : "None before");
        return html::cat({html::strong(seen_html(visit_, *in[n], question)),
                          html::element("br"),
                          record_link(in[n]->record.ref, in[n]->record.ref)});
    }

    Html standards_html() const {
        ls::Table table{.caption = "The standards",
                        .caption_unseen = false,
                        .columns = {{.text = "Standard", .row_header = true},
                                    {.text = "Judgement now"},
                                    {.text = "Before"},
                                    {.text = "Pieces of evidence", .numeric = true}}};
        for (const auto& code : visit_.definitions().code_list(part_.standards)->codes) {
            const auto question = part_.judges.find(code.id);
            if (code.retired || question == part_.judges.end()) continue;
            const auto in = judged(question->second);
            const auto pieces = std::ranges::count(evidence_, code.id, &Evidence::standard);
            table.rows.push_back({.cells = {html::link(cat({"#", code.id}), code.text),
                                            judgement_html(in, 0, question->second),
                                            judgement_html(in, 1, question->second),
                                            html::text(number(pieces))}});
        }
        return visit_.list(table);
    }

    Html methods_html() const {
        const auto* group = visit_.definitions().field(pathway_, part_.evidence);
        const auto* method = part_field(group, part_.method);
        std::map<std::string, std::int64_t> counts;
        for (const auto& one : evidence_)
            ++counts[code_words(visit_, method, one.method)];
        ls::Table table{.caption = "What it rests on, by method",
                        .caption_unseen = false,
                        .columns = {{.text = "Method", .row_header = true},
                                    {.text = "Pieces of evidence", .numeric = true}},
                        .if_empty = "No evidence has been written down yet."};
        for (const auto& [words, n] : counts)
            table.rows.push_back({.cells = {html::text(words), html::text(number(n))}});
        return visit_.list(table);
    }

    Html whole_html() const {
        for (const auto& opened : all_) {
            auto said = seen_html(visit_, opened, part_.whole);
            if (said.empty()) continue;
            return html::cat(
                {html::heading(2, html::HeadingSize::Medium, "Over all"),
                 ls::say({said, " ", record_link(opened.record.ref, opened.record.ref)})});
        }
        return {};
    }

    Html evidence_html() const {
        const auto* group = visit_.definitions().field(pathway_, part_.evidence);
        const auto* method = part_field(group, part_.method);
        Html out = html::heading(2, html::HeadingSize::Medium, "Evidence by standard");
        for (const auto& code : visit_.definitions().code_list(part_.standards)->codes) {
            out += html::heading(3, html::HeadingSize::Small, code.text, {{"id", code.id}});
            ls::Table table{.caption = code.text,
                            .columns = {{.text = "What it shows", .row_header = true},
                                        {.text = "Method"},
                                        {.text = "When"},
                                        {.text = "Where it is kept"}},
                            .if_empty = "Nothing yet."};
            for (const auto& one : evidence_) {
                if (one.standard != code.id) continue;
                const auto on = parse_date(one.on);
                table.rows.push_back(
                    {.cells = {html::text(one.what),
                               html::text(code_words(visit_, method, one.method)),
                               html::text(on ? say(*on) : one.on),
                               one.where.empty() ? record_link(one.ref, one.ref)
                                                 : where_html(visit_, one.where)}});
            }
            out += ls::table(table);
        }
        if (!evidence_.empty()) visit_.list_as(evidence_sheet(method));
        return out;
    }

    // All of it, with the standard beside each.
    report::Sheet evidence_sheet(const define::Field* method) const {
        report::Sheet sheet{
            .name = "Evidence by standard",
            .headings = {
                "Standard", "What it shows", "Method", "When", "Where it is kept", "Scrutiny"}};
        for (const auto& code : visit_.definitions().code_list(part_.standards)->codes) {
            for (const auto& one : evidence_) {
                if (one.standard != code.id) continue;
                const auto on = parse_date(one.on);
                sheet.rows.push_back({code.text,
                                      one.what,
                                      code_words(visit_, method, one.method),
                                      on ? report::Cell(*on) : report::Cell(one.on),
                                      one.where,
                                      one.ref});
            }
        }
        return sheet;
    }

    Html list_html() const {
        ls::Table table{.caption = "Each scrutiny",
                        .caption_unseen = false,
                        .columns = {{.text = "Which", .row_header = true},
                                    {.text = "Where it stands"},
                                    {.text = "Period"},
                                    {.text = "Recommendations"}}};
        for (const auto& opened : all_) {
            const auto* stage = pathway_.stage(opened.record.stage);
            const auto from = parse_date(opened.record.first_answer(part_.from));
            const auto until = parse_date(opened.record.first_answer(part_.until));
            std::vector<Html> led;
            for (const auto& link : opened.record.links) {
                if (link.forward && link.pathway != pathway_.id && is_whole(opened))
                    led.push_back(record_link(link.other, link.other));
            }
            table.rows.push_back(
                {.cells = {record_title(opened),
                           html::text(stage == nullptr ? opened.record.stage : stage->name),
                           html::text(from && until && is_whole(opened)
                                          ? cat({say(*from), " to ", say(*until)})
                                          : std::string()),
                           html::join(led, ", ")}});
        }
        return visit_.list(table);
    }

    Visit& visit_;
    const define::Pathway& pathway_;
    const define::ScrutinyPart& part_;
    std::vector<work::Opened> all_ = {};
    std::vector<Evidence> evidence_ = {};
};

http::Reply scrutiny_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        if (!sees_some_scrutiny(visit)) return not_found();
        Html main;
        for (const auto& [id, pathway] : visit.definitions().pathways) {
            if (pathway.scrutiny && stands_in(visit, pathway))
                main += ScrutinyPage(visit, reading, pathway).html();
        }
        return visit.page(
            {.title = "Scrutiny", .main = std::move(main), .current = kPartnershipPath});
    });
}

}  // namespace

bool sees_some_scrutiny(const Visit& visit) {
    return std::ranges::any_of(visit.definitions().pathways, [&](const auto& entry) {
        return entry.second.scrutiny && stands_in(visit, entry.second);
    });
}

void add_scrutiny_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kScrutinyPath, .name = "scrutiny"}, scrutiny_page);
}

}  // namespace longstone::web
