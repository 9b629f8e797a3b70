#include "http/multipart.h"

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::http;

namespace {

std::string part(std::string_view head, std::string_view content) {
    return "--XYZ\r\n" + std::string(head) + "\r\n\r\n" + std::string(content) + "\r\n";
}

std::string field(std::string_view name, std::string_view value) {
    return part("Content-Disposition: form-data; name=\"" + std::string(name) + "\"", value);
}

std::string file(std::string_view filename, std::string_view bytes) {
    return part("content-disposition: form-data; name=\"doc\"; filename=\"" +
                    std::string(filename) + "\"\r\nContent-Type: application/pdf",
                bytes);
}

Form read(const std::string& body) {
    auto form = parse_multipart(body, "XYZ", {});
    if (!form) FAIL(form.error().message);
    return std::move(form).value();
}

Fault fault_of(const std::string& body, const MultipartLimits& limits = {}) {
    const auto form = parse_multipart(body, "XYZ", limits);
    REQUIRE(!form);
    return form.error().fault;
}

}  // namespace

TEST_CASE("fields and files are read apart, in order") {
    const std::string bytes("%PDF-\0\r\n--XY\r\n-\xFF", 17);
    const Form form = read(field("who", "Zoë") + field("why", "a\r\nb") + field("who", "") +
                           file("plan.pdf", bytes) + "--XYZ--\r\n");
    CHECK(form.all("who") == std::vector<std::string>{"Zoë", ""});
    CHECK(form.text("why") == "a\nb");
    REQUIRE(form.file("doc") != nullptr);
    CHECK(form.file("doc")->filename == "plan.pdf");
    CHECK(form.file("doc")->content_type == "application/pdf");
    CHECK(form.file("doc")->bytes == bytes);
    CHECK(!form.has("doc"));
}

TEST_CASE("a file that was not chosen is no file") {
    const Form form = read(file("", "") + "--XYZ--");
    CHECK(form.files().size() == 1);
    CHECK(form.file("doc") == nullptr);
}

TEST_CASE("a file's name is only a name") {
    CHECK(read(file("C:\\Users\\sam\\plan.pdf", "x") + "--XYZ--").files()[0].filename ==
          "plan.pdf");
    CHECK(read(file("../../etc/passwd", "x") + "--XYZ--").files()[0].filename == "passwd");
    CHECK(read(file("..", "x") + "--XYZ--").files()[0].filename.empty());
    CHECK(read(file("a%22b%0D%0A\tc", "x") + "--XYZ--").files()[0].filename == "a\"bc");
    CHECK(read(file("a\\\"b", "x") + "--XYZ--").files()[0].filename == "a\"b");
}

TEST_CASE("an empty form has no parts") {
    CHECK(read("--XYZ--\r\n").fields().empty());
}

TEST_CASE("what is cut short or not as it should be is malformed") {
    const std::string whole = field("a", "1") + "--XYZ--";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(fault_of(whole.substr(0, size)) == Fault::Malformed);
    }
    const std::string end = "--XYZ--";
    CHECK(fault_of("preamble\r\n" + whole) == Fault::Malformed);
    CHECK(fault_of(whole + "more") == Fault::Malformed);
    CHECK(fault_of(part("Content-Type: text/plain", "1") + end) == Fault::Malformed);
    CHECK(fault_of(part("Content-Disposition: form-data", "1") + end) == Fault::Malformed);
    CHECK(fault_of(part("Content-Disposition: file; name=\"a\"", "1") + end) == Fault::Malformed);
    CHECK(fault_of(part("Content-Disposition: form-data; name=\"a", "1") + end) ==
          Fault::Malformed);
    CHECK(fault_of(part("no colon", "1") + end) == Fault::Malformed);
    CHECK(fault_of(field("a", "\xFF") + end) == Fault::Malformed);
    CHECK(fault_of(field("a", std::string_view("\0", 1)) + end) == Fault::Malformed);
    CHECK(!parse_multipart(whole, "", {}));
    CHECK(!parse_multipart(whole, "X\r\nYZ", {}));
}

TEST_CASE("limits hold") {
    CHECK(fault_of(field("a", "1") + field("b", "2") + "--XYZ--", {.parts = 1}) == Fault::TooLarge);
    CHECK(fault_of(field("a", "12345") + "--XYZ--", {.field_bytes = 4}) == Fault::TooLarge);
    CHECK(fault_of(field(std::string(100, 'a'), "1") + "--XYZ--", {.head_bytes = 64}) ==
          Fault::Malformed);
    CHECK(parse_multipart(file("a", "12345") + "--XYZ--", "XYZ", {.field_bytes = 4}).has_value());
}

TEST_CASE("the boundary is read out of the content type") {
    CHECK(multipart_boundary("multipart/form-data; boundary=XYZ") == "XYZ");
    CHECK(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"") == "a b");
    CHECK(multipart_boundary("multipart/mixed; boundary=XYZ").empty());
    CHECK(multipart_boundary("multipart/form-data").empty());
    CHECK(multipart_boundary("multipart/form-data; boundary=\"a\r\"").empty());
    CHECK(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')).empty());
}
