// Events as JSON: one object each, read in place.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

class Event;
class Fields;

// How large and how deep an event may be.
struct EventLimits {
    std::size_t bytes = 1 << 20;
    unsigned depth = 32;
    unsigned values = 20'000;
};

// What a JSON string stands for, given what is between its quotes; the text itself when nothing is escaped. An escape that JSON
// does not know stays as it is, half a surrogate pair becomes U+FFFD.
std::string_view Unescape(std::string_view between_quotes, TextRoom& room);

// The longest run of a text that stands in JSON as it stands in the value, in whatever case …
std::string_view LongestPlain(std::string_view text);
// … unless the JSON holds one of these: an escape by number, and letters whose small ones are k, s and i.
inline constexpr std::string_view kOtherSpellings[] = {"\\u", "\xe2\x84\xaa", "\xc5\xbf", "\xc4\xb0"};

class JsonReader {
  public:
    explicit JsonReader(EventLimits limits = {});
    ~JsonReader();

    // Reads one object into `event`, whose values stand on `line`. At least kPaddingAfter bytes after the line must be readable.
    // Returns why it is no event; empty when it is.
    static constexpr std::size_t kPaddingAfter = 64;
    std::string_view Read(std::string_view line, const Fields& fields, Event& event);

  private:
    class Walk;
    struct Parser;
    EventLimits limits_;
    std::unique_ptr<Parser> parser_;
};

}  // namespace dongson::soc
