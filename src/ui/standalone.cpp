#include "ui/standalone.h"

#include "ui/markup.h"

namespace longstone::ui {
namespace {

// One size of type for reading, sober tables, and a page of paper where it is printed.
constexpr html::Literal kStyle = R"(
*{box-sizing:border-box}
html{font:18px/1.5 Arial,"Liberation Sans",sans-serif;color:#0b0c0c;background:#fff}
body{margin:0}
a{color:#1d70b8}
a:focus{outline:3px solid #fd0;background:#fd0;color:#0b0c0c}
.skip{position:absolute;left:-999em}
.skip:focus{position:static;display:block;padding:.5em 1em}
header,main,footer{max-width:54em;margin:0 auto;padding:0 1em}
header{max-width:none;background-color:var(--ls-ink);color:#fff;border-bottom:8px solid;
border-bottom-color:var(--ls-lamp);padding:2em 1em}
header>div{max-width:52em;margin:0 auto}
header p{margin:.25em 0}
h1{font-size:2.2em;line-height:1.15;margin:.2em 0}
h2{font-size:1.7em;line-height:1.2;margin:2.2em 0 .6em;padding-top:.5em;color:var(--ls-ink);
border-top:4px solid;border-top-color:var(--ls-sea)}
h3{font-size:1.25em;line-height:1.3;margin:1.8em 0 .5em;color:var(--ls-ink)}
h4{font-size:1.05em;margin:1.4em 0 .3em}
h5{font-size:1em;margin:1em 0 .2em}
p,li{max-width:38em}
p{margin:.5em 0 .8em}
.state{border-left:8px solid;border-left-color:var(--ls-lamp);padding:.6em 1em;
background-color:var(--ls-foam)}
nav ol{padding-left:1.4em}
nav ol ol{list-style:none;padding-left:1em}
@media (min-width:50em){nav>ol{columns:2;column-gap:3em}nav>ol>li{break-inside:avoid}}
blockquote{margin:1em 0;padding:.2em 1em;border-left:6px solid;
border-left-color:var(--ls-sea)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:1em 0;font-size:.9em}
caption{text-align:left;font-weight:bold;padding:.3em 0}
th,td{text-align:left;vertical-align:top;padding:.4em .8em .4em 0;border-bottom:1px solid #b1b4b6}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}
tbody th{font-weight:normal}
.of{color:#484949;font-size:.9em}
.cards{display:flex;flex-wrap:wrap;gap:1em;padding:0;margin:1em 0;list-style:none}
.cards li{flex:1 1 14em;max-width:none;border:1px solid #b1b4b6;border-top:6px solid;
border-top-color:var(--ls-sea);padding:.7em 1em}
.cards b{display:block;font-size:2em;line-height:1.2;color:var(--ls-ink)}
.cards span{display:block}
figure{margin:1.5em 0}
figcaption{font-weight:bold}
svg{display:block;width:100%;height:auto;max-width:44em}
dl{display:grid;grid-template-columns:minmax(7em,auto) 1fr;gap:.2em 1em}
dt{font-weight:bold}
dd{margin:0}
footer{margin-top:3em;padding-bottom:2em;border-top:1px solid #b1b4b6;font-size:.9em}
@media (max-width:40em){h1{font-size:1.7em}h2{font-size:1.4em}dl{display:block}
dd{margin-bottom:.6em}}
@page{size:A4;margin:18mm 16mm 20mm;@bottom-center{content:counter(page);font:9pt Arial,sans-serif}}
@media print{html{font-size:10.5pt}.skip{display:none}header{break-after:avoid}
nav>ol{columns:2;column-gap:3em}nav>ol>li{break-inside:avoid}
.page{break-before:page;break-after:page}.page h2,.page+section h2{margin-top:0}h2,h3,h4,h5,caption,figcaption{break-after:avoid}
tr,figure,.scroll,.keep,.cards li,blockquote{break-inside:avoid}.scroll{overflow:visible}
.long,.line,.line tr{break-inside:auto}.line td li{margin:0}.long table{font-size:.78em}.long td:nth-child(3){width:42%}a{color:#0b0c0c}
p,li{orphans:3;widows:3}footer{break-before:avoid}
.cards{display:block}.cards li{display:inline-block;width:47%;margin:0 1% .8em 0;
vertical-align:top;min-height:7em}dl{display:block;columns:2;column-gap:3em}dt{margin-top:.5em;break-after:avoid}}
)";

}  // namespace

std::string standalone(const Standalone& document) {
    html::Markup out;
    out.raw("<!DOCTYPE html><html")
        .attribute("lang", document.language)
        .raw("><head><meta charset=\"utf-8\"><title>")
        .text(document.title)
        .raw("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    if (!document.description.empty())
        out.raw("<meta name=\"description\"").attribute("content", document.description).raw(">");
    out.raw("<style>")
        .html(html::Html::trusted(colours_css(document.colours)))
        .raw(kStyle)
        .raw("</style></head><body>");
    const bool browser = document.reader == For::Browser;
    if (browser) out.raw("<a class=\"skip\" href=\"#main\">Skip to main content</a>");
    out.raw("<header><div>");
    if (!document.over.empty()) out.raw("<p>").text(document.over).raw("</p>");
    if (browser) out.raw("<h1>").text(document.title).raw("</h1>");
    if (!document.under.empty()) out.raw("<p>").text(document.under).raw("</p>");
    out.raw("</div></header><main id=\"main\">").html(document.main).raw("</main>");
    if (!document.footer.empty()) out.raw("<footer>").html(document.footer).raw("</footer>");
    out.raw("</body></html>\n");
    return out.done().str();
}

}  // namespace longstone::ui
