#include "modules/soc/watch/judging.h"

#include "modules/soc/domain/habit.h"

namespace dongson::soc {

Judging::Judging(std::shared_ptr<const Detection> detection)
    : detection_(std::move(detection)), normaliser_(detection_->normaliser()) {
    detection_->detector().Prepare(room_);
}

Normalised Judging::Read(EventRecord& record, const SourceTable& sources) {
    auto read = normaliser_.Read(record, sources.ParserOf(record.source), event_);
    if (read.fault.empty()) return read;
    record.shape = Shape::text;
    read = normaliser_.Read(record, nullptr, event_);
    read.understood = false;
    return read;
}

const std::vector<std::uint32_t>& Judging::Hold(const Normalised& read) {
    hits_.clear();
    detection_->detector().Detect(event_, read.of, room_, hits_);
    return hits_;
}

bool Judging::IsNews(std::uint32_t source, Instant now) {
    std::int64_t& hour = met_[{source, room_.of}];
    return std::exchange(hour, HourOf(now)) != HourOf(now);
}

const std::vector<IndicatorMatch>& Judging::Recognise(const Normalised& read, Instant time) {
    matches_.clear();
    detection_->recogniser().Recognise(event_, time, !read.understood, matches_);
    return matches_;
}

}  // namespace dongson::soc
