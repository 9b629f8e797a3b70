#include "demo/words.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace longstone::demo {
namespace {

constexpr int kDeepest = 40;

// The word when the text is {word} and nothing else.
std::optional<std::string> only_word(const std::string& text) {
    if (text.size() < 3 || text.front() != '{' || text.find('}') != text.size() - 1) return {};
    return text.substr(1, text.size() - 2);
}

// A word whose value names the word itself would never end.
class Deeper {
public:
    explicit Deeper(int& depth) : depth_(depth) {
        if (++depth_ > kDeepest) {
            --depth_;
            throw std::invalid_argument("words that name each other");
        }
    }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    int& depth_;
};

}  // namespace

const Json* Words::find(const std::string& word) const {
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        if (layer->has(word)) return &(*layer)[word];
        const auto& parts = layer->items();
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            if (part->has(word) && holds(*part)) return &(*part)[word];
        }
    }
    return nullptr;
}

bool Words::holds(const Json& conditioned) const {
    const Deeper deeper(depth_);
    return (!conditioned.has("when") || met(conditioned["when"])) &&
           (!conditioned.has("unless") || !met(conditioned["unless"]));
}

bool Words::met(const Json& condition) const {
    if (condition.is_string()) {
        const auto* found = find(condition.text());
        if (found == nullptr) return false;
        const auto value = filled(*found);
        return value.is_string() ? !value.text().empty() && value.text() != "no"
                                 : !value.items().empty();
    }
    const auto& wanted = condition.members();
    return std::all_of(wanted.begin(), wanted.end(), [&](const auto& one) {
        const auto value = text(one.first);
        const auto allowed = filled(one.second);
        const auto& list = allowed.items();
        return allowed.is_string() ? value == allowed.text()
                                   : std::any_of(list.begin(), list.end(), [&](const Json& item) {
                                         return item.text() == value;
                                     });
    });
}

std::string Words::text(const std::string& word) const {
    const auto* found = find(word);
    return found == nullptr ? std::string() : filled(*found).text();
}

Json Words::value_of(const std::string& word) const {
    if (const auto* found = find(word)) {
        const Deeper deeper(depth_);
        return filled(*found);
    }
    if (otherwise_) {
        if (auto said = otherwise_(word)) return *said;
    }
    throw std::invalid_argument(cat({"no word for {", word, "}"}));
}

std::string Words::filled_text(const std::string& text) const {
    std::string out;
    std::size_t at = 0;
    while (true) {
        const auto open = text.find('{', at);
        const auto close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) return out + text.substr(at);
        const auto value = value_of(text.substr(open + 1, close - open - 1));
        if (!value.is_string()) throw std::invalid_argument(cat({"not one text, in: ", text}));
        out += text.substr(at, open - at);
        out += value.text();
        at = close + 1;
    }
}

Json Words::filled(const Json& value) const {
    if (value.is_string()) {
        const auto word = only_word(value.text());
        return word ? value_of(*word) : Json(filled_text(value.text()));
    }
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json& item : value.items()) {
            auto one = filled(item);
            if (item.is_string() && one.is_array()) {
                for (const Json& inner : one.items()) {
                    list.push(inner);
                }
            } else {
                list.push(std::move(one));
            }
        }
        return list;
    }
    if (!value.is_object()) return value;
    Json object{Json::Object{}};
    for (const auto& [key, inner] : value.members()) {
        object.set(filled_text(key), filled(inner));
    }
    return object;
}

}  // namespace longstone::demo
