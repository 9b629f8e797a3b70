#include "base/json.h"

#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace longstone {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr int kOutOfRange = 406;  // the reader's own number for it
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kNotJson = "this is not valid JSON";
constexpr std::size_t kLongestShown = 60;
constexpr std::size_t kFewMembers = 16;  // up to here, looking at each key is the fastest

// Reads the text while telling how far the reader has come, for the position in a message.
class Cursor {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Cursor(std::string_view text, std::size_t at, std::size_t* reached)
        : text_(text), at_(at), reached_(reached) {}
    reference operator*() const { return text_[at_]; }
    Cursor& operator++() {
        *reached_ = ++at_;
        return *this;
    }
    Cursor operator++(int) {
        Cursor before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Cursor& other) const { return at_ == other.at_; }

private:
    std::string_view text_ = {};
    std::size_t at_ = 0;
    std::size_t* reached_ = nullptr;
};

struct Frame {
    bool is_object = false;
    Json::Array items = {};
    Json::Object members = {};
    std::string key = {};
    std::unordered_set<std::string> keys = {};  // only once there are many
};

// What the reader calls for each thing it meets. Every call answers whether to go on.
class Builder {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    bool null() { return add(Json()); }
    bool boolean(bool value) { return add(Json(value)); }
    bool number_integer(number_integer_t value) { return add(Json(std::int64_t{value})); }
    bool number_unsigned(number_unsigned_t value) {
        if (value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return too_big();
        return add(Json(static_cast<std::int64_t>(value)));
    }
    bool number_float(number_float_t value, const string_t& written) {
        // A whole number that fits no integer arrives here too, already rounded.
        bool is_whole = written.find_first_of(".eE") == string_t::npos;
        if (is_whole || !std::isfinite(value)) return too_big();
        return add(Json(value));
    }
    bool string(string_t& value) { return add(Json(std::move(value))); }
    bool binary(binary_t&) { return stop("this kind of value is not JSON"); }
    bool start_object(std::size_t) { return open(true); }
    bool start_array(std::size_t) { return open(false); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(string_t& name) {
        Frame& frame = frames_.back();
        if (already_there(frame, name)) {
            bool is_short = name.size() <= kLongestShown;
            return stop(
                cat({"the key ", is_short ? Json(name).dump() : "here", " is given twice"}));
        }
        frame.key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
        detail_ = error.what();
        if (error.id == kOutOfRange) return too_big();
        return stop(std::string(kNotJson));
    }

    Json take() { return std::move(root_); }
    std::string take_trouble() { return std::move(trouble_); }
    std::string take_detail() { return std::move(detail_); }

private:
    bool stop(std::string trouble) {
        trouble_ = std::move(trouble);
        return false;
    }
    bool too_big() { return stop("the number is too large to be kept exactly"); }

    bool open(bool is_object) {
        if (frames_.size() == kDeepest) return stop("lists and objects are nested too deeply");
        frames_.push_back({.is_object = is_object});
        return true;
    }
    bool close() {
        Frame frame = std::move(frames_.back());
        frames_.pop_back();
        if (frame.is_object) return add(Json(std::move(frame.members)));
        return add(Json(std::move(frame.items)));
    }
    bool add(Json value) {
        if (frames_.empty()) {
            root_ = std::move(value);
        } else if (Frame& frame = frames_.back(); frame.is_object) {
            frame.members.emplace_back(std::move(frame.key), std::move(value));
        } else {
            frame.items.push_back(std::move(value));
        }
        return true;
    }
    static bool already_there(Frame& frame, const std::string& name) {
        if (frame.members.size() < kFewMembers) {
            auto same = [&](const Json::Member& member) { return member.first == name; };
            return std::any_of(frame.members.begin(), frame.members.end(), same);
        }
        if (frame.keys.empty()) {
            for (const Json::Member& member : frame.members)
                frame.keys.insert(member.first);
        }
        return !frame.keys.insert(name).second;
    }

    Json root_ = {};
    std::vector<Frame> frames_ = {};
    std::string trouble_ = {};
    std::string detail_ = {};
};

Problem trouble_at(std::string_view text, std::size_t offset, std::string_view trouble) {
    std::string_view read = text.substr(0, offset);
    auto lines = std::count(read.begin(), read.end(), '\n');
    std::size_t line_start = read.rfind('\n') + 1;  // npos + 1 is 0: the first line
    auto column = static_cast<long long>(std::max<std::size_t>(offset - line_start, 1));
    return {.fault = Fault::Malformed,
            .message = cat({"The JSON cannot be read at line ",
                            number(lines + 1),
                            ", character ",
                            number(column),
                            ": ",
                            trouble,
                            ". Correct it and send it again."})};
}

void put_escaped(std::string& out, char c) {
    constexpr std::string_view short_forms = "\"\"\\\\\nn\rr\tt";  // each and its letter
    out += '\\';
    for (std::size_t i = 0; i < short_forms.size(); i += 2) {
        if (short_forms[i] != c) continue;
        out += short_forms[i + 1];
        return;
    }
    out += "u00";
    out += kHex[static_cast<unsigned char>(c) >> 4U];
    out += kHex[static_cast<unsigned char>(c) & 15U];
}

void put_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;  // where the stretch that needs no change began
    for (std::size_t at = 0; at < text.size();) {
        auto c = static_cast<unsigned char>(text[at]);
        bool is_special = c < 0x20 || c == '"' || c == '\\';
        std::size_t length = c < 0x80 ? 1 : utf8_length(text, at);
        if (!is_special && length > 0) {
            at += length;
            continue;
        }
        out += text.substr(plain, at - plain);
        if (is_special) {
            put_escaped(out, text[at]);
        } else {
            out += "\uFFFD";  // a broken byte must not break the whole answer
        }
        plain = ++at;
    }
    out += text.substr(plain);
    out += '"';
}

void put_real(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    char buffer[40] = {};
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
    out += written;
    // Keeps a real number a real number when it is read back.
    if (written.find_first_of(".e") == std::string_view::npos) out += ".0";
}

class Writer {
public:
    explicit Writer(bool pretty) : pretty_(pretty) {}

