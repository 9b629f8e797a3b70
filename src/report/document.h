#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "report/shown.h"

// A report as it is read: chapters, sections, and in them words and figures. It holds nothing but
// what may be published; HTML, PDF, spreadsheet and JSON are all made from it.
namespace longstone::report {

struct Block {
    enum class Kind {
        Heading,  // within a section: an agency, a record
        Words,    // paragraphs, under a question where `title` says one
        Voice,    // somebody's own words
        Cards,
        Table,
        Chart,
        List,   // bullets
        Terms,  // a term and what it means
    };
    Kind kind = Kind::Words;
    std::string title = {};
    std::vector<std::string> words = {};
    std::vector<std::string> figures = {};
    std::vector<std::pair<std::string, std::string>> terms = {};
};

struct DocumentSection {
    std::string id = {}, title = {};
    std::vector<Block> blocks = {};
};

struct DocumentChapter {
    std::string id = {}, title = {};
    bool glance = false;
    std::vector<DocumentSection> sections = {};
};

struct Document {
    std::string report = {}, title = {}, record = {}, slug = {};
    std::string partnership = {}, area = {}, email = {}, source = {};
    Spell spell = {};
    Instant taken = {};   // when the figures were counted
    bool frozen = false;  // and whether they are kept so
    std::optional<Instant> published = {};
    std::vector<DocumentChapter> chapters = {};
    std::vector<ShownFigure> figures = {};

    [[nodiscard]] const ShownFigure* figure(std::string_view id) const;
    // "The figures were frozen on 3 March 2024.", or that they are not.
    [[nodiscard]] std::string standing() const;
};

Json to_json(const Document& document);
Document document_from_json(const Json& json);

}  // namespace longstone::report
