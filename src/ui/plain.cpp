#include "ui/plain.h"

#include <array>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "base/time.h"

namespace longstone::html {
namespace {

constexpr std::string_view kUnseen = "govuk-visually-hidden";

// Tags after which another thing is said.
bool parts(std::string_view name) {
    constexpr std::array<std::string_view, 10> kParts = {
        "br", "p", "li", "div", "tr", "td", "ul", "ol", "details", "summary"};
    for (const auto part : kParts) {
        if (part == name) return true;
    }
    return false;
}

// Whole minutes in London, as a spreadsheet sorts them: "2026-04-01 09:30".
std::string written_out(Instant instant) {
    const auto local = london(instant);
    const auto two = [](std::int64_t n) { return longstone::cat({n < 10 ? "0" : "", number(n)}); };
    return longstone::cat({iso(local.date),
                           " ",
                           two(local.micros / kHour),
                           ":",
                           two(local.micros % kHour / kMinute)});
}

class Reader {
public:
    explicit Reader(std::string_view markup) : markup_(markup) {}

    std::string read() {
        while (at_ < markup_.size()) {
            const char c = markup_[at_];
            if (c == '<')
                tag();
            else if (c == '&')
                entity();
            else
                say(std::string_view(&markup_[at_++], 1));
        }
        return std::string(trim(out_));
    }

private:
    void tag() {
        const auto end = std::min(markup_.find('>', at_), markup_.size() - 1);
        auto inner = markup_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        const bool closes = inner.starts_with('/');
        if (closes) inner.remove_prefix(1);
        const auto name = inner.substr(0, inner.find_first_of(" /"));
        if (closes && name == "time") in_time_ = false;
        if (unseen_ > 0) {
            if (name == "span") unseen_ += closes ? -1 : 1;
            return;
        }
        if (!closes && name == "span" && inner.find(kUnseen) != std::string_view::npos) unseen_ = 1;
        if (!closes && name == "time") time(inner);
        if (parts(name)) parted_ = true;
    }

    void time(std::string_view inner) {
        constexpr std::string_view kMachine = "datetime=\"";
        const auto from = inner.find(kMachine);
        if (from == std::string_view::npos) return;
        inner.remove_prefix(from + kMachine.size());
        const auto instant = parse_instant(inner.substr(0, inner.find('"')));
        if (!instant) return;
        say(written_out(*instant));
        in_time_ = true;  // its words say the same, shorter
    }

    void entity() {
        struct Named {
            std::string_view name;
            std::string_view means;
        };
        constexpr std::array<Named, 6> kNamed = {{{"&amp;", "&"},
                                                  {"&lt;", "<"},
                                                  {"&gt;", ">"},
                                                  {"&quot;", "\""},
                                                  {"&#39;", "'"},
                                                  {"&nbsp;", " "}}};
        for (const auto& named : kNamed) {
            if (!markup_.substr(at_).starts_with(named.name)) continue;
            at_ += named.name.size();
            say(named.means);
            return;
        }
        say(markup_.substr(at_++, 1));
    }

    void say(std::string_view words) {
        if (unseen_ > 0 || in_time_) return;
        const bool blank = words == " " || words == "\n";
        if (parted_ && !blank) {
            while (out_.ends_with(' '))
                out_.pop_back();
            if (!out_.empty())
                out_ += std::string_view(".,:;?!").find(out_.back()) == std::string_view::npos
                            ? ", "
                            : " ";
            parted_ = false;
        }
        if (!(blank && (out_.empty() || out_.ends_with(' ')))) out_ += blank ? " " : words;
    }

    std::string_view markup_;
    std::size_t at_ = 0;
    std::string out_ = {};
    int unseen_ = 0;
    bool in_time_ = false, parted_ = false;
};

}  // namespace

std::string plain(const Html& markup) {
    return Reader(markup.str()).read();
}

}  // namespace longstone::html
