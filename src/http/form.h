#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a person sent in a form: values in the order they were sent, a name as often as it was
// sent, and uploaded files apart. All text is valid UTF-8 without NUL, and its lines end in \n
// whatever the browser sent; the bytes of a file are untouched.
namespace longstone::http {

// Names and values in order; a name may come more than once.
using Pairs = std::vector<std::pair<std::string, std::string>>;

// A file is what the sender says it is until it has been sniffed (sniff.h): neither its name nor
// its content type may be trusted. The name has no folders and no control characters.
struct Upload {
    std::string name = {};  // of the field
    std::string filename = {};
    std::string content_type = {};
    std::string bytes = {};
};

class Form {
public:
    void add(std::string name, std::string value);
    void add(Upload file);

    // The first value, or empty.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    // Every value, as of checkboxes of one name.
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
    [[nodiscard]] const Pairs& fields() const { return fields_; }

    // The first file of a field that holds anything (a browser sends an empty one when nothing
    // was chosen), or nullptr.
    [[nodiscard]] const Upload* file(std::string_view name) const;
    [[nodiscard]] const std::vector<Upload>& files() const { return files_; }

private:
    Pairs fields_ = {};
    std::vector<Upload> files_ = {};
};

}  // namespace longstone::http
