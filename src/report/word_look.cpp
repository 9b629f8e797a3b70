#include "report/word_look.h"

#include <array>
#include <string_view>

#include "base/text.h"

namespace longstone::report {
namespace {

// INK and SEA stand for the partnership's colours.
// Of a paragraph, by the name that pandoc gives it. Sizes are half points, spaces twentieths.
struct Paragraph {
    const char* id = "";
    const char* name = "";
    const char* based_on = "";
    const char* look = "";     // of the paragraph
    const char* letters = "";  // of its words
};

// clang-format off
constexpr std::array<Paragraph, 17> kParagraphs = {{
    {"BodyText", "Body Text", "Normal", R"(<w:spacing w:before="60" w:after="120"/>)", R"()"},
    {"FirstParagraph", "First Paragraph", "BodyText", R"()", R"()"},
    {"Compact", "Compact", "BodyText", R"(<w:spacing w:before="30" w:after="30"/>)", R"()"},
    {"Title", "Title", "Normal", R"(<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="SEA"/></w:pBdr><w:spacing w:after="160"/>)", R"(<w:b/><w:color w:val="INK"/><w:sz w:val="40"/>)"},
    {"Subtitle", "Subtitle", "Normal", R"()", R"(<w:sz w:val="26"/>)"},
    {"Heading1", "heading 1", "Normal", R"(<w:keepNext/><w:spacing w:before="400" w:after="120"/><w:outlineLvl w:val="0"/>)", R"(<w:b/><w:color w:val="INK"/><w:sz w:val="34"/>)"},
    {"Heading2", "heading 2", "Normal", R"(<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="1"/>)", R"(<w:b/><w:color w:val="INK"/><w:sz w:val="30"/>)"},
    {"Heading3", "heading 3", "Normal", R"(<w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="2"/>)", R"(<w:b/><w:color w:val="INK"/><w:sz w:val="25"/>)"},
    {"Heading4", "heading 4", "Normal", R"(<w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="3"/>)", R"(<w:b/><w:sz w:val="22"/>)"},
    {"Heading5", "heading 5", "Heading4", R"(<w:outlineLvl w:val="4"/>)", R"()"},
    {"BlockText", "Block Text", "BodyText", R"(<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="SEA"/></w:pBdr><w:ind w:left="240"/>)", R"()"},
    {"DefinitionTerm", "Definition Term", "Normal", R"(<w:keepNext/><w:spacing w:before="120" w:after="0"/>)", R"(<w:b/>)"},
    {"Definition", "Definition", "Normal", R"(<w:spacing w:after="60"/>)", R"()"},
    {"Caption", "caption", "Normal", R"(<w:keepNext/><w:spacing w:before="120"/>)", R"(<w:b/>)"},
    {"TableCaption", "Table Caption", "Caption", R"()", R"()"},
    {"ImageCaption", "Image Caption", "Caption", R"()", R"()"},
    {"FootnoteText", "footnote text", "Normal", R"()", R"(<w:sz w:val="18"/>)"},
}};
// clang-format on

constexpr const char* kHead = R"(<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>
<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>
<w:spacing w:after="80" w:line="264" w:lineRule="auto"/>
</w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
)";

// A line under each row of a table, and a heavier one under its heads.
constexpr const char* kOthers = R"(
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:tblPr>
<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="12" w:space="0" w:color="INK"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
</w:styles>
)";

constexpr const char* kPage = R"(<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1020" w:right="907" w:bottom="1134" w:left="907" w:header="567" w:footer="567"
 w:gutter="0"/></w:sectPr></w:body></w:document>
)";

void put(std::string& styles, std::string_view for_what, const std::string& colour) {
    for (auto at = styles.find(for_what); at != std::string::npos; at = styles.find(for_what, at))
        styles.replace(at, for_what.size(), cat({"\"", colour, "\""}));
}

}  // namespace

std::string word_styles(const WordColours& colours) {
    std::string out = kHead;
    for (const auto& one : kParagraphs)
        out += cat({R"(<w:style w:type="paragraph" w:styleId=")",
                    one.id,
                    R"("><w:name w:val=")",
                    one.name,
                    R"("/><w:basedOn w:val=")",
                    one.based_on,
                    R"("/><w:qFormat/><w:pPr>)",
                    one.look,
                    "</w:pPr><w:rPr>",
                    one.letters,
                    "</w:rPr></w:style>"});
    out += kOthers;
    put(out, R"("INK")", colours.ink);
    put(out, R"("SEA")", colours.sea);
    return out;
}

std::string word_page() {
    return kPage;
}

}  // namespace longstone::report