    void put(const Json& json) {
        if (json.is_object()) {
            put_object(json.members());
        } else if (json.is_array()) {
            put_array(json.items());
        } else if (json.is_string()) {
            put_string(out_, json.text());
        } else if (json.is_integer()) {
            out_ += number(json.integer());
        } else if (json.is_number()) {
            put_real(out_, json.real());
        } else if (json.is_bool()) {
            out_ += json.boolean() ? "true" : "false";
        } else {
            out_ += "null";
        }
    }
    std::string take() { return std::move(out_); }

private:
    void put_object(const Json::Object& members) {
        out_ += '{';
        ++depth_;
        bool first = true;
        for (const auto& [key, value] : members) {
            separate(first);
            put_string(out_, key);
            out_ += pretty_ ? ": " : ":";
            put(value);
            first = false;
        }
        finish(members.empty(), '}');
    }
    void put_array(const Json::Array& items) {
        out_ += '[';
        ++depth_;
        bool first = true;
        for (const Json& item : items) {
            separate(first);
            put(item);
            first = false;
        }
        finish(items.empty(), ']');
    }
    void separate(bool first) {
        if (!first) out_ += ',';
        new_line();
    }
    void finish(bool was_empty, char bracket) {
        --depth_;
        if (!was_empty) new_line();
        out_ += bracket;
    }
    void new_line() {
        if (!pretty_) return;
        out_ += '\n';
        out_.append(depth_ * 2, ' ');
    }

    std::string out_ = {};
    std::size_t depth_ = 0;
    bool pretty_ = false;
};

}  // namespace

Json Json::strings(const std::vector<std::string>& items) {
    return Json(Array(items.begin(), items.end()));
}

Result<Json> Json::parse(std::string_view text) {
    // The reader would take a zero byte for the end and overlook what follows it.
    std::size_t zero = text.find('\0');
    if (zero != std::string_view::npos) return Refused(trouble_at(text, zero + 1, kNotJson));
    Builder builder;
    std::size_t reached = 0;
    Cursor begin(text, 0, &reached);
    Cursor end(text, text.size(), &reached);
    if (nlohmann::json::sax_parse(begin, end, &builder)) return builder.take();
    Problem problem = trouble_at(text, reached, builder.take_trouble());
    problem.detail = builder.take_detail();
    return Refused(std::move(problem));
}

std::string Json::dump() const {
    Writer writer(false);
    writer.put(*this);
    return writer.take();
}

std::string Json::dump_pretty() const {
    Writer writer(true);
    writer.put(*this);
    return writer.take();
}

const Json& Json::operator[](std::string_view key) const {
    static const Json nothing;
    for (const Member& member : members()) {
        if (member.first == key) return member.second;
    }
    return nothing;
}

bool Json::has(std::string_view key) const {
    auto same = [key](const Member& member) { return member.first == key; };
    return std::any_of(members().begin(), members().end(), same);
}

const Json::Array& Json::items() const {
    static const Array nothing;
    const auto* array = std::get_if<Array>(&value_);
    return array != nullptr ? *array : nothing;
}

const Json::Object& Json::members() const {
    static const Object nothing;
    const auto* object = std::get_if<Object>(&value_);
    return object != nullptr ? *object : nothing;
}

const std::string& Json::text() const {
    static const std::string nothing;
    const auto* text = std::get_if<std::string>(&value_);
    return text != nullptr ? *text : nothing;
}

std::string Json::text(std::string_view key) const {
    return (*this)[key].text();
}

std::int64_t Json::integer(std::int64_t otherwise) const {
    const auto* value = std::get_if<std::int64_t>(&value_);
    return value != nullptr ? *value : otherwise;
}

bool Json::boolean(bool otherwise) const {
    const bool* value = std::get_if<bool>(&value_);
    return value != nullptr ? *value : otherwise;
}

double Json::real(double otherwise) const {
    if (is_integer()) return static_cast<double>(integer());
    const double* value = std::get_if<double>(&value_);
    return value != nullptr ? *value : otherwise;
}

Json& Json::set(std::string key, Json value) {
    if (is_null()) value_ = Object{};
    auto* object = std::get_if<Object>(&value_);
    if (object == nullptr) throw std::logic_error("only an object has keys to set");
    for (Member& member : *object) {
        if (member.first != key) continue;
        member.second = std::move(value);
        return *this;
    }
    object->emplace_back(std::move(key), std::move(value));
    return *this;
}

Json& Json::push(Json value) {
    if (is_null()) value_ = Array{};
    auto* array = std::get_if<Array>(&value_);
    if (array == nullptr) throw std::logic_error("only an array can be added to");
    array->push_back(std::move(value));
    return *this;
}

}  // namespace longstone
