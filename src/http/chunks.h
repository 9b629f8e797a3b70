#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// A body that comes in chunks, put together. Pure and strict: no extensions, no trailers, every
// line end \r\n. The chosen parser's own reading of chunks stops the program by an assertion when
// the last chunk's line ends exactly where a packet does, so it is not used.
namespace longstone::http {

class ChunkReader {
public:
    enum class State { More, Whole, Malformed, TooLarge };

    explicit ChunkReader(std::size_t limit) : limit_(limit) {}

    // Takes what it can use from the front of `bytes` and says how much that was. Anything not
    // taken is the start of a line, or comes after the body.
    std::size_t feed(std::string_view bytes);
    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] std::string take() { return std::move(body_); }

private:
    enum class Part { Size, Data, DataEnd, End };

    std::size_t read_size(std::string_view bytes);
    std::size_t read_line_end(std::string_view bytes);

    std::size_t limit_ = 0;
    State state_ = State::More;
    Part part_ = Part::Size;
    std::size_t left_ = 0;  // of this chunk
    std::string body_ = {};
};

}  // namespace longstone::http
