// What a program's message looks like: literal text with holes for values.
//
//   Failed <_> for invalid user <user.name:text> from <source.ip:ip> port <source.port:int> ssh2
//
// Kinds of holes: word (the default; no blanks), int, ip, url (a word), time (10/Oct/2000:13:55:36 -0700), quoted (up to a double
// quote that is no \"), and text, which may hold anything. A pattern has one text at most: what follows it is sought from the
// message's end, so that nobody who chooses the text (a user's name) can pass parts of it off as what follows.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::soc {

enum class HoleType : unsigned char { word, integer, address, url, clf_time, quoted, text };

class MessagePattern {
  public:
    // A hole's name may be "_": matched and left out. The reason when it cannot be used.
    static std::expected<MessagePattern, std::string> Parse(std::string_view written);

    // The values of the named holes in order of names(); false when the message does not fit whole.
    bool Match(std::string_view message, std::vector<std::string_view>& values) const;
    const std::vector<std::string>& names() const { return names_; }
    const std::vector<HoleType>& types() const { return types_; }

  private:
    struct Piece {
        bool hole = false;
        HoleType type = HoleType::word;
        int name = -1;        // of a hole: its place among names; -1 for "_"
        std::string literal;  // of what is no hole
    };
    bool Forward(std::string_view& rest, std::size_t until, std::vector<std::string_view>& values) const;
    bool Backward(std::string_view& rest, std::size_t after, std::vector<std::string_view>& values) const;

    std::vector<Piece> pieces_;
    std::size_t text_ = 0;  // the piece that is a text; pieces_.size() when there is none
    std::vector<std::string> names_;
    std::vector<HoleType> types_;  // by name
};

}  // namespace dongson::soc
