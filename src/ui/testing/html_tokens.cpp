#include "ui/testing/html_tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace longstone::testing {

namespace {

bool is_blank(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
}

std::string decoded(std::string_view words) {
    static constexpr std::array<std::pair<std::string_view, char>, 9> kEntities = {{
        {"&amp;", '&'},
        {"&lt;", '<'},
        {"&gt;", '>'},
        {"&quot;", '"'},
        {"&#34;", '"'},
        {"&#39;", '\''},
        {"&#x27;", '\''},
        {"&#92;", '\\'},
        {"&#96;", '`'},
    }};
    std::string out;
    while (!words.empty()) {
        const auto* const entity = std::ranges::find_if(
            kEntities, [&](const auto& known) { return words.starts_with(known.first); });
        if (entity == kEntities.end()) {
            out += words.front();
            words.remove_prefix(1);
        } else {
            out += entity->second;
            words.remove_prefix(entity->first.size());
        }
    }
    return out;
}

std::string collapsed(std::string_view words) {
    std::string out;
    for (const char letter : words) {
        if (!is_blank(letter)) {
            out += letter;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

// One tag being read: name, then attributes up to its '>'.
class TagReader {
public:
    TagReader(std::string_view markup, std::size_t at) : markup_(markup), at_(at + 1) {}

    std::string read() {
        while (at_ < markup_.size() && !is_blank(markup_[at_]) && markup_[at_] != '>') {
            name_ += markup_[at_++];
        }
        std::vector<std::string> attributes;
        for (skip(); at_ < markup_.size() && markup_[at_] != '>'; skip()) {
            if (markup_[at_] == '/') {
                ++at_;
            } else {
                attributes.push_back(attribute());
            }
        }
        ++at_;
        if (name_.ends_with('/')) name_.pop_back();
        std::ranges::sort(attributes);
        auto out = cat({"<", name_});
        for (const auto& each : attributes)
            out += cat({" ", each});
        return out + ">";
    }
    std::size_t end() const { return at_; }
    const std::string& name() const { return name_; }

private:
    void skip() {
        while (at_ < markup_.size() && is_blank(markup_[at_]))
            ++at_;
    }
    // A name alone and a name with an empty value are the same to a browser.
    std::string attribute() {
        std::string name;
        while (at_ < markup_.size() && !is_blank(markup_[at_]) && markup_[at_] != '=' &&
               markup_[at_] != '>') {
            name += markup_[at_++];
        }
        if (at_ >= markup_.size() || markup_[at_] != '=') return cat({name, "=\"\""});
        at_ += 2;
        const auto end = std::min(markup_.find('"', at_), markup_.size());
        const auto value = decoded(markup_.substr(at_, end - at_));
        at_ = end + 1;
        return cat({name, "=\"", name == "class" ? collapsed(value) : value, "\""});
    }

    std::string_view markup_;
    std::size_t at_ = 0;
    std::string name_;
};

}  // namespace

std::vector<std::string> html_tokens(std::string_view markup) {
    std::vector<std::string> tokens;
    bool keep_blanks = false;
    for (std::size_t at = 0; at < markup.size();) {
        if (markup.substr(at).starts_with("<!--")) {
            at = std::min(markup.find("-->", at), markup.size() - 3) + 3;
            continue;
        }
        if (markup[at] == '<') {
            TagReader reader(markup, at);
            tokens.push_back(reader.read());
            at = reader.end();
            keep_blanks = reader.name() == "textarea" || reader.name() == "pre";
            continue;
        }
        const auto end = std::min(markup.find('<', at), markup.size());
        const auto words = markup.substr(at, end - at);
        const auto text = decoded(keep_blanks ? std::string(words) : collapsed(words));
        if (!text.empty()) tokens.push_back(text);
        at = end;
    }
    return tokens;
}

std::string first_difference(std::string_view expected, std::string_view actual) {
    const auto wanted = html_tokens(expected);
    const auto got = html_tokens(actual);
    const auto [left, right] = std::ranges::mismatch(wanted, got);
    if (left == wanted.end() && right == got.end()) return {};
    const auto some = [](auto from, auto end) {
        std::string out;
        for (int count = 0; from != end && count < 4; ++from, ++count)
            out += cat({*from, "\n    "});
        return out.empty() ? std::string("(nothing more)") : out;
    };
    return cat(
        {"expected:\n    ", some(left, wanted.end()), "\n  got:\n    ", some(right, got.end())});
}

}  // namespace longstone::testing
