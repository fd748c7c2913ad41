// One event after another held against every rule: what a thread needs for that, over rules that all threads share.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
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

    // The indicators in the event read last, as of the time it happened.
    const std::vector<IndicatorMatch>& Recognise(const Normalised& read, Instant time);

    // What the event that rules were held against last is, in Sigma's words.
    const std::vector<LogSource>& Kinds() const { return detection_->sources().Sources(room_.of); }
    // Whether this thread has not met such an event of the source in the hour before.
    bool IsNews(std::uint32_t source, Instant now);

    const Event& event() const { return event_; }
    const std::shared_ptr<const Detection>& detection() const { return detection_; }

  private:
    std::shared_ptr<const Detection> detection_;
    Normaliser normaliser_;
    Event event_;
    DetectionRoom room_;
    std::vector<std::uint32_t> hits_;
    std::vector<IndicatorMatch> matches_;
    std::map<std::pair<std::uint32_t, EventClass>, std::int64_t> met_;  // the hour
};

}  // namespace dongson::soc
