// One look at a whole line of JSON, to know that none of some texts stands in any of its values: most lines hold no keyword, and
// are not taken apart to look for them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/text_index.h"

namespace dongson::soc {

class KeywordGate {
  public:
    // `folded`: what a value holds in small letters, wherever in it.
    void Add(std::string_view folded);
    // After the last. Throws when the matcher of texts refuses.
    void Finish();
    void Prepare(SearchRoom& room) const;

    // False when no value of the line holds one of the texts; true when one may.
    bool MayHold(std::string_view line, SearchRoom& room) const;

  private:
    std::vector<std::string> texts_;
    bool open_ = false;  // some text is too short to be looked for
    std::shared_ptr<hs_database> found_;
};

}  // namespace dongson::soc
