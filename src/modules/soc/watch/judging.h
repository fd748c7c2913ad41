// One event after another held against every rule: what a thread needs for that, over rules that all threads share.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "modules/soc/watch/detection.h"
#include "modules/soc/watch/source_table.h"

namespace dongson::soc {

class Judging {
  public:
    explicit Judging(std::shared_ptr<const Detection> detection);

    // Reads it, with JsonReader::kPaddingAfter bytes behind its bytes. What was announced as JSON and is none becomes a text, so
    // that nobody hides behind a brace that is missing.
    Normalised Read(EventRecord& record, const SourceTable& sources);
    // The rules that hold for the event read last, whether they count or not.
    const std::vector<std::uint32_t>& Hold(const Normalised& read);

    const Event& event() const { return event_; }
    const std::shared_ptr<const Detection>& detection() const { return detection_; }

  private:
    std::shared_ptr<const Detection> detection_;
    Normaliser normaliser_;
    Event event_;
    DetectionRoom room_;
    std::vector<std::uint32_t> hits_;
};

}  // namespace dongson::soc
