#include "http/form.h"

namespace longstone::http {
namespace {

// Browsers send \r\n for every line end of a text area; what was typed had \n.
std::string with_plain_line_ends(std::string text) {
    if (text.find('\r') == std::string::npos) return text;
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            plain += text[i];
        } else if (i + 1 == text.size() || text[i + 1] != '\n') {
            plain += '\n';
        }
    }
    return plain;
}

}  // namespace

void Form::add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), with_plain_line_ends(std::move(value)));
}

void Form::add(Upload file) {
    files_.push_back(std::move(file));
}

std::string Form::text(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
        if (key == name) return value;
    }
    return {};
}

bool Form::has(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
        if (key == name) return true;
    }
    return false;
}

std::vector<std::string> Form::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : fields_) {
        if (key == name) values.push_back(value);
    }
    return values;
}

const Upload* Form::file(std::string_view name) const {
    for (const auto& file : files_) {
        if (file.name == name && !(file.filename.empty() && file.bytes.empty())) return &file;
    }
    return nullptr;
}

}  // namespace longstone::http
