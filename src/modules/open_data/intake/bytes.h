// Where bytes come from, a piece at a time, however many there are.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dongson::open_data {

// Thrown by a source whose bytes cannot be had whole: a broken archive, or one that grows too much. Who reads tables makes a
// refusal of it.
struct BrokenSource : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class ByteSource {
  public:
    virtual ~ByteSource() = default;
    // Fills at most `size` bytes; 0 at the end.
    virtual std::size_t Read(char* into, std::size_t size) = 0;
};

class FileSource final : public ByteSource {
  public:
    // Throws std::system_error when the file cannot be opened or read.
    explicit FileSource(const std::string& path);
    std::size_t Read(char* into, std::size_t size) override;

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
};

class TextSource final : public ByteSource {
  public:
    explicit TextSource(std::string text) : text_(std::move(text)), rest_(text_) {}
    std::size_t Read(char* into, std::size_t size) override {
        const auto taken = rest_.copy(into, size);
        rest_.remove_prefix(taken);
        return taken;
    }

  private:
    std::string text_;
    std::string_view rest_;
};

// The first bytes of a source, as many as there are.
std::string Beginning(ByteSource& source, std::size_t size);

}  // namespace dongson::open_data
