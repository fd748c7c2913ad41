// Sigma compares without regard to case. Texts are folded once, to small letters, and compared as bytes from then on.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::soc {

// Room for the folded texts of one event; all of it is free again at Clear().
class TextRoom {
  public:
    // Room for `size` bytes, kept until Clear().
    char* Take(std::size_t size);
    void Clear();

  private:
    static constexpr std::size_t kBlock = 64 * 1024;
    std::vector<std::unique_ptr<char[]>> blocks_;  // each of kBlock
    std::vector<std::unique_ptr<char[]>> large_;   // one a text that is larger than a block
    std::size_t next_ = 0;                         // the block after the one in use
    std::size_t used_ = kBlock;                    // of the block in use
};

// What words are made of: letters, digits and whatever is no ASCII.
inline bool IsWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

// Small letters of Unicode, letter by letter ("Đ" is "đ", "İ" stays one letter); bytes that are no UTF-8 stay as they are.
std::string FoldCase(std::string_view text);
// The same into `room`.
std::string_view FoldCase(std::string_view text, TextRoom& room);

}  // namespace dongson::soc
