// The sources as collectors look them up; replaced whole when one changes.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/domain/source.h"
#include "modules/soc/engine/network.h"
#include "modules/soc/normalise/parser.h"

namespace dongson::soc {

// The number of events whose sender nobody registered.
inline constexpr std::uint32_t kNobody = 0;

class SourceTable {
  public:
    SourceTable() = default;
    explicit SourceTable(std::vector<Source> sources);

    const std::vector<Source>& all() const { return sources_; }
    const Source* Of(std::uint32_t number) const;
    // The narrowest network that the address is in.
    const Source* OfAddress(std::string_view address) const;
    const Source* OfMark(Recognition recognition, std::string_view mark) const;
    const Parser* ParserOf(std::uint32_t number) const;

  private:
    std::vector<Source> sources_;
    std::map<std::uint32_t, std::size_t> by_number_;
    std::map<std::string, std::size_t, std::less<>> by_mark_;  // recognition's word, a blank, the mark
    std::vector<std::pair<Network, std::size_t>> networks_;    // the narrowest first
};

}  // namespace dongson::soc
